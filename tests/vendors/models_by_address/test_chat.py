"""Words and eyes by OpenAI's protocol, as it is on the wire."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable

import pytest

from generator.providers.language.questions import INVENTED, OBSERVED_WITHOUT_PLACES, PLANNED
from generator.providers.vendors.openai_compatible import habits as learned
from generator.providers.vendors.openai_compatible.chat import OpenAIText, OpenAIVision, strict
from studio.errors import ProviderError, ProviderFailure
from tests.app.stages.conftest import photo
from tests.vendors.fakes.openai import NAME, OPENAI_KEY, SEEN, asked_of, chat, error, says, storyboard
from tests.vendors.server import Answer, Call, Services, in_json, page

TEXT = "The sea was calm. A boat came in, slowly. Nobody was on it. The bell rang."
BOARD = storyboard("1. a\n2. b\n3. c\n4. d", is_planned=True)
GOOD = says(json.dumps(BOARD))


@pytest.fixture
def writer(services: Services) -> OpenAIText:
    return OpenAIText(base_url=f"{services.url}/{NAME}/v1", key=OPENAI_KEY, model="writer-1")


@pytest.fixture
def viewer(services: Services) -> OpenAIVision:
    return OpenAIVision(base_url=f"{services.url}/{NAME}/v1/", key=OPENAI_KEY, model="seer-1")


def bodies(services: Services) -> list[dict]:
    return [call.json() for call in services.calls if call.body]


def forms(services: Services) -> list[str]:
    return [body.get("response_format", {}).get("type", "plain") for body in bodies(services)]


def limits(services: Services) -> list[str]:
    return [next((name for name in body if name.startswith("max_")), "") for body in bodies(services)]


def refusing(told: Answer, *fields: str) -> Callable[[Call], Answer]:
    """Return a server that answers so wherever one of these words is in the question's fields, else well."""

    def answer(call: Call) -> Answer:
        asked = {name: value for name, value in call.json().items() if name != "messages"}
        return told if any(field in json.dumps(asked) for field in fields) else chat(call)

    return answer


def test_it_asks_with_a_strict_schema_without_temperature_and_the_words_stay(writer, services):
    board = writer.write_storyboard(text=TEXT, language="en")
    call = services.last()
    assert call.path == "/openai/v1/chat/completions"
    assert call.headers["authorization"] == f"Bearer {OPENAI_KEY}"
    asked = call.json()
    assert set(asked) == {"model", "messages", "max_completion_tokens", "response_format"}
    wanted = asked["response_format"]["json_schema"]
    assert wanted["strict"] is True
    assert wanted["schema"]["additionalProperties"] is False
    assert wanted["schema"]["properties"]["scenes"]["items"]["additionalProperties"] is False
    assert " ".join(passage.narration for passage in board.passages) == TEXT
    assert board.model == "writer-1"
    assert board.passages[0].prompt.startswith("A harbour, view 0, a small blue boat")


def test_a_topic_is_written_about(writer):
    board = writer.invent_storyboard(topic="the deep sea", language="en")
    assert all("deep sea" in passage.narration for passage in board.passages)


@pytest.mark.parametrize("schema", [PLANNED, INVENTED, OBSERVED_WITHOUT_PLACES])
def test_every_object_of_a_strict_schema_is_closed_and_needs_all_of_its_parts(schema):
    def objects(found):
        if isinstance(found, dict):
            if found.get("type") == "object":
                yield found
            for value in found.values():
                yield from objects(value)

    made = strict(schema)
    assert len(list(objects(made))) == 2
    for one in objects(made):
        assert one["required"] == list(one["properties"])
        assert one["additionalProperties"] is False
    assert "additionalProperties" not in json.dumps(schema)


def test_a_picture_is_sent_behind_the_words_and_no_places_are_asked_for(viewer, services):
    seen = viewer.describe(picture=photo(), language="de")
    assert (seen.keywords, seen.text, seen.boxes) == (("dog", "beach"), "A dog runs along a beach.", ())
    instruction, parts = (message["content"] for message in services.last().json()["messages"])
    assert [part["type"] for part in parts] == ["text", "image_url"]
    address = parts[1]["image_url"]["url"]
    assert base64.b64decode(address.removeprefix("data:image/jpeg;base64,")) == photo()
    assert "box" not in instruction + json.dumps(services.last().json()["response_format"])
    assert "'de'" in instruction


def test_places_that_nobody_asked_for_are_not_believed(viewer, services):
    found = {**SEEN, "objects": [{"label": "dog", "box_2d": [100, 200, 900, 600]}]}
    services.on(NAME, says(json.dumps(found)))
    assert viewer.describe(picture=photo()).boxes == ()


# What servers say that know no schemas, or no JSON either: OpenAI, DeepSeek, Groq, LM Studio, llama.cpp, a gateway that
# names no reason.
NO_SCHEMA = {
    "unavailable": error(400, "This response_format type is unavailable now"),
    "not with this model": error(
        400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."
    ),
    "model does not support": error(400, "This model does not support response format `json_schema`"),
    "allowed values": error(400, "'response_format.type' : value is not one of the allowed values ['text']"),
    "a string": in_json({"error": "response_format.type must be text"}, 400),
    "pydantic": in_json(
        {"detail": [{"loc": ["body", "response_format", "type"], "msg": "Input should be 'text'"}]}, 422
    ),
    "grammar": error(500, "Failed to parse grammar: json_schema has a reference"),
    "no endpoint": error(404, "No endpoints found that can handle the requested parameters."),
    "no reason": Answer(b"Bad Request", 400, "text/plain"),
    "an empty reason": in_json({}, 400),
    "a bare reason": error(400, "Bad Request"),
}


@pytest.mark.parametrize("told", NO_SCHEMA.values(), ids=NO_SCHEMA)
def test_a_server_without_schemas_is_asked_in_json_and_then_in_words(writer, services, told):
    services.on(NAME, refusing(told, '"json_schema"'))
    writer.write_storyboard(text=TEXT, language="en")
    assert forms(services) == ["json_schema", "json_object"]
    services.calls.clear()
    learned.habits.forget()
    services.on(NAME, refusing(told, "response_format"))
    writer.write_storyboard(text=TEXT, language="en")
    assert forms(services) == ["json_schema", "json_object", "plain"]
    instruction, _ = asked_of(services.last())
    assert '"additionalProperties": false' in instruction
    assert "JSON" in instruction


def test_what_was_learned_is_kept_for_this_address_and_model_alone(services, monkeypatch):
    told = error(400, "This response_format type is unavailable now", param="response_format")
    services.on(NAME, refusing(told, "response_format"))

    def ask(model: str) -> None:
        OpenAIText(base_url=f"{services.url}/{NAME}/v1", key=OPENAI_KEY, model=model).write_storyboard(
            text=TEXT
        )

    ask("writer-1")
    ask("writer-1")
    assert forms(services) == ["json_schema", "json_object", "plain", "plain"]
    ask("writer-2")
    assert len(services.calls) == 7
    monkeypatch.setattr(learned, "REMEMBERED", -1.0)
    learned.habits.forget()
    ask("writer-1")
    ask("writer-1")
    assert len(services.calls) == 13


def test_a_text_that_is_refused_for_its_own_sake_costs_one_call_once_the_server_is_known(writer, services):
    writer.write_storyboard(text=TEXT)
    services.on(NAME, Answer(b"Bad Request", 400, "text/plain"))
    with pytest.raises(ProviderError) as caught:
        writer.write_storyboard(text=TEXT)
    assert caught.value.kind == ProviderFailure.INPUT
    assert len(services.calls) == 2


NO_LIMIT = {
    "new name unknown": (
        error(
            400, "Unsupported parameter: 'max_completion_tokens' is not supported. Use 'max_tokens' instead."
        ),
        ("max_completion_tokens",),
        ["max_completion_tokens", "max_tokens"],
    ),
    "extra field": (
        in_json({"detail": [{"type": "extra_forbidden", "loc": ["body", "max_completion_tokens"]}]}, 422),
        ("max_completion_tokens",),
        ["max_completion_tokens", "max_tokens"],
    ),
    "too many": (
        error(400, "max_tokens is too large: 16384. This model supports at most 4096 completion tokens."),
        ("max_tokens", "max_completion_tokens"),
        ["max_completion_tokens", "max_tokens", ""],
    ),
}


@pytest.mark.parametrize(("told", "fields", "asked"), NO_LIMIT.values(), ids=NO_LIMIT)
def test_the_longest_answer_is_called_what_the_server_calls_it(writer, services, told, fields, asked):
    services.on(NAME, refusing(told, *fields))
    writer.write_storyboard(text=TEXT)
    writer.write_storyboard(text=TEXT)
    assert limits(services) == [*asked, asked[-1]]
    assert set(forms(services)) == {"json_schema"}


ODD = {
    "parts": says([{"type": "thinking", "text": "{}"}, {"type": "text", "text": json.dumps(BOARD)}]),
    "strings": says([json.dumps(BOARD)[:40], json.dumps(BOARD)[40:]]),
    "thoughts": says(f"<think>A plan {{of}} sorts</think>\n{json.dumps(BOARD)}"),
    "thoughts without a beginning": says(f"Let me see {{}}.</think>{json.dumps(BOARD)}"),
    "a fence": says(f"Here it is:\n```json\n{json.dumps(BOARD)}\n```\nI hope {{this}} helps."),
    "other braces first": says(f"For {{a}} text: {json.dumps(BOARD)}"),
    "null refusal": says(json.dumps(BOARD), refusal=None),
}


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD)
def test_an_answer_is_read_in_whatever_wrapping_it_comes(writer, services, answer):
    services.on(NAME, answer)
    board = writer.write_storyboard(text=TEXT)
    assert " ".join(passage.narration for passage in board.passages) == TEXT
    assert len(services.calls) == 1


OPENROUTER = {"error": {"message": "Rate limit exceeded", "code": 429}}
FAULTS = {
    "wrong key": (error(401, "Incorrect API key provided: sk-1234.", code="invalid_api_key"), "config"),
    "wrong key as bad request": (error(400, "Invalid API key"), "config"),
    "no credit": (error(402, "Insufficient Balance"), "quota"),
    "quota": (error(429, "You exceeded your current quota", code="insufficient_quota"), "quota"),
    "a day's limit": (error(429, "Rate limit exceeded: free-models-per-day"), "quota"),
    "a minute's limit": (
        error(429, "Rate limit reached. Add a payment method at https://example.org/billing."),
        "busy",
    ),
    "forbidden": (error(403, "Country, region, or territory not supported"), "config"),
    "moderated": (error(403, "Input was flagged by moderation"), "refused"),
    "content policy": (error(400, "Rejected", code="content_policy_violation"), "refused"),
    "model gone": (error(404, "The model `x` does not exist", code="model_not_found"), "gone"),
    "model gone as bad request": (error(400, "x is not a valid model ID"), "gone"),
    "model retired": (error(400, "The model `x` has been decommissioned"), "gone"),
    "no such path": (in_json({"detail": "Not Found"}, 404), "config"),
    "a page with 404": (page(404), "config"),
    "too long": (
        error(400, "This model's maximum context length is 8192", code="context_length_exceeded"),
        "input",
    ),
    "too large": (Answer(b"", 413), "input"),
    "internal": (error(500, "The server had an error"), "retry"),
    "overloaded": (page(503), "busy"),
    "loading": (error(503, "Loading model"), "busy"),
    "refused": (says(None, refusal="I cannot help with that."), "refused"),
    "filtered": (says("", "content_filter"), "refused"),
    "thought too long": (says("", "length"), "bad_answer"),
    "thought aloud too long": (says("<think>Well, well", "length"), "bad_answer"),
    "only thoughts": (says("<think>Well</think>"), "bad_answer"),
    "cut off": (says('{"title": "T', "length"), "bad_answer"),
    "whole but cut": (says(json.dumps(BOARD), "length"), "bad_answer"),
    "empty": (says(""), "bad_answer"),
    "null": (says(None), "bad_answer"),
    "fault behind a gateway": (says("", "error"), "retry"),
    "an error with status 200": (in_json(OPENROUTER), "busy"),
    "an error in words with status 200": (in_json({"error": "upstream"}), "retry"),
    "no choices": (in_json({"choices": []}), "bad_answer"),
    "odd choices": (in_json({"choices": "none"}), "bad_answer"),
    "odd message": (in_json({"choices": [{"message": []}]}), "bad_answer"),
    "a list": (in_json([1]), "bad_answer"),
    "a page with status 200": (page(200), "bad_answer"),
    "prose": (says("I would love to."), "bad_answer"),
    "deep nesting": (Answer(b"[" * 100_000), "bad_answer"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/elsewhere"),)), "config"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut on the way": (GOOD.being("cut"), "retry"),
    "drip": (GOOD.being("drip"), "retry"),
    "huge": (Answer(b" " * (33 * 1024 * 1024)), "bad_answer"),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_and_takes_one_call(writer, services, answer, kind):
    services.on(NAME, answer)
    started = time.monotonic()
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        writer.write_storyboard(text=TEXT)
    assert caught.value.kind == ProviderFailure(kind)
    assert OPENAI_KEY not in str(caught.value)
    assert len(services.calls) == 1
    assert time.monotonic() - started < 3


BLIND = {
    "llama.cpp": error(500, "image input is not supported - hint: you may need to provide the mmproj"),
    "OpenRouter": error(404, "No endpoints found that support image input"),
    "OpenAI": error(400, "Invalid content type. image_url is only supported by certain models."),
    "DeepSeek": error(400, "messages[1]: unknown variant `image_url`, expected `text`"),
    "vLLM": error(400, "x is not a multimodal model"),
}


@pytest.mark.parametrize("answer", BLIND.values(), ids=BLIND)
def test_a_model_without_eyes_is_told_of_in_a_sentence(viewer, services, answer):
    services.on(NAME, answer)
    with pytest.raises(ProviderError, match="cannot look at pictures") as caught:
        viewer.describe(picture=photo())
    assert caught.value.kind == ProviderFailure.GONE


@pytest.mark.parametrize(("header", "seconds"), [("7", 7.0), ("99999", 600.0), ("soon", None), ("", None)])
def test_it_learns_how_long_to_wait(writer, services, header, seconds):
    headers = (("Retry-After", header),) if header else ()
    services.on(NAME, in_json({"error": {"message": "Slow down"}}, 429, headers=headers))
    with pytest.raises(ProviderError) as caught:
        writer.write_storyboard(text=TEXT)
    assert (caught.value.kind, caught.value.wait) == (ProviderFailure.BUSY, seconds)


def models(services: Services, *names: str) -> None:
    def answer(call: Call) -> Answer:
        return in_json({"data": [{"id": name} for name in names]}) if call.method == "GET" else chat(call)

    services.on(NAME, answer)


def test_the_one_model_of_an_own_server_is_used_without_a_name_and_without_a_key(services):
    models(services, "the-only-one")
    board = OpenAIText(base_url=f"{services.url}/{NAME}/v1").write_storyboard(text=TEXT)
    assert board.model == "the-only-one"
    assert [call.path for call in services.calls] == ["/openai/v1/models", "/openai/v1/chat/completions"]
    assert all("authorization" not in call.headers for call in services.calls)


@pytest.mark.parametrize(("names", "told"), [((), "has no model yet"), (("a", "b"), "has 2 models")])
def test_nobody_guesses_among_several_models(services, names, told):
    models(services, *names)
    writer = OpenAIText(base_url=f"{services.url}/{NAME}/v1")
    with pytest.raises(ProviderError, match=f"{told}.*OPENAI_TEXT_MODELS") as caught:
        writer.write_storyboard(text=TEXT)
    assert caught.value.kind == ProviderFailure.CONFIG
    assert writer.offers() == list(names)


def test_a_paid_service_is_not_asked_for_a_model_that_nobody_chose(services, monkeypatch):
    monkeypatch.setattr("generator.providers.vendors.openai_compatible.wire.is_own", lambda address: False)
    with pytest.raises(ProviderError, match="names none of them"):
        OpenAIText(base_url=f"{services.url}/{NAME}/v1", key=OPENAI_KEY).write_storyboard(text=TEXT)
    assert services.calls == []


def test_a_netrc_of_the_machine_does_not_take_the_keys_place(services, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    models(services, "one")
    OpenAIText(base_url=f"{services.url}/{NAME}/v1").offers()
    assert "authorization" not in services.last().headers
