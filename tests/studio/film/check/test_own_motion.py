"""Nothing that films move by themselves flashes: what falls, flames, figures that come up, and changes of picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.contracts import CutOut
from studio.film.check.flashes import find_flashes
from studio.film.check.lights import Lights, light_of
from studio.film.layers.falls.kinds import KINDS
from studio.film.layers.motion import Key, Motion, Track
from studio.film.layers.values import Fall, Ground, Layer
from studio.film.living.idle import motion_of
from studio.film.picture.easel import Easel
from studio.film.plan import CAPTION_STYLES, TRANSITIONS, CaptionAppearance, FilmPlan, Shot
from studio.film.production import compose
from studio.film.schedule import schedule_film
from studio.film.text.captions import burned_cues, make_cues
from studio.graphics.lay_out import lay_out
from tests.studio.film.factories import make_flat_picture, make_narration, make_picture
from tests.studio.graphics.samples import SAMPLES

SIZE = (320, 180)


def lights_of(plan: FilmPlan, seconds: float = 60) -> Lights:
    schedule = schedule_film(plan)
    cues = burned_cues(make_cues(schedule, plan.size, plan.captions.letters), plan)
    composition, easel, found = compose(plan, schedule, cues), Easel(plan.size), []
    for number in range(min(schedule.frame_count, round(seconds * 30))):
        composition.paint(number, easel)
        found.append(light_of(easel.frame))
    return np.stack(found)


def film(folder: Path, *shots: Shot, **changes: object) -> FilmPlan:
    values: dict[str, object] = {"music": "", "captions": CaptionAppearance(style="none"), **changes}
    return FilmPlan(shots=shots, size=SIZE, **values)


@pytest.mark.parametrize("kind", KINDS)
def test_what_falls_does_not_flash(tmp_path: Path, kind: str):
    for name, colour in (("dark", (12, 14, 30)), ("mid", (110, 120, 110))):
        picture = make_flat_picture(tmp_path / f"{name}.png", colour)
        falls = (Fall(kind=kind, amount=3.0), Fall(kind=kind, amount=3.0, is_near=True))
        shot = Shot(picture=picture, narration=make_narration(tmp_path, seconds=2.5), layers=falls)
        assert find_flashes([lights_of(film(tmp_path, shot))], SIZE) == ()


def test_flames_and_water_do_not_flash(tmp_path: Path):
    Image.new("RGBA", (200, 200), (255, 170, 40, 255)).save(tmp_path / "flame.png")
    flame = CutOut(
        data=b"", left=0.2, top=0.1, right=0.8, bottom=0.9, depth=0.8, kind="flame", name="fire", tall=1.0
    )
    layer = Layer(
        picture=tmp_path / "flame.png", left=0.2, top=0.1, right=0.8, bottom=0.9, motion=motion_of(flame, 0.3, 4.0)
    )  # fmt: skip
    shot = Shot(
        picture=make_picture(tmp_path / "a.png", (480, 270)),
        narration=make_narration(tmp_path, seconds=3.0),
        ground=Ground(depth=0.7, skyline=0.4, flow=0.02, drift=0.01, bleed=0.05),
        layers=(layer,),
    )
    assert find_flashes([lights_of(film(tmp_path, shot))], SIZE) == ()


@pytest.mark.parametrize("kind", TRANSITIONS)
def test_changes_between_the_brightest_and_the_darkest_picture_do_not_flash(tmp_path: Path, kind: str):
    files = [
        make_flat_picture(tmp_path / f"{n}.png", (255, 255, 255) if n % 2 else (0, 0, 0)) for n in range(6)
    ]
    shots = tuple(
        Shot(picture=file, narration=make_narration(tmp_path, "A word.", 0.3, name=f"{n}.wav"))
        for n, file in enumerate(files)
    )
    assert find_flashes([lights_of(film(tmp_path, *shots, transition=kind))], SIZE) == ()


@pytest.mark.parametrize("style", [style for style in CAPTION_STYLES if style != "none"])
def test_captions_in_a_hurry_do_not_flash(tmp_path: Path, style: str):
    text = "one two three four five six seven eight nine ten eleven twelve"
    shot = Shot(
        picture=make_flat_picture(tmp_path / "a.png", (0, 0, 0)),
        narration=make_narration(tmp_path, text, 2.0, words=True),
    )
    captions = CaptionAppearance(style=style, letters="large", position="middle")
    assert find_flashes([lights_of(film(tmp_path, shot, captions=captions))], SIZE) == ()


def test_a_layer_that_blinks_is_found(tmp_path: Path):
    # What the others would look like if they did.
    Image.new("RGBA", (20, 20), (255, 255, 255, 255)).save(tmp_path / "white.png")
    keys = tuple(Key(n / 10, float(n % 2), "hold") for n in range(40))
    layer = Layer(
        picture=tmp_path / "white.png", left=0, top=0, right=1, bottom=1, motion=Motion(opacity=Track(0, keys))
    )  # fmt: skip
    shot = Shot(
        picture=make_flat_picture(tmp_path / "a.png", (0, 0, 0)),
        narration=make_narration(tmp_path, seconds=3.0),
        over=(layer,),
    )
    assert find_flashes([lights_of(film(tmp_path, shot))], SIZE) != ()


def test_a_large_number_that_counts_does_not_flash(tmp_path: Path):
    size = (854, 480)
    graphic = replace(SAMPLES["number"], ground="glow")
    laid = lay_out(graphic, size=size, duration=4.0, is_captioned=True, folder=tmp_path)
    assert laid is not None
    narration = make_narration(tmp_path, seconds=3.5)
    shot = Shot(picture=laid.picture, narration=narration, over=laid.over, move=laid.move)
    assert find_flashes([lights_of(replace(film(tmp_path, shot), size=size))], size) == ()
