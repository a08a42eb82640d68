"""Speak the narration of each scene, or time it if it is only read."""

from __future__ import annotations

import io
import re
import threading
import unicodedata
import wave
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from django.core.files.base import ContentFile

from generator.exceptions import RunStoppedError
from generator.models import Generation, Scene
from generator.models.files.stored import delete_unnamed
from generator.pipeline.jobs import Job, Report, fingerprint, stop_with_run
from generator.pipeline.products import keep_files
from generator.pipeline.recordings.making import is_recorded, recording_job
from generator.pipeline.stages.parts import Narrator, Part, join_parts, parts_of
from generator.pipeline.stand_ins import keep_silence, reason_of, with_stand_in
from generator.providers.calling.chain import Served
from studio.contracts import Speech, Word
from studio.errors import ProviderError, ProviderFailure
from studio.film.text.phrases import find_phrases
from studio.text.words.language import UNSPACED
from studio.text.words.scripts import is_letter

# Seconds, to find broken recordings: a spoken letter takes at least 0.025 s and, pauses included, at most a second; a
# digit or a sign ("9", "%", "½") is spoken as a word or two.
FASTEST_LETTER, SLOWEST_LETTER, SLOWEST_SIGN = 0.025, 1.0, 3.0
LONGEST_WORD, LONGEST_ADDRESS = 40, 8
ADDRESS = re.compile(r"[/@\\]|\w\.\w")


def narrate(generation: Generation, workdir: Path) -> list[Job[Any]]:
    told = [scene for scene in generation.scenes.exclude(narration="") if not scene.replaces_narrator]
    for scene in told:
        scene.generation = generation
    scenes = [scene for scene in told if not scene.recording]
    # One list of sayings for the whole run, read before threads need it.
    _ = generation.sayings
    made = [scene for scene in scenes if _is_made(scene)]
    reasons = {narrator: scene.speech_error for scene in made for narrator in _stood_in(scene)}
    if reasons:
        # A stopped run may have left scenes in the voice that the stand-in replaces.
        made = [scene for scene in made if not reasons.keys() & _by_first_choice(scene)]
    elif len(made) < len(scenes):
        # Scenes still to be spoken would not sound like those spoken under other settings.
        made = [scene for scene in made if _sounds_as_now(scene)]
    cast = Narrators({scene: _by_first_choice(scene) for scene in made}, reasons)
    spoken = [_job(scene, cast) for scene in scenes if scene not in made]
    recorded = [scene for scene in told if scene.recording and not is_recorded(scene)]
    return [*spoken, *(_recorded(scene, cast, workdir) for scene in recorded)]


def _recorded(scene: Scene, cast: Narrators, workdir: Path) -> Job[Any]:
    """Return the job of making a scene's own recording ready; if no voice can stand in for it either, it is silent."""

    def stay_silent(error: Exception, report: Report) -> None:
        keep_silence(scene, _made_from(scene), reason_of(error, scene, "speech"))

    return with_stand_in(recording_job(scene, workdir, cast.speak, cast.keep), stay_silent)


def _job(scene: Scene, cast: Narrators) -> Job[Any]:
    """Return the job of speaking a scene; if that fails because of the scene, it is silent."""

    def keep(recordings: Recordings) -> None:
        cast.keep(recordings)
        if scene.speech_missing and not scene.keep(speech_missing=""):
            raise RunStoppedError

    def stay_silent(error: Exception, report: Report) -> None:
        keep_silence(scene, _made_from(scene), reason_of(error, scene, "speech"))

    return with_stand_in(Job(partial(cast.speak, scene), keep), stay_silent)


def _is_made(scene: Scene) -> bool:
    # A narration that is only read has no file, but a duration.
    return bool(scene.speech or scene.speech_duration) and scene.speech_fingerprint == _made_from(scene)


def _stood_in(scene: Scene) -> set[Narrator]:
    """Return the narrators of a spoken scene in whose place a stand-in speaks; older rows name no languages."""
    if not scene.speech_fell_back:
        return set()
    found = set(scene.stood_in or [scene.generation.language or "en"]) - set(scene.unspoken)
    return {part.narrator for part in parts_of(scene) if part.language in found}


def _by_first_choice(scene: Scene) -> set[Narrator]:
    """Return the narrators of a spoken scene that are the first choice."""
    return {part.narrator for part in parts_of(scene) if part.has_voice} - _stood_in(scene)


def _sounds_as_now(scene: Scene) -> bool:
    voices = {name.partition(" ")[0] for name in scene.speech_provider.split(", ")}
    return all(part.first_choice in voices for part in parts_of(scene) if part.has_voice)


def _made_from(scene: Scene) -> str:
    generation, parts = scene.generation, parts_of(scene)
    # Included only if not all is in the film's language, so that older fingerprints stay valid.
    tongues = [(part.start, part.language, part.has_voice) for part in parts]
    if len(parts) == 1 and parts[0].is_own and parts[0].has_voice:
        tongues = []
    made_of = (scene.narration, generation.language, scene.voice_in_force)
    return fingerprint("speech", *made_of, *_pace(scene), *tongues, *_read_as(scene))


def _read_as(scene: Scene) -> tuple[str, ...]:
    """Return how marks and the owner's list have a scene read; nothing for other scenes, as in `_pace`."""
    told = scene.told
    if told.said == scene.narration and not (told.pauses or "\n" in told.said):
        return ()
    return ("marks", told.said)


def _pace(scene: Scene) -> tuple[float, ...]:
    """Return the pace only if it is not 1, so that fingerprints from before paces could be chosen stay valid."""
    return () if scene.pace_in_force == 1.0 else (scene.pace_in_force,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """The recording of a scene, or only its duration if no voice speaks it.

    `stand_ins` has the narrators in whose place stand-ins spoke, each with the reason; `first_choice` those who spoke
    themselves; `missed` the languages that a service may speak another time; `unspoken` those that no voice spoke.
    """

    speech: Speech
    voices: tuple[str, ...] = ()
    stand_ins: dict[Narrator, str] = field(default_factory=dict)
    missed: dict[str, str] = field(default_factory=dict)
    first_choice: frozenset[Narrator] = frozenset()
    unspoken: tuple[str, ...] = ()
    seconds: float | None = None
    tries: int = 0


Recordings = list[tuple[Scene, Recording]]


class Narrators:
    """The voices of one film: one for each language, unless a scene has a voice of its own.

    Once a stand-in has to speak for a narrator in one scene, it does so in all others too, finished ones included: but
    not for the voices that other scenes have of their own. Scenes are spoken in several threads.
    """

    def __init__(self, spoken: dict[Scene, set[Narrator]], reasons: dict[Narrator, str]) -> None:
        self.lock = threading.Lock()
        # The spoken scenes, each with the narrators who speak themselves.
        self.spoken: dict[Scene, Collection[Narrator]] = dict(spoken)
        # Reasons for stand-ins by narrator; those of an earlier run stay in use.
        self.reasons = reasons

    def speak(self, scene: Scene, report: Report) -> Recordings:
        """Return the scene's recording; with the first one by a stand-in also new ones of the scenes it replaces."""
        waiting, recordings = [scene], dict[Scene, Recording]()
        while waiting:
            current = waiting.pop()
            recording = _record(current, dict(self.reasons), report)
            with self.lock:
                new = recording.stand_ins.keys() - self.reasons.keys()
                self.reasons |= {narrator: recording.stand_ins[narrator] for narrator in new}
                replaced = [other for other, narrators in self.spoken.items() if new & set(narrators)]
                for other in replaced:
                    del self.spoken[other]
                waiting += replaced
                if recording.first_choice & self.reasons.keys():
                    # Meanwhile a stand-in had to speak, in another part or another thread.
                    waiting.append(current)
                    continue
                self.spoken[current] = recording.first_choice
            recordings[current] = recording
        return list(recordings.items())

    def keep(self, recordings: Recordings) -> None:
        for scene, recording in recordings:
            # The recording by the stand-in may have been kept first.
            if not recording.first_choice & self.reasons.keys():
                _keep(scene, recording)


def _record(scene: Scene, reasons: dict[Narrator, str], report: Report) -> Recording:
    """Speak all parts of a scene; `reasons` has the narrators for whom the stand-in has to speak."""
    parts = parts_of(scene)
    served: list[Served[Speech] | None] = []
    stand_ins, missed, first_choice = dict[Narrator, str](), dict[str, str](), set[Narrator]()
    for index, part in enumerate(parts):
        report(index / len(parts))
        answer, failure = _speak_or_pass(scene, part, reasons.get(part.narrator), report)
        served.append(answer)
        if answer and (answer.fell_back or part.narrator in reasons):
            stand_ins[part.narrator] = reasons.get(part.narrator, answer.reason)
        elif answer:
            first_choice.add(part.narrator)
        elif failure and part.chain.links[0].guard:
            missed[part.language] = failure
    answers = [answer for answer in served if answer]
    passed = [
        part.language
        for part, answer in zip(parts, served, strict=True)
        if not answer and any(map(is_letter, part.text))
    ]
    return Recording(
        speech=join_parts(
            scene.told,
            parts,
            [answer.value if answer else None for answer in served],
            scene.pace_in_force,
        ),
        voices=tuple(dict.fromkeys(answer.maker(answer.value.model) for answer in answers)),
        stand_ins=stand_ins,
        missed=missed,
        first_choice=frozenset(first_choice),
        unspoken=tuple(dict.fromkeys(passed)) if scene.has_narrator else (),
        seconds=sum(answer.seconds for answer in answers) if answers else None,
        tries=sum(answer.tries for answer in answers),
    )


def _speak_or_pass(
    scene: Scene, part: Part, reason: str | None, report: Report
) -> tuple[Served[Speech] | None, str]:
    """Return the speech of one part, or None and the reason for leaving it out, "" if no voice has its language.

    `reason` says why the stand-in has to speak it, if it has to. Raises ProviderError if a voice fails in the film's
    own language.
    """
    if not part.has_voice:
        return None, ""
    try:
        return _speak(scene, part, reason is not None, report), ""
    except ProviderError as error:
        if part.is_own and error.kind != ProviderFailure.REFUSED:
            raise
        return None, str(error)


def _speak(scene: Scene, part: Part, by_stand_in: bool, report: Report) -> Served[Speech]:
    text, language, voice, pace = part.handed, part.language, part.voice, scene.pace_in_force
    chain = part.chain.stand_in() if by_stand_in else part.chain
    return chain.call(
        lambda provider: provider.speak(text=text, language=language, voice=voice, pace=pace),
        check=partial(check_speech, text),
        remember=remembered_as(scene, part),
        alive=stop_with_run(report),
    )


def remembered_as(scene: Scene, part: Part) -> str:
    """Return the name under which a service's recording of a part is remembered, for its owner alone."""
    owner = scene.generation.owner_id
    return fingerprint("speech", owner, part.handed, part.language, part.voice, *_pace(scene))


def check_speech(text: str, speech: Speech) -> None:
    """Check that a speech decodes, has its stated length, is long enough for the text, and is not silent."""
    try:
        with wave.open(io.BytesIO(speech.data)) as sound:
            seconds = sound.getnframes() / sound.getframerate()
            samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
    except (wave.Error, EOFError) as error:
        raise ProviderError("The voice sent a broken recording.", ProviderFailure.BAD_ANSWER) from error
    scripts = Counter(map(_script, filter(str.isalpha, text)))
    script = max(scripts, key=scripts.__getitem__, default="")
    least = sum(_least_letters(word, script) for word in text.split()) * FASTEST_LETTER
    # One character may stand for many letters: Arabic has ligatures for whole phrases.
    signs = unicodedata.normalize("NFKC", "".join(text.split()))
    letters = sum(map(str.isalpha, signs))
    plausible = least <= seconds <= letters * SLOWEST_LETTER + (len(signs) - letters) * SLOWEST_SIGN + 10
    audible = samples.size > 0 and int(np.abs(samples.astype(np.int32)).max()) > 500
    if not (plausible and audible and abs(seconds - speech.duration) < 0.01):
        raise ProviderError("The voice sent an incomplete recording.", ProviderFailure.BAD_ANSWER)


def _least_letters(word: str, script: str) -> int:
    """Return the number of letters of a word that are certainly heard; those of other scripts may be left out.

    A voice shortens web addresses, repeated letters and words of hundreds of letters instead of spelling them out.
    """
    rows = sum(
        1 for sign, _ in groupby(word) if sign.isdecimal() or (sign.isalpha() and _script(sign) == script)
    )
    return min(rows, LONGEST_ADDRESS if ADDRESS.search(word) else LONGEST_WORD)


def _script(letter: str) -> str:
    """Return the script of a letter: "LATIN", "CJK"."""
    return unicodedata.name(letter, "").partition(" ")[0]


def _timed(word: Word, speech: Speech, scene: Scene) -> list[Any]:
    """Return a word with its times; in scripts without spaces also those of its phrases."""
    timed: list[Any] = [word.text, word.start, word.end]
    if (scene.generation.language or "")[:2] in UNSPACED and speech.data:
        phrases = find_phrases(speech.data, word.text, word.start, word.end)
        timed += [[list(phrase) for phrase in phrases]] if phrases else []
    return timed


def _keep(scene: Scene, recording: Recording) -> None:
    speech = recording.speech
    reasons = {language: why for (language, _), why in recording.stand_ins.items()} | recording.missed
    fields = {
        "speech_fingerprint": _made_from(scene),
        "speech_provider": ", ".join(recording.voices)[:100],
        "speech_fell_back": bool(reasons),
        "stood_in": list(reasons),
        "unspoken": list(recording.unspoken),
        "speech_seconds": recording.seconds,
        "speech_tries": recording.tries,
        "speech_error": next(iter(reasons.values()), "")[:500],
        "speech_duration": speech.duration,
        "speech_words": [_timed(word, speech, scene) for word in speech.words],
    }
    if speech.data:
        keep_files(scene, {"speech": ("speech.wav", ContentFile(speech.data))}, **fields)
        return
    earlier = scene.speech.name
    if not scene.keep(speech="", **fields):
        raise RunStoppedError
    delete_unnamed([earlier or ""])
