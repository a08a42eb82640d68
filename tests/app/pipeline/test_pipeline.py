"""From a claimed row to a published film, whatever comes in between."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection

from generator.exceptions import RunOverdueError
from generator.models import Generation, Scene
from generator.models.generation_queryset import MAX_ATTEMPTS
from generator.pipeline import heartbeat
from generator.pipeline import run as pipeline
from studio.errors import ProviderError, RenderError
from studio.film import plan as timeline
from studio.film.production import Production
from tests.app.stages.conftest import photo
from tests.support.factories import make_generation
from tests.support.stand_ins import PROVIDERS, log

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "The sea was very calm today. A small boat came in. Nobody at all was on it."


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch, tmp_path):
    log.reset()
    # One of its own for each test: a call that nobody waits for may still write into that of the test before.
    settings.GENERATOR_WORK_DIR = tmp_path / "work"
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))


def claim(**fields) -> Generation:
    if not Generation.objects.exists():
        make_generation(**{"input_text": TEXT, "music": "", "seed": 7, **fields})
    taken = Generation.objects.claim("test")
    assert taken
    return taken


def row() -> Generation:
    return Generation.objects.get()


def work_folder_is_empty(settings) -> bool:
    return list(settings.GENERATOR_WORK_DIR.iterdir()) == []


def test_a_text_becomes_a_published_film(settings):
    seen = []
    pipeline.run(claim(), on_progress=lambda stage, progress: seen.append((stage, progress)))
    film = row()
    assert (film.status, film.progress, film.error) == ("succeeded", 100, "")
    assert film.film.duration == pytest.approx(film.scenes.last().end, abs=0.05)
    for file in (
        film.film.video,
        film.film.poster,
        film.film.captions,
        film.film.subtitles,
        film.film.transcript,
        film.film.chapters,
        film.film.sprites,
        film.film.thumbnails,
    ):
        assert file.storage.exists(file.name)
    with film.film.captions.open() as captions:
        assert captions.read().startswith(b"WEBVTT")
    assert list(dict(seen)) == ["storyboard", "illustrate", "narrate", "render"]
    progress = [percent for _, percent in seen]
    assert progress == sorted(progress)
    assert work_folder_is_empty(settings)


def test_title_and_end_card_stand_before_and_after_the_scenes():
    pipeline.run(claim(title="The sea", title_card=True, end_card_text="Thank you", transition="slide"))
    film = row()
    assert film.status == "succeeded"
    assert film.scenes.first().start > 2
    assert film.film.duration - film.scenes.last().end > 2
    with film.film.chapters.open("r") as chapters:
        titles = chapters.read().split("\n")[3::3]
    assert (titles[0], titles[-1]) == ("The sea", "Thank you")


def test_a_picture_opens_its_film():
    pipeline.run(claim(kind="image", input_text="", upload=photo()))
    film = row()
    assert film.status == "succeeded"
    assert {scene.image_provider for scene in film.scenes.all()} == {"Upload view"}
    assert film.scenes.count() == 3


def test_nothing_is_made_twice_after_a_crash_in_the_render(monkeypatch):
    def crash(*arguments):
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("generator.pipeline.stages.render.render_film", crash)
        pipeline.run(claim())
    assert row().status == "queued"
    calls = len(log.calls)
    Generation.objects.update(not_before=None)
    pipeline.run(claim())
    assert row().status == "succeeded"
    assert len(log.calls) == calls


@pytest.mark.parametrize(("at_once", "workers"), [(0, 2), (1, 1), (9, 2)])
def test_no_more_segments_are_made_at_once_than_are_set_and_fit(settings, monkeypatch, at_once, workers):
    settings.GENERATOR_SEGMENTS_AT_ONCE = at_once
    monkeypatch.setattr("studio.film.render.hands_for", lambda size: 2)
    used = []
    make = Production.make

    def noted(self, progress, workers):
        used.append(workers)
        return make(self, progress, workers)

    monkeypatch.setattr(Production, "make", noted)
    pipeline.run(claim())
    assert (row().status, used) == ("succeeded", [workers])


def test_a_film_that_is_taken_up_again_does_not_go_back(monkeypatch):
    def crash_late(plan, folder, report, *others):
        report(0.5)
        # Progress is written with the next beat.
        until = time.monotonic() + 10
        while row().progress < 60 and time.monotonic() < until:
            time.sleep(0.02)
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("generator.pipeline.stages.render.render_film", crash_late)
        pipeline.run(claim())
    reached = row().progress
    assert (row().status, reached >= 60) == ("queued", True)
    Generation.objects.update(not_before=None)
    seen = []
    pipeline.run(claim(), on_progress=lambda stage, progress: seen.append(progress))
    assert row().status == "succeeded"
    assert min(seen) == reached
    assert seen == sorted(seen)


def test_a_retry_makes_only_what_is_missing(monkeypatch):
    def ill(*arguments):
        raise RenderError("The renderer is ill.")

    with monkeypatch.context() as patch:
        patch.setattr("generator.pipeline.stages.render.render_film", ill)
        pipeline.run(claim())
    assert (row().status, row().error) == ("failed", "The renderer is ill.")
    Scene.objects.filter(position=2).update(image_fingerprint="")
    before = log.count("image") + log.count("speech")
    row().retry()
    pipeline.run(claim())
    assert row().status == "succeeded"
    assert log.count("image") + log.count("speech") == before + 1
    assert log.count("text") == 1


def test_what_a_scene_lacks_can_be_asked_for_again_and_nothing_else():
    def third_picture_fails(kind, asked):
        if kind == "image" and asked["variant"] == 2:
            raise ProviderError("The painter is ill.")

    log.before = third_picture_fails
    pipeline.run(claim())
    assert (row().status, row().error) == ("succeeded", "")
    assert [scene.error for scene in Scene.objects.all()] == ["", "", "The painter is ill."]
    log.before = lambda kind, asked: None
    before = log.count("image") + log.count("speech")
    assert row().retry_stand_ins()
    pipeline.run(claim())
    assert [scene.error for scene in Scene.objects.all()] == [""] * 3
    assert log.count("image") + log.count("speech") == before + 1


def test_a_mistake_of_ours_is_tried_three_times_and_told_without_its_details(monkeypatch, caplog):
    def crash(*arguments):
        raise RuntimeError("secret path /etc/key")

    monkeypatch.setattr("generator.pipeline.stages.render.render_film", crash)
    make_generation(input_text=TEXT)
    for _ in range(MAX_ATTEMPTS):
        Generation.objects.update(not_before=None)
        pipeline.run(claim())
    assert (row().status, row().error) == ("failed", pipeline.OUR_FAULT)
    assert "secret" not in row().error


@pytest.mark.parametrize("limit", ["GENERATOR_RUN_SECONDS", "GENERATOR_STALL_SECONDS"])
def test_a_run_that_hangs_is_ended_and_postponed(settings, limit):
    released = threading.Event()
    log.before = lambda kind, asked: kind == "image" and released.wait(30)
    setattr(settings, limit, 1)
    with pytest.raises(RunOverdueError):
        pipeline.run(claim())
    released.set()
    assert (row().status, row().attempt, row().film) == ("queued", 1, None)
    assert Generation.objects.waiting().count() == 0
    Generation.objects.update(attempt=MAX_ATTEMPTS, status="running")
    assert row().postpone(pipeline.TOO_LONG)
    assert (row().status, row().error) == ("failed", pipeline.TOO_LONG)


def test_a_run_that_does_not_hear_that_it_is_overdue_loses_its_lease(settings, monkeypatch):
    monkeypatch.setattr(heartbeat, "GRACE", 0.0)
    settings.GENERATOR_RUN_SECONDS = 0
    generation = claim()
    with heartbeat.Heartbeat(generation, pipeline.never_stop, pipeline.ignore_progress) as beat:
        time.sleep(0.1)
    assert beat._lost
    assert row().lease_until == generation.lease_until


def test_a_cancel_stops_the_run_and_nothing_more_is_written(settings):
    reached = threading.Event()

    def wait_in_the_second_picture(kind, asked):
        if kind == "image" and asked["variant"] == 1:
            reached.set()
            time.sleep(0.5)

    log.before = wait_in_the_second_picture
    generation = claim()

    def cancel() -> None:
        reached.wait(10)
        row().cancel()
        connection.close()

    thread = threading.Thread(target=cancel)
    thread.start()
    started = time.monotonic()
    pipeline.run(generation)
    thread.join()
    assert time.monotonic() - started < 8
    cancelled = row()
    assert cancelled.status == "cancelled"
    assert cancelled.film is None
    assert work_folder_is_empty(settings)


def test_a_draining_worker_gives_the_run_back_with_all_it_has_made():
    stop = threading.Event()

    def stop_at_the_last_speech(kind, asked):
        if kind == "speech" and asked["text"].startswith("Nobody"):
            stop.set()

    log.before = stop_at_the_last_speech
    pipeline.run(claim(), should_stop=stop.is_set)
    requeued = row()
    assert (requeued.status, requeued.attempt, requeued.error) == ("queued", 0, "")
    log.before = lambda kind, asked: None
    kept = Scene.objects.exclude(image="").count() + Scene.objects.exclude(speech="").count()
    before = log.count("image") + log.count("speech")
    pipeline.run(claim())
    assert row().status == "succeeded"
    assert log.count("image") + log.count("speech") == before + 6 - kept


def test_a_worker_that_lost_its_lease_publishes_nothing():
    def another_takes_it(kind, asked):
        if kind == "speech":
            Generation.objects.filter(lease=1).update(lease=2)
            connection.close()

    log.before = another_takes_it
    pipeline.run(claim())
    assert (row().status, row().lease, row().film) == ("running", 2, None)


def test_a_published_film_is_not_cut_again():
    pipeline.run(claim())
    video = row().film.video.name
    Generation.objects.update(status="queued")
    pipeline.run(claim())
    assert row().status == "succeeded"
    assert row().film.video.name == video


@pytest.mark.parametrize(
    ("fields", "mood", "has_file"),
    [({"music": "auto"}, "calm", False), ({"music": "tech"}, "tech", False), ({"music": "own"}, "", True)],
    ids=["found", "chosen", "own"],
)
def test_the_film_is_cut_to_the_music_that_was_asked_for(monkeypatch, fields, mood, has_file):
    plans = []

    def stop(plan, *arguments):
        plans.append((plan.music, plan.music_file and plan.music_file.read_bytes()))
        raise MemoryError

    monkeypatch.setattr("generator.pipeline.stages.render.render_film", stop)
    monkeypatch.setattr("generator.pipeline.stages.listen.measure_music", lambda file, alive: 180.0)
    pipeline.run(claim(music_file=b"la la la", **fields))
    assert plans == [(mood, b"la la la" if has_file else None)]


def test_music_that_cannot_be_played_ends_the_run_before_anything_is_made():
    pipeline.run(claim(music="own", music_file=b"ID3" + bytes(999)))
    assert row().status == "failed"
    assert row().error.startswith("This sound file is damaged")
    assert log.calls == []


def draft(**fields) -> Generation:
    make_generation(**{"kind": "image", "input_text": "", "status": "draft", "upload": photo(), **fields})
    return Generation.objects.claim("test")


def test_a_draft_is_described_and_left_to_its_owner(settings):
    pipeline.describe_draft(draft())
    seen = row()
    assert (seen.status, seen.lease_until, seen.error) == ("draft", None, "")
    assert (seen.keyword_list, seen.description) == (["dog", "beach"], "A dog stands on a beach.")
    assert seen.input_image
    assert not seen.upload
    assert work_folder_is_empty(settings)


def test_what_the_owner_made_of_a_description_is_what_the_film_tells():
    pipeline.describe_draft(draft())
    row().submit(keywords="Rex, harbour", description="Rex waits at the harbour.")
    pipeline.run(claim())
    film = row()
    assert film.status == "succeeded"
    assert film.scenes.first().narration == "Rex waits at the harbour."
    assert film.keywords == "Rex, harbour"
    assert log.count("vision") == 1
    assert next(asked for kind, asked in log.calls if kind == "text")["keywords"] == ("Rex", "harbour")


def test_a_picture_that_cannot_be_read_leaves_a_sentence_in_the_draft():
    pipeline.describe_draft(draft(upload=photo()[:4000]))
    refused = row()
    assert refused.status == "draft"
    assert "damaged" in refused.error
    assert Generation.objects.claim("test") is None


def test_a_mistake_of_ours_in_describing_is_told_without_its_details():
    def crash(kind, asked):
        raise RuntimeError("secret path /etc/key")

    log.before = crash
    pipeline.describe_draft(draft())
    assert row().error == pipeline.OUR_FAULT


def test_a_draft_that_a_draining_worker_drops_is_taken_up_again():
    pipeline.describe_draft(draft(), should_stop=lambda: True)
    dropped = row()
    assert (dropped.status, dropped.attempt, dropped.error) == ("draft", 0, "")
    pipeline.describe_draft(Generation.objects.claim("test"))
    assert row().description == "A dog stands on a beach."


def test_a_call_that_nobody_waits_for_may_write_while_its_folder_goes(settings):
    writes, has_ended = threading.Event(), threading.Event()

    def write_on(kind, asked):
        (folder,) = settings.GENERATOR_WORK_DIR.iterdir()
        writes.set()
        number = 0
        while not has_ended.is_set():
            number += 1
            try:
                (folder / str(number)).touch()
            except FileNotFoundError:
                # Put back what was removed, as who makes folders for its own files does.
                folder.mkdir(exist_ok=True)

    log.before = write_on
    try:
        pipeline.describe_draft(draft(), should_stop=writes.is_set)
    finally:
        has_ended.set()
    assert (row().status, row().attempt, row().error) == ("draft", 0, "")


def test_a_draft_that_is_sent_on_while_it_is_described_is_described_by_its_run(own_media):
    def send_on(kind, asked):
        row().submit()
        connection.close()

    log.before = send_on
    pipeline.describe_draft(draft())
    assert (row().status, row().description) == ("queued", "")
    log.before = lambda kind, asked: None
    pipeline.run(claim())
    assert (row().status, row().description) == ("succeeded", "A dog stands on a beach.")
    assert not [path for path in own_media.rglob("upload") if path.is_file()]
