from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import fontpkg
import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont, newTable

from studio.film.uploads.font_files import MAX_FONT_BYTES, FontError, clean_font, inspect_font

HIND = Path(fontpkg.path("Hind Siliguri"))


def changed(change: Any) -> bytes:
    font, stored = TTFont(HIND), io.BytesIO()
    change(font)
    font.save(stored)
    return stored.getvalue()


def forbidden(font: Any) -> None:
    font["OS/2"].fsType = 2


def bitmaps_only(font: Any) -> None:
    font["OS/2"].fsType = 0x200


def preview_and_print(font: Any) -> None:
    font["OS/2"].fsType = 4


def without_latin(font: Any) -> None:
    subset = Subsetter()
    subset.populate(unicodes=range(0x980, 0x9FF))
    subset.subset(font)


def with_a_strange_table(font: Any) -> None:
    table = newTable("EVIL")
    table.data = b"anything"
    font["EVIL"] = table


def cleaned(data: bytes, folder: Path) -> str:
    (folder / "source").write_bytes(data)
    return clean_font(folder / "source", folder / "font")


@pytest.mark.parametrize("family", ["Inter", "Heebo", "Hind Siliguri"])
def test_an_ordinary_font_is_taken_and_told_by_its_name(family: str, tmp_path: Path):
    assert cleaned(Path(fontpkg.path(family)).read_bytes(), tmp_path) == family
    with TTFont(tmp_path / "font") as font:
        assert {ord(letter) for letter in "Az09é"} <= font.getBestCmap().keys()


def test_programs_and_unknown_tables_do_not_stay(tmp_path: Path):
    cleaned(changed(with_a_strange_table), tmp_path)
    with TTFont(tmp_path / "font") as font:
        assert not {"EVIL", "fpgm", "prep", "cvt ", "gasp", "DSIG"} & set(font.keys())
        assert not any(
            getattr(glyph, "program", None) and glyph.program.getBytecode()
            for name in ("A", "B", "g")
            for glyph in [font["glyf"][name]]
        )


def test_a_font_that_may_be_printed_is_taken(tmp_path: Path):
    assert cleaned(changed(preview_and_print), tmp_path) == "Hind Siliguri"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (changed(forbidden), "do not allow"),
        (changed(bitmaps_only), "do not allow"),
        (changed(without_latin), "lacks some of the letters"),
        (b"", "not a font"),
        (b"words", "not a font"),
        (b"wOF2" + bytes(90), "WOFF"),
        (b"ttcf" + bytes(90), "several fonts"),
        (b"\x00\x01\x00\x00" + b"\xff" * 400, "cannot be read"),
        (HIND.read_bytes()[:9000], "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(data: bytes, says: str, tmp_path: Path):
    with pytest.raises(FontError, match=says):
        cleaned(data, tmp_path)


def test_damage_anywhere_is_refused_or_survived(tmp_path: Path):
    whole, outcomes = HIND.read_bytes(), []
    for step in range(12):
        broken = bytearray(whole)
        for place in range(300 + 37 * step, len(broken), 4001):
            broken[place] ^= 0x5A
        try:
            outcomes.append(cleaned(bytes(broken), tmp_path))
        except FontError as error:
            outcomes.append(str(error))
    assert len(outcomes) == 12
    assert any("cannot be read" in one for one in outcomes)


def test_a_font_that_is_too_large_is_refused_unread():
    with pytest.raises(FontError, match="5 MB"):
        inspect_font(io.BytesIO(b"OTTO"), MAX_FONT_BYTES + 1)
