from __future__ import annotations

import numpy as np
import pytest

from studio.film.sound.limiter import HOP, limiting_gains, peaks_per_hop

CEILING = 10 ** (-2.3 / 20)


def limited(sound: np.ndarray) -> np.ndarray:
    gains = limiting_gains(peaks_per_hop(sound))
    middles = (np.arange(len(gains)) + 0.5) * HOP
    return sound * np.interp(np.arange(len(sound)), middles, gains)[:, None]


def test_no_sample_passes_the_ceiling():
    chance = np.random.default_rng(3)
    sound = (
        chance.standard_normal((2000 * HOP, 2))
        * np.repeat(chance.choice([0.05, 0.9], 200), 10 * HOP)[:, None]
    )
    sound[chance.integers(0, len(sound), 40)] = 4.0

    assert np.abs(limited(sound)).max() <= CEILING + 1e-6


def test_a_sound_below_the_ceiling_is_not_touched():
    sound = np.full((100 * HOP, 2), 0.5)

    assert limited(sound) == pytest.approx(sound)


def test_the_gain_falls_ahead_of_a_peak_and_never_jumps():
    peaks = np.full(400, 0.1)
    peaks[200] = 2.0
    gains = limiting_gains(peaks)

    assert gains[199] < 0.6
    assert np.abs(np.diff(gains)).max() < 0.15
    assert gains[188] == pytest.approx(1)
    assert gains[-1] > 0.9


def test_peaks_are_those_of_the_louder_channel():
    sound = np.zeros((2 * HOP, 2))
    sound[3, 1], sound[HOP, 0] = -0.7, 0.4

    assert peaks_per_hop(sound.astype(np.float32)).tolist() == np.float32([0.7, 0.4]).tolist()
