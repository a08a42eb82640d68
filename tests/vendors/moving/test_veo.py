"""Pictures that Veo sets in motion: begun, waited for, fetched by the key, and failing in every way."""

from __future__ import annotations

import base64
import time

import pytest

from generator.providers.card import Entry
from generator.providers.vendors import fetching
from generator.providers.vendors.gemini.card import CARD
from generator.providers.vendors.gemini.veo import Veo
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.fakes.veo import MODEL, veo
from tests.vendors.offers import clip, landscape
from tests.vendors.protocols import KEY, google_error, quota
from tests.vendors.server import Answer, Services, in_json, page

ASKED = {"prompt": "Waves roll in.", "seconds": 5.0, "width": 1280, "height": 720, "seed": 7}
PICTURE = landscape(1, 640, 360)


def entry(url: str) -> Entry:
    values = {setting.name: setting.default for setting in CARD.settings}
    given = {"GEMINI_API_KEY": KEY, "GEMINI_BASE_URL": f"{url}/veo", "GEMINI_CLIP_MODELS": [MODEL]}
    (one,) = CARD.entries({**values, **given})["motion"]
    return one


def mover(services: Services, **options) -> Veo:
    return Veo(**{**entry(services.url)["OPTIONS"], **options})


def animate(one: Veo, **changed):
    return one.animate(picture=PICTURE, **ASKED | changed)


def refusal(one: Veo) -> ProviderError:
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/?=]+\.$") as caught:
        animate(one)
    assert KEY not in str(caught.value)
    return caught.value


def test_a_picture_is_sent_and_the_clip_is_fetched_by_the_key(services):
    made = animate(mover(services))
    assert (made.data, made.model) == (clip(1, 320, 5), MODEL)
    (body,) = veo.asked
    (instance,) = body["instances"]
    assert base64.b64decode(instance["image"]["bytesBase64Encoded"]) == PICTURE
    assert (instance["image"]["mimeType"], instance["prompt"]) == ("image/jpeg", "Waves roll in.")
    assert body["parameters"] == {"aspectRatio": "16:9", "durationSeconds": 6}
    assert not any(KEY in call.path for call in services.calls)
    animate(mover(services), width=720, height=1280, seconds=30)
    assert veo.asked[1]["parameters"] == {"aspectRatio": "9:16", "durationSeconds": 8}


def test_no_other_host_gets_the_key(services, monkeypatch):
    """To the machine that the file is sent on from, the same port by another name is another host."""
    monkeypatch.setattr(fetching, "is_public", lambda address: True)
    elsewhere = f"{services.url.replace('127.0.0.1', 'localhost')}/veo/stored/clip.mp4"

    def sent_on(call):
        if "/files/" in call.path:
            return Answer(b"", 302, headers=(("Location", elsewhere),))
        return veo.answer(call)

    services.on("veo", sent_on)
    assert animate(mover(services)).data
    assert services.last().headers["host"].startswith("localhost")
    assert "x-goog-api-key" not in services.last().headers
    assert "x-goog-api-key" in services.calls[-2].headers


FAULTS = {
    "wrong key": (google_error(400, "INVALID_ARGUMENT", "API key not valid."), "config"),
    "no billing": (google_error(400, "FAILED_PRECONDITION", "Billing"), "config"),
    "not allowed": (google_error(403, "PERMISSION_DENIED", "no"), "config"),
    "gone": (google_error(404, "NOT_FOUND", "no"), "gone"),
    "used up": (quota("GenerateRequestsPerDayPerProject"), "quota"),
    "a fault": (google_error(500, "INTERNAL", "no"), "retry"),
    "overloaded": (page(503), "busy"),
    "too often": (Answer(b"", 429, headers=(("Retry-After", "7"),)), "busy"),
    "paid up": (page(402), "quota"),
    "a page": (page(200), "bad_answer"),
    "nothing": (Answer(b""), "bad_answer"),
    "a list": (in_json([]), "bad_answer"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut": (in_json({"name": "x" * 9000}).being("cut"), "retry"),
    "drip": (in_json({"name": "x" * 9000}).being("drip"), "retry"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/elsewhere"),)), "config"),
}


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_wherever_it_comes(services, answer, kind, method):
    services.on("veo", lambda call: answer if call.method == method else veo.answer(call))
    started = time.monotonic()
    assert refusal(mover(services)).kind == ProviderFailure(kind)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("name", [None, 4, "", "../../x", "operations/../x", "https://evil.example/x"])
def test_an_odd_job_is_not_asked_for(services, name):
    services.on("veo", lambda call: in_json({"name": name}))
    assert refusal(mover(services)).kind == ProviderFailure.BAD_ANSWER
    assert len(services.calls) == 1


@pytest.mark.parametrize(
    ("ended", "kind"),
    [
        ({"error": {"code": 13, "message": "internal"}}, "bad_answer"),
        ({"error": {"code": 3, "message": "The prompt violates our policies."}}, "refused"),
        (
            {"response": {"generateVideoResponse": {"raiMediaFilteredReasons": ["It was filtered."]}}},
            "refused",
        ),
        ({"response": {"generateVideoResponse": {}}}, "bad_answer"),
        (
            {"response": {"generateVideoResponse": {"generatedSamples": [{"video": {"uri": 4}}]}}},
            "bad_answer",
        ),
        ({"response": 4}, "bad_answer"),
        ({}, "bad_answer"),
    ],
)
def test_a_job_that_ends_badly_is_told_apart(services, ended, kind):
    veo.ended = ended or {"response": None}
    assert refusal(mover(services)).kind == ProviderFailure(kind)


@pytest.mark.parametrize("file", [page(200), Answer(b"", 404)])
def test_a_result_that_is_no_clip_ends_the_job_and_another_try_is_another_job(services, file):
    veo.file = file
    one = mover(services)
    assert refusal(one).kind == ProviderFailure.BAD_ANSWER
    veo.file = None
    assert animate(one).data
    assert len(veo.jobs) == 2


def test_a_slow_job_is_taken_up_by_the_next_try(services):
    veo.held = True
    one = mover(services, seconds=0.1)
    assert refusal(one).kind == ProviderFailure.RETRY
    veo.held = False
    assert animate(one).data
    assert len(veo.jobs) == 1
