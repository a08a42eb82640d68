"""Speak the narration of each scene."""

from __future__ import annotations

import io
import re
import threading
import unicodedata
import wave
from collections import Counter
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from django.core.files.base import ContentFile

from generator.exceptions import ProviderError, ProviderFailure
from generator.models import Generation, Scene
from generator.models.products import keep_files
from generator.providers import get_provider
from generator.providers.base import Speech, SpeechProvider
from generator.providers.chain import Chain, Served
from generator.stages.base import Job, Report, fingerprint, go_on

# Nobody speaks a letter in less than 0.025 s or, pauses included, takes more than a second for it; a digit or a sign
# ("9", "%", "½") is said with a word or two.
FASTEST_LETTER, SLOWEST_LETTER, SLOWEST_SIGN = 0.025, 1.0, 3.0
LONGEST_WORD, LONGEST_ADDRESS = 40, 8
ADDRESS = re.compile(r"[/@\\]|\w\.\w")


def narrate(generation: Generation, workdir: Path) -> list[Job[Any]]:
    scenes = list(generation.scenes.exclude(narration=""))
    for scene in scenes:
        scene.generation = generation
    made = [scene for scene in scenes if scene.speech and scene.speech_fingerprint == _made_from(scene)]
    if any(scene.speech_fell_back for scene in made):
        # A run that was stopped may have left scenes in the voice that the stand-in replaces.
        made = [scene for scene in made if scene.speech_fell_back]
    elif len(made) < len(scenes):
        # What is still to be spoken would not sound like what was spoken under other settings.
        made = [scene for scene in made if _by_first_choice(scene)]
    cast = Cast(made)
    return [Job(partial(cast.speak, scene), cast.keep) for scene in scenes if scene not in made]


def _by_first_choice(scene: Scene) -> bool:
    return scene.speech_provider.partition(" ")[0] == _chain(scene).links[0].name


def _made_from(scene: Scene) -> str:
    generation = scene.generation
    return fingerprint("speech", scene.narration, generation.language, generation.voice, *_pace(generation))


def _pace(generation: Generation) -> tuple[float, ...]:
    """Name a pace only where it is unusual: what was spoken before paces could be chosen stays what it is."""
    return () if generation.pace == 1.0 else (generation.pace,)


Recordings = list[tuple[Scene, Served[Speech]]]


class Cast:
    """One film, one voice: once a stand-in has to speak a scene, it speaks all others too, those that were done as well.

    The scenes are spoken in several threads.
    """

    def __init__(self, made: list[Scene]) -> None:
        self.lock = threading.Lock()
        # The scenes that the first choice has spoken.
        self.spoken = [scene for scene in made if not scene.speech_fell_back]
        # Why a stand-in speaks, or None while it does not: an earlier run's stand-in goes on.
        self.reason = next((scene.speech_error for scene in made if scene.speech_fell_back), None)

    def speak(self, scene: Scene, report: Report) -> Recordings:
        """Return the scene's recording, and with the first one by a stand-in also those that it replaces."""
        if self.reason is not None:
            return [self._by_stand_in(scene, report)]
        served = _speak(scene, _chain(scene), report)
        with self.lock:
            if self.reason is None and not served.fell_back:
                self.spoken.append(scene)
                return [(scene, served)]
            replaced = [] if self.reason is not None else self.spoken
            self.reason = served.reason if self.reason is None else self.reason
        own = (scene, served) if served.fell_back else self._by_stand_in(scene, report)
        return [own, *(self._by_stand_in(other, report) for other in replaced)]

    def _by_stand_in(self, scene: Scene, report: Report) -> tuple[Scene, Served[Speech]]:
        served = _speak(scene, _chain(scene).stand_in(), report)
        return scene, replace(served, fell_back=True, reason=self.reason or "")

    def keep(self, recordings: Recordings) -> None:
        for scene, served in recordings:
            # The stand-in that speaks this scene too may be kept first.
            if served.fell_back or self.reason is None:
                _keep(scene, served)


def _chain(scene: Scene) -> Chain[SpeechProvider]:
    language, voice = scene.generation.language, scene.generation.voice
    return get_provider("speech").only(lambda provider: provider.speaks(language=language, voice=voice))


def _speak(scene: Scene, chain: Chain[SpeechProvider], report: Report) -> Served[Speech]:
    generation, text = scene.generation, scene.narration
    language, voice, pace = generation.language, generation.voice, generation.pace
    return chain.call(
        lambda provider: provider.speak(text=text, language=language, voice=voice, pace=pace),
        check=partial(_check, text),
        remember=fingerprint("speech", generation.owner_id, text, language, voice, *_pace(generation)),
        alive=go_on(report),
    )


def _check(text: str, speech: Speech) -> None:
    """Believe a speech only if it decodes, is as long as it says, can hold the text, and is not silent."""
    try:
        with wave.open(io.BytesIO(speech.data)) as sound:
            seconds = sound.getnframes() / sound.getframerate()
            samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
    except (wave.Error, EOFError) as error:
        raise ProviderError("The voice sent a broken recording.", ProviderFailure.BAD_ANSWER) from error
    scripts = Counter(map(_script, filter(str.isalpha, text)))
    script = max(scripts, key=scripts.__getitem__, default="")
    least = sum(_least_letters(word, script) for word in text.split()) * FASTEST_LETTER
    # One sign may stand for many letters: Arabic has some for whole wishes.
    signs = unicodedata.normalize("NFKC", "".join(text.split()))
    letters = sum(map(str.isalpha, signs))
    plausible = least <= seconds <= letters * SLOWEST_LETTER + (len(signs) - letters) * SLOWEST_SIGN + 10
    audible = samples.size > 0 and int(np.abs(samples.astype(np.int32)).max()) > 500
    if not (plausible and audible and abs(seconds - speech.duration) < 0.01):
        raise ProviderError("The voice sent an incomplete recording.", ProviderFailure.BAD_ANSWER)


def _least_letters(word: str, script: str) -> int:
    """Count the letters that are surely heard of a word: those of other scripts may be left out.

    A voice shortens an address, a row of the same letter, or a word of hundreds of letters instead of spelling it out.
    """
    rows = sum(
        1 for sign, _ in groupby(word) if sign.isdecimal() or (sign.isalpha() and _script(sign) == script)
    )
    return min(rows, LONGEST_ADDRESS if ADDRESS.search(word) else LONGEST_WORD)


def _script(letter: str) -> str:
    """Name the script of a letter: "LATIN", "CJK"."""
    return unicodedata.name(letter, "").partition(" ")[0]


def _keep(scene: Scene, served: Served[Speech]) -> None:
    speech = served.value
    keep_files(
        scene,
        {"speech": ("speech.wav", ContentFile(speech.data))},
        speech_fingerprint=_made_from(scene),
        speech_provider=f"{served.provider} {speech.model}"[:100],
        speech_fell_back=served.fell_back,
        speech_seconds=served.seconds,
        speech_tries=served.tries,
        speech_error=served.reason[:500],
        speech_duration=speech.duration,
        speech_words=[[word.text, word.start, word.end] for word in speech.words],
    )
