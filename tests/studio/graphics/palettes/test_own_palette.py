from __future__ import annotations

import random
from pathlib import Path

import pytest

from studio.film.branding.colours import READABLE, code_of, contrast, rgb_of
from studio.graphics.lay_out import lay_out, set_sheet
from studio.graphics.own_palette import palette_from
from tests.studio.graphics.samples import SAMPLES

chance = random.Random(15)
MANY = [code_of((chance.randrange(256), chance.randrange(256), chance.randrange(256))) for _ in range(60)]
ODD = ["#000000", "#ffffff", "#808080", "#ff0000", "#00ff00", "#0000ff", "#003366", "#ffd02e"]
WIDE = (1280, 720)


def between(first: str, second: str) -> float:
    return contrast(rgb_of(first), rgb_of(second)) + 0.01


@pytest.mark.parametrize("accent", [*ODD, *MANY])
def test_all_letters_of_an_owners_palette_can_be_read_on_their_grounds(accent: str):
    for letters in ("", "#111111", "#fff3d6", accent):
        palette = palette_from(accent, letters)
        for ground in (palette.night0, palette.night1, palette.night2):
            assert between(palette.ink, ground) >= READABLE
            assert between(palette.accent1, ground) >= READABLE
            assert between(palette.accent2, ground) >= READABLE
        for ground in (palette.paper0, palette.paper1):
            assert between(palette.paper_ink, ground) >= READABLE
            assert between(palette.paper_accent, ground) >= READABLE
        assert between(palette.paper_ink, palette.marker) >= READABLE
        for ground in (palette.flood1, palette.flood2):
            assert between(palette.night0, ground) >= READABLE


@pytest.mark.parametrize("accent", ["#ffd02e", "#62e4f3", "#ff8a66", "#00c853"])
def test_a_bright_accent_is_kept_on_dark_grounds(accent: str):
    palette = palette_from(accent)
    assert palette.accent1 == palette.flood1 == accent
    assert palette.paper_accent != accent


@pytest.mark.parametrize("accent", ["#003366", "#7a1fa2", "#8b0000"])
def test_a_dark_accent_is_kept_on_paper(accent: str):
    palette = palette_from(accent)
    assert palette.paper_accent == accent
    assert palette.accent1 != accent


def test_a_graphic_is_laid_out_in_an_owners_colours(tmp_path: Path):
    graphic = SAMPLES["statement"]
    palette = palette_from("#0b8f5a", "#fff3d6")
    own = lay_out(graphic, size=WIDE, palette=palette, folder=tmp_path)
    usual = lay_out(graphic, size=WIDE, folder=tmp_path)
    assert own
    assert usual
    assert own.picture.read_bytes() != usual.picture.read_bytes()


def test_letters_leave_the_strip_of_a_logo_free():
    graphic = SAMPLES["statement"]
    for free in ((0.2, 0.0), (0.0, 0.4)):
        sheet = set_sheet(graphic, size=WIDE, kept_free=free)
        assert sheet
        for imprint in sheet.lettered:
            _, top, _, bottom = imprint.box
            assert top >= free[0] * WIDE[1] - 2
            assert bottom <= (1 - free[1]) * WIDE[1] + 2
