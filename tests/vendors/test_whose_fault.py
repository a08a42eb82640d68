"""What one person has asked for takes no service away from the others; what is wrong with the set-up does."""

from __future__ import annotations

from typing import Any

import pytest

from generator.providers.calling.chain import Served
from generator.providers.factory import get_provider
from generator.providers.setup.trial import CALLS
from studio.errors import ProviderFailure
from tests.vendors.conftest import lists
from tests.vendors.protocols import black, google_error, quota, reason, says
from tests.vendors.server import GEMINI, GTTS, HUGGING_FACE, Answer, Services, in_json, page

KIND = {GEMINI: "vision", HUGGING_FACE: "image", GTTS: "speech"}
BAD_REQUEST = "INVALID_ARGUMENT"
PRECONDITION = "FAILED_PRECONDITION"
LOCATION = "User location is not supported for the API use."
BILLING = "Gemini API free tier is not available in your country. Please enable billing on your project."
ECHO = "width must be divisible by 8: 'The model is not supported, not found, deprecated'"
PYDANTIC = {"detail": [{"loc": ["body", "inputs"], "msg": "too long", "input": "model not found"}]}
KEY_INVALID = reason("API_KEY_INVALID")


def google(status: int, name: str, message: str, *details: dict[str, Any]) -> Answer:
    return google_error(status, name, message, *details)


# Service, answer, kind of failure, and whether the next film is served by the service.
TABLE: list[tuple[str, Answer, str, bool]] = [
    # About one input.
    (GEMINI, google(400, BAD_REQUEST, "Provided image is not valid."), "input", True),
    (GEMINI, google(400, BAD_REQUEST, "Unable to process input image."), "input", True),
    (GEMINI, google(400, BAD_REQUEST, "The input token count (2000000) exceeds the maximum."), "input", True),
    (GEMINI, google(400, BAD_REQUEST, "Invalid text: 'API key not valid. API_KEY_INVALID'"), "input", True),
    (GEMINI, google(400, BAD_REQUEST, f"Cannot read: {LOCATION}"), "input", True),
    (GEMINI, google(413, BAD_REQUEST, "Request payload size exceeds the limit."), "input", True),
    (GEMINI, google(415, BAD_REQUEST, "Unsupported MIME type."), "input", True),
    (GEMINI, google(422, BAD_REQUEST, "Unprocessable."), "input", True),
    (GEMINI, page(400), "input", True),
    (GEMINI, page(413), "input", True),
    (GEMINI, in_json({"error": "bad request"}, 400), "input", True),
    (GEMINI, in_json({"promptFeedback": {"blockReason": 1}}), "refused", True),
    (GEMINI, says("", finish=3), "refused", True),
    (HUGGING_FACE, in_json({"error": "width must be divisible by 8"}, 400), "input", True),
    (HUGGING_FACE, in_json({"error": ECHO}, 400), "input", True),
    (HUGGING_FACE, in_json({"error": ["inputs is too long"]}, 400), "input", True),
    (HUGGING_FACE, Answer(b"Bad Request", 400, "text/plain"), "input", True),
    (HUGGING_FACE, in_json(PYDANTIC, 422), "input", True),
    (HUGGING_FACE, Answer(b"", 413), "input", True),
    (HUGGING_FACE, Answer(b"", 415), "input", True),
    (HUGGING_FACE, Answer(b"", 451), "input", True),
    (HUGGING_FACE, in_json({"error": "The prompt was flagged"}, 422), "refused", True),
    (HUGGING_FACE, black(), "refused", True),
    (GTTS, Answer(b"", 400), "input", True),
    (GTTS, page(413), "input", True),
    (GTTS, Answer(b"", 414), "input", True),
    (GTTS, Answer(b"", 422), "input", True),
    # About the set-up.
    (GEMINI, google(400, BAD_REQUEST, "API key not valid. Please pass one.", KEY_INVALID), "config", False),
    (GEMINI, google(400, BAD_REQUEST, "API key not valid. Please pass one."), "config", False),
    (GEMINI, google(400, BAD_REQUEST, "API key expired. Please renew it.", KEY_INVALID), "config", False),
    (GEMINI, google(400, PRECONDITION, LOCATION), "config", False),
    (GEMINI, google(400, PRECONDITION, BILLING), "config", False),
    (
        GEMINI,
        google(400, BAD_REQUEST, "* GenerateContentRequest.model: unexpected model name"),
        "gone",
        False,
    ),
    (GEMINI, google(401, "UNAUTHENTICATED", "Expected OAuth 2."), "config", False),
    (GEMINI, google(403, "PERMISSION_DENIED", "Method blocked."), "config", False),
    (GEMINI, google(404, "NOT_FOUND", "models/x is not found."), "gone", False),
    (GEMINI, page(407), "config", False),
    (GEMINI, quota("RequestsPerDay"), "quota", False),
    (HUGGING_FACE, in_json({"error": "Invalid username or password."}, 401), "config", False),
    (HUGGING_FACE, in_json({"error": "not sufficient permissions"}, 403), "config", False),
    (HUGGING_FACE, in_json({"error": "credits"}, 402), "quota", False),
    (HUGGING_FACE, Answer(b"Not Found", 404, "text/plain"), "gone", False),
    (
        HUGGING_FACE,
        in_json({"error": "Model not supported by provider hf-inference"}, 400),
        "gone",
        False,
    ),
    (HUGGING_FACE, in_json({"error": {"message": "The model `x` does not exist."}}, 400), "gone", False),
    (HUGGING_FACE, Answer(b"", 405), "config", False),
    (GTTS, Answer(b"", 403), "gone", False),
    (GTTS, Answer(b"", 404), "gone", False),
]


@pytest.fixture
def ask(settings, services: Services, monkeypatch):
    providers = lists(services.url)
    # One model, so that what comes of it is not hidden by the next.
    del providers["image"][1]
    settings.GENERATOR_PROVIDERS = providers

    def ask(service: str) -> Served[Any]:
        kind = KIND[service]
        return get_provider(kind).call(CALLS[kind])  # type: ignore[call-overload]

    return ask


def test_only_what_is_wrong_with_the_set_up_is_felt_by_the_next_film(ask, services):
    found = []
    for service, answer, _, _ in TABLE:
        chain = get_provider(KIND[service])  # type: ignore[call-overload]
        guard = chain.links[0].guard
        guard.breaker.reset()
        services.on(service, answer)
        calls = services.count(service)
        first = ask(service)
        asked = services.count(service) - calls
        services.well(service)
        second = ask(service)
        health = guard.breaker.health()
        found.append((ProviderFailure(guard.breaker._read()["kind"]), not second.fell_back))
        assert first.fell_back
        assert asked == 1
        assert health.state == ("open" if second.fell_back else "closed")
        assert second.reason == (first.reason if second.fell_back else "")
    assert found == [(ProviderFailure(kind), served) for _, _, kind, served in TABLE]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (
            google_error(400, PRECONDITION, LOCATION),
            "Gemini does not serve the country in which this site runs.",
        ),
        (
            google_error(400, PRECONDITION, BILLING),
            "Gemini needs something to be set up in the account of this site first, such as billing.",
        ),
        (
            google_error(400, BAD_REQUEST, "Provided image is not valid."),
            "Gemini cannot take what it was given.",
        ),
    ],
    ids=["country", "billing", "input"],
)
def test_the_reason_is_said_as_it_is(ask, services, answer, sentence):
    services.on(GEMINI, answer)
    assert ask(GEMINI).reason == sentence


def test_a_hundred_bad_inputs_leave_the_service_to_all_others(ask, services):
    services.on(GTTS, Answer(b"", 400), times=100)
    for _ in range(100):
        assert ask(GTTS).fell_back
    assert not ask(GTTS).fell_back
