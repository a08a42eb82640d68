"""Which sounds a shot has, by what it shows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from studio.film.layers.motion import Key, Motion, Track
from studio.film.layers.values import Counter, Fall, Ground, Layer, Reveal
from studio.film.sound.effects.cues import heard_at, sounds_of
from studio.painter.gazetteer import PLACES
from studio.painter.read.words.moments import SEASONS, TIMES, WEATHERS


def layer(left: float = 0, right: float = 1, **fields) -> Layer:
    return Layer(picture=Path("layer.png"), left=left, top=0, right=right, bottom=1, **fields)


def counter(*keys: Key, **fields) -> Counter:
    return Counter(
        **{"glyphs": Path("digits.png"), "alphabet": "0123456789", "cells": (0.1,) * 10},
        **{"left": 0.2, "top": 0.4, "bottom": 0.6, "value": Track(keys=keys), **fields},
    )


def kinds(*shown, **fields) -> list[str]:
    return [sound.kind for sound in sounds_of(shown, **fields)]


@pytest.mark.parametrize(
    ("fall", "heard"),
    [("rain", ["rain"]), ("snow", ["wind"]), ("fireflies", ["crickets"]), ("dust", []), ("bubbles", []), ("stars", [])],
)  # fmt: skip
def test_what_falls_is_heard_if_it_makes_a_sound(fall, heard):
    assert kinds(Fall(kind=fall), Fall(kind=fall, is_near=True)) == heard


def test_little_rain_is_quieter_and_snow_is_no_storm():
    (rain,), (snow,) = sounds_of([Fall(kind="rain", amount=0.4)]), sounds_of([Fall(kind="snow")])
    assert rain.level == pytest.approx(0.4)
    assert snow.level < 1


def test_water_that_flows_is_the_sea():
    assert kinds(ground=Ground(flow=0.2)) == ["sea"]
    assert kinds(ground=Ground(line=0.5)) == []


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        (("beach", "day"), ("sea",)),
        (("forest", "morning", "", ""), ("birds",)),
        (("forest", "night"), ("crickets",)),
        (("meadow", "day", "rain"), ("rain",)),
        (("forest", "day", "", "winter"), ()),
        (("cliff", "day", "storm"), ("rain", "sea")),
        (("forest", "night", "campfire"), ("fire", "crickets")),
        (("office", "day", "clear"), ()),
        (("moon",), ()),
        (("", "", "", ""), ()),
    ],
)
def test_places_weathers_and_times_are_heard_as_they_are(told, heard):
    assert heard_at(told) == heard


def test_words_that_are_heard_are_words_that_the_painter_knows():
    known = {*PLACES, *WEATHERS, *TIMES, *SEASONS}
    assert {word for word in known if heard_at((word,))} >= {
        "beach",
        "sea",
        "forest",
        "desert",
        "rain",
        "storm",
    }
    assert not heard_at(("table", "room", "space", "underwater"))


def test_no_more_than_two_sounds_last_at_once():
    assert len(kinds(Fall(kind="rain"), ground=Ground(flow=1), places=("campfire", "forest", "night"))) == 2


def test_a_number_ticks_fast_and_then_slowly_while_it_counts():
    sounds = sounds_of([counter(Key(1.0, 0), Key(3.0, 1250, "out"))])
    times = [sound.start for sound in sounds]
    assert {sound.kind for sound in sounds} == {"tick"}
    assert 6 <= len(times) <= 14
    assert times[0] >= 1.0
    assert times[-1] <= 3.0
    gaps = [after - before for before, after in pairwise(times)]
    assert min(gaps) >= 0.069
    assert gaps[-1] > gaps[0]


def test_a_number_of_three_steps_ticks_three_times_and_one_that_stands_never():
    assert kinds(counter(Key(0, 0), Key(2, 3, "line"))) == ["tick"] * 3
    assert kinds(counter(Key(0, 7), Key(2, 7))) == []
    assert kinds(counter()) == []


@pytest.mark.parametrize(
    "shown",
    [
        layer(reveal=Reveal(right=Track(keys=(Key(1, 0), Key(1.6, 1))))),
        layer(reveal=Reveal(top=Track(keys=(Key(1, 1), Key(1.6, 0))))),
        layer(motion=Motion(x=Track(keys=(Key(1, -1), Key(1.6, 0))))),
    ],
    ids=["flood to the right", "flood upwards", "slide"],
)
def test_what_sweeps_over_the_frame_is_heard_when_it_is_fastest(shown):
    (sound,) = sounds_of([shown])
    assert sound.kind == "whoosh"
    assert 1 <= sound.start <= 1.6


@pytest.mark.parametrize(
    "shown",
    [
        layer(),
        layer(right=0.2, reveal=Reveal(right=Track(keys=(Key(1, 0), Key(1.6, 1))))),
        layer(reveal=Reveal(right=Track(keys=(Key(0, 0), Key(6, 1))))),
        layer(motion=Motion(x=Track(keys=(Key(1, -0.05), Key(1.6, 0))))),
    ],
    ids=["still", "small", "slow", "near"],
)
def test_what_is_still_small_slow_or_near_is_not(shown):
    assert kinds(shown) == []
