"""The sounds of a shot, from what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from studio.film.layers.motion import Key, Track
from studio.film.layers.values import FLAT, Counter, Fall, Ground, Layer
from studio.film.plan import LASTING_SOUNDS, Sound

# What is heard of what drifts through the air. Dust, bubbles and stars make no sound.
_FALLS = {"rain": "rain", "snow": "wind", "leaves": "wind", "fireflies": "crickets"}
_FAINT = {"snow": 0.6, "leaves": 0.7}
# Words of a picture's description that show a fire near by.
FIRES = frozenset(("campfire", "campfires", "fireplace", "hearth", "bonfire", "bonfires"))
# Places, weathers and times as pictures are described with, and what is heard there; the first that fits comes first.
_WEATHERS = {"rain": "rain", "storm": "rain", "snow": "wind"}
_PLACES = {
    **dict.fromkeys(FIRES, "fire"),
    **dict.fromkeys(("beach", "sea", "harbour", "coast", "cliff"), "sea"),
    **dict.fromkeys(("forest", "meadow", "garden", "field", "jungle"), "birds"),
    **dict.fromkeys(("desert", "mountains", "snow"), "wind"),
}
_NIGHTS, _COLD = frozenset(("night",)), frozenset(("winter", "snow"))
# The most kinds of lasting sounds that one shot has: more of them are noise.
_MOST = 2
# Shares of the way of a number at which it ticks, and the fewest seconds between two ticks.
_TICKS, _LEAST_GAP = 14, 0.07
# A layer sweeps past if it, or what is seen of it, changes by this share of the frame within so many seconds.
_FAR, _QUICK = 0.5, 1.2
# The least share of the frame that a layer fills whose coming is heard.
_LARGE = 0.3


def sounds_of(
    shown: Iterable[Layer | Counter | Fall] = (),
    *,
    ground: Ground = FLAT,
    places: Sequence[str] = (),
    lasting: Sequence[str] = (),
) -> tuple[Sound, ...]:
    """Return the sounds of a shot that shows these layers on this ground.

    `places` are words for place, weather, time and season of a painted scene ("beach", "rain", "night"); words that
    have no sound are passed over. `lasting` are further kinds of LASTING_SOUNDS, by whoever knows them.
    """
    things = list(shown)
    kinds = dict.fromkeys(kind for kind in lasting if kind in LASTING_SOUNDS)
    levels = dict[str, float]()
    for fall in things:
        if isinstance(fall, Fall) and fall.kind in _FALLS:
            kind = _FALLS[fall.kind]
            kinds[kind] = None
            levels[kind] = max(levels.get(kind, 0.0), min(1.0, fall.amount) * _FAINT.get(fall.kind, 1.0))
    if ground.flow > 0:
        kinds["sea"] = None
    kinds |= dict.fromkeys(heard_at(places))
    stay = [Sound(kind=kind, level=levels.get(kind, 1.0)) for kind in list(kinds)[:_MOST]]
    struck = [sound for thing in things for sound in _struck_by(thing)]
    return (*stay, *sorted(struck, key=lambda sound: sound.start))


def heard_at(words: Sequence[str]) -> tuple[str, ...]:
    """Return the lasting sounds of a place by words for place, weather, time and season, the surest first."""
    told = {word.lower() for word in words}
    found = dict.fromkeys(_WEATHERS[word] for word in _WEATHERS if word in told)
    is_wet, is_cold = "rain" in found, bool(told & _COLD)
    for word in (word for word in _PLACES if word in told):
        kind = _PLACES[word]
        if kind == "birds":
            # Birds are silent in rain and frost, and at night others sing.
            if is_wet or is_cold:
                continue
            kind = "crickets" if told & _NIGHTS else "birds"
        found[kind] = None
    return tuple(found)


def _struck_by(thing: Layer | Counter | Fall) -> Iterator[Sound]:
    if isinstance(thing, Counter):
        yield from (Sound(kind="tick", start=at) for at in _ticks(thing))
    elif isinstance(thing, Layer) and (at := _sweep(thing)) is not None:
        yield Sound(kind="whoosh", start=at)


def _ticks(counter: Counter) -> list[float]:
    """Return when a number ticks: as often as it has passed another part of its way, so fast and then slowly."""
    keys = counter.value.keys
    if len(keys) < 2 or len({key.value for key in keys}) < 2:
        return []
    start, end = keys[0].at, keys[-1].at
    first, last = keys[0].value, keys[-1].value
    way = max(abs(last - first), 1e-9)
    # A number of few whole values has no more ticks than these.
    parts = max(1, min(_TICKS, round(way * 10**counter.decimals)))
    ticks, passed = list[float](), 0
    for step in range(1, round((end - start) * 100) + 1):
        at = start + step / 100
        reached = int(abs(counter.value.at(at) - first) / way * parts + 1e-6)
        if reached > passed and (not ticks or at - ticks[-1] >= _LEAST_GAP):
            ticks.append(round(at, 2))
            passed = reached
    return ticks


def _sweep(layer: Layer) -> float | None:
    """Return when a large layer sweeps over the frame or into it; None if it does not."""
    width, height = layer.right - layer.left, layer.bottom - layer.top
    if width * height < _LARGE:
        return None
    seen = layer.reveal
    ways = (
        *((track, width) for track in (seen.left, seen.right)),
        *((track, height) for track in (seen.top, seen.bottom)),
        *((track, 1.0) for track in (layer.motion.x, layer.motion.y)),
    )
    moments = [at for track, factor in ways for at in _leaps(track, factor)]
    return min(moments, default=None)


def _leaps(track: Track, factor: float) -> Iterator[float]:
    for before, after in pairwise(track.keys):
        if 0 < after.at - before.at <= _QUICK and abs(after.value - before.value) * factor >= _FAR:
            yield round(max(0.0, _height(before, after)), 2)


def _height(before: Key, after: Key) -> float:
    """Return when a change is fastest: early if it comes to rest slowly, else in its middle."""
    share = 0.5 if after.ease in ("smooth", "inout", "line") else 0.2
    return before.at + share * (after.at - before.at)
