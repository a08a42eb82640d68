"""How effects sound by themselves: quiet, seamless, without clicks, and where their kind lies."""

from __future__ import annotations

import numpy as np
import pytest

from studio.film.plan import LASTING_SOUNDS, STRUCK_SOUNDS
from studio.film.sound.effects.lasting import lasting_loop
from studio.film.sound.effects.strokes import stroke
from studio.film.sound.loudness import SAMPLE_RATE, Sound, loudest, measure


@pytest.fixture(scope="module")
def loops() -> dict[str, Sound]:
    return {kind: lasting_loop(kind, 4).astype(np.float32) for kind in LASTING_SOUNDS}


def centre_of(sound: Sound) -> float:
    power = np.abs(np.fft.rfft(sound.mean(axis=1))) ** 2
    return float(np.sum(np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE) * power) / power.sum())


@pytest.mark.parametrize("kind", LASTING_SOUNDS)
class TestWhatLasts:
    def test_it_is_quiet_at_every_moment(self, loops: dict[str, Sound], kind: str):
        assert -42 < measure(loops[kind]) < -35.5
        assert loudest(loops[kind]) < -32.5
        assert np.abs(loops[kind]).max() < 0.12

    def test_its_end_joins_its_beginning(self, loops: dict[str, Sound], kind: str):
        steps = np.abs(np.diff(loops[kind], axis=0))
        assert np.abs(loops[kind][0] - loops[kind][-1]).max() <= np.percentile(steps, 99.9)

    def test_it_is_not_the_same_on_both_sides_and_has_no_direct_current(
        self, loops: dict[str, Sound], kind: str
    ):
        assert np.corrcoef(loops[kind].T)[0, 1] < 0.95
        assert np.abs(loops[kind].mean(axis=0)).max() < 1e-4

    def test_the_same_seed_gives_the_same_and_another_another(self, loops: dict[str, Sound], kind: str):
        assert np.array_equal(lasting_loop(kind, 4).astype(np.float32), loops[kind])
        assert not np.array_equal(lasting_loop(kind, 5).astype(np.float32), loops[kind])


def test_each_lies_where_its_kind_lies(loops: dict[str, Sound]):
    centres = {kind: centre_of(loop) for kind, loop in loops.items()}
    assert centres["wind"] < 700 < centres["birds"]
    assert centres["sea"] < 1500 < centres["rain"]
    assert centres["fire"] < centres["rain"]
    assert 2000 < centres["crickets"] < 5000


def test_a_fire_crackles_and_rain_does_not(loops: dict[str, Sound]):
    def peakedness(sound: Sound) -> float:
        quick = np.diff(sound.mean(axis=1))
        return float(np.mean(quick**4) / np.mean(quick**2) ** 2)

    assert peakedness(loops["fire"]) > 3 * peakedness(loops["rain"])


@pytest.mark.parametrize("kind", STRUCK_SOUNDS)
def test_a_stroke_is_quiet_and_begins_and_ends_in_silence(kind: str):
    sound = stroke(kind, 4)
    assert loudest(sound) < -35
    assert np.abs(sound[[0, -1]]).max() < 1e-4
    assert np.abs(np.diff(sound, axis=0)).max() < 0.03
