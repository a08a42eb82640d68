"""Music of one's own is kept with a draft as soon as it is chosen: browsers keep no files."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from generator.models import Generation
from tests.app.pages.creating.test_typing import WORDS, type_in

pytestmark = pytest.mark.django_db


def stored(row: Generation) -> bytes:
    with row.music_file.open("rb") as file:
        return file.read()


def test_ones_own_music_is_kept_with_the_draft_once_it_is_chosen(as_alice: Client):
    sent = {"music": "own", "music_file": SimpleUploadedFile("song.mp3", b"ID3 la la la")}
    told = type_in(as_alice, WORDS, **sent).json()
    row = Generation.objects.get()
    assert (told["kept"], told["refused"], stored(row)) == (["music_file"], {}, b"ID3 la la la")
    # The next words are sent without it, and it stays; another file takes its place.
    told = type_in(as_alice, WORDS * 2, music="own", draft=told["draft"], revision=told["revision"]).json()
    assert told["kept"] == ["music_file"]
    sent["music_file"] = SimpleUploadedFile("other.mp3", b"ID3 tra la la")
    type_in(as_alice, WORDS * 2, draft=told["draft"], revision=told["revision"], **sent)
    row.refresh_from_db()
    assert stored(row) == b"ID3 tra la la"
    assert "Your music from before is used again" in as_alice.get(row.get_absolute_url()).content.decode()


def test_a_file_that_is_no_music_is_not_kept_and_the_words_are(as_alice: Client):
    sent = {"music": "own", "music_file": SimpleUploadedFile("song.mp3", b"not music")}
    told = type_in(as_alice, WORDS, **sent).json()
    row = Generation.objects.get()
    assert (told["kept"], bool(row.music_file), row.input_text) == ([], False, WORDS)
    assert told["refused"]["music_file"]


def test_music_for_which_there_is_no_room_is_not_kept(as_alice: Client, monkeypatch):
    monkeypatch.setattr(
        "generator.views.create.allowance_of", lambda owner: SimpleNamespace(storage_refusal=lambda: "Full.")
    )
    sent = {"music": "own", "music_file": SimpleUploadedFile("song.mp3", b"ID3 la la la")}
    told = type_in(as_alice, WORDS, **sent).json()
    assert (told["refused"], bool(Generation.objects.get().music_file)) == ({"music_file": "Full."}, False)


# A browser puts a slider that has no value into its middle, which is louder.
@pytest.mark.parametrize("name", ["text_to_video", "image_to_video"])
def test_a_new_form_has_the_usual_volume(as_alice: Client, name: str):
    page = as_alice.get(reverse(name)).content.decode()
    slider = re.search(r'<input[^>]*name="music_volume"[^>]*>', page)
    assert slider
    assert 'value="100"' in slider[0]
