"""Ollama as it is on the wire."""

from __future__ import annotations

import base64
import json
import time

import pytest

from generator.providers.vendors.ollama.client import OllamaText, OllamaVision
from generator.providers.vendors.ollama.room import answer_to, context_for, least_tokens_of, tokens_of
from studio.errors import ProviderError, ProviderFailure
from tests.app.stages.conftest import photo
from tests.vendors.fakes.ollama import NAME, says
from tests.vendors.fakes.ollama import answer as well
from tests.vendors.fakes.openai import storyboard
from tests.vendors.server import Answer, Call, Services, in_json, page

TEXT = "The sea was calm. A boat came in, slowly. Nobody was on it. The bell rang."
BOARD = json.dumps(storyboard("1. a\n2. b\n3. c\n4. d", is_planned=True))
MODEL = "gemma4:12b"


@pytest.fixture
def writer(services: Services) -> OllamaText:
    return OllamaText(base_url=f"{services.url}/{NAME}/", model=MODEL)


@pytest.fixture
def viewer(services: Services) -> OllamaVision:
    return OllamaVision(base_url=f"{services.url}/{NAME}", model=MODEL)


def refusal(writer: OllamaText | OllamaVision) -> ProviderError:
    def ask() -> object:
        is_blind = isinstance(writer, OllamaText)
        return writer.write_storyboard(text=TEXT) if is_blind else writer.describe(picture=photo())

    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        ask()
    return caught.value


def test_it_asks_by_schema_without_thinking_and_with_room_for_question_and_answer(writer, services):
    board = writer.write_storyboard(text=TEXT, language="en")
    assert " ".join(passage.narration for passage in board.passages) == TEXT
    assert board.model == MODEL
    call = services.last()
    assert call.path == "/ollama/api/chat"
    assert "authorization" not in call.headers
    asked = call.json()
    assert (asked["stream"], asked["think"], asked["truncate"]) == (False, False, False)
    assert asked["format"]["properties"]["scenes"]["type"] == "array"
    system, user = asked["messages"]
    assert '"shows_subject"' in system["content"]
    letters = len(system["content"]) + len(user["content"])
    options = asked["options"]
    assert options["num_ctx"] >= letters / 3 + options["num_predict"]
    assert options["num_predict"] >= 2048


def test_a_picture_is_sent_in_base64_and_no_places_are_asked_for(viewer, services):
    seen = viewer.describe(picture=photo(), language="de")
    assert (seen.keywords, seen.boxes, seen.model) == (("dog", "beach"), (), MODEL)
    system, user = services.last().json()["messages"]
    assert [base64.b64decode(one) for one in user["images"]] == [photo()]
    assert "box_2d" not in system["content"]


TEXTS = {
    "english": "The harbour was quiet, and nobody came. ",
    "german": "Der Hafen war still, und niemand kam vorüber. ",
    "thai": "ท่าเรือเงียบสงบและไม่มีใครมา ",
    "chinese": "港口很安静。没有人来。",
    "lines": "Go.\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("letters", [100, 5000])
def test_a_section_of_a_text_in_any_script_has_room_within_the_usual_limit(text, letters):
    question = (text * letters)[:letters]
    size = context_for("x" * 4000, question, 0)
    assert size & (size - 1) == 0
    assert 4096 <= size <= 16384
    assert size >= tokens_of(question) + answer_to(question) + 4000 // 3
    assert least_tokens_of(question) <= tokens_of(question)


def test_a_text_that_does_not_fit_is_not_sent(services):
    writer = OllamaText(base_url=f"{services.url}/{NAME}", model=MODEL, most_context=4096)
    with pytest.raises(ProviderError, match="too little room") as caught:
        writer.write_storyboard(text=TEXT * 40)
    assert caught.value.kind == ProviderFailure.INPUT
    assert services.calls == []


@pytest.mark.parametrize(
    "figures",
    [{"prompt_eval_count": 40}, {"prompt_eval_count": 4096}, {"prompt_eval_count": 2500, "eval_count": 1596}],
    ids=["smaller than it can be", "the whole context", "no room left"],
)
def test_a_question_that_was_cut_in_silence_is_found_out_by_its_figures(writer, services, figures):
    services.on(NAME, says(BOARD, **figures))
    failed = refusal(writer)
    assert "too little room" in str(failed)
    assert failed.kind == ProviderFailure.INPUT
    assert services.last().json()["options"]["num_ctx"] == 4096


@pytest.mark.parametrize(
    "figures", [{"prompt_eval_count": 0}, {"prompt_eval_count": None}, {"eval_count": "x"}]
)
def test_figures_that_are_missing_say_nothing(writer, services, figures):
    services.on(NAME, says(BOARD, **figures))
    assert writer.write_storyboard(text=TEXT).passages


def test_what_a_server_does_not_know_is_left_out(writer, services):
    def answer(call: Call) -> Answer:
        asked = call.json()
        if "format" in asked:
            return in_json({"error": "invalid format: schemas are not supported"}, 400)
        return (
            in_json({"error": f'"{MODEL}" does not support thinking'}, 400)
            if "think" in asked
            else well(call)
        )

    services.on(NAME, answer)
    assert writer.write_storyboard(text=TEXT).passages
    assert len(services.calls) == 3


def test_thoughts_are_no_part_of_an_answer(writer, services):
    services.on(NAME, says(f"<think>{{so}}</think>{BOARD}"))
    assert writer.write_storyboard(text=TEXT).passages


FAULTS = {
    "model missing": (in_json({"error": f"model '{MODEL}' not found"}, 404), "gone"),
    "model missing of old": (
        in_json({"error": f"model '{MODEL}' not found, try pulling it first"}, 404),
        "gone",
    ),
    "another server": (page(404), "config"),
    "wrong key": (in_json({"error": "unauthorized"}, 401), "config"),
    "used up": (in_json({"error": "you have reached your weekly usage limit"}, 429), "quota"),
    "too many": (in_json({"error": "slow down"}, 429), "busy"),
    "queue full": (
        in_json({"error": "server busy, please try again. maximum pending requests exceeded"}, 503),
        "busy",
    ),
    "too little memory": (in_json({"error": "model requires more system memory"}, 500), "retry"),
    "does not fit": (in_json({"error": "the input length exceeds the context length"}, 400), "input"),
    "bad request": (in_json({"error": "missing request body"}, 400), "input"),
    "runner died": (in_json({"error": "llama runner process has terminated"}, 500), "retry"),
    "an error with status 200": (
        in_json({"error": "an error was encountered while running the model"}),
        "retry",
    ),
    "thought too long": (says("", "length"), "bad_answer"),
    "cut off": (says('{"title"', "length"), "bad_answer"),
    "empty": (says(""), "bad_answer"),
    "no message": (in_json({"done": True}), "bad_answer"),
    "odd message": (in_json({"message": []}), "bad_answer"),
    "prose": (says("I would love to."), "bad_answer"),
    "a page": (page(200), "bad_answer"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/elsewhere"),)), "config"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut": (says(BOARD).being("cut"), "retry"),
    "drip": (says(BOARD).being("drip"), "retry"),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_and_takes_one_call(writer, services, answer, kind):
    services.on(NAME, answer)
    started = time.monotonic()
    assert refusal(writer).kind == ProviderFailure(kind)
    assert len(services.calls) == 1
    assert time.monotonic() - started < 3


def test_who_lacks_a_model_is_told_how_to_get_it(writer, services):
    services.on(NAME, FAULTS["model missing"][0])
    assert f"`ollama pull {MODEL}`" in str(refusal(writer))


def test_a_model_without_eyes_is_told_of(viewer, services):
    services.on(NAME, in_json({"error": "this model is missing data required for image input"}, 500))
    failed = refusal(viewer)
    assert "cannot look at pictures" in str(failed)
    assert failed.kind == ProviderFailure.GONE


def test_the_only_model_is_used_without_a_name(services):
    board = OllamaText(base_url=f"{services.url}/{NAME}").write_storyboard(text=TEXT)
    assert board.model == MODEL
    assert [call.path for call in services.calls] == ["/ollama/api/tags", "/ollama/api/chat"]


def test_nobody_guesses_among_several(services):
    services.on(NAME, in_json({"models": [{"name": "a"}, {"name": "b"}]}))
    writer = OllamaText(base_url=f"{services.url}/{NAME}")
    assert "OLLAMA_TEXT_MODELS" in str(refusal(writer))
    assert writer.offers() == ["a", "b"]


def test_a_key_is_sent_where_one_is_set(services):
    OllamaText(base_url=f"{services.url}/{NAME}", key="of-ollama", model=MODEL).write_storyboard(text=TEXT)
    assert services.last().headers["authorization"] == "Bearer of-ollama"
