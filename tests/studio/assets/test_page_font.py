"""The font of the pages: small files by script where fontTools is there, and no files where it is not."""

from __future__ import annotations

import re
import sys

import pytest

from studio.assets import page_font
from studio.assets.page_font import STYLESHEET, prepare_page_font


def test_without_its_packages_nothing_is_made(tmp_path, monkeypatch):
    for package in ("fontTools", "brotli"):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, package, None)
            assert not prepare_page_font(tmp_path / "fonts")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
def test_pages_load_less_than_fifty_kilobytes_of_it(tmp_path):
    ttf = pytest.importorskip("fontTools.ttLib")
    pytest.importorskip("brotli")
    assert prepare_page_font(tmp_path)
    text = (tmp_path / STYLESHEET).read_text()
    files = re.findall(r'url\("(inter-([a-z-]+)-[0-9a-f]{12}\.woff2)"\)', text)
    assert {file for file, _ in files} | {STYLESHEET} == {path.name for path in tmp_path.iterdir()}
    assert text.count("font-display: swap") == len(files) == 4
    names = {script: tmp_path / file for file, script in files}
    assert names["latin"].stat().st_size < 50_000
    letters = {script: set(ttf.TTFont(file).getBestCmap()) for script, file in names.items()}
    for script, sample in {
        "latin": "Zürich “5”…",
        "more-latin": "Łő ế",
        "cyrillic": "Жё",
        "greek": "Ως",
    }.items():
        assert {ord(sign) for sign in sample} - {0x20} <= letters[script] | letters["latin"]
    axes = {axis.axisTag: (axis.minValue, axis.maxValue) for axis in ttf.TTFont(names["latin"])["fvar"].axes}
    assert axes == {"opsz": (14, 32), "wght": (400, 800)}


def test_a_second_time_nothing_is_made_again(tmp_path, monkeypatch):
    pytest.importorskip("fontTools")
    pytest.importorskip("brotli")
    monkeypatch.setattr(page_font, "_pack", lambda source, ranges: f"{ranges}".encode())
    assert prepare_page_font(tmp_path)
    assert page_font.is_prepared(tmp_path)
    monkeypatch.setattr(page_font, "_pack", None)
    assert prepare_page_font(tmp_path)


def test_another_recipe_makes_it_anew(tmp_path, monkeypatch):
    pytest.importorskip("fontTools")
    pytest.importorskip("brotli")
    monkeypatch.setattr(page_font, "_pack", lambda source, ranges: b"old")
    assert prepare_page_font(tmp_path)
    monkeypatch.setattr(page_font, "_RECIPE", page_font._RECIPE + 1)
    assert not page_font.is_prepared(tmp_path)
