"""The page of a member's pronunciation list."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generator.forms.sayings import MOST_SAYINGS
from generator.models import Generation, Saying
from tests.support.factories import make_generation, make_scene

pytestmark = pytest.mark.django_db
LIST = reverse("pronunciation")


def add(client: Client, written: str, said: str, language: str = "") -> str:
    sent = {"written": written, "said": said, "language": language}
    return client.post(LIST, sent, follow=True).content.decode()


def test_a_member_adds_changes_and_deletes_an_entry(as_alice: Client, alice):
    assert "Your list is empty" in as_alice.get(LIST).content.decode()
    assert "From now on “Nguyen” is said “win”." in add(as_alice, "  Nguyen ", "win")
    (entry,) = alice.sayings.all()
    alice.refresh_from_db()
    assert (entry.written, entry.said, entry.language) == ("Nguyen", "win", "")
    assert alice.sayings_changed_at
    address = reverse("change_saying", args=[entry.pk])
    assert 'value="win"' in as_alice.get(address).content.decode()
    as_alice.post(address, {"written": "Nguyen", "said": "wen", "language": "de"})
    entry.refresh_from_db()
    assert (entry.said, entry.language) == ("wen", "de")
    page = as_alice.get(LIST).content.decode()
    assert "German" in page
    assert 'aria-label="Delete Nguyen in German"' in page
    as_alice.post(reverse("delete_saying", args=[entry.pk]))
    assert not Saying.objects.exists()


def test_nobody_sees_or_changes_the_list_of_another(as_alice: Client, bob):
    entry = Saying.objects.create(owner=bob, written="Nguyen", said="win")
    assert "Nguyen’s" in as_alice.get(LIST).content.decode()
    assert "said <bdi>" not in as_alice.get(LIST).content.decode()
    for name in ("change_saying", "delete_saying"):
        sent = {"written": "x", "said": "y"}
        assert as_alice.post(reverse(name, args=[entry.pk]), sent).status_code == 404
    entry.refresh_from_db()
    assert entry.said == "win"


@pytest.mark.parametrize(
    ("written", "said", "told"),
    [
        ("", "win", "Please write the word that is meant."),
        ("Nguyen", "", "Please write how it is said."),
        ("…", "win", "signs alone are not spoken"),
        ("Nguyen", "–", "signs alone are not spoken"),
        ("{Nguyen|win}", "win", "Please leave out the signs"),
        ("[pause]", "win", "Please leave out the signs"),
        ("x" * 81, "win", "at most 80 characters"),
        ("Nguyen", "x" * 121, "at most 120 characters"),
        ("GIF’s", "x\x00y{", "Please leave out the signs"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_lost(as_alice: Client, written, said, told):
    page = add(as_alice, written, said)
    assert told in page
    assert re.search(r'<input[^>]*aria-invalid="true"', page)
    assert not Saying.objects.exists()


@pytest.mark.parametrize(
    ("first", "second", "is_double"),
    [("gif", "Gif", True), ("US", "US", True), ("us", "US", False), ("gif", "jpg", False)],
)
def test_an_entry_is_in_the_list_once(as_alice: Client, first: str, second: str, is_double: bool):
    add(as_alice, first, "one")
    assert ("is in your list already" in add(as_alice, second, "two")) == is_double
    assert Saying.objects.count() == (1 if is_double else 2)
    add(as_alice, first, "three", language="de")
    assert Saying.objects.filter(language="de").exists()


def test_an_entry_can_be_saved_again_as_it_is(as_alice: Client, alice):
    entry = Saying.objects.create(owner=alice, written="gif", said="jif")
    sent = {"written": "Gif", "said": "jiff"}
    as_alice.post(reverse("change_saying", args=[entry.pk]), sent)
    entry.refresh_from_db()
    assert (entry.written, entry.said) == ("Gif", "jiff")


def test_a_list_has_an_end(as_alice: Client, alice):
    Saying.objects.bulk_create(Saying(owner=alice, written=f"word{n}", said="x") for n in range(MOST_SAYINGS))
    assert "Your list has 200 entries" in add(as_alice, "one more", "x")
    assert alice.sayings.count() == MOST_SAYINGS


def test_a_language_that_no_voice_has_is_no_choice(as_alice: Client):
    assert "Select a valid choice" in add(as_alice, "Nguyen", "win", language="tlh")


def test_the_list_is_reached_from_the_account_and_beside_the_words_and_taken_along(as_alice: Client, alice):
    film = make_generation(alice, status=Generation.Status.SUCCEEDED, video=b"film")
    make_scene(film)
    for page in (reverse("account"), reverse("text_to_video"), reverse("storyboard", args=[film.pk])):
        # The menu has it on each page.
        assert as_alice.get(page).content.decode().count(f'href="{LIST}"') == 2
    add(as_alice, "Nguyen", "win")
    known = as_alice.get(reverse("export")).json()
    assert known["pronunciation"] == [{"written": "Nguyen", "said": "win", "language": ""}]


def test_a_film_is_made_again_for_a_changed_list_though_nothing_else_is_changed(as_alice: Client, alice):
    film = make_generation(alice, status=Generation.Status.SUCCEEDED, video=b"film")
    scene = make_scene(film, narration="Nguyen was there.")
    film.film.made_at = timezone.now() - timedelta(hours=1)
    film.film.save()
    address = reverse("storyboard", args=[film.pk])
    sent = {
        "state": f"{film.lease}.{film.revision}",
        "scenes-TOTAL_FORMS": 1,
        "scenes-INITIAL_FORMS": 1,
        "scenes-0-id": scene.pk,
        "scenes-0-narration": scene.narration,
        "scenes-0-prompt": scene.prompt,
        "scenes-0-ORDER": 1,
    }
    assert "Nothing was changed" in as_alice.post(address, sent, follow=True).content.decode()
    add(as_alice, "Nguyen", "win")
    assert "Your pronunciation list was changed" in as_alice.get(address).content.decode()
    as_alice.post(address, sent)
    film.refresh_from_db()
    assert film.status == Generation.Status.QUEUED
