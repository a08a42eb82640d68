"""Where one recording of all scenes is to be cut: by comparing it with the same words as a machine speaks them.

A machine knows when each of its scenes begins. Both sounds are described by how their spectra look, whoever speaks
(mel cepstra), without their pauses, and laid against each other so that they differ least (dynamic time warping). A
stretch that has no counterpart, because somebody left it out or said something else besides, is passed over at a fixed
cost. Then each cut is moved into the pause that is nearest.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from studio.film.uploads.recordings.spoken import FRAME, Span, spoken_frames, spoken_spans

Mono = NDArray[np.float32]
Floats = NDArray[np.float64]
Marks = NDArray[np.int64]

# Samples a second of what is compared.
RATE = 16_000
# Samples of a window; bands of the mel scale, and the coefficients that are kept of them.
_WINDOW, _BANDS, _KEPT = 512, 32, 13
# Frames that become one: to find the way roughly, and exactly.
_ROUGH, _FINE = 8, 2
# Steps (of the fine kind) to both sides of the rough way in which the exact one is looked for.
_WIDE = 60
# What passing over a frame costs, as a share of what frames that have nothing in common differ by.
_PASS = 0.5
# Steps beyond which the rough way is looked for in longer ones: a matrix of as many squared is held, a byte each.
_MOST_STEPS = 9_000
# A scene counts as left out if less than this share of it has a counterpart.
_LEAST_HEARD = 0.35
# Seconds within which a cut is moved into a pause, and what a pause is worth for each second that it lasts.
_NEAR, _WORTH = 0.9, 1.5


@dataclass(frozen=True, slots=True)
class Cut:
    """The part of a recording in which a scene is spoken; `is_heard` is false if nobody seems to speak it."""

    start: float
    end: float
    is_heard: bool = True


def cut(recording: Mono, spoken: Sequence[Mono]) -> list[Cut]:
    """Return the part of a recording for each scene; `spoken` has them as a machine speaks them. All are at RATE."""
    frames, own = _described(recording)
    described = [_described(one) for one in spoken]
    theirs = np.concatenate([one for one, _ in described])
    bounds = np.cumsum([0, *(len(one) for one, _ in described)])
    seconds = len(recording) / RATE
    if len(frames) < 2 * _FINE or len(theirs) < 2 * _FINE:
        return [Cut(0.0, seconds, is_heard=bool(len(frames))) for _ in spoken]
    way, heard = _way(theirs, frames)
    shares = [float(heard[a:b].mean()) if b > a else 0.0 for a, b in itertools.pairwise(bounds)]
    is_heard = [share >= _LEAST_HEARD for share in shares]
    pauses = _pauses(recording)
    edges = _edges(way, heard, bounds, is_heard, own, seconds)
    placed = [0.0, *(_into_pause(one, pauses) for one in edges[1:-1]), seconds]
    placed = list(np.maximum.accumulate(placed))
    return [
        Cut(round(float(a), 2), round(float(b), 2), is_heard=bool(spoken and b - a > 0.1))
        for a, b, spoken in zip(placed, placed[1:], is_heard, strict=False)
    ]


def cut_by_length(recording: Mono, weights: Sequence[float]) -> list[Cut]:
    """Return the part of a recording for each scene, where no machine speaks its language: by how long each should last.

    Only what is spoken counts, and each cut is moved into a pause.
    """
    spans, seconds = spoken_spans(recording, RATE), len(recording) / RATE
    spoken, whole, done = sum(end - start for start, end in spans), sum(weights), 0.0
    edges = [0.0]
    for weight in weights[:-1]:
        done += weight
        left, moment = done / whole * spoken, seconds
        for start, end in spans:
            if left <= end - start:
                moment = start + left
                break
            left -= end - start
        edges.append(max(edges[-1], _into_pause(moment, _pauses(recording))))
    edges.append(seconds)
    return [Cut(round(a, 2), round(b, 2), is_heard=b - a > 0.1) for a, b in pairwise(edges)]


def _edges(
    way: Marks,
    heard: NDArray[np.bool_],
    bounds: NDArray[np.int64],
    is_heard: list[bool],
    own: Floats,
    seconds: float,
) -> list[float]:
    """Return the seconds at which scenes follow each other: between the last frame of one and the first of the next.

    One that nobody speaks lies between its neighbours, and lasts no time.
    """
    said = [number for number, one in enumerate(is_heard) if one]
    edges = [0.0] * len(is_heard) + [seconds]
    for before, after in itertools.pairwise(said):
        last = bounds[before] + int(np.flatnonzero(heard[bounds[before] : bounds[before + 1]])[-1])
        first = bounds[after] + int(np.flatnonzero(heard[bounds[after] : bounds[after + 1]])[0])
        middle = (own[min(int(way[last]), len(own) - 1)] + own[min(int(way[first]), len(own) - 1)]) / 2
        edges[before + 1 : after + 1] = [float(middle)] * (after - before)
    if said:
        edges[said[-1] + 1 : -1] = [seconds] * (len(is_heard) - said[-1] - 1)
    return edges


def _pauses(recording: Mono) -> list[Span]:
    spans = spoken_spans(recording, RATE)
    inner = [(before[1], after[0]) for before, after in itertools.pairwise(spans)]
    return [(0.0, spans[0][0]), *inner, (spans[-1][1], len(recording) / RATE)] if spans else []


def _into_pause(moment: float, pauses: Sequence[Span]) -> float:
    """Return the middle of the pause that is near a moment, and long; the moment if there is none."""
    best, found = 0.0, moment
    for start, end in pauses:
        away = max(start - moment, moment - end, 0.0)
        worth = min(end - start, 1.0) * _WORTH + _NEAR - away
        if away <= _NEAR and worth > best:
            best, found = worth, (start + end) / 2
    return found


def _described(samples: Mono) -> tuple[Floats, Floats]:
    """Return what is spoken, frame by frame, without the pauses, and the second of each frame."""
    spoken = spoken_frames(samples, RATE)
    if not len(spoken):
        return np.zeros((0, _KEPT)), np.zeros(0)
    hop = round(FRAME * RATE)
    padded = np.pad(samples.astype(np.float32), (_WINDOW // 2, _WINDOW))
    window = np.hanning(_WINDOW).astype(np.float32)
    bands = np.empty((len(spoken), _BANDS))
    for first in range(0, len(spoken), 4096):
        places = np.arange(first, min(first + 4096, len(spoken)))
        blocks = padded[places[:, None] * hop + np.arange(_WINDOW)] * window
        bands[places] = np.abs(np.fft.rfft(blocks)) ** 2 @ _mel()
    # What is there all the time is noise; below it, and far below the voice, differences say nothing.
    noise, voice = np.quantile(bands, 0.05, axis=0), np.quantile(bands, 0.95, axis=0)
    floor = np.maximum(1.5 * noise, 1e-3 * voice) + 1e-12
    kept: Floats = np.asarray(np.log(np.maximum(bands - noise, 0) + floor)[spoken] @ _cosines(), np.float64)
    if not len(kept):
        return kept, np.zeros(0)
    # What all of it has in common is the microphone, the room and the voice, and not the words.
    alike = np.asarray((kept - kept.mean(axis=0)) / (kept.std(axis=0) + 1e-6), np.float64)
    return alike, np.asarray(np.flatnonzero(spoken) * FRAME, np.float64)


@cache
def _mel() -> Floats:
    top = 2595 * np.log10(1 + 7000 / 700)
    edges = 700 * (10 ** (np.linspace(90, top, _BANDS + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(_WINDOW, 1 / RATE)[:, None]
    rise = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    fall = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    return np.asarray(np.clip(np.minimum(rise, fall), 0, None))


@cache
def _cosines() -> Floats:
    places = (np.arange(_BANDS) + 0.5)[:, None] * np.arange(_KEPT) * np.pi / _BANDS
    return np.asarray(np.cos(places) * np.sqrt(2 / _BANDS))


def _joined(frames: Floats, many: int) -> Floats:
    whole = len(frames) // many * many
    return np.asarray(frames[:whole].reshape(-1, many, frames.shape[1]).mean(axis=1))


def _way(theirs: Floats, frames: Floats) -> tuple[Marks, NDArray[np.bool_]]:
    """Return for each of their frames which of ours it is, and whether it has a counterpart at all."""
    rough = max(_ROUGH, -(-max(len(theirs), len(frames)) // _MOST_STEPS))
    one, other = _joined(theirs, rough), _joined(frames, rough)
    fine_one, fine_other = _joined(theirs, _FINE), _joined(frames, _FINE)
    rows = len(fine_one)
    if len(one) < 2 or len(other) < 2:
        middles = np.linspace(0, max(0, len(fine_other) - 1), rows)
    else:
        found, _ = _warped(one, other, np.zeros(len(one), np.int64), len(other))
        middles = np.interp(np.arange(rows) * _FINE, np.arange(len(one)) * rough, found * (rough / _FINE))
    width = min(len(fine_other), max(2 * _WIDE, 6 * rough))
    lefts = np.clip(np.maximum.accumulate(middles.astype(np.int64)) - width // 2, 0, len(fine_other) - width)
    exact, heard = _warped(fine_one, fine_other, lefts, width)
    place = np.minimum(np.arange(len(theirs)) // _FINE, rows - 1)
    return np.minimum(exact[place] * _FINE, len(frames) - 1), heard[place]


def _warped(one: Floats, other: Floats, lefts: Marks, width: int) -> tuple[Marks, NDArray[np.bool_]]:
    """Return for each row of `one` its place in `other`, and whether it is like it, along the cheapest way.

    Row by row only `width` places from `lefts` on are looked at. A step goes on in both, or passes over a frame of either.
    """
    rows = len(one)
    steps = np.zeros((rows, width), np.int8)
    costs = _Costs(one, other)
    before, before_left = np.full(width, np.inf), int(lefts[0])
    for row in range(rows):
        left = int(lefts[row])
        local = costs.of(row, left, width)
        skip = costs.passing
        shifted = _shifted(before, left - before_left, width)
        diagonal = _shifted(before, left - before_left - 1, width) + local
        if row == 0:
            diagonal = local + skip * (left + np.arange(width))
            shifted = np.full(width, np.inf)
        down = shifted + np.minimum(local, skip)
        entered = np.minimum(diagonal, down)
        # Passing over frames of the other one, as many as is cheapest.
        ramp = skip * np.arange(width)
        best = np.minimum.accumulate(entered - ramp) + ramp
        steps[row] = np.where(best < entered - 1e-9, 2, np.where(down < diagonal, 1, 0))
        before, before_left = best, left
    tail = skip * (len(other) - 1 - (before_left + np.arange(width)))
    place = int(np.argmin(before + tail))
    return _back(steps, lefts, place, costs)


def _shifted(row: Floats, by: int, width: int) -> Floats:
    """Return a row as seen from a place that is `by` farther right."""
    moved = np.full(width, np.inf)
    if by >= 0:
        moved[: max(0, width - by)] = row[by:]
    else:
        moved[-by:] = row[: width + by]
    return moved


def _back(
    steps: NDArray[np.int8], lefts: Marks, place: int, costs: _Costs
) -> tuple[Marks, NDArray[np.bool_]]:
    rows, width = steps.shape
    found, heard = np.zeros(rows, np.int64), np.zeros(rows, bool)
    row, at = rows - 1, place + int(lefts[-1])
    while row >= 0:
        inner = min(max(at - int(lefts[row]), 0), width - 1)
        step = steps[row, inner]
        if step == 2 and inner > 0:
            at -= 1
            continue
        found[row] = lefts[row] + inner
        heard[row] = step == 0 or costs.at(row, int(found[row])) < costs.passing
        at = int(found[row]) - (1 if step == 0 else 0)
        row -= 1
    return found, heard


class _Costs:
    """What frames differ by."""

    def __init__(self, one: Floats, other: Floats) -> None:
        self._one, self._other = one, other
        self._squares, self._other_squares = (one**2).sum(axis=1), (other**2).sum(axis=1)
        # Frames that have nothing to do with each other differ by so much.
        sample = self._distance(
            np.arange(0, len(one), max(1, len(one) // 200)),
            np.arange(0, len(other), max(1, len(other) // 200)),
        )
        self.passing = _PASS * float(np.median(sample))

    def _distance(self, rows: Marks, places: Marks) -> Floats:
        products = self._one[rows] @ self._other[places].T
        squares = self._squares[rows][:, None] + self._other_squares[places][None] - 2 * products
        return np.asarray(np.sqrt(np.maximum(squares, 0)))

    def of(self, row: int, left: int, width: int) -> Floats:
        part = self._other[left : left + width]
        squares = self._squares[row] + self._other_squares[left : left + width] - 2 * (part @ self._one[row])
        found = np.full(width, np.inf)
        found[: len(part)] = np.sqrt(np.maximum(squares, 0))
        return found

    def at(self, row: int, place: int) -> float:
        return float(np.linalg.norm(self._one[row] - self._other[min(place, len(self._other) - 1)]))
