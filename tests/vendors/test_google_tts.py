"""Google's voice as it is on the wire, through gTTS."""

from __future__ import annotations

import io
import time
import wave

import numpy as np
import pytest

from generator.providers.factory import get_voices
from generator.providers.vendors.google_tts import voice as google_tts
from generator.providers.vendors.google_tts.mp3 import count_frames, decode
from generator.providers.vendors.google_tts.phrases import cut_phrases
from generator.providers.vendors.google_tts.voice import GoogleSpeech
from generator.providers.vendors.google_tts.voices import find_voice, google_voices
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.conftest import lists
from tests.vendors.protocols import TAKES_PER_LETTER, mp3, recording, spoken_text
from tests.vendors.server import GTTS, Answer, Services, in_json, page

SHORT = "A boat came in at night."
LONG = (
    "Every evening Maren climbed the 1,109 steps of the old tower, slowly, and lit the lamp that her father had left "
    "her. Then — quietly — she waited. Would anybody see it? Nobody came; and yet, far out, a bell rang twice."
)


@pytest.fixture
def voice(services: Services) -> GoogleSpeech:
    return GoogleSpeech(base_url=services.url, pause=0)


def samples_of(data: bytes) -> np.ndarray:
    with wave.open(io.BytesIO(data)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 24000)
        return np.frombuffer(sound.readframes(sound.getnframes()), np.int16).astype(int)


def test_a_short_text_is_one_request(voice, services):
    speech = voice.speak(text=SHORT, language="en")
    assert services.count(GTTS) == 1
    assert spoken_text(services.last()) == SHORT
    assert services.last().headers["content-type"].startswith("application/x-www-form-urlencoded")
    assert len(samples_of(speech.data)) / 24000 == speech.duration
    assert speech.duration == pytest.approx(0.2 + TAKES_PER_LETTER * len(SHORT), abs=0.15)
    assert speech.model == "en com"


def test_a_long_text_is_spoken_in_phrases_that_the_service_takes_whole(voice, services):
    voice.speak(text=LONG, language="en")
    phrases = [spoken_text(call) for call in services.calls]
    assert " ".join(phrases) == LONG
    assert len(phrases) == 3
    assert all(len(phrase) <= 100 for phrase in phrases)


def test_each_word_has_its_time_inside_its_phrase(voice):
    speech = voice.speak(text=LONG, language="en")
    assert [word.text for word in speech.words] == LONG.split()
    times = [time for word in speech.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[0] == 0
    assert times[-1] == pytest.approx(speech.duration, abs=0.001)
    loud = np.abs(samples_of(speech.data)) > 150
    for word in speech.words:
        middle = loud[int((word.start + word.end) / 2 * 24000) :][:300]
        assert middle.any(), f"{word} is heard in a pause."


def test_another_pace_is_stretched_with_all_its_times_and_keeps_the_pitch(voice):
    normal, brisk = (voice.speak(text=LONG, language="en", pace=pace) for pace in (1.0, 1.3))
    assert brisk.duration == pytest.approx(normal.duration / 1.3, rel=0.02)
    assert [word.start for word in brisk.words] == pytest.approx(
        [word.start / 1.3 for word in normal.words], abs=0.1
    )

    def pitch(speech) -> float:
        samples = samples_of(speech.data)
        return float(np.fft.rfftfreq(len(samples), 1 / 24000)[np.abs(np.fft.rfft(samples)).argmax()])

    assert pitch(brisk) == pytest.approx(pitch(normal), rel=0.03)


def test_words_without_spaces_between_them_are_cut_and_timed_too(voice):
    text = "今日は晴れです。" * 20
    speech = voice.speak(text=text, language="ja")
    (word,) = speech.words
    assert (word.start, word.end) == (0, pytest.approx(speech.duration, abs=0.001))


def test_a_second_try_asks_only_for_what_is_missing(voice, services):
    services.on(GTTS, Answer(b"", 503), times=1, after=1)
    with pytest.raises(ProviderError):
        voice.speak(text=LONG, language="en")
    voice.speak(text=LONG, language="en")
    assert services.count(GTTS) == 4


def test_it_pauses_before_each_request(services):
    pauses = []
    voice = GoogleSpeech(base_url=services.url, pause=0.4, sleep=pauses.append)
    voice.speak(text=LONG, language="en")
    assert pauses == [0.4] * 3


@pytest.mark.parametrize(
    ("options", "language", "voice", "model"),
    [
        ({}, "en", "", "en com"),
        ({"tld": "co.uk"}, "en", "", "en co.uk"),
        ({"slow": True}, "de", "", "de com slow"),
        ({}, "en", "google-en-com.au", "en com.au"),
        ({}, "de", "google-en-com.au", "de com"),
        ({}, "he", "", "iw com"),
        ({}, "nb", "", "no com"),
        ({}, "pt-PT", "", "pt-PT com"),
        ({}, "pt", "google-pt-PT", "pt-PT com"),
    ],
)
def test_language_accent_and_pace_are_those_asked_for(services, options, language, voice, model):
    speaker = GoogleSpeech(base_url=services.url, pause=0, **options)
    assert speaker.speak(text=SHORT, language=language, voice=voice).model == model


def test_the_voices_are_listed_by_name():
    voices = google_voices()
    assert len({voice.value for voice in voices}) == len(voices) > 69
    labels = {voice.label for voice in voices}
    assert {"German (Google)", "English (Australia) (Google)", "Hebrew (Google)"} <= labels


def test_they_can_be_chosen_where_the_service_is_set_up(settings):
    assert not any(voice.value.startswith("google-") for voice in get_voices())
    settings.GENERATOR_PROVIDERS = lists("http://127.0.0.1:9")
    voices = get_voices()
    assert len({voice.value for voice in voices}) == len(voices)
    assert {"google-de", "google-en-co.uk", "joe", "robot-de"} <= {voice.value for voice in voices}


@pytest.mark.parametrize(
    ("language", "voice", "speaks"),
    [
        ("en", "", True),
        ("en", "google-en-ie", True),
        ("en", "joe", False),
        ("eo", "", False),
        ("", "", False),
    ],
)
def test_it_says_what_it_does_not_speak(language, voice, speaks):
    assert GoogleSpeech().speaks(language=language, voice=voice) == speaks


def test_a_domain_that_is_not_googles_goes_nowhere():
    for domain in ("com@127.0.0.1:1/x?", "evil.example", ""):
        with pytest.raises(ProviderError, match="address"):
            GoogleSpeech(tld=domain)
    assert find_voice("en", "google-en-com@127.0.0.1:1/x?") == find_voice("en")


def silent() -> Answer:
    return recording(mp3(3.0, 0))


def remade(change) -> Answer:
    return recording(change(mp3(3.0)))


FAULTS = {
    "too many": (Answer(b"", 429), "busy"),
    "blocked by a redirect": (Answer(b"", 302, headers=(("Location", "/sorry/index"),)), "busy"),
    "forbidden": (Answer(b"", 403), "gone"),
    "gone": (Answer(b"", 404), "gone"),
    "internal": (Answer(b"", 500), "retry"),
    "overloaded": (Answer(b"", 503), "busy"),
    "a page for people": (page(200), "bad_answer"),
    "an error with status 200": (in_json({"error": "x"}), "bad_answer"),
    "no sound in the answer": (
        Answer(b")]}'\n\n60\n" + b'[["wrb.fr","jQ1olc",null,null,null,[3],"generic"]]\n'),
        "bad_answer",
    ),
    "no base64": (recording(b"").being("whole"), "bad_answer"),
    "bytes that are no text": (Answer(b"\xff\xfe jQ1olc \xff\n"), "bad_answer"),
    "bytes that are no mp3": (recording(b"nonsense" * 400), "bad_answer"),
    "truncated mp3": (remade(lambda sound: sound[:-40]), "bad_answer"),
    "a hole in the mp3": (remade(lambda sound: sound[:960] + b"\0" * 96 + sound[1056:]), "bad_answer"),
    "half of the words": (remade(lambda sound: sound[: 96 * 12]), "bad_answer"),
    "silence": (silent(), "bad_answer"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut off": (recording(mp3(3.0)).being("cut"), "retry"),
    "drip": (recording(mp3(3.0)).being("drip"), "retry"),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_and_takes_one_call(services, voice, answer, kind):
    services.on(GTTS, answer)
    started = time.monotonic()
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        voice.speak(text=SHORT, language="en")
    assert caught.value.kind == ProviderFailure(kind)
    assert services.count(GTTS) == 1
    assert time.monotonic() - started < 3


def test_it_stays_away_for_a_while_when_it_is_asked_too_often(services, voice, monkeypatch):
    monkeypatch.setattr(google_tts, "BLOCKED", 10.0)
    services.on(GTTS, Answer(b"", 429))
    with pytest.raises(ProviderError) as caught:
        voice.speak(text=SHORT, language="en")
    assert caught.value.wait == 10.0


@pytest.mark.parametrize("text", ["…", "— — —", "!!!"])
def test_nothing_to_be_spoken_is_refused_before_it_is_asked(services, voice, text):
    with pytest.raises(ProviderError) as caught:
        voice.speak(text=text, language="en")
    assert caught.value.kind == ProviderFailure.REFUSED
    assert services.calls == []


def test_the_frames_of_an_mp3_are_counted():
    sound = mp3(1.2)
    assert count_frames(sound) * 0.024 == pytest.approx(1.2, abs=0.06)
    assert count_frames(b"ID3\x04\x00\x00\x00\x00\x00\x05hello" + sound) == count_frames(sound)


def test_an_mp3_becomes_as_many_samples_as_it_lasts():
    assert len(decode(mp3(1.2), 24000)) / 24000 == pytest.approx(1.2, abs=0.06)


@pytest.mark.parametrize(
    "text", [LONG, LONG * 20, "a" * 450, "one, two, three, " * 30, "Ja. Nein. Doch! Ach."]
)
def test_phrases_hold_all_words_and_are_short_enough(text):
    phrases = cut_phrases(text, 100)
    assert "".join(phrase.words for phrase in phrases).replace(" ", "") == "".join(text.split())
    assert all(len(phrase.words) <= 100 for phrase in phrases)
    assert len(phrases) <= len(text) // 50 + 1


def test_a_phrase_ends_where_a_sentence_does():
    first, *_ = cut_phrases(SHORT * 2 + " " + LONG, 100)
    assert first.words.endswith("night.")
