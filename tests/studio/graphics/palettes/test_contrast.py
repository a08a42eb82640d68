"""All letters of a film can be read: measured in its frames, over pictures that make it hard."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.film.plan import CAPTION_STYLES, frame_size
from studio.graphics.values import GROUNDS, PALETTES
from tests.bench.contrast import measuring
from tests.bench.contrast.measuring import (
    Reading,
    around,
    grounds,
    read_captions,
    read_cards,
    read_graphic,
    read_graphics,
)
from tests.studio.graphics.scenes import graphic_of

# Every frame of every kind is measured: left out of `make test`.
pytestmark = pytest.mark.long
SMALL = frame_size("16:9", "480p")


def hard_to_read(readings: list[Reading]) -> list[Reading]:
    assert readings
    return [reading for reading in readings if reading.share < 1]


# A word that lights up lies on a plate, which would be taken for letters here: tests of captions measure it.
@pytest.mark.parametrize("style", [style for style in CAPTION_STYLES if style not in ("none", "lit")])
def test_captions_can_be_read_on_any_picture(tmp_path: Path, style: str):
    over = {name: picture for name, picture in grounds().items() if name != "grey"}
    assert not hard_to_read(list(read_captions(tmp_path, over, [SMALL], [style])))


def test_cards_can_be_read_on_any_picture(tmp_path: Path):
    assert not hard_to_read(list(read_cards(tmp_path, grounds(), [SMALL])))


def test_letters_of_graphic_scenes_can_be_read_on_any_picture(tmp_path: Path):
    # Of all kinds, palettes, grounds and shapes by turns; `python -m tests.bench.contrast` measures them all.
    shapes = ("16:9", "9:16", "1:1", "4:5")
    assert not hard_to_read(list(read_graphics(tmp_path, grounds(), shapes, "480p", every=211)))


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_tag_can_be_read_on_grounds_light_and_dark(tmp_path: Path, ground: str):
    picture = grounds()["white"]
    for palette in PALETTES:
        graphic = graphic_of("name", "tag", palette=palette, ground=ground)
        assert not hard_to_read(list(read_graphic(tmp_path, graphic, SMALL, "white", picture, 6.0)))


@pytest.mark.parametrize(("kind", "form"), [("share", "discs"), ("comparison", "arrow")])
def test_letters_that_reach_onto_the_painting_of_a_split_can_be_read(tmp_path: Path, kind: str, form: str):
    graphic = graphic_of(kind, form, palette="dramatic", ground="split")
    for name in ("white", "yellow"):
        readings = list(read_graphic(tmp_path, graphic, SMALL, name, grounds()[name], 6.0))
        assert not hard_to_read(readings)


def test_what_cannot_be_read_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    frame = np.full((60, 80, 3), 200, np.uint8)
    letters = np.zeros((60, 80), bool)
    letters[20:40, 30:36] = True
    frame[letters] = 255
    assert around(frame, letters, letters) < 2
    # Captions without outline and plate are lost on white.
    monkeypatch.setattr("studio.film.text.burned.ink.OUTLINE", 0.0)
    monkeypatch.setattr("studio.film.text.burned.ink.NEAR_BLACK", (255, 255, 255, 255))
    monkeypatch.setattr("studio.film.text.burned.ink._SHADOW_OPACITY", 0.0)
    found = list(measuring.read_captions(tmp_path, grounds(), [SMALL], ["outline"]))
    assert {reading.over for reading in hard_to_read(found)} >= {"white", "yellow"}
