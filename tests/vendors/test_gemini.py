"""Gemini as it is on the wire, through each of Google's own packages."""

from __future__ import annotations

import base64
import json
import re
import time
from dataclasses import replace

import pytest

from generator.providers.vendors.gemini.client import PACKAGES, GeminiText, GeminiVision
from studio.contracts import Box
from studio.errors import ProviderError, ProviderFailure
from tests.app.stages.conftest import photo
from tests.vendors.protocols import KEY, google_error, quota, reason, says
from tests.vendors.server import GEMINI, Answer, Services, in_json, page

TEXT = "The sea was calm. A boat came in, slowly. Nobody was on it. The bell rang."
GOOD_BOARD = {"title": "T", "language": "en", "keywords": [], "subject": "", "look": "", "scenes": []}


# The older package asks for reasons by number, the newer one gets their names.
FINISHES = {1: "STOP", 2: "MAX_TOKENS", 3: "SAFETY", 4: "RECITATION", 77: "SOMETHING_NEW"}


def with_names(answer: Answer) -> Answer:
    try:
        told = json.loads(answer.body)
    except ValueError:
        return answer
    for candidate in told.get("candidates", []) if answer.how == "whole" else []:
        candidate["finishReason"] = FINISHES[candidate["finishReason"]]
    if told.get("promptFeedback"):
        told["promptFeedback"] = {"blockReason": "SAFETY"}
    return replace(answer, body=json.dumps(told).encode()) if answer.how == "whole" else answer


@pytest.fixture(params=PACKAGES)
def package(request, services: Services) -> str:
    name: str = request.param
    if name == "google-genai":
        services.rewrite = with_names
    return name


@pytest.fixture
def writer(services: Services, package) -> GeminiText:
    return GeminiText(key=KEY, model="gemini-test", base_url=services.url, package=package)


@pytest.fixture
def viewer(services: Services, package) -> GeminiVision:
    return GeminiVision(key=KEY, model="gemini-test", base_url=services.url, package=package)


def board(*scenes: dict, **changed) -> Answer:
    return says(json.dumps({**GOOD_BOARD, "scenes": list(scenes), **changed}))


def test_it_says_what_a_picture_shows(viewer, services):
    seen = viewer.describe(picture=photo(), language="de")
    assert seen.keywords == ("dog", "beach")
    assert seen.text == "A dog runs along a beach."
    assert seen.model == "gemini-test"
    assert seen.boxes == (
        Box(name="dog", left=0.2, top=0.1, right=0.6, bottom=0.9),
        Box(name="dog", left=0.7, top=0.3, right=1.0, bottom=0.5),
    )
    call = services.last()
    assert call.path.startswith("/v1beta/models/gemini-test:generateContent")
    assert call.headers["x-goog-api-key"] == KEY
    asked = call.json()
    sent = asked["contents"][0]["parts"][0]["inlineData"]["data"].translate(str.maketrans("-_", "+/"))
    assert base64.b64decode(sent + "=" * (-len(sent) % 4)) == photo()
    instruction = asked["systemInstruction"]["parts"][0]["text"]
    assert "Don't make things up" in instruction
    assert "'de'" in instruction


def test_it_asks_for_json_by_schema_and_sends_nothing_that_new_models_refuse(viewer, services):
    viewer.describe(picture=photo())
    wanted = services.last().json()["generationConfig"]
    assert wanted["responseMimeType"] == "application/json"
    assert wanted["responseSchema"]["type"] in (6, "OBJECT")
    assert wanted["maxOutputTokens"] >= 8192
    assert not {"temperature", "topP", "topK", "candidateCount"} & set(wanted)


def test_it_plans_scenes_and_leaves_the_words_alone(writer):
    made = writer.write_storyboard(text=TEXT)
    assert [passage.narration for passage in made.passages] == [
        "The sea was calm.",
        "A boat came in, slowly.",
        "Nobody was on it.",
        "The bell rang.",
    ]
    assert (made.title, made.language, made.keywords) == ("The quiet harbour", "en", ("harbour", "boat"))
    assert (made.mood, made.model) == ("calm", "gemini-test")


def test_all_pictures_share_one_look_and_those_with_the_subject_its_one_description(writer):
    prompts = [passage.prompt for passage in writer.write_storyboard(text=TEXT).passages]
    assert all(prompt.endswith("grey morning light") for prompt in prompts)
    assert ["a small blue boat with a white mast" in prompt for prompt in prompts] == [True, False] * 2


def test_what_the_owner_gave_is_kept(writer):
    made = writer.write_storyboard(text=TEXT, language="fr", title="Mine", keywords=("my boat",))
    assert (made.title, made.language, made.keywords) == ("Mine", "fr", ("my boat",))


def test_it_groups_units_into_scenes(writer, services):
    services.on(
        GEMINI, board({"last": 2, "prompt": "Sea", "shows_subject": False}, {"last": 3, "prompt": "Deck"})
    )
    made = writer.write_storyboard(text=TEXT)
    # The last scene holds what the model forgot.
    assert [passage.narration for passage in made.passages] == [
        "The sea was calm. A boat came in, slowly.",
        "Nobody was on it. The bell rang.",
    ]


LINES = "The sea was calm. Very calm.\nA boat came in.\n\nNobody was on it.\nThe bell rang."


@pytest.mark.parametrize(
    ("split", "narrations"),
    [
        (
            "sentence",
            ["The sea was calm.", "Very calm.", "A boat came in.", "Nobody was on it.", "The bell rang."],
        ),
        ("line", ["The sea was calm. Very calm.", "A boat came in.", "Nobody was on it.", "The bell rang."]),
        ("paragraph", ["The sea was calm. Very calm. A boat came in.", "Nobody was on it. The bell rang."]),
    ],
)
def test_the_owner_may_say_where_scenes_are_cut(writer, services, split, narrations):
    made = writer.write_storyboard(text=LINES, split=split)
    assert [passage.narration for passage in made.passages] == narrations
    services.on(GEMINI, board({"last": 1, "prompt": "Sea"}))
    with pytest.raises(ProviderError):
        writer.write_storyboard(text=LINES, split=split)


def test_signs_alone_are_no_scene(writer):
    text = "🌊\nThe sea was calm.\n🎉🎉🎉\nA boat came in.\n* * *\nNobody was on it.\nThe bell rang.\n?!"
    made = writer.write_storyboard(text=text, split="line")
    assert [passage.narration for passage in made.passages] == [
        "🌊 The sea was calm. 🎉🎉🎉",
        "A boat came in.",
        "Nobody was on it.",
        "The bell rang. ?!",
    ]


def test_neighbours_are_joined_where_there_would_be_too_many_scenes(writer):
    text = "\n".join(f"On day {day} the sea was calm." for day in range(300))
    made = writer.write_storyboard(text=text, split="line")
    assert len(made.passages) == 120
    assert " ".join(passage.narration for passage in made.passages).split() == text.split()


@pytest.mark.parametrize("split", ["auto", "sentence"])
def test_a_long_text_is_planned_in_sections_that_share_subject_look_title_and_language(
    writer, services, split
):
    sentence = "On day {} the sea was calm, and the boat came in slowly, and nobody was seen on it, so that"
    text = " ".join(f"{sentence} everybody rang the bell and went home.".format(day) for day in range(119))
    made = writer.write_storyboard(text=text, split=split)
    asked = [call.json() for call in services.calls]
    questions = [one["contents"][0]["parts"][0]["text"] for one in asked]
    assert len(questions) == 4
    assert "subject" not in questions[0]
    assert all("a small blue boat with a white mast" in later for later in questions[1:])
    assert all(len(question) < 9000 for question in questions)
    assert " ".join(passage.narration for passage in made.passages).split() == text.split()
    assert 1 < len(made.passages) <= 120
    assert made.title == "The quiet harbour"


def test_scenes_of_all_sections_together_are_not_more_than_a_film_has(writer, services):
    def too_many(call):
        numbers = re.findall(r"^(\d+)\. ", call.json()["contents"][0]["parts"][0]["text"], re.MULTILINE)
        return board(*({"last": int(number), "prompt": "Sea"} for number in numbers))

    services.on(GEMINI, too_many)
    with pytest.raises(ProviderError):
        writer.write_storyboard(text="The sea was calm. " * 600)


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Smith paid 1,000.50 dollars.  He left!\n\nA new   paragraph (short.) 'No.' Then",
        "word " * 400,
        "One sentence, with many clauses, " * 30 + "ends here.",
        "今日は晴れです。明日は雨でしょう。",
        "x" * 700,
    ],
    ids=["abbreviations", "no sentence", "one long sentence", "no spaces", "one word"],
)
def test_no_word_is_added_lost_or_changed(writer, text):
    made = writer.write_storyboard(text=text)
    assert "".join("".join(passage.narration for passage in made.passages).split()) == "".join(text.split())
    assert all(len(passage.narration) <= 260 for passage in made.passages)


def test_it_writes_the_text_when_asked_to(writer, services):
    made = writer.invent_storyboard(topic="the deep sea", language="en")
    assert len(made.passages) == 3
    assert all("deep sea" in passage.narration for passage in made.passages)
    assert "Topic: the deep sea" in services.last().json()["contents"][0]["parts"][0]["text"]


def test_a_scene_that_it_wrote_without_a_word_goes_with_its_neighbour(writer, services):
    scenes = ("🌊", "The sea was calm.", "…", "The bell rang.")
    services.on(GEMINI, board(*({"narration": words, "prompt": f"Sea of {words}"} for words in scenes)))
    made = writer.invent_storyboard(topic="the deep sea", language="en")
    assert [passage.narration for passage in made.passages] == ["🌊 The sea was calm. …", "The bell rang."]


@pytest.mark.parametrize(
    "wrap",
    ["```json\n{}\n```", "Here is your storyboard:\n{}\nEnjoy!", "{}"],
    ids=["fenced", "in a sentence", "bare"],
)
def test_json_is_found_wherever_it_stands(viewer, services, wrap):
    answer = json.dumps({"objects": [{"label": "cat"}], "description": "A cat sleeps."})
    services.on(GEMINI, says(wrap.replace("{}", answer)))
    assert viewer.describe(picture=photo()).keywords == ("cat",)


FAULTS = {
    "wrong key": (
        google_error(400, "INVALID_ARGUMENT", "API key not valid.", reason("API_KEY_INVALID")),
        "config",
    ),
    "key of a kind that is refused": (
        google_error(401, "UNAUTHENTICATED", "Expected OAuth 2.", reason("ACCESS_TOKEN_TYPE_UNSUPPORTED")),
        "config",
    ),
    "key blocked": (google_error(403, "PERMISSION_DENIED", "Method blocked."), "config"),
    "wrong argument": (google_error(400, "INVALID_ARGUMENT", "Unknown field."), "input"),
    "model gone": (google_error(404, "NOT_FOUND", "models/x is not found."), "gone"),
    "used up for today": (quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "47s"), "quota"),
    "too many in a minute": (quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "47s"), "busy"),
    "no time that we can read": (quota("GenerateRequestsPerMinutePerProjectPerModel", "1.2.3s"), "busy"),
    "a time of signs": (quota("GenerateRequestsPerMinutePerProjectPerModel", "4²s"), "busy"),
    "internal": (google_error(500, "INTERNAL", "Internal error."), "retry"),
    "overloaded": (google_error(503, "UNAVAILABLE", "The model is overloaded."), "busy"),
    "gateway": (google_error(504, "DEADLINE_EXCEEDED", "Deadline expired."), "busy"),
    "a proxy's error": (in_json({"error": "upstream failed"}, 502), "busy"),
    "a page with an error": (page(503), "busy"),
    "a page instead of an answer": (page(200), "bad_answer"),
    "an error with status 200": (in_json({"error": {"code": 500, "message": "x"}}), "bad_answer"),
    "half of an answer": (Answer(b'{"candidates": [{"con'), "bad_answer"),
    "no candidates": (in_json({"candidates": []}), "bad_answer"),
    "nothing at all": (in_json({}), "bad_answer"),
    "blocked prompt": (in_json({"promptFeedback": {"blockReason": 1}}), "refused"),
    "blocked answer": (says("", finish=3), "refused"),
    "recited": (says("", finish=4), "refused"),
    "a reason that is newer than the package": (says("", finish=77), "refused"),
    "out of tokens before the first word": (says("", finish=2), "bad_answer"),
    "out of tokens in the middle": (says('{"objects": ["ca', finish=2), "bad_answer"),
    "cut json": (says('{"objects": ["cat"], "descr'), "bad_answer"),
    "a list": (says('["cat"]'), "bad_answer"),
    "another shape": (says('{"things": ["cat"]}'), "bad_answer"),
    "prose": (says("I see a cat."), "bad_answer"),
    "no word": (says('{"objects": [{"label": "cat"}], "description": "🐈 …"}'), "bad_answer"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut off": (says("x" * 900).being("cut"), "retry"),
    "drip": (says("x" * 900).being("drip"), "retry"),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_and_takes_one_call(viewer, services, answer, kind):
    services.on(GEMINI, answer)
    started = time.monotonic()
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        viewer.describe(picture=photo())
    assert caught.value.kind == ProviderFailure(kind)
    assert KEY not in str(caught.value)
    assert services.count(GEMINI) == 1
    assert time.monotonic() - started < 3


def test_it_learns_how_long_to_wait(viewer, services):
    services.on(GEMINI, quota("GenerateRequestsPerMinute", "47.5s"))
    with pytest.raises(ProviderError) as caught:
        viewer.describe(picture=photo())
    assert caught.value.wait == 47.5


@pytest.mark.parametrize(
    "answer",
    [
        board(),
        board({"last": 9, "prompt": "Sea"}),
        board({"last": 2, "prompt": "Sea"}, {"last": 1, "prompt": "Sea"}, {"last": 4, "prompt": "Sea"}),
        board({"last": "two", "prompt": "Sea"}),
        board({"last": 4, "prompt": ""}),
        board(*[{"last": 1, "prompt": "Sea"}] * 41),
        board({"last": 4, "prompt": "Sea"}, title=""),
        board({"last": 4, "prompt": "Sea"}, language="German"),
        board("a scene", scenes=["a scene"]),
    ],
    ids=[
        "no scene",
        "a unit that is not there",
        "units out of order",
        "no number",
        "no prompt",
        "too many scenes",
        "no title",
        "no language",
        "scenes of another shape",
    ],
)
def test_a_storyboard_that_cannot_be_used_is_a_bad_answer(writer, services, answer):
    services.on(GEMINI, answer)
    with pytest.raises(ProviderError) as caught:
        writer.write_storyboard(text=TEXT)
    assert caught.value.kind == ProviderFailure.BAD_ANSWER


def test_a_key_that_no_header_can_carry_is_told_in_a_sentence(services, package):
    viewer = GeminiVision(key="schlüssel\n", model="gemini-test", base_url=services.url, package=package)
    with pytest.raises(ProviderError) as caught:
        viewer.describe(picture=photo())
    assert caught.value.kind == ProviderFailure.CONFIG


def test_an_address_where_nobody_listens_is_told_in_a_sentence(package):
    viewer = GeminiVision(key=KEY, model="gemini-test", base_url="http://127.0.0.1:9", package=package)
    with pytest.raises(ProviderError, match="cannot be reached"):
        viewer.describe(picture=photo())


def test_codes_that_no_database_keeps_are_left_out_of_its_answers(writer, services):
    scenes = ({"last": 2, "prompt": "S\udfff\x00ea"}, {"last": 4, "prompt": "Deck\uffff"})
    services.on(GEMINI, board(*scenes, title="A\ud800 boat\x07"))
    made = writer.write_storyboard(text=TEXT)
    assert made.title == "A boat"
    assert ["Sea" in made.passages[0].prompt, "Deck" in made.passages[1].prompt] == [True, True]
    " ".join(passage.prompt for passage in made.passages).encode()


def test_a_package_that_nobody_knows_is_told_in_a_sentence():
    with pytest.raises(ProviderError, match="not one that we know") as caught:
        GeminiText(key=KEY, model="gemini-test", package="gemini-by-post")
    assert caught.value.kind == ProviderFailure.CONFIG
