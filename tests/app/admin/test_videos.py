"""The videos as staff see them: the list with its search and filters, and the page of each."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Generation
from tests.support.factories import make_generation, make_scene
from tests.support.pages.admin_pages import LIST, make_finished, page

Status = Generation.Status


@pytest.fixture
def ready(alice) -> Generation:
    return make_finished(alice)


def titles(client: Client, **query: str) -> set[str]:
    found = client.get(LIST, query).context["cl"].queryset
    return {generation.title for generation in found}


def test_the_list_shows_what_staff_need(as_staff, ready):
    html = as_staff.get(LIST).content.decode()

    assert f'<img class="thumbnail" src="{reverse("poster", args=[ready.pk])}"' in html
    for shown in ("The lighthouse keeper", "alice@example.org", "Ready", "1:15, 2:10"):
        assert shown in html


def test_the_list_says_how_far_a_run_is_and_where_it_broke(as_staff, alice):
    make_generation(alice, status=Status.RUNNING, stage="illustrate")
    make_generation(alice, status=Status.FAILED, stage="render")

    html = as_staff.get(LIST).content.decode()

    assert "In progress: illustrate" in html
    assert "Failed: render" in html


def test_the_list_asks_the_database_a_fixed_number_of_times(as_staff, alice, django_assert_max_num_queries):
    for _ in range(12):
        make_scene(make_generation(alice))

    with django_assert_max_num_queries(12):
        as_staff.get(LIST)


@pytest.mark.parametrize(
    ("words", "found"),
    [("harbour", {"Ships"}), ("whales", {"Photo"}), ("bob@", {"Photo"}), ("nothing", set())],
)
def test_search_finds_titles_texts_keywords_and_owners(words, found, as_staff, alice, bob):
    make_generation(alice, title="Ships", input_text="A harbour at night.")
    make_generation(bob, title="Photo", kind=Generation.Kind.IMAGE, input_text="", keywords="whales, sea")

    assert titles(as_staff, q=words) == found


def test_search_finds_a_video_by_its_id(as_staff, alice):
    make_generation(alice, title="Another")
    wanted = make_generation(alice, title="Wanted")

    assert titles(as_staff, q=f" {wanted.pk} ") == {"Wanted"}


def test_the_filters_work(as_staff, alice, ready):
    make_generation(alice, title="Waiting")

    assert titles(as_staff, status__exact="queued") == {"Waiting"}
    assert titles(as_staff, fell_back="yes") == {"The lighthouse keeper"}
    assert titles(as_staff, fell_back="no") == {"Waiting"}


def test_what_a_stand_in_wrote_or_saw_counts_as_made_by_one(as_staff, alice):
    make_generation(alice, title="Written", storyboard_error="The writer is busy.")
    make_generation(alice, title="Seen", description_error="The eye is busy.")
    make_generation(alice, title="As wished", storyboard_provider="Writer")

    assert titles(as_staff, fell_back="yes") == {"Written", "Seen"}
    assert titles(as_staff, fell_back="no") == {"As wished"}


def test_drafts_are_listed_only_where_they_are_asked_for(as_staff, alice):
    make_generation(alice, title="Film")
    make_generation(alice, title="Draft of Alice", status=Status.DRAFT, kind="image")

    response = as_staff.get(LIST, {"q": "alice"})

    assert {found.title for found in response.context["cl"].queryset} == {"Film"}
    assert "total</a>" not in response.content.decode()
    assert "All but drafts" in response.content.decode()
    assert titles(as_staff, status__exact="draft") == {"Draft of Alice"}
    assert as_staff.get(LIST, {"status__exact": "draft", "_facets": "True"}).status_code == 200


def test_the_page_of_a_draft_opens(as_staff, alice):
    draft = make_generation(alice, title="", input_text="", kind=Generation.Kind.IMAGE, status=Status.DRAFT)

    assert as_staff.get(page(draft)).status_code == 200


def test_the_film_plays_on_its_page(as_staff, ready):
    html = as_staff.get(page(ready)).content.decode()

    video, poster, captions = (reverse(name, args=[ready.pk]) for name in ("video", "poster", "captions"))
    player = re.search(r"<video [^>]*>.*?</video>", html)
    assert player
    for part in (f'src="{video}"', f'poster="{poster}"', f'src="{captions}"', 'srclang="de"', " controls "):
        assert part in player[0]
    assert as_staff.get(video).getvalue() == b"film"


def test_what_was_seen_in_a_picture_is_shown_where_there_is_one(as_staff, alice, ready):
    photo = make_generation(
        alice,
        kind=Generation.Kind.IMAGE,
        input_image=b"photo",
        description="A picture of a cat.",
        keywords="cat",
    )

    html = as_staff.get(page(photo)).content.decode()

    assert f'<img class="upload" src="{reverse("picture", args=[photo.pk])}"' in html
    assert "A picture of a cat." in html
    assert "Seen in the picture" not in as_staff.get(page(ready)).content.decode()


def test_a_page_without_a_film_yet_shows_none(as_staff, alice):
    generation = make_generation(alice, input_text="<script>alert(1)</script>")
    make_scene(generation, narration="<script>alert(2)</script>")

    html = as_staff.get(page(generation)).content.decode()

    assert "<video" not in html
    assert "<script>alert" not in html


def test_texts_that_are_still_being_written_are_not_for_staff(as_staff: Client, alice):
    draft = make_generation(alice, status=Status.DRAFT, title="Not sent yet")
    make_generation(alice, status=Status.DRAFT, kind="image", title="A picture")
    assert titles(as_staff, status__exact="draft") == {"A picture"}
    assert as_staff.get(reverse("admin:generator_generation_change", args=[draft.pk])).status_code == 302


def test_staff_find_films_that_flash(as_staff, ready, alice):
    make_generation(alice, title="Not yet made")
    assert titles(as_staff, flashes="yes") == set()
    ready.film.flashes = [[12.0, 15.0, False]]
    ready.film.save()

    assert titles(as_staff, flashes="yes") == {ready.title}
    assert "1:15, 2:10, flashes" in as_staff.get(LIST).content.decode()
    assert "0:12 to 0:15" in as_staff.get(page(ready)).content.decode()
