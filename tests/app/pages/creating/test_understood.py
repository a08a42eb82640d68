"""The form says what it understood of a pasted text, and keeps the text as it was given."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Generation

pytestmark = pytest.mark.django_db

SCRIPT = "Title: Why Bees Matter\n\nVisual: a meadow\nNarrator: Every bite depends on a bee.\n\n## Honey\n\n- Sweet\n\n#bees #fyp"


def send(client: Client, **change: str) -> None:
    fields = {"title": "", "style": "plain", "size": "16:9", "voice": "", "music": "calm"}
    assert client.post(reverse("text_to_video"), fields | change).status_code == 302


def understood(client: Client, text: str, **chosen: str) -> str:
    answer = client.post(reverse("understood"), {"input_text": text, **chosen})
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_it_counts_what_the_text_consists_of(as_alice: Client):
    said = understood(as_alice, SCRIPT)
    assert "2 scenes, 1 heading, 1 picture note, 2 notes left out" in said
    assert "Why Bees Matter" in said
    assert "#bees #fyp" in said
    assert "hashtags" in said


def test_it_says_which_voice_will_speak(as_alice: Client):
    assert "English, spoken by Joe, a natural voice." in understood(as_alice, SCRIPT)
    german = "Der Hafen erwacht am Morgen, und die Möwen schreien über den Booten."
    assert "German, spoken by a robotic German voice." in understood(as_alice, german)
    assert "without a narrator" in understood(as_alice, german, voice=Generation.NO_VOICE)


def test_a_chosen_language_is_the_one(as_alice: Client):
    assert "Dutch, spoken by a robotic Dutch voice." in understood(
        as_alice, "Een, twee.", chosen_language="nl"
    )


def test_a_language_without_a_voice_is_told_what_can_be_done(as_alice: Client):
    assert "Japanese: no voice here speaks it. Choose “No narrator”" in understood(
        as_alice, "灯台は世界の果てに立っていた。毎晩、老人は階段を登った。"
    )


def test_nothing_is_said_of_nothing(as_alice: Client):
    assert understood(as_alice, " \n ") == ""
    assert understood(as_alice, "🎉") == ""


def test_it_is_for_those_who_are_signed_in(client: Client):
    assert client.post(reverse("understood"), {"input_text": SCRIPT}).status_code == 302


def test_the_cleaned_text_is_made_a_film_and_the_pasted_one_kept(as_alice: Client):
    send(as_alice, input_text=SCRIPT)
    film = Generation.objects.get()
    assert film.input_text == "Every bite depends on a bee.\n\nHoney\n\nSweet"
    assert film.pasted_text == SCRIPT
    page = as_alice.get(f"{reverse('text_to_video')}?from={film.pk}").content.decode()
    assert "Narrator: Every bite" in page
    assert "2 scenes" in page


def test_all_is_spoken_where_its_owner_wants_it(as_alice: Client):
    send(as_alice, input_text=SCRIPT, verbatim="on")
    film = Generation.objects.get()
    assert (film.input_text, film.pasted_text, film.verbatim) == (SCRIPT, "", True)
    assert "left out" not in understood(as_alice, SCRIPT, verbatim="on")


def test_a_text_that_lost_its_words_is_refused_for_those_it_has(as_alice: Client):
    send(as_alice, input_text="```\nprint(1)\n```")
    assert Generation.objects.get().input_text


def test_headings_names_of_scenes_and_notes_are_counted_apart_and_each_is_listed(as_alice: Client):
    said = understood(
        as_alice,
        "## The sea\n\nIt is wide.\n\nScene 1: The harbour\nNarrator: It wakes. [pause 2s] Slowly.\n(soft music)\n\n"
        "Scene 2: The lighthouse\nNarrator: It shines.\n#sea #light",
    )
    assert "1 heading, 2 scene headings, 2 notes left out" in said
    for part in (
        "Headings, which are spoken",
        "The sea",
        "Scene headings, which are not spoken",
        "The harbour",
    ):
        assert part in said


def test_pauses_are_listed_with_their_lengths(as_alice: Client):
    said = understood(as_alice, "The sea is wide.\n\n[pause 2.5s]\n\nIt is deep.")
    assert "1 pause" in said
    assert "2.5 s of silence" in said


def test_what_does_not_fit_in_a_list_is_counted(as_alice: Client):
    assert "and 5 more" in understood(as_alice, "\n\n".join(f"## {n}. Bay\n\nIt is wide." for n in range(45)))


def test_the_description_of_a_picture_is_what_is_read_without_other_words(as_alice: Client):
    said = understood(as_alice, "", description="Ein Leuchtturm steht am Meer, und die Möwen schreien.")
    assert "The description is read: 1 scene" in said
    assert "German" in said
    assert "The description is read" not in understood(as_alice, "A boat.", description="Ein Leuchtturm.")


# Marks and notes are not spoken, and the limit is on what is.
LONG = "**Narrator:** The sea is wide.\n(soft music plays in the background)\n\nVisual: a wide blue sea\n\n"


def test_a_text_is_taken_whose_spoken_words_fit(as_alice: Client):
    send(as_alice, input_text=LONG * 300)
    film = Generation.objects.get()
    assert len(film.pasted_text) > 20_000 > len(film.input_text)


@pytest.mark.long
def test_one_whose_spoken_words_do_not_fit_is_told_both_lengths(as_alice: Client):
    answer = as_alice.post(reverse("text_to_video"), {"input_text": LONG + "It is wide. " * 2_000})
    assert "The narrator would speak 24,0" in (sentence := answer.context["form"].errors["input_text"][0])
    assert "of the 24,093" in sentence
    answer = as_alice.post(reverse("text_to_video"), {"input_text": "a " * 35_000})
    assert "60,000 is the most that is read at once" in answer.context["form"].errors["input_text"][0]


def test_the_counter_is_told_what_is_spoken(as_alice: Client):
    page = as_alice.post(reverse("understood"), {"input_text": LONG}).content.decode()
    assert 'data-length="16"' in page
