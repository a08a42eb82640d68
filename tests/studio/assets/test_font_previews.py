"""Previews of fonts: each is the font's own name in itself, and small."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from studio.assets import font_previews
from studio.assets.font_previews import PREVIEWS, are_prepared, class_of, prepare_previews
from studio.film.text.fonts import READY_FONTS, ready_fonts


def test_each_font_that_can_be_chosen_is_seen_in_its_own_name(tmp_path: Path):
    ttf = pytest.importorskip("fontTools.ttLib")
    pytest.importorskip("brotli")
    assert prepare_previews(tmp_path, ready_fonts())
    rules = (tmp_path / PREVIEWS).read_text()
    files = dict(re.findall(r'font-family: "([^"]+) preview";\n  src: url\("([^"]+)"\)', rules))
    assert list(files) == ready_fonts()
    for family, file in files.items():
        assert f".{class_of(family)} {{" in rules
        # Browsers keep what has such a name for ever.
        assert re.fullmatch(r"[a-z-]+-[0-9a-f]{12}\.woff2", file)
        font = ttf.TTFont(tmp_path / file)
        assert {ord(letter) for letter in family} <= set(font.getBestCmap())
        assert "fvar" not in font
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 30_000


def test_a_second_time_nothing_is_made_and_another_family_makes_them_anew(tmp_path: Path, monkeypatch):
    pytest.importorskip("brotli")
    monkeypatch.setattr(font_previews, "_pack", lambda source, letters: letters.encode())
    assert prepare_previews(tmp_path, ["Heebo"])
    assert are_prepared(tmp_path, ["Heebo"])
    assert not are_prepared(tmp_path, ["Heebo", "Inter"])
    monkeypatch.setattr(font_previews, "_pack", None)
    assert prepare_previews(tmp_path, ["Heebo"])


def test_without_its_packages_nothing_is_made(tmp_path: Path, monkeypatch):
    monkeypatch.setitem(sys.modules, "brotli", None)
    assert not prepare_previews(tmp_path / "fonts", ["Heebo"])
    assert list(tmp_path.iterdir()) == []


def test_classes_of_families_differ():
    assert len({class_of(family) for family in READY_FONTS}) == len(READY_FONTS)
