"""Each thing moves as it would, or not at all."""

from __future__ import annotations

import itertools

import pytest

from studio.contracts import CutOut
from studio.film.layers.motion import Motion, Track
from studio.film.living.idle import anchor_of, motion_of, reflected

SECONDS = 8.0
TIMES = [number / 10 for number in range(80)]


def cutout(
    kind: str, manner: str = "stands", name: str = "thing", tall: float = 1.0, bottom: float = 0.8
) -> CutOut:
    return CutOut(
        data=b"", left=0.3, top=0.3, right=0.6, bottom=bottom, depth=0.8, kind=kind, manner=manner, name=name, tall=tall
    )  # fmt: skip


def motion(*described, **more) -> Motion:
    return motion_of(cutout(*described, **more), 0.25, SECONDS)


def reach(track: Track) -> float:
    values = [track.at(time) for time in TIMES]
    return max(values) - min(values)


@pytest.mark.parametrize(
    "kind", ["vehicle", "building", "plant", "food", "thing", "sign", "tree", "land", "balloon"]
)
def test_what_stands_and_does_not_live_keeps_still(kind):
    assert motion(kind).is_still


@pytest.mark.parametrize("tall", [0.05, 0.1, 0.15])
def test_what_is_too_small_to_be_seen_breathing_keeps_still(tall):
    assert motion("animal", tall=tall).is_still


@pytest.mark.parametrize("kind", ["person", "animal"])
def test_the_living_only_breathe(kind):
    found = motion(kind, tall=1.7)
    assert 0.005 < reach(found.stretch) < 0.025
    assert all(track.is_still for track in (found.x, found.y, found.turn, found.scale, found.opacity))
    # Nobody grows into the ground.
    assert anchor_of(cutout(kind))[1] > 0.95


def test_the_larger_breathe_more_slowly():
    elephant, cat = motion("animal", tall=3.0), motion("animal", tall=0.4)
    assert elephant.stretch.waves[0].seconds > cat.stretch.waves[0].seconds > 2


def test_boats_rock_and_ships_hardly():
    dinghy, boat, ship = (motion("boat", "floats", tall=tall) for tall in (1.2, 6.0, 20.0))
    for better, worse in ((dinghy, boat), (boat, ship)):
        assert reach(better.turn) > reach(worse.turn) > 0
        assert reach(better.y) >= reach(worse.y) > 0
    assert reach(dinghy.turn) < 4.5
    assert reach(dinghy.y) < 0.05 * 0.5


def test_a_reflection_moves_the_other_way_at_the_same_time():
    boat = motion("boat", "floats", tall=6.0)
    mirrored = reflected(boat, 0.25)
    for time in TIMES:
        assert mirrored.y.at(time) == pytest.approx(-boat.y.at(time))
        assert mirrored.turn.at(time) == pytest.approx(-boat.turn.at(time))
    assert anchor_of(cutout("reflection", "floats"))[1] < 0.1


@pytest.mark.parametrize(
    ("kind", "name", "tall"),
    [("animal", "eagle", 0.5), ("animal", "butterfly", 0.1), ("balloon", "balloon", 0.4), ("vehicle", "airplane", 8.0),
     ("vehicle", "parachute", 3.0), ("person", "fairy", 0.5), ("thing", "kite", 0.7), ("food", "red-apple", 0.1)],
)  # fmt: skip
def test_what_is_in_the_air_hovers_gently(kind, name, tall):
    found = motion(kind, "flies", name, tall)
    assert not found.is_still
    # By a tenth of its height at most, and never so that anybody would call it a roll.
    assert reach(found.x) < 0.1 * 0.5 * 2
    assert reach(found.y) < 0.1 * 0.5 * 2
    assert reach(found.turn) <= 4.0
    assert found.stretch.is_still


def test_sun_moon_and_stars_stay_where_they_are():
    assert motion("sky", "flies", "full-moon").is_still


def test_what_hangs_swings_from_above():
    assert anchor_of(cutout("vehicle", "flies", "parachute"))[1] < 0.1
    assert anchor_of(cutout("animal", "flies", "eagle")) == (0.5, 0.5)


def test_a_flock_flies_on_and_does_not_turn_back():
    across = motion("flock", "flies", "").x
    ways = [across.at(after) - across.at(before) for before, after in itertools.pairwise(TIMES)]
    assert all(way > 0 for way in ways) or all(way < 0 for way in ways)
    assert abs(sum(ways)) < 0.05


def test_a_flame_flickers_by_its_shape_and_flashes_nothing():
    found = motion("flame", name="fire", tall=0.4)
    assert found.opacity.is_still
    assert 0 < reach(found.stretch) < 0.12
    # Less often than three times a second, which is where flashes begin to be dangerous.
    assert all(wave.seconds > 1 / 3 for wave in found.stretch.waves)


def test_the_same_thing_begins_elsewhere_in_its_swing():
    first, second = (motion_of(cutout("boat", "floats", tall=6.0), phase, SECONDS) for phase in (0.1, 0.6))
    assert first.y.at(0.0) != pytest.approx(second.y.at(0.0))
