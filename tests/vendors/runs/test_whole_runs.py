"""Whole films with the outside services: good, failing in every way, and counted call by call."""

from __future__ import annotations

import logging
import threading
import time
from functools import partial

import pytest
from django.db import connection

from generator.models import Generation, Scene
from generator.pipeline import heartbeat
from generator.pipeline import run as pipeline
from generator.providers.calling import breaker
from generator.providers.vendors.huggingface import images as huggingface
from studio.film import plan as timeline
from tests.app.stages.conftest import photo
from tests.support.factories import make_generation, make_user
from tests.support.stand_ins import log
from tests.support.threads import side_by_side
from tests.vendors.conftest import closed_port, lists, rendered_at_once
from tests.vendors.protocols import KEY, TOKEN, black, google_error, quota, spoken_text
from tests.vendors.server import GEMINI, GTTS, HUGGING_FACE, Answer, Call, Services, in_json, page

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "The sea was very calm today. A small boat came in. Nobody at all was on it."
SENTENCES = ["The sea was very calm today.", "A small boat came in.", "Nobody at all was on it."]
OVERLOADED = Answer(b"", 503)


@pytest.fixture(autouse=True)
def site(request, settings, monkeypatch, services: Services) -> None:
    settings.GENERATOR_PROVIDERS = lists(services.url)
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    if "really_rendered" not in request.fixturenames:
        # What is tested here is over before the render, which has its own tests.
        monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)


@pytest.fixture
def really_rendered() -> None:
    """Have the film cut by the real renderer."""


def film(owner=None, **fields) -> Generation:
    """Queue a film and run it; return its row."""
    values = {"input_text": TEXT, "title": "", "music": "", **fields}
    generation = make_generation(owner, **values)
    return again(generation)


def again(generation: Generation) -> Generation:
    taken = Generation.objects.take(generation.pk, generation.lease, "test")
    assert taken
    pipeline.run(taken)
    generation.refresh_from_db()
    return generation


def is_finished(generation: Generation) -> bool:
    return generation.status == "succeeded" and generation.film.video.storage.exists(
        generation.film.video.name
    )


def fallen_back(generation: Generation, product: str) -> list[bool]:
    return list(generation.scenes.values_list(f"{product}_fell_back", flat=True))


def test_a_text_becomes_a_film_made_wholly_by_the_services(services, really_rendered):
    made = film(alice := make_user())
    assert is_finished(made)
    assert services.counts() == (1, 3, 3)
    assert log.calls == []
    assert (made.owner, made.title, made.keywords) == (alice, "The quiet harbour", "harbour, boat")
    assert made.storyboard_provider == "GeminiText gemini-test"
    for scene, sentence in zip(made.scenes.all(), SENTENCES, strict=True):
        assert scene.narration == sentence
        assert not scene.fell_back
        assert scene.image_provider == "HuggingFace good/first"
        assert scene.image_seed
        assert (scene.image_tries, scene.speech_tries) == (1, 1)
        assert 0 < scene.image_seconds < 10
        assert scene.speech_provider == "GoogleSpeech en com"
        assert [word for word, _, _ in scene.speech_words] == sentence.split()


def test_a_picture_becomes_a_film_made_wholly_by_the_services(services, really_rendered):
    made = film(kind="image", input_text="", upload=photo())
    assert is_finished(made)
    # Described and told once, two further views, and one sentence.
    assert services.counts() == (2, 2, 1)
    assert made.description == "A dog runs along a beach."
    assert made.description_provider == "GeminiVision gemini-test"
    assert made.keyword_list == ["dog", "beach"]


def test_a_topic_becomes_a_film_with_words_that_were_written_for_it(services):
    made = film(input_text="the deep sea", write_for_me=True)
    assert is_finished(made)
    assert all("deep sea" in scene.narration for scene in made.scenes.all())


DEAD = {
    "gemini unreachable": {"gemini": None},
    "gemini overloaded": {"gemini": google_error(503, "UNAVAILABLE", "x")},
    "gemini used up": {"gemini": quota("RequestsPerDay")},
    "gemini with a wrong key": {"gemini": google_error(403, "PERMISSION_DENIED", "x")},
    "gemini out of tokens": {"gemini": in_json({"candidates": []})},
    "gemini refuses": {"gemini": in_json({"promptFeedback": {"blockReason": 1}})},
    "pictures unreachable": {"huggingface": None},
    "pictures overloaded": {"huggingface": OVERLOADED},
    "pictures used up": {"huggingface": in_json({"error": "credits"}, 402)},
    "pictures with a wrong key": {"huggingface": in_json({"error": "Invalid"}, 401)},
    "all models gone": {"huggingface": Answer(b"Not Found", 404, "text/plain")},
    "pictures black": {"huggingface": black()},
    "pictures that are pages": {"huggingface": page(200)},
    "voice unreachable": {"gtts": None},
    "voice blocked": {"gtts": Answer(b"", 429)},
    "voice asks for consent": {"gtts": page(200)},
    "voice gone": {"gtts": Answer(b"", 404)},
    "all unreachable": {"gemini": None, "huggingface": None, "gtts": None},
    "all overloaded": {"gemini": OVERLOADED, "huggingface": OVERLOADED, "gtts": OVERLOADED},
}
# The most calls that a dead service is asked for one film of three scenes: two scenes side by side may each be in
# their tries when the breaker opens.
MOST = {GEMINI: 4, HUGGING_FACE: 12, GTTS: 6}


@pytest.mark.parametrize(
    "dead",
    [
        pytest.param(dead, id=name, marks=[pytest.mark.long] if number % 2 else [])
        for number, (name, dead) in enumerate(DEAD.items())
    ],
)
def test_the_film_comes_although_services_are_dead(settings, services, dead):
    for service, answer in dead.items():
        if answer:
            services.on(service, answer)
    elsewhere = {service: closed_port() for service, answer in dead.items() if answer is None}
    settings.GENERATOR_PROVIDERS = lists(services.url, **elsewhere)
    made = film()
    assert is_finished(made)
    assert fallen_back(made, "image") == ["huggingface" in dead] * 3
    assert fallen_back(made, "speech") == ["gtts" in dead] * 3
    assert bool(made.storyboard_error) == ("gemini" in dead)
    for scene in made.scenes.all():
        assert bool(scene.error) == ("huggingface" in dead)
        assert bool(scene.speech_error) == ("gtts" in dead)
    for service in dead:
        assert services.count(service) <= MOST[service]


def test_a_model_that_is_gone_is_asked_once_and_the_next_paints_the_film(services):
    def first_is_gone(call):
        gone = "good/first" in call.path
        return in_json({"error": "deprecated"}, 410) if gone else services.good[HUGGING_FACE](call)

    services.on(HUGGING_FACE, first_is_gone)
    made = film()
    assert {scene.image_provider for scene in made.scenes.all()} == {"HuggingFace good/second"}
    assert fallen_back(made, "image") == [False] * 3
    # Two lanes may both have asked before either knew.
    assert 4 <= services.count(HUGGING_FACE) <= 5


def test_pictures_that_die_in_the_middle_leave_the_first_ones_as_they_are(services):
    services.on(HUGGING_FACE, in_json({"error": "credits"}, 402), after=1)
    made = film()
    assert is_finished(made)
    assert sorted(fallen_back(made, "image")) == [False, True, True]
    assert {scene.error for scene in made.scenes.filter(image_fell_back=True)} == {
        "Hugging Face is used up for this month."
    }


@pytest.mark.parametrize("good", [1, 2])
def test_a_voice_that_dies_in_the_middle_is_replaced_in_the_whole_film(services, really_rendered, good):
    services.on(GTTS, Answer(b"", 404), after=good)
    made = film()
    assert is_finished(made)
    assert fallen_back(made, "speech") == [True] * 3
    assert {scene.speech_provider for scene in made.scenes.all()} == {"QuickSpeech tone"}
    assert {scene.speech_error for scene in made.scenes.all()} == {"Google's voice no longer answers to us."}
    assert services.count(GTTS) == good + 1


def test_a_stand_in_voice_goes_on_in_the_next_run_of_the_film(services):
    services.on(GTTS, Answer(b"", 404))
    made = film()
    services.well(GTTS)
    Scene.objects.filter(generation=made, position=1).update(narration="A large ship came in.")
    Generation.objects.update(status="queued")
    calls = services.count(GTTS)
    again(made)
    assert fallen_back(made, "speech") == [True] * 3
    assert services.count(GTTS) == calls


@pytest.mark.long
def test_what_stand_ins_made_can_be_asked_for_again_and_nothing_else(services):
    services.on(HUGGING_FACE, in_json({"error": "Unsupported prompt, not supported"}, 400), after=2)
    services.on(GTTS, OVERLOADED)
    made = film()
    first_video = made.film.video.name
    assert sorted(fallen_back(made, "image")) == [False, False, True]
    services.well(HUGGING_FACE)
    services.well(GTTS)
    _forget_health()
    gemini, pictures, spoken = services.counts()
    assert made.retry_stand_ins()
    again(made)
    assert is_finished(made)
    assert services.counts() == (gemini, pictures + 1, spoken + 3)
    assert fallen_back(made, "image") == fallen_back(made, "speech") == [False] * 3
    assert made.film.video.name != first_video
    assert not made.retry_stand_ins()


def _forget_health() -> None:
    from django.core.cache import cache

    cache.clear()


def test_a_picture_that_is_refused_is_asked_for_once_more_in_milder_words(services):
    services.on(HUGGING_FACE, black(), times=1)
    made = film()
    assert fallen_back(made, "image") == [False] * 3
    assert services.count(HUGGING_FACE) == 4
    asked = [call.json() for call in services.calls if call.service == HUGGING_FACE]
    assert sum("for all ages" in one["inputs"] for one in asked) == 1
    assert len({one["parameters"]["seed"] for one in asked}) == 4


def test_a_storm_of_503_costs_few_calls_and_no_film(services, monkeypatch):
    # On a busy machine, the two films together may take longer than the pause is.
    monkeypatch.setattr(breaker, "FIRST_PAUSE", 600.0)
    for service in (GEMINI, HUGGING_FACE, GTTS):
        services.on(service, OVERLOADED)
    text = " ".join(f"On day {n} the sea was calm." for n in range(1, 13))
    made = film(input_text=text)
    assert is_finished(made)
    assert made.scenes.count() == 12
    gemini, pictures, spoken = services.counts()
    assert gemini == 4
    # Two models, each with a breaker that opens after five failures, while a second lane may be asking too.
    assert pictures <= 2 * 6
    assert spoken <= 6
    film(make_user("bob@example.org"), input_text="Another text. With two scenes.")
    assert services.count(HUGGING_FACE) == pictures
    assert services.count(GEMINI) == services.count(GTTS) == 5


def test_passing_faults_are_passed_over(services):
    for service in (GEMINI, HUGGING_FACE, GTTS):
        services.on(service, OVERLOADED, times=2)
    made = film()
    assert services.counts() == (3, 5, 5)
    assert fallen_back(made, "image") == fallen_back(made, "speech") == [False] * 3
    assert sum(scene.image_tries for scene in made.scenes.all()) == 5


def test_the_same_film_of_the_same_person_costs_nothing_again(services):
    alice = make_user()
    film(alice)
    calls = services.counts()
    made = film(alice)
    assert services.counts() == calls
    assert is_finished(made)
    assert {scene.image_tries for scene in made.scenes.all()} == {0}


@pytest.mark.parametrize(
    ("change", "more"), [({"style": "paper"}, (0, 3, 0)), ({"input_text": TEXT + " The end."}, (1, 1, 1))]
)
def test_only_what_differs_is_asked_for(services, change, more):
    alice = make_user()
    film(alice)
    calls = services.counts()
    film(alice, **change)
    assert tuple(now - before for now, before in zip(services.counts(), calls, strict=True)) == more


def test_nobody_is_served_what_another_has_paid_for(services):
    film(make_user())
    film(make_user("bob@example.org"))
    assert services.counts() == (2, 6, 6)


def test_memory_can_be_switched_off(settings, services):
    settings.GENERATOR_REUSE_DAYS = 0
    alice = make_user()
    film(alice)
    film(alice)
    assert services.counts() == (2, 6, 6)


def test_no_more_calls_are_in_flight_than_allowed_however_many_films_are_made(settings, services):
    services.delay = 0.05
    settings.GENERATOR_CALLS_AT_ONCE = 4
    taken = []
    for name in ("alice", "bob", "carol"):
        owner = make_user(f"{name}@example.org")
        waiting = make_generation(owner, input_text=TEXT, title="", music="")
        taken.append(Generation.objects.take(waiting.pk, waiting.lease, name))

    def work(generation: Generation) -> None:
        pipeline.run(generation)
        connection.close()

    side_by_side(partial(work, generation) for generation in taken)
    assert Generation.objects.filter(status="succeeded").count() == 3
    assert services.counts() == (3, 9, 9)
    allowed = {GEMINI: 2, HUGGING_FACE: 2, GTTS: 1}
    # How many of them meet depends on the machine.
    assert all(services.most_in_flight[name] <= most for name, most in allowed.items())
    assert services.most_in_flight[HUGGING_FACE] == 2


def test_a_cancel_does_not_wait_for_a_service_that_hangs(services, monkeypatch):
    monkeypatch.setattr(huggingface, "FIRST_BYTE", 20.0)
    services.on(HUGGING_FACE, Answer(how="hang"))
    waiting = make_generation(input_text=TEXT, title="", music="")
    taken = Generation.objects.take(waiting.pk, waiting.lease, "test")

    def cancel() -> None:
        while not services.count(HUGGING_FACE):
            services.closing.wait(0.01)
        Generation.objects.get().cancel()
        connection.close()

    thread = threading.Thread(target=cancel)
    thread.start()
    pipeline.run(taken)
    thread.join()
    assert Generation.objects.get().status == "cancelled"
    # Nobody tries again for a film that nobody waits for.
    assert services.count(HUGGING_FACE) <= 2


def test_a_run_that_ends_leaves_no_thread_that_goes_on_calling(services, monkeypatch):
    """A write that the row refuses ends a run before its heartbeat knows, with a picture still being waited for."""
    monkeypatch.setattr(heartbeat, "BEAT", 60.0)
    monkeypatch.setattr(huggingface, "FIRST_BYTE", 20.0)
    services.on(HUGGING_FACE, Answer(how="hang"))

    def cancel_first(call: Call) -> Answer:
        until = time.monotonic() + 10
        while not services.count(HUGGING_FACE) and time.monotonic() < until:
            time.sleep(0.02)
        Generation.objects.get().cancel()
        connection.close()
        return services.good[GTTS](call)

    services.on(GTTS, cancel_first)
    waiting = make_generation(input_text=TEXT, title="", music="")
    pipeline.run(Generation.objects.take(waiting.pk, waiting.lease, "test"))
    assert Generation.objects.get().status == "cancelled"
    until = time.monotonic() + 3
    while lanes := [one.name for one in threading.enumerate() if one.name.startswith("ThreadPoolExecutor")]:
        assert time.monotonic() < until, lanes
        time.sleep(0.05)


@pytest.mark.parametrize("failing", [False, True], ids=["good", "failing"])
def test_no_key_no_text_and_no_address_is_in_the_log(services, caplog, failing):
    if failing:
        services.on(GEMINI, google_error(403, "PERMISSION_DENIED", f"Key {KEY} of https://example.org"))
        services.on(HUGGING_FACE, in_json({"error": f"{TOKEN} https://example.org harbour"}, 500))
        services.on(GTTS, Answer(how="reset"))
    caplog.set_level(logging.INFO)
    film(input_text=TEXT)
    told = "\n".join(record.getMessage() for record in caplog.records)
    assert "Hugging Face good/first: status" in told
    secrets = [KEY, TOKEN, "127.0.0.1", "://", "example.org", "harbour", "calm", *SENTENCES]
    assert [secret for secret in secrets if secret in told] == []


def test_the_words_that_are_spoken_are_those_of_the_film(services):
    film()
    assert [spoken_text(call) for call in services.calls if call.service == GTTS] == SENTENCES
