"""The library."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Generation
from generator.views.library.cards import PAGE, page_of
from tests.support.factories import make_generation, make_scene
from tests.support.media import photo

pytestmark = pytest.mark.django_db
ADDRESS = reverse("library")
HTMX = {"hx-request": "true"}
Status = Generation.Status


def titles(client: Client, **query: object) -> list[str]:
    return [str(generation) for generation in client.get(ADDRESS, query).context["page"]]


def card(client: Client, **query: object) -> str:
    """Return the one card that is shown, without its spaces."""
    cards = re.findall(
        r'<li class="card tile".*?</li>', client.get(ADDRESS, query).content.decode(), re.DOTALL
    )
    assert len(cards) == 1
    return " ".join(cards[0].split())


def test_an_empty_library_shows_both_ways_in(as_alice: Client):
    page = as_alice.get(ADDRESS).content.decode()
    assert "Your first video is a few words away" in page
    assert 'role="search"' not in page


def test_only_ones_own_videos_are_in_it_newest_first(as_alice: Client, alice, bob):
    make_generation(bob, title="Bob's")
    for title in ("First", "Second", "Third"):
        make_generation(alice, title=title)
    assert titles(as_alice) == ["Third", "Second", "First"]
    assert "3 videos, only you can find them" in as_alice.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lighthouse", ["A"]),
        ("MAREN steps", ["A"]),
        ("harbour boats", ["B"]),
        ("gull", ["B"]),
        ("maren harbour", []),
    ],
)
def test_a_search_finds_each_of_the_words_somewhere(as_alice: Client, alice, query: str, found: list[str]):
    make_generation(alice, title="A", input_text="At the lighthouse, Maren climbed the steps.")
    make_generation(
        alice,
        title="B",
        kind="image",
        input_text="",
        description="A calm harbour with boats.",
        keywords="sea, gull",
    )
    assert titles(as_alice, q=query) == found


def test_a_search_in_vain_says_so(as_alice: Client, alice):
    make_generation(alice)
    page = as_alice.get(ADDRESS, {"q": "zebra"}).content.decode()
    assert "Nothing found" in page
    assert 'value="zebra"' in page


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("", {"draft", "queued", "running", "scenes", "succeeded", "failed", "cancelled"}),
        ("active", {"queued", "running"}),
        ("succeeded", {"succeeded"}),
        ("failed", {"failed"}),
        ("cancelled", {"cancelled"}),
        ("draft", {"draft"}),
        ("scenes", {"scenes"}),
        ("nonsense", {"draft", "queued", "running", "scenes", "succeeded", "failed", "cancelled"}),
    ],
)
def test_it_can_be_filtered_by_state(as_alice: Client, alice, status: str, found: set[str]):
    for value in Status.values:
        make_generation(alice, title=value, status=value)
    assert set(titles(as_alice, status=status)) == found


@pytest.mark.parametrize(("kind", "found"), [("text", ["A"]), ("image", ["B"]), ("other", ["B", "A"])])
def test_it_can_be_filtered_by_what_a_video_was_made_from(
    as_alice: Client, alice, kind: str, found: list[str]
):
    make_generation(alice, title="A")
    make_generation(alice, title="B", kind="image")
    assert titles(as_alice, kind=kind) == found


def test_it_comes_page_by_page_and_keeps_the_filter(as_alice: Client, alice):
    for number in range(PAGE + 2):
        make_generation(alice, title=f"Video {number}")
    first = as_alice.get(ADDRESS, {"status": "active", "q": "video"})
    assert len(first.context["page"]) == PAGE
    (link,) = re.findall(r'rel="next" href="([^"]+)"', first.content.decode())
    second = as_alice.get(ADDRESS + link.replace("&amp;", "&"))
    assert [str(generation) for generation in second.context["page"]] == ["Video 1", "Video 0"]
    assert (second.context["asked"].status, second.context["asked"].q) == ("active", "video")


@pytest.mark.parametrize("page", ["0", "99", "-1", "x"])
def test_a_page_that_is_none_shows_one_that_is(as_alice: Client, alice, page: str):
    make_generation(alice, title="Only one")
    assert titles(as_alice, page=page) == ["Only one"]


def test_scripts_get_the_cards_alone_and_caches_know(as_alice: Client, alice):
    make_generation(alice)
    fragment, whole = as_alice.get(ADDRESS, headers=HTMX), as_alice.get(ADDRESS)
    assert fragment.content.strip().startswith(b"<section")
    # What they change besides: the numbers beside the filters.
    assert b'<small id="n-state-" hx-swap-oob="true">1</small>' in fragment.content
    assert whole.content.strip().startswith(b"<!doctype html>")
    assert "HX-Request" in fragment["Vary"]
    assert "HX-Request" in whole["Vary"]


def test_a_page_that_the_browser_brings_back_is_whole(as_alice: Client, alice):
    response = as_alice.get(ADDRESS, headers={**HTMX, "hx-history-restore-request": "true"})
    assert b"<!doctype html>" in response.content


def test_a_card_of_a_ready_video_has_poster_and_length(as_alice: Client, alice):
    generation = make_generation(
        alice, status=Status.SUCCEEDED, poster=photo(), duration=75.4, fingerprint="ab12"
    )
    shown = card(as_alice)
    assert f"{reverse('miniature', args=[generation.pk])}?v={generation.film.poster_version}" in shown
    assert "1:15" in shown
    assert "Ready" in shown


def test_a_card_of_a_running_video_tells_the_percent_and_shows_the_first_picture(as_alice: Client, alice):
    generation = make_generation(alice, status=Status.RUNNING, progress=46)
    make_scene(generation)
    make_scene(generation, image=photo())
    shown = card(as_alice)
    assert "46 %" in shown
    assert reverse("scene_miniature", args=[generation.pk, 2]) in shown
    assert 'value="46"' in shown


def test_a_card_of_a_photo_film_shows_the_photo_first(as_alice: Client, alice):
    generation = make_generation(alice, kind="image", input_image=photo())
    assert reverse("picture_miniature", args=[generation.pk]) in card(as_alice)


def test_a_card_of_a_draft_leads_on_to_its_form(as_alice: Client, alice):
    draft = make_generation(
        alice, kind="image", title="", description="A dog.", status=Status.DRAFT, input_image=photo()
    )
    shown = card(as_alice)
    assert ">A dog.</a>" in shown
    assert "Draft" in shown
    assert "Continue" in shown
    assert f'href="{reverse("draft", args=[draft.pk])}"' in shown


def test_it_is_polled_only_while_something_is_made(as_alice: Client, alice):
    ready = make_generation(alice, status=Status.SUCCEEDED)
    assert "every 4s" not in as_alice.get(ADDRESS).content.decode()
    make_generation(alice, status=Status.RUNNING)
    assert "every 4s" in as_alice.get(ADDRESS).content.decode()
    assert "every 4s" not in as_alice.get(ADDRESS, {"status": "succeeded"}).content.decode()
    assert ready.pk


def test_what_people_write_is_shown_and_not_obeyed(as_alice: Client, alice):
    make_generation(alice, title="<script>alert(1)</script>")
    page = as_alice.get(ADDRESS, {"q": '"><script>'}).content.decode()
    assert "<script>alert" not in page
    assert '"><script>' not in page


def test_a_large_library_costs_as_many_queries_as_a_small_one(
    as_alice: Client, alice, django_assert_max_num_queries
):
    for _ in range(PAGE):
        make_scene(make_generation(alice, status=Status.RUNNING))
    with django_assert_max_num_queries(8):
        as_alice.get(ADDRESS)


def test_what_staff_refused_does_not_look_like_what_they_approved(as_alice: Client, alice):
    make_generation(alice, status=Generation.Status.SUCCEEDED, review="rejected")
    page = as_alice.get(reverse("library")).content.decode()
    assert '<span class="pill pill--rejected">' in page
    assert "pill--succeeded" not in page


def copy_of(client: Client, source: Generation) -> Generation:
    address = f"{reverse('text_to_video')}?from={source.pk}"
    client.post(
        address, {"input_text": "A short story.", "title": source.title, "style": "oil", "size": "16:9"}
    )
    return Generation.objects.latest("created_at")


def test_copies_are_told_from_what_they_are_copies_of(as_alice: Client, alice):
    first = make_generation(alice, title="The fox")
    copies = [copy_of(as_alice, first)]
    # A copy of a copy is one more of the first.
    copies.append(copy_of(as_alice, copies[0]))
    assert [(one.copied_from, one.copy_number) for one in copies] == [(first, 1), (first, 2)]
    page = " ".join(as_alice.get(ADDRESS).content.decode().split())
    assert 'Copy of <span dir="auto">The fox</span>' in page
    assert 'Copy 2 of <span dir="auto">The fox</span>' in page
    copies[0].delete()
    # Numbers stay, so that nobody looks for a copy under another's.
    assert copy_of(as_alice, first).copy_number == 3
    first.delete()
    assert "Copy 2 of a video that is gone" in as_alice.get(ADDRESS).content.decode()


def test_versions_are_numbered_once_there_is_a_second(as_alice: Client, alice):
    generation = make_generation(alice, status=Status.SUCCEEDED, poster=photo(), duration=3.0)
    assert "Version" not in card(as_alice)
    generation.film.number = 3
    generation.film.save()
    assert "· Version 3" in card(as_alice)
    assert ">Version 3<" in as_alice.get(generation.get_absolute_url()).content.decode()


def test_cards_are_found_by_what_is_said_and_come_page_by_page(as_alice: Client, alice):
    for number in range(PAGE + 1):
        make_generation(alice, title=f"Film {number}", input_text="Am Zürichsee")
    make_generation(alice, title="Zürich", input_text="")
    first = as_alice.get(ADDRESS, {"q": "ZURICH"})
    assert first.context["page"].paginator.count == PAGE + 2
    assert str(first.context["page"][0]) == "Zürich"
    assert titles(as_alice, q="ZURICH", page=2) == ["Film 1", "Film 0"]


def test_a_page_of_a_search_that_is_none_shows_one_that_is(alice):
    for place in range(PAGE + 1):
        make_generation(alice, title=f"Harbour {place}")
    found = Generation.objects.owned_by(alice).search("harbour")
    first, last = [f"Harbour {place}" for place in range(PAGE, 0, -1)], ["Harbour 0"]
    asked = dict.fromkeys((None, "", "x", "1.5", "1"), (1, first))
    asked |= dict.fromkeys(("0", "-1", "2", "99", "9" * 30, "\N{ARABIC-INDIC DIGIT TWO}"), (2, last))
    for number, shown in asked.items():
        page = page_of(found, number, is_search=True)
        assert (page.number, [card.title for card in page]) == shown, number
        assert (page.paginator.count, page.paginator.num_pages) == (PAGE + 1, 2)
    nothing = page_of(found.search("forest"), "7", is_search=True)
    assert (list(nothing), nothing.number, nothing.paginator.count) == ([], 1, 0)


def test_a_search_costs_as_many_queries_in_a_large_library(
    as_alice: Client, alice, django_assert_max_num_queries
):
    for _ in range(PAGE + 5):
        make_scene(make_generation(alice, status=Status.RUNNING))
    with django_assert_max_num_queries(9):
        as_alice.get(ADDRESS, {"q": "maren"})


def test_pictures_that_are_not_seen_at_once_are_fetched_later_and_keep_their_place(as_alice: Client, alice):
    for _ in range(6):
        make_generation(alice, poster=photo(), size="9:16")
    pictures = re.findall(r"<img [^>]*miniature[^>]*>", as_alice.get(ADDRESS).content.decode())
    assert len(pictures) == 12
    assert ['loading="lazy"' in picture for picture in pictures] == [False] * 8 + [True] * 4
    assert all('width="270" height="480"' in picture for picture in pictures)
