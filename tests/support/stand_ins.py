"""Providers that are quick, count their calls, and fail when told to: the edge, for tests of what stands before it."""

from __future__ import annotations

import io
import threading
import wave
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image

from studio.contracts import (
    Box,
    Description,
    ImageProvider,
    Passage,
    Picture,
    Speech,
    SpeechProvider,
    Storyboard,
    TextProvider,
    VisionProvider,
    Word,
)
from studio.errors import ProviderError, ProviderFailure

HERE = "tests.support.stand_ins"
PROVIDERS: dict[str, list[dict[str, Any]]] = {
    "text": [{"BACKEND": f"{HERE}.QuickText"}],
    "vision": [{"BACKEND": f"{HERE}.QuickVision"}],
    "image": [{"BACKEND": f"{HERE}.QuickImage"}],
    "speech": [{"BACKEND": f"{HERE}.QuickSpeech"}],
    "photo": [],
    "clip": [],
    "motion": [],
}
RATE = 16000
DOG = Box(name="dog", left=0.6, top=0.5, right=0.8, bottom=0.9)


class Log:
    """What was asked of the stand-ins, and what shall happen when they are asked."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.reset()

    def reset(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.before: Callable[[str, dict[str, Any]], None] = lambda kind, asked: None

    def note(self, kind: str, asked: dict[str, Any]) -> None:
        with self.lock:
            self.calls.append((kind, asked))
        self.before(kind, asked)

    def count(self, kind: str) -> int:
        return sum(called == kind for called, _ in self.calls)


log = Log()


class QuickText(TextProvider):
    """One scene a sentence, however the text shall be split."""

    def write_storyboard(
        self,
        *,
        text: str,
        language: str = "",
        title: str = "",
        keywords: tuple[str, ...] = (),
        split: str = "auto",
        verbatim: bool = False,
    ) -> Storyboard:
        asked = {"text": text, "language": language, "title": title, "keywords": keywords, "split": split}
        log.note("text", asked)
        sentences = [f"{part.strip()}." for part in text.split(".") if part.strip()]
        return Storyboard(
            title=title or sentences[0][:80],
            language=language or "en",
            keywords=("sea", "boat"),
            passages=tuple(Passage(narration=one, prompt=f"Picture of {one}") for one in sentences),
            mood="calm",
        )


class QuickVision(VisionProvider):
    def describe(self, *, picture: bytes, language: str = "en") -> Description:
        log.note("vision", {"picture": picture, "language": language})
        return Description(keywords=("dog", "beach"), text="A dog stands on a beach.", boxes=(DOG,))


class QuickImage(ImageProvider):
    """A gradient with noise, different for each scene."""

    def illustrate(
        self, *, prompt: str, style: str, width: int, height: int, seed: int, variant: int
    ) -> Picture:
        log.note("image", {"prompt": prompt, "style": style, "seed": seed, "variant": variant})
        random = np.random.default_rng([seed, variant])
        noise = random.integers(40, 220, (height // 8 + 1, width // 8 + 1, 3), np.uint8)
        image = Image.fromarray(noise).resize((width, height), Image.Resampling.BICUBIC)
        data = io.BytesIO()
        image.save(data, "JPEG")
        return Picture(data=data.getvalue(), width=width, height=height, model="noise")


class QuickSpeech(SpeechProvider):
    """A tone of 0.3 s for each word."""

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        log.note("speech", {"text": text, "language": language, "voice": voice, "pace": pace})
        words = text.split()
        duration = 0.3 * len(words)
        time = np.arange(round(duration * RATE)) / RATE
        samples = (np.sin(2 * np.pi * 220 * time) * 8000).astype(np.int16)
        data = io.BytesIO()
        with wave.open(data, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            sound.writeframes(samples.tobytes())
        times = tuple(Word(text=word, start=0.3 * n, end=0.3 * (n + 1)) for n, word in enumerate(words))
        return Speech(data=data.getvalue(), duration=len(samples) / RATE, words=times, model="tone")


class Refusing(ImageProvider):
    """Never serves."""

    def illustrate(self, **asked: Any) -> Picture:
        log.note("refusing", asked)
        raise ProviderError("The painter is ill.", ProviderFailure.BUSY)


class Black(QuickImage):
    """Answers with what must not be believed."""

    def illustrate(self, **asked: Any) -> Picture:
        log.note("black", asked)
        data = io.BytesIO()
        Image.new("RGB", (asked["width"], asked["height"])).save(data, "JPEG")
        return Picture(data=data.getvalue(), width=asked["width"], height=asked["height"], model="night")
