"""The schedule of a film: the times of its shots, narrations and transitions, in whole frames."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from studio.errors import RenderError
from studio.film.plan import FRAME_RATE, TRANSITIONS, FilmPlan, Narration, Shot
from studio.text.lines.breaking import columns

# Seconds of silence before the first word, between two narrations, and after the last word.
LEAD_IN = 0.3
BREATH = 0.4
TAIL = 1.0
# Least seconds of a shot: a shorter narration is followed by silence; speech is never sped up or slowed down.
SHORTEST_SHOT = 2.5
# Seconds in which a film goes to black, if it does; less in tall frames, which feeds show again and again.
_CLOSING, _CLOSING_TALL = 0.8, 0.4
# What stands for a transition in which things move, where the camera is not to.
_WITHOUT_MOTION = {"push": "fade", "zoom": "fade", "whip": "cut", "rack": "soft", "match": "soft"}
# What stays as it is beside a card.
_BESIDE_CARD = ("fade", "dip")
# Seconds that a card is shown: to notice it, to read each column of its words, and the least and the most in all.
CARD_NOTICED, CARD_COLUMN, SHORTEST_CARD, LONGEST_CARD = 1.6, 0.05, 2.6, 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotSpan:
    """The frames of one shot: [start, end) between its two cuts, and the full lengths of the fades centred on them.

    `transition` is the kind of transition into the shot. `card` has the words of a title or end card. `goes_on` is true
    for a shot that was cut out of the same scene as the one before. In its last `closing` frames the film goes to black.
    `is_bookend` is true for an intro or outro.
    """

    start: int
    end: int
    fade_in: int
    fade_out: int
    transition: str = "cut"
    card: str = ""
    goes_on: bool = False
    closing: int = 0
    is_bookend: bool = False

    @property
    def is_scene(self) -> bool:
        return not (self.card or self.is_bookend)

    @property
    def first_shown(self) -> int:
        """The first frame in which the shot can be seen."""
        return self.start - self.fade_in // 2

    @property
    def end_shown(self) -> int:
        """The frame after the last one in which the shot can be seen."""
        return self.end + self.fade_out // 2

    @property
    def frame_count(self) -> int:
        """The number of frames in which the shot can be seen."""
        return self.end_shown - self.first_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenSpan:
    """A narration, its start in seconds of the film, and the index in the plan of the shot that it belongs to."""

    narration: Narration
    start: float
    shot: int = 0

    @property
    def end(self) -> float:
        return self.start + self.narration.duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The whole film in frames; `shots` is in the plan's order, `spoken` in chronological order."""

    shots: tuple[ShotSpan, ...]
    spoken: tuple[SpokenSpan, ...]

    def scene_index(self, shot: int) -> int:
        """Return the scene number, from 0, of the shot of this index; a title card, before the first, is -1."""
        return shot - next(index for index, span in enumerate(self.shots) if span.is_scene)

    @property
    def inner(self) -> tuple[int, int]:
        """The frames [first, end) in which nothing of an intro or outro is seen."""
        first, last = self.shots[0], self.shots[-1]
        return (
            first.end_shown if first.is_bookend else 0,
            last.first_shown if last.is_bookend else self.frame_count,
        )

    @property
    def frame_count(self) -> int:
        return self.shots[-1].end

    @property
    def duration(self) -> float:
        return self.frame_count / FRAME_RATE


def schedule_film(plan: FilmPlan) -> Schedule:
    """Place the shots and narrations of a plan in time, every cut on a frame boundary.

    Raises RenderError for a plan that cannot be scheduled.
    """
    _refuse_impossible(plan)
    scenes = tuple(shot for shot in plan.shots if shot.is_scene)
    groups = list(_groups(scenes))
    bringing = [index for index, shot in enumerate(plan.shots) if shot.narration and shot.is_scene]
    cuts, spoken = [0], []
    for shot in plan.shots[: plan.lead]:
        cuts.append(cuts[-1] + _frames_beside(shot))
    for number, group in enumerate(groups):
        narration, is_timed = group[0].narration, group[0].seconds is not None
        assert narration is not None
        lead = 0.0 if is_timed else LEAD_IN if number == 0 else BREATH / 2
        start = cuts[-1] / FRAME_RATE + lead
        spoken.append(SpokenSpan(narration=narration, start=start, shot=bringing[number]))
        quiet = TAIL if number == len(groups) - 1 else BREATH / 2
        # The tolerance keeps a length of exactly n frames from becoming n + 1 by a rounding error.
        needed = math.ceil((start + narration.duration + quiet) * FRAME_RATE - 1e-6) - cuts[-1]
        cuts += _timed(group, cuts[-1]) if is_timed else _shared(group, cuts[-1], needed)
    for shot in plan.shots[plan.lead + len(scenes) :]:
        cuts.append(cuts[-1] + _frames_beside(shot))
    return Schedule(shots=_spans(plan, cuts), spoken=tuple(spoken))


def _frames_beside(shot: Shot) -> int:
    """Return for how many frames a card, an intro or an outro is seen."""
    if shot.bookend:
        return max(1, round(shot.bookend * FRAME_RATE))
    seconds = CARD_NOTICED + CARD_COLUMN * columns(shot.card)
    return round(min(LONGEST_CARD, max(SHORTEST_CARD, seconds)) * FRAME_RATE)


def _shared(group: Sequence[Shot], first: int, needed: int) -> list[int]:
    """Return the cuts after shots that share a narration of so many frames; each stays for its pause besides."""
    length = max(needed, math.ceil(len(group) * SHORTEST_SHOT * FRAME_RATE))
    pauses = list(accumulate(round(shot.pause * FRAME_RATE) for shot in group))
    return [first + round(length * (share + 1) / len(group)) + pauses[share] for share in range(len(group))]


def _timed(group: Sequence[Shot], first: int) -> list[int]:
    """Return the cuts after a shot that lasts as long as its owner wants, and after shots in whose place nothing is said."""
    lengths = [group[0].seconds or 0.0, *(SHORTEST_SHOT + shot.pause for shot in group[1:])]
    return [first + max(1, round(length * FRAME_RATE)) for length in accumulate(lengths)]


def _refuse_impossible(plan: FilmPlan) -> None:
    scenes = [shot for shot in plan.shots if shot.is_scene]
    if not scenes or scenes[0].narration is None:
        raise RenderError("A film needs at least one scene, and its first scene needs a narration.")
    if any(side < 16 or side % 2 for side in plan.size):
        raise RenderError("The width and the height of a film must be even numbers of pixels.")
    inner = {other.transition for shot in plan.shots for other in shot.cutaways}
    kinds = {plan.transition, *(shot.transition for shot in plan.shots), *inner} - {""}
    if not _is_in_order(plan, len(scenes)) or not kinds <= TRANSITIONS.keys():
        raise RenderError("The scenes of this film cannot be put together.")
    durations = [shot.narration.duration for shot in plan.shots if shot.narration]
    durations += [shot.seconds for shot in plan.shots if shot.seconds is not None]
    if not all(math.isfinite(duration) and duration > 0 for duration in durations):
        raise RenderError("A narration of this film has no length.")


def _is_in_order(plan: FilmPlan, count: int) -> bool:
    """Return whether before and after all scenes there is at most one card each, and beyond it an intro or outro."""
    before, after = plan.shots[: plan.lead], plan.shots[plan.lead + count :]
    together = all(shot.is_scene for shot in plan.shots[plan.lead : plan.lead + count])
    orders = [[shot.bookend > 0 for shot in part] for part in (before, after[::-1])]
    return together and all(order in ([], [False], [True], [True, False]) for order in orders)


def _groups(shots: tuple[Shot, ...]) -> Iterator[list[Shot]]:
    """Yield the shots that share each narration."""
    group: list[Shot] = []
    for shot in shots:
        if shot.narration is not None and group:
            yield group
            group = []
        group.append(shot)
    yield group


def _spans(plan: FilmPlan, cuts: list[int]) -> tuple[ShotSpan, ...]:
    lengths = [end - start for start, end in pairwise(cuts)]
    kinds = ["cut", *(_kind(plan, *shots) for shots in pairwise(plan.shots)), "cut"]
    fades = [
        fade_frames(kind, first, second)
        for kind, first, second in zip(kinds, [0, *lengths], [*lengths, 0], strict=True)
    ]
    closing = _CLOSING_TALL if plan.size[0] < plan.size[1] else _CLOSING
    spans = [
        ShotSpan(
            start=cuts[index],
            end=cuts[index + 1],
            fade_in=fades[index],
            fade_out=fades[index + 1],
            transition=kinds[index],
            card=shot.card,
            is_bookend=bool(shot.bookend),
        )
        for index, shot in enumerate(plan.shots)
    ]
    # What an owner has made ends as it was made.
    if plan.fades_out and not plan.shots[-1].bookend:
        spans[-1] = replace(spans[-1], closing=min(round(closing * FRAME_RATE), lengths[-1] // 2))
    return tuple(spans)


def fade_frames(kind: str, first: int, second: int) -> int:
    """Return the frames of a kind of transition between two shots of so many frames.

    They are even in number, so that their middle is a cut, and take at most half of either shot.
    """
    return min(round(TRANSITIONS[kind] * FRAME_RATE), first // 2, second // 2) // 2 * 2


def breathed(plan: FilmPlan, schedule: Schedule, index: int) -> int:
    """Return for how many frames the picture of a shot has breathed before it: no match shows that it is a new shot."""
    span = schedule.shots[index]
    if span.transition != "match" or not index:
        return 0
    before, shot = plan.shots[index - 1], plan.shots[index]
    if before.picture != shot.picture or (before.move, shot.move) != ("breathe", "breathe"):
        return 0
    return breathed(plan, schedule, index - 1) + span.first_shown - schedule.shots[index - 1].first_shown


def _kind(plan: FilmPlan, before: Shot, after: Shot) -> str:
    """Return the kind of transition between two shots: beside a card, a fade instead of a cut or slide.

    Beside an intro or outro, which has a beginning and an end of its own, it is a short one.
    """
    if before.bookend or after.bookend:
        return "soft"
    chosen = still_kind(after.transition or plan.transition, plan.camera_of(after))
    return "fade" if (before.card or after.card) and chosen not in _BESIDE_CARD else chosen


def still_kind(kind: str, camera: str) -> str:
    """Return a kind of transition, or what stands for it if the camera does not move."""
    return _WITHOUT_MOTION.get(kind, kind) if camera == "none" else kind
