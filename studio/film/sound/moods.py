"""The moods of the music: tempo, key and chords of each, and the three arrangements in which it is played."""

from __future__ import annotations

from dataclasses import dataclass

BEATS_PER_BAR = 4
Chord = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Who plays a mood, and what: the names are those of `studio.film.sound.players`.

    `lead` is the instrument of the `figure`, which leaves notes out unless `fullness` is 1; `octave` is how many
    semitones above the chords it plays. `is_open` spreads the chords that are held below.
    """

    lead: str
    figure: str
    bass: str = "held"
    drums: str = ""
    octave: int = 12
    fullness: float = 0.8
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """Beats per minute, key note (MIDI), chords in semitones above it, and how busy, rhythmic and bright it is.

    A slow mood stays on each chord for two bars and plucks on the beat, the others change each bar and pluck twice a
    beat. The first chord is the one on which it ends.
    """

    tempo: int
    key: int
    chords: tuple[Chord, ...]
    pluck_share: float
    drums: float
    brightness: float
    arrangements: tuple[Arrangement, Arrangement, Arrangement]
    is_slow: bool = False

    @property
    def bars_per_chord(self) -> int:
        return 2 if self.is_slow else 1

    @property
    def steps_per_bar(self) -> int:
        return BEATS_PER_BAR if self.is_slow else 2 * BEATS_PER_BAR

    @property
    def is_minor(self) -> bool:
        return 3 in self.chords[0]

    @property
    def cadence(self) -> tuple[Chord, Chord, Chord]:
        """The last three chords: two that lead home, and the chord of the key note with nothing that rubs."""
        if self.is_minor:
            return (5, 8, 12, 17), (7, 11, 14, 17), (0, 7, 12, 15)
        return (5, 9, 12, 17), (7, 11, 14, 17), (0, 7, 12, 16)


# New moods come last: the place of a mood is part of what chance makes of it.
PLANS = {
    "calm": Mood(
        tempo=70,
        key=50,
        chords=((0, 4, 7, 14), (9, 12, 16, 19), (5, 9, 12, 16), (7, 11, 14, 16)),
        is_slow=True,
        pluck_share=0.4,
        drums=0.0,
        brightness=0.34,
        arrangements=(
            Arrangement(lead="pluck", figure="wave", fullness=0.6),
            Arrangement(lead="keys", figure="struck", is_open=True),
            Arrangement(lead="bell", figure="motif", fullness=0.5, is_open=True),
        ),
    ),
    "uplifting": Mood(
        tempo=96,
        key=48,
        chords=((0, 4, 7, 14), (7, 11, 14, 19), (9, 12, 16, 19), (5, 9, 12, 16)),
        pluck_share=0.8,
        drums=0.5,
        brightness=0.5,
        arrangements=(
            Arrangement(lead="pluck", figure="wave", drums="soft", bass="pulse"),
            Arrangement(lead="keys", figure="offbeat", drums="four", bass="pulse"),
            Arrangement(lead="marimba", figure="motif", drums="half", is_open=True),
        ),
    ),
    "dramatic": Mood(
        tempo=76,
        key=45,
        chords=((0, 3, 7, 12), (8, 12, 15, 20), (3, 7, 10, 15), (10, 14, 17, 22)),
        is_slow=True,
        pluck_share=0.35,
        drums=0.45,
        brightness=0.42,
        arrangements=(
            Arrangement(lead="pluck", figure="wave", drums="toms", fullness=0.6),
            Arrangement(lead="bowed", figure="motif", drums="toms", bass="pulse"),
            Arrangement(lead="keys", figure="struck", drums="half", bass="pulse", is_open=True),
        ),
    ),
    "playful": Mood(
        tempo=112,
        key=53,
        chords=((0, 4, 7, 9), (5, 9, 12, 14), (2, 5, 9, 12), (7, 11, 14, 17)),
        pluck_share=0.9,
        drums=0.4,
        brightness=0.55,
        arrangements=(
            Arrangement(lead="marimba", figure="motif", drums="soft", bass="walk"),
            Arrangement(lead="pluck", figure="offbeat", drums="brush", bass="walk"),
            Arrangement(lead="bell", figure="wave", drums="half", bass="walk", fullness=0.7, octave=24),
        ),
    ),
    "tech": Mood(
        tempo=104,
        key=47,
        chords=((0, 3, 7, 10), (5, 8, 12, 15), (8, 12, 15, 19), (10, 14, 17, 20)),
        pluck_share=1.0,
        drums=0.6,
        brightness=0.48,
        arrangements=(
            Arrangement(lead="pluck", figure="up", drums="four", bass="pulse", fullness=1.0),
            Arrangement(lead="keys", figure="motif", drums="half", bass="pulse"),
            Arrangement(lead="marimba", figure="wave", drums="soft", is_open=True),
        ),
    ),
    "wistful": Mood(
        tempo=66,
        key=48,
        chords=((0, 3, 7, 14), (8, 12, 15, 19), (3, 7, 10, 14), (10, 14, 17, 19)),
        is_slow=True,
        pluck_share=0.4,
        drums=0.0,
        brightness=0.3,
        arrangements=(
            Arrangement(lead="keys", figure="motif", fullness=0.7),
            Arrangement(lead="pluck", figure="up", fullness=0.85, is_open=True),
            Arrangement(lead="bowed", figure="motif", fullness=0.6, is_open=True),
        ),
    ),
    "mysterious": Mood(
        tempo=72,
        key=46,
        chords=((0, 3, 7, 14), (1, 5, 8, 12), (5, 8, 12, 15), (1, 5, 8, 13)),
        is_slow=True,
        pluck_share=0.45,
        drums=0.2,
        brightness=0.36,
        arrangements=(
            Arrangement(lead="bell", figure="wave", fullness=0.5, octave=24),
            Arrangement(lead="marimba", figure="offbeat", bass="pulse", drums="toms", fullness=0.8),
            Arrangement(lead="pluck", figure="motif", fullness=0.85, is_open=True),
        ),
    ),
    "epic": Mood(
        tempo=84,
        key=45,
        chords=((0, 3, 7, 12), (8, 12, 15, 20), (10, 14, 17, 22), (5, 8, 12, 17)),
        pluck_share=0.6,
        drums=0.6,
        brightness=0.5,
        arrangements=(
            Arrangement(lead="bowed", figure="up", drums="toms", bass="pulse", fullness=1.0),
            Arrangement(lead="keys", figure="struck", drums="toms", bass="pulse", is_open=True),
            Arrangement(lead="bowed", figure="motif", drums="half", bass="pulse"),
        ),
    ),
    "tender": Mood(
        tempo=74,
        key=51,
        chords=((0, 4, 7, 11), (9, 12, 16, 19), (2, 5, 9, 12), (7, 11, 14, 17)),
        is_slow=True,
        pluck_share=0.5,
        drums=0.0,
        brightness=0.36,
        arrangements=(
            Arrangement(lead="keys", figure="wave", fullness=0.8),
            Arrangement(lead="pluck", figure="struck", bass="walk", is_open=True),
            Arrangement(lead="bell", figure="motif", fullness=0.6),
        ),
    ),
    "mellow": Mood(
        tempo=82,
        key=50,
        chords=((0, 4, 7, 11), (9, 12, 16, 19), (2, 5, 9, 12), (7, 10, 14, 17)),
        pluck_share=0.6,
        drums=0.5,
        brightness=0.3,
        arrangements=(
            Arrangement(lead="keys", figure="offbeat", drums="half", bass="walk"),
            Arrangement(lead="pluck", figure="motif", drums="brush", bass="walk"),
            Arrangement(lead="keys", figure="struck", drums="brush", bass="pulse", is_open=True),
        ),
    ),
    "energetic": Mood(
        tempo=122,
        key=47,
        chords=((0, 3, 7, 10), (8, 12, 15, 19), (3, 7, 10, 14), (10, 14, 17, 22)),
        pluck_share=0.95,
        drums=0.8,
        brightness=0.52,
        arrangements=(
            Arrangement(lead="pluck", figure="up", drums="four", bass="pulse", fullness=1.0),
            Arrangement(lead="keys", figure="offbeat", drums="four", bass="pulse"),
            Arrangement(lead="marimba", figure="motif", drums="half", bass="pulse"),
        ),
    ),
}
