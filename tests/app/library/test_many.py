"""What is done with many films at once."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from generator.models import Folder, Generation
from generator.views.library.download import OneAtATime
from tests.support.factories import make_generation
from tests.support.media import SUBTITLES

pytestmark = pytest.mark.django_db
MANY = reverse("many")
Status = Generation.Status


@pytest.fixture
def films(alice) -> list[Generation]:
    return [
        make_generation(
            alice, title=f"Film {n}", status=Status.SUCCEEDED, video=f"film {n}".encode(), subtitles=SUBTITLES
        )
        for n in range(4)
    ]


def do(client: Client, what: str, films: list[Generation] = [], address: str = MANY, **said: Any) -> str:  # noqa: B006
    sent = {"do": what, "pick": [film.pk for film in films], **said}
    return client.post(address, sent, follow=True).content.decode()


def unpacked(client: Client, films: list[Generation], **said: Any) -> dict[str, bytes]:
    answer = client.post(MANY, {"do": "archive", "pick": [film.pk for film in films], **said})
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as packed:
        assert packed.testzip() is None
        assert {entry.compress_type for entry in packed.infolist()} == {zipfile.ZIP_STORED}
        return {entry.filename: packed.read(entry) for entry in packed.infolist()}


def test_some_go_into_the_bin_and_come_back_together(as_alice: Client, alice, films):
    page = do(as_alice, "bin", films[:2])
    assert "2 videos are in the bin." in page
    at = page.partition('name="at" value="')[2].partition('"')[0]
    assert set(Generation.objects.owned_by(alice)) == set(films[2:])
    page = as_alice.post(reverse("put_back"), {"at": at}, follow=True).content.decode()
    assert "2 videos are back in your library." in page
    assert Generation.objects.owned_by(alice).count() == 4


def test_all_that_was_found_is_more_than_the_page_has(as_alice: Client, alice, films):
    make_generation(alice, title="The harbour")
    do(as_alice, "bin", address=f"{MANY}?q=film", everything="1")
    assert [film.title for film in Generation.objects.owned_by(alice)] == ["The harbour"]


def test_from_the_bin_they_are_put_back_or_deleted_for_good(as_alice: Client, alice, films):
    Generation.objects.filter(pk__in=[film.pk for film in films[:3]]).throw_away()
    assert "is back in your library" in do(as_alice, "put_back", films[:1], f"{MANY}?bin")
    page = do(as_alice, "delete", films[1:2], f"{MANY}?bin")
    assert "Delete 1 video for good?" in page
    assert f'name="pick" value="{films[1].pk}"' in page
    assert Generation.objects.count() == 4
    do(as_alice, "delete", films[1:2], f"{MANY}?bin", sure="1")
    assert Generation.objects.count() == 3


def test_nothing_outside_the_bin_is_deleted_for_good(as_alice: Client, films):
    do(as_alice, "delete", films, f"{MANY}?bin", sure="1")
    assert Generation.objects.count() == 4


def test_they_are_put_into_folders_also_new_ones_and_taken_out(as_alice: Client, alice, films):
    sea = Folder.objects.create(owner=alice, name="Sea")
    assert "2 videos are in “Sea” now." in do(as_alice, "folder", films[:2], folder=str(sea.pk))
    assert "1 video is in “Land” now." in do(as_alice, "folder", films[2:3], folder="new", name="Land")
    assert set(sea.films.all()) == set(films[:2])
    assert Folder.objects.get(name="Land").films.get() == films[2]
    do(as_alice, "take_out", films[:1])
    assert sea.films.get() == films[1]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"folder": ""}, "Please choose a folder."),
        ({"folder": "99999"}, "Please choose a folder."),
        ({"folder": "9" * 30}, "Please choose a folder."),
        ({"folder": "new", "name": " "}, "Please write a name for the folder."),
        ({"folder": "new", "name": "SEA"}, "You have a folder “SEA” already."),
        ({"folder": "theirs"}, "Please choose a folder."),
    ],
)
def test_a_folder_that_is_none_is_refused_in_a_sentence(as_alice: Client, alice, bob, films, said, told):
    Folder.objects.create(owner=alice, name="Sea")
    theirs = Folder.objects.create(owner=bob, name="Bob's")
    said = {name: str(theirs.pk) if value == "theirs" else value for name, value in said.items()}
    assert told in do(as_alice, "folder", films, **said)
    assert not Generation.objects.exclude(folder=None).exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"do": "bin"}, "Please choose at least one video first."),
        ({"do": "bin", "pick": "x"}, "Please choose at least one video first."),
        ({"do": "burn", "everything": "1"}, "Please choose what to do with them."),
        ({}, "Please choose what to do with them."),
    ],
)
def test_a_form_that_says_nothing_is_answered_in_a_sentence(as_alice: Client, films, said, told: str):
    assert told in as_alice.post(MANY, said, follow=True).content.decode()
    assert not Generation.objects.in_bin().exists()


@pytest.mark.parametrize("what", ["bin", "folder", "take_out", "put_back", "delete", "archive"])
def test_those_of_others_are_not_touched(as_alice: Client, bob, what: str):
    theirs = make_generation(bob, status=Status.SUCCEEDED, video=b"film")
    page = do(as_alice, what, [theirs], folder="new", name="Mine", sure="1")
    assert "Please choose at least one video first." in page
    assert Generation.objects.get() == theirs
    assert not Folder.objects.exists()


def test_an_archive_has_films_and_subtitles_by_their_titles(as_alice: Client, films):
    found = unpacked(as_alice, films[:2])
    assert found["Film 0.mp4"] == b"film 0"
    assert sorted(found) == ["Film 0.mp4", "Film 0.srt", "Film 1.mp4", "Film 1.srt"]
    assert sorted(unpacked(as_alice, films[:1], contents="video")) == ["Film 0.mp4"]


def test_what_cannot_be_had_is_named_in_the_archive(as_alice: Client, alice, films):
    default_storage.delete(films[1].film.video.name)
    draft = make_generation(alice, title="A draft", status=Status.DRAFT)
    found = unpacked(as_alice, [*films, draft], contents="video")
    told = found.pop("Not in this archive.txt").decode("utf-8-sig")
    assert sorted(found) == ["Film 0.mp4", "Film 2.mp4", "Film 3.mp4"]
    assert "Film 1: the file Film 1.mp4 could not be read." in told
    assert "A draft: there is no video of it yet (draft)." in told


def test_without_any_film_there_is_no_archive(as_alice: Client, alice):
    draft = make_generation(alice, status=Status.DRAFT)
    assert "None of these has a video" in do(as_alice, "archive", [draft])


def test_one_archive_at_a_time(as_alice: Client, alice, films):
    first = OneAtATime(f"generator:archive:{alice.pk}", [])
    assert first.begin()
    assert "is under way already" in do(as_alice, "archive", films)
    # Whoever fetched it went away.
    first.close()
    assert unpacked(as_alice, films)
    # The one before was fetched to its end.
    assert unpacked(as_alice, films)


def test_the_queries_do_not_grow_with_the_films(
    as_alice: Client, alice, films, django_assert_max_num_queries
):
    for n in range(30):
        make_generation(alice, title=f"More {n}", status=Status.SUCCEEDED, video=b"film")
    for what in ("archive", "folder", "bin"):
        with django_assert_max_num_queries(22):
            as_alice.post(MANY, {"do": what, "everything": "1", "folder": "new", "name": "All"})
