"""Whole films with a brand: what is drawn where, and what is made anew when a brand changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.film.encode.segments import cut_segments, picture_sums, poster_fingerprint, segment_fingerprint
from studio.film.picture.easel import Easel
from studio.film.plan import Branding, CaptionAppearance, FilmPlan, Shot
from studio.film.plan_file import read_plan, write_plan
from studio.film.production import compose
from studio.film.schedule import schedule_film
from studio.film.text.captions import burned_cues, make_cues
from studio.film.text.fonts import choose_font
from tests.studio.film.factories import make_flat_picture, make_narration

SIZE = (320, 180)
RED = (230, 20, 20)


@pytest.fixture(autouse=True)
def as_usual_afterwards() -> Iterator[None]:
    yield
    choose_font()


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    Image.new("RGBA", (64, 64), (*RED, 255)).save(tmp_path / "logo.png")
    return tmp_path / "logo.png"


@pytest.fixture
def plan(tmp_path: Path) -> FilmPlan:
    """Return a plan of a title card, two scenes and an end card, from scene to scene by sliding."""
    pictures = [make_flat_picture(tmp_path / f"{light}.png", (light,) * 3) for light in (60, 160)]
    scenes = tuple(
        Shot(picture=picture, narration=make_narration(tmp_path, seconds=3.0, name=f"{picture.stem}.wav"))
        for picture in pictures
    )
    title, end = Shot(picture=pictures[0], card="The fox"), Shot(picture=pictures[1], card="The end")
    return FilmPlan(
        shots=(title, *scenes, end), size=SIZE, transition="slide", captions=CaptionAppearance(style="none")
    )


def painted(plan: FilmPlan, number: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    schedule = schedule_film(plan)
    burned = burned_cues(make_cues(schedule, plan.size), plan)
    easel = Easel(plan.size)
    compose(plan, schedule, burned).paint(number, easel)
    return easel.frame.to_rgb()


def redness(frame: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], corner: str) -> float:
    """Return how much redder than grey a corner of a frame is, at its reddest."""
    rows = slice(0, 60) if corner.startswith("top") else slice(120, 180)
    columns = slice(200, 320) if corner.endswith("right") else slice(0, 120)
    part = frame[rows, columns].astype(int)
    return float((part[..., 0] - part[..., 1]).max())


def middles(plan: FilmPlan) -> list[int]:
    return [(span.start + span.end) // 2 for span in schedule_film(plan).shots]


def fingerprints(plan: FilmPlan) -> dict[str, str]:
    """Return the fingerprint of each segment by its shots and its first frame, and those of posters."""
    schedule, sums = schedule_film(plan), picture_sums(plan)
    burned = burned_cues(make_cues(schedule, plan.size), plan)
    found = {}
    for segment in cut_segments(schedule, plan.shots):
        key = f"{segment.shots}-{segment.first}"
        found[key] = segment_fingerprint(plan, schedule, burned, sums, segment)
        if segment.middle is not None:
            found[f"poster-{key}"] = poster_fingerprint(plan, schedule, sums, segment)
    return found


def changed(one: FilmPlan, other: FilmPlan) -> set[str]:
    before, after = fingerprints(one), fingerprints(other)
    assert before.keys() == after.keys()
    return {key for key in before if before[key] != after[key]}


@pytest.mark.parametrize("corner", ["top-right", "bottom-left"])
def test_a_logo_is_seen_over_scenes_and_not_over_cards(plan: FilmPlan, logo: Path, corner: str):
    branded = replace(plan, branding=Branding(logo=logo, corner=corner))
    title, first, second, end = (redness(painted(branded, number), corner) for number in middles(branded))
    assert min(first, second) >= 180
    assert max(title, end) <= 12
    assert redness(painted(plan, middles(plan)[1]), corner) <= 12


def test_a_logo_stays_where_it_is_while_scenes_slide(plan: FilmPlan, logo: Path):
    branded = replace(plan, branding=Branding(logo=logo))
    span = schedule_film(branded).shots[2]
    for number in range(span.first_shown, span.first_shown + span.fade_in, 4):
        assert redness(painted(branded, number), "top-right") >= 180


def test_a_logo_comes_and_goes_with_the_cards(plan: FilmPlan, logo: Path):
    branded = replace(plan, branding=Branding(logo=logo))
    _, first, last, end = schedule_film(branded).shots
    coming = [redness(painted(branded, first.first_shown + step), "top-right") for step in (0, 8, 16)]
    going = [redness(painted(branded, end.first_shown + step), "top-right") for step in (0, 8, 16)]
    assert coming == sorted(coming)
    assert coming[0] < 40 < 150 < coming[-1]
    assert going == sorted(going, reverse=True)
    assert going[-1] < 40 < 150 < going[0]
    assert last.fade_out == end.fade_in


def test_plans_without_a_brand_keep_their_fingerprints(plan: FilmPlan):
    # As they were before films had brands.
    assert fingerprints(plan) == fingerprints(replace(plan, branding=Branding()))
    assert changed(plan, replace(plan, branding=Branding(corner="top-left", logo_size="large"))) == set()


def test_a_logo_changes_all_that_shows_scenes_and_nothing_else(plan: FilmPlan, logo: Path):
    branded = replace(plan, branding=Branding(logo=logo))
    cards = {key for key in fingerprints(plan) if key.startswith(("(0,)", "(3,)"))}
    assert changed(plan, branded) == fingerprints(plan).keys() - cards
    moved = replace(branded, branding=replace(branded.branding, corner="top-left"))
    assert changed(branded, moved) == fingerprints(plan).keys() - cards


def test_colours_and_fonts_change_what_shows_words_and_nothing_else(plan: FilmPlan):
    worded = {key for key in fingerprints(plan) if "0" in key.split("-")[0] or "3" in key.split("-")[0]}
    assert changed(plan, replace(plan, branding=Branding(accent="#ff0000"))) == worded
    assert changed(plan, replace(plan, branding=Branding(font="Heebo"))) == worded
    captioned = replace(plan, captions=CaptionAppearance())
    everything = {key for key in fingerprints(captioned) if not key.startswith("poster")}
    assert changed(captioned, replace(captioned, branding=Branding(plate="#ff0000"))) == everything


def test_other_bytes_under_the_name_of_a_logo_are_another_logo(plan: FilmPlan, logo: Path):
    branded = replace(plan, branding=Branding(logo=logo))
    before = fingerprints(branded)
    Image.new("RGBA", (64, 64), (0, 0, 255, 255)).save(logo)
    assert fingerprints(branded) != before


def test_a_card_has_the_owners_letters_and_a_line_in_their_accent(plan: FilmPlan):
    branded = replace(plan, branding=Branding(letters="#ffe000", accent="#ff80ff"))
    frame = painted(branded, middles(branded)[0]).astype(int)
    yellow = (frame[..., 0] > 200) & (frame[..., 1] > 180) & (frame[..., 2] < 90)
    pink = (frame[..., 0] - frame[..., 1] > 40) & (frame[..., 2] - frame[..., 1] > 40)
    assert yellow.sum() > 100
    assert pink.sum() > 20
    assert np.argwhere(pink)[:, 0].min() > np.argwhere(yellow)[:, 0].max()


def test_captions_have_the_owners_box(plan: FilmPlan):
    captioned = replace(plan, captions=CaptionAppearance(), branding=Branding(plate="#0000ff"))
    frame = painted(captioned, middles(captioned)[1]).astype(int)
    blue = (frame[..., 2] > 200) & (frame[..., 0] < 60)
    assert blue.sum() > 1000
    assert np.argwhere(blue)[:, 0].min() > SIZE[1] / 2


def test_a_plan_with_a_brand_is_written_and_read(plan: FilmPlan, logo: Path, tmp_path: Path):
    branded = replace(plan, branding=Branding(logo=logo, accent="#ff0000", font="Heebo", logo_size="small"))
    write_plan(branded, tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json") == branded
