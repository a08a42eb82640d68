from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.film.sound.loudness import SAMPLE_RATE, SILENCE, STEP, LoudnessMeter, measure
from tests.studio.film.factories import run_ffmpeg, write_wav


def tone(frequency: float, level: float, seconds: float) -> np.ndarray:
    times = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (level * np.sin(2 * np.pi * frequency * times)).astype(np.float32)[:, None]


def test_a_tone_of_997_hz_is_as_loud_as_the_standard_says():
    # BS.1770-4: a 0 dBFS sine of 997 Hz in one channel is -3.01 LKFS.
    assert measure(tone(997, 1.0, 3)) == pytest.approx(-3.01, abs=0.03)


def test_both_channels_count():
    both = np.repeat(tone(997, 0.1, 3), 2, axis=1)

    assert measure(both) == pytest.approx(-20.0, abs=0.05)


def test_it_agrees_with_ffmpeg_on_noise_with_pauses(tmp_path: Path):
    chance = np.random.default_rng(2)
    sound = chance.standard_normal(8 * SAMPLE_RATE) * 0.1
    sound[2 * SAMPLE_RATE : 4 * SAMPLE_RATE] *= 0.02
    sound[6 * SAMPLE_RATE :] = 0
    write_wav(tmp_path / "noise.wav", sound, SAMPLE_RATE)
    said = run_ffmpeg("-i", str(tmp_path / "noise.wav"), "-af", "ebur128=framelog=quiet", "-f", "null", "-")
    reference = float(said.rsplit("I:", 1)[1].split()[0])

    assert measure(sound.astype(np.float32)[:, None]) == pytest.approx(reference, abs=0.1)


def test_blocks_give_the_same_as_the_whole():
    sound = np.repeat(tone(300, 0.2, 13), 2, axis=1)
    meter = LoudnessMeter()
    for first in range(0, len(sound), 7 * STEP):
        meter.add(sound[first : first + 7 * STEP])

    assert meter.integrated() == pytest.approx(measure(sound), abs=0.01)
    assert len(meter.energies) == 130


def test_silence_has_no_loudness():
    assert measure(np.zeros((SAMPLE_RATE, 2), np.float32)) == SILENCE
    assert measure(np.zeros((0, 2), np.float32)) == SILENCE


def test_a_sound_shorter_than_a_block_is_still_measured():
    assert measure(tone(997, 1.0, 0.2)) == pytest.approx(-3.0, abs=0.5)
