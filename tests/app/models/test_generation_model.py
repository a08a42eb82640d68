"""The state machine of one generation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from generator.models import Generation
from generator.models.generation_queryset import MAX_ATTEMPTS
from tests.support.factories import make_generation, make_scene, make_user

Status = Generation.Status
# For each move what it is told, and where it leads from which state.
MOVES = {
    "edit": ((), {Status.DRAFT: Status.DRAFT}),
    "hand_over": ((), {Status.DRAFT: Status.DRAFT}),
    "submit": ((), {Status.DRAFT: Status.QUEUED}),
    "publish": ((), {Status.RUNNING: Status.SUCCEEDED}),
    "show_scenes": ((), {Status.RUNNING: Status.SCENES}),
    "make_film": ((), {Status.SCENES: Status.QUEUED}),
    "fail": (("It broke.",), {Status.RUNNING: Status.FAILED}),
    "requeue": ((), {Status.RUNNING: Status.QUEUED, Status.DRAFT: Status.DRAFT}),
    "postpone": (("It broke.",), {Status.RUNNING: Status.QUEUED}),
    "cancel": ((), dict.fromkeys((Status.QUEUED, Status.RUNNING), Status.CANCELLED)),
    "retry": ((), dict.fromkeys((Status.FAILED, Status.CANCELLED), Status.QUEUED)),
}


@pytest.mark.django_db
@pytest.mark.parametrize("source", Status.values)
@pytest.mark.parametrize("move", MOVES)
def test_it_moves_only_as_the_table_says(move, source):
    arguments, targets = MOVES[move]
    generation = make_generation(status=source, attempt=1, lease=4)
    assert getattr(generation, move)(*arguments) is (source in targets)
    assert Generation.objects.get().status == targets.get(source, source)


@pytest.mark.django_db
def test_a_draft_takes_its_owners_changes_whoever_describes_it():
    seen_by_the_page = make_generation(kind="image", status=Status.DRAFT)
    Generation.objects.claim("w")
    assert seen_by_the_page.edit(title="Harbour")
    assert seen_by_the_page.submit(description="Our harbour.")
    row = Generation.objects.get()
    assert (row.title, row.description, row.attempt, row.lease_until) == ("Harbour", "Our harbour.", 0, None)


@pytest.mark.django_db
def test_a_description_that_comes_too_late_writes_nothing_into_a_draft_that_was_sent_on():
    make_generation(kind="image", status=Status.DRAFT)
    describing = Generation.objects.claim("w")
    assert describing.heartbeat("describe", 2)
    Generation.objects.get().submit()
    assert describing.heartbeat("describe", 3) is False
    assert describing.keep(description="A dog.") is False
    assert describing.hand_over() is False
    assert Generation.objects.get().status == Status.QUEUED


@pytest.mark.django_db
def test_a_late_beat_does_not_take_a_draft_back_that_was_handed_over():
    make_generation(kind="image", status=Status.DRAFT)
    describing = Generation.objects.claim("w")
    assert describing.requeue()
    assert describing.heartbeat("describe", 3) is False
    assert Generation.objects.claim("w")


@pytest.mark.django_db
@pytest.mark.parametrize("move", ["publish", "fail", "requeue", "postpone"])
def test_a_worker_whose_lease_was_taken_changes_nothing(move):
    arguments, _ = MOVES[move]
    generation = make_generation(status=Status.RUNNING, lease=4)
    Generation.objects.update(lease=5)
    assert getattr(generation, move)(*arguments) is False
    assert Generation.objects.get().status == Status.RUNNING


@pytest.mark.django_db
def test_a_failure_keeps_its_sentence_and_time():
    generation = make_generation(status=Status.RUNNING)
    generation.fail("The picture could not be read.")
    assert generation.error == "The picture could not be read."
    assert abs(generation.finished_at - timezone.now()) < timedelta(seconds=5)


@pytest.mark.django_db
def test_a_run_that_is_postponed_waits_twice_as_long_each_time_and_then_fails():
    generation = make_generation()
    pauses = []
    for _ in range(MAX_ATTEMPTS):
        Generation.objects.update(not_before=None)
        run = Generation.objects.claim("host:1")
        assert run.postpone("The disk is full.")
        pauses.append(run.not_before and round((run.not_before - timezone.now()).total_seconds()))
        assert Generation.objects.claim("host:1") is None
    assert pauses == [5, 10, None]
    generation.refresh_from_db()
    assert (generation.status, generation.error) == (Status.FAILED, "The disk is full.")


@pytest.mark.django_db
def test_a_run_that_is_requeued_does_not_cost_an_attempt():
    generation = make_generation()
    claimed = Generation.objects.claim("w")
    assert claimed.attempt == 1
    claimed.requeue()
    generation.refresh_from_db()
    assert (generation.attempt, generation.status, generation.lease_until) == (0, Status.QUEUED, None)


@pytest.mark.django_db
def test_a_retry_starts_with_all_attempts_and_without_the_old_error():
    generation = make_generation(status=Status.FAILED, attempt=3, error="It broke.", progress=40)
    assert generation.retry()
    assert (generation.attempt, generation.error, generation.progress) == (0, "", 0)


@pytest.mark.django_db
def test_a_cancel_reaches_a_run_that_was_claimed_after_the_page_was_loaded():
    seen_by_the_page = make_generation()
    Generation.objects.claim("w")
    assert seen_by_the_page.cancel()
    assert Generation.objects.get().status == Status.CANCELLED


@pytest.mark.django_db
def test_a_heartbeat_prolongs_the_lease_and_tells_of_a_cancel():
    make_generation()
    claimed = Generation.objects.claim("w")
    Generation.objects.update(lease_until=timezone.now())
    assert claimed.heartbeat("narrate", 42)
    row = Generation.objects.get()
    assert (row.stage, row.progress) == ("narrate", 42)
    assert row.lease_until > timezone.now() + timedelta(seconds=20)
    row.cancel()
    assert claimed.heartbeat("narrate", 43) is False
    assert Generation.objects.get().progress == 42


@pytest.mark.django_db
def test_a_product_is_kept_only_under_the_lease():
    generation = make_generation(status=Status.RUNNING, lease=2)
    assert generation.keep(description="A dog.")
    Generation.objects.update(lease=3)
    assert generation.keep(description="A cat.") is False
    assert Generation.objects.get().description == "A dog."


@pytest.mark.django_db
def test_a_scene_is_kept_only_under_the_lease():
    scene = make_scene(make_generation(status=Status.RUNNING, lease=2))
    assert scene.keep(speech_duration=2.5)
    Generation.objects.update(status=Status.CANCELLED)
    assert scene.keep(speech_duration=3.5) is False
    scene.refresh_from_db()
    assert scene.speech_duration == 2.5


@pytest.mark.django_db
def test_its_keywords_are_listed_without_blanks():
    assert make_generation(keywords=" dog, , beach ,sea").keyword_list == ["dog", "beach", "sea"]


@pytest.mark.django_db
def test_its_files_lie_under_owner_generation_and_lease():
    generation = make_generation(lease=7, video=b"film")
    assert generation.film.video.name == f"users/{generation.owner_id}/{generation.pk}/7/video.mp4"


@pytest.mark.parametrize("how", ["row", "queryset"])
def test_a_deleted_generation_takes_its_files_along(
    how, alice, django_capture_on_commit_callbacks, own_media
):
    generation = make_generation(alice, video=b"film", poster=b"poster", upload=b"upload", music_file=b"song")
    make_scene(generation, image=b"image", speech=b"speech")
    other = make_generation(alice, video=b"other film")
    names = generation.file_names()
    assert len(names) == 6
    assert all(default_storage.exists(name) for name in names)
    with django_capture_on_commit_callbacks(execute=True):
        if how == "row":
            generation.delete()
        else:
            Generation.objects.filter(pk=generation.pk).delete()
    assert not any(default_storage.exists(name) for name in names)
    assert default_storage.exists(other.film.video.name)


@pytest.mark.django_db
def test_files_stay_when_the_deletion_is_rolled_back():
    generation = make_generation(video=b"film")
    generation.delete()
    # The test's own transaction is never committed.
    assert default_storage.exists(generation.film.video.name)


@pytest.mark.django_db
def test_a_user_is_known_by_the_address_alone():
    user = make_user("carol@Example.ORG")
    assert str(user) == "carol@example.org"
    assert user.check_password("a-Long-pass-phrase-7")


@pytest.mark.parametrize(
    ("music", "mood", "bed"),
    [
        ("auto", "playful", "playful"),
        ("auto", "", "calm"),
        ("tech", "playful", "tech"),
        ("", "playful", ""),
        ("own", "playful", ""),
    ],
)
def test_the_bed_has_the_mood_that_was_chosen_or_found(music, mood, bed):
    assert Generation(music=music, mood=mood).music_mood == bed


@pytest.mark.parametrize(
    ("card", "text", "title", "opening"),
    [
        (False, "A film", "Fox", ""),
        (True, "A film", "Fox", "A film"),
        (True, "", "Fox", "Fox"),
        (True, "", "", ""),
    ],
)
def test_the_title_card_says_the_title_unless_told_otherwise(card: bool, text: str, title: str, opening: str):
    assert Generation(title_card=card, title_card_text=text, title=title).opening == opening


@pytest.mark.django_db
def test_it_says_what_made_it():
    generation = make_generation(storyboard_provider="Gemini flash")
    make_scene(generation, image_provider="Painter one", speech_provider="Joe")
    make_scene(generation, image_provider="Hugging Face FLUX", speech_provider="Joe")
    assert (
        generation.made_with
        == "Scenes by Gemini flash. Pictures by Hugging Face FLUX, Painter one. Voice by Joe."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("source", Status.values)
def test_only_a_draft_is_typed_in_and_each_time_it_is_another_revision(source):
    generation = make_generation(status=source)
    stale = Generation.objects.get()
    assert generation.type_in(title="Typed") is (source == Status.DRAFT)
    assert stale.type_in(title="Typed elsewhere") is False
    row = Generation.objects.get()
    typed = ("Typed", 1) if source == Status.DRAFT else (stale.title, 0)
    assert (row.title, row.revision, row.status) == (*typed, source)
