"""Lower thirds in a film's plan: when and where they are seen, and that they change nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.film.cuts import cut_scenes
from studio.film.encode.segments import picture_sums
from studio.film.layers.values import Layer
from studio.film.names import later
from studio.film.picture.easel import Easel
from studio.film.plan import (
    CAPTION_LETTERS,
    CAPTION_STYLES,
    FRAME_SIZES,
    CaptionAppearance,
    Cutaway,
    FilmPlan,
    Narration,
    Shot,
    frame_size,
)
from studio.film.plan_file import read_plan, write_plan
from studio.film.production import compose
from studio.film.schedule import schedule_film
from studio.film.text.burned.placing import rows_of_captions
from studio.film.text.safe_area import safe_area
from studio.graphics.introductions.drawing import draw_lower_third
from studio.graphics.introductions.find import Introduction
from studio.graphics.introductions.showing import show_introductions
from tests.studio.film.factories import make_flat_picture
from tests.studio.film.text.burned.drawing import contrast, cue_of, luminance, painted, touched

TEXT = (
    "The sea is warm today. Ana Silva, a marine biologist, has followed the whales for ten long years, "
    "and she knows nearly every one of them by the scars upon its tail, by its voice and by its temper."
)
ANA = Introduction(name="Ana Silva", role="Marine biologist", scene=0, word=5)


def plan_of(folder: Path, shape: str = "16:9", **changes: object) -> FilmPlan:
    picture = make_flat_picture(folder / "flat.png", (200, 200, 200), (64, 40))
    shot = Shot(picture=picture, narration=Narration(file=None, duration=12.0, text=TEXT))
    return FilmPlan(shots=(shot,), size=frame_size(shape, "480p"), camera="subtle", **changes)


def shown(plan: FilmPlan, folder: Path, *introductions: Introduction) -> FilmPlan:
    return show_introductions(plan, {0: introductions or (ANA,)}, folder)


def test_a_name_comes_when_it_is_said_and_stays_for_a_few_seconds(tmp_path: Path):
    plan = shown(plan_of(tmp_path), tmp_path)
    (layer,) = plan.shots[0].names

    # The sixth of 37 words, at about an eighth of the time.
    assert 1.0 < layer.start < 2.6
    assert 3 <= layer.end - layer.start <= 4
    assert layer.motion.x.at(layer.start) < layer.motion.x.at(layer.start + 0.5) == 0
    assert layer.motion.opacity.at(layer.end - 0.01) < 0.1


@pytest.mark.parametrize("shape", FRAME_SIZES)
@pytest.mark.parametrize("style", ["box", "pop"])
def test_it_stands_in_the_safe_area_and_never_over_captions(tmp_path: Path, shape: str, style: str):
    for letters, positions in (("large", ("bottom", "middle", "top")), ("small", ("bottom",))):
        for position in positions:
            captions = CaptionAppearance(style=style, letters=letters, position=position)
            plan = shown(plan_of(tmp_path, shape, captions=captions, progress_line="bottom"), tmp_path)
            (layer,) = plan.shots[0].names
            height = plan.size[1]
            area = safe_area(plan.size)
            assert area.side - 0.01 <= layer.left < layer.right <= 1 - area.side + 0.01
            assert area.top <= layer.top < layer.bottom <= 1 - area.foot
            first, last = rows_of_captions(plan.size, captions, "bottom")
            assert layer.bottom * height <= first or layer.top * height >= last, (letters, position)


def test_captions_keep_to_the_rows_that_are_theirs(tmp_path: Path):
    # The longest captions there are, in every style: what lower thirds rely on.
    for style in (style for style in CAPTION_STYLES if style != "none"):
        for letters in CAPTION_LETTERS:
            captions = CaptionAppearance(style=style, letters=letters)
            picture = painted(
                cue_of("Ägypten qualmt\nÄgypten qualmt"), (640, 360), 0.7, style=style, letters=letters
            )
            rows = np.flatnonzero(touched(picture).any(axis=1))
            first, _ = rows_of_captions((640, 360), captions)
            assert rows.min() >= first - 3, (style, letters)


@pytest.mark.parametrize("cutting", ["", "lively"])
def test_it_lies_over_the_cuts_of_its_scene_and_changes_none(tmp_path: Path, cutting: str):
    plain = plan_of(tmp_path, cutting=cutting)
    with_name = shown(plain, tmp_path)
    cuts = [cut_scenes(plan, schedule_film(plan)) for plan in (plain, with_name)]
    assert cuts[0].schedule == cuts[1].schedule
    sums = [picture_sums(cut.plan) for cut in cuts]
    changed = [before != after for before, after in zip(*sums, strict=True)]
    assert any(changed)
    assert cutting == "" or not all(changed)
    # Painted in the film, it is there when its seconds are and not before.
    cut = cuts[1]
    composition, easel = compose(cut.plan, cut.schedule, ()), Easel(plain.size)
    (layer,) = with_name.shots[0].names
    dark = []
    for seconds in (layer.start - 0.2, layer.start + 1, layer.end - 0.5, layer.end + 0.2):
        composition.paint(round(seconds * 30), easel)
        dark.append(bool((easel.frame.y < 60).any()))
    assert dark == [False, True, True, False]


def test_it_is_not_shown_over_words_and_figures_nor_for_a_moment(tmp_path: Path):
    plan = plan_of(tmp_path)
    layer = Layer(picture=tmp_path / "flat.png", left=0, top=0, right=1, bottom=1)
    graphic = replace(plan, shots=(replace(plan.shots[0], over=(layer,)),))
    assert shown(graphic, tmp_path).shots == graphic.shots

    def with_cutaway(word: int, *over: Layer) -> FilmPlan:
        cutaway = Cutaway(word=word, picture=tmp_path / "flat.png", is_exact=True, over=over)
        return replace(plan, shots=(replace(plan.shots[0], cutaways=(cutaway,)),))

    assert not shown(with_cutaway(8, layer), tmp_path).shots[0].names
    assert shown(with_cutaway(8), tmp_path).shots[0].names
    (cut_short,) = shown(with_cutaway(15, layer), tmp_path).shots[0].names
    assert cut_short.end - cut_short.start < 3.8
    late = replace(ANA, word=36)
    assert not shown(plan, tmp_path, late).shots[0].names


def test_two_names_are_never_seen_at_a_time(tmp_path: Path):
    other = replace(ANA, name="Ben Reed", word=7)
    assert len(shown(plan_of(tmp_path), tmp_path, ANA, other).shots[0].names) == 1


def test_a_name_is_kept_in_a_plans_file(tmp_path: Path):
    plan = shown(plan_of(tmp_path), tmp_path)
    write_plan(plan, tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json") == plan


def test_a_layer_can_do_all_later(tmp_path: Path):
    (layer,) = shown(plan_of(tmp_path), tmp_path).shots[0].names
    moved = later(layer, 2.0)
    for seconds in (layer.start, layer.start + 0.2, layer.end - 0.1):
        assert moved.motion.x.at(seconds + 2) == pytest.approx(layer.motion.x.at(seconds))
        assert moved.reveal.right.at(seconds + 2) == pytest.approx(layer.reveal.right.at(seconds))
        assert moved.motion.opacity.at(seconds + 2) == pytest.approx(layer.motion.opacity.at(seconds))


@pytest.mark.parametrize("shape", FRAME_SIZES)
@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Maria Lopez", "Head of research at Acme"),
        (
            "Maximiliane Wolkenstein-Trostburg",
            "Professor of astronomy and planetary science at the University",
        ),
        ("سلمى حداد", "عالمة أحياء بحرية"),
        ("Ana Silva", ""),
    ],
)
def test_it_fits_into_its_frame_and_can_be_read(tmp_path: Path, shape: str, name: str, role: str):
    size = frame_size(shape, "480p")
    file = tmp_path / "third.png"
    width, height = draw_lower_third(name, role, size, file)
    assert width <= size[0] * (1 - 2 * safe_area(size).side)
    assert height <= 0.3 * size[1]
    with Image.open(file) as third:
        white = Image.new("RGBA", third.size, (255, 255, 255, 255))
        light = luminance(np.asarray(Image.alpha_composite(white, third).convert("RGB")))
    # Inside the plate, right of the bar: the ground, and letters upon it.
    inner = light[6:-6, round(0.2 * light.shape[1]) : round(0.8 * light.shape[1])]
    assert contrast(float(inner.max()), float(np.percentile(inner, 30))) >= 4.5


def test_a_name_without_a_letter_that_can_be_drawn_is_not_shown(tmp_path: Path):
    assert draw_lower_third("日本", "", (640, 360), tmp_path / "third.png") is None
