"""Changes to scenes are kept while they are typed, beside the film that is shown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from generator.forms.scenes.typed import LONGEST_TYPED
from generator.models import Generation, TypedScenes
from generator.web.unsent import mark_of
from tests.app.pages.editing.conftest import sent_for
from tests.app.pages.videos.test_storyboard import film, send  # noqa: F401  # The film is a fixture.

pytestmark = pytest.mark.django_db
CHANGED = {"scenes": [{"id": "1", "fields": {"narration": "New words."}}]}


def keep(client: Client, film: Generation, changes: Any = CHANGED, revision: int = 0, **more: str):  # noqa: F811
    sent = {
        "changes": changes if isinstance(changes, str) else json.dumps(changes),
        "revision": revision,
        **more,
    }
    return client.post(reverse("scenes_typed", args=[film.pk]), sent)


def test_what_is_typed_is_there_again_and_the_film_is_as_it_was(as_alice: Client, film):  # noqa: F811
    answer = keep(as_alice, film).json()
    assert answer["revision"] == 1
    page = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    assert "Your changes of" in page
    assert '"narration": "New words."' in page
    assert 'data-revision="1"' in page
    film.refresh_from_db()
    assert film.status == Generation.Status.SUCCEEDED
    assert not film.scenes.filter(narration="New words.").exists()


def test_the_library_and_the_films_page_say_so(as_alice: Client, film):  # noqa: F811
    for page in (reverse("library"), film.get_absolute_url()):
        assert "not made yet" not in as_alice.get(page).content.decode()
    keep(as_alice, film)
    assert "Changes not made yet" in as_alice.get(reverse("library")).content.decode()
    assert "these changes are not made yet" in as_alice.get(film.get_absolute_url()).content.decode()


def test_each_time_is_a_revision_and_a_window_that_knows_an_earlier_one_overwrites_nothing(
    as_alice: Client,
    film,  # noqa: F811
):
    assert keep(as_alice, film).json()["revision"] == 1
    assert keep(as_alice, film, revision=1).json()["revision"] == 2
    behind = {"scenes": [{"id": "1", "fields": {"narration": "From an old window."}}]}
    for known in (0, 1, 7):
        answer = keep(as_alice, film, behind, revision=known)
        assert (answer.status_code, answer.json()["revision"]) == (409, 2)
    assert TypedScenes.objects.get().changes == CHANGED


def test_nothing_changed_any_more_is_no_edit(as_alice: Client, film):  # noqa: F811
    keep(as_alice, film)
    assert keep(as_alice, film, {"scenes": []}, revision=7).status_code == 409
    assert keep(as_alice, film, {"scenes": []}, revision=1).json()["revision"] == 0
    assert not TypedScenes.objects.exists()
    assert keep(as_alice, film, {"scenes": []}).status_code == 200


def test_a_window_learns_how_the_scenes_stand(as_alice: Client, film):  # noqa: F811
    address = reverse("scenes_typed", args=[film.pk])
    assert as_alice.get(address).json() == {"revision": 0, "at": "", "state": "4.0"}
    keep(as_alice, film)
    told = as_alice.get(address).json()
    assert (told["revision"], bool(told["at"])) == (1, True)
    Generation.objects.update(revision=3)
    assert as_alice.get(address).json()["state"] == "4.3"


def test_changes_that_are_sent_are_kept_no_more(as_alice: Client, film):  # noqa: F811
    keep(as_alice, film)
    assert send(as_alice, film, s1_narration="word " * 300).status_code == 200
    assert TypedScenes.objects.exists()
    assert send(as_alice, film, s1_narration="A great ship came in.").status_code == 302
    assert not TypedScenes.objects.exists()


def test_they_are_discarded_with_one_press(as_alice: Client, film):  # noqa: F811
    keep(as_alice, film)
    response = as_alice.post(reverse("discard_typed", args=[film.pk]), follow=True)
    assert "Your changes are discarded" in response.content.decode()
    assert not TypedScenes.objects.exists()
    # A window that still has them is told.
    assert keep(as_alice, film, revision=1).status_code == 409


@pytest.mark.parametrize(
    "changes", ["{", "[]", '{"scenes": 1}', "null", "[" * 5000, json.dumps({"scenes": [{}] * 481})]
)
def test_what_no_page_sends_is_not_kept(as_alice: Client, film, changes: str):  # noqa: F811
    assert keep(as_alice, film, changes).status_code == 413
    assert not TypedScenes.objects.exists()


def test_more_than_a_page_can_hold_is_not_kept(as_alice: Client, film):  # noqa: F811
    changes = {"scenes": [{"fields": {"narration": "x" * LONGEST_TYPED}}]}
    assert keep(as_alice, film, changes).status_code == 413


def test_what_a_database_refuses_is_left_out(as_alice: Client, film):  # noqa: F811
    keep(as_alice, film, {"scenes": [{"fields": {"narration": "a\0b\ud800c"}}], "more": "\0"})
    assert TypedScenes.objects.get().changes == {"scenes": [{"fields": {"narration": "abc"}}]}


def test_markup_in_what_was_typed_stays_words(as_alice: Client, film):  # noqa: F811
    keep(as_alice, film, {"scenes": [{"fields": {"narration": "</script><script>alert(1)</script>"}}]})
    page = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    assert "<script>alert(1)" not in page


def test_words_of_somebody_else_are_not_taken(as_alice: Client, film, bob):  # noqa: F811
    assert keep(as_alice, film, writer=mark_of(bob)).status_code == 401
    assert not TypedScenes.objects.exists()


def test_they_go_with_their_film(as_alice: Client, film):  # noqa: F811
    keep(as_alice, film)
    Generation.objects.get().delete()
    assert not TypedScenes.objects.exists()


def test_keeping_and_asking_cost_few_queries(as_alice: Client, film, django_assert_max_num_queries):  # noqa: F811
    keep(as_alice, film)
    with django_assert_max_num_queries(9):
        keep(as_alice, film, revision=1)


def test_settings_are_kept_with_scenes_or_alone(as_alice: Client, film):  # noqa: F811
    chosen = {"scenes": [], "settings": {"music": "epic", "caption_capitals": True}}
    assert keep(as_alice, film, chosen).json()["revision"] == 1
    page = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    assert '"music": "epic"' in page
    assert "Your changes of" in page
    assert keep(as_alice, film, {"scenes": [], "settings": {}}, revision=1).json()["revision"] == 0
    assert not TypedScenes.objects.exists()


@pytest.mark.parametrize("told", [[], "music", {str(n): "" for n in range(201)}])
def test_settings_that_no_page_sends_are_not_kept(as_alice: Client, film, told: Any):  # noqa: F811
    assert keep(as_alice, film, {"scenes": [], "settings": told}).status_code == 413


@pytest.mark.parametrize(
    ("name", "value", "status"), [("title", "Another title", "succeeded"), ("music", "epic", "queued")]
)
def test_settings_that_are_sent_are_kept_no_more(
    as_alice: Client,
    film,  # noqa: F811
    name: str,
    value: str,
    status: str,
):
    keep(as_alice, film, {"scenes": [], "settings": {name: value}})
    sent = sent_for(film, **{name: value})
    assert as_alice.post(reverse("storyboard", args=[film.pk]), sent).status_code == 302
    film.refresh_from_db()
    assert (getattr(film, name), film.status) == (value, status)
    assert not TypedScenes.objects.exists()
