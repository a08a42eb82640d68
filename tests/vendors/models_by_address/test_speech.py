"""Voices by OpenAI's protocol, as it is on the wire; sounds are judged by their samples."""

from __future__ import annotations

import functools
import io
import struct
import time
import wave

import av
import numpy as np
import pytest

from generator.providers.recordings import decoding
from generator.providers.recordings.decoding import with_whole_length
from generator.providers.vendors.openai_compatible.speech import Heard, OpenAISpeech, in_pieces
from generator.providers.vendors.openai_compatible.voices import offered, read_voices
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.fakes.openai import NAME, OPENAI_KEY, error, seconds_of, speech, tone, wav
from tests.vendors.protocols import mp3
from tests.vendors.server import Answer, Call, Services, in_json, page

TEXT = "A boat came in at night."
SECONDS = seconds_of(TEXT)


def voice(services: Services, *voices: str, **options) -> OpenAISpeech:
    given = {"key": OPENAI_KEY, "model": "mouth-1", "voices": voices or ("nova",), **options}
    return OpenAISpeech(base_url=f"{services.url}/{NAME}/v1", **given)


def samples_of(data: bytes) -> np.ndarray:
    with wave.open(io.BytesIO(data)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 24000)
        return np.frombuffer(sound.readframes(sound.getnframes()), np.int16).astype(int)


def formats(services: Services) -> list[str]:
    return [call.json()["response_format"] for call in services.calls]


@functools.cache
def packed(codec: str, container: str, seconds: float = SECONDS, rate: int = 48000) -> bytes:
    """Return a tone in some other format."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as out:
        stream = out.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone(seconds, rate)[None], format="s16", layout="mono")
        frame.sample_rate = rate
        resampler = av.AudioResampler(
            format=stream.format, layout="mono", rate=rate, frame_size=stream.frame_size
        )
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            for packet in stream.encode(piece):
                out.mux(packet)
        for packet in stream.encode(None):
            out.mux(packet)
    return file.getvalue()


def test_it_speaks_with_the_voice_of_the_setting_trimmed_and_levelled(services):
    said = voice(services).speak(text=TEXT, language="en")
    call = services.last()
    assert call.path == "/openai/v1/audio/speech"
    assert call.json() == {"model": "mouth-1", "input": TEXT, "voice": "nova", "response_format": "wav"}
    assert call.headers["authorization"] == f"Bearer {OPENAI_KEY}"
    samples = samples_of(said.data)
    assert said.duration == len(samples) / 24000
    # What the server put around the words, 0.4 seconds, is gone.
    assert said.duration == pytest.approx(SECONDS, abs=0.2)
    loud = np.flatnonzero(np.abs(samples) > 400)
    assert loud[0] / 24000 < 0.15
    assert (len(samples) - loud[-1]) / 24000 < 0.15
    assert said.words == ()
    assert said.model == "mouth-1 nova"


@pytest.mark.parametrize("loudness", [1500, 9000, 30000])
def test_voices_are_brought_to_one_level(services, loudness):
    services.on(NAME, Answer(wav(tone(SECONDS, loudness=loudness)), type="audio/wav"))
    samples = samples_of(voice(services).speak(text=TEXT, language="en").data)
    level = 20 * np.log10(np.sqrt((samples[2000:-4000] ** 2).mean()) / 32768)
    assert level == pytest.approx(-20, abs=0.5)


@pytest.mark.parametrize("pace", [0.6, 1.0, 1.6])
def test_a_pace_is_made_by_stretching(services, pace):
    said = voice(services).speak(text=TEXT, language="en", pace=pace)
    assert said.duration == pytest.approx(SECONDS / pace, abs=0.22)
    assert "speed" not in services.last().json()


def with_length(data: bytes, riff: int, length: int) -> bytes:
    """Return a WAV file whose header lies about its length."""
    place = data.index(b"data") + 4
    return data[:4] + struct.pack("<I", riff) + data[8:place] + struct.pack("<I", length) + data[place + 4 :]


WHOLE = wav(tone(SECONDS))
COMMENT = b"LIST" + struct.pack("<I", 4) + b"INFO"
SOUNDS = {
    "wav": (WHOLE, "audio/wav"),
    "wav of unknown length": (with_length(WHOLE, 0xFFFFFFFF, 0xFFFFFFFF), "audio/wav"),
    "wav of no length": (with_length(WHOLE, 0, 0), "audio/wav"),
    "wav with the length of its first sentence": (with_length(WHOLE, 20036, 20000), "audio/wav"),
    "wav that promises more": (with_length(WHOLE, 900_036, 900_000), "audio/wav"),
    "wav with a comment behind": (WHOLE + COMMENT, "audio/x-wav"),
    "wav of another rate": (wav(tone(SECONDS, 44100), 44100), "audio/wav"),
    "mp3": (mp3(SECONDS), "audio/mpeg"),
    "mp3 that says it is wav": (mp3(SECONDS), "audio/wav"),
    "flac": (packed("flac", "flac"), "audio/flac"),
    "opus": (packed("libopus", "ogg"), "audio/ogg"),
    "aac": (packed("aac", "adts"), "audio/aac"),
    "wav without a type": (WHOLE, "application/octet-stream"),
    "bare samples": (tone(SECONDS).astype("<i2").tobytes(), "audio/pcm"),
    "bare samples of another rate": (tone(SECONDS, 16000).astype("<i2").tobytes(), "audio/pcm;rate=16000"),
}


@pytest.mark.parametrize(("data", "kind"), SOUNDS.values(), ids=SOUNDS)
def test_a_sound_is_as_long_as_its_samples_whatever_it_says_it_is(services, data, kind):
    services.on(NAME, Answer(data, type=kind))
    said = voice(services).speak(text=TEXT, language="en")
    assert said.duration == pytest.approx(SECONDS, abs=0.2)
    assert np.abs(samples_of(said.data)).max() > 2000


def test_a_header_that_is_right_is_left_alone():
    assert with_whole_length(WHOLE) == WHOLE
    assert with_whole_length(WHOLE + COMMENT) == WHOLE + COMMENT
    assert with_whole_length(b"RIFF") == b"RIFF"
    assert with_whole_length(mp3(1.0)) == mp3(1.0)


def test_a_service_that_writes_no_wav_is_asked_for_what_it_writes_and_once(services):
    told = error(400, "response_format must be mp3 or pcm", param="response_format")
    raw = Answer(tone(SECONDS).astype("<i2").tobytes(), type="application/octet-stream")
    answers = {"wav": told, "mp3": told, "pcm": raw}
    services.on(NAME, lambda call: answers[call.json()["response_format"]])
    for _ in range(2):
        assert voice(services).speak(text=TEXT, language="en").duration == pytest.approx(SECONDS, abs=0.2)
    assert formats(services) == ["wav", "mp3", "pcm", "pcm"]


def test_a_long_text_is_asked_for_in_pieces_and_no_word_is_lost(services):
    text = " ".join(f"This is sentence number {n}, and it says little." for n in range(100))
    pieces = in_pieces(text)
    assert " ".join(pieces) == text
    assert len(pieces) == 2
    assert all(piece.endswith(".") for piece in pieces)
    assert in_pieces("word " * 2000)[0].count("word") == 800
    assert "".join(in_pieces("字" * 5000)) == "字" * 5000
    services.on(NAME, Answer(WHOLE, type="audio/wav"))
    said = voice(services).speak(text=text, language="en")
    assert said.duration == pytest.approx(2 * SECONDS + 0.3, abs=0.2)


def test_times_that_a_server_tells_are_those_of_the_recording_that_is_handed_on(services):
    class Timed(OpenAISpeech):
        def _hear(self, words: str, voice: str) -> Heard:
            # Half a second of silence, then a word every half second.
            times = {n: (0.5 + n / 2, 0.9 + n / 2) for n in range(len(words.split()))}
            return Heard(tone(3.0, silence=0.5), times)

    speaker = Timed(base_url=services.url, model="m", voices=["nova"])
    said = speaker.speak(text=TEXT, language="en", pace=1.25)
    assert [word.text for word in said.words] == TEXT.split()
    # The silence was cut, but for the 0.04 seconds that are kept.
    assert said.words[0].start == pytest.approx(0.04, abs=0.03)
    assert said.words[5].start == pytest.approx(0.04 + 2.5 / 1.25, abs=0.03)
    two = speaker.speak(text=f"{'word ' * 800}. {TEXT}", language="en")
    assert len(two.words) == 807
    assert two.words[-1].end <= two.duration


def test_a_second_try_asks_only_for_what_is_missing(services):
    text = " ".join(f"This is sentence number {n}, and it says little." for n in range(100))
    services.good[NAME] = lambda call: Answer(WHOLE, type="audio/wav")
    services.on(NAME, error(500, "x"), times=1, after=1)
    said = voice(services)
    with pytest.raises(ProviderError):
        said.speak(text=text, language="en")
    said.speak(text=text, language="en")
    assert len(services.calls) == 3


@pytest.mark.parametrize(
    ("named", "language", "value", "name"),
    [
        (("nova",), "en", "", "nova"),
        (("nova",), "ja", "", "nova"),
        (("en=af_heart", "es=ef_dora"), "es", "", "ef_dora"),
        (("en=af_heart", "es=ef_dora"), "es-MX", "", "ef_dora"),
        (("pt-BR=pf_dora",), "pt", "", "pf_dora"),
        (("en=af_heart", "es=ef_dora"), "de", "", ""),
        (("en=af_heart", "en=am_adam"), "en", "openai-am_adam", "am_adam"),
        (("en=af_heart", "nova"), "de", "", "nova"),
        (("nova", "en=af_heart"), "en", "", "af_heart"),
        (("nova", "echo"), "fr", "openai-echo", "echo"),
        (("en=af_heart", "es=ef_dora"), "es", "openai-af_heart", "ef_dora"),
        (("no=nora",), "nb", "", "nora"),
        (("en=af_bella+af_sky(2)",), "en", "", "af_bella+af_sky(2)"),
    ],
)
def test_a_voice_is_chosen_by_language_and_by_name(services, named, language, value, name):
    speaker = voice(services, *named)
    assert speaker.speaks(language=language, voice=value) is bool(name)
    if name:
        speaker.speak(text=TEXT, language=language, voice=value)
        assert services.last().json()["voice"] == name
        return
    with pytest.raises(ProviderError, match="no voice for this language") as caught:
        speaker.speak(text=TEXT, language=language, voice=value)
    assert caught.value.kind == ProviderFailure.CONFIG
    assert services.calls == []


def test_voices_of_others_are_not_spoken(services):
    assert not voice(services).speaks(language="en", voice="joe")


def test_the_voices_to_choose_from_have_their_languages():
    known = offered(read_voices(["en=af_heart", "es=ef_dora"]), "Own")
    assert [(one.value, one.label, one.language) for one in known] == [
        ("openai-af_heart", "af_heart (Own)", "en"),
        ("openai-ef_dora", "ef_dora (Own)", "es"),
    ]
    everywhere = offered(read_voices(["nova"]), "Own")
    assert {"en", "ja", "de", "ar"} <= {one.language for one in everywhere}
    assert len(everywhere) == len({one.language for one in everywhere})


FAULTS = {
    "wrong key": (error(401, "Incorrect API key"), "config"),
    "no credit": (error(402, "x"), "quota"),
    "too many": (error(429, "Rate limit"), "busy"),
    "no such voice": (error(400, "Voice nova not found. Available voices: af_heart"), "config"),
    "model gone": (error(404, "The model `x` does not exist"), "gone"),
    "no such path": (in_json({"detail": "Not Found"}, 404), "config"),
    "content": (error(400, "Input was flagged by moderation"), "refused"),
    "odd request": (error(422, "input: too few"), "input"),
    "internal": (error(500, "x"), "retry"),
    "overloaded": (page(503), "busy"),
    "an error with status 200": (in_json({"error": {"message": "x", "code": 429}}), "busy"),
    "an object with status 200": (in_json({"audio": "UklG"}), "bad_answer"),
    "a page": (page(200), "bad_answer"),
    "a page that says it is sound": (Answer(page(200).body, type="audio/wav"), "bad_answer"),
    "nothing": (Answer(b"", type="audio/wav"), "bad_answer"),
    "a header alone": (Answer(WHOLE[:44], type="audio/wav"), "bad_answer"),
    "half a header": (Answer(WHOLE[:20], type="audio/wav"), "bad_answer"),
    "silence": (Answer(wav(np.zeros(48000, np.int16)), type="audio/wav"), "bad_answer"),
    "bare silence": (Answer(bytes(48000), type="audio/pcm"), "bad_answer"),
    "noise that is no file": (Answer(bytes(range(256)) * 40, type="audio/mpeg"), "bad_answer"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/elsewhere"),)), "config"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut": (Answer(WHOLE, type="audio/wav").being("cut"), "retry"),
    "drip": (Answer(WHOLE, type="audio/wav").being("drip"), "retry"),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_and_takes_one_call(services, answer, kind):
    services.on(NAME, answer)
    started = time.monotonic()
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        voice(services).speak(text=TEXT, language="en")
    assert caught.value.kind == ProviderFailure(kind)
    assert OPENAI_KEY not in str(caught.value)
    assert len(services.calls) == 1
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("kind", ["audio/wav", "audio/pcm"])
def test_a_recording_that_does_not_end_is_not_listened_to(services, monkeypatch, kind):
    monkeypatch.setattr(decoding, "LONGEST", 2.0)
    samples = tone(6.0)
    services.on(NAME, Answer(wav(samples) if kind == "audio/wav" else samples.tobytes(), type=kind))
    with pytest.raises(ProviderError, match="does not end"):
        voice(services).speak(text=TEXT, language="en")


def test_what_cannot_be_spoken_is_not_sent(services):
    with pytest.raises(ProviderError) as caught:
        voice(services).speak(text="* * *", language="en")
    assert caught.value.kind == ProviderFailure.REFUSED
    with pytest.raises(ValueError, match="pace"):
        voice(services).speak(text=TEXT, language="en", pace=3.0)
    assert services.calls == []


def test_the_words_are_those_of_the_text(services):
    heard: list[str] = []

    def answer(call: Call) -> Answer:
        heard.append(call.json()["input"])
        return speech(call)

    services.on(NAME, answer)
    voice(services).speak(text="  A boat,\n at night — [twice]! ", language="en")
    assert heard == ["A boat, at night — [twice]!"]
