"""When each shot, narration and cross-fade of a film lies, in whole frames."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.exceptions import RenderError
from generator.rendering.timeline import FRAME_RATE, FilmPlan, Narration, Shot

# Seconds of quiet before the first word, between two narrations, and after the last word.
LEAD_IN = 0.3
BREATH = 0.4
TAIL = 1.0
# No shot is shorter than this: a shorter narration is followed by quiet, never spoken faster or slower.
SHORTEST_SHOT = 2.5
CROSS_FADE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotSpan:
    """Frames of one shot: [start, end) between its two cuts, and the whole lengths of the fades centred on them."""

    start: int
    end: int
    fade_in: int
    fade_out: int

    @property
    def first_shown(self) -> int:
        """The first frame in which the shot can be seen."""
        return self.start - self.fade_in // 2

    @property
    def end_shown(self) -> int:
        """The frame after the last one in which the shot can be seen."""
        return self.end + self.fade_out // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenSpan:
    """A narration and the second of the film at which it starts."""

    narration: Narration
    start: float

    @property
    def end(self) -> float:
        return self.start + self.narration.duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The whole film in frames; `shots` is in the order of the plan, `spoken` in the order of time."""

    shots: tuple[ShotSpan, ...]
    spoken: tuple[SpokenSpan, ...]

    @property
    def frame_count(self) -> int:
        return self.shots[-1].end

    @property
    def duration(self) -> float:
        return self.frame_count / FRAME_RATE


def schedule_film(plan: FilmPlan) -> Schedule:
    """Lay the shots and narrations of a plan along the film, every cut on a frame boundary.

    Raises RenderError for a plan that cannot be laid out.
    """
    _refuse_impossible(plan)
    groups = list(_groups(plan.shots))
    cuts, spoken = [0], []
    for number, (narration, shot_count) in enumerate(groups):
        start = cuts[-1] / FRAME_RATE + (LEAD_IN if number == 0 else BREATH / 2)
        spoken.append(SpokenSpan(narration=narration, start=start))
        quiet = TAIL if number == len(groups) - 1 else BREATH / 2
        # A tolerance keeps a length that is exactly n frames from becoming n + 1 by a rounding error.
        needed = math.ceil((start + narration.duration + quiet) * FRAME_RATE - 1e-6) - cuts[-1]
        length = max(needed, math.ceil(shot_count * SHORTEST_SHOT * FRAME_RATE))
        cuts += [cuts[-1] + round(length * (share + 1) / shot_count) for share in range(shot_count)]
    return Schedule(shots=_spans(cuts), spoken=tuple(spoken))


def _refuse_impossible(plan: FilmPlan) -> None:
    if not plan.shots or plan.shots[0].narration is None:
        raise RenderError("A film needs at least one scene, and its first scene needs a narration.")
    if any(side < 16 or side % 2 for side in plan.size):
        raise RenderError("The width and the height of a film must be even numbers of pixels.")
    durations = [shot.narration.duration for shot in plan.shots if shot.narration]
    if not all(math.isfinite(duration) and duration > 0 for duration in durations):
        raise RenderError("A narration of this film has no length.")


def _groups(shots: tuple[Shot, ...]) -> Iterator[tuple[Narration, int]]:
    """Yield each narration with the number of shots that share it."""
    narration, count = shots[0].narration, 0
    for shot in shots:
        if shot.narration is not None and count:
            assert narration is not None
            yield narration, count
            narration, count = shot.narration, 0
        count += 1
    assert narration is not None
    yield narration, count


def _spans(cuts: list[int]) -> tuple[ShotSpan, ...]:
    lengths = [end - start for start, end in pairwise(cuts)]
    # A fade is an even number of frames, so that its middle is a cut, and takes at most half of either shot.
    longest = round(CROSS_FADE * FRAME_RATE)
    fades = [min(longest, first // 2, second // 2) // 2 * 2 for first, second in pairwise(lengths)]
    return tuple(
        ShotSpan(start=cuts[index], end=cuts[index + 1], fade_in=fade_in, fade_out=fade_out)
        for index, (fade_in, fade_out) in enumerate(zip([0, *fades], [*fades, 0], strict=True))
    )
