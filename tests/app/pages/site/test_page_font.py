"""The font of the pages: linked where set-up has made it, and kept for ever by browsers."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from generator.templatetags import fonts
from studio.assets.page_font import STYLESHEET

FILE = "inter-latin-0123456789ab.woff2"


@pytest.fixture(autouse=True)
def asked_anew():
    fonts._is_there.cache_clear()
    yield
    fonts._is_there.cache_clear()
    for name in (STYLESHEET, FILE):
        (settings.FONTS_DIR / name).unlink(missing_ok=True)


def links(html: str) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="([^"]+)">', html)


def test_before_set_up_pages_name_no_font(client: Client):
    for html in (client.get(reverse("home")).content.decode(), render_to_string("404.html")):
        assert f"/static/fonts/{STYLESHEET}" not in links(html)
        assert "/static/css/app.css" in links(html)


def test_after_set_up_pages_link_it(client: Client):
    (settings.FONTS_DIR / STYLESHEET).write_text("@font-face {}")
    for html in (client.get(reverse("home")).content.decode(), render_to_string("404.html")):
        assert f"/static/fonts/{STYLESHEET}" in links(html)


# To close a response is the end of a request, after which Django looks at its database.
@pytest.mark.django_db
@pytest.mark.parametrize(("path", "is_kept"), [(f"fonts/{FILE}", True), ("css/app.css", False)])
def test_browsers_keep_what_has_its_hash_in_its_name(client: Client, path: str, is_kept: bool):
    (settings.FONTS_DIR / FILE).write_bytes(b"wOF2")
    response = client.get(f"/static/{path}")
    assert response.status_code == 200
    response.close()
    assert ("immutable" in response.headers["Cache-Control"]) == is_kept


def test_no_stylesheet_names_a_font_that_may_not_be_there():
    for file in (settings.BASE_DIR / "static" / "css").glob("*.css"):
        assert "@font-face" not in file.read_text()
