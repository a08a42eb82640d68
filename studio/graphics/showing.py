"""Graphic scenes in a film: which part of which scene shows them, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate
from typing import Any

from studio.film.cuts import begins_of
from studio.film.layers.values import FLAT
from studio.film.plan import (
    FRAME_RATE,
    TRANSITIONS,
    Cutaway,
    FilmPlan,
    Narration,
    Shot,
    Sound,
    SpokenWord,
)
from studio.film.schedule import Schedule, schedule_film, still_kind
from studio.film.sound.effects.cues import sounds_of
from studio.film.sound.effects.placing import RUSHING
from studio.film.text.words import share_out
from studio.graphics.laid_out import LaidOut
from studio.graphics.values import Graphic

# A graphic that would be seen for fewer seconds is not read: what is shown before it stays. Of few words, fewer do.
SHORTEST, _LEAST, _A_WORD = 1.6, 1.1, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What a part of a narration shows, without a graphic the scene's picture.

    It begins with the word of index `first`, in scripts without spaces with its letter of index `letter`. `transition`
    leads to it from what is shown before; without one it is a cut, and into a scene's first part the film's own. `behind`
    is the index of the shot whose picture lies behind the graphic, if it is not its own.
    """

    first: int
    letter: int = 0
    graphic: Graphic | None = None
    transition: str = ""
    behind: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a graphic is seen: its words' times in seconds from its first frame, and for how many seconds.

    `is_first` is true for what the film begins with.
    """

    words: tuple[SpokenWord, ...]
    duration: float
    is_first: bool = False


# Lays out a graphic for the shot of an index; None if it cannot be drawn, and the picture is shown.
Lay = Callable[[Graphic, int, Moment], LaidOut | None]
# What a shot and a cutaway both say of what is seen.
_SEEN = {field.name for field in fields(Cutaway)} & {field.name for field in fields(Shot)} - {"transition"}
# Seconds after the beginning of a transition at which letters are gone: from what moves as a whole they need not leave.
_GONE, _GONE_IN_MATCH, _AFTER = 0.1, 0.18, 0.25


Place = tuple[int, int]


def show_graphics(plan: FilmPlan, sentences: Mapping[int, Sequence[Sentence]], lay: Lay) -> FilmPlan:
    """Return the plan with graphics in place of pictures; `sentences` are those of the shots of these indices.

    Scenes are cut just where a sentence begins that shows something else. A sentence that shows the picture shows the
    cutaways that the plan has for its words, or the scene's picture again. Raises ShotError as `begins_of` does.
    """
    chosen = {index: parts for index, parts in sentences.items() if any(part.graphic for part in parts)}
    schedule = schedule_film(plan)
    times = _times(plan, schedule, chosen)
    chosen = {index: _readable(parts, times[index]) for index, parts in chosen.items()}
    times = _times(plan, schedule, chosen)
    shots = list(plan.shots)
    for index, parts in chosen.items():
        shots[index] = _cut_at(plan.shots[index], parts)
        for part in parts:
            span = times[index].get((part.first, part.letter))
            if (
                span
                and part is not parts[0]
                and still_kind(part.transition, plan.camera_of(plan.shots[index])) in RUSHING
            ):
                rush = span[0] - times[index][0, 0][0] + TRANSITIONS[part.transition] / 2
                shots[index] = replace(
                    shots[index], sounds=(*shots[index].sounds, Sound(kind="whoosh", start=rush))
                )
            if part.graphic and span:
                moment = _moment(plan.shots[index], part, span, is_first=index == 0 and part is parts[0])
                laid = lay(part.graphic, index if part.behind is None else part.behind, moment)
                since = span[0] - times[index][0, 0][0]
                shots[index] = _with(shots[index], (part.first, part.letter), laid, since)
    return replace(plan, shots=tuple(shots))


def _times(
    plan: FilmPlan, schedule: Schedule, sentences: Mapping[int, Sequence[Sentence]]
) -> dict[int, dict[Place, tuple[float, float]]]:
    """Return from when to when what begins at a place of a shot's narration is seen, as `begins_of` has times."""
    shots = [
        _cut_at(shot, sentences[index]) if index in sentences else shot
        for index, shot in enumerate(plan.shots)
    ]
    begins = begins_of(replace(plan, shots=tuple(shots)), schedule)
    found = {}
    for index in sentences:
        places = [(0, 0), *((other.word, other.letter) for other in shots[index].cutaways)]
        seen = [
            (place, begin) for place, begin in zip(places, begins[index], strict=True) if begin is not None
        ]
        ways = {(other.word, other.letter): other.transition for other in shots[index].cutaways}
        camera = plan.camera_of(shots[index])
        ends = [
            *(begin + _gone(still_kind(ways[place] or "cut", camera)) for place, begin in seen[1:]),
            _end_of(plan, schedule, index),
        ]
        found[index] = {place: (begin, end) for (place, begin), end in zip(seen, ends, strict=True)}
    return found


def _end_of(plan: FilmPlan, schedule: Schedule, index: int) -> float:
    """Return when the last letters of a scene are gone: before what follows can be seen, so that none lie on others."""
    span = schedule.shots[index]
    zero = next((one.start for one in schedule.spoken if one.shot == index), span.first_shown / FRAME_RATE)
    following = schedule.shots[index + 1] if index + 1 < len(schedule.shots) else None
    if following and plan.shots[index + 1].transition:
        return following.first_shown / FRAME_RATE + _gone(following.transition) - zero
    if following:
        return (span.end - span.fade_out // 2) / FRAME_RATE - zero
    return (span.end_shown - span.closing // 2) / FRAME_RATE - zero


def _gone(kind: str) -> float:
    """Return how many seconds after the beginning of a kind of transition the letters before it are gone."""
    if kind in RUSHING:
        return TRANSITIONS[kind] + _AFTER
    if kind == "match":
        return _GONE_IN_MATCH
    return _GONE if TRANSITIONS[kind] else 0.0


def _cut_at(shot: Shot, parts: Sequence[Sentence]) -> Shot:
    """Return a shot with an exact cutaway for each part but the first; other cutaways stay where pictures are shown."""
    again = {name: getattr(shot, name) for name in _SEEN}
    marks = {
        (part.first, part.letter): Cutaway(
            word=part.first, letter=part.letter, is_exact=True, transition=part.transition, **again
        )
        for part in parts[1:]
    }
    for other in shot.cutaways:
        place = (other.word, other.letter)
        part = [part for part in parts if (part.first, part.letter) <= place][-1]
        if part.graphic is None:
            way = marks[place].transition if place in marks else ""
            marks[place] = replace(other, is_exact=True, transition=way)
    return replace(shot, cutaways=tuple(marks[place] for place in sorted(marks)))


def _readable(parts: Sequence[Sentence], times: Mapping[Place, tuple[float, float]]) -> list[Sentence]:
    """Return the parts without graphics that are seen too short: what is shown before goes on."""
    kept: list[Sentence] = []
    for part in parts:
        start, end = times.get((part.first, part.letter), (0.0, 0.0))
        if part.graphic is None or end - start >= _shortest(part.graphic):
            kept.append(part)
        elif not kept:
            kept.append(replace(part, graphic=None))
    return kept


def _shortest(graphic: Graphic) -> float:
    """Return the seconds in which all that a graphic shows can be read."""
    shown = (*graphic.phrases.values(), *graphic.items)
    words = sum(len(phrase.text.split()) for phrase in shown) + len(graphic.figures)
    return min(SHORTEST, max(_LEAST, _A_WORD * words)) if words else SHORTEST


def _moment(shot: Shot, part: Sentence, span: tuple[float, float], *, is_first: bool) -> Moment:
    """Return when the words of a shot's narration are heard, from the first frame of a part that is seen in `span`."""
    start, end = span
    assert shot.narration is not None
    words = [
        SpokenWord(text=text, start=first - start, end=last - start)
        for text, first, last in timed_words(shot.narration)
    ]
    if part.letter and part.first < len(words):
        # Of a script without spaces: its words are not told apart, so all of it comes with the part.
        words[part.first] = replace(words[part.first], start=0.0, end=end - start)
    return Moment(words=tuple(words), duration=end - start, is_first=is_first)


def timed_words(narration: Narration) -> list[tuple[str, float, float]]:
    """Return the words of a narration as they are split at spaces, with their times in seconds from its start."""
    lines = [line.split() for line in narration.text.split("\n")]
    texts = [word for line in lines for word in line]
    if len(narration.words) == len(texts):
        return [(text, word.start, word.end) for text, word in zip(texts, narration.words, strict=True)]
    spans = share_out(texts, narration.duration, set(accumulate(map(len, lines))))
    return [(text, *span) for text, span in zip(texts, spans, strict=True)]


def _with(shot: Shot, place: Place, laid: LaidOut | None, since: float) -> Shot:
    """Return a shot that shows what is laid out from a place of its narration on, in `since` seconds of the shot.

    What could not be laid out needs no transition within its scene: the picture is still seen.
    """
    if laid is None:
        return _changed(shot, place, {"transition": ""}) if place != (0, 0) else shot
    heard = tuple(
        replace(sound, start=sound.start + since, end=sound.end and sound.end + since)
        for sound in sounds_of((*laid.layers, *laid.over))
    )
    shot = replace(shot, sounds=(*shot.sounds, *heard))
    shows: dict[str, Any] = {
        **{"picture": laid.picture, "focus": (), "ground": FLAT, "clip": None, "move": laid.move},
        **{"layers": laid.layers, "over": laid.over, "words_shown": laid.words_shown},
    }
    return replace(shot, **shows) if place == (0, 0) else _changed(shot, place, shows)


def _changed(shot: Shot, place: Place, changes: dict[str, Any]) -> Shot:
    """Return a shot with changes to its cutaway from a place on."""
    cutaways = [
        replace(other, **changes) if (other.word, other.letter) == place else other for other in shot.cutaways
    ]
    return replace(shot, cutaways=tuple(cutaways))
