"""Pictures that are set in motion by `/videos`: asked for what a model can, waited for, and failing in every way."""

from __future__ import annotations

import base64
import time

import pytest

from generator.providers.card import Entry
from generator.providers.vendors.openai_compatible import clips as adapter
from generator.providers.vendors.openai_compatible import wire
from generator.providers.vendors.openai_compatible.card import CARD
from generator.providers.vendors.openai_compatible.clips import OpenAIClips
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.fakes.openai import OPENAI_KEY, error
from tests.vendors.moving.openrouter import CAN, MODEL, Videos
from tests.vendors.offers import clip, landscape
from tests.vendors.server import Answer, Services, in_json, page

ASKED = {"prompt": "Waves roll in.", "seconds": 5.0, "width": 1280, "height": 720, "seed": 7}
PICTURE = landscape(1, 640, 360)


def entry(url: str) -> Entry:
    values = {setting.name: setting.default for setting in CARD.settings}
    given = {"OPENAI_CLIP_BASE_URL": f"{url}/openai/v1", "OPENAI_CLIP_API_KEY": OPENAI_KEY}
    (one,) = CARD.entries({**values, **given, "OPENAI_CLIP_MODELS": [MODEL]})["motion"]
    return one


@pytest.fixture(autouse=True)
def videos(services: Services, monkeypatch) -> Videos:
    for name in ("FIRST_PAUSE", "LONGEST_PAUSE"):
        monkeypatch.setattr(adapter, name, 0.01)
    for name in ("FIRST_BYTE", "OWN_FIRST_BYTE", "BODY"):
        monkeypatch.setattr(wire, name, 0.6)
    made = Videos()
    services.on("openai", made.answer)
    return made


def mover(services: Services, **options) -> OpenAIClips:
    return OpenAIClips(**{**entry(services.url)["OPTIONS"], **options})


def animate(one: OpenAIClips, **changed):
    return one.animate(picture=PICTURE, **ASKED | changed)


def refusal(one: OpenAIClips) -> ProviderError:
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/?=]+\.$") as caught:
        animate(one)
    assert OPENAI_KEY not in str(caught.value)
    return caught.value


def test_only_what_the_model_can_is_asked_for_and_only_its_own_address_is_asked(services, videos):
    made = animate(mover(services))
    assert (made.data, made.model) == (clip(1, 320, 5), MODEL)
    (body,) = videos.asked
    (frame,) = body["frame_images"]
    held = frame["image_url"]["url"].removeprefix("data:image/jpeg;base64,")
    assert (base64.b64decode(held), frame["frame_type"]) == (PICTURE, "first_frame")
    assert (body["duration"], body["aspect_ratio"]) == (6, "16:9")
    animate(mover(services), seconds=30, width=720, height=1280)
    assert (videos.asked[1]["duration"], videos.asked[1]["aspect_ratio"]) == (8, "9:16")


@pytest.mark.parametrize(
    "models", [None, [], "odd", [{**CAN, "supported_durations": "4", "supported_aspect_ratios": 7}]]
)
def test_where_nothing_is_told_of_the_model_neither_length_nor_shape_is_asked_for(services, videos, models):
    videos.models = models
    animate(mover(services))
    assert set(videos.asked[0]) == {"model", "prompt", "frame_images"}


def test_a_model_that_is_not_in_the_list_is_gone(services, videos):
    videos.models = [{**CAN, "id": "other/model"}]
    assert refusal(mover(services)).kind == ProviderFailure.GONE
    assert not videos.jobs


FAULTS = {
    "wrong key": (error(401, "No auth credentials found"), "config"),
    "no credit": (error(402, "Insufficient credits"), "quota"),
    "refused": (error(400, "flagged by moderation"), "refused"),
    "not allowed": (error(403, "no"), "config"),
    "no such model": (error(404, "No endpoints found for this model"), "gone"),
    "too often": (error(429, "slow down"), "busy"),
    "a fault": (error(500, "no"), "retry"),
    "overloaded": (page(503), "busy"),
    "a page": (page(200), "bad_answer"),
    "nothing": (Answer(b""), "bad_answer"),
    "a list": (in_json([]), "bad_answer"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut": (in_json({"id": "x" * 9000}).being("cut"), "retry"),
    "drip": (in_json({"id": "x" * 9000}).being("drip"), "retry"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/elsewhere"),)), "config"),
}


@pytest.mark.parametrize("place", ["POST", "job-"])
@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_wherever_it_comes(services, videos, answer, kind, place):
    services.on(
        "openai", lambda call: answer if place in f"{call.method} {call.path}" else videos.answer(call)
    )
    started = time.monotonic()
    assert refusal(mover(services)).kind == ProviderFailure(kind)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("ended", "kind"),
    [
        ({"status": "failed", "error": "internal"}, "bad_answer"),
        ({"status": "failed", "error": {"message": "blocked by the safety filter"}}, "refused"),
        ({"status": "expired"}, "bad_answer"),
        ({"status": "cancelled"}, "bad_answer"),
        ({"status": 7}, "bad_answer"),
    ],
)
def test_a_job_that_ends_badly_is_told_apart(services, videos, ended, kind):
    videos.ended = ended
    assert refusal(mover(services)).kind == ProviderFailure(kind)


@pytest.mark.parametrize("number", [None, 7, "", "../models", "a/b", "http://evil.example"])
def test_an_odd_job_is_not_asked_for(services, videos, number):
    services.on(
        "openai", lambda call: in_json({"id": number}) if call.method == "POST" else videos.answer(call)
    )
    assert refusal(mover(services)).kind == ProviderFailure.BAD_ANSWER
    assert services.last().method == "POST"


@pytest.mark.parametrize("file", [page(200), Answer(b"", 404)])
def test_a_result_that_is_no_clip_ends_the_job_and_another_try_is_another_job(services, videos, file):
    videos.file = file
    one = mover(services)
    assert refusal(one).kind == ProviderFailure.BAD_ANSWER
    videos.file = None
    assert animate(one).data
    assert len(videos.jobs) == 2


def test_a_slow_job_is_taken_up_by_the_next_try(services, videos):
    videos.held = True
    one = mover(services, seconds=0.1)
    assert refusal(one).kind == ProviderFailure.RETRY
    videos.held = False
    assert animate(one).data
    assert len(videos.jobs) == 1
