"""The cutting of scenes into shots, so that the picture changes while a narration goes on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from PIL import Image

from studio.film.faults import blamed_on
from studio.film.layers.layers import has_keys
from studio.film.names import lay_names
from studio.film.picture.areas import around, find_heads
from studio.film.picture.canvases import covers, lies_on_ground
from studio.film.picture.library import NEARER
from studio.film.picture.strips import strip_axis
from studio.film.plan import CUTTINGS, FRAME_RATE, Area, Cutaway, FilmPlan, Shot, frame_at
from studio.film.schedule import Schedule, ShotSpan, SpokenSpan, fade_frames, still_kind
from studio.film.text.words import TimedPiece, ending_of, is_sign, timed_pieces
from studio.text.lines.breaking import columns

# Costs of a cut inside a clause, at a comma and after a sentence; the first is higher after a short word (an article or
# preposition) and inside a word of a script without spaces.
_CUTS = {0: 0.8, 1: 0.15, 2: 0.0}
_DANGLING, _INSIDE_WORD, _SHORT_WORD = 0.5, 0.6, 3
# What a cut to another picture is worth, as a cost.
_TO_CUTAWAY = -1.5
# Cost of a shot that is half a second longer than it should be; then costs of each square second too long or too short.
_TOO_LONG, _LONGER, _SHORTER = 1.0, 3.0, 1.4
# Seconds below which a picture is not seen, and the seconds before a word at which a cut lies in a long pause.
_SHORTEST, _BEFORE_WORD = 1.2, 0.2
# Columns of the pieces at whose ends scripts without spaces can be cut.
_PIECE = 8
# The fields of a cutaway that say what is seen.
_SHOWN = {field.name for field in fields(Cutaway)} & {field.name for field in fields(Shot)}
# Transitions within a scene, by the frame in their middle: their kinds, and their lengths in frames.
Fades = Mapping[int, tuple[str, int]]
NO_FADE = ("cut", 0)
# The greatest share of a frame's side that people's heads may fill in a view from nearer.
_MOST_HEADS = 0.92


@dataclass(frozen=True, slots=True, kw_only=True)
class CutFilm:
    """A plan and its schedule with a shot for each view; `origins` has the index of each in the plan before."""

    plan: FilmPlan
    schedule: Schedule
    origins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Moment:
    """A frame of the film before which a word, or a part of one from a letter on, begins.

    `cost` is that of a cut there, `shot` and `word` are indices: of the plan's shot and of the narration's word.
    """

    frame: int
    cost: float
    shot: int
    word: int
    letter: int = 0


def cut_scenes(plan: FilmPlan, schedule: Schedule) -> CutFilm:
    """Cut scenes that last longer than the plan's cutting wants into shots, between words.

    Sentences' and clauses' ends are preferred. From its word on, a cutaway is shown; other shots of a scene show its
    picture from nearer and from afar in turn. These are hard cuts, but for the transitions of exact cutaways. Pictures
    that cannot be shown from nearer (strips, odd shapes, faces that fill the frame) are not cut, nor what moves by the
    time of its shot. Scenes with exact cutaways are cut at their words in any film. Narrations stay where they are; names
    lie over the shots in which they are seen. Raises ShotError.
    """
    cut = _cut(plan, schedule)
    shots = tuple(lay_names(cut.plan.shots, cut.schedule.shots))
    return replace(cut, plan=replace(cut.plan, shots=shots))


def _cut(plan: FilmPlan, schedule: Schedule) -> CutFilm:
    if not plan.cutting and not any(map(_is_exact, plan.shots)):
        return CutFilm(plan=plan, schedule=schedule, origins=tuple(range(len(plan.shots))))
    moments = [moment for span in schedule.spoken for moment in _moments(span)]
    shots, spans, origins = list[Shot](), list[ShotSpan](), list[int]()
    for index, (shot, span) in enumerate(zip(plan.shots, schedule.shots, strict=True)):
        inside = [one for one in moments if span.start < one.frame < span.end]
        shows = [shot, *(_cutaway_shots(shot))]
        starts = [span.start] if not shot.is_scene else _starts(plan, index, span, inside)
        begins = _begins(shot, index, span, inside)
        shots += _views(shows, begins, starts, plan.turn(index))
        spans += _parts(span, starts, _fades(plan, shot, span, begins))
        origins += [index] * len(starts)
    return CutFilm(
        plan=replace(plan, shots=tuple(shots)),
        schedule=replace(schedule, shots=tuple(spans)),
        origins=tuple(origins),
    )


def _moments(span: SpokenSpan) -> Iterator[_Moment]:
    """Yield the moments between two words of a narration; none if its words cannot be told apart."""
    if not span.narration.is_captioned:
        return
    with blamed_on(span.shot, "captions"):
        pieces = timed_pieces(span.narration, _PIECE)
        word = letter = 0
        for before, after in pairwise(pieces):
            word += not after.is_joined
            letter = letter + len(before.text) if after.is_joined else 0
            gap = after.start - before.end
            lead = max(0.0, min(gap / 2, _BEFORE_WORD))
            frame = frame_at(span.start + after.start - lead)
            yield _Moment(frame, _cost_between(before, after), span.shot, word, letter)


def _cost_between(before: TimedPiece, after: TimedPiece) -> float:
    ending = ending_of(before.text)
    cost = _CUTS[ending]
    if ending == 0:
        is_short = columns(before.text) <= _SHORT_WORD or is_sign(after.text)
        cost += _INSIDE_WORD if after.is_joined else _DANGLING * is_short
    return cost


def _cutaway_shots(shot: Shot) -> list[Shot]:
    """Return a scene's shot with each of its cutaways in place of what it shows."""
    return [
        replace(
            shot,
            **{name: getattr(other, name) for name in _SHOWN},
        )
        for other in shot.cutaways
    ]


def _is_exact(shot: Shot) -> bool:
    """Return whether a scene is cut just where its cutaways' words begin: what moves by time must begin with them."""
    shows = (shot, *_cutaway_shots(shot))
    return bool(shot.cutaways) and (
        any(other.is_exact for other in shot.cutaways) or not all(one.is_plain for one in shows)
    )


def begins_of(plan: FilmPlan, schedule: Schedule) -> tuple[tuple[float | None, ...], ...]:
    """Return for each shot, and then for each of its cutaways, when it is first seen.

    Times are in seconds from the start of the narration that the shot brings (negative before it begins), or of the
    shot itself if it brings none: word times less these are times of layers. None for what is not seen, and for
    cutaways whose place the film's cutting decides. Raises ShotError.
    """
    moments = [moment for span in schedule.spoken for moment in _moments(span)]
    starts = {span.shot: span.start * FRAME_RATE for span in schedule.spoken}
    found = []
    for index, (shot, span) in enumerate(zip(plan.shots, schedule.shots, strict=True)):
        zero = starts.get(index, float(span.first_shown))
        inside = [one for one in moments if span.start < one.frame < span.end]
        begins = _begins(shot, index, span, inside)
        fades = _fades(plan, shot, span, begins)
        times = [
            (begin - fades.get(begin, NO_FADE)[1] // 2 - zero) / FRAME_RATE
            if _is_exact(shot) and begin < span.end
            else None
            for begin in begins[1:]
        ]
        found.append(((span.first_shown - zero) / FRAME_RATE, *times))
    return tuple(found)


def _begins(shot: Shot, index: int, span: ShotSpan, moments: Sequence[_Moment]) -> list[int]:
    """Return the frames from which the shot's picture and its cutaways are to be seen, in their order."""
    places = [(one.word, one.letter, one.frame) for one in moments if one.shot == index]
    return [
        span.start,
        *(
            min(
                (frame for word, letter, frame in places if word == other.word and letter >= other.letter),
                default=span.end,
            )
            for other in shot.cutaways
        ),
    ]


def _starts(plan: FilmPlan, index: int, span: ShotSpan, moments: Sequence[_Moment]) -> list[int]:
    """Return the first frames of the shots that a scene is cut into."""
    shot = plan.shots[index]
    begins = _begins(shot, index, span, moments)
    if not _is_exact(shot):
        return _cut_part(plan, shot, span, begins, moments) if plan.cutting else [span.start]
    found = []
    for part in _parts(span, _exact(span, begins)):
        inside = [one for one in moments if part.start < one.frame < part.end]
        found += _cut_part(plan, shot, part, begins, inside) if plan.cutting else [part.start]
    return found


def _cut_part(
    plan: FilmPlan, shot: Shot, span: ShotSpan, begins: Sequence[int], moments: Sequence[_Moment]
) -> list[int]:
    """Return the first frames of the shots that a scene, or an exact part of it, is cut into, at the least total cost."""
    least, most = CUTTINGS[plan.cutting]
    if (span.end - span.start) / FRAME_RATE <= most:
        return [span.start]
    nearer = [comes_nearer(one, plan.size) for one in (shot, *_cutaway_shots(shot))]
    places = []
    for moment in moments:
        is_change = moment.frame in begins
        if is_change or nearer[_shown_at(begins, moment.frame)]:
            places.append((moment.frame, moment.cost + _TO_CUTAWAY * is_change))
    return _cheapest(span, places, (least, most))


def _shown_at(begins: Sequence[int], frame: int) -> int:
    """Return the index of the picture that a shot which begins at a frame shows."""
    return max(number for number, begin in enumerate(begins) if begin <= frame)


def _cheapest(span: ShotSpan, places: Sequence[tuple[int, float]], wanted: tuple[float, float]) -> list[int]:
    """Choose the cuts of a span with the least total cost (dynamic programming)."""
    ends = [(span.start, 0.0), *places, (span.end, 0.0)]
    best = [(0.0, 0)]
    for end in range(1, len(ends)):
        options = [(math.inf, 0)]
        for start in range(end):
            seconds = (ends[end][0] - ends[start][0]) / FRAME_RATE
            is_whole = start == 0 and end == len(ends) - 1
            if seconds >= _SHORTEST or is_whole:
                options.append((best[start][0] + _cost_of(seconds, wanted), start))
        cost, origin = min(options)
        best.append((cost + ends[end][1], origin))
    chosen = [best[-1][1]]
    while chosen[-1]:
        chosen.append(best[chosen[-1]][1])
    return [ends[place][0] for place in reversed(chosen)]


def _cost_of(seconds: float, wanted: tuple[float, float]) -> float:
    least, most = wanted
    over, under = max(0.0, seconds - most), max(0.0, least - seconds)
    return _TOO_LONG * min(1.0, 2 * over) + _LONGER * over**2 + _SHORTER * under**2


def _views(shows: Sequence[Shot], begins: Sequence[int], starts: Sequence[int], turn: int) -> Iterator[Shot]:
    """Yield the shots of a scene; `shows` are its pictures, which are due from the frames `begins` on."""
    shown, view = 0, 0
    for number, start in enumerate(starts):
        now = _shown_at(begins, start)
        view = view + 1 if number and now == shown else 0
        shown = now
        yield replace(
            shows[now],
            narration=shows[0].narration if number == 0 else None,
            # Another move than that of the shot before, and than that of the next scene.
            turn=turn + 2 * number,
            view=view,
            cutaways=(),
            # Their times are those of the scene.
            sounds=shows[0].sounds if number == 0 else (),
        )


def _exact(span: ShotSpan, begins: Sequence[int]) -> list[int]:
    return sorted({begin for begin in begins if begin < span.end})


def _fades(plan: FilmPlan, shot: Shot, span: ShotSpan, begins: Sequence[int]) -> Fades:
    """Return the transitions within a scene, by the frame in their middle."""
    if not _is_exact(shot):
        return {}
    # Of cutaways that begin together the last one is seen.
    chosen = dict(zip(begins[1:], (other.transition for other in shot.cutaways), strict=True))
    found = dict[int, tuple[str, int]]()
    exact = [*_exact(span, begins), span.end]
    for before, start, after in zip(exact, exact[1:], exact[2:], strict=False):
        kind = still_kind(chosen[start] or "cut", plan.camera_of(shot))
        # The scene's own transitions come first. Cuts between these lie further from them than they are long.
        taken = (span.fade_in // 2 if before == span.start else 0, _taken(span) if after == span.end else 0)
        room = [
            min(one, max(0, 4 * (one - less - 1)))
            for one, less in zip((start - before, after - start), taken, strict=True)
        ]
        found[start] = (kind, fade_frames(kind, *room))
    return found


def _taken(span: ShotSpan) -> int:
    """Return how many frames at a scene's end are those of the transition to what follows."""
    return max(span.fade_out // 2, span.closing)


def _parts(span: ShotSpan, starts: Sequence[int], fades: Fades = MappingProxyType({})) -> list[ShotSpan]:
    """Return the spans of the shots that a scene is cut into, which begin at these frames."""
    parts = []
    for start, end in zip(starts, [*starts[1:], span.end], strict=True):
        part = replace(span, start=start, end=end)
        if start != span.start:
            kind, frames = fades.get(start, NO_FADE)
            part = replace(part, fade_in=frames, transition=kind, goes_on=True)
        if end != span.end:
            part = replace(part, fade_out=fades.get(end, NO_FADE)[1], closing=0)
        parts.append(part)
    return parts


def comes_nearer(shot: Shot, size: tuple[int, int]) -> bool:
    """Return whether a shot's picture can also be shown from nearer in a frame of (width, height) pixels.

    It must cover the frame, and hold people's heads whole. False if it cannot be read, or if what it shows moves by the
    time of its shot.
    """
    if shot.clip or shot.over or shot.move or any(map(has_keys, shot.layers)):
        return False
    picture = _size_of(shot.picture)
    if picture is None or strip_axis(picture, size) is not None or not covers(picture, size, shot.focus):
        return False
    if lies_on_ground(shot.picture, size):
        return False
    heads = around(find_heads(shot.focus, picture[0] / picture[1]))
    return heads is None or max(_shares(heads, picture, size)) * NEARER <= _MOST_HEADS


def _shares(area: Area, picture: tuple[int, int], size: tuple[int, int]) -> tuple[float, float]:
    """Return how much of a frame that the picture just covers an area fills, across and down."""
    scale = min(picture[0] / size[0], picture[1] / size[1])
    across, down = (picture[axis] / scale / size[axis] for axis in (0, 1))
    return (area.right - area.left) * across, (area.bottom - area.top) * down


def _size_of(file: Path) -> tuple[int, int] | None:
    try:
        with Image.open(file) as image:
            return image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
