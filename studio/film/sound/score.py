"""A bed that follows its film: an opening, a lift where the film turns, and a cadence that ends with the last frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from studio.film.plan import FRAME_RATE
from studio.film.schedule import Schedule
from studio.film.sound.loudness import SAMPLE_RATE, Sound, measure
from studio.film.sound.moods import BEATS_PER_BAR, PLANS, Chord
from studio.film.sound.music import BED_LOUDNESS, loop_stretch
from studio.film.sound.players import Band
from studio.film.sound.synthesis import LOOP_RATE, Loop, finish, half_cosine

# Where a film may turn, and best turns, in shares of its length: at the beginning of a scene.
_EARLIEST_TURN, _BEST_TURN, _LATEST_TURN = 0.5, 0.62, 0.82
# Seconds that the last chord rings: the fewest, and the best; at most it is a bar longer. Seconds over which it dies away.
_RINGS, _DYING = (1.9, 2.6), 1.1
# The share by which bars may be shorter or longer than the mood's own, so that one begins where the film turns.
_MOST_CHANGE = 0.07
# Bars that are made before they repeat, half a minute of them: a multiple of the round of chords, which in a slow mood is
# eight bars; and the fewest of which one can be made.
_MOST_BARS, _MOST_SLOW_BARS, _LEAST_BARS = 16, 8, 4
# Loudness of the parts, in LU about that of the bed: opening, first part, lift, ending.
_OPENING, _FIRST, _LIFTED, _ENDING = -2.5, -0.7, 1.0, 0.0
# Seconds over which one part takes over from the one before, up to the bar line.
_JOIN = 0.06
# Seconds by which the held chords of the ending begin to swell before their time, so that there is no gap.
_SWELLING = 0.45


def turn_of(schedule: Schedule, heard: tuple[int, int] | None = None) -> int | None:
    """Return the frame at which a film turns: a scene's beginning after the middle; None if none lies well.

    It is counted from the first of the frames [first, end) in which music is `heard`, by default all.
    """
    first, end = heard or (0, schedule.frame_count)
    count = end - first
    starts = [span.start - first for span in schedule.shots if span.is_scene and not span.goes_on]
    fit = [start for start in starts if _EARLIEST_TURN < start / count <= _LATEST_TURN]
    return min(fit, key=lambda start: abs(start / count - _BEST_TURN), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """When the parts of a bed begin, in samples at LOOP_RATE; a bar is 16 times `sixteenth`.

    Bars are counted from `turn` on, `bars_before` and `bars_after` it; the last of these leads home to the chord at
    `home`, which rings to the end. The opening has the first `opening_bars`, and what is left over before them.
    """

    sixteenth: int
    turn: int
    home: int
    end: int
    bars_before: int
    bars_after: int
    opening_bars: int

    @property
    def bar(self) -> int:
        return 16 * self.sixteenth

    @property
    def first(self) -> int:
        return self.turn - (self.bars_before - self.opening_bars) * self.bar

    @property
    def cadence(self) -> int:
        return max(0, self.home - self.bar)


def lay_out(length: int, turn: int | None, tempo: int) -> Form:
    """Lay a bed out over a film of `length` samples at LOOP_RATE that turns at a sample."""
    own = LOOP_RATE * 60 / tempo * BEATS_PER_BAR
    found = _fitting(length - turn, own) if turn is not None else None
    if turn is not None and found:
        bars_after, sixteenth = found
        bars_before, home = turn // (16 * sixteenth), turn + bars_after * 16 * sixteenth
    else:
        # A film too short for its last chord is that chord.
        sixteenth = round(own / 16)
        ring = min(_RINGS[1] * LOOP_RATE, length / 2)
        bars = int((length - ring) // (16 * sixteenth))
        # It rises by itself if it is long enough to be waited for.
        bars_after = max(1, bars * 2 // 5) if bars >= 8 else 1
        bars_before = max(0, bars - bars_after)
        home = round(length - ring)
        turn = max(0, home - bars_after * 16 * sixteenth)
    return Form(
        sixteenth=sixteenth,
        turn=turn,
        home=home,
        end=length,
        bars_before=bars_before,
        bars_after=bars_after,
        opening_bars=min(bars_before, 1 if bars_before < 5 else 2),
    )


def _fitting(length: int, own: float) -> tuple[int, int] | None:
    """Return how many bars, and of which sixteenths, fill what follows the turn up to the last chord; None if none do."""
    options = []
    for ring in np.arange(_RINGS[0], _RINGS[0] + own / LOOP_RATE, 0.1).tolist():
        left = length - ring * LOOP_RATE
        bars = max(2, round(left / own))
        change = abs(left / bars / own - 1)
        if left > 0 and change <= _MOST_CHANGE:
            options.append((change / 0.03 + abs(ring - _RINGS[1]), bars, round(left / bars / 16)))
    return min(options)[1:] if options else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A loop at the film's rate that is heard from sample `start` to `end` of the film, its sample 0 at `origin`.

    What it has in the `lead` before its start is heard too: over the part before, or as that fades out.
    """

    loop: NDArray[np.float16]
    start: int
    end: int
    origin: int
    lead: int = round(_JOIN * SAMPLE_RATE)
    is_faded: bool = True


@dataclass(frozen=True, slots=True)
class Score:
    """The bed of one film, in parts that follow each other at bar lines."""

    parts: tuple[_Part, ...]

    def read(self, first: int, count: int) -> Sound:
        """Return `count` samples of the bed, shape (count, 2), from number `first` of the film on; then silence."""
        block = np.zeros((count, 2), np.float32)
        join = round(_JOIN * SAMPLE_RATE)
        for number, part in enumerate(self.parts):
            start, end = max(first, part.start - part.lead * bool(number)), min(first + count, part.end)
            if start >= end:
                continue
            sound = loop_stretch(part.loop, start - part.origin, end - start)
            places = np.arange(start, end, dtype=np.float32)
            if number and part.is_faded and start < part.start:
                sound *= np.sin(np.clip((places - part.start + join) / join, 0, 1) * (np.pi / 2))[:, None]
            if number + 1 < len(self.parts) and end > part.end - join:
                sound *= np.cos(np.clip((places - part.end + join) / join, 0, 1) * (np.pi / 2))[:, None]
            block[start - first : end - first] += sound
        return block


# Cached because each render of an edited film asks for the same music again.
@lru_cache(maxsize=1)
def compose_score(mood: str, seed: int, frame_count: int, turn: int | None) -> Score:
    """Return the bed of a film of `frame_count` frames that turns at a frame; takes 0.2 to 0.5 s.

    Raises KeyError for a mood that is not in PLANS.
    """
    plan = PLANS[mood]
    per_frame = LOOP_RATE // FRAME_RATE
    form = lay_out(frame_count * per_frame, None if turn is None else turn * per_frame, plan.tempo)
    chance = np.random.default_rng([seed, list(PLANS).index(mood), 1])
    band = Band(
        mood=plan,
        arrangement=plan.arrangements[seed % 3],
        key=plan.key + int(chance.integers(-2, 3)),
        sixteenth=form.sixteenth,
        chance=chance,
    )
    return Score(tuple(part for part in _parts(band, form) if part.start < part.end))


def _parts(band: Band, form: Form) -> Sequence[_Part]:
    first_bars = form.bars_before - form.opening_bars
    most = _MOST_SLOW_BARS if band.mood.is_slow else _MOST_BARS
    wanted = (form.opening_bars + 1, first_bars, form.bars_after - 1)
    opening, first, lifted = (min(most, max(_LEAST_BARS, count)) for count in wanted)
    # A film without a turn after its first bars has no more than its ending.
    starts = (0, form.first, form.turn, form.cadence, form.end)
    parts = []
    if form.first > 0:
        loop = band.play(-first_bars - opening, opening, with_figure=0.35, has_drums=False)
        parts.append(_part(band, loop, _OPENING, starts[0:2], form.first))
    if first_bars:
        parts.append(_part(band, band.play(-first, first), _FIRST, starts[1:3], form.turn))
    if form.bars_after > 1:
        parts.append(_part(band, band.play(0, lifted, is_full=True), _LIFTED, starts[2:4], form.turn))
    return [*parts, _ending(band, form)]


def _part(band: Band, loop: Loop, loudness: float, place: tuple[int, ...], origin: int) -> _Part:
    bed = finish(loop, band.chance)
    # Only a part of a loop may be played.
    played = loop_stretch(bed, 2 * (place[0] - origin), min(len(bed), 2 * (place[1] - place[0])))
    bed *= np.float32(10 ** ((BED_LOUDNESS + loudness - measure(played)) / 20))
    return _part_of(bed, place[0], place[1], origin)


def _part_of(bed: Sound, start: int, end: int, origin: int) -> _Part:
    return _Part(loop=_kept(bed), start=2 * start, end=2 * end, origin=2 * origin)


def _kept(bed: Sound) -> NDArray[np.float16]:
    kept = bed.astype(np.float16)
    kept.flags.writeable = False
    return kept


def _ending(band: Band, form: Form) -> _Part:
    """Make the bar that leads home, and the chord there, which has died away at the end of the film."""
    start = form.cadence
    early = min(start, round(_SWELLING * LOOP_RATE))
    lead, ring = form.home - start, form.end - form.home
    # What rings on after the end must not come round to the beginning.
    loop = Loop(early + lead + ring + 3 * LOOP_RATE)
    away, back, home = band.mood.cadence
    half = lead // 2
    for chord, place, length in ((away, 0, half), (back, half, lead - half), (home, lead, ring)):
        if length:
            _add_chord(band, loop, chord, early + place, early, length)
    band.strike(loop, "bass", home[0] - 12, early + lead, 0.12)
    bed = finish(loop, band.chance)[: 2 * (early + lead + ring)]
    bed *= np.float32(10 ** ((BED_LOUDNESS + _ENDING - measure(bed[2 * early :])) / 20))
    dying = min(round(_DYING * SAMPLE_RATE), len(bed))
    bed[len(bed) - dying :] *= half_cosine(dying)[::-1, None]
    span = {"start": 2 * start, "end": 2 * form.end, "origin": 2 * (start - early), "lead": 2 * early}
    return _Part(loop=_kept(bed), is_faded=False, **span)


def _add_chord(band: Band, loop: Loop, chord: Chord, place: int, early: int, length: int) -> None:
    """Add a chord of the ending: held into the next one, and strummed by the lead."""
    lasting = early + length + LOOP_RATE // 3
    loop.add(band.held(chord, lasting, 0.055), place - early)
    loop.add(band.held([chord[0] - 12], lasting, 0.07, 0.45), place - early)
    octave = band.arrangement.octave
    band.strum(loop, band.arrangement.lead, [note + octave for note in chord], place, 0.1)
