"""What is played bar by bar: held chords, figures, bass and drums, mixed into a loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np

from studio.film.sound.instruments import LEADS, Tone, bass, brush, snap, tom
from studio.film.sound.loudness import Sound
from studio.film.sound.moods import Arrangement, Chord, Mood
from studio.film.sound.synthesis import LOOP_RATE, Loop, add_pad, hat, sides_of, thump

# Seconds that a held chord sounds into the next one, and by which it begins early: the overlap hides the change.
_OVERLAP, _EARLY = 1.0, 1 / 6
# Seconds of a strummed chord from its lowest note to its highest, and by which a player is early or late.
_STRUM, _LOOSE = 0.05, 0.005
_LEAD, _BASS, _PAD, _LOW = 0.12, 0.1, 0.055, 0.06
# Sixteenths of a bar, each with its strength: kick, snare (or brush), tom, and hi-hat.
_DRUMS: dict[str, dict[str, tuple[tuple[int, float], ...]]] = {
    "": {},
    "soft": {"kick": ((0, 1.0), (8, 1.0)), "hat": tuple((step, 0.6 + 0.4 * (step % 4 == 2)) for step in range(0, 16, 2))},
    "four": {"kick": tuple((step, 1.0) for step in range(0, 16, 4)), "hat": tuple((step, 1.0) for step in range(2, 16, 4))},
    "half": {"kick": ((0, 1.0), (6, 0.6)), "snap": ((8, 1.0),), "hat": tuple((step, 0.7) for step in range(0, 16, 2))},
    "brush": {"kick": ((0, 0.7), (10, 0.5)), "brush": ((4, 1.0), (12, 1.0), (14, 0.4))},
    "toms": {"tom": ((0, 1.0), (6, 0.5), (8, 0.8))},
}  # fmt: skip
_LOUD = {"kick": 0.22, "snap": 0.1, "brush": 0.05, "tom": 0.2, "hat": 0.03}
_PANS = {"snap": 0.45, "brush": 0.4, "tom": 0.55}
_BASSES: dict[str, tuple[tuple[int, int], ...]] = {
    "held": (),
    "pulse": tuple((step, 0) for step in range(0, 16, 2)),
    "walk": ((0, 0), (8, 7), (14, 0)),
}


@dataclass(slots=True, kw_only=True)
class Band:
    """The players of one film: mood, arrangement, key note, the length of a bar in samples, and chance.

    `sixteenth` times sixteen is a bar, so that everything is in time.
    """

    mood: Mood
    arrangement: Arrangement
    key: int
    sixteenth: int
    chance: np.random.Generator
    motif: tuple[tuple[int, int], ...] = ()
    _tones: dict[tuple[str, int], Tone] = field(default_factory=dict)
    _strokes: dict[str, Sound] = field(default_factory=dict)
    # A chord that comes again reuses its sound.
    _held: dict[tuple[int, ...], Sound] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # One short tune for the whole film, or nobody would know it again: sixteenths and notes of the chord.
        steps = sorted(self.chance.choice(np.arange(0, 16, 2), 4, replace=False).tolist())
        self.motif = tuple((step, int(self.chance.integers(0, 4))) for step in steps)

    @property
    def bar(self) -> int:
        return 16 * self.sixteenth

    def chord(self, number: int) -> Chord:
        """Return the chord of a bar, counted from the one in which the film turns."""
        return self.mood.chords[number // self.mood.bars_per_chord % len(self.mood.chords)]

    def play(
        self,
        first: int,
        count: int,
        *,
        with_figure: float = 1.0,
        is_full: bool = False,
        has_drums: bool = True,
    ) -> Loop:
        """Return the bars from `first` on, as a loop.

        `with_figure` is the share of the lead's notes that are played. What `is_full` has the lead doubled an octave
        above, a bass that moves, and more drums.
        """
        loop, chords = Loop(count * self.bar), [self.chord(first + bar) for bar in range(count)]
        self.hold(loop, chords, is_high=is_full)
        for bar, chord in enumerate(chords):
            self._figure(loop, bar, chord, with_figure, is_full=is_full)
            if has_drums:
                self._bass(loop, bar, chord, is_full=is_full)
                self._drums(loop, bar, is_full=is_full)
        return loop

    def hold(self, loop: Loop, chords: Sequence[Chord], *, is_high: bool = False) -> None:
        """Add chords, one for each bar, that are held for as long as they stay."""
        place = 0
        for chord, bars in groupby(chords):
            length = len(list(bars)) * self.bar
            notes = [
                note + 12 * (self.arrangement.is_open and index in (1, 2)) for index, note in enumerate(chord)
            ]
            sound = self.held(notes, length + round(_OVERLAP * LOOP_RATE), _PAD)
            if is_high:
                sound = sound + self.held([notes[0] + 24], len(sound), 0.6 * _PAD)
            loop.add(sound, place - round(_EARLY * LOOP_RATE))
            loop.add(self.held([chord[0] - 12], length + LOOP_RATE // 2, _LOW, 0.45), place)
            place += length

    def held(self, notes: Sequence[int], length: int, strength: float, brightness: float = 0.0) -> Sound:
        """Return notes held together, `length` samples long."""
        which = (*notes, length, round(strength * 1000))
        if which not in self._held:
            sound = np.zeros((2, length), np.float32)
            for note in notes:
                add_pad(sound, self.key + note, strength, brightness or self.mood.brightness, self.chance)
            self._held[which] = sound.T
        return self._held[which]

    def strike(
        self, loop: Loop, name: str, note: int, place: float, strength: float, side: float = 0.5
    ) -> None:
        """Add one note of an instrument, a little early or late as a player's is."""
        if (name, note) not in self._tones:
            self._tones[name, note] = (
                LEADS[name](self.key + note, self.mood.brightness) if name in LEADS else bass(self.key + note)
            )
        loose = self.chance.normal(0, _LOOSE * LOOP_RATE)
        tone = self._tones[name, note][:, None] * (sides_of(side) * np.float32(strength))
        loop.add(tone, int(place + loose))

    def strum(self, loop: Loop, name: str, chord: Sequence[int], place: int, strength: float) -> None:
        """Add the notes of a chord one shortly after the other."""
        for index, note in enumerate(chord):
            late = index * _STRUM * LOOP_RATE / max(1, len(chord) - 1)
            self.strike(loop, name, note, place + late, strength * 0.7, 0.35 + 0.1 * index)

    def _figure(self, loop: Loop, bar: int, chord: Chord, share: float, *, is_full: bool) -> None:
        ours, place = self.arrangement, bar * self.bar
        if ours.figure == "struck":
            if self.chance.random() < max(share, 0.5):
                self.strum(loop, ours.lead, [note + ours.octave for note in chord], place, 1.2 * _LEAD)
            if is_full:
                self.strum(
                    loop, ours.lead, [note + ours.octave for note in chord[1:]], place + self.bar // 2, _LEAD
                )
            return
        for step, index in self._steps():
            if self.chance.random() > ours.fullness * share * (1.0 if step % 4 == 0 else 0.85):
                continue
            note = chord[index % len(chord)] + ours.octave
            strength, side = _LEAD * self.chance.uniform(0.75, 1.1), self.chance.uniform(0.3, 0.7)
            self.strike(loop, ours.lead, note, place + step * self.sixteenth, strength, side)
            if is_full and ours.octave < 24:
                self.strike(
                    loop, ours.lead, note + 12, place + step * self.sixteenth, 0.45 * strength, 1 - side
                )

    def _steps(self) -> Sequence[tuple[int, int]]:
        """Return the sixteenths of a bar on which the lead plays, and which note of the chord."""
        every = 16 // self.mood.steps_per_bar
        count = self.mood.steps_per_bar
        if self.arrangement.figure == "motif":
            return self.motif
        if self.arrangement.figure == "offbeat":
            return [(step * every, place) for step in range(1, count, 2) for place in (1, 2)]
        if self.arrangement.figure == "up":
            return [(step * every, step % 4) for step in range(count)]
        return [(step * every, (0, 1, 2, 3, 2, 1)[step % 6]) for step in range(count)]

    def _bass(self, loop: Loop, bar: int, chord: Chord, *, is_full: bool) -> None:
        kind = "walk" if is_full and self.arrangement.bass == "held" else self.arrangement.bass
        for step, above in _BASSES[kind]:
            strength = _BASS * (1.0 if step % 8 == 0 else 0.6) * (1.2 if is_full else 1.0)
            place = bar * self.bar + step * self.sixteenth
            self.strike(loop, "bass", chord[0] - 12 + above, place, strength)

    def _drums(self, loop: Loop, bar: int, *, is_full: bool) -> None:
        parts = dict(_DRUMS[self.arrangement.drums])
        if is_full and self.arrangement.drums:
            parts.setdefault("hat", _DRUMS["soft"]["hat"])
            parts.setdefault("kick", ((0, 0.8), (8, 0.8)))
        for name, strokes in parts.items():
            for step, strength in strokes:
                level = _LOUD[name] * strength * max(self.mood.drums, 0.3) * (1.15 if is_full else 0.9)
                loop.add(self._drum(name) * np.float32(level), bar * self.bar + step * self.sixteenth)

    def _drum(self, name: str) -> Sound:
        if name not in self._strokes:
            self._strokes[name] = _drum(name, self.chance)
        return self._strokes[name]


def _drum(name: str, chance: np.random.Generator) -> Sound:
    if name == "kick":
        return thump()
    if name == "hat":
        return hat(chance)
    tone = tom() if name == "tom" else {"snap": snap, "brush": brush}[name](chance)
    return np.asarray(tone[:, None] * sides_of(_PANS[name]), np.float32)
