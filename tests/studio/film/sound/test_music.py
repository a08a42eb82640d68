from __future__ import annotations

import numpy as np
import pytest

from studio.film.sound.loudness import SAMPLE_RATE, Sound, measure
from studio.film.sound.music import BED_LOUDNESS, MOODS, compose_loop, loop_stretch


@pytest.fixture(scope="module")
def beds() -> dict[str, Sound]:
    return {mood: compose_loop(mood, 1) for mood in MOODS}


@pytest.mark.parametrize("mood", MOODS)
class TestBed:
    def test_it_is_as_loud_as_every_other(self, beds: dict[str, Sound], mood: str):
        assert measure(beds[mood]) == pytest.approx(BED_LOUDNESS, abs=0.1)

    def test_it_lasts_at_least_half_a_minute_before_it_repeats(self, beds: dict[str, Sound], mood: str):
        assert 30 <= len(beds[mood]) / SAMPLE_RATE <= 60

    def test_it_never_clips(self, beds: dict[str, Sound], mood: str):
        assert np.abs(beds[mood]).max() < 0.9

    def test_its_end_joins_its_beginning_without_a_seam(self, beds: dict[str, Sound], mood: str):
        bed = beds[mood]
        steps = np.abs(np.diff(bed, axis=0))
        assert np.abs(bed[0] - bed[-1]).max() <= np.percentile(steps, 99.9)
        level = np.sqrt(np.mean(np.square(loop_stretch(bed, len(bed) - 4800, 9600)).reshape(2, -1), axis=1))
        assert 0.5 < level[0] / level[1] < 2

    def test_it_has_next_to_nothing_below_the_voice(self, beds: dict[str, Sound], mood: str):
        power = np.abs(np.fft.rfft(beds[mood][:, 0])) ** 2
        frequencies = np.fft.rfftfreq(len(beds[mood]), 1 / SAMPLE_RATE)
        assert power[frequencies < 60].sum() < 0.001 * power.sum()

    def test_both_sides_are_alike_but_not_the_same(self, beds: dict[str, Sound], mood: str):
        left, right = beds[mood].T
        assert 0.5 < np.std(left) / np.std(right) < 2
        assert np.corrcoef(left, right)[0, 1] < 0.98


def test_the_same_seed_gives_the_same_bed_and_another_another(beds: dict[str, Sound]):
    assert np.array_equal(compose_loop("playful", 1), beds["playful"])
    other = compose_loop("playful", 2)
    assert other.shape != beds["playful"].shape or not np.allclose(other, beds["playful"], atol=0.01)


# As they were when there were five of them: sounds that are stored would not fit films that are rendered again.
@pytest.mark.parametrize(
    ("mood", "length", "left", "right"),
    [
        ("calm", 2621440, 0.11023, 0.02264),
        ("uplifting", 1920000, 0.02975, -0.01131),
        ("dramatic", 2457600, 0.03964, -0.00409),
        ("playful", 1638400, 0.12683, -0.05533),
        ("tech", 1769472, 0.05090, 0.00306),
    ],
)
def test_moods_of_before_go_round_as_they_did(
    beds: dict[str, Sound], mood: str, length: int, left: float, right: float
):
    assert len(beds[mood]) == length
    assert beds[mood][1000, 0] == pytest.approx(left, abs=2e-4)
    assert beds[mood][500000, 1] == pytest.approx(right, abs=2e-4)


def test_the_last_bed_is_kept_and_nobody_can_change_it():
    bed = compose_loop("tech", 3)

    assert compose_loop("tech", 3) is bed
    with pytest.raises(ValueError, match="read-only"):
        bed[0] = 0


def test_there_are_at_least_five_moods():
    assert {"calm", "uplifting", "dramatic", "playful", "tech"} <= set(MOODS)


def test_a_loop_repeats_without_end():
    loop = np.arange(10, dtype=np.float32).reshape(5, 2)

    assert loop_stretch(loop, 13, 4)[:, 0].tolist() == [6, 8, 0, 2]
