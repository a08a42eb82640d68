"""Scripts about a topic, by Gemini on the wire: as long as the voice that will speak them needs for the time wanted."""

from __future__ import annotations

import io
import json
import threading
import time
import wave

import numpy as np
import pytest

from generator.models import Generation
from generator.pipeline.writing import asking, films
from generator.pipeline.writing.films import Rewording
from generator.pipeline.writing.length import measure
from generator.pipeline.writing.scripts import ScriptOrder, write_script
from studio.contracts import Speech
from studio.speech.samples import sample_of
from tests.support.stand_ins import PROVIDERS, RATE, QuickSpeech, log
from tests.vendors.conftest import lists
from tests.vendors.protocols import google_error, says
from tests.vendors.server import GEMINI, GTTS, Answer, Call, Services, page
from tests.vendors.written import SENTENCES, script_of, wanted_letters

ORDER = ScriptOrder(topic="the deep sea", seconds=30)
LETTERS_A_SECOND = 13.0


@pytest.fixture(autouse=True)
def site(db, settings, services: Services, monkeypatch) -> None:
    settings.GENERATOR_PROVIDERS = lists(services.url) | {"speech": PROVIDERS["speech"]}
    spoken_at(monkeypatch, LETTERS_A_SECOND)


def spoken_at(monkeypatch, rate: float, sample: float | None = None) -> None:
    """Have the quick voice say so many letters a second, and its sample at another rate if one is named."""

    def speak(self: QuickSpeech, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        log.note("speech", {"text": text, "language": language, "voice": voice})
        is_sample = text.rstrip(".") == sample_of("en").rstrip(".")
        seconds = len(text) / (sample if sample and is_sample else rate)
        data = io.BytesIO()
        with wave.open(data, "wb") as sound:
            sound.setparams((1, 2, RATE, 0, "NONE", ""))
            noise = np.random.default_rng(1).integers(-6000, 6000, round(seconds * RATE), np.int16)
            sound.writeframes(noise.tobytes())
        return Speech(data=data.getvalue(), duration=seconds, words=(), model="tone")

    monkeypatch.setattr(QuickSpeech, "speak", speak)


def writes_times(services: Services, *factors: float) -> None:
    """Have scripts written that are so many times as long as they were to be, one after the other."""
    left = list(factors)

    def answer(call: Call) -> Answer:
        asked = call.json()
        letters = wanted_letters(asked["systemInstruction"]["parts"][0]["text"])
        paragraphs = script_of(round(letters * left.pop(0)))
        return says(json.dumps({"title": "T", "language": "en", "paragraphs": paragraphs}))

    services.on(GEMINI, answer)


def letters_asked(services: Services) -> list[int]:
    told = [call.json()["systemInstruction"]["parts"][0]["text"] for call in services.calls]
    return [wanted_letters(instruction) for instruction in told]


@pytest.mark.parametrize("seconds", [15, 30, 60, 90, 180])
def test_a_script_is_as_long_as_it_was_wanted(services, seconds):
    made = write_script(ScriptOrder(topic="the deep sea", seconds=seconds))
    spoken = len(made.script.text) / LETTERS_A_SECOND
    # With the breaths between scenes and the pauses between sentences, which are about 5 % each.
    assert spoken * 1.1 == pytest.approx(made.seconds, rel=0.08)
    assert made.seconds == pytest.approx(seconds, rel=0.2)
    assert "nothing is sent yet" in made.told


@pytest.mark.parametrize("rate", [9.0, 13.0, 19.0])
def test_a_quick_voice_gets_more_words(services, monkeypatch, rate):
    spoken_at(monkeypatch, rate)
    made = write_script(ORDER)
    assert letters_asked(services)[0] == pytest.approx(30 / 1.05 * rate, rel=0.03)
    assert len(made.script.text) / rate == pytest.approx(30, rel=0.2)


def test_what_is_off_is_corrected_once_with_the_draft(services):
    writes_times(services, 2.0, 1.0)
    made = write_script(ORDER)
    assert services.count(GEMINI) == 2
    assert "Shorten this draft" in services.last().json()["contents"][-1]["parts"][0]["text"]
    assert made.miss < 0.15
    assert "seconds with this voice. Correct" in made.told


def test_where_the_sample_misleads_the_text_itself_is_measured(services, monkeypatch):
    spoken_at(monkeypatch, 18.0, sample=11.0)
    made = write_script(ORDER)
    first, second = letters_asked(services)
    assert first == pytest.approx(30 / 1.05 * 11.0, rel=0.05)
    assert second == pytest.approx(30 / 1.1 * 18.0, rel=0.08)
    assert made.miss < 0.2


def test_there_is_one_correction_and_the_nearer_one_is_shown(services):
    writes_times(services, 2.6, 1.8, 1.0)
    made = write_script(ORDER)
    assert services.count(GEMINI) == 2
    assert made.seconds == pytest.approx(54, rel=0.15)
    assert "the service came no nearer" in made.told


def test_a_correction_that_fails_leaves_what_was_written(services):
    writes_times(services, 2.0)
    good = services.planned[GEMINI]

    def then_dead(call: Call) -> Answer:
        return good(call) if services.count(GEMINI) == 1 else google_error(400, "INVALID_ARGUMENT", "x")

    services.on(GEMINI, then_dead)
    assert set(write_script(ORDER).script.text.replace("\n\n", " ").split()) <= set(
        " ".join(SENTENCES).split()
    )


@pytest.mark.parametrize(
    ("order", "language", "told"),
    [
        (ScriptOrder(topic="das Meer", seconds=30, language="de"), "de", "'de'"),
        (ScriptOrder(topic="the sea", seconds=30, voice="robot-fr"), "fr", "'fr'"),
        (
            ScriptOrder(topic="Die Tiefe des Meeres und was darin lebt", seconds=30),
            "de",
            "language of the topic",
        ),
    ],
)
def test_the_language_is_that_of_the_choice_the_voice_or_the_topic(services, order, language, told):
    services.on(GEMINI, google_error(400, "INVALID_ARGUMENT", "x"))
    with pytest.raises(asking.UnwrittenError):
        write_script(order)
    assert log.calls[0][1]["language"] == language
    assert told in services.calls[0].json()["systemInstruction"]["parts"][0]["text"]


def test_without_a_narrator_it_is_as_long_as_people_read(services):
    write_script(ScriptOrder(topic="the sea", seconds=60, voice=Generation.NO_VOICE))
    assert log.calls == []
    assert letters_asked(services)[0] == pytest.approx(60 / 1.05 * 15, rel=0.03)


def test_a_voice_of_a_service_is_asked_for_its_sample_alone(services, settings):
    settings.GENERATOR_PROVIDERS = lists(services.url)
    write_script(ORDER)
    assert services.count(GTTS) == 1


def test_a_script_in_chinese_has_as_many_signs_as_are_spoken():
    measured = measure(Generation(language="zh", voice=Generation.NO_VOICE))
    assert measured.letters(60, "zh") == pytest.approx(60 / 1.05 * 5.5, rel=0.03)
    assert measured.seconds("海" * 314) == pytest.approx(60, rel=0.03)


FAULTS = {
    "busy": (Answer(b"", 503), "Gemini"),
    "a wrong key": (google_error(403, "PERMISSION_DENIED", "secret-of-ours"), "Gemini"),
    "a page": (page(), "Gemini"),
    "nonsense": (says("{}"), "form that we cannot use"),
    "cut": (says("{}").being("cut"), "Gemini"),
    "reset": (says("{}").being("reset"), "Gemini"),
    "hangs": (says("{}").being("hang"), "Gemini"),
}


@pytest.mark.parametrize(("answer", "told"), FAULTS.values(), ids=FAULTS)
def test_every_fault_is_a_sentence(services, answer, told):
    services.on(GEMINI, answer)
    with pytest.raises(asking.UnwrittenError) as caught:
        write_script(ORDER)
    assert told in str(caught.value)
    assert "secret" not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_no_writing_lasts_for_ever(services, monkeypatch):
    monkeypatch.setattr("generator.pipeline.writing.scripts.MOST_SECONDS", 0.4)
    services.delay = 1.5
    started = time.monotonic()
    with pytest.raises(asking.UnwrittenError, match="took too long"):
        write_script(ORDER)
    assert time.monotonic() - started < 2.0


def test_without_a_service_that_writes_a_sentence_says_what_it_takes(settings):
    settings.GENERATOR_PROVIDERS = PROVIDERS
    assert not asking.can_write()
    with pytest.raises(asking.UnwrittenError, match="set up a text service"):
        write_script(ORDER)


def test_a_scene_is_brought_to_its_time(services):
    film = Generation(language="en", title="Sea")
    words, seconds = films.reword(film, Rewording(narration="The sea was calm.", how="time", seconds=10))
    assert words == "Today the sea lay perfectly still."
    assert seconds == pytest.approx(len(words) / LETTERS_A_SECOND * 1.05, rel=0.05)
    told = services.last().json()["systemInstruction"]["parts"][0]["text"]
    assert wanted_letters(told) == pytest.approx(10 / 1.05 * LETTERS_A_SECOND, rel=0.05)


@pytest.mark.parametrize(
    ("how", "task"), [("otherwise", "other words"), ("shorter", "about 70 "), ("longer", "about 140 ")]
)
def test_a_scene_is_shortened_and_lengthened(services, how, task):
    film = Generation(language="en")
    films.reword(film, Rewording(narration=("The sea was calm. " * 6)[:100], how=how))
    assert task in services.last().json()["systemInstruction"]["parts"][0]["text"]


def test_a_scene_of_pauses_has_nothing_to_reword(services):
    with pytest.raises(asking.UnwrittenError, match="no words"):
        films.reword(Generation(language="en"), Rewording(narration="[pause 2s]"))
    assert services.count(GEMINI) == 0


def finished(owner: int, token: str) -> dict:
    return asking.look(owner, token, seconds=10)


def test_what_is_written_beside_a_page_is_there_for_whoever_asked_alone():
    token = asking.start(7, lambda: {"text": "The sea."})
    assert finished(7, token) == {"done": True, "text": "The sea."}
    assert finished(7, token)["text"] == "The sea."
    assert asking.look(8, token) == {"done": True, "refusal": asking.GONE}
    asking.forget(7, token)
    assert asking.look(7, token)["refusal"] == asking.GONE


def test_faults_beside_a_page_are_sentences_and_say_nothing_of_the_inside():
    def refuse() -> dict:
        raise asking.UnwrittenError("Not now.")

    def break_down() -> dict:
        raise RuntimeError("secret-of-ours")

    assert finished(7, asking.start(7, refuse))["refusal"] == "Not now."
    assert "secret" not in finished(7, asking.start(7, break_down))["refusal"]


def test_nobody_has_many_texts_written_at_once_and_places_become_free():
    gate = threading.Event()
    tokens = [asking.start(7, lambda: {"text": str(gate.wait(10))}) for _ in range(asking.AT_ONCE)]
    assert asking.look(7, tokens[0]) == {}
    with pytest.raises(asking.UnwrittenError, match="Several texts"):
        asking.start(7, dict)
    asking.start(8, dict)
    gate.set()
    for token in tokens:
        assert finished(7, token)["done"]
    time.sleep(0.05)
    asking.start(7, dict)


def test_a_writing_whose_process_has_ended_says_so(monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(asking, "MOST_SECONDS", -60)
    token = asking.start(9, lambda: {"text": str(gate.wait(5))})
    assert asking.look(9, token)["refusal"] == asking.INTERRUPTED
    gate.set()


def test_the_same_token_goes_on_with_what_is_being_written():
    count: list[int] = []
    for _ in range(2):
        asking.start(7, lambda: {"text": str(count.append(1))}, "wish")
    finished(7, "wish")
    assert asking.start(7, lambda: {"text": str(count.append(1))}, "wish") == "wish"
    assert count == [1]
