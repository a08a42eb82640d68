"""Kokoro as it is on the wire."""

from __future__ import annotations

import base64
import json
import time

import pytest

from generator.providers.factory import get_voices
from generator.providers.listing import lists as known_lists
from generator.providers.vendors.kokoro.card import CARD
from generator.providers.vendors.kokoro.speech import KokoroSpeech
from generator.providers.vendors.kokoro.voices import find_voice, listed_names, read_voices
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.conftest import closed_port
from tests.vendors.fakes.kokoro import (
    BEFORE,
    BETWEEN,
    KOKORO_KEY,
    NAME,
    WORD,
    captioned,
    seconds_of,
    sound,
    timestamps,
)
from tests.vendors.fakes.openai import tone, wav
from tests.vendors.server import Answer, Call, Services, in_json, page
from tests.vendors.voices.sounds import check_words, samples_of

TEXT = "Dr. Hale didn't climb the 1,109 steps."
STEP = WORD + BETWEEN
CLAUSES = ", ".join(
    f"and the keeper went on up the stairs of tower {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"
)


def voice(services: Services, *voices: str, **options) -> KokoroSpeech:
    return KokoroSpeech(base_url=f"{services.url}/{NAME}", voices=voices, **options)


def asked(services: Services) -> list[str]:
    return [call.path.removeprefix(f"/{NAME}") for call in services.calls]


def test_it_tells_the_exact_times_of_the_words_that_are_written(services):
    said = voice(services, "af_heart", key=KOKORO_KEY).speak(text=TEXT, language="en")
    call = services.last()
    assert call.path == "/kokoro/dev/captioned_speech"
    assert call.headers["authorization"] == f"Bearer {KOKORO_KEY}"
    assert call.json() == {
        **{"model": "kokoro", "input": TEXT, "voice": "af_heart", "response_format": "wav"},
        **{"speed": 1.0, "lang_code": "a", "stream": False, "return_timestamps": True},
    }
    samples_of(said)
    check_words(said, TEXT)
    assert said.model == "kokoro af_heart"
    # What the server had put before the first word was cut, and the times with it.
    start = said.words[0].start
    assert start < 0.1
    # Doctor Hale did n't climb the one thousand one hundred nine steps
    places = [(0, 1), (1, 2), (2, 4), (4, 5), (5, 6), (6, 11), (11, 12)]
    for word, (first, last) in zip(said.words, places, strict=True):
        assert word.start == pytest.approx(start + first * STEP, abs=0.01), word
        assert word.end == pytest.approx(start + last * STEP - BETWEEN, abs=0.06), word


@pytest.mark.parametrize("pace", [0.6, 1.6])
def test_the_server_makes_the_pace(services, pace):
    said = voice(services, "af_heart").speak(text=TEXT, language="en", pace=pace)
    assert services.last().json()["speed"] == pace
    assert said.duration == pytest.approx(seconds_of(TEXT, pace), abs=0.2)
    check_words(said, TEXT)


def test_a_server_without_times_speaks_without_them_and_is_asked_for_them_once(services):
    def answer(call: Call) -> Answer:
        return in_json({"detail": "Not Found"}, 404) if "/dev/" in call.path else services.good[NAME](call)

    services.on(NAME, answer)
    for _ in range(2):
        said = voice(services, "af_heart").speak(text=TEXT, language="en")
        samples_of(said)
        assert said.words == ()
    assert asked(services) == ["/dev/captioned_speech", "/v1/audio/speech", "/v1/audio/speech"]


ODD_TIMES = {
    "none": [],
    "null": None,
    "no numbers": [{"word": "Dr", "start_time": "0", "end_time": None}],
    "not numbers": [{"word": "Dr", "start_time": float("nan"), "end_time": 1}],
    "backwards": [*timestamps(TEXT)[5:], *timestamps(TEXT)[:5]],
    "beyond the end": [
        {**one, "start_time": one["start_time"] + 60, "end_time": 99} for one in timestamps(TEXT)
    ],
    "no words": [{"start_time": 0, "end_time": 1}],
}


@pytest.mark.parametrize("times", ODD_TIMES.values(), ids=ODD_TIMES)
def test_times_that_cannot_be_right_are_not_told(services, times):
    services.on(NAME, lambda call: captioned(call, timestamps=times))
    said = voice(services, "af_heart").speak(text=TEXT, language="en")
    assert said.words == ()
    samples_of(said)


def test_a_server_that_streams_anyway_is_heard_to_the_end(services):
    whole = sound(TEXT)
    parts = [whole[: len(whole) // 2], whole[len(whole) // 2 :]]
    lines = [json.dumps({"audio": base64.b64encode(part).decode(), "timestamps": []}) for part in parts]
    services.on(NAME, Answer("\n".join(lines).encode()))
    said = voice(services, "af_heart").speak(text=TEXT, language="en")
    assert said.duration == pytest.approx(seconds_of(TEXT), abs=0.2)
    assert said.words == ()


def test_a_header_that_lies_is_not_believed(services):
    lying = bytearray(sound(TEXT))
    place = lying.index(b"data") + 4
    lying[place : place + 4] = (20000).to_bytes(4, "little")
    services.on(NAME, lambda call: captioned(call, audio=base64.b64encode(bytes(lying)).decode()))
    said = voice(services, "af_heart").speak(text=TEXT, language="en")
    assert said.duration == pytest.approx(seconds_of(TEXT), abs=0.2)
    check_words(said, TEXT)


def test_a_long_text_without_stops_is_cut_at_its_clauses(services):
    text = CLAUSES
    said = voice(services, "af_heart").speak(text=text, language="en")
    pieces = [call.json()["input"] for call in services.calls]
    assert len(pieces) == 3
    assert all(len(piece) <= 400 for piece in pieces)
    assert all(piece.endswith(",") for piece in pieces[:-1])
    assert " ".join(pieces) == text
    check_words(said, text)
    samples_of(said)


def test_words_that_are_cut_have_one_time(services):
    text = "今日は晴れです、" * 60 + " それから 雨。"
    said = voice(services).speak(text=text, language="ja")
    assert len([call for call in services.calls if call.method == "POST"]) == 2
    check_words(said, text)
    assert said.words[0].end > said.duration / 2


def test_a_second_try_asks_only_for_what_is_missing(services):
    text = CLAUSES
    services.on(NAME, Answer(b"", 503), times=1, after=1)
    said = voice(services, "af_heart")
    with pytest.raises(ProviderError):
        said.speak(text=text, language="en")
    said.speak(text=text, language="en")
    assert len(services.calls) == 4


FAULTS = {
    "wrong key": (in_json({"detail": "Invalid"}, 401), "config"),
    "used up": (Answer(b"", 402), "quota"),
    "forbidden": (Answer(b"", 403), "config"),
    "no such routes": (in_json({"detail": "Not Found"}, 404), "config"),
    "no such voice": (in_json({"detail": {"message": "Voice 'x' not found."}}, 400), "config"),
    "odd request": (in_json({"detail": [{"loc": ["body", "input"]}]}, 422), "input"),
    "too many": (Answer(b"", 429, headers=(("Retry-After", "7"),)), "busy"),
    "internal": (in_json({"detail": {"message": "CUDA out of memory"}}, 500), "retry"),
    "overloaded": (page(503), "busy"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/elsewhere"),)), "config"),
    "a page": (page(200), "bad_answer"),
    "nothing": (Answer(b""), "bad_answer"),
    "a list": (in_json([1, 2]), "bad_answer"),
    "no sound in it": (in_json({"timestamps": []}), "bad_answer"),
    "null for sound": (in_json({"audio": None}), "bad_answer"),
    "no base64": (in_json({"audio": "%%%"}), "bad_answer"),
    "a broken sound": (in_json({"audio": base64.b64encode(b"nonsense" * 90).decode()}), "bad_answer"),
    "silence": (in_json({"audio": base64.b64encode(wav(tone(3.0, loudness=0))).decode()}), "bad_answer"),
    "its first sentence only": (in_json({"audio": base64.b64encode(wav(tone(0.4))).decode()}), "bad_answer"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut": (in_json({"audio": "A" * 9000}).being("cut"), "retry"),
    "drip": (in_json({"audio": "A" * 9000}).being("drip"), "retry"),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart(services, answer, kind):
    services.on(NAME, answer)
    started = time.monotonic()
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        voice(services, "af_heart", key=KOKORO_KEY).speak(text=TEXT, language="en")
    assert caught.value.kind == ProviderFailure(kind)
    assert caught.value.wait == (7.0 if answer.status == 429 else None)
    assert KOKORO_KEY not in str(caught.value)
    assert len(services.calls) == (2 if answer.status == 404 else 1)
    assert time.monotonic() - started < 3


def test_without_named_voices_the_server_is_asked_which_it_has_and_once(services):
    said = voice(services)
    assert said.speaks(language="en", voice="kokoro-bf_emma")
    assert not said.speaks(language="en", voice="joe")
    assert not said.speaks(language="de")
    for language, name in [
        ("en-GB", "af_heart"),
        ("es", "ef_dora"),
        ("pt-BR", "pf_dora"),
        ("zh", "zf_xiaobei"),
    ]:
        assert voice(services).speak(text="Ja, ja, ja.", language=language).model == f"kokoro {name}"
    assert asked(services).count("/v1/audio/voices") == 1
    assert said.speak(text="So.", language="en", voice="kokoro-bf_emma").model == "kokoro bf_emma"
    assert services.last().json()["lang_code"] == "b"


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ({"voices": ["af_heart", "ef_dora"]}, ["af_heart", "ef_dora"]),
        (
            {"voices": [{"id": "af_heart", "name": "af_heart"}, {"name": "ef_dora"}, {}, 3]},
            ["af_heart", "ef_dora"],
        ),
        (["af_heart"], ["af_heart"]),
        ({"voices": None}, None),
        ("af_heart", None),
        (None, None),
    ],
)
def test_the_list_is_read_in_all_its_shapes(answer, names):
    assert listed_names(answer) == names


def test_a_list_that_cannot_be_had_is_not_asked_for_again_at_once(services):
    services.on(NAME, page(503))
    for _ in range(3):
        assert voice(services).speaks(language="en")
    assert len(services.calls) == 1
    with pytest.raises(ProviderError) as caught:
        voice(services).speak(text=TEXT, language="en")
    assert caught.value.kind == ProviderFailure.BUSY
    services.on(NAME, in_json({"voices": 3}))
    with pytest.raises(ProviderError, match="no list of voices"):
        voice(services).speak(text=TEXT, language="en")


def test_a_page_waits_only_one_moment_for_a_list(services, monkeypatch):
    monkeypatch.setattr("generator.providers.listing.PATIENCE", 0.1)
    services.on(NAME, Answer(how="hang"))
    started = time.monotonic()
    # However often it looks.
    assert [voice(services).known_voices() for _ in range(20)] == [None] * 20
    assert time.monotonic() - started < 0.5
    assert len(services.calls) == 1


def test_voices_are_read_by_their_letter_or_by_the_language_before_them():
    voices = read_voices(
        ["af_heart", "es=my_mix", "b=x", "xx_who", "nova", " jm_kumo ", "en=bf_emma+af_sky(2)"]
    )
    assert [(one.name, one.language, one.letter) for one in voices] == [
        ("af_heart", "en", "a"),
        ("my_mix", "es", "e"),
        ("jm_kumo", "ja", "j"),
        ("bf_emma+af_sky(2)", "en", "b"),
    ]
    assert find_voice(voices, "fr") is None


def test_they_can_be_chosen_where_a_server_is_set_up(settings, services):
    values = {one.name: one.default for one in CARD.settings} | {
        "KOKORO_BASE_URL": f"{services.url}/kokoro/v1/"
    }
    entries = CARD.entries(values)["speech"]
    settings.GENERATOR_PROVIDERS = {**settings.GENERATOR_PROVIDERS, "speech": entries}
    labels = {one.value: (one.label, one.language) for one in get_voices() if one.value.startswith("kokoro-")}
    assert labels["kokoro-bf_emma"] == ("Emma, British English (Kokoro)", "en")
    assert len(labels) == 11
    assert CARD.entries({**values, "KOKORO_BASE_URL": ""}) == {}


def test_a_server_that_is_away_is_said_to_be(services):
    known_lists.forget()
    with pytest.raises(ProviderError, match="Kokoro cannot be reached"):
        KokoroSpeech(base_url=closed_port(), voices=["af_heart"]).speak(text=TEXT, language="en")


def test_nothing_to_be_spoken_is_not_sent(services):
    with pytest.raises(ProviderError) as caught:
        voice(services).speak(text="— * —", language="en")
    assert caught.value.kind == ProviderFailure.REFUSED
    with pytest.raises(ValueError, match="pace"):
        voice(services).speak(text=TEXT, language="en", pace=3.0)
    with pytest.raises(ProviderError, match="no voice for this language"):
        voice(services, "af_heart").speak(text=TEXT, language="de")
    assert services.calls == []
    assert BEFORE > 0.15
