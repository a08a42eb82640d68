"""Lower thirds in a film's plan: when each slides in, and where it stands."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from studio.film.cuts import begins_of
from studio.film.layers.motion import Key, Motion, Track
from studio.film.layers.values import Layer, Reveal
from studio.film.plan import FRAME_RATE, FilmPlan, Narration
from studio.film.schedule import Schedule, schedule_film
from studio.film.text.bidi import main_direction
from studio.film.text.burned.placing import caption_area, rows_of_captions
from studio.film.text.safe_area import safe_area
from studio.graphics.introductions.drawing import draw_lower_third
from studio.graphics.introductions.find import Introduction
from studio.graphics.showing import timed_words

# Seconds: for how long a lower third is seen, and at least; how long it takes to come and to go.
_SEEN, _SHORTEST, _COMES, _GOES = 3.8, 2.4, 0.45, 0.3
# Its distance from captions, as a share of the side of a square of the frame's area; how far it slides, of the shorter side.
_GAP, _SLIDES = 0.03, 0.03


def show_introductions(
    plan: FilmPlan, introductions: Mapping[int, Sequence[Introduction]], folder: Path
) -> FilmPlan:
    """Return the plan with a lower third where each introduction is spoken; `introductions` go by the shot's index.

    None is shown over words and figures, nor where too little of its scene is left to read it. Pictures are written to
    `folder`. Raises ShotError as `begins_of` does.
    """
    if not introductions:
        return plan
    schedule = schedule_film(plan)
    begins = begins_of(plan, schedule)
    shots = list(plan.shots)
    for index, told in introductions.items():
        narration = shots[index].narration
        if narration is None:
            continue
        free = float("-inf")
        for number, one in enumerate(told):
            span = _span(plan, schedule, begins[index], index, narration, one)
            if span is None or span[0] < free:
                continue
            layer = _layer(plan, one, span, folder / f"name-{index}-{number}.png")
            if layer:
                shots[index] = replace(shots[index], names=(*shots[index].names, layer))
                free = span[1]
    return replace(plan, shots=tuple(shots))


def _span(
    plan: FilmPlan,
    schedule: Schedule,
    begins: Sequence[float | None],
    index: int,
    narration: Narration,
    one: Introduction,
) -> tuple[float, float] | None:
    """Return from when to when a lower third is seen, in seconds of its scene; None if there is no room."""
    words = timed_words(narration)
    if one.word >= len(words):
        return None
    shot, span = plan.shots[index], schedule.shots[index]
    zero = begins[0] or 0.0
    start = max(words[one.word][1] - zero, span.fade_in / FRAME_RATE)
    parts = [(0.0, bool(shot.over))]
    for begin, cutaway in zip(begins[1:], shot.cutaways, strict=True):
        if begin is not None:
            parts.append((begin - zero, bool(cutaway.over)))
    now = [is_graphic for begin, is_graphic in parts if begin <= start + 0.05]
    if now[-1]:
        return None
    last = (span.end - span.first_shown) / FRAME_RATE
    last = min([last, *(begin for begin, is_graphic in parts if is_graphic and begin > start)])
    end = min(start + _SEEN, last)
    return (start, end) if end - start >= _SHORTEST else None


def _layer(plan: FilmPlan, one: Introduction, span: tuple[float, float], file: Path) -> Layer | None:
    size = draw_lower_third(one.name, one.role, plan.size, file)
    if size is None:
        return None
    width, height = plan.size
    is_leftwards = main_direction(f"{one.name} {one.role}") == "R"
    left = safe_area(plan.size).side * width
    if is_leftwards:
        left = width - left - size[0]
    bottom = _bottom(plan)
    start, end = span
    comes = Track(0.0, (Key(start, 0.0), Key(start + _COMES, 1.0, "out")))
    goes = Track(1.0, (Key(end - _GOES, 1.0), Key(end, 0.0)))
    opens = Track(1.0, (Key(start, 1.0), Key(start + _COMES, 0.0, "out")))
    slides = -_SLIDES if not is_leftwards else _SLIDES
    return Layer(
        picture=file,
        left=left / width,
        top=(bottom - size[1]) / height,
        right=(left + size[0]) / width,
        bottom=bottom / height,
        motion=Motion(x=Track(0.0, (Key(start, slides), Key(start + _COMES, 0.0, "out"))), opacity=goes),
        reveal=Reveal(left=opens) if is_leftwards else Reveal(right=comes),
        start=start,
        end=end,
    )


def _bottom(plan: FilmPlan) -> float:
    """Return the row on which lower thirds stand: above captions at the foot of the frame."""
    height = plan.size[1]
    foot = height * (1 - caption_area(plan.size, plan.progress_line).foot)
    top, _ = rows_of_captions(plan.size, plan.captions, plan.progress_line)
    if plan.captions.is_drawn and plan.captions.position == "bottom":
        return min(foot, top - _GAP * math.sqrt(plan.size[0] * height))
    return foot
