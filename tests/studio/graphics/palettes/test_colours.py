"""All letters can be read on all grounds, in all palettes; grounds are dark or light where they should be."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from studio.graphics import lay_out as laying
from studio.graphics.colours import contrast, evenly_mixed, luminance, tone_of
from studio.graphics.grounds.glow import BARE, LOUD, QUIET, glow_form
from studio.graphics.sheet.imprints import Imprint, laid_over
from studio.graphics.type.looks import is_small
from studio.graphics.values import GROUNDS, PALETTES
from tests.cases import one_in
from tests.studio.graphics.scenes import graphic_of, laid, painting

_KINDS = (
    ("title", "title"),
    ("number", "number"),
    ("item", "type"),
    ("statement", "stack"),
    ("call", "link"),
)


def weakest_letters(kind: str, form: str, shape: str, **changes: object) -> float:
    """Return the least contrast of a scene's letters in shares of what they need, measured anew."""
    sheet = laid(graphic_of(kind, form, **changes), shape)
    _, seen = laying._ground(sheet)
    colours, found = sheet.colours(seen), []
    behind = seen.copy()
    for imprint in sheet.imprints:
        if imprint.letters and imprint.letters.role != "echo":
            left, top, right, bottom = imprint.box
            patch = behind[max(0, top) : bottom, max(0, left) : right].reshape(-1, 3) / 255
            ink = np.asarray(colours[imprint.letters.role]) * imprint.letters.share + patch * (
                1 - imprint.letters.share
            )
            needed = 4.5 if is_small(imprint.letters.units) else 3.0
            found.append(float(np.quantile(contrast(ink, patch), 0.03)) / needed)
        elif isinstance(imprint, Imprint) and not imprint.letters and imprint.is_backdrop:
            laid_over(behind, imprint)
    return min(found)


@pytest.mark.parametrize(("palette", "ground"), one_in(5, product(PALETTES, GROUNDS)))
def test_letters_can_be_read(palette: str, ground: str):
    kinds = (("name", "tag"), ("item", "painted")) if ground == "painted" else _KINDS
    for place, (kind, form) in enumerate(kinds):
        shape = ("16:9", "9:16", "1:1", "4:5")[place % 4]
        assert weakest_letters(kind, form, shape, palette=palette, ground=ground) >= 0.99, (kind, form)


def test_letters_can_be_read_on_white_paintings():
    white = np.full((90, 160, 3), 250, np.uint8)
    for ground in ("veil", "split"):
        sheet = laid(graphic_of("statement", "phrase", ground=ground), painting=white)
        _, seen = laying._ground(sheet)
        assert sheet.weakest(seen) >= 0.99


def test_a_ground_without_its_painting_is_a_glow():
    sheet = laid(graphic_of("title", "title", ground="veil"), painting=None)
    assert sheet.graphic.ground == "glow"


def test_a_veil_is_dark_and_keeps_the_light_of_its_painting():
    sheet = laid(graphic_of("statement", "phrase", ground="veil", palette="calm"))
    ground, _ = laying._ground(sheet)
    light = luminance(ground / 255)
    assert float(np.quantile(light, 0.85)) < 0.25
    assert float(light.std()) > 0.01


def test_a_split_shows_its_painting_sharp_on_the_far_side():
    spotted = painting().copy()
    spotted[::4, :, :] = 0
    for script, far in (("latin", np.s_[:, -30:]), ("hebrew", np.s_[:, :30])):
        sheet = laid(graphic_of("title", "title", script, ground="split"), painting=spotted)
        ground, _ = laying._ground(sheet)
        middle = ground[60:180][far].astype(float)
        near = ground[60:180][np.s_[:, :30] if script == "latin" else np.s_[:, -30:]].astype(float)
        assert np.abs(np.diff(middle, axis=0)).mean() > 4 * np.abs(np.diff(near, axis=0)).mean()


@pytest.mark.parametrize("mood", ["calm", "uplifting", "playful"])
def test_no_letter_stands_on_the_bright_body_of_a_glow(mood: str):
    size = (1280, 720)
    free = [(100.0, 300.0, 300.0, 350.0)]
    whole = [(0.0, 0.0, 1280.0, 720.0)]
    assert glow_form(mood, size, free, is_quiet=False, is_bare=False, is_mirrored=False) == LOUD
    assert glow_form(mood, size, free, is_quiet=True, is_bare=False, is_mirrored=False) == QUIET
    form = glow_form(mood, size, whole, is_quiet=False, is_bare=False, is_mirrored=False)
    assert form == (QUIET if mood == "calm" else BARE)


def test_a_scale_of_ticks_stands_on_no_sun():
    sheet = laid(graphic_of("number", "number", palette="uplifting"), "4:5")
    ground, _ = laying._ground(sheet)
    # The sun would be the only bright thing on this ground.
    assert float(luminance(ground / 255).max()) < 0.4


def test_accents_have_one_colour_in_a_scene():
    sheet = laid(replace(graphic_of("statement", "stack", palette="dramatic"), ground="glow"), "1:1")
    _, seen = laying._ground(sheet)
    assert sheet.colours(seen)["accent"] == sheet.inks.accent


def test_colours_mix_and_have_tones():
    assert evenly_mixed((1.0, 0.0, 0.0), (1.0, 0.0, 0.0), 0.3) == pytest.approx((1.0, 0.0, 0.0), abs=1e-3)
    assert float(contrast(np.ones(3), np.zeros(3))) == pytest.approx(21)
    red = np.full((8, 8, 3), (0.8, 0.2, 0.2))
    tone = tone_of(red)
    assert max(tone) == pytest.approx(0.13)
    assert tone[0] > tone[1]
