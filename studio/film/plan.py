"""What a film consists of: values in seconds and pixels, and nothing of where they came from."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

# Told the share of the film that is done, from 0 to 1. It may raise RunStoppedError, which ends the render at once.
Report = Callable[[float], None]

FRAME_RATE = 30
# A time half way between two frames belongs to the later one, whatever rounding left of it.
_HALF = 0.5 + 1e-6


def frame_at(seconds: float) -> int:
    """Return the frame that is nearest to a time: the same one within a scene, wherever in the film that lies."""
    return math.floor(seconds * FRAME_RATE + _HALF)


# Kinds of transitions between two shots, and how many seconds each takes; "dip" goes through black.
TRANSITIONS = {"cut": 0.0, "fade": 0.6, "dip": 0.9, "slide": 0.6}

# "Karaoke" is an outline whose spoken word has a colour.
CAPTION_STYLES = ("box", "outline", "karaoke", "none")
CAPTION_POSITIONS = ("bottom", "middle", "top")
CAPTION_LETTERS = ("small", "medium", "large")

# Frame sizes in pixels by aspect ratio, as they are at 720p: all near one megapixel, so that every shape costs about
# the same to render and keeps as much detail.
FRAME_SIZES = {"16:9": (1280, 720), "9:16": (720, 1280), "1:1": (960, 960), "4:5": (864, 1080)}
# How many times as wide and high films of other qualities are.
QUALITIES = {"480p": 2 / 3, "720p": 1.0, "1080p": 1.5}


def frame_size(shape: str, quality: str) -> tuple[int, int]:
    """Return width and height in pixels, even numbers, of a film of this aspect ratio and quality."""
    width, height = (2 * round(side * QUALITIES[quality] / 2) for side in FRAME_SIZES[shape])
    return width, height


# How much the camera moves, from not at all.
CAMERAS = ("none", "subtle", "mixed", "dramatic")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWord:
    """One spoken word, seconds from the start of its narration, or of the film where it belongs to a cue."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Narration:
    """One passage of speech: a WAV or MP3 file, its exact length in seconds, its text, its word times if known.

    Without a file nobody speaks: the words are shown for as long as they take to be read.
    """

    file: Path | None
    duration: float
    text: str
    words: tuple[SpokenWord, ...] = ()
    is_captioned: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A part of a picture: its edges in fractions of the picture's width and height, from the top left.

    `name` is what is to be seen there, in English, or empty where that is not known.
    """

    left: float
    top: float
    right: float
    bottom: float
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One scene to be shown: a picture of any size, and the narration over it.

    `focus` is what matters in the picture, most important first: the camera turns to it, and never cuts the head of a
    person. Where nothing is named, the camera turns to what stands out.
    `turn` tells the shots of a film apart for the camera, which moves otherwise from one number to the next; by default
    it is the scene's place. A number that stays with its scene lets the others be as they were when scenes come or go.
    A shot without narration shares the narration of the nearest shot before it that has one: their time is divided
    equally. The first shot of a film always has a narration.
    `card` makes it a title or end card: these words stand over the picture, blurred, and nobody speaks. Only the first
    and the last shot of a film can be one.
    """

    picture: Path
    narration: Narration | None = None
    focus: tuple[Area, ...] = ()
    card: str = ""
    turn: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionLook:
    """How captions are drawn into the picture: names that `CAPTION_STYLES` and its neighbours list."""

    style: str = "box"
    position: str = "bottom"
    letters: str = "medium"

    @property
    def is_drawn(self) -> bool:
        return self.style != "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmPlan:
    """Everything that a render is made from.

    `size` is (width, height) in pixels, both even. `camera` is one of CAMERAS: how much the pictures move.
    `transition` is one of TRANSITIONS. `music` is a mood that `sound.music` knows, or "" for
    none; `music_file` is a sound file of the owner's that is played in its place.
    `seed` makes camera moves and music repeatable. `title`, `description`, `language` and `provenance`,
    which says what made the pictures, the voice and the words, go into the file's metadata. `fonts` are files by the
    names of their families, for scripts that the packages' fonts lack, `drawings` the archives that emoji are drawn
    from; those of an earlier plan stay in use in the process.
    """

    shots: tuple[Shot, ...]
    size: tuple[int, int]
    camera: str = "mixed"
    transition: str = "fade"
    captions: CaptionLook = CaptionLook()
    music: str = "calm"
    music_file: Path | None = None
    seed: int = 0
    title: str = ""
    description: str = ""
    provenance: str = ""
    language: str = "en"
    fonts: Mapping[str, Path] = field(default_factory=dict)
    drawings: tuple[Path, ...] = ()

    def turn(self, index: int) -> int:
        """Return the turn of the shot of this index.

        A title card is no scene, so it changes no other's turn. An end card's comes after that of the last scene,
        wherever that lies.
        """
        shot = self.shots[index]
        if shot.turn is not None:
            return shot.turn
        if shot.card and index:
            return self.turn(index - 1) + 1
        return index - bool(self.shots[0].card)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One caption: seconds from the start of the film, its text of one or two lines, and when its words are spoken.

    `words` are the text in order; in scripts without spaces they are parts of words. Their times, in seconds from the
    start of the film too, lie between the cue's.
    """

    start: float
    end: float
    text: str
    words: tuple[SpokenWord, ...] = ()
    shot: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A finished render: files in the work folder, length in seconds, and when each shot is on screen.

    `sprites` is a JPEG of small pictures along the film, `thumbnails` the WebVTT file that tells when each is due.
    `scenes` holds (start, end) in seconds for each shot but cards; a transition belongs half to each of its two shots.
    `segments` are the places of all segments in the film, (first frame, number of frames), and `sound` is its sound,
    by the fingerprints that a store of segments was asked for; both are empty without one.
    """

    video: Path
    poster: Path
    vtt: Path
    srt: Path
    transcript: Path
    chapters: Path
    sprites: Path
    thumbnails: Path
    duration: float
    scenes: tuple[tuple[float, float], ...]
    cues: tuple[Cue, ...]
    segments: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    sound: str = ""
