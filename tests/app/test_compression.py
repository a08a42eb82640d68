"""Pages, stylesheets and scripts are compressed; films, pictures and parts of files are not."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.factories import make_generation
from tests.support.media import film, photo

pytestmark = pytest.mark.django_db
GZIP = {"accept-encoding": "gzip, br"}


def body(response) -> bytes:
    data = b"".join(response)
    response.close()
    return data


@pytest.mark.parametrize("path", ["/help/", "/static/css/app.css", "/static/js/app.js"])
def test_text_is_compressed_for_those_who_take_it(client: Client, path: str):
    packed, plain = client.get(path, headers=GZIP), client.get(path)
    assert (packed.headers["Content-Encoding"], "Content-Encoding" in plain.headers) == ("gzip", False)
    assert "Accept-Encoding" in packed.headers["Vary"]
    data, whole = body(packed), body(plain)
    assert gzip.decompress(data)[:200] == whole[:200]
    assert len(data) < len(whole) / 2


def test_a_stylesheet_that_has_not_changed_is_not_sent_again(client: Client):
    first = client.get("/static/css/app.css", headers=GZIP)
    body(first)
    again = client.get("/static/css/app.css", headers={**GZIP, "if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


def test_films_and_pictures_are_sent_as_they_are(as_alice: Client, alice):
    generation = make_generation(alice, status="succeeded", video=film(), poster=photo())
    for name in ("video", "poster", "miniature"):
        response = as_alice.get(reverse(name, args=[generation.pk]), headers=GZIP)
        assert "Content-Encoding" not in response.headers
        assert b"".join(response)
    part = as_alice.get(reverse("video", args=[generation.pk]), headers={**GZIP, "range": "bytes=0-9"})
    assert (part.status_code, len(b"".join(part))) == (206, 10)
