"""Every frame is a function of its number: in any order, and by several threads at a time."""

from __future__ import annotations

import hashlib
import random

import pytest

from studio.film.picture.easel import Easel
from studio.film.production import compose
from studio.film.schedule import schedule_film
from tests.studio.film.layers.material import everything, film_of
from tests.support.threads import side_by_side


def sums(composition, numbers: list[int], found: dict[int, str]) -> None:
    easel = Easel(composition.size)
    for number in numbers:
        composition.paint(number, easel)
        found[number] = hashlib.md5(easel.frame.buffer).hexdigest()


@pytest.mark.parametrize("camera", ["none", "dramatic"])
def test_frames_are_the_same_to_the_bit_in_any_order_and_by_two_threads(tmp_path, camera: str):
    plan = film_of(*everything(tmp_path), camera=camera)
    schedule = schedule_film(plan)
    numbers = list(range(0, schedule.frame_count, 3))
    ordered: dict[int, str] = {}
    sums(compose(plan, schedule, ()), numbers, ordered)

    shuffled, other = numbers.copy(), dict[int, str]()
    random.Random(3).shuffle(shuffled)
    sums(compose(plan, schedule, ()), shuffled, other)

    assert other == ordered
    shared, both = compose(plan, schedule, ()), dict[int, str]()
    halves = (numbers[::2], numbers[1::2][::-1])
    side_by_side([lambda half=half: sums(shared, half, both) for half in halves])  # type: ignore[misc]
    assert both == ordered
    assert len(set(ordered.values())) > 0.5 * len(ordered)


def test_two_copies_of_one_shot_look_alike(tmp_path):
    shot = everything(tmp_path)[2]
    frames: list[str] = []
    for _ in range(2):
        plan = film_of(shot)
        found: dict[int, str] = {}
        sums(compose(plan, schedule_film(plan), ()), [20], found)
        frames.append(found[20])
    assert frames[0] == frames[1]
