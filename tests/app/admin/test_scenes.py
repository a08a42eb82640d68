"""Who made the parts of a film, on its page for staff."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from generator.admin.scenes import clock
from generator.models import Generation
from generator.models.files.origin import Origin
from tests.support.factories import make_generation, make_scene

MODEL = "HuggingFace stabilityai/stable-diffusion-3-medium-diffusers"


def html_of(client: Client, generation: Generation) -> str:
    address = reverse("admin:generator_generation_change", args=[generation.pk])
    return client.get(address).content.decode()


def cells(client: Client, generation: Generation, column: str) -> list[str]:
    """Return what stands in a column of the storyboard, scene by scene."""
    found = re.findall(rf'<td class="field-{column}">\s*<p>(.*?)</p>', html_of(client, generation), re.DOTALL)
    return [strip_tags(cell.replace("<small", " | <small")).strip() for cell in found]


@pytest.fixture
def film(alice) -> Generation:
    return make_generation(alice, seed=7)


def test_a_picture_is_shown_with_its_model_its_seed_and_what_it_took(as_staff, film):
    make_scene(
        film,
        image=b"picture",
        image_provider=MODEL,
        image_seed=1804289383,
        image_seconds=14.23,
        image_tries=3,
        start=0.0,
        end=9.6,
    )

    assert cells(as_staff, film, "picture_by") == [f"{MODEL} | 14.2 s, 3 tries, seed 1804289383"]
    assert cells(as_staff, film, "on_screen") == ["0:00 to 0:10"]
    assert reverse("scene_picture", args=[film.pk, 1]) in html_of(as_staff, film)


def test_a_picture_without_a_seed_of_its_own_has_the_films(as_staff, film):
    make_scene(film, image_provider="Painter", image_seconds=2.0, image_tries=1)

    assert cells(as_staff, film, "picture_by") == ["Painter | 2.0 s, 1 try, the film&#x27;s seed"]
    assert re.search(r'<div class="readonly">7</div>', html_of(as_staff, film))


def test_stand_ins_say_why_they_stood_in(as_staff, film):
    make_scene(
        film,
        image_provider="Painter",
        image_seconds=31.74,
        image_tries=5,
        image_fell_back=True,
        error="The picture service is <busy>.",
        speech_provider="Joe",
        speech_seconds=1.2,
        speech_tries=4,
        speech_fell_back=True,
        speech_error="The voice did not answer.",
    )

    [picture] = cells(as_staff, film, "picture_by")
    assert picture.endswith("seed | Stood in: The picture service is &lt;busy&gt;.")
    assert cells(as_staff, film, "voice_by") == ["Joe | 1.2 s, 4 tries | Stood in: The voice did not answer."]
    assert '<small class="stand-in">Stood in: The voice' in html_of(as_staff, film)


def test_what_cost_no_call_is_from_memory(as_staff, film):
    make_scene(film, speech_provider="GoogleSpeech en", speech_seconds=0.0, speech_tries=0)

    assert cells(as_staff, film, "voice_by") == ["GoogleSpeech en | from memory"]


def test_what_was_made_before_it_was_measured_claims_no_figures(as_staff, film):
    make_scene(film, image_provider="Painter", speech_provider="Joe")
    make_scene(film)

    assert cells(as_staff, film, "picture_by") == ["Painter", "-"]
    assert cells(as_staff, film, "voice_by") == ["Joe", "-"]


def test_the_uploaded_picture_was_made_by_no_service(as_staff, alice):
    film = make_generation(alice, kind=Generation.Kind.IMAGE, input_image=b"photo")
    for origin, provider in ((Origin.PHOTO, "Upload view"), (Origin.PAINTED, "Painter")):
        make_scene(film, image_origin=origin, image_provider=provider, image_seconds=1.0, image_tries=1)

    first, second = cells(as_staff, film, "picture_by")

    assert first == "The owner&#x27;s picture"
    assert second.startswith("Painter | 1.0 s")


def test_the_film_says_who_described_the_picture_and_who_wrote_the_storyboard(as_staff, alice):
    film = make_generation(
        alice,
        kind=Generation.Kind.IMAGE,
        description_provider="GeminiVision gemini-1",
        storyboard_provider="EmbeddedText rules",
        storyboard_error="The quota of today is used up.",
    )

    html = html_of(as_staff, film)

    assert "GeminiVision gemini-1" in html
    assert "EmbeddedText rules" in html
    assert html.count("Stood in: ") == html.count("Stood in: The quota of today is used up.") == 1


def test_many_scenes_cost_no_more_queries_than_one(as_staff, film, django_assert_max_num_queries):
    for _ in range(12):
        make_scene(film, image_provider="Painter")

    with django_assert_max_num_queries(14):
        html_of(as_staff, film)


@pytest.mark.parametrize(
    ("seconds", "words"), [(None, "-"), (0, "0:00"), (59.6, "1:00"), (75.4, "1:15"), (3600, "60:00")]
)
def test_times_read_as_on_a_clock(seconds, words):
    assert clock(seconds) == words
