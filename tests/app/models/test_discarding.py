"""Changes that were stopped are discarded: scenes and settings are those of the film, and the next change makes little."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generator.forms.storyboard import CHANGED
from generator.models import Charge, Film, Generation, Piece, Scene
from generator.models.allowance import allowance_of
from generator.models.files.origin import Origin
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.app.pages.videos.test_storyboard import as_sent
from tests.support.factories import make_film, make_generation, make_scene
from tests.support.media import photo
from tests.support.old_films import forget_kept
from tests.support.stand_ins import PROVIDERS, log

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
Status = Generation.Status
WORDS = [
    "The sea was very calm today.",
    "A small boat came in.",
    "Nobody at all was on it.",
    "It was gone at dawn.",
]
# Of a row, what a film is made of and a change can touch.
MADE_OF = ("position", "narration", "prompt", "style", "is_own_picture", "is_painted", "upload")
PRODUCTS = ("image", "image_fingerprint", "image_origin", "speech", "speech_fingerprint", "start", "end")


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch) -> None:
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))


def run() -> Generation:
    taken = Generation.objects.claim("host:1")
    assert taken
    pipeline.run(taken)
    return Generation.objects.select_related("film").get()


@pytest.fixture
def film(alice) -> Generation:
    make_generation(alice, input_text=" ".join(WORDS), music="", seed=7)
    return run()


def rows(*fields: str) -> list[dict[str, Any]]:
    return list(Scene.objects.order_by("position").values(*(fields or MADE_OF + PRODUCTS)))


def change(client: Client, film: Generation, **fields: Any) -> None:
    film.refresh_from_db()
    answer = client.post(reverse("storyboard", args=[film.pk]), as_sent(film, **fields))
    assert answer.status_code == 302, answer.context["formset"].errors


def stop() -> Generation:
    film = Generation.objects.get()
    assert film.cancel()
    return film


def discard(client: Client, film: Generation) -> str:
    asked = client.get(reverse("discard", args=[film.pk]))
    assert asked.status_code == 200
    answer = client.post(reverse("discard", args=[film.pk]), follow=True)
    assert Generation.objects.get().status == Status.SUCCEEDED
    return answer.content.decode()


@pytest.fixture
def of_before(film, monkeypatch) -> Generation:
    """A film of an earlier release whose scenes were changed there."""
    forget_kept()
    monkeypatch.setattr(Generation, "note_shown", lambda self: None)
    return film


CHANGES: dict[str, dict[str, Any]] = {
    "words": {"s1_narration": "A great ship came in."},
    "prompt": {"s1_prompt": "A great ship"},
    "another picture": {"s2_again": "on"},
    "order": {"s0_ORDER": 3, "s1_ORDER": 1, "s2_ORDER": 2},
    "a new scene": {"scenes-TOTAL_FORMS": 5, "s4_ORDER": 2, "s4_narration": "A gull cried.", "s4_prompt": ""},
}


@pytest.mark.parametrize("fields", CHANGES.values(), ids=CHANGES)
def test_before_a_worker_has_begun_nothing_is_lost_but_the_changes(as_alice: Client, film, fields):
    before = rows()
    change(as_alice, film, **fields)
    stop()
    page = discard(as_alice, film)
    assert rows() == before
    assert "The changes are discarded.</p>" in page
    assert Generation.objects.get().film == film.film


def test_it_stands_as_if_nothing_had_been(as_alice: Client, film):
    change(as_alice, film, s1_narration="A great ship came in.")
    stop()
    page = discard(as_alice, film)
    row = Generation.objects.get()
    assert (row.status, row.error, row.progress, row.finished_at) == ("succeeded", "", 100, film.film.made_at)
    assert "Discard the changes" not in page
    assert "You stopped the changes" not in page
    assert "A small boat came in." in as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    assert (
        "There are no changes to discard."
        in as_alice.get(reverse("discard", args=[film.pk]), follow=True).content.decode()
    )


def run_until(stage: str, monkeypatch: Any) -> Generation:
    """Run what waits, up to a stage in which it fails."""

    def fail(*given: Any) -> list[Any]:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setitem(pipeline.FUNCTIONS, Generation.Stage(stage), fail)
        pipeline.run(Generation.objects.claim("host:1"))
    Generation.objects.update(status=Status.FAILED, not_before=None)
    return Generation.objects.get()


def test_what_was_replaced_is_made_again_with_the_next_change_and_nothing_else(
    as_alice: Client, film, of_before, monkeypatch
):
    before = rows(*MADE_OF)
    change(as_alice, film, s1_narration="A great ship came in.", s2_again="on")
    run_until("render", monkeypatch)
    page = discard(as_alice, film)
    assert "The picture of scene 3 was replaced already" in page
    assert "The narration of scene 2 was replaced already" in page
    assert rows(*MADE_OF) == before
    assert [bool(row["image"]) for row in rows("image")] == [True, True, False, True]
    assert [bool(row["speech_fingerprint"]) for row in rows("speech_fingerprint")] == [
        True,
        False,
        True,
        True,
    ]
    log.reset()
    change(as_alice, film, s0_narration="The sea was wild.")
    after = run()
    assert (after.status, after.film.number) == (Status.SUCCEEDED, 2)
    assert sorted(kind for kind, _ in log.calls) == ["image", "speech", "speech"]
    assert [scene["narration"] for scene in after.film.scenes] == ["The sea was wild.", *WORDS[1:]]


def test_what_was_replaced_or_left_out_is_kept_for_the_film_that_is_shown(
    as_alice: Client, film, monkeypatch, own_media
):
    before = rows()
    change(as_alice, film, s1_narration="A great ship came in.", s2_again="on", s3_DELETE="on")
    run_until("render", monkeypatch)
    page = discard(as_alice, film)
    assert "replaced already" not in page
    assert rows() == before
    named = {name for row in Generation.objects.all() for name in row.file_names()}
    assert {str(path.relative_to(own_media)) for path in own_media.rglob("*") if path.is_file()} == named
    log.reset()
    change(as_alice, film, s0_narration="The sea was wild.")
    assert run().status == Status.SUCCEEDED
    assert [kind for kind, _ in log.calls] == ["speech"]


def test_after_nothing_was_replaced_the_next_change_makes_that_alone(as_alice: Client, film):
    change(as_alice, film, s1_narration="A great ship came in.", s2_again="on", s0_ORDER=2, s1_ORDER=1)
    stop()
    discard(as_alice, film)
    log.reset()
    change(as_alice, film, s3_narration="It never left.")
    assert run().status == Status.SUCCEEDED
    assert [kind for kind, _ in log.calls] == ["speech"]


def test_scenes_that_were_left_out_come_back_without_their_files(as_alice: Client, film, of_before):
    change(as_alice, film, s1_DELETE="on", s3_DELETE="on")
    stop()
    page = discard(as_alice, film)
    assert "The picture of scenes 2 and 4 was replaced already" in page
    assert [row["narration"] for row in rows("narration")] == WORDS
    log.reset()
    change(as_alice, film, s0_narration="The sea was wild.")
    assert run().status == Status.SUCCEEDED
    assert sorted(kind for kind, _ in log.calls) == ["image", "image", "speech", "speech", "speech"]


def test_new_scenes_and_pictures_that_were_sent_for_the_changes_leave_no_file(
    as_alice: Client, film, own_media
):
    before = {path for path in own_media.rglob("*") if path.is_file()}
    pictures = {
        "s1_new_picture": ContentFile(photo(), "me.jpg"),
        "s4_new_picture": ContentFile(photo(), "you.jpg"),
    }
    change(as_alice, film, **pictures, **CHANGES["a new scene"])
    assert len({path for path in own_media.rglob("*") if path.is_file()} - before) == 2
    stop()
    discard(as_alice, film)
    assert {path for path in own_media.rglob("*") if path.is_file()} == before
    assert Generation.objects.get().stored_bytes == sum(path.stat().st_size for path in before)


def test_a_picture_of_the_owners_that_was_put_in_is_not_shown_as_one_of_the_film(
    as_alice: Client, film, of_before, monkeypatch, own_media
):
    change(as_alice, film, s1_new_picture=ContentFile(photo(), "me.jpg"))
    run_until("render", monkeypatch)
    assert Scene.objects.get(position=1).image_origin == Origin.UPLOAD
    discard(as_alice, film)
    scene = Scene.objects.get(position=1)
    assert (scene.image.name, scene.is_own_picture, scene.image_origin) == ("", False, "")
    named = {name for row in Generation.objects.all() for name in row.file_names()}
    assert {str(path.relative_to(own_media)) for path in own_media.rglob("*") if path.is_file()} == named


@pytest.fixture
def with_own_picture(as_alice: Client, film) -> Generation:
    change(as_alice, film, s1_new_picture=ContentFile(photo((640, 360)), "me.jpg"))
    return run()


def test_a_picture_of_the_owners_stays_where_it_is_still_there(as_alice: Client, with_own_picture):
    before = rows()
    change(as_alice, with_own_picture, s1_prompt="A great ship")
    assert not Scene.objects.get(position=1).is_own_picture
    stop()
    discard(as_alice, with_own_picture)
    assert rows() == before
    log.reset()
    change(as_alice, with_own_picture, s0_narration="The sea was wild.")
    assert run().status == Status.SUCCEEDED
    assert [kind for kind, _ in log.calls] == ["speech"]
    assert Scene.objects.get(position=1).image_origin == Origin.UPLOAD


def test_a_picture_of_the_owners_that_is_gone_is_told_as_gone(
    as_alice: Client, with_own_picture, monkeypatch
):
    forget_kept()
    monkeypatch.setattr(Generation, "note_shown", lambda self: None)
    change(as_alice, with_own_picture, s1_prompt="A great ship")
    run_until("render", monkeypatch)
    asked = as_alice.get(reverse("discard", args=[with_own_picture.pk])).content.decode()
    assert "Your own picture of scene 2 is gone" in asked
    assert "Your own picture of scene 2 is gone" in discard(as_alice, with_own_picture)
    change(as_alice, with_own_picture, s0_narration="The sea was wild.")
    assert run().status == Status.SUCCEEDED
    assert Scene.objects.get(position=1).image_origin == Origin.PAINTED


def test_changes_that_were_made_and_changed_once_more(as_alice: Client, film, of_before, monkeypatch):
    """A mark that is cleared says nothing of whose picture is there."""
    change(as_alice, film, s1_again="on")
    run_until("render", monkeypatch)
    change(as_alice, film, s1_again="on")
    stop()
    assert Scene.objects.get(position=1).image_fingerprint == ""
    discard(as_alice, film)
    assert Scene.objects.get(position=1).image.name == ""


def test_a_film_of_the_changes_that_was_never_shown_goes(as_alice: Client, film, monkeypatch, own_media):
    change(as_alice, film, s1_narration="A great ship came in.")
    with monkeypatch.context() as patch:
        patch.setattr(Generation, "publish", lambda self: self.fail("The disk is full."))
        pipeline.run(Generation.objects.claim("host:1"))
    assert Film.objects.count() == 2
    discard(as_alice, film)
    assert Film.objects.get() == film.film
    assert default_storage.exists(film.film.video.name)
    named = {name for row in Generation.objects.all() for name in row.file_names()}
    assert {str(path.relative_to(own_media)) for path in own_media.rglob("*") if path.is_file()} == named
    change(as_alice, film, s1_narration="A great ship came in.")
    after = run()
    assert (after.status, after.film.scenes[1]["narration"]) == (Status.SUCCEEDED, "A great ship came in.")
    assert Piece.objects.exists()


def test_settings_are_those_of_the_film(as_alice: Client, film):
    Generation.objects.update(
        title="Another",
        style="paper",
        voice="joe-deep",
        pace=1.3,
        music="tense",
        caption_style="none",
        seed=9,
    )
    Generation.objects.update(status=Status.CANCELLED)
    discard(as_alice, film)
    after = Generation.objects.get()
    assert after.settings_in_force == film.settings_in_force
    assert after.title == film.title


def test_own_music_that_is_gone_leaves_the_present_one(as_alice: Client, film):
    Film.objects.update(settings=F("settings"))
    shown = Film.objects.get()
    shown.settings |= {"music": "own", "music_file": "users/of/nobody/music", "music_seconds": 3.0}
    shown.save()
    Generation.objects.update(status=Status.CANCELLED, music="calm", pace=1.3)
    discard(as_alice, film)
    after = Generation.objects.get()
    assert (after.music, after.music_file.name, after.music_seconds, after.pace) == ("calm", "", None, 1.0)


@pytest.mark.parametrize("is_forgotten", [False, True], ids=["the marks are there", "the marks are cleared"])
def test_films_that_noted_less_are_gone_back_to_as_well(
    as_alice: Client, film, of_before, is_forgotten: bool
):
    since = {"image", "speech", "clip_upload", "row", "is_own_picture", "is_painted", "speech_fingerprint"}
    forget_kept(since)
    before = rows(*MADE_OF)
    change(as_alice, film, s0_ORDER=2, s1_ORDER=1, **({"s3_again": "on"} if is_forgotten else {}))
    stop()
    discard(as_alice, film)
    assert rows(*MADE_OF) == before
    log.reset()
    change(as_alice, film, s2_narration="It never left.")
    assert run().status == Status.SUCCEEDED
    assert [kind for kind, _ in log.calls].count("speech") == 1
    assert [kind for kind, _ in log.calls].count("image") == int(is_forgotten)


def test_a_film_that_noted_nothing_cannot_be_gone_back_to(as_alice: Client, film):
    Film.objects.update(scenes=[])
    Generation.objects.update(status=Status.CANCELLED)
    assert "Discard the changes" not in as_alice.get(film.get_absolute_url()).content.decode()
    as_alice.post(reverse("discard", args=[film.pk]))
    assert Generation.objects.get().status == Status.CANCELLED
    assert Generation.objects.get().discard_changes() is False


@pytest.mark.parametrize("status", [Status.DRAFT, Status.QUEUED, Status.RUNNING, Status.SUCCEEDED])
def test_only_what_came_to_nothing_is_discarded(alice, status: str):
    generation = make_generation(alice, status=status)
    scene = make_scene(generation)
    generation.film = make_film(generation, scenes=[scene.snapshot(0.0, 2.0)])
    generation.save()
    scene.narration = "Changed."
    scene.save()
    assert generation.discard_changes() is False
    assert (Generation.objects.get().status, Scene.objects.get().narration) == (status, "Changed.")


def test_a_window_that_has_queued_the_film_again_wins(as_alice: Client, film):
    change(as_alice, film, s1_narration="A great ship came in.")
    stale = stop()
    change(as_alice, film, s1_narration="A small ship came in.")
    stop()
    assert stale.discard_changes() is False
    assert Scene.objects.get(position=1).narration == "A small ship came in."


def test_a_window_of_before_is_told_that_changes_were_discarded(as_alice: Client, film):
    change(as_alice, film, s1_narration="A great ship came in.")
    opened = as_sent(stop(), s2_narration="Everybody was on it.")
    discard(as_alice, film)
    page = as_alice.post(reverse("storyboard", args=[film.pk]), opened).content.decode()
    assert CHANGED in page
    assert "Everybody was on it." in page


def test_going_on_and_discarding_takes_no_place_in_the_day(as_alice: Client, alice, film, settings):
    settings.GENERATOR_FILMS_PER_DAY = 5
    yesterday = timezone.now() - timedelta(days=2)
    Charge.objects.create(owner=alice, generation=film, made_at=yesterday)
    Film.objects.update(made_at=yesterday)
    change(as_alice, film, s1_narration="A great ship came in.")
    stop()
    as_alice.post(reverse("retry", args=[film.pk]))
    assert allowance_of(alice).today == 1
    stop()
    discard(as_alice, film)
    assert allowance_of(alice).today == 0


def test_nobody_discards_what_is_anothers(as_bob: Client, film):
    Generation.objects.update(status=Status.CANCELLED)
    assert as_bob.post(reverse("discard", args=[film.pk])).status_code == 404
    assert Generation.objects.get().status == Status.CANCELLED
