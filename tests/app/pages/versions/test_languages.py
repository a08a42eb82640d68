"""The same video in another language: its owner writes the words, and everything else stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Generation
from generator.views.versions.languages import moved_captions
from tests.app.pages.versions.conftest import run
from tests.support.factories import make_generation
from tests.support.stand_ins import log

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick")]

TEXT = "The sea was very calm on that day. A small boat came in with the evening tide."
GERMAN = ("Das Meer war an jenem Tag sehr ruhig.", "Ein kleines Boot kam mit der Flut herein.")
Status = Generation.Status


@pytest.fixture
def film(alice, quick) -> Generation:
    make_generation(alice, input_text=TEXT, music="", seed=7, title="The sea")
    return run()


def fields(film: Generation, words: tuple[str, ...] = GERMAN, **more: str) -> dict[str, str]:
    told = [scene for scene in film.scenes.all() if scene.narration]
    written = {f"scene-{scene.position}-words": word for scene, word in zip(told, words, strict=False)}
    return {"language": "de", "title": "Das Meer", **written, **more}


def ask(client: Client, film: Generation, **sent: Any) -> Any:
    return client.post(reverse("another_language", args=[film.pk]), sent, follow=True)


def test_the_page_shows_the_words_of_now_beside_a_field_for_each(as_alice: Client, film):
    text = as_alice.get(reverse("another_language", args=[film.pk])).content.decode()
    for scene in film.scenes.exclude(narration=""):
        assert scene.narration in text
        assert f'name="scene-{scene.position}-words"' in text
    assert '<option value="en"' not in text


def test_it_has_the_same_scenes_and_pictures_in_another_voice(as_alice: Client, film):
    log.reset()
    assert "is being made in German" in ask(as_alice, film, **fields(film)).content.decode()
    new = run()
    assert (new.status, new.language, new.title) == (Status.SUCCEEDED, "de", "Das Meer")
    assert [scene.narration for scene in new.scenes.exclude(narration="")] == list(GERMAN)
    pictures = [list(one.scenes.values_list("prompt", "image")) for one in (film, new)]
    assert pictures[0] == pictures[1]
    assert {kind for kind, _ in log.calls} == {"speech"}
    assert next(scene.narration for scene in film.scenes.exclude(narration="")) in TEXT


def test_both_offer_each_other_and_each_others_captions(as_alice: Client, film):
    ask(as_alice, film, **fields(film))
    new = run()
    for one, other, name, code in ((film, new, "German", "de"), (new, film, "English", "en")):
        text = as_alice.get(one.get_absolute_url()).content.decode()
        assert f"Also in {name}" in text
        assert other.get_absolute_url() in text
        address = reverse("other_captions", args=[one.pk, code])
        assert address in text
        assert as_alice.get(address).status_code == 200
    assert as_alice.get(reverse("other_captions", args=[film.pk, "fr"])).status_code == 404


def test_where_scenes_do_not_match_there_are_no_captions_of_it(as_alice: Client, film):
    ask(as_alice, film, **fields(film))
    new = run()
    new.film.scenes = new.film.scenes[:1]
    new.film.save()
    assert "captions-de" not in as_alice.get(film.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"language": ""}, "Please choose a language."),
        ({"scene-0-words": ""}, "Please write what is said in this scene."),
        ({"scene-0-words": "…!"}, "Please write some words"),
        ({"scene-0-words": "a" * 1001}, "Please keep a scene to 1,000 characters."),
        ({"language": "en"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(as_alice: Client, film, sent: dict[str, str], said: str):
    text = ask(as_alice, film, **fields(film) | sent).content.decode()
    assert said in text
    assert "Das Meer" in text
    assert Generation.objects.count() == 1


def test_it_takes_a_place_of_the_day(as_alice: Client, film, settings):
    settings.GENERATOR_FILMS_PER_DAY = 1
    ask(as_alice, film, **fields(film))
    text = ask(as_alice, film, **fields(film, language="fr")).content.decode()
    assert "after midnight" in text
    assert GERMAN[0] in text
    assert not Generation.objects.filter(language="fr").exists()


def test_captions_move_with_their_scenes():
    told = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nEins 00:00:01.000\n\n00:05.000 --> 00:06.000\nZwei\n"
    theirs = [{"start": 0.0, "end": 4.0}, {"start": 4.0, "end": 8.0}]
    ours = [{"start": 0.0, "end": 2.0}, {"start": 2.0, "end": 10.0}]
    assert moved_captions(told, theirs, ours) == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:01.000\nEins 00:00:01.000\n\n00:00:04.000 --> 00:00:06.000\nZwei\n"
    )
