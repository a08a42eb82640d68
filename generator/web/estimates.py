"""Estimates of a film's remaining time from the durations of the site's latest films."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from statistics import median, quantiles
from typing import Any

from generator.models import Film, Generation
from generator.models.life_cycle import STEPS
from generator.web.durations import span_between
from studio.contracts import MOST_SCENES
from studio.film.plan import frame_size

# With fewer films than the first number there is no estimate; films before the last so many are too old.
LEAST_FILMS, MOST_FILMS = 3, 40
# Spoken at about 14 letters a second, a scene lasts about 8 s.
LETTERS_PER_SCENE, LEAST_SCENES = 110, 1
# Seconds for each pixel of a frame that drawing a scene takes where nothing is known yet.
_PER_PIXEL = 4.5e-6

Timings = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A range in seconds: three films in four take longer than `low`, and three in four less than `high`."""

    low: float
    high: float

    def __str__(self) -> str:
        return span_between(self.low, self.high)

    def after(self, seconds: Estimate) -> Estimate:
        return Estimate(self.low + seconds.low, self.high + seconds.high)


def history(generation: Generation) -> list[Timings]:
    """Return the timings of the latest films, of the same size and quality where there are enough of them."""
    rows = _latest()
    alike = _alike(rows, (generation.size, generation.quality))
    known = alike if len(alike) >= LEAST_FILMS else [timings for _, _, timings in rows]
    return known if len(known) >= LEAST_FILMS else []


def _latest() -> list[tuple[str, str, Timings]]:
    """Return size, quality and timings of the latest films."""
    latest = Film.objects.filter(timings__isnull=False).order_by("-made_at")
    rows: Any = latest.values_list("generation__size", "generation__quality", "timings")
    return list(rows[:MOST_FILMS])


def _alike(rows: list[tuple[str, str, Timings]], form: tuple[str, str]) -> list[Timings]:
    return [timings for size, quality, timings in rows if (size, quality) == form]


def seconds_left(generation: Generation, scenes: int, known: list[Timings]) -> Estimate | None:
    """Return how long a film still takes from its present stage; `scenes` is 0 if their number is not known yet."""
    if not known:
        return None
    count = scenes or _expected_scenes(generation)
    return _spread([_left(generation, count, timings) for timings in known])


def rest_after_scenes(generation: Generation, scenes: int) -> Estimate | None:
    """Return how long the rest of a film takes whose scenes have their pictures; None if nobody could tell."""
    done = sum(stage.facts.weight for stage in Generation.Stage if stage.facts.is_before_scenes)
    rest = Generation(size=generation.size, quality=generation.quality, kind=generation.kind, progress=done)
    return seconds_left(rest, scenes, history(generation))


def making_times(kind: str) -> dict[str, list[str]]:
    """Say how long films take for each number of scenes that they may have, from the least on.

    By shape and quality, "9:16 1080p", where enough such films were made; "" is for all others. Empty while nothing is
    known.
    """
    rows = _latest()
    if len(rows) < LEAST_FILMS:
        return {}
    forms = {(size, quality) for size, quality, _ in rows}
    known = {"": [timings for _, _, timings in rows]} | {
        f"{form[0]} {form[1]}": alike for form in forms if len(alike := _alike(rows, form)) >= LEAST_FILMS
    }
    fresh = Generation(kind=kind)
    counts = range(LEAST_SCENES, MOST_SCENES + 1)
    return {
        form: [str(_spread([_left(fresh, count, timings) for timings in films])) for count in counts]
        for form, films in known.items()
    }


def render_seconds(generation: Generation, scenes: int) -> float:
    """Guess how long it takes to draw all scenes of a film anew in its present size.

    It is known from its own first film best, then from those of the site; before there are some, from what is usual.
    """
    own = generation.films.filter(timings__isnull=False).order_by("number").first()
    pixels = prod(frame_size(generation.size, generation.quality))
    if own and own.timings:
        was: list[str] = [own.settings.get(name, getattr(generation, name)) for name in ("size", "quality")]
        return float(_of_render(own.timings, scenes) * pixels / prod(frame_size(was[0], was[1])))
    known = history(generation)
    if known:
        return median(_of_render(timings, scenes) for timings in known)
    return float(pixels * scenes * _PER_PIXEL)


def _of_render(timings: Timings, scenes: int) -> float:
    return float(timings[STEPS[-1][0].value] * scenes / max(1, timings["scenes"]))


def seconds_until_start(ahead: int, running: int, known: list[Timings]) -> Estimate:
    """Return how long a film waits for its turn behind `ahead` others while `running` are made at the same time."""
    whole = _spread([sum(timings[step[0].value] for step in STEPS) for timings in known])
    # Running films are half done on average, and as many as now will be made at the same time.
    turns = (ahead + running / 2) / max(1, running)
    return Estimate(whole.low * turns, whole.high * turns)


def _left(generation: Generation, scenes: int, timings: Timings) -> float:
    per_scene = scenes / max(1, timings["scenes"])
    left, before = 0.0, 0
    for step in STEPS:
        if generation.shows_scenes_first and not any(stage.facts.is_before_scenes for stage in step):
            continue
        weight = sum(stage.facts.weight for stage in step)
        done = min(1.0, max(0.0, (generation.progress - before) / weight))
        grows = any(stage.facts.grows for stage in step)
        left += timings[step[0].value] * (per_scene if grows else 1.0) * (1.0 - done)
        before += weight
    return left


def _expected_scenes(generation: Generation) -> int:
    letters = len(generation.input_text or generation.description)
    return max(LEAST_SCENES, round(letters / LETTERS_PER_SCENE))


def _spread(seconds: list[float]) -> Estimate:
    low, _, high = quantiles(seconds, n=4, method="inclusive")
    return Estimate(low, high)
