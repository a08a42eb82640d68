"""The settings of a finished film on the page with its scenes: shown, changed, refused, kept."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from generator.forms.storyboard import CHANGED
from generator.models import Brand, Generation, Scene
from tests.app.pages.editing.conftest import sent_for
from tests.app.pages.videos.test_storyboard import send as send_scenes
from tests.support.factories import make_generation, make_scene
from tests.support.media import photo

pytestmark = pytest.mark.django_db
Status = Generation.Status
WORDS = ("The sea was very calm today.", "A small boat came in.", "Nobody at all was on it.")


@pytest.fixture
def film(alice) -> Generation:
    generation = make_generation(
        alice, status=Status.SUCCEEDED, video=b"film", lease=4, language="en", mood="calm", music="auto"
    )
    for number, words in enumerate(WORDS):
        make_scene(
            generation,
            narration=words,
            prompt=f"Picture {number}",
            image=photo(),
            image_fingerprint=f"image-{number}",
            image_origin="painted",
            speech_fingerprint=f"speech-{number}",
        )
    return generation


def page_of(client: Client, film: Generation) -> str:
    return client.get(reverse("storyboard", args=[film.pk])).content.decode()


def ask(client: Client, film: Generation, **change) -> str:
    return client.post(reverse("remade", args=[film.pk]), sent_for(film, **change)).content.decode()


def test_the_page_has_the_film_its_settings_and_its_scenes(as_alice: Client, film):
    page = page_of(as_alice, film)
    assert reverse("video", args=[film.pk]) in page
    assert all(words in page for words in WORDS)
    for name in (
        "title",
        "voice",
        "pace",
        "chosen_language",
        "music",
        "music_volume",
        "caption_style",
        "logo",
    ):
        assert f'name="{name}"' in page
    assert "On a box, at the bottom, medium letters" in page


def test_all_columns_of_a_films_look_and_sound_can_be_changed_there(as_alice: Client, film):
    # Photos are offered where there are some.
    Generation.objects.filter(pk=film.pk).update(pictures="photos")
    page = page_of(as_alice, film)
    fields = {field.name for field in (*Generation._meta.fields,) if f'name="{field.name}"' in page}
    looks = set(film.settings_in_force) - {"seed", "mood", "is_scored", "music_seconds", "language"}
    assert looks - fields == set()


def test_a_changed_setting_queues_the_film_and_leaves_scenes_and_pictures(as_alice: Client, film, send):
    response = send(film, caption_style="karaoke", music="epic", music_volume=60)
    film.refresh_from_db()
    assert response["Location"] == film.get_absolute_url()
    assert (film.status, film.caption_style, film.music, film.music_volume) == (
        Status.QUEUED,
        "karaoke",
        "epic",
        60,
    )
    rows = Scene.objects.filter(generation=film)
    assert [row.image_fingerprint for row in rows] == ["image-0", "image-1", "image-2"]
    assert [row.speech_fingerprint for row in rows] == ["speech-0", "speech-1", "speech-2"]


def test_settings_and_scenes_are_saved_together(film, send):
    send(film, s1_narration="A great ship came in.", style="oil")
    film.refresh_from_db()
    assert (film.status, film.style) == (Status.QUEUED, "oil")
    assert film.scenes.get(position=1).narration == "A great ship came in."
    # What is painted anew is no longer counted as made.
    assert set(film.scenes.values_list("image_fingerprint", flat=True)) == {""}


def test_what_was_sent_says_what_is_made_again_without_a_script(as_alice: Client, film, send):
    send(film, voice="none")
    page = as_alice.get(film.get_absolute_url()).content.decode()
    assert "All 3 narrations are timed again" in page
    assert "Pictures stay." in page


def test_without_a_script_a_button_says_it_before(as_alice: Client, film, send):
    response = send(film, style="oil", ask="yes")
    film.refresh_from_db()
    assert "All 3 pictures are made again" in response.content.decode()
    assert "Nothing is saved yet." in response.content.decode()
    assert (film.status, film.style) == (Status.SUCCEEDED, "plain")


def test_another_title_or_description_needs_no_run(as_alice: Client, film, send):
    send(film, title="Another title", description="Of the sea.")
    film.refresh_from_db()
    assert (film.status, film.title, film.description) == (Status.SUCCEEDED, "Another title", "Of the sea.")
    assert (
        film.get_absolute_url() in as_alice.get(reverse("library"), {"q": "another title"}).content.decode()
    )


def test_another_title_of_a_title_card_is_made(film, send):
    Generation.objects.update(title_card=True)
    film.refresh_from_db()
    send(film, title="Another title")
    film.refresh_from_db()
    assert film.status == Status.QUEUED


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": ""}, "Please give the video a title."),
        ({"title": "x" * 81}, "Please keep the title to 80 characters."),
        ({"music": "own"}, "Please choose a sound file, or other music."),
        ({"voice": "none", "caption_style": "none"}, "Without a narrator the words have to be seen"),
        ({"chosen_language": "ja"}, "No voice here speaks Japanese."),
        ({"music_volume": 900}, "less than or equal to 200"),
        ({"music_file": SimpleUploadedFile("song.mp3", b"not music")}, "not a sound file we can play"),
        ({"logo": SimpleUploadedFile("logo.png", b"not a logo")}, "Please look at what is marked in red"),
        ({"style": "cubism"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(film, send, change, told):
    response = send(film, s1_narration="A great ship came in.", description="Kept words.", **change)
    page = response.content.decode()
    film.refresh_from_db()
    assert response.status_code == 200
    assert told in page
    assert "A great ship came in." in page
    assert "Kept words." in page
    assert film.status == Status.SUCCEEDED


def test_settings_that_were_changed_in_another_window_are_not_overwritten(as_alice: Client, film):
    one, other = sent_for(film, music="epic"), sent_for(film, music="tender")
    address = reverse("storyboard", args=[film.pk])
    as_alice.post(address, one)
    as_alice.post(reverse("cancel", args=[film.pk]))
    assert CHANGED in as_alice.post(address, other).content.decode()
    film.refresh_from_db()
    assert film.music == "epic"


def test_a_page_of_an_earlier_version_changes_no_settings(as_alice: Client, film):
    Generation.objects.update(caption_style="karaoke", title_card=True)
    film.refresh_from_db()
    send_scenes(as_alice, film, s1_narration="A great ship came in.")
    film.refresh_from_db()
    assert (film.status, film.caption_style, film.title_card) == (Status.QUEUED, "karaoke", True)


def test_the_page_is_asked_what_is_made_again_and_what_is_set(as_alice: Client, film):
    told = ask(as_alice, film, music="epic")
    assert "The sound is mixed again and the video is put together again: about" in told
    assert "Pictures and narration stay." in told
    assert 'id="told-sound" hx-swap-oob="true" data-changed' in told
    assert "Epic, quiet effects" in told
    film.refresh_from_db()
    assert film.music == "auto"


def test_nothing_is_said_of_settings_that_are_as_they_were(as_alice: Client, film):
    assert "put together" not in ask(as_alice, film)


def test_a_file_that_is_chosen_and_not_sent_yet_is_known_by_its_field(as_alice: Client, film):
    assert "The sound is mixed again" in ask(as_alice, film, music="own", files_chosen="music_file")
    assert "All scenes are drawn again" in ask(as_alice, film, files_chosen="logo")


def test_the_style_reaches_the_scenes_that_were_given_another_for_variety(film, send):
    for row, style in zip(film.scenes.all(), Generation.VARIED_STYLES, strict=True):
        Scene.objects.filter(pk=row.pk).update(style=style)
    send(film, style="watercolour")
    assert set(film.scenes.values_list("style", flat=True)) == {""}


def test_the_language_is_that_of_the_film_from_then_on_and_its_scenes_stay(film, send):
    send(film, chosen_language="de")
    film.refresh_from_db()
    assert (film.language, film.chosen_language, film.status) == ("de", "de", Status.QUEUED)
    assert film.storyboard_fingerprint == Generation.OWN_STORYBOARD


def test_queries_do_not_grow_with_the_scenes(as_alice: Client, film, django_assert_max_num_queries):
    for _ in range(40):
        make_scene(film, narration="And so on.")
    with django_assert_max_num_queries(20):
        page_of(as_alice, film)
    with django_assert_max_num_queries(12):
        ask(as_alice, film, music="epic")


def test_another_brand_is_another_row_and_the_one_before_stays_for_its_film(film, send):
    before = Brand.objects.create(owner=film.owner, accent_colour="#112233")
    Generation.objects.update(brand=before)
    film.films.update(brand=before)
    film.refresh_from_db()
    send(film, accent_colour="#445566", own_colours="on")
    film.refresh_from_db()
    assert film.brand.accent_colour == "#445566"
    assert film.brand != before
    assert not Brand.objects.unused().filter(pk=before.pk).exists()


def test_a_voice_or_language_that_is_offered_no_more_stays_as_long_as_nobody_changes_it(film, send):
    Generation.objects.update(voice="gone", language="")
    film.refresh_from_db()
    send(film, music="epic")
    film.refresh_from_db()
    assert (film.music, film.voice, film.language) == ("epic", "gone", "")


def test_a_film_that_failed_can_be_edited_before_there_is_one(as_alice: Client, alice, send):
    failed = make_generation(alice, status=Status.FAILED, language="en")
    make_scene(failed, narration="The sea was calm.")
    assert "The video of now" not in page_of(as_alice, failed)
    send(failed, music="epic")
    failed.refresh_from_db()
    assert (failed.status, failed.music) == (Status.QUEUED, "epic")


def test_the_film_beside_the_settings_is_fetched_when_it_is_played(as_alice: Client, film):
    page = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    (video,) = re.findall(r"<video[^>]*>", page)
    assert 'preload="none"' in video
    assert not film.film.poster or f'poster="{reverse("miniature", args=[film.pk])}?v=' in video
