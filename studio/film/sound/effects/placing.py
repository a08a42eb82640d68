"""When the effects of a film are heard, from the sounds of its shots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from studio.errors import RenderError
from studio.film.plan import FRAME_RATE, LASTING_SOUNDS, STRUCK_SOUNDS, FilmPlan, Sound
from studio.film.schedule import Schedule, ShotSpan
from studio.film.sound.effects.strokes import AHEAD

# Transitions in which a whole shot rushes by.
RUSHING = ("slide", "push", "zoom", "whip")
# Seconds of silence between two shots with rain in which the rain goes on.
_GOES_ON = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Placed:
    """An effect from `start` to `end` in seconds of the film."""

    kind: str
    start: float
    end: float
    level: float


def place_effects(plan: FilmPlan, schedule: Schedule) -> tuple[Placed, ...]:
    """Return the effects of a film; what lasts from shot to shot is one effect.

    Raises RenderError for a kind of sound that is not known.
    """
    if not plan.effects:
        return ()
    placed = []
    for shot, span in zip(plan.shots, schedule.shots, strict=True):
        if span.transition in RUSHING and span.fade_in:
            placed.append(_struck("whoosh", span.start / FRAME_RATE, 1.0))
        placed += [_placed(sound, span, schedule) for sound in shot.sounds if sound.level > 0]
    return tuple(_joined(sorted(placed)))


def _placed(sound: Sound, span: ShotSpan, schedule: Schedule) -> Placed:
    first, level = span.first_shown / FRAME_RATE, round(min(1.0, sound.level), 3)
    if sound.kind in STRUCK_SOUNDS:
        return _struck(sound.kind, first + sound.start, level)
    if sound.kind not in LASTING_SOUNDS:
        raise RenderError("An effect of this film is not known.")
    end = _end_shown(span, schedule) if sound.end is None else first + sound.end
    start = max(0.0, first + sound.start)
    end = min(max(start, end), schedule.duration)
    return Placed(kind=sound.kind, start=round(start, 3), end=round(end, 3), level=level)


def _end_shown(span: ShotSpan, schedule: Schedule) -> float:
    """Return when the scene that a shot begins is no longer seen: shots that were cut out of it go on with it."""
    last = span
    for other in schedule.shots[schedule.shots.index(span) + 1 :]:
        if not other.goes_on:
            break
        last = other
    return last.end_shown / FRAME_RATE


def _struck(kind: str, moment: float, level: float) -> Placed:
    start = round(max(0.0, moment - AHEAD[kind]), 3)
    return Placed(kind=kind, start=start, end=start, level=level)


def _joined(placed: list[Placed]) -> Iterator[Placed]:
    before: Placed | None = None
    for one in placed:
        if before and before.kind == one.kind in LASTING_SOUNDS and one.start <= before.end + _GOES_ON:
            before = replace(before, end=max(before.end, one.end), level=max(before.level, one.level))
            continue
        if before:
            yield before
        before = one
    if before:
        yield before
