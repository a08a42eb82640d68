from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.film.sound.ducking import GRID, bed_gains
from studio.film.sound.loudness import SAMPLE_RATE
from studio.film.sound.voice import VoiceTrack

PER_SECOND = SAMPLE_RATE // GRID


@pytest.fixture
def gains(tmp_path: Path) -> np.ndarray:
    """The gains in decibels for a voice that speaks from 5 to 8 s and from 8.4 to 10 s of 20 s."""
    times = np.arange(20 * SAMPLE_RATE) / SAMPLE_RATE
    speaks = ((times > 5) & (times < 8)) | ((times > 8.4) & (times < 10))
    (0.2 * np.sin(2 * np.pi * 200 * times) * speaks).astype(np.float32).tofile(tmp_path / "voice")
    track = VoiceTrack(tmp_path / "voice", len(times))
    return 20 * np.log10(np.maximum(bed_gains(track, lambda: None), 1e-6))


def at(gains: np.ndarray, seconds: float) -> float:
    return float(gains[round(seconds * PER_SECOND)])


def test_the_bed_is_nine_decibels_lower_under_speech(gains: np.ndarray):
    assert at(gains, 3) - at(gains, 6.5) == pytest.approx(9, abs=0.1)


def test_it_is_down_before_the_first_word(gains: np.ndarray):
    assert at(gains, 3) - at(gains, 5.05) > 8


def test_it_stays_down_in_a_breath_between_sentences(gains: np.ndarray):
    assert at(gains, 8.2) == pytest.approx(at(gains, 6.5), abs=0.1)


def test_it_comes_back_after_the_last_word(gains: np.ndarray):
    assert at(gains, 10.4) < at(gains, 3) - 8
    assert at(gains, 12) == pytest.approx(at(gains, 3), abs=0.1)


def test_it_never_changes_abruptly(gains: np.ndarray):
    inner = gains[2 * PER_SECOND : 17 * PER_SECOND]

    assert np.abs(np.diff(inner)).max() < 0.4


def test_it_is_silent_at_both_ends_of_the_film(gains: np.ndarray):
    assert gains[0] < -60
    assert at(gains, 19.99) < -40
    assert at(gains, 18.5) < at(gains, 17)


@pytest.mark.parametrize(
    ("pause", "comes_back"), [(0.45, False), (1.0, False), (1.5, False), (3.0, True), (5.0, True)]
)
def test_it_comes_back_in_a_long_pause_and_does_not_pump_in_a_short_one(
    tmp_path: Path, pause: float, comes_back: bool
):
    times = np.arange(20 * SAMPLE_RATE) / SAMPLE_RATE
    speaks = (times > 5) & (times < 14) & ~((times > 8) & (times < 8 + pause))
    (0.2 * np.sin(2 * np.pi * 200 * times) * speaks).astype(np.float32).tofile(tmp_path / "voice")
    found = bed_gains(VoiceTrack(tmp_path / "voice", len(times)), lambda: None)
    gains = 20 * np.log10(np.maximum(found, 1e-6))
    within = gains[8 * PER_SECOND : round((8 + pause) * PER_SECOND)]
    rise = within.max() - at(gains, 6.5)
    assert rise == pytest.approx(9 if comes_back else 0, abs=0.1)
