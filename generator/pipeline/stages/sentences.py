"""The choice of what each sentence of a film shows: its scene's picture, or its words and figures."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from generator.exceptions import RunStoppedError
from generator.models import Generation, Scene
from generator.pipeline.jobs import fingerprint
from generator.providers.factory import has_service
from studio.graphics.choice.choose import AskPainter, Choice, choose
from studio.graphics.graphic_file import pack_graphic
from studio.graphics.reading.sentence import Scene as Told
from studio.graphics.values import Graphic, Phrase
from studio.painter.read.confidence import Confidence, confidence

logger = logging.getLogger(__name__)

# How sure it is that a picture service or a photo of a collection, and a picture of the owner's, show what a sentence tells.
_OF_A_SERVICE, _OF_THE_OWNER = 0.7, 0.8
_WISHES = {
    Generation.Shows.MIXED: "mixed",
    Generation.Shows.PICTURES: "painted",
    Generation.Shows.WORDS: "words",
}
_ONLY_SCENERY = "It is painted as scenery: whom or what it shows is not sure."
_STARRED = re.compile(r"\*([^*]+)\*")
# Kinds that an owner's own words can always be shown as.
OF_ANY_WORDS = ("statement", "title", "question", "call")
# Those that can show other words than the sentence's.
WORDED = (*OF_ANY_WORDS, "item")


def choose_sentences(generation: Generation, scenes: Sequence[Scene]) -> None:
    """Write what the sentences of a claimed film's scenes show, where that was not decided yet.

    A decision stands until the scene's own words or the film's wish change: what is done to other scenes leaves it
    alone. Raises RunStoppedError if the run no longer holds its lease.
    """
    reasons = {scene: _chosen_from(generation, scene) for scene in scenes}
    new = [scene for scene in scenes if scene.sentences_fingerprint != reasons[scene]]
    if not new:
        return
    found = _choose(generation, scenes)
    with transaction.atomic():
        if not generation.held().select_for_update().exists():
            raise RunStoppedError
        for scene in new:
            scene.sentences = [_told(generation, scene, choice) for choice in found.get(scene.position, [])]
            scene.sentences_fingerprint = reasons[scene]
            scene.save(update_fields=["sentences", "sentences_fingerprint"])
        _leave_out_repeats(scenes)


def _leave_out_repeats(scenes: Sequence[Scene]) -> None:
    """Delete what was added only so that a short text shows enough pictures, if its last words show more than one.

    Such scenes are the film's last, so that no place is left empty; what an owner gave is never one.
    """
    shown = next((scene for scene in reversed(scenes) if scene.narration), None)
    if not (shown and shown.graphics):
        return
    for scene in reversed(scenes):
        is_given = scene.image or scene.upload or scene.clip_upload or scene.seconds
        if scene.narration or scene.prompt != shown.prompt or is_given:
            return
        scene.delete()


def _chosen_from(generation: Generation, scene: Scene) -> str:
    if not scene.narration:
        return fingerprint("sentences", "")
    wish = (generation.shows, generation.palette, generation.mood, generation.language, generation.style)
    is_own = _is_owners(generation, scene)
    told = (scene.as_read, scene.wishes, wish, is_own, has_service("image"))
    # Films of before show no photos of collections.
    return fingerprint("sentences", *told, *(["photo"] if scene.wants_photo else []))


def _is_owners(generation: Generation, scene: Scene) -> bool:
    """Return whether what the scene shows comes from its owner."""
    is_chosen = scene.is_own_picture or scene.upload or scene.clip_upload or scene.picked
    return bool(is_chosen or generation.input_image)


def _wish(generation: Generation) -> str:
    """Return what its owner wants to be shown; whoever gives a picture for each scene wants to see them."""
    shows = Generation.Shows(generation.shows)
    is_given = shows == Generation.Shows.MIXED and generation.has_start_pictures
    return _WISHES[Generation.Shows.PICTURES if is_given else shows]


def _choose(generation: Generation, scenes: Sequence[Scene]) -> dict[int, list[Choice]]:
    """Return the choices by their scenes' positions; a film whose sentences cannot be read shows its pictures."""
    told = [Told(narration=scene.as_read, prompt=scene.prompt) for scene in scenes]
    try:
        choices = choose(
            told,
            language=generation.language or "en",
            mood=generation.mood or "",
            style=generation.style,
            wish=_wish(generation),
            confidence=_asked(generation, scenes),
            # What an owner wished for a sentence before it had parts is not lost.
            undivided={text for scene in scenes for text in scene.wishes},
        )
    except Exception:
        logger.exception("What the sentences of generation %s show could not be chosen", generation.pk)
        return {}
    found: dict[int, list[Choice]] = {}
    for choice in choices:
        found.setdefault(scenes[choice.scene].position, []).append(choice)
    return found


def _asked(generation: Generation, scenes: Sequence[Scene]) -> AskPainter:
    """Return what says how surely the film's own pictures show a sentence."""
    owned = [scene.as_read for scene in scenes if _is_owners(generation, scene)]
    found = [scene.as_read for scene in scenes if scene.wants_photo]

    def ask(sentence: str, language: str, prompt: str) -> Confidence:
        painter = confidence(sentence, language, prompt)
        if any(sentence in narration for narration in owned):
            return replace(painter, value=max(painter.value, _OF_THE_OWNER))
        if has_service("image") or any(sentence in narration for narration in found):
            return replace(painter, value=max(painter.value, _OF_A_SERVICE))
        return painter

    return ask


def _told(generation: Generation, scene: Scene, choice: Choice) -> dict[str, Any]:
    """Return a choice as it is kept with its scene, after its owner's wish."""
    wish = scene.wishes.get(choice.text, {})
    if scene.replaces_narrator:
        # Whoever speaks in a clip is to be seen.
        choice, wish = replace(choice, graphic=None, reason="Its clip speaks."), {}
    graphic, reason = _wished(choice, wish)
    # What an owner or a service wrote for a picture is painted as it stands.
    is_scenery = (
        choice.is_scenery and not graphic and not wish and scene.cuts_away and not has_service("text")
    )
    palette = wish.get("palette") or generation.palette
    if graphic and palette:
        graphic = replace(graphic, palette=palette)
    return {
        "text": choice.text,
        "first": choice.first,
        "letter": _letter(scene.as_read[: choice.start]),
        "graphic": pack_graphic(graphic) if graphic else None,
        "sureness": round(choice.sureness, 2),
        "confidence": round(choice.confidence, 2),
        "reason": f"{reason} {_ONLY_SCENERY}" if is_scenery else reason,
        # Only where it is so: what was kept before knows nothing of it.
        **({"scenery": True} if is_scenery else {}),
        "kinds": sorted({one.kind for one in choice.candidates} | {*OF_ANY_WORDS}),
    }


def is_scenery(scene: Scene, word: int | None = None) -> bool:
    """Return whether a scene's picture shows nobody and nothing before its scenery; with `word`, that of a cutaway there.

    A scene's own picture is for all its painted sentences: it has figures if one of them is sure of them.
    """
    if not scene.cuts_away:
        return False
    painted = [sentence for sentence in scene.sentences if not sentence["graphic"]]
    if word is not None:
        painted = [sentence for sentence in painted if sentence["first"] <= word][-1:]
    return bool(painted) and all(sentence.get("scenery") for sentence in painted)


def _letter(before: str) -> int:
    """Return how many letters of a word stand before a sentence that begins in it: in scripts without spaces."""
    words = before.split()
    return len(words[-1]) if words and not before[-1].isspace() else 0


def _wished(choice: Choice, wish: dict[str, str]) -> tuple[Graphic | None, str]:
    """Return what a sentence shows, and why: what its owner wants, or else what was chosen."""
    kind, words = wish.get("kind", ""), wish.get("words", "")
    if kind == "picture":
        return None, "You chose the picture."
    if not (kind or words):
        return choice.graphic, choice.reason
    base = next((one for one in choice.candidates if one.kind == kind), None) if kind else choice.graphic
    if words:
        base = _with_words(base or Graphic(kind=kind or "statement"), words, choice)
    if base is None:
        base = _with_words(Graphic(kind=kind), choice.text, choice)
    ground = choice.graphic.ground if choice.graphic else "veil"
    why = "You chose it." if kind else "You wrote its words."
    return replace(base, ground=ground, reason=why), why


def _with_words(graphic: Graphic, words: str, choice: Choice) -> Graphic:
    """Return a graphic that shows the owner's words, with those between stars emphasised."""
    kind = graphic.kind if graphic.kind in WORDED else "statement"
    text, emphasis = "", list[tuple[int, int]]()
    for number, part in enumerate(_STARRED.split(words)):
        if number % 2:
            emphasis.append((len(text), len(text) + len(part)))
        text += part
    phrase = Phrase(text=text, first=choice.first, last=choice.last, emphasis=tuple(emphasis))
    is_same = kind == graphic.kind
    return replace(
        graphic,
        kind=kind,
        form=graphic.form if is_same else "",
        phrases={"main": phrase},
        items=(),
        figures=(),
    )
