"""What a scene has of its own, on the page on which scenes are changed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generator.forms.storyboard import Storyboard
from generator.models import Film, Generation, Scene
from tests.app.pages.videos.test_storyboard import Fields, film, send  # noqa: F401  # The film is a fixture.

pytestmark = pytest.mark.django_db


def own(number: int, **chosen: object) -> dict[str, object]:
    return {f"s{number}_{name}": value for name, value in chosen.items()}


def test_each_setting_is_kept_with_its_scene_alone(as_alice: Client, film):  # noqa: F811
    chosen = {"voice": "none", "pace": "1.15", "pause": "1.5", "camera": "none", "style": "paper"}
    send(as_alice, film, **own(1, **chosen, transition="whip"))
    first, second, third = film.scenes.all()
    assert (second.pace, second.pause, second.camera) == (1.15, 1.5, "none")
    assert (second.style, second.transition, second.voice) == ("paper", "whip", "none")
    for other in (first, third):
        assert (other.voice, other.pace, other.pause, other.camera, other.style) == ("", None, 0.0, "", "")


def test_only_what_is_made_of_a_setting_loses_its_mark(as_alice: Client, film):  # noqa: F811
    send(as_alice, film, s0_pace="0.85", s1_style="paper", s2_camera="none")
    first, second, third = film.scenes.all()
    assert (first.speech_fingerprint, first.image_fingerprint) == ("", "image-0")
    assert (second.speech_fingerprint, second.image_fingerprint) == ("speech-1", "")
    assert (third.speech_fingerprint, third.image_fingerprint) == ("speech-2", "image-2")


def test_a_page_without_these_fields_leaves_them(as_alice: Client, film):  # noqa: F811
    values = {
        "voice": "x",
        "pace": 1.3,
        "pause": 2.0,
        "camera": "subtle",
        "transition": "dip",
        "seconds": 3.0,
    }
    film.scenes.filter(position=1).update(**values)
    send(as_alice, film, s0_narration="A great ship came in.")
    assert film.scenes.filter(position=1, **values).exists()


def test_a_page_that_is_sent_as_it_came_changes_none_of_them(as_alice: Client, film):  # noqa: F811
    values = {"pace": 1.3, "pause": 2.0, "camera": "subtle", "transition": "dip", "style": "clay"}
    film.scenes.filter(position=1).update(**values)
    page = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    assert page.count('<option value="dip" selected>Through black</option>') == 1
    assert 'name="scenes-1-pause" value="2"' in page
    # What a browser with scripts sends: fields that are folded in other scenes are not there.
    formset = Storyboard(
        {"state": f"{film.lease}.{film.revision}", **Fields(page).sent, **selected(formset_of(film))},
        instance=film,
    )
    assert formset.is_valid()
    assert not formset.has_changed()


def formset_of(film: Generation) -> Storyboard:  # noqa: F811
    return Storyboard(instance=film)


def selected(formset: Storyboard) -> dict[str, object]:
    names = ("voice", "pace", "camera", "transition", "style")
    return {form.add_prefix(name): form[name].value() or "" for form in formset for name in names}


def test_voices_of_the_films_language_are_offered_and_one_that_is_gone_stays(as_alice: Client, film):  # noqa: F811
    Generation.objects.update(language="de")
    film.scenes.filter(position=1).update(voice="gone-voice")
    film.refresh_from_db()
    formset = Storyboard(instance=film)
    offered = [[value for value, _ in form.fields["voice"].choices] for form in formset]
    assert "gone-voice" in offered[1]
    assert "gone-voice" not in offered[0]
    assert offered[0][0] == ""
    assert offered[0][-1] == Generation.NO_VOICE


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"s1_pause": "11"}, "Please give between 0 and 10 seconds."),
        ({"s1_pause": "-1"}, "Please give between 0 and 10 seconds."),
        ({"s1_pause": "soon"}, "Please give between 0 and 10 seconds."),
        ({"s1_seconds": "0.2"}, "Please give between 0.5 and 60 seconds."),
        ({"s1_seconds": "61"}, "Please give between 0.5 and 60 seconds."),
        ({"s1_seconds": "nan"}, "Please give between 0.5 and 60 seconds."),
        ({"s1_camera": "wild"}, "Select a valid choice"),
        ({"s1_transition": "meaning"}, "Select a valid choice"),
        ({"s1_voice": "nobody"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_which_is_unfolded(as_alice: Client, film, change, sentence):  # noqa: F811
    page = send(as_alice, film, **change).content.decode()
    assert sentence in page
    assert "data-more open" in page
    film.refresh_from_db()
    assert film.status == Generation.Status.SUCCEEDED


def test_a_film_may_begin_with_a_picture_that_has_seconds_of_its_own(as_alice: Client, film):  # noqa: F811
    assert "The first scene needs words" in send(as_alice, film, s0_narration="").content.decode()
    response = send(as_alice, film, s0_narration="", s0_seconds="3")
    assert response.status_code == 302
    assert film.scenes.first().own_seconds == 3.0


def test_going_back_to_a_film_brings_its_settings_back(film):  # noqa: F811
    scene = film.scenes.first()
    Scene.objects.filter(pk=scene.pk).update(pause=2.0, camera="none", seconds=4.0)
    scene = film.scenes.first()
    told = scene.snapshot(0.0, 2.0)
    Scene.objects.filter(pk=scene.pk).update(pause=0.0, camera="", seconds=None, voice="x")
    film.scenes.first().restore(told)
    again = film.scenes.first()
    assert (again.pause, again.camera, again.seconds, again.voice) == (2.0, "none", 4.0, "")
    # Older films noted none of them: they had none.
    for name in ("voice", "pace", "pause", "camera", "transition", "seconds"):
        told.pop(name)
    film.scenes.first().restore(told)
    again = film.scenes.first()
    assert (again.pause, again.camera, again.seconds) == (0.0, "", None)


def test_a_film_tells_of_its_own_scenes_with_their_settings(film):  # noqa: F811
    scene = film.scenes.first()
    shown = Film.objects.create(
        generation=film, number=9, scenes=[{**scene.snapshot(0.0, 1.0), "camera": "subtle"}]
    )
    assert shown.own_scenes()[0].camera == "subtle"
