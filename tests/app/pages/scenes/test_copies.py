"""Scenes that are copies of others, or parts of them: what was made is not made again."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from generator.models import Cutaway, Generation, Scene
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.app.pages.videos.test_storyboard import WORDS, as_sent, film  # noqa: F401  # The film is a fixture.
from tests.support.factories import make_generation
from tests.support.stand_ins import PROVIDERS, log

pytestmark = pytest.mark.django_db


def copied(film: Generation, number: int, **fields: Any) -> dict[str, Any]:  # noqa: F811
    """Return what a page sends that has a copy of a scene behind it."""
    scene = film.scenes.get(position=number)
    sent = as_sent(film)
    count = film.scenes.count()
    sent |= {f"scenes-{one}-ORDER": 2 * one for one in range(count)}
    values = {
        "id": "",
        "copy_of": scene.pk,
        "narration": scene.narration,
        "prompt": scene.prompt,
        "ORDER": 2 * number + 1,
        **fields,
    }
    sent |= {f"scenes-{count}-{name}": value for name, value in values.items()}
    return sent | {"scenes-TOTAL_FORMS": count + 1}


def post(client: Client, film: Generation, sent: dict[str, Any]):  # noqa: F811
    return client.post(reverse("storyboard", args=[film.pk]), sent)


def test_a_copy_stands_behind_its_original_with_files_of_its_own(as_alice: Client, film):  # noqa: F811
    Scene.objects.filter(position=1).update(
        wishes={"x": {"kind": "picture"}}, sentences=[], focus=[["a", 0, 0, 1, 1]]
    )
    Cutaway.objects.create(
        scene=film.scenes.get(position=1), word=3, prompt="oars", image="", image_fingerprint="c"
    )
    assert post(as_alice, film, copied(film, 1)).status_code == 302
    assert [scene.narration for scene in film.scenes.all()] == [WORDS[0], WORDS[1], WORDS[1], WORDS[2]]
    one, other = film.scenes.filter(narration=WORDS[1])
    for name in ("image_fingerprint", "speech_fingerprint", "prompt", "wishes", "focus", "picture_number"):
        assert getattr(one, name) == getattr(other, name), name
    assert [cutaway.prompt for cutaway in other.cutaways.all()] == ["oars"]
    for name in ("image", "speech"):
        files = getattr(one, name), getattr(other, name)
        assert files[0].name != files[1].name
        with files[0].open() as first, files[1].open() as second:
            assert first.read() == second.read()


def test_a_copy_outlives_its_original(as_alice: Client, film, django_capture_on_commit_callbacks):  # noqa: F811
    sent = copied(film, 1) | {"scenes-1-DELETE": "on"}
    gone = film.scenes.get(position=1).file_names()
    with django_capture_on_commit_callbacks(execute=True):
        post(as_alice, film, sent)
    copy = film.scenes.get(narration=WORDS[1])
    assert default_storage.exists(copy.image.name)
    assert default_storage.exists(copy.speech.name)
    assert not any(map(default_storage.exists, gone))


@pytest.mark.parametrize(
    ("change", "picture", "speech"),
    [
        ({"narration": "Another sentence."}, "image-1", ""),
        ({"narration": "", "seconds": "3"}, "image-1", ""),
        ({"prompt": "A whale"}, "", "speech-1"),
        ({"voice": "none"}, "image-1", ""),
        ({"pace": "1.3"}, "image-1", ""),
        ({"style": "paper"}, "", "speech-1"),
        ({"again": "on"}, "", "speech-1"),
        ({"camera": "none", "pause": "2", "transition": "dip"}, "image-1", "speech-1"),
    ],
)
def test_of_a_copy_only_what_it_changes_is_made_anew(as_alice: Client, film, change, picture, speech):  # noqa: F811
    assert post(as_alice, film, copied(film, 1, **change)).status_code == 302
    copy = film.scenes.get(position=2)
    assert (copy.image_fingerprint, copy.speech_fingerprint) == (picture, speech)
    original = film.scenes.get(position=1)
    assert (original.image_fingerprint, original.speech_fingerprint) == ("image-1", "speech-1")


def test_a_split_is_a_copy_and_a_change_of_its_original(as_alice: Client, film):  # noqa: F811
    sent = copied(film, 1, narration="came in.") | {"scenes-1-narration": "A small boat"}
    post(as_alice, film, sent)
    assert [scene.narration for scene in film.scenes.all()] == [
        WORDS[0],
        "A small boat",
        "came in.",
        WORDS[2],
    ]
    one, other = film.scenes.filter(position__in=(1, 2))
    # The picture stays with both, and both are spoken anew.
    assert one.image_fingerprint == other.image_fingerprint == "image-1"
    assert one.speech_fingerprint == other.speech_fingerprint == ""
    assert not other.speech


def test_what_is_changed_in_the_original_at_once_is_no_change_of_the_copy(as_alice: Client, film):  # noqa: F811
    sent = copied(film, 1) | {"scenes-1-narration": "New words.", "scenes-1-prompt": "A whale"}
    post(as_alice, film, sent)
    original, copy = film.scenes.filter(position__in=(1, 2))
    assert (original.image_fingerprint, original.speech_fingerprint) == ("", "")
    assert (copy.image_fingerprint, copy.speech_fingerprint) == ("image-1", "speech-1")


def test_a_copy_of_a_scene_of_another_film_is_an_empty_scene(as_alice: Client, film, alice):  # noqa: F811
    other = make_generation(alice)
    sent = copied(film, 1) | {"scenes-3-copy_of": 999_999}
    assert post(as_alice, film, sent).status_code == 302
    assert not film.scenes.get(position=2).image
    assert not other.scenes.exists()


def test_a_copy_of_a_pictures_own_keeps_it(as_alice: Client, film):  # noqa: F811
    film.scenes.filter(position=1).update(is_own_picture=True, image_origin="upload")
    # The style of a picture of one's own is that of the picture.
    post(as_alice, film, copied(film, 1, style="paper"))
    copy = film.scenes.get(position=2)
    assert (copy.is_own_picture, copy.image_origin, bool(copy.image)) == (True, "upload", True)
    assert copy.image_fingerprint == "image-1"


@pytest.mark.django_db(transaction=True)
@pytest.mark.long
def test_a_run_makes_nothing_for_a_copy_and_two_voices_for_a_split(as_alice, alice, settings, monkeypatch):
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    make_generation(alice, input_text=" ".join(WORDS), music="", seed=7)
    run()
    log.reset()
    assert post(as_alice, Generation.objects.get(), copied(Generation.objects.get(), 1)).status_code == 302
    run()
    last = Generation.objects.get()
    assert (last.status, last.scenes.count(), log.calls) == (Generation.Status.SUCCEEDED, 4, [])

    sent = copied(last, 0, narration="very calm today.") | {"scenes-0-narration": "The sea was"}
    post(as_alice, last, sent)
    run()
    assert [kind for kind, _ in log.calls] == ["speech", "speech"]
    assert Generation.objects.get().film.scenes[0]["narration"] == "The sea was"


def run() -> None:
    taken = Generation.objects.claim("test")
    assert taken
    pipeline.run(taken)


def test_what_a_copy_leaves_to_the_film_is_a_change(as_alice: Client, film):  # noqa: F811
    film.scenes.filter(position=1).update(voice="none", style="paper", pause=2.0)
    post(as_alice, film, copied(film, 1, voice="", style="", pause=""))
    copy = film.scenes.get(position=2)
    assert (copy.voice, copy.style, copy.pause) == ("", "", 0.0)
    assert (copy.image_fingerprint, copy.speech_fingerprint, copy.speech.name) == ("", "", "")
