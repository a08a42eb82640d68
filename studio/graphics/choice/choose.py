"""The choice for each sentence of a film: a graphic scene or a painting, by how sure its rule and the painter are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from studio.graphics.choice.ground import find_ground
from studio.graphics.choice.parts import OF_PARTS, parts_of
from studio.graphics.choice.rhythm import Pick, keep_rhythm
from studio.graphics.choice.whole import hangs
from studio.graphics.reading.film import FilmText, read_text
from studio.graphics.reading.sentence import Scene, Sentence
from studio.graphics.rules import (
    call,
    comparison,
    date,
    definition,
    enumeration,
    growth,
    item,
    number,
    question,
    quote,
    share,
    statement,
    title,
)
from studio.graphics.rules.naming import name, place
from studio.graphics.values import PALETTES, Graphic
from studio.painter.read.confidence import Confidence
from studio.text.storyboard.prompts import write_prompts

WISHES = ("mixed", "painted", "words")
# Of two kinds that are equally sure, the one that comes first here is shown.
RULES = (
    call,
    share,
    comparison,
    growth,
    number,
    date,
    quote,
    question,
    item,
    enumeration,
    name,
    place,
    definition,
    title,
    statement,
)
# From these values on a rule outweighs a painting, is shown in a story, or is shown at all; and the painter is sure.
OUTWEIGHS, IN_STORY, SHOWN, PAINTED = 0.8, 0.9, 0.5, 0.6
# What a place that only another sentence of the scene names takes from the painter's confidence.
_ELSEWHERE = 0.25
# The painter's confidence in a part of a sentence that does not name what is painted.
_UNNAMED = 0.3
# The painter's confidence in one word from which on its drawing is surely the thing.
_OWN_NAME = 0.45

# The least confidence for figures at all: somebody who acts, shown by one of their like ("a chef slices an onion").
_FIGURES = 0.35

_SHOWS_NOTHING = frozenset(
    "is was has had took takes costs cost lasts lasted means meant will can could would may might should seems became becomes works".split()  # noqa: SIM905
)
_SUBJECTS = frozenset(["he", "she", "it", "they"])
AskPainter = Callable[[str, str, str], Confidence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a sentence is shown as.

    `scene` is the index of its scene; `first` and `last` are its words there, `start` and `end` its characters (in scripts
    without spaces, where a run is one word). `graphic` is None for a painting. `sureness` is the best rule's, `confidence`
    the painter's. `candidates` are all that it could be shown as, the surest first.
    """

    scene: int
    first: int
    last: int
    start: int
    end: int
    text: str
    graphic: Graphic | None
    ground: str
    sureness: float
    confidence: float
    reason: str
    candidates: tuple[Graphic, ...] = ()
    # Whether its picture is scenery only: the painter is not sure enough of anybody or anything in it.
    is_scenery: bool = False


def choose(
    scenes: Sequence[Scene],
    *,
    language: str,
    mood: str,
    style: str,
    wish: str = "mixed",
    confidence: AskPainter,
    undivided: Collection[str] = (),
) -> list[Choice]:
    """Return a choice for each sentence of a film, or for each part of a long one, in order.

    `scenes` have narrations without marks; `language` is a two-letter code, `mood` and `style` are those of
    `studio.contracts`. `wish` is the owner's: mixed, painted only, or words only. `confidence` is asked for a sentence, its
    language and the prompt of its picture; it is `studio.painter.read.confidence.confidence` or stands in for it.
    Sentences of which the text is in `undivided` have no parts. Raises ValueError for another wish.
    """
    if wish not in WISHES:
        raise ValueError(f"The wish must be one of {', '.join(WISHES)}.")
    film = read_text(scenes, language)
    prompts = _prompts(film)
    painters = [
        confidence(sentence.text, sentence.language, prompt)
        for sentence, prompt in zip(film.sentences, prompts, strict=True)
    ]
    painters = [_where_it_is(film, painters, at) for at in range(len(painters))]
    picks = [
        _pick(part, film, wish, confidence, painter)
        for sentence, painter in zip(film.sentences, painters, strict=True)
        for part in (
            [sentence] if wish == "painted" or sentence.text in undivided else parts_of(sentence, film)
        )
    ]
    keep_rhythm(picks, mood, wish)
    palette = mood if mood in PALETTES else "neutral"
    grounds: list[str] = []
    for at in range(len(picks)):
        grounds.append(find_ground(picks, at, grounds, style=style, mood=mood))
    return [
        _choice(pick, ground, palette, is_scenery=_is_scenery(pick, film))
        for pick, ground in zip(picks, grounds, strict=True)
    ]


def _is_scenery(pick: Pick, film: FilmText) -> bool:
    """Return whether a sentence is painted without figures: it does not name surely what it shows.

    Where only the rhythm of the film asks for a picture, the painter has to be as sure as for any other painting in
    place of words; elsewhere it is enough that somebody acts, or a thing by its own name. Whom a story is about is told by the whole of it.
    """
    if pick.graphic is not None or film.is_story:
        return False
    return pick.confidence < (PAINTED if pick.is_for_rhythm else _FIGURES)


def candidates_of(sentence: Sentence, film: FilmText) -> list[Graphic]:
    """Return all graphic scenes that a sentence may be, the surest first."""
    rules = RULES if sentence.window is None else OF_PARTS
    found = [graphic for rule in rules if (graphic := rule.find(sentence, film))]
    found = [graphic for graphic in found if not hangs(graphic, sentence)]
    return sorted(found, key=lambda graphic: -graphic.sureness)


def _prompts(film: FilmText) -> list[str]:
    """Return the prompt by which the painter is asked for each sentence: its scene's if somebody wrote it, one that is written
    for the sentence if only the film tells who is meant, else none: what is carried over from others is not what it says.
    """
    written = write_prompts([sentence.text for sentence in film.sentences], film.language, ())
    counts = Counter(sentence.scene for sentence in film.sentences)
    return [
        sentence.prompt
        if sentence.prompt
        and counts[sentence.scene] == 1
        and (_refers(sentence) or _is_own(sentence.prompt, prompt))
        else prompt
        if _refers(sentence)
        else ""
        for sentence, prompt in zip(film.sentences, written, strict=True)
    ]


def _is_own(prompt: str, written: str) -> bool:
    """Return whether a scene's prompt is somebody's own: it begins otherwise than what is written for its sentence."""
    return prompt.split(",")[0].split()[:1] != written.split(",")[0].split()[:1]


def _refers(sentence: Sentence) -> bool:
    """Return whether the subject of a sentence is a pronoun, so that only the film tells who is meant."""
    subject = ""
    words = [word for word in sentence.words if word.text[0].isalnum()]
    if not words or (words[0].low not in _SUBJECTS and words[0].tag not in {"IN", "RB", "CC", "TO"}):
        return False
    for word in words:
        if word.tag in {"VBD", "VBZ", "VBP", "MD"}:
            # "It took thirty years" shows nothing of what it was.
            return bool(subject) and not (subject == "it" and word.low in _SHOWS_NOTHING)
        if word.low in _SUBJECTS:
            subject = word.low
    return False


def _where_it_is(film: FilmText, painters: Sequence[Confidence], at: int) -> Confidence:
    """Return how sure the painter is of a sentence: less if its scene's picture stands at a place that only another names."""
    painter, sentence = painters[at], film.sentences[at]
    places = {
        other.place
        for other, told in zip(painters, film.sentences, strict=True)
        if told.scene == sentence.scene and told is not sentence and other.place
    }
    if painter.place or not places or film.is_story:
        return painter
    reasons = (*painter.reasons, f"{-_ELSEWHERE:+.2f} another sentence of its scene is at a place")
    return replace(painter, value=round(max(0.0, painter.value - _ELSEWHERE), 2), reasons=reasons)


def _pick(sentence: Sentence, film: FilmText, wish: str, ask: AskPainter, painter: Confidence) -> Pick:
    painter = _of_part(sentence, painter)
    found = [_with_drawings(graphic, painter, ask) for graphic in candidates_of(sentence, film)]
    best = found[0].sureness if found else 0.0
    pick = Pick(sentence=sentence, candidates=found, painter=painter, sureness=best)
    pick.graphic, pick.reason = _decide(pick, film, wish)
    return pick


def _of_part(sentence: Sentence, painter: Confidence) -> Confidence:
    """Return how sure the painter is of a part of a sentence: what only another part names is not what it says."""
    said = sentence.text[slice(*sentence.span)].lower()
    if sentence.window is None or (painter.noun and painter.noun.lower() in said):
        return painter
    return replace(painter, value=min(painter.value, _UNNAMED))


def _decide(pick: Pick, film: FilmText, wish: str) -> tuple[Graphic | None, str]:
    """Return the graphic scene of a sentence, or None for a painting, and why."""
    best = pick.candidates[0] if pick.candidates else None
    is_sure = pick.confidence >= PAINTED
    if wish == "painted":
        return None, "The film is to be painted only."
    if best is None:
        return None, _why_painted(pick, "No short phrase says what the sentence says.")
    if wish == "words":
        return best, f"The film is to show words only. {best.reason}"
    if film.is_story:
        if best.sureness >= IN_STORY and not is_sure:
            return best, best.reason
        return None, "Stories and poems are painted."
    if best.sureness >= OUTWEIGHS:
        return best, best.reason
    if is_sure and not _is_one_of(pick.candidates, pick.painter.noun):
        tagged = next((one for one in pick.candidates if one.kind == "name"), None)
        if tagged:
            return replace(tagged, form="tag"), f"{_why_painted(pick, '')} {tagged.reason}"
        return None, _why_painted(pick, "")
    if best.sureness >= SHOWN:
        return best, best.reason
    if pick.painter.place and not pick.painter.drawing and _begins_with(pick.sentence, pick.painter.place):
        return None, f"It says how it is at a place that can be shown: {pick.painter.place}."
    words = next((one for one in pick.candidates if one.kind == "statement"), best)
    return words, f"{words.reason} The painter is not sure of it."


def _begins_with(sentence: Sentence, place: str) -> bool:
    """Return whether a place is what a sentence is about: "The sea is calm"."""
    return place in [word.low for word in sentence.words[:3]]


def _is_one_of(found: Sequence[Graphic], noun: str) -> bool:
    """Return whether a painting would show one of the things that a sentence lists, and none of the others."""
    listed = next((one for one in found if one.kind == "list"), None)
    return (
        listed is not None and [noun.lower() in item.text.lower() for item in listed.items].count(True) == 1
    )


def _why_painted(pick: Pick, otherwise: str) -> str:
    painter = pick.painter
    if painter.value >= PAINTED and painter.noun:
        return f"The painter can show “{painter.noun}”."
    return otherwise or "The painter can show it."


def _with_drawings(graphic: Graphic, painter: Confidence, ask: AskPainter) -> Graphic:
    """Return a graphic scene with the drawings that are surely what its words name."""
    if graphic.kind == "list":
        asked = [ask(item.text, graphic.language, "") for item in graphic.items]
        if all(one.drawing and one.value >= _OWN_NAME for one in asked):
            return replace(graphic, form="tiles", drawings=tuple(one.drawing for one in asked))
        return graphic
    named = bool(painter.drawing) and any(reason.startswith("+0.45") for reason in painter.reasons)
    if graphic.kind == "item" and named:
        return replace(graphic, form="tile", drawings=(painter.drawing,))
    if graphic.kind == "statement" and named and _is_emphasised(graphic, painter.noun):
        return replace(graphic, form="drawing", drawings=(painter.drawing,))
    return graphic


def _is_emphasised(graphic: Graphic, noun: str) -> bool:
    main = graphic.phrases["main"]
    return any(noun and noun.lower() in main.text[start:end].lower() for start, end in main.emphasis)


def _choice(pick: Pick, ground: str, palette: str, *, is_scenery: bool) -> Choice:
    sentence = pick.sentence
    start, end = sentence.span
    graphic = (
        replace(pick.graphic, palette=palette, ground=ground, reason=pick.reason) if pick.graphic else None
    )
    return Choice(
        scene=sentence.scene,
        first=sentence.word_at(start),
        last=sentence.word_at(max(start, end - 1)),
        start=sentence.start + start,
        end=sentence.start + end,
        text=sentence.text[start:end],
        graphic=graphic,
        ground=ground,
        sureness=pick.sureness,
        confidence=pick.confidence,
        reason=pick.reason,
        candidates=tuple(pick.candidates),
        is_scenery=is_scenery,
    )
