"""The film as a file: what players and downloads ask for, byte by byte."""

from __future__ import annotations

import hashlib
import random

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Generation
from generator.web.delivery import PIECE
from tests.conftest import signed_in
from tests.support.factories import make_generation

SIZE = 2 * PIECE + 12345
DATA = random.Random(7).randbytes(SIZE)


@pytest.fixture
def generation(alice) -> Generation:
    return make_generation(alice, status=Generation.Status.SUCCEEDED, video=DATA)


@pytest.fixture
def address(generation: Generation) -> str:
    return reverse("video", args=[generation.pk])


def body(response) -> bytes:
    """Read the answer to its end, which closes the file."""
    return response.getvalue()


def test_it_is_sent_whole_to_who_asks_for_no_range(as_alice: Client, address: str):
    response = as_alice.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Length"] == str(SIZE)
    assert response["Accept-Ranges"] == "bytes"
    assert body(response) == DATA


def test_it_is_kept_out_of_shared_caches_and_not_sniffed(as_alice: Client, address: str):
    response = as_alice.get(address)
    assert "private" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == "inline"
    body(response)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-199", 100, 199),
        ("bytes=0-", 0, PIECE - 1),
        (f"bytes=10-{SIZE}", 10, PIECE + 9),
        (f"bytes={SIZE - 5}-", SIZE - 5, SIZE - 1),
        (f"bytes={SIZE - 5}-{SIZE + 100}", SIZE - 5, SIZE - 1),
        ("bytes=-10", SIZE - 10, SIZE - 1),
        (f"bytes=-{SIZE * 3}", 0, PIECE - 1),
    ],
)
def test_a_range_is_answered_with_at_most_one_piece(as_alice: Client, address: str, asked, start, end):
    response = as_alice.get(address, headers={"range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{end}/{SIZE}"
    assert response["Content-Length"] == str(end - start + 1)
    assert body(response) == DATA[start : end + 1]


def test_the_pieces_make_the_whole(as_alice: Client, address: str):
    digest, position = hashlib.sha256(), 0
    while position < SIZE:
        piece = body(as_alice.get(address, headers={"range": f"bytes={position}-"}))
        digest.update(piece)
        position += len(piece)
    assert digest.digest() == hashlib.sha256(DATA).digest()


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE + 7}-{SIZE + 9}", "bytes=-0"])
def test_a_range_outside_the_file_is_refused(as_alice: Client, address: str, asked: str):
    response = as_alice.get(address, headers={"range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize("asked", ["bytes=9-3", "bytes=-", "bytes=a-b", "bytes=0-1,5-6", "lines=0-5", "0-5"])
def test_what_is_no_single_range_is_ignored(as_alice: Client, address: str, asked: str):
    response = as_alice.get(address, headers={"range": asked})
    assert response.status_code == 200
    assert response["Content-Length"] == str(SIZE)
    body(response)


def test_a_download_that_broke_off_goes_on_to_its_end(as_alice: Client, address: str):
    first = as_alice.get(address, {"download": 1})
    etag = first["ETag"]
    body(first)
    rest = as_alice.get(address, {"download": 1}, headers={"range": "bytes=50-", "if-range": etag})
    assert rest.status_code == 206
    assert rest["Content-Length"] == str(SIZE - 50)
    assert body(rest) == DATA[50:]


def test_a_download_of_an_older_film_begins_anew(as_alice: Client, address: str):
    headers = {"range": "bytes=50-", "if-range": '"another"'}
    response = as_alice.get(address, {"download": 1}, headers=headers)
    assert response.status_code == 200
    assert response["Content-Length"] == str(SIZE)
    body(response)


def test_what_the_browser_has_is_not_sent_again(as_alice: Client, address: str):
    first = as_alice.get(address)
    body(first)
    again = as_alice.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]


def test_a_head_request_tells_the_length_and_sends_nothing(as_alice: Client, address: str):
    response = as_alice.head(address, headers={"range": "bytes=0-9"})
    assert response.status_code == 200
    assert response["Content-Length"] == str(SIZE)
    assert response["Accept-Ranges"] == "bytes"
    assert response.content == b""


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The lighthouse keeper", 'attachment; filename="The lighthouse keeper.mp4"'),
        ('A "quoted"/slashed\\ title: 1?', 'attachment; filename="A quoted slashed title 1.mp4"'),
        ("photo\u202e4pm.exe", 'attachment; filename="photo4pm.exe.mp4"'),
        ("حارس", "attachment; filename*=utf-8''%D8%AD%D8%A7%D8%B1%D8%B3.mp4"),
        ("", 'attachment; filename="Text to video.mp4"'),
        (" ... ", 'attachment; filename="video.mp4"'),
    ],
)
def test_a_download_is_named_after_the_film(alice, title: str, name: str):
    generation = make_generation(alice, title=title, video=b"film")
    response = signed_in(alice).get(reverse("video", args=[generation.pk]), {"download": 1})
    assert response["Content-Disposition"] == name
    body(response)


def test_an_address_with_a_version_may_be_kept_for_long(as_alice: Client, address: str):
    response = as_alice.get(address, {"v": "1"})
    assert response["Cache-Control"] == "private, max-age=604800"
    body(response)


def test_there_is_none_before_the_film_is_ready(as_alice: Client, alice):
    generation = make_generation(alice)
    assert as_alice.get(reverse("video", args=[generation.pk])).status_code == 404


def test_a_file_that_the_storage_lost_is_not_found(as_alice: Client, generation, address: str):
    generation.film.video.storage.delete(generation.film.video.name)
    assert as_alice.get(address).status_code == 404


def test_the_proxy_in_front_is_told_which_file_to_send(as_alice: Client, generation, address: str, settings):
    settings.FILE_DELIVERY = "x-accel"
    response = as_alice.get(address, {"download": 1}, headers={"range": "bytes=0-9"})
    assert response.status_code == 200
    assert response["X-Accel-Redirect"] == f"/protected/{generation.film.video.name}"
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Disposition"].startswith("attachment")
    assert response.content == b""


def test_a_bucket_is_reached_by_a_signed_address(
    as_alice: Client, generation, address: str, settings, monkeypatch
):
    def url(name, parameters):
        return f"https://bucket.example/{name}?disposition={parameters['ResponseContentDisposition']}"

    settings.FILE_DELIVERY = "s3"
    monkeypatch.setattr(generation.film.video.storage, "url", url)
    response = as_alice.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"https://bucket.example/{generation.film.video.name}?disposition=inline"
    # A signed address lives for 12 hours.
    assert response["Cache-Control"] == "private, max-age=3600"
