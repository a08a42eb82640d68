"""The smaller files of a film: poster, captions, subtitles, pictures."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Generation
from tests.support.factories import make_generation, make_scene
from tests.support.media import CAPTIONS, CHAPTERS, SUBTITLES, THUMBNAILS, TRANSCRIPT, photo


@pytest.fixture
def generation(alice) -> Generation:
    generation = make_generation(
        alice,
        kind=Generation.Kind.IMAGE,
        status=Generation.Status.SUCCEEDED,
        poster=photo((64, 64)),
        input_image=photo((80, 64)),
        captions=CAPTIONS,
        subtitles=SUBTITLES,
        transcript=TRANSCRIPT,
        chapters=CHAPTERS,
        sprites=photo((64, 32)),
        thumbnails=THUMBNAILS,
    )
    make_scene(generation, image=photo((96, 64)))
    make_scene(generation)
    return generation


@pytest.mark.parametrize(
    ("name", "content_type", "content"),
    [
        ("poster", "image/jpeg", photo((64, 64))),
        ("picture", "image/jpeg", photo((80, 64))),
        ("captions", "text/vtt; charset=utf-8", CAPTIONS),
        ("chapters", "text/vtt; charset=utf-8", CHAPTERS),
        ("sprites", "image/jpeg", photo((64, 32))),
        ("thumbnails", "text/vtt; charset=utf-8", THUMBNAILS),
        ("transcript", "text/plain; charset=utf-8", TRANSCRIPT),
        ("subtitles", "application/x-subrip; charset=utf-8", SUBTITLES),
    ],
)
def test_each_is_sent_as_what_it_is(
    as_alice: Client, generation, name: str, content_type: str, content: bytes
):
    response = as_alice.get(reverse(name, args=[generation.pk]))
    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response.getvalue() == content


def test_a_scene_shows_its_own_picture(as_alice: Client, generation):
    response = as_alice.get(reverse("scene_picture", args=[generation.pk, 1]))
    assert response.getvalue() == photo((96, 64))


@pytest.mark.parametrize("number", [0, 2, 3, 99999999999999999999])
def test_a_scene_without_a_picture_or_no_scene_at_all_is_not_found(as_alice: Client, generation, number: int):
    assert as_alice.get(reverse("scene_picture", args=[generation.pk, number])).status_code == 404


def test_subtitles_are_kept_under_the_films_name(as_alice: Client, generation):
    response = as_alice.get(reverse("subtitles", args=[generation.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="The lighthouse keeper.srt"'
    response.getvalue()


def test_a_transcript_is_kept_under_the_films_name(as_alice: Client, generation):
    response = as_alice.get(reverse("transcript", args=[generation.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="The lighthouse keeper.txt"'
    response.getvalue()


def test_captions_are_shown_by_the_player_and_can_be_kept(as_alice: Client, generation):
    address = reverse("captions", args=[generation.pk])
    shown, kept = as_alice.get(address), as_alice.get(address, {"download": 1})
    assert shown["Content-Disposition"] == "inline"
    assert kept["Content-Disposition"] == 'attachment; filename="The lighthouse keeper.vtt"'
    shown.getvalue()
    kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content"), [("captions", CAPTIONS), ("chapters", CHAPTERS), ("thumbnails", THUMBNAILS)]
)
def test_tracks_stay_on_this_site_even_where_films_lie_in_a_bucket(
    as_alice: Client, generation, settings, name: str, content: bytes
):
    settings.FILE_DELIVERY = "s3"
    response = as_alice.get(reverse(name, args=[generation.pk]))
    assert response.status_code == 200
    assert response.getvalue() == content


def test_staff_see_the_files_of_everybody(as_staff: Client, generation):
    response = as_staff.get(reverse("poster", args=[generation.pk]))
    assert response.status_code == 200
    response.getvalue()
