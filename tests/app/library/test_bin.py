"""The bin: what is in it is kept, counted, and seen by nobody else, until it is emptied."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generator import tasks
from generator.models import Folder, Generation
from generator.models.allowance import allowance_of
from tests.conftest import signed_in
from tests.support.factories import make_generation, make_scene, make_user
from tests.support.media import photo

pytestmark = pytest.mark.django_db
Status = Generation.Status


def throw_away(*films: Generation) -> None:
    assert Generation.objects.filter(pk__in=[film.pk for film in films]).throw_away()
    for film in films:
        film.refresh_from_db()


@pytest.mark.parametrize(
    ("before", "after"),
    [(status, "cancelled" if status in ("queued", "running") else status) for status in Status.values],
)
def test_what_is_made_is_stopped_and_all_else_stays(alice, before: str, after: str):
    film = make_generation(alice, status=before)
    throw_away(film)
    assert film.status == after
    assert film.binned_at
    assert Generation.objects.all_of(alice).put_back() == 1
    film.refresh_from_db()
    assert (film.status, film.binned_at) == (after, None)


def test_it_is_found_nowhere_but_in_the_bin(as_alice: Client, alice):
    throw_away(film := make_generation(alice, title="Lost at sea"))
    for address in ("library", "binned"):
        page = as_alice.get(reverse(address), {"q": "sea"}).content.decode()
        assert ("Lost at sea" in page) == (address == "binned")
    assert not Generation.objects.owned_by(alice).search("sea")
    assert "is in the bin" in as_alice.get(film.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "name", ["storyboard", "progress", "retry", "cancel", "discard", "rename", "duplicate"]
)
def test_nothing_is_done_with_it_there(as_alice: Client, alice, name: str):
    film = make_generation(alice, status=Status.FAILED)
    make_scene(film)
    throw_away(film)
    address = reverse(name, args=[film.pk])
    assert {as_alice.get(address).status_code, as_alice.post(address).status_code} <= {404, 405}
    film.refresh_from_db()
    assert not any((film.retry(), film.revise(), film.edit(), film.cancel(), film.rename("New")))


def test_only_its_owner_sees_its_files(alice):
    film = make_generation(alice, status=Status.SUCCEEDED, poster=photo(), video=b"film")
    staff = signed_in(make_user("staff@example.org", is_staff=True, is_superuser=True))
    address = reverse("miniature", args=[film.pk])
    assert staff.get(address).getvalue()
    throw_away(film)
    assert staff.get(address).status_code == 404
    assert signed_in(alice).get(address).getvalue()
    assert signed_in(make_user("bob@example.org")).get(address).status_code == 404


def test_it_counts_as_stored_until_it_is_deleted(alice):
    film = make_generation(alice, status=Status.SUCCEEDED, stored_bytes=5_000_000)
    throw_away(film)
    assert allowance_of(alice).stored == 5_000_000
    film.delete()
    assert allowance_of(alice).stored == 0


def test_the_sweep_deletes_what_was_there_for_long_enough(alice, settings):
    settings.GENERATOR_BIN_DAYS = 30
    films = [make_generation(alice, title=title) for title in ("kept", "young", "old")]
    throw_away(*films[1:])
    for film, days in ((films[1], 29.9), (films[2], 30.1)):
        Generation.objects.filter(pk=film.pk).update(binned_at=timezone.now() - timedelta(days=days))
    tasks.sweep_storage()
    assert {film.title for film in Generation.objects.all()} == {"kept", "young"}


def test_the_command_deletes_it_too_unless_it_only_looks(alice, settings, capsys):
    settings.GENERATOR_BIN_DAYS = 1
    throw_away(film := make_generation(alice))
    Generation.objects.filter(pk=film.pk).update(binned_at=timezone.now() - timedelta(days=2))
    call_command("sweep", "--dry-run")
    assert "in the bin for long enough: 1" in capsys.readouterr().out
    assert Generation.objects.exists()
    call_command("sweep")
    assert not Generation.objects.exists()


def test_drafts_stay_there_as_long_as_all_else(alice):
    draft = make_generation(alice, kind="image", status=Status.DRAFT)
    throw_away(draft)
    Generation.objects.filter(pk=draft.pk).update(created_at=timezone.now() - timedelta(days=3))
    assert Generation.objects.drop_old_drafts() == 0
    assert not Generation.objects.to_describe().exists()
    assert Generation.objects.latest_draft(alice, "image") is None


def test_it_is_emptied_when_one_has_said_yes(
    as_alice: Client, alice, bob, django_capture_on_commit_callbacks
):
    kept, others = make_generation(alice, title="Kept"), make_generation(bob)
    throw_away(make_generation(alice), make_generation(alice), others)
    assert "2 videos in it take" in as_alice.get(reverse("empty_bin")).content.decode()
    assert Generation.objects.all_of(alice).count() == 3
    with django_capture_on_commit_callbacks(execute=True):
        page = as_alice.post(reverse("empty_bin"), follow=True).content.decode()
    assert "The bin is empty: 2 videos deleted for good." in page
    assert set(Generation.objects.all()) == {kept, others}


def test_a_film_comes_back_into_its_folder(alice):
    folder = Folder.objects.create(owner=alice, name="Sea")
    film = make_generation(alice, folder=folder)
    throw_away(film)
    assert Folder.objects.owned_by(alice).with_counts().get().count == 0
    Generation.objects.all_of(alice).put_back()
    assert Generation.objects.owned_by(alice).in_folder(folder).get() == film


@pytest.mark.parametrize("at", ["", "x", "2026-13-45", "2026-01-01T00:00:00", "2026-01-01T00:00:00+00:00"])
def test_a_moment_at_which_nothing_was_thrown_away_puts_nothing_back(as_alice: Client, alice, at: str):
    throw_away(make_generation(alice))
    page = as_alice.post(reverse("put_back"), {"at": at}, follow=True).content.decode()
    assert "That is not in the bin any more." in page
    assert Generation.objects.in_bin().count() == 1


def test_an_account_goes_with_its_bin_and_its_folders(alice, django_capture_on_commit_callbacks, own_media):
    throw_away(make_generation(alice, status=Status.SUCCEEDED, video=b"film"))
    Folder.objects.create(owner=alice, name="Sea")
    with django_capture_on_commit_callbacks(execute=True):
        alice.delete()
    assert not Generation.objects.exists()
    assert not Folder.objects.exists()
    assert not [path for path in own_media.rglob("*") if path.is_file()]
