"""The page of one video: the film, or why there is none."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Film, Generation
from tests.support.factories import make_generation, make_scene
from tests.support.media import CAPTIONS, CHAPTERS, SUBTITLES, TRANSCRIPT, photo

pytestmark = pytest.mark.django_db
Status = Generation.Status


@pytest.fixture
def ready(alice) -> Generation:
    generation = make_generation(
        alice,
        status=Status.SUCCEEDED,
        progress=100,
        video=b"film",
        poster=photo(),
        captions=CAPTIONS,
        subtitles=SUBTITLES,
        transcript=TRANSCRIPT,
        chapters=CHAPTERS,
        duration=18.0,
        language="en",
        keywords="lighthouse, sea",
        description="A lighthouse at dusk.",
    )
    make_scene(generation, narration="Maren climbed.", image=photo(), start=0.0, end=6.0)
    make_scene(generation, narration="", image=photo(), start=6.0, end=12.0)
    make_scene(generation, narration="The lens began to turn.", image=photo(), start=12.0, end=18.0)
    return generation


def words(client: Client, generation: Generation) -> str:
    response = client.get(generation.get_absolute_url())
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_ready_video_can_be_played_read_and_downloaded(as_alice: Client, ready):
    page = words(as_alice, ready)
    for name in ("video", "captions", "subtitles", "transcript", "chapters"):
        assert reverse(name, args=[ready.pk]) in page
    assert f"{reverse('video', args=[ready.pk])}?download=1" in page
    assert "<title>The lighthouse keeper · Video Generator</title>" in page
    assert "A lighthouse at dusk." in page
    assert ">lighthouse<" in page
    assert ">0:18<" in page


def test_each_scene_is_a_chapter(as_alice: Client, ready):
    chapters = re.findall(
        r'data-at="([\d.]+)" data-until="([\d.]+)" data-scene-number="(\d)"', words(as_alice, ready)
    )
    assert chapters == [("0.00", "6.00", "1"), ("6.00", "12.00", "2"), ("12.00", "18.00", "3")]


def test_a_sentence_lasts_until_the_next_one_begins(as_alice: Client, ready):
    spoken = as_alice.get(ready.get_absolute_url()).context["passages"]
    assert [(passage.text, passage.start, passage.end) for passage in spoken] == [
        ("Maren climbed.", 0.0, 12.0),
        ("The lens began to turn.", 12.0, 18.0),
    ]


def test_the_last_sentence_does_not_last_through_the_end_card(as_alice: Client, ready):
    Film.objects.update(duration=22.0)
    assert as_alice.get(ready.get_absolute_url()).context["passages"][-1].end == 18.0


@pytest.mark.parametrize("style", Generation.CaptionStyle.values)
def test_subtitles_are_on_only_where_none_are_drawn_into_the_picture(as_alice: Client, ready, style: str):
    Generation.objects.update(caption_style=style)
    (track,) = re.findall(r'<track kind="captions"[^>]*>', words(as_alice, ready))
    assert ("default" in track) is (style == "none")


def test_the_player_knows_the_scenes_as_chapters(as_alice: Client, ready):
    (track,) = re.findall(r'<track kind="chapters"[^>]*>', words(as_alice, ready))
    assert reverse("chapters", args=[ready.pk]) in track
    Film.objects.update(chapters="")
    assert 'kind="chapters"' not in words(as_alice, ready)


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"music": ""}, "No music"),
        ({"music": "playful"}, "Playful"),
        ({"music": "auto", "mood": "dramatic"}, "Automatic: dramatic"),
        ({"music": "auto", "mood": ""}, "Automatic, by mood"),
        ({"music": "own"}, "Your own music"),
    ],
)
def test_it_says_which_music_is_played(as_alice: Client, ready, fields: dict[str, str], label: str):
    Generation.objects.update(**fields)
    assert f"<dt>Music</dt><dd>{label}</dd>" in words(as_alice, ready)


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({}, "Automatic"),
        ({"voice": "joe-deep", "pace": 1.15}, "Joe, deeper, brisk"),
        ({"pace": 0.85}, "Automatic, slow"),
    ],
)
def test_it_says_who_speaks_and_how_fast(as_alice: Client, ready, fields: dict[str, object], label: str):
    Generation.objects.update(**fields)
    assert f"<dt>Voice</dt><dd>{label}</dd>" in words(as_alice, ready)


def test_a_new_version_starts_from_the_same_kind_of_form(as_alice: Client, ready):
    assert f"{reverse('text_to_video')}?from={ready.pk}" in words(as_alice, ready)
    Generation.objects.update(kind="image")
    assert f"{reverse('image_to_video')}?from={ready.pk}" in words(as_alice, ready)


def test_a_built_in_provider_that_stood_in_is_told_with_the_reason(as_alice: Client, ready):
    assert "built-in" not in words(as_alice, ready)
    ready.scenes.filter(position__gt=0).update(image_fell_back=True, error="It is used up for today.")
    ready.scenes.filter(position=0).update(speech_fell_back=True)
    page = words(as_alice, ready)
    assert "made the picture of scene 2 and 3. It is used up for today." in page
    assert "The built-in voice reads this video. The voice service could not." in page
    assert reverse("retry", args=[ready.pk]) in page


def test_what_the_built_in_reader_did_is_told_without_an_offer(as_alice: Client, ready):
    Generation.objects.update(storyboard_error="It is used up for today.", write_for_me=True)
    page = words(as_alice, ready)
    assert "The scenes were cut by what is built in. Your words are spoken as you wrote them." in page
    assert "It is used up for today." in page
    assert "Ask the service again" not in page


def test_a_failed_video_says_why_and_offers_ways_on(as_alice: Client, alice):
    failed = make_generation(alice, status=Status.FAILED, error="The picture service is used up for today.")
    make_scene(failed, image=photo())
    page = words(as_alice, failed)
    assert "The picture service is used up for today." in page
    assert reverse("retry", args=[failed.pk]) in page
    assert f"{reverse('text_to_video')}?from={failed.pk}" in page
    assert reverse("delete", args=[failed.pk]) in page
    assert "Made so far" in page
    assert "<video" not in page


def test_a_film_of_before_is_shown_when_its_change_was_stopped(as_alice: Client, ready):
    # A later run has raised the number and stored no film under it.
    Generation.objects.filter(pk=ready.pk).update(status=Status.CANCELLED, lease=ready.lease + 1)
    page = words(as_alice, ready)
    assert "You stopped the changes; what was made of them is kept." in page
    assert reverse("video", args=[ready.pk]) in page


def test_a_cancelled_video_can_go_on(as_alice: Client, alice):
    cancelled = make_generation(alice, status=Status.CANCELLED)
    page = words(as_alice, cancelled)
    assert "You cancelled this video" in page
    assert reverse("retry", args=[cancelled.pk]) in page


def test_a_video_without_scenes_or_words_has_a_page_too(as_alice: Client, alice):
    bare = make_generation(alice, status=Status.SUCCEEDED, title="", input_text="", video=b"film")
    page = words(as_alice, bare)
    assert "Text to video" in page
    assert "Transcript" not in page


def test_a_file_that_the_storage_lost_does_not_break_the_page(as_alice: Client, ready):
    ready.film.video.storage.delete(ready.film.video.name)
    assert "MP4" in words(as_alice, ready)


def test_what_people_write_is_shown_and_not_obeyed(as_alice: Client, ready):
    evil = '</title><script>alert(1)</script><img src=x onerror="x">'
    Generation.objects.update(title=evil[:80], input_text=evil, description=evil, keywords=evil, error=evil)
    ready.scenes.update(narration=evil)
    for status in (Status.SUCCEEDED, Status.FAILED, Status.RUNNING):
        Generation.objects.update(status=status)
        page = words(as_alice, ready)
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_page_is_asked_for_anew_each_time(as_alice: Client, ready):
    assert "no-store" in as_alice.get(ready.get_absolute_url())["Cache-Control"]


def test_a_long_film_costs_as_many_queries_as_a_short_one(
    as_alice: Client, ready, django_assert_max_num_queries
):
    for _ in range(37):
        make_scene(ready, start=1.0, end=2.0)
    # Three of them are for the videos beside it, and the folders.
    with django_assert_max_num_queries(9):
        as_alice.get(ready.get_absolute_url())


def test_the_page_of_a_draft_is_its_form(as_alice: Client, alice):
    draft = make_generation(alice, kind="image", status=Status.DRAFT)
    response = as_alice.get(reverse("watch", args=[draft.pk]))
    assert response["Location"] == reverse("draft", args=[draft.pk])


def test_a_film_without_a_narrator_says_so(as_alice: Client, ready):
    Generation.objects.update(voice="none")
    assert "<dt>Voice</dt><dd>No narrator</dd>" in words(as_alice, ready)


def test_words_that_were_not_spoken_are_told_with_their_scenes(as_alice: Client, ready):
    ready.scenes.filter(position__in=(0, 2)).update(unspoken=["x-cherokee"])
    page = words(as_alice, ready)
    assert (
        "The words in Cherokee in scene 1 and 3 are shown and not spoken: no voice here speaks them." in page
    )
    assert "Ask the service again" not in page


def test_a_stand_in_for_words_in_another_language_reads_not_the_whole_video(as_alice: Client, ready):
    ready.scenes.filter(position=0).update(
        speech_fell_back=True, stood_in=["ru"], speech_error="The voice is ill."
    )
    page = words(as_alice, ready)
    assert "The voice service did not speak the words in Russian. The voice is ill." in page
    assert "reads this video" not in page
    assert "Ask the service again" in page


def test_words_whose_letters_no_font_has_are_shown_as_subtitles(as_alice: Client, ready):
    assert "default>" not in words(as_alice, ready)
    ready.scenes.filter(position=2).update(narration="ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ")
    page = words(as_alice, ready)
    assert "Some words of scene 3 are in the subtitles only: no font here has their letters." in page
    assert " default>" in page


def test_words_that_a_service_only_failed_to_speak_can_be_asked_for_again(as_alice: Client, ready):
    ready.scenes.filter(position=0).update(
        speech_fell_back=True, stood_in=["ja"], unspoken=["ja"], speech_error="The voice is ill."
    )
    page = words(as_alice, ready)
    assert "The voice service did not speak the words in Japanese. The voice is ill." in page
    assert "no voice here" not in page
    assert "Ask the service again" in page


def test_changes_that_came_to_nothing_are_not_told_as_what_is_heard(as_alice: Client, ready):
    told = ready.scenes.first().snapshot(0.0, 5.0)
    Film.objects.update(scenes=[told])
    ready.scenes.update(narration="Words that were never spoken.", image_fingerprint="another picture")
    Generation.objects.update(status=Status.CANCELLED)
    page = words(as_alice, ready)
    assert told["narration"] in page
    assert "never spoken" not in page
    # A picture that was painted for them is not shown as one of the film.
    assert reverse("scene_miniature", args=[ready.pk, 1]) not in page

    Generation.objects.update(status=Status.SUCCEEDED)
    assert "never spoken" in words(as_alice, ready)


@pytest.mark.parametrize(
    ("flashes", "told"),
    [
        ([[12.4, 15.0, False]], "It flashes more than three times a second at 0:12."),
        ([[3.0, 5.0, True]], "It flashes in red more than three times a second at 0:03."),
        (
            [[3.0, 5.0, True], [3.2, 5.0, False], [61.0, 63.0, False]],
            "It flashes more than three times a second at 0:03 and 1:01.",
        ),
    ],
)
def test_its_owner_learns_where_it_flashes(as_alice, ready, flashes, told):
    assert "It flashes" not in words(as_alice, ready)
    Film.objects.update(flashes=flashes)
    assert told in words(as_alice, ready)
