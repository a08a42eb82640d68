"""Phrases of a text without spaces begin where the pauses of its recording end."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import pytest

from studio.film.plan import Narration, SpokenWord
from studio.film.text.phrases import find_phrases
from studio.film.text.words import timed_pieces
from studio.speech.espeak import EspeakSpeech

_RATE = 16_000
TEXT = "春天来了，花园里的花都开了。孩子们在草地上奔跑。"


def recording(*stretches: tuple[float, bool]) -> bytes:
    """Return a WAV file of tones and silences of so many seconds."""
    samples = np.concatenate(
        [
            np.sin(np.arange(int(seconds * _RATE)) * 0.2) * (9000 if sounds else 3)
            for seconds, sounds in stretches
        ]
    )
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        out.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()


def test_a_phrase_begins_where_the_pause_before_it_ends():
    sound = recording((1.6, True), (0.2, False), (1.4, True), (0.4, False), (2.0, True))
    assert find_phrases(sound, TEXT, 0.0, 5.6) == ((5, 1.8), (14, 3.6))


def test_a_phrase_without_a_pause_begins_where_its_letters_stand():
    sound = recording((3.2, True), (0.4, False), (2.0, True))
    (_, first), (_, second) = find_phrases(sound, TEXT, 0.0, 5.6)
    assert second == 3.6
    assert 0.8 < first < 1.9


def test_a_pause_within_a_phrase_is_none_of_its_signs():
    sound = recording(
        (1.6, True), (0.2, False), (0.7, True), (0.08, False), (0.7, True), (0.4, False), (2.0, True)
    )
    assert [time for _, time in find_phrases(sound, TEXT, 0.0, 5.68)] == pytest.approx([1.8, 3.68], abs=0.02)


@pytest.mark.parametrize("sound", [b"", b"RIFF", recording((1.0, False))])
def test_a_recording_without_pauses_or_that_cannot_be_read_is_no_fault(sound):
    assert [time for _, time in find_phrases(sound, TEXT, 0.0, 1.0)] == sorted(
        time for _, time in find_phrases(sound, TEXT, 0.0, 1.0)
    )


def test_pieces_of_a_word_are_timed_by_its_phrases():
    word = SpokenWord(text=TEXT, start=0.0, end=5.6, phrases=((5, 1.8), (14, 3.6)))
    narration = Narration(file=Path("x.wav"), text=TEXT, duration=5.6, words=(word,))
    begins = {piece.text[:2]: piece.start for piece in timed_pieces(narration, 8)}
    assert begins["花园"] == pytest.approx(1.8)
    assert begins["孩子"] == pytest.approx(3.6)


# espeak-ng pauses at a comma only where a space follows it.
def test_the_built_in_chinese_voice_pauses_at_commas():
    with_comma = EspeakSpeech().speak(text="春天来了，花都开了。", language="zh")
    (letter, time), *rest = find_phrases(with_comma.data, "春天来了，花都开了。", 0.0, with_comma.duration)
    assert (letter, rest) == (5, [])
    assert (
        with_comma.duration - EspeakSpeech().speak(text="春天来了花都开了。", language="zh").duration > 0.08
    )
    assert 0.7 < time < 1.2
