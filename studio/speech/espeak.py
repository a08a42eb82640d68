"""Robotic speech in many languages by espeak-ng, always in a child process."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.contracts import Speech, SpeechProvider, check_pace, is_speakable
from studio.errors import ProviderError, ProviderFailure
from studio.speech.languages.aloud import read_aloud
from studio.speech.voices import espeak_voice
from studio.speech.words.simplified import simplify

if TYPE_CHECKING:
    from studio.speech.sound import Span

_CHILD = Path(__file__).with_name("espeak_child.py")
_UNKNOWN_VOICE = 3
# A comma or the like between signs of scripts without spaces.
_COMMA = re.compile(r"(?<=[\u3040-\u9fff])[,;:，；：](?=[\u3040-\u9fff])")
# Words per minute: slower than espeak-ng's own 175, because its speech needs more attention.
_PACE = 155
# In Chinese each syllable counts as a word, so the same rate would drag.
_PACES = {"cmn": 195}


class EspeakSpeech(SpeechProvider):
    """Speaks the languages of espeak-ng, with a robotic sound; the list of voices says so.

    `seconds` is the time that the child process may take.
    """

    def __init__(self, *, seconds: int = 60) -> None:
        self._seconds = seconds

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        """Speak in a language, or in that of a voice such as "robot-de".

        Raises ProviderError: CONFIG if espeak-ng lacks the language, REFUSED if nothing in the text can be
        spoken, RETRY if the child process failed.
        """
        from studio.speech.sound import finish

        check_pace(pace)
        named = espeak_voice(voice.removeprefix("robot-")) if voice.startswith("robot-") else ""
        name = named or espeak_voice(language)
        if not name:
            raise ProviderError("There is no built-in voice for this language.", ProviderFailure.CONFIG)
        written = text.split()
        cleaned = [_with_breaths(simplify(word, name)) for word in read_aloud(written, name)]
        if not any(is_speakable(word) for word in cleaned):
            raise ProviderError("There is no word in this text that can be spoken.", ProviderFailure.REFUSED)
        header, pcm = self._ask_child(" ".join(cleaned), name, pace)
        samples, spans = _decode(header, pcm, cleaned)
        if len(samples) < 0.05 * header["sample_rate"]:
            raise ProviderError("The built-in voice has no sound for this text.", ProviderFailure.REFUSED)
        return finish(samples, header["sample_rate"], written, spans, model=f"espeak-ng {name}")

    def _ask_child(self, text: str, voice: str, pace: float) -> tuple[dict[str, Any], bytes]:
        request = {
            "text": text,
            "voice": voice,
            "rate": round(_PACES.get(voice, _PACE) * pace),
        }
        return ask_child(request, seconds=self._seconds)


def ask_child(request: dict[str, Any], *, seconds: int) -> tuple[dict[str, Any], bytes]:
    """Return what the child process answers to a request: its line of JSON and the bytes that follow.

    Raises ProviderError: CONFIG if it has no such voice, RETRY if it failed or took longer than `seconds`.
    """
    line = json.dumps({**request, "seconds": seconds}, ensure_ascii=False).encode() + b"\n"
    # -P: modules beside the child's file must not shadow those of the standard library.
    command = [sys.executable, "-P", str(_CHILD)]
    try:
        answer, status = _run(command, line, seconds)
    except OSError as error:
        raise ProviderError("The built-in voice could not be started.", ProviderFailure.RETRY) from error
    if status == _UNKNOWN_VOICE:
        raise ProviderError("There is no built-in voice for this language.", ProviderFailure.CONFIG)
    if status or b"\n" not in answer:
        raise ProviderError("The built-in voice stopped before it had finished.", ProviderFailure.RETRY)
    head, _, pcm = answer.partition(b"\n")
    return json.loads(head), pcm


def _run(command: Sequence[str], line: bytes, seconds: int) -> tuple[bytes, int]:
    """Return what a child process answers to a line, and its status.

    Raises OSError if the child ends before it has read the line: here, or when its input is closed.
    """
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        watch = threading.Timer(seconds, child.kill)
        watch.start()
        try:
            # The input stays open: the child ends when it closes, so it never outlives this process.
            child.stdin.write(line)
            child.stdin.flush()
            return child.stdout.read(), child.wait()
        finally:
            watch.cancel()
            child.kill()


def _with_breaths(word: str) -> str:
    """Return a word in which commas are heard: espeak-ng pauses only where a space follows, and Chinese has none."""
    return _COMMA.sub(r"\g<0> ", word)


def _decode(header: dict[str, Any], pcm: bytes, words: Sequence[str]) -> tuple[Any, dict[int, Span]]:
    """Turn the child's answer into samples from -1 to 1 and the span of each word, by its position."""
    import numpy as np

    samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float32) / 32768
    begins = [0]
    for word in words:
        begins.append(begins[-1] + len(word) + 1)
    # A word ends where the next sound begins, or where its clause ends.
    marks = [
        (milliseconds / 1000, bisect_right(begins, place) - 1) for place, milliseconds in header["words"]
    ]
    marks += [(milliseconds / 1000, -1) for milliseconds in header["ends"]]
    # At equal times the end of a clause sorts before the word that follows.
    marks.sort(key=lambda mark: (mark[0], mark[1]))
    marks.append((len(samples) / header["sample_rate"], -1))
    spans: dict[int, Span] = {}
    for (start, owner), (end, _) in pairwise(marks):
        if 0 <= owner < len(words) and is_speakable(words[owner]):
            spans[owner] = (spans[owner][0] if owner in spans else start, end)
    return samples, _share_spans(words, spans)


def _share_spans(words: Sequence[str], spans: dict[int, Span]) -> dict[int, Span]:
    """Divide the time of words that are spoken as one ("nie wiem") in proportion to their lengths."""
    shared: dict[int, Span] = {}
    position = 0
    while position < len(words):
        group = [position]
        while (
            group[-1] + 1 < len(words) and group[-1] + 1 not in spans and is_speakable(words[group[-1] + 1])
        ):
            group.append(group[-1] + 1)
        if position in spans:
            start, end = spans[position]
            rate = (end - start) / sum(len(words[member]) for member in group)
            for member in group:
                shared[member] = (start, start + rate * len(words[member]))
                start = shared[member][1]
        position = group[-1] + 1
    return shared
