"""Pictures that are set in motion through Hugging Face's router: asked as each provider is asked, and failing in every way."""

from __future__ import annotations

import base64
import io
import logging
import time

import pytest
from django.core.cache.backends.filebased import FileBasedCache
from PIL import Image

from generator.providers.calling.errands import Errand
from generator.providers.card import Entry
from generator.providers.vendors.huggingface.card import CARD
from generator.providers.vendors.huggingface.clips import SMALL, HuggingFaceClips
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.fakes.router import MODELS, router
from tests.vendors.offers import clip, landscape
from tests.vendors.protocols import TOKEN
from tests.vendors.server import Answer, Services, in_json, page

ASKED = {"prompt": "Waves roll in.", "seconds": 5.0, "width": 1280, "height": 720, "seed": 7}
PICTURE = landscape(1, 1280, 720)


def entry(url: str, route: str) -> Entry:
    values = {setting.name: setting.default for setting in CARD.settings}
    places = {"HF_BASE_URL": f"{url}/router", "HF_HUB_URL": f"{url}/router", "HF_TOKEN": TOKEN}
    (one,) = CARD.entries({**values, **places, "HF_CLIP_MODELS": [f"{route}:{MODELS[route][0]}"]})["motion"]
    return one


@pytest.fixture(params=list(MODELS))
def route(request) -> str:
    return request.param


def mover(services: Services, name: str, **options) -> HuggingFaceClips:
    return HuggingFaceClips(**{**entry(services.url, name)["OPTIONS"], **options})


def animate(one: HuggingFaceClips):
    return one.animate(picture=PICTURE, **ASKED)


def refusal(one: HuggingFaceClips) -> ProviderError:
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/?=]+\.$") as caught:
        animate(one)
    assert TOKEN not in str(caught.value)
    return caught.value


def sent_picture(body: dict) -> bytes:
    held = body.get("image_url") or body.get("image") or body["frame_images"][0]["input_image"]
    return base64.b64decode(held.removeprefix("data:image/jpeg;base64,"))


def test_each_is_sent_the_picture_and_its_clip_is_fetched_at_once(services, route):
    made = animate(mover(services, route))
    assert (made.data, made.model) == (clip(1, 320, 5), "Wan-AI/Wan2.2-I2V")
    (body,) = router.asked
    assert body["prompt"] == "Waves roll in."
    sent = sent_picture(body)
    if route == "together":
        assert len(sent) <= SMALL
        assert (body["width"], body["height"], body["frame_images"][0]["frame"]) == (1280, 720, "first")
        with Image.open(io.BytesIO(sent)) as small:
            assert small.width / small.height == pytest.approx(16 / 9, abs=0.02)
    else:
        assert sent == PICTURE


def test_a_model_that_makes_clips_of_words_alone_is_sent_no_picture(services, route):
    router.task = "text-to-video"
    animate(mover(services, route))
    assert "base64" not in str(router.asked)


@pytest.mark.parametrize("elsewhere", ["http://127.0.0.1:1", "http://169.254.169.254", "//evil.example"])
def test_wherever_jobs_are_said_to_be_only_the_router_is_asked(services, route, elsewhere):
    router.elsewhere = elsewhere
    assert animate(mover(services, route)).data
    assert all(call.path.startswith("/router/") for call in services.calls)


ODD_JOBS = [
    {},
    [],
    {"response_url": 4, "data": 4, "id": {}},
    {"response_url": "https://x/a/../../b", "data": {"urls": {"get": "https://x/../c"}}, "id": "../d"},
    {"response_url": "https://x//evil/", "data": {"urls": {"get": None}}, "id": "a b"},
    {"data": {"urls": []}, "id": None},
]


@pytest.mark.parametrize("told", ODD_JOBS)
def test_an_odd_job_is_not_asked_for(services, route, told):
    def answer(call):
        return in_json(told) if call.method == "POST" else router.answer(call)

    services.on("router", answer)
    assert refusal(mover(services, route)).kind == ProviderFailure.BAD_ANSWER
    assert services.last().method == "POST"


FAULTS = {
    "no key": (in_json({"error": "Invalid"}, 401), "config"),
    "paid up": (in_json({"error": "Pay-as-you-go is not enabled"}, 402), "quota"),
    "not allowed": (in_json({"error": "no"}, 403), "config"),
    "gone": (in_json({"error": "no"}, 404), "gone"),
    "too often": (in_json({}, 429, headers=(("Retry-After", "7"),)), "busy"),
    "refused": (in_json({"error": "flagged by moderation"}, 422), "refused"),
    "wrong": (in_json({"detail": "width"}, 422), "input"),
    "a fault": (page(500), "retry"),
    "overloaded": (page(503), "busy"),
    "a page": (page(200), "bad_answer"),
    "nothing": (Answer(b""), "bad_answer"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut": (in_json({"id": "x" * 9000}).being("cut"), "retry"),
    "drip": (in_json({"id": "x" * 9000}).being("drip"), "retry"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/elsewhere"),)), "config"),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_wherever_it_comes(services, answer, kind):
    """All routes are asked by the same few lines."""
    route = "fal-ai"
    for method in ("POST", "GET"):
        router.reset()

        def failing(call, method=method):
            is_it = call.method == method and "/api/models/" not in call.path
            return answer if is_it else router.answer(call)

        services.on("router", failing)
        started = time.monotonic()
        failure = refusal(mover(services, route))
        assert failure.kind == ProviderFailure(kind)
        assert failure.wait == (7.0 if kind == "busy" and answer.status == 429 else None)
        assert time.monotonic() - started < 3


def test_a_model_that_is_gone_from_the_hub_is_told(services, route):
    assert refusal(mover(services, route, model="nobody/none")).kind == ProviderFailure.GONE
    router.status = "error"
    assert refusal(mover(services, route)).kind == ProviderFailure.GONE
    assert not router.jobs


def test_a_route_that_we_do_not_speak_is_told(services):
    with pytest.raises(ProviderError, match="HF_CLIP_MODELS"):
        mover(services, "fal-ai", route="novita")


def test_a_job_that_fails_is_told_apart(services, route):
    router.failed = "out of memory"
    failure = refusal(mover(services, route))
    assert (failure.kind, "memory" in str(failure)) == (ProviderFailure.BAD_ANSWER, False)
    router.failed = "The prompt was flagged as NSFW"
    assert refusal(mover(services, route)).kind == ProviderFailure.REFUSED


@pytest.mark.parametrize(
    "file",
    [page(200), in_json({}), Answer(b"", 404), Answer(b"", 410)],
    ids=["a page", "JSON", "not there", "gone"],
)
def test_a_result_that_is_no_clip_ends_the_job_and_another_try_is_another_job(services, route, file):
    router.file = file
    one = mover(services, route)
    assert refusal(one).kind == ProviderFailure.BAD_ANSWER
    router.file = None
    assert animate(one).data
    assert len(router.jobs) == 2


def test_a_result_inside_is_not_fetched(services, route):
    inside = f"{services.url.replace('127.0.0.1', 'localhost')}/router/files/clip.mp4"
    router.done = {
        "video": {"url": inside},
        "outputs": [inside] if route == "wavespeed" else {"video_url": inside},
    }
    assert "public internet" in str(refusal(mover(services, route)))


def test_a_huge_clip_is_not_read_to_its_end(services, route, monkeypatch):
    monkeypatch.setattr("generator.providers.vendors.huggingface.clips.MOST_BYTES", 1000)
    assert refusal(mover(services, route)).kind == ProviderFailure.BAD_ANSWER


def test_a_job_that_is_slow_or_out_of_reach_is_taken_up_by_the_next_try(services, route):
    router.held = True
    one = mover(services, route, seconds=0.1)
    assert refusal(one).kind == ProviderFailure.RETRY
    router.held = False
    assert animate(one).data
    assert len(router.jobs) == 1


def test_another_worker_waits_for_the_job_that_was_noted(services, route, tmp_path):
    store = FileBasedCache(str(tmp_path), {})
    router.held = True
    first, second = mover(services, route, seconds=0.1), mover(services, route)
    first.errand = Errand("ab" * 16, store=store, seconds=60)
    refusal(first)
    router.held = False
    second.errand = Errand("ab" * 16, is_resumed=True, store=store, seconds=60)
    assert animate(second).data
    assert len(router.jobs) == 1


def test_no_key_is_told_in_a_log(services, route, caplog):
    caplog.set_level(logging.INFO)
    animate(mover(services, route))
    services.on("router", in_json({"error": TOKEN}, 500))
    refusal(mover(services, route))
    assert TOKEN not in "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
