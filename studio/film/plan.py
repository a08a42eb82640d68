"""The values that describe a film to the renderer: shots, narrations, captions, sizes, and the finished film.

Times are in seconds and sizes in pixels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from studio.film.layers.values import FLAT, Clip, Counter, Fall, Ground, Layer

# Called with the share of the film that is done, from 0 to 1. It may raise RunStoppedError to end the render at once.
Report = Callable[[float], None]

FRAME_RATE = 30
# A time half way between two frames belongs to the later one; the tolerance absorbs rounding errors.
_HALF = 0.5 + 1e-6


def frame_at(seconds: float) -> int:
    """Return the frame nearest to a time in seconds. Moving a scene by whole frames does not change its rounding."""
    return math.floor(seconds * FRAME_RATE + _HALF)


# Kinds of transitions between two shots, with their lengths in seconds. "dip" goes through black, "soft" is a short
# cross-fade, "zoom" flies through the shot before, in a "rack" that goes out of focus, and in a "match" grounds change
# unseen while what lies over them moves on.
TRANSITIONS = {
    **{"cut": 0.0, "fade": 0.6, "dip": 0.9, "slide": 0.6},
    **{"soft": 0.36, "push": 0.6, "zoom": 0.66, "whip": 0.28, "rack": 0.66, "match": 0.6},
}

# "karaoke" is an outline style whose spoken word is coloured. "lit" has the words light up as they are said, "pop" shows
# them one at a time and large, "plate" has a plate for each line.
CAPTION_STYLES = ("box", "plate", "outline", "karaoke", "lit", "pop", "none")
# Those that change with each word.
WORD_BY_WORD = frozenset(("karaoke", "lit", "pop"))
CAPTION_POSITIONS = ("bottom", "middle", "top")
CAPTION_LETTERS = ("small", "medium", "large")
# How thick the outline of letters is; "usual" is as the style has it.
CAPTION_STROKES = ("usual", "none", "thin", "thick")
# The most words of a caption; 0 is as many as fit into two lines, and one word for captions of one word at a time.
CAPTION_WORDS = {"auto": 0, "three": 3, "five": 5, "eight": 8}
# Where a line grows over the film, if anywhere.
PROGRESS_LINES = ("none", "bottom", "top")
LOGO_CORNERS = ("top-right", "top-left", "bottom-right", "bottom-left")
LOGO_SIZES = ("small", "medium", "large")

# Frame sizes in pixels at 720p, by aspect ratio: all near one megapixel, so that every shape costs about the same to
# render and has as much detail.
FRAME_SIZES = {"16:9": (1280, 720), "9:16": (720, 1280), "1:1": (960, 960), "4:5": (864, 1080)}
# Factor on both sides of the frame, by quality.
QUALITIES = {"480p": 2 / 3, "720p": 1.0, "1080p": 1.5}


def frame_size(shape: str, quality: str) -> tuple[int, int]:
    """Return the even (width, height) in pixels of a film of this aspect ratio and quality."""
    width, height = (2 * round(side * QUALITIES[quality] / 2) for side in FRAME_SIZES[shape])
    return width, height


# How often the picture changes within a scene, by cutting: the seconds that a shot should last at least and at most.
CUTTINGS = {"calm": (6.0, 9.0), "lively": (3.0, 5.0)}

# How much the camera moves, least first.
CAMERAS = ("none", "subtle", "mixed", "dramatic")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWord:
    """One spoken word; times are in seconds from the start of its narration, or of the film if it belongs to a cue.

    `phrases` are parts of a word in a script without spaces: the index of each one's first letter, and when it begins.
    """

    text: str
    start: float
    end: float
    phrases: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Narration:
    """One passage of speech: a WAV or MP3 file, its exact length in seconds, its text, and its word times if known.

    Without a file there is no voice: the words are shown for as long as they take to be read. A line break in the text
    ends a caption; a text without words is a silence.
    """

    file: Path | None
    duration: float
    text: str
    words: tuple[SpokenWord, ...] = ()
    is_captioned: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A part of a picture: its edges as fractions of the picture's width and height, from the top left.

    `name` says in English what is seen there; it is empty if that is not known.
    """

    left: float
    top: float
    right: float
    bottom: float
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutaway:
    """Another picture for a scene, from a word of its narration on: where it is cut there, or at the next cut after it.

    `word` is the word's index in the narration's text, `letter` that of a letter in the word, for scripts without spaces.
    If it `is_exact` the scene is cut at the word, whatever the
    film's cutting; so are all cutaways of a scene that shows more than pictures. `transition` leads to it where it is
    exact; without one it is a cut. The other fields are as for a shot.
    """

    word: int
    picture: Path
    focus: tuple[Area, ...] = ()
    letter: int = 0
    is_exact: bool = False
    ground: Ground = FLAT
    layers: tuple[Layer | Fall | Counter, ...] = ()
    over: tuple[Layer | Counter, ...] = ()
    clip: Clip | None = None
    move: str = ""
    words_shown: tuple[int, ...] = ()
    transition: str = ""


# Kinds of effects: those that last as long as what makes them, and those that are over at once.
LASTING_SOUNDS = ("rain", "sea", "wind", "fire", "birds", "crickets")
STRUCK_SOUNDS = ("whoosh", "tick")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A quiet effect: one of LASTING_SOUNDS from `start` to `end`, or one of STRUCK_SOUNDS at `start`.

    Times are in seconds from the first frame in which the shot is seen; without an end it lasts as long as the scene.
    `level` is its strength, at most 1, which is quiet.
    """

    kind: str
    start: float = 0.0
    end: float | None = None
    level: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipSound:
    """The sound of a shot's clip: a WAV file (48 kHz, stereo, 16 bit) that begins with the clip.

    It is heard under the narration, or in place of a narrator if it is the scene's voice (`is_voice`).
    """

    file: Path
    is_voice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One scene to be shown: a picture of any size, and the narration over it.

    `focus` has the areas that matter in the picture, most important first: the camera turns to them, and never cuts a
    person's head. If it is empty, the camera turns to the salient part of the picture.
    `turn` selects the camera move, which differs from one number to the next; by default it is the scene's place. If
    a scene keeps its number, its camera move stays the same when other scenes are added or removed.
    A shot without narration shares the narration of the nearest shot before it that has one: their time is divided
    equally. The first shot of a film always has a narration.
    `card` makes it a title or end card: these words stand over the blurred picture, without a voice. Only the first
    and the last shot of a film can be cards.
    `bookend` makes it an intro or an outro, and says for how many seconds it is seen: a picture or clip of the owner's
    before or after all else, cards included, under no camera, with the sound of its clip and no music beside that.
    `cutaways` are further pictures of the scene in the order of their words, for a film with a cutting. `view` is the
    number of the shot among those of one picture, which follow each other: odd ones show it from nearer. It is set
    where scenes are cut, in `studio.film.cuts`.
    `ground` is how deep the picture is. `layers` lie on it, the farthest first, and follow the camera; `over` lies on the
    screen. All their times begin with the first frame in which the shot is seen. `clip` is shown instead of the
    picture, which stands for it where one is needed, and `clip_sound` what is heard of it. `move` is one of MOVES.
    `words_shown` has the indices of those words of the narration that can be read in the picture: captions do not
    repeat them. `sounds` are its effects, for a film that has any. `transition` leads from the shot before to this one, if
    it is another than the film's. `names` lies on the screen too, with the times of the whole scene: it stays over the
    cuts within it, and changes nothing about where these are. `camera` is one of CAMERAS, if it is another than the
    film's. The shot is seen for `pause` seconds more than its words need. `seconds` is how long a shot is seen whose
    narration is a silence: just so long, and words of other shots do not go on over it.
    """

    picture: Path
    narration: Narration | None = None
    focus: tuple[Area, ...] = ()
    card: str = ""
    turn: int | None = None
    cutaways: tuple[Cutaway, ...] = ()
    view: int = 0
    ground: Ground = FLAT
    layers: tuple[Layer | Fall | Counter, ...] = ()
    over: tuple[Layer | Counter, ...] = ()
    clip: Clip | None = None
    move: str = ""
    words_shown: tuple[int, ...] = ()
    sounds: tuple[Sound, ...] = ()
    clip_sound: ClipSound | None = None
    transition: str = ""
    names: tuple[Layer | Counter, ...] = ()
    bookend: float = 0.0
    camera: str = ""
    pause: float = 0.0
    seconds: float | None = None

    @property
    def is_scene(self) -> bool:
        """Whether it is neither a card nor an intro or outro."""
        return not (self.card or self.bookend)

    @property
    def is_plain(self) -> bool:
        """Whether it shows a picture under the film's camera and nothing else."""
        return self.ground == FLAT and not (self.layers or self.over or self.clip or self.move)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionAppearance:
    """The appearance of burned-in captions: one each of the names above; `is_upper` is for capitals only."""

    style: str = "box"
    position: str = "bottom"
    letters: str = "medium"
    stroke: str = "usual"
    is_upper: bool = False
    words: str = "auto"

    @property
    def is_drawn(self) -> bool:
        return self.style != "none"

    @property
    def told(self) -> tuple[object, ...]:
        """What stands for it in fingerprints: of what was added later only what was chosen."""
        chosen = {"stroke": self.stroke, "is_upper": self.is_upper, "words": self.words}
        usual = CaptionAppearance()
        further = [(name, value) for name, value in chosen.items() if value != getattr(usual, name)]
        return (self.style, self.position, self.letters, *further)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branding:
    """What a film has of its owner's brand; what is left empty is as in films without one.

    `logo` is a picture with alpha (PNG) that stands in a `corner`, one of LOGO_CORNERS, in one of LOGO_SIZES, over all
    scenes. `letters` is the colour of letters, `plate` of what lies behind captions and `accent` of what stands out, as
    "#rrggbb". Words are set in the font `font_file` or in the family `font`, as far as it has their letters.
    """

    logo: Path | None = None
    corner: str = "top-right"
    logo_size: str = "medium"
    letters: str = ""
    plate: str = ""
    accent: str = ""
    font: str = ""
    font_file: Path | None = None

    @property
    def has_colours(self) -> bool:
        return bool(self.letters or self.plate or self.accent)


UNBRANDED = Branding()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmPlan:
    """The whole input of a render.

    `size` is (width, height) in pixels, both even. `camera` is one of CAMERAS: how much the pictures move.
    `transition` is one of TRANSITIONS; `fades_out` lets the film end in black. `cutting` is one of CUTTINGS; if it is empty, pictures change from scene to
    scene only. `music` is one of the moods in `studio.film.sound.music`, or "" for none;
    `music_file` is a sound file of the owner's that is played instead. `is_scored` has music that follows the film:
    it opens, rises where the film turns, and ends on a cadence with the last frame; else it goes round until the end.
    `music_volume` is how loud it is, as a factor of the usual volume.
    `effects` lets the shots' sounds be heard. `progress_line` is one of PROGRESS_LINES.
    `seed` makes camera moves and music repeatable. `title`, `description`, `language` and `provenance`, which says
    what made the pictures, the voice and the words, go into the file's metadata. `credits` is the text of the file that
    names other people's works in it, if there are any. `fonts` maps font families to files,
    for scripts that the packages' fonts lack; `drawings` are the archives that emoji are drawn from. Fonts and
    drawings of earlier plans stay in use in the process, but for the font of a `branding`.
    """

    shots: tuple[Shot, ...]
    size: tuple[int, int]
    camera: str = "mixed"
    transition: str = "fade"
    fades_out: bool = False
    cutting: str = ""
    captions: CaptionAppearance = CaptionAppearance()
    music: str = "calm"
    music_file: Path | None = None
    music_volume: float = 1.0
    is_scored: bool = False
    effects: bool = False
    progress_line: str = "none"
    seed: int = 0
    title: str = ""
    description: str = ""
    provenance: str = ""
    credits: str = ""
    language: str = "en"
    fonts: Mapping[str, Path] = field(default_factory=dict)
    drawings: tuple[Path, ...] = ()
    branding: Branding = UNBRANDED

    @property
    def lead(self) -> int:
        """The number of shots before the first scene."""
        return next((index for index, shot in enumerate(self.shots) if shot.is_scene), 0)

    def camera_of(self, shot: Shot) -> str:
        return shot.camera or self.camera

    def turn(self, index: int) -> int:
        """Return the camera turn of the shot of this index.

        A title card is not a scene, so it does not shift the turns of the others. An end card's turn follows that of
        the last scene. Over an intro or outro no camera moves.
        """
        shot = self.shots[index]
        if shot.bookend:
            return 0
        if shot.turn is not None:
            return shot.turn
        if shot.card and index > self.lead:
            return self.turn(index - 1) + 1
        return index - self.lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One caption: start and end in seconds from the start of the film, and a text of one or two lines.

    `words` are the words of the text in order, or parts of words in scripts without spaces. Their times, also in
    seconds from the start of the film, lie between the cue's. `places` are their indices in the text of the narration
    of `shot`, the index of a shot in the plan.
    """

    start: float
    end: float
    text: str
    words: tuple[SpokenWord, ...] = ()
    shot: int = field(default=0, compare=False)
    places: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Flash:
    """A stretch of a film in which too much flashes, in seconds; `is_red` if it changes to and from a saturated red."""

    start: float
    end: float
    is_red: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedFilm:
    """A finished render: files in the work folder, length in seconds, and the times of each shot.

    `captions` is WebVTT, `subtitles` SubRip; `sprites` is a JPEG of small pictures along the film, `thumbnails` the WebVTT file with their times. `credits` is a plain text, None if there are none. `scenes` has
    (start, end) in seconds for each shot but cards; each half of a transition belongs to the shot on its side.
    `segments` maps the fingerprint of each segment to its (first frame, number of frames) in the film, and `sound` is
    the fingerprint of the sound; both are empty without a store of segments. `flashes` are where it flashes so often
    that it can harm (WCAG 2.3.1).
    """

    video: Path
    poster: Path
    captions: Path
    subtitles: Path
    transcript: Path
    chapters: Path
    sprites: Path
    thumbnails: Path
    duration: float
    scenes: tuple[tuple[float, float], ...]
    cues: tuple[Cue, ...]
    credits: Path | None = None
    segments: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    sound: str = ""
    flashes: tuple[Flash, ...] = ()
