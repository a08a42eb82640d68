"""The help page."""

from __future__ import annotations

import html
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from generator.models.generation import MAX_TEXT, MIN_TEXT
from studio.film.uploads.pictures import ACCEPTED_FORMATS, MAX_UPLOAD_BYTES, MAX_UPLOAD_PIXELS

pytestmark = pytest.mark.django_db


def test_it_names_the_limits_that_hold(client: Client):
    page = client.get(reverse("help")).content.decode()
    assert f"{MIN_TEXT} to {MAX_TEXT:,} characters" in page
    assert f"{MAX_UPLOAD_BYTES // 1024**2} MB and {MAX_UPLOAD_PIXELS // 10**6} megapixels" in page
    for name in ACCEPTED_FORMATS:
        assert name in page


def sections(page: str) -> list[tuple[str, str]]:
    """Return each heading with what stands under it, up to the next one."""
    main = page[page.index("<article") : page.index("</article>")]
    parts = re.split(r"<h[23][^>]*>(.*?)</h[23]>", main)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def words(markup: str) -> list[str]:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup)).split()


def test_it_can_be_read_by_the_eye(client: Client):
    page = client.get(reverse("help")).content.decode()
    for heading, text in sections(page):
        assert len(words(heading)) <= 6, heading
        assert len(words(text)) <= 130, heading
        for block in re.findall(r"<(?:p|li|td)\b.*?</(?:p|li|td)>", text, re.DOTALL):
            assert len(words(block)) <= 55, block
    # Each of its parts is one of the contents, in this order.
    contents = re.findall(r'<li><a href="#(\w+)">', page)
    assert contents == re.findall(r'<h2 id="(\w+)">', page)


def test_it_names_the_keys_that_the_player_has(client: Client):
    page = client.get(reverse("help")).content.decode()
    told = {html.unescape(key) for key in re.findall(r"<kbd>(.*?)</kbd>", page)}
    code = (settings.BASE_DIR / "static" / "js" / "player" / "keys.js").read_text(encoding="utf-8")
    known = set(re.findall(r'^    "?([\w<>,. ]+)"?: ', code, re.MULTILINE))
    shown = {" ": "space bar", "ArrowLeft": "←", "ArrowRight": "→", "ArrowUp": "↑", "ArrowDown": "↓"}
    shown |= {"PageUp": "Page up", "PageDown": "Page down"}
    assert told == {shown.get(key, key) for key in known} | {"0", "9"}
