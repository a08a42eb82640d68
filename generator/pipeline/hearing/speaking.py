"""Speaking a stretch of a scene, or the sample of a voice.

Built-in voices speak in a process that is kept for that, so that a page's own process loads none of them. A service's
answer is remembered by the name by which the film will ask for it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.core.cache import caches

from generator.models import Generation, Scene
from generator.pipeline.hearing.stretches import NO_NARRATOR, UNSPOKEN, Stretch, UnheardError
from generator.pipeline.jobs import fingerprint
from generator.pipeline.stages.narrate import check_speech, remembered_as
from generator.pipeline.stages.parts import Part, parts_of
from generator.providers.calling.chain import Chain, Link, Served
from generator.providers.calling.meter import made_for
from generator.providers.factory import get_provider
from studio.contracts import Speech, SpeechProvider
from studio.errors import ProviderError, ProviderFailure
from studio.film.sound.splicing import splice
from studio.speech import EmbeddedSpeech, kept
from studio.speech.kept import KeptSpeech
from studio.speech.samples import sample_of
from studio.text.words.runs import split_runs
from studio.text.words.sentences import sentence_ends

# Seconds that a service may take. A film waits for longer, but nobody listens to that.
PATIENCE = 10.0
# Seconds for which a recording by a built-in voice is remembered.
REMEMBERED = 24 * 3600
FAILED = "{service} could not speak this just now. {reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A stretch as a WAV file, and the name of the service that spoke any of it, else ""."""

    data: bytes
    service: str = ""


def get_ready() -> None:
    """Have loaded what the first words would wait for, without waiting: languages are told apart, and Joe speaks."""
    threading.Thread(target=_load, daemon=True).start()


def _load() -> None:
    links = get_provider("speech").links
    if links and _is_built_in(links[0]):
        kept.get_ready()
    split_runs("These are words of a language.", "en", reads_latin=True)
    sentence_ends(["Ready."], [False], "en")


def hear(scene: Scene, stretch: Stretch) -> Heard:
    """Return the recording of a stretch. Raises UnheardError."""
    pieces, voices, services = list[tuple[bytes | float, float]](), list[str](), dict[str, None]()
    for part in stretch.parts:
        speech = _speak(scene, part) if part.has_voice else None
        if speech and (guard := part.chain.links[0].guard):
            services[guard.service] = None
        pieces.append((speech.data if speech else 0.25, part.pause or 0.0))
        voices.append(f"{part.language} {speech.model}" if speech else "")
    if len(pieces) == 1 and isinstance(pieces[0][0], bytes) and not pieces[0][1]:
        return Heard(data=pieces[0][0], service=", ".join(services))
    return Heard(data=splice(pieces, voices).data, service=", ".join(services))


def _speak(scene: Scene, part: Part) -> Speech:
    """Return the speech of one part by whoever is the first choice: no stand-in is taken for it."""
    link, pace = part.chain.links[0], scene.pace_in_force
    if _is_built_in(link):
        return _spoken_here(part.handed, part.language, part.voice, pace)
    chain = Chain([link], seconds=PATIENCE, memory=part.chain.memory, clock=part.chain.clock)
    text, language, voice = part.handed, part.language, part.voice
    film = scene.generation
    try:
        with made_for(film.pk, film.owner_id):
            served: Served[Speech] = chain.call(
                lambda provider: provider.speak(text=text, language=language, voice=voice, pace=pace),
                check=partial(check_speech, text),
                remember=remembered_as(scene, part),
            )
    except ProviderError as error:
        raise _unheard(error, link) from error
    return served.value


def _spoken_here(text: str, language: str, voice: str, pace: float) -> Speech:
    name = f"heard:{fingerprint(text, language, voice, pace)}"
    known: Speech | None = caches["heard"].get(name)
    if known is None:
        try:
            known = KeptSpeech(voices_dir=settings.VOICES_DIR).speak(
                text=text, language=language, voice=voice, pace=pace
            )
        except ProviderError as error:
            raise UnheardError(str(error)) from error
        caches["heard"].set(name, known, REMEMBERED)
    return known


def _unheard(error: ProviderError, link: Link[SpeechProvider]) -> UnheardError:
    # What is wrong with the words is said as it stands; what is wrong with a service is named as its fault.
    if error.kind == ProviderFailure.REFUSED or not link.guard:
        return UnheardError(str(error))
    return UnheardError(FAILED.format(service=link.guard.service, reason=error))


def _is_built_in(link: Link[SpeechProvider]) -> bool:
    return link.factory is EmbeddedSpeech


def sample(generation: Generation) -> Heard:
    """Return a fixed sentence in the language, voice and pace of a film, which need not be stored. Raises UnheardError."""
    scene = Scene(generation=generation, narration=sample_of(generation.language or "en"))
    if not scene.has_narrator:
        raise UnheardError(NO_NARRATOR)
    # Nobody's list of pronunciations is heard here, and the sentence is everybody's.
    parts = parts_of(scene)
    if not any(part.has_voice for part in parts):
        raise UnheardError(UNSPOKEN)
    return hear(scene, Stretch(tuple(parts)))
