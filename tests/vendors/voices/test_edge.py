"""The voices of Microsoft's browser as they are on the wire, through edge-tts."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from generator.providers.factory import get_voices
from generator.providers.vendors.microsoft_edge import speech as edge
from generator.providers.vendors.microsoft_edge import wire
from generator.providers.vendors.microsoft_edge.speech import EdgeSpeech
from generator.providers.vendors.microsoft_edge.voices import USUAL, find_voice, read_voice
from studio.contracts import Speech
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.conftest import closed_port
from tests.vendors.fakes.edge import (
    BETWEEN,
    NAME,
    WORD,
    answering,
    asked,
    boundary,
    message,
    sounding,
    speech,
    words_of,
)
from tests.vendors.protocols import mp3
from tests.vendors.server import Answer, Services, in_json, page
from tests.vendors.voices.entries import entries_of
from tests.vendors.voices.sounds import check_words, samples_of

TEXT = "Dr. Hale — she didn't climb the 1,109 steps & more."
STEP = WORD + BETWEEN


@pytest.fixture(autouse=True)
def afresh() -> None:
    asked.clear()


def voice(services: Services) -> EdgeSpeech:
    return EdgeSpeech(base_url=f"{services.url}/{NAME}")


def test_it_speaks_with_the_times_of_its_words(services):
    said = voice(services).speak(text=TEXT, language="en")
    config, ssml = asked
    assert '"wordBoundaryEnabled":"true"' in config
    assert words_of(ssml) == TEXT
    assert "(en-US, EmmaMultilingualNeural)" in ssml
    samples_of(said)
    check_words(said, TEXT)
    assert said.model == "en-US-EmmaMultilingualNeural"
    first = said.words[0].start
    assert first < 0.15
    times = [word for word in said.words if word.text != "—"]
    for place, word in enumerate(times):
        assert word.start == pytest.approx(first + STEP * place, abs=0.06), word


@pytest.mark.parametrize(("pace", "rate"), [(0.6, "-40%"), (1.0, "+0%"), (1.6, "+60%")])
def test_the_service_makes_the_pace(services, pace, rate):
    said = voice(services).speak(text=TEXT, language="en", pace=pace)
    assert f"rate='{rate}'" in asked[1]
    check_words(said, TEXT)


def test_it_speaks_for_a_caller_in_whose_thread_an_event_loop_runs(services):
    async def within() -> Speech:
        return voice(services).speak(text=TEXT, language="en")

    # Browsers have one in this thread already.
    with ThreadPoolExecutor(1) as thread:
        check_words(thread.submit(asyncio.run, within()).result(), TEXT)


def test_a_text_is_cut_at_sentences_by_its_bytes(services, monkeypatch):
    monkeypatch.setattr(edge, "LONGEST", 120)
    text = "Ein Fuß & ein Ärmel sind größer als vier Füße. " * 2 + "Über allen Gipfeln ist Ruh. Warte nur."
    said = voice(services).speak(text=text, language="de")
    pieces = [words_of(one) for one in asked[1::2]]
    assert " ".join(pieces) == text
    assert len(pieces) == 2
    assert all(piece.endswith(".") and len(piece.encode()) <= 120 for piece in pieces)
    check_words(said, text)
    samples_of(said)


def test_the_longest_piece_is_not_cut_again_by_the_package():
    assert edge.LONGEST == 4096


def swapped(find: bytes | str, put: bytes | str | None) -> Answer:
    """Return speech in which the first message with something in it is another; None ends the connection there."""

    def make(ssml):
        for one in speech(ssml):
            if isinstance(one, type(find)) and find in one:
                yield put
                if put is None:
                    return
            else:
                yield one

    return answering(make)


FAULTS = {
    "changed": (Answer(b"", 403), "gone", 2),
    "no longer there": (Answer(b"", 404), "gone", 1),
    "too many": (Answer(b"", 429, headers=(("Retry-After", "8"),)), "busy", 1),
    "odd request": (Answer(b"", 400), "input", 1),
    "internal": (Answer(b"", 500), "retry", 1),
    "overloaded": (page(503), "busy", 1),
    "redirected": (Answer(b"", 302, headers=(("Location", "/elsewhere"),)), "config", 1),
    "redirected otherwise": (Answer(b"", 300, headers=(("Location", "/elsewhere"),)), "config", 1),
    "a page": (page(200), "bad_answer", 1),
    "no sound": (answering(lambda ssml: [message("turn.start"), message("turn.end")]), "retry", 1),
    "closed at once": (answering(lambda ssml: []), "retry", 1),
    "cut in the middle": (swapped("WordBoundary", None), "retry", 1),
    "cut before its end": (swapped("turn.end", None), "retry", 1),
    "an unknown message": (swapped("turn.start", message("surprise")), "bad_answer", 1),
    "no path in it": (swapped("turn.start", "hello"), "bad_answer", 1),
    "unknown times": (
        swapped("WordBoundary", message("audio.metadata", '{"Metadata":[{"Type":"X"}]}')),
        "bad_answer",
        1,
    ),
    "broken times": (swapped("WordBoundary", message("audio.metadata", "{")), "bad_answer", 1),
    "sound of another kind": (
        swapped("turn.start", sounding(b"x", kind="Content-Type:audio/ogg\r\n")),
        "bad_answer",
        1,
    ),
    "short sound": (swapped("turn.start", b"\0"), "bad_answer", 1),
    "broken sound": (
        answering(lambda ssml: [sounding(b"nonsense" * 99), message("turn.end")]),
        "bad_answer",
        1,
    ),
    "silence": (answering(lambda ssml: [sounding(mp3(4.0, 0)), message("turn.end")]), "bad_answer", 1),
    "incomplete": (answering(lambda ssml: [sounding(mp3(0.3)), message("turn.end")]), "bad_answer", 1),
    "hang": (Answer(how="hang"), "retry", 1),
    "reset": (Answer(how="reset"), "retry", 2),
}


@pytest.mark.parametrize(("answer", "kind", "calls"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart(services, answer, kind, calls):
    services.on(NAME, answer)
    started = time.monotonic()
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        voice(services).speak(text=TEXT, language="en")
    assert caught.value.kind == ProviderFailure(kind)
    assert caught.value.wait == (8.0 if answer.status == 429 else None)
    # The package looks at its clock and asks once more where it is not let in; what it is built on does so after a reset.
    assert len(services.calls) == calls
    assert time.monotonic() - started < 6


def test_a_socket_that_falls_silent_is_left_in_time(services, monkeypatch):
    monkeypatch.setattr(wire, "SECONDS", 0.6)

    def make(ssml):
        yield message("turn.start")
        services.closing.wait(5)
        yield None

    services.on(NAME, answering(make))
    started = time.monotonic()
    with pytest.raises(ProviderError, match="did not answer in time"):
        voice(services).speak(text=TEXT, language="en")
    assert time.monotonic() - started < 3


def test_a_recording_that_does_not_end_is_left(services, monkeypatch):
    monkeypatch.setattr(wire, "MOST_BYTES", 4000)
    services.on(NAME, answering(lambda ssml: [sounding(mp3(9.0)) for _ in range(40)]))
    with pytest.raises(ProviderError, match="far too much"):
        voice(services).speak(text=TEXT, language="en")


def test_times_that_cannot_be_right_are_not_told(services):
    services.on(
        NAME, answering(lambda ssml: [*list(speech(ssml))[:-2], boundary("x", 600, 1), message("turn.end")])
    )
    said = voice(services).speak(text=TEXT, language="en")
    assert said.words == ()
    samples_of(said)


def test_other_languages_are_found_in_the_list_which_is_asked_for_once(services):
    said = voice(services)
    assert said.speaks(language="de")
    assert services.calls == []
    assert said.speaks(language="is")
    assert not said.speaks(language="eo")
    assert not said.speaks(language="en", voice="joe")
    assert said.speak(text="Jaja.", language="is").model == "is-IS-GudrunNeural"
    assert (
        said.speak(text="Jaja.", language="de", voice="edge-de-DE-ConradNeural").model == "de-DE-ConradNeural"
    )
    assert sum("voices/list" in call.path for call in services.calls) == 1
    with pytest.raises(ProviderError, match="none for this language"):
        said.speak(text="Jaja.", language="eo")


@pytest.mark.parametrize(
    "answer",
    [page(200), in_json({}), in_json([]), Answer(b"", 403), Answer(b"", 302, headers=(("Location", "/x"),))],
)
def test_a_list_that_cannot_be_had_takes_no_voice_away(services, answer):
    services.on(NAME, answer)
    said = voice(services)
    assert said.known_voices() == []
    assert said.speaks(language="de")
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$"):
        said.speak(text=TEXT, language="is")


def test_it_is_off_unless_it_is_chosen(settings, services):
    assert entries_of(NAME, "", SPEECH_SERVICE="embedded") == []
    assert entries_of(NAME, "", SPEECH_SERVICE="gtts") == []
    entries = entries_of(NAME, f"{services.url}/{NAME}")
    settings.GENERATOR_PROVIDERS = {**settings.GENERATOR_PROVIDERS, "speech": entries}
    own = {one.value: (one.label, one.language) for one in get_voices() if one.value.startswith("edge-")}
    assert len(own) == 4
    assert own["edge-en-US-EmmaMultilingualNeural"] == ("English: Emma Multilingual, US (Edge)", "en")


def test_usual_voices_have_names_that_the_package_takes():
    assert all(read_voice(name).language == code for code, name in USUAL.items())
    assert find_voice("en", "edge-en-US-<x>Neural").name == USUAL["en"]
    assert find_voice("pt-PT", "edge-pt-PT-RaquelNeural").name == "pt-PT-RaquelNeural"
    assert find_voice("no").name == USUAL["nb"]


def test_a_service_that_is_away_is_said_to_be():
    with pytest.raises(ProviderError, match="cannot be reached"):
        EdgeSpeech(base_url=closed_port()).speak(text=TEXT, language="en")


def test_nothing_to_be_spoken_is_not_sent(services):
    with pytest.raises(ProviderError) as caught:
        voice(services).speak(text="— —", language="en")
    assert caught.value.kind == ProviderFailure.REFUSED
    assert services.calls == []
