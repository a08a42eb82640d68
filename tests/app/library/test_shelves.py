"""Names, folders, orders, counts, and the films beside one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Folder, Generation
from generator.models.library.shelving import sort_key
from tests.support.factories import make_generation, make_scene
from tests.support.media import photo

pytestmark = pytest.mark.django_db
LIBRARY = reverse("library")
HTMX = {"hx-request": "true"}
Status = Generation.Status


def titles(client: Client, **query: Any) -> list[str]:
    return [str(film) for film in client.get(LIBRARY, query).context["page"]]


class TestRenaming:
    def test_a_title_alone_is_changed(self, as_alice: Client, alice):
        film = make_generation(alice, title="Old", status=Status.SUCCEEDED, video=b"film", fingerprint="f")
        page = as_alice.post(reverse("rename", args=[film.pk]), {"title": "  New\tname "}, follow=True)
        assert "is called “New name” now." in page.content.decode()
        film.refresh_from_db()
        assert (film.title, film.status, film.film.fingerprint) == ("New name", Status.SUCCEEDED, "f")
        assert titles(as_alice, q="new name") == ["New name"]
        assert titles(as_alice, q="old") == []

    def test_an_opening_that_shows_the_title_keeps_its_words(self, alice):
        film = make_generation(alice, title="Old", status=Status.SUCCEEDED, title_card=True, video=b"film")
        assert film.rename("New")
        assert (film.title, film.opening) == ("New", "Old")
        assert film.rename("Newer")
        assert film.opening == "Old"

    def test_whoever_goes_back_to_the_film_keeps_its_new_name(self, alice):
        film = make_generation(alice, title="Old", status=Status.SUCCEEDED, video=b"film")
        scene = make_scene(film, image=photo())
        film.film.scenes, film.film.settings = [scene.snapshot(0, 2)], film.settings_in_force
        film.film.save()
        film.rename("New")
        Generation.objects.filter(pk=film.pk).update(status=Status.CANCELLED)
        film = Generation.objects.get(pk=film.pk)
        assert film.discard_changes()
        assert film.title == "New"

    @pytest.mark.parametrize("status", [Status.QUEUED, Status.RUNNING])
    def test_not_while_it_is_made(self, as_alice: Client, alice, status: str):
        film = make_generation(alice, title="Old", status=status)
        page = as_alice.post(reverse("rename", args=[film.pk]), {"title": "New"}).content.decode()
        assert "Please rename it when it is ready." in page
        assert 'value="New"' in page

    @pytest.mark.parametrize(
        ("title", "told"), [("", "Please write a title"), (" \n", "Please write a title"), ("x" * 81, "80")]
    )
    def test_what_is_no_title_is_refused_at_its_field(self, as_alice: Client, alice, title: str, told: str):
        film = make_generation(alice, title="Old", status=Status.SUCCEEDED)
        for headers in ({}, HTMX):
            page = as_alice.post(reverse("rename", args=[film.pk]), {"title": title}, headers=headers)
            assert told in page.content.decode()
        film.refresh_from_db()
        assert film.title == "Old"

    def test_a_script_gets_the_form_and_then_the_title_in_its_place(self, as_alice: Client, alice):
        film = make_generation(alice, title="Old", status=Status.SUCCEEDED)
        address = f"{reverse('rename', args=[film.pk])}?sort=old"
        assert 'value="Old"' in as_alice.get(address, headers=HTMX).content.decode()
        shown = as_alice.post(address, {"title": "<b>New</b>"}, headers=HTMX).content.decode()
        assert "&lt;b&gt;New&lt;/b&gt;</a>" in shown
        assert f'href="{film.get_absolute_url()}?sort=old"' in shown

    def test_an_open_window_of_a_draft_learns_of_it(self, alice):
        draft = make_generation(alice, title="", status=Status.DRAFT)
        known = draft.revision
        assert draft.rename("Named")
        assert draft.revision == known + 1


class TestFolders:
    def test_one_is_made_renamed_and_deleted_and_keeps_its_films(self, as_alice: Client, alice):
        as_alice.post(reverse("folders"), {"name": " The  sea "})
        folder = Folder.objects.get()
        assert folder.name == "The sea"
        film = make_generation(alice, folder=folder)
        as_alice.post(reverse("folder", args=[folder.pk]), {"name": "The SEA"})
        folder.refresh_from_db()
        assert folder.name == "The SEA"
        page = as_alice.post(reverse("delete_folder", args=[folder.pk]), follow=True).content.decode()
        assert "Its 1 video is still in your library." in page
        film.refresh_from_db()
        assert film.folder is None

    def test_two_of_a_name_are_refused(self, as_alice: Client, alice, bob):
        Folder.objects.create(owner=bob, name="Sea")
        as_alice.post(reverse("folders"), {"name": "Sea"})
        page = as_alice.post(reverse("folders"), {"name": "SEA"}).content.decode()
        assert "You have a folder “SEA” already." in page
        assert Folder.objects.owned_by(alice).count() == 1

    def test_it_shows_its_films_and_searches_in_them(self, as_alice: Client, alice):
        sea = Folder.objects.create(owner=alice, name="Sea")
        make_generation(alice, title="Harbour at night", folder=sea)
        make_generation(alice, title="Harbour at noon")
        assert titles(as_alice, folder=sea.pk) == ["Harbour at night"]
        assert titles(as_alice, folder=sea.pk, q="noon") == []
        assert titles(as_alice, folder=sea.pk, q="harbour") == ["Harbour at night"]
        page = as_alice.get(LIBRARY, {"folder": sea.pk}).content.decode()
        assert f'<input type="hidden" name="folder" value="{sea.pk}">' in page

    @pytest.mark.parametrize(
        "said", ["x", "0", "-1", "99999", "9" * 40, "\N{ARABIC-INDIC DIGIT ONE}", "theirs"]
    )
    def test_one_that_is_none_shows_all(self, as_alice: Client, alice, bob, said: str):
        make_generation(alice, title="A")
        said = str(Folder.objects.create(owner=bob, name="Bob's").pk) if said == "theirs" else said
        assert titles(as_alice, folder=said) == ["A"]

    def test_a_film_is_moved_from_its_page(self, as_alice: Client, alice, bob):
        film = make_generation(alice, status=Status.SUCCEEDED, video=b"film")
        own, theirs = (Folder.objects.create(owner=one, name="Sea") for one in (alice, bob))
        address = reverse("move", args=[film.pk])
        as_alice.post(address, {"folder": own.pk})
        assert own.films.get() == film
        assert as_alice.post(address, {"folder": theirs.pk}).status_code == 404
        as_alice.post(address, {"folder": ""})
        assert not own.films.exists()


class TestOrders:
    def test_each_is_what_it_says(self, as_alice: Client, alice):
        for title, seconds, size in (("b", 20.0, 300), ("Ä", None, 100), ("a", 90.0, 200)):
            film = make_generation(alice, title=title, status=Status.SUCCEEDED, duration=seconds, video=b"x")
            Generation.objects.filter(pk=film.pk).update(stored_bytes=size)
        assert titles(as_alice) == ["a", "Ä", "b"]
        assert titles(as_alice, sort="old") == ["b", "Ä", "a"]
        assert titles(as_alice, sort="length") == ["a", "b", "Ä"]
        assert titles(as_alice, sort="size") == ["b", "a", "Ä"]
        assert titles(as_alice, sort="title") == ["a", "Ä", "b"]
        assert titles(as_alice, sort="nonsense") == ["a", "Ä", "b"]

    def test_titles_stand_as_people_expect(self):
        expected = ["10 tips", "A fox", "Ärger", "Film 2", "film 10", "“Quoted”", "zebra", "Żółw", "京都"]
        assert sorted(expected, key=sort_key)[:6] == expected[:6]
        assert sort_key("Film 2") < sort_key("film 10") < sort_key("Film 10 b")

    def test_a_new_name_has_its_place_at_once(self, as_alice: Client, alice):
        film = make_generation(alice, title="Zebra", status=Status.SUCCEEDED)
        make_generation(alice, title="Moon")
        film.rename("Ant")
        assert titles(as_alice, sort="title") == ["Ant", "Moon"]

    def test_what_was_found_can_be_sorted_too(self, as_alice: Client, alice):
        make_generation(alice, title="b", input_text="the harbour")
        make_generation(alice, title="a harbour", input_text="")
        make_generation(alice, title="c", input_text="the harbour")
        assert titles(as_alice, q="harbour") == ["a harbour", "c", "b"]
        assert titles(as_alice, q="harbour", sort="title") == ["a harbour", "b", "c"]
        assert titles(as_alice, q="harbour", sort="new") == ["c", "a harbour", "b"]

    def test_list_and_grid_are_remembered(self, as_alice: Client, alice):
        make_generation(alice)
        assert "grid--list" not in as_alice.get(LIBRARY).content.decode()
        assert "grid--list" in as_alice.get(LIBRARY, {"view": "list"}).content.decode()
        assert "grid--list" in as_alice.get(LIBRARY).content.decode()
        assert "grid--list" not in as_alice.get(LIBRARY, {"view": "grid"}).content.decode()


def test_each_filter_says_how_many_it_would_show(as_alice: Client, alice):
    for status, kind in (
        ("succeeded", "text"),
        ("succeeded", "image"),
        ("running", "text"),
        ("queued", "text"),
    ):
        make_generation(alice, status=status, kind=kind)
    Generation.objects.filter(pk=make_generation(alice).pk).throw_away()
    context = as_alice.get(LIBRARY, {"kind": "text"}).context
    assert {value: n for value, _, n in context["states"]} == {
        **{"": 3, "succeeded": 1, "active": 2, "scenes": 0, "draft": 0, "failed": 0, "cancelled": 0}
    }
    assert [n for _, _, n in context["kinds"]] == [4, 3, 1]
    assert (context["total"], context["binned"]) == (4, 1)
    assert [n for _, _, n in as_alice.get(LIBRARY, {"status": "active"}).context["kinds"]] == [2, 2, 0]


def test_drafts_without_titles_cost_no_query_each(as_alice: Client, alice, django_assert_max_num_queries):
    for _ in range(25):
        draft = make_generation(alice, title="", status=Status.DRAFT)
        make_generation(alice, title="", status=Status.DRAFT, copied_from=draft, copy_number=1)
    with django_assert_max_num_queries(8):
        assert titles(as_alice)[0] == "Every evening Maren climbed the hundred and nine…"


class TestNeighbours:
    def links(self, client: Client, film: Generation, query: str = "") -> list[str]:
        page = client.get(film.get_absolute_url() + query).content.decode()
        found = dict(re.findall(r'rel="(prev|next)" href="([^"]+)"', page))
        return [found.get(name, "").replace("&amp;", "&") for name in ("prev", "next")]

    def test_they_are_those_of_the_list_from_which_one_came(self, as_alice: Client, alice):
        films = [make_generation(alice, title=title, status=Status.SUCCEEDED, video=b"x") for title in "bca"]
        b, c, a = (film.get_absolute_url() for film in films)
        assert self.links(as_alice, films[1]) == [a, b]
        assert self.links(as_alice, films[2]) == ["", c]
        assert self.links(as_alice, films[0], "?sort=title") == [f"{a}?sort=title", f"{c}?sort=title"]

    def test_they_keep_to_folder_filter_and_search(self, as_alice: Client, alice):
        sea = Folder.objects.create(owner=alice, name="Sea")
        first, _, last = (
            make_generation(alice, title=f"Harbour {n}", status=status, folder=folder)
            for n, status, folder in ((1, "failed", sea), (2, "failed", None), (3, "failed", sea))
        )
        query = f"?q=harbour&status=failed&folder={sea.pk}"
        assert self.links(as_alice, last, query) == ["", first.get_absolute_url() + query]
        page = as_alice.get(last.get_absolute_url() + query).content.decode()
        assert f'href="{LIBRARY}{query}"'.replace("&", "&amp;") in page

    def test_drafts_the_bin_and_others_are_left_out(self, as_alice: Client, alice, bob):
        film = make_generation(alice, status=Status.FAILED)
        make_generation(alice, status=Status.DRAFT)
        make_generation(bob, status=Status.FAILED)
        Generation.objects.filter(pk=make_generation(alice, status=Status.FAILED).pk).throw_away()
        assert self.links(as_alice, film) == ["", ""]

    def test_one_that_the_filter_does_not_find_has_none(self, as_alice: Client, alice):
        film = make_generation(alice, status=Status.FAILED)
        make_generation(alice, status=Status.SUCCEEDED, video=b"x")
        assert self.links(as_alice, film, "?status=succeeded") == ["", ""]


class TestDuplicating:
    def test_it_is_there_at_once_and_waits_for_nobody(self, as_alice: Client, alice):
        film = make_generation(alice, status=Status.SUCCEEDED, video=b"film", poster=photo())
        page = as_alice.post(reverse("duplicate", args=[film.pk]), follow=True).content.decode()
        assert "is there twice now" in page
        made = Generation.objects.exclude(pk=film.pk).get()
        assert (made.status, made.copied_from) == (Status.SUCCEEDED, film)
        assert titles(as_alice) == ["The lighthouse keeper"] * 2
        assert b"".join(as_alice.get(reverse("video", args=[made.pk]))) == b"film"

    def test_not_while_it_is_made(self, as_alice: Client, alice):
        film = make_generation(alice, status=Status.RUNNING)
        page = as_alice.post(reverse("duplicate", args=[film.pk]), follow=True).content.decode()
        assert "Please duplicate it when it is ready." in page
        assert Generation.objects.count() == 1

    def test_not_where_there_is_no_room(self, as_alice: Client, alice, settings):
        settings.GENERATOR_STORAGE_GB = 1
        film = make_generation(alice, status=Status.SUCCEEDED, video=b"x", stored_bytes=600_000_000)
        page = as_alice.post(reverse("duplicate", args=[film.pk]), follow=True).content.decode()
        assert "The duplicate would take 600 MB, and your videos take 600 MB of 1 GB already." in page
        assert Generation.objects.count() == 1


def test_the_export_tells_of_folders_and_the_bin(as_alice: Client, alice):
    sea = Folder.objects.create(owner=alice, name="Sea")
    make_generation(alice, title="A", folder=sea)
    Generation.objects.filter(pk=make_generation(alice, title="B").pk).throw_away()
    known = as_alice.get(reverse("export")).json()
    assert [folder["name"] for folder in known["folders"]] == ["Sea"]
    told = {film["title"]: film for film in known["films"]}
    assert (told["A"]["folder"], told["A"]["in_bin_since"]) == ("Sea", None)
    assert told["B"]["in_bin_since"]
