"""Speak the narration of each scene."""

from __future__ import annotations

import io
import wave
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from django.core.files.base import ContentFile

from generator.exceptions import ProviderError, ProviderFailure
from generator.models import Generation, Scene
from generator.models.products import keep_files
from generator.providers import get_provider
from generator.providers.base import Speech
from generator.providers.chain import Served
from generator.stages.base import Job, Report, fingerprint

# Nobody speaks a letter in less than 0.025 s or, pauses included, takes more than a second for it.
FASTEST_LETTER, SLOWEST_LETTER = 0.025, 1.0


def narrate(generation: Generation, workdir: Path) -> list[Job[Any]]:
    jobs = []
    for scene in generation.scenes.exclude(narration=""):
        scene.generation = generation
        made_from = fingerprint("speech", scene.narration, generation.language, generation.voice)
        if not (scene.speech and scene.speech_fingerprint == made_from):
            call = partial(_speak, scene.narration, generation.language, generation.voice)
            jobs.append(Job(call, partial(_keep, scene, made_from)))
    return jobs


def _speak(text: str, language: str, voice: str, report: Report) -> Served[Speech]:
    return get_provider("speech").call(
        lambda provider: provider.speak(text=text, language=language, voice=voice),
        check=partial(_check, text),
    )


def _check(text: str, speech: Speech) -> None:
    """Believe a speech only if it decodes, is as long as it says, can hold the text, and is not silent."""
    try:
        with wave.open(io.BytesIO(speech.data)) as sound:
            seconds = sound.getnframes() / sound.getframerate()
            samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
    except (wave.Error, EOFError) as error:
        raise ProviderError("The voice sent a broken recording.", ProviderFailure.BAD_ANSWER) from error
    letters = sum(character.isalnum() for character in text)
    plausible = letters * FASTEST_LETTER <= seconds <= letters * SLOWEST_LETTER + 10
    audible = samples.size > 0 and int(np.abs(samples.astype(np.int32)).max()) > 500
    if not (plausible and audible and abs(seconds - speech.duration) < 0.01):
        raise ProviderError("The voice sent an incomplete recording.", ProviderFailure.BAD_ANSWER)


def _keep(scene: Scene, made_from: str, served: Served[Speech]) -> None:
    speech = served.value
    keep_files(
        scene,
        {"speech": ("speech.wav", ContentFile(speech.data))},
        speech_fingerprint=made_from,
        speech_provider=f"{served.provider} {speech.model}"[:100],
        speech_fell_back=served.fell_back,
        speech_duration=speech.duration,
        speech_words=[[word.text, word.start, word.end] for word in speech.words],
    )
