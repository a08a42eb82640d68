"""Cut the text into scenes, each with a picture prompt."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from generator.exceptions import RunStoppedError
from generator.models import Generation, Scene
from generator.models.files.stored import delete_files
from generator.pipeline.jobs import Job, Report, fingerprint, stop_with_run
from generator.pipeline.stages.clips import share_out_clip
from generator.pipeline.stages.story.document import (
    document_pictures,
    show_document_picture,
    told_from_document,
    with_known_pictures,
)
from generator.pipeline.stages.story.scenes import tell_pictures, told_from_pictures, write_scenes
from generator.pipeline.stand_ins import OUR_FAULT, is_not_due_to_scene, with_stand_in
from generator.providers.calling.chain import Served
from generator.providers.factory import get_provider, get_voices
from studio.contracts import Passage, Storyboard, is_speakable
from studio.errors import StudioError
from studio.film.sound.music import MOODS
from studio.text.marks.told import as_read
from studio.text.plain import cut_plainly
from studio.text.reader.read import as_it_stands, read_text
from studio.text.reader.script import Script
from studio.text.words.language import identify, may_be_in

logger = logging.getLogger(__name__)

# Fewest pictures of a film. A text too short for as many scenes shares its narration among them.
MIN_PICTURES = 3
# A text of fewer words may leave its language open; longer ones are better read by the provider.
FEW_WORDS = 20


def storyboard(generation: Generation, workdir: Path) -> list[Job[Any]]:
    text = _text_of(generation)
    made_from = told_from(generation)
    if generation.storyboard_fingerprint in (made_from, Generation.OWN_STORYBOARD) and _is_good(generation):
        return []

    known = _known(generation, text)
    # Providers that were written before there was such a choice are not asked for it without need.
    verbatim: dict[str, Any] = {"verbatim": True} if generation.verbatim else {}

    def ask(report: Report) -> Served[Storyboard]:
        if not is_speakable(as_read(text)):
            return Served(value=_silent(known), provider="Plain")
        script = _script(generation, text, known["language"])
        known["title"] = known["title"] or script.document.title
        served = get_provider("text").call(
            lambda provider: (
                provider.invent_storyboard(topic=text, **known)
                if generation.write_for_me
                else provider.write_storyboard(text=script.text, split=script.split, **verbatim, **known)
            ),
            remember=fingerprint("storyboard", generation.owner_id, made_from, known),
            alive=stop_with_run(report),
        )
        return replace(served, value=script.direct(served.value))

    def keep(served: Served[Storyboard]) -> None:
        with transaction.atomic():
            _keep(generation, served, made_from)

    def cut_plain(error: Exception, report: Report) -> None:
        if is_not_due_to_scene(error) or not text.strip():
            raise error
        logger.error("The text of generation %s is cut at its sentences", generation.pk, exc_info=error)
        why = str(error) if isinstance(error, StudioError) else OUR_FAULT
        keep(
            Served(value=cut_plainly(text, **verbatim, **known), provider="Plain", fell_back=True, reason=why)
        )

    return [with_stand_in(Job(ask, keep), cut_plain)]


def _is_good(generation: Generation) -> bool:
    """Return whether the scenes that there are can stay."""
    told = list(generation.scenes.values_list("narration", flat=True))
    # Earlier versions made scenes of signs only, which can never be spoken: cut these anew.
    return bool(told) and all(is_speakable(narration) for narration in told if narration)


def _known(generation: Generation, text: str) -> dict[str, Any]:
    """Return what a provider is told of a text besides its words."""
    language = generation.chosen_language or generation.language
    return {
        "language": language or _known_language(generation, as_read(text, verbatim=generation.verbatim)),
        "title": generation.title,
        "keywords": tuple(generation.keyword_list),
    }


def _script(generation: Generation, text: str, language: str) -> Script:
    """Read the text again as it was pasted; what is not kept so is spoken as it stands."""
    is_read = bool(generation.pasted_text) and not (generation.write_for_me or generation.has_start_pictures)
    pasted = with_known_pictures(generation, generation.pasted_text) if is_read else ""
    document = read_text(pasted) if is_read else as_it_stands(text)
    return Script(document, language, str(generation.split))


def _text_of(generation: Generation) -> str:
    if generation.has_start_pictures:
        return "\n\n".join(one.narration for one in tell_pictures(generation) if one.narration)
    return generation.input_text.strip() or generation.description


def _silent(known: dict[str, Any]) -> Storyboard:
    """Return the storyboard of pictures over which nothing is said."""
    language = known["language"] or settings.LANGUAGE_CODE.partition("-")[0]
    return Storyboard(title=known["title"], language=language, keywords=known["keywords"], passages=())


def told_from(generation: Generation) -> str:
    """Return the fingerprint of all that scenes are written from; with it, those that there are stay."""
    text = _text_of(generation)
    # Each only where it is not as usual, so that fingerprints from before stay valid.
    written = ["written"] if generation.write_for_me else []
    split = [generation.split] if generation.split != Generation.Split.AUTO else []
    pasted = ["pasted", generation.pasted_text] if generation.pasted_text else []
    language = ["language", generation.chosen_language] if generation.chosen_language else []
    pictures = [*told_from_pictures(generation), *told_from_document(generation)]
    return fingerprint("storyboard", generation.kind, text, *written, *split, *pasted, *language, *pictures)


def _known_language(generation: Generation, text: str) -> str:
    """Return the language that the chosen voice gives to a text, or its owner's habits to a short one; else ""."""
    chosen = next((voice.language for voice in get_voices() if voice.value == generation.voice), "")
    if chosen and may_be_in(text, chosen):
        return chosen
    films = Generation.objects.owned_by(generation.owner)
    usual = films.habitual_language() or settings.LANGUAGE_CODE.partition("-")[0]
    # Without habits providers take what is not sure for English.
    is_open = usual != "en" and not generation.write_for_me and len(text.split()) < FEW_WORDS
    return identify(text, usual) if is_open else ""


def _keep(generation: Generation, served: Served[Storyboard], made_from: str) -> None:
    board = served.value
    written = generation.keep(
        title=board.title[:80],
        language=board.language,
        keywords=generation.keywords or ", ".join(board.keywords),
        mood=board.mood if board.mood in MOODS else "",
        storyboard_fingerprint=made_from,
        storyboard_provider=served.maker(board.model)[:100],
        storyboard_error=served.reason[:500],
    )
    if not written:
        raise RunStoppedError
    is_of_pictures = generation.has_start_pictures
    count = write_scenes(generation) if is_of_pictures else _write_scenes(generation, board)
    extra = generation.scenes.filter(position__gte=count)
    delete_files([name for scene in extra for name in scene.file_names()])
    extra.delete()
    share_out_clip(generation)
    generation.index_words()


def _write_scenes(generation: Generation, board: Storyboard) -> int:
    """Write the passages of a storyboard as scenes, and return how many there are."""
    # Scenes that are kept keep their products too: their fingerprints show which are still valid.
    # A clip changes what is seen by itself.
    scenes = (
        [(passage, "") for passage in board.passages]
        if generation.input_clip
        else _with_enough_pictures(board.passages, generation.style)
    )
    pictures = document_pictures(generation)
    for position, (passage, style) in enumerate(scenes):
        scene, _ = Scene.objects.update_or_create(
            generation=generation,
            position=position,
            defaults={
                "narration": passage.narration,
                "prompt": passage.prompt,
                "style": style,
                "cuts_away": not passage.is_described,
            },
        )
        show_document_picture(scene, pictures)
    return len(scenes)


def _with_enough_pictures(passages: tuple[Passage, ...], style: str) -> list[tuple[Passage, str]]:
    """Return passages with the style of each, adding pictures to the last narration until there are enough.

    A short text in the standard style is shown in three styles; a style that the owner has chosen is kept.
    """
    missing = MIN_PICTURES - len(passages)
    if missing <= 0:
        return [(passage, "") for passage in passages]
    extra = Passage(narration="", prompt=passages[-1].prompt)
    styles = Generation.VARIED_STYLES if style == Generation.Style.PLAIN else ("",) * MIN_PICTURES
    return list(zip((*passages, *[extra] * missing), styles, strict=True))
