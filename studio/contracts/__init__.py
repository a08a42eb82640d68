"""The contracts of the six kinds of provider, and the values that they exchange."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import BinaryIO

from studio.contracts.moving import ClipFile as ClipFile
from studio.contracts.moving import ClipProvider as ClipProvider
from studio.contracts.moving import MovingPicture as MovingPicture
from studio.contracts.wishes import Publication, SceneWish, Script, ScriptWish, Translation

# The styles that every image provider understands. The model's choices carry the same values.
STYLES = (
    "plain",
    "dramatic",
    "photorealistic",
    "watercolour",
    "oil",
    "line",
    "anime",
    "pixel",
    "paper",
    "clay",
    "vintage",
    "render",
)
# How a text may be cut into scenes: where it is best to watch, or at each sentence, line or paragraph.
SPLITS = ("auto", "sentence", "line", "paragraph")
# A text that is cut already: each paragraph is one scene, with its lines.
GIVEN = "given"
# The most characters of a film's text. Then the most scenes of a film, and the most characters (20 s) of one if the
# split is not "auto".
MOST_LETTERS = 20_000
MOST_SCENES, LONGEST_SCENE = 120, 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The place of one object in a picture: edges as fractions of the width and height, from the top left."""

    name: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The visible content of a picture.

    `keywords` are the detected objects and certain facts, most important first, lower case, without repeats.
    `text` is one or two sentences that a person would say about the picture. `model` names what saw it, for
    staff. `boxes` are the objects whose places are known, most important first.
    """

    keywords: tuple[str, ...]
    text: str
    model: str = ""
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One scene of a storyboard: the spoken words, and the prompt of its picture.

    `is_described` means that the prompt is what the text's writer wants to be seen.
    """

    narration: str
    prompt: str
    is_described: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyboard:
    """A text as scenes.

    Joined by white space, the narrations are the words of the text in their order: nothing is added, and
    only separator lines ("* * *") are left out. Lines of the text stay lines of a narration, and its marks
    ("[pause 2s]", "{Nguyen|win}") stay in it. Each narration contains a letter or a number, so that it can
    be spoken.
    `language` is a two-letter ISO 639-1 code, or "und" if the text's language has none. `title` has at most
    80 characters. `model` names the writer, for staff.
    `mood` is the music that suits the words: "calm", "uplifting", "dramatic", "playful", "tech", "wistful",
    "mysterious", "epic", "tender", "mellow" or "energetic"; "" if unknown.
    """

    title: str
    language: str
    keywords: tuple[str, ...]
    passages: tuple[Passage, ...]
    model: str = ""
    mood: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOut:
    """A part of a picture in layers: a PNG or WebP with alpha, and its place at rest as fractions of the width and height.

    `depth` is the share of a camera's move that it follows, from 0 (endlessly far) to 1 (nearest). `kind` says what it
    is: person, animal, vehicle, boat, building, plant, food, thing, sign, sky, balloon, flame; or of the scenery: tree
    (anything that stands near), flock, land (all above the floor, before a sky that may drift), or the reflection of
    what floats. `manner` is "stands", "floats" or "flies". `name` is the drawing's, empty for scenery; `tall` is the
    thing's height in metres, 0 if unknown. Nothing of it may be seen above and below the rows of `between`: where it
    meets the water. The hero is what the picture is of.
    """

    data: bytes
    left: float
    top: float
    right: float
    bottom: float
    depth: float
    kind: str
    manner: str = "stands"
    name: str = ""
    tall: float = 0.0
    between: tuple[float, float] | None = None
    is_hero: bool = False


# What may be in the air of a picture in layers, and is not painted into it.
AIR = ("snow", "rain", "leaves", "dust", "bubbles", "fireflies", "stars")


@dataclass(frozen=True, slots=True, kw_only=True)
class LayeredPicture:
    """A picture as a plate (JPEG; the scenery without what moves, but with its shadows) and cut-outs over it.

    Laid over the plate at rest, the farthest first, as they stand here, the cut-outs make the picture. Above the row
    `line` all of the plate is a wall at `depth`, below it the floor comes evenly nearer, to 1 at the lower edge; rows
    are fractions of the height. `skyline` is where the sky meets the ground. The sky of one that `drifts` may move
    behind the land; all below the skyline of a sea is open water. Of one that is stiff nothing may be turned. `air` is
    what is in the air, of AIR.
    """

    plate: bytes
    cutouts: tuple[CutOut, ...] = ()
    line: float = 1.0
    depth: float = 1.0
    skyline: float = 0.0
    drifts: bool = False
    is_sea: bool = False
    is_stiff: bool = False
    air: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Whose work something is, and under what terms it may be used.

    `source` is the collection for people ("Openverse"), `page` the page there that shows the work, `address` where its
    file came from, `fetched` the day (ISO 8601). `licence` is a name for people ("CC BY 4.0"), `licence_page` its text.
    Of a work whose licence `must_be_named`, author and licence have to be told wherever the film is shown. Only what
    the source knows is filled in.
    """

    source: str
    page: str
    licence: str
    title: str = ""
    author: str = ""
    author_page: str = ""
    licence_page: str = ""
    address: str = ""
    fetched: str = ""
    must_be_named: bool = False


# How the works of a collection are asked for: wider than high, higher than wide, or about as wide as high.
SHAPES = ("wide", "tall", "square")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A work that a collection offers, before it is fetched.

    `id` tells it from all others of its collection. `tags` are words for what it shows, as far as they are known.
    `width` and `height` are those of the file at `address`, in pixels, 0 if unknown; `thumbnail` is a small copy.
    `seconds` is the length of a clip, 0 for a photo or if unknown; `files` are those in which a clip can be had.
    """

    id: str
    title: str
    address: str
    credit: Credit
    tags: tuple[str, ...] = ()
    width: int = 0
    height: int = 0
    thumbnail: str = ""
    seconds: float = 0.0
    files: tuple[ClipFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An encoded picture (JPEG or PNG) that decodes whole, has the size asked for and is not one flat colour.

    `model` names what made it, for staff: "painter", "stabilityai/stable-diffusion-3-medium". `seed` is the
    seed that the model was given; None if it was the film's own. `layers` are the same picture in layers, if it
    was asked for in layers and its provider can. `credit` says whose work it is, if it was found and not made.
    """

    data: bytes
    width: int
    height: int
    model: str
    seed: int | None = None
    layers: LayeredPicture | None = None
    credit: Credit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One spoken word as it is written in the text; start and end in seconds from the start of the speech."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Spoken text.

    `data` is a RIFF WAV file, 16-bit PCM, mono, at any rate from 16,000 to 48,000 Hz, without leading or
    trailing silence beyond 0.15 s. `duration` is its exact length in seconds. `words` has one entry for each
    word of the text, in order, or is empty if the provider does not know the times. `model` names the voice,
    for staff.
    """

    data: bytes
    duration: float
    words: tuple[Word, ...]
    model: str


NO_WRITER = "This provider does not write: that takes a text service."


class TextProvider(ABC):
    """Turns a text, or a mere topic, into a storyboard; one that `writes` also writes what an owner then corrects."""

    writes = False

    @abstractmethod
    def write_storyboard(
        self,
        *,
        text: str,
        language: str = "",
        title: str = "",
        keywords: tuple[str, ...] = (),
        split: str = "auto",
        verbatim: bool = False,
    ) -> Storyboard:
        """Split a text of 3 to 20,000 characters into 1 to 120 scenes of about 5 to 12 s of speech.

        A language or title that is given is kept; an empty one is found. `keywords` are known subjects (of an
        uploaded picture) that the prompts may carry. `split` is one of SPLITS: other than "auto" makes each sentence,
        line or paragraph one scene, but joins neighbours beyond 120 scenes and cuts what takes more than about 20 s;
        or GIVEN. `verbatim` takes what stands in brackets and braces for words, and not for marks.
        Raises ProviderError.
        """

    def invent_storyboard(
        self, *, topic: str, language: str = "", title: str = "", keywords: tuple[str, ...] = ()
    ) -> Storyboard:
        """Write a narration about a topic; a provider that cannot write narrates the topic itself."""
        return self.write_storyboard(text=topic, language=language, title=title, keywords=keywords)

    def write_script(self, wish: ScriptWish) -> Script:
        """Write a text about a topic. Raises ProviderError."""
        raise NotImplementedError(NO_WRITER)

    def reword(self, wish: SceneWish) -> str:
        """Say a narration otherwise; no mark is added to it. Raises ProviderError."""
        raise NotImplementedError(NO_WRITER)

    def write_publication(self, *, narration: str, title: str, language: str) -> Publication:
        """Write title, description and hashtags in the film's language. Raises ProviderError."""
        raise NotImplementedError(NO_WRITER)

    def translate(self, *, narrations: tuple[str, ...], title: str, language: str, into: str) -> Translation:
        """Translate what a film says, scene by scene. Raises ProviderError."""
        raise NotImplementedError(NO_WRITER)


class VisionProvider(ABC):
    """Says what can be seen in a picture."""

    def get_ready(self) -> None:  # noqa: B027  # Most have nothing to do.
        """Do in advance what the first call would otherwise wait for. Raises nothing."""

    @abstractmethod
    def describe(self, *, picture: bytes, language: str = "en") -> Description:
        """Describe an upright RGB JPEG whose longer side has at most 1,536 pixels. Raises ProviderError."""


class ImageProvider(ABC):
    """Makes the picture of a scene."""

    @abstractmethod
    def illustrate(
        self, *, prompt: str, style: str, width: int, height: int, seed: int, variant: int
    ) -> Picture:
        """Make a picture of exactly `width` x `height` pixels for a prompt.

        `style` is one of STYLES. `seed` is the film's: it keeps palette and light of a film together.
        `variant` distinguishes the scenes (and the attempts) of one film: another variant gives another
        picture. The same arguments ask for the same picture. Raises ProviderError.
        """

    def illustrate_in_layers(
        self, *, prompt: str, style: str, width: int, height: int, seed: int, variant: int
    ) -> Picture:
        """Make the same picture, with its layers if the provider knows them; most do not."""
        return self.illustrate(
            prompt=prompt, style=style, width=width, height=height, seed=seed, variant=variant
        )


class Collection(ABC):
    """Offers works of other people that may be shown and changed by anybody: photos, or clips."""

    # Names of licences of the collection's own that allow both, besides those that `studio` knows.
    licences: tuple[str, ...] = ()

    @abstractmethod
    def search(self, *, words: str, shape: str, page: int = 1) -> tuple[Candidate, ...]:
        """Return what fits English words in one of SHAPES, the best first; empty if there is nothing.

        `page` counts from 1. What must not be seen by everybody is left out. Raises ProviderError.
        """

    @abstractmethod
    def fetch(self, candidate: Candidate, into: BinaryIO) -> None:
        """Write the file of a candidate, as it came from a stranger, into `into`. Raises ProviderError."""


# The range of paces at which a narrator can be followed, as multiples of the voice's own.
SLOWEST, FASTEST = 0.6, 1.6


def check_pace(pace: float) -> None:
    """Raise ValueError for a pace outside SLOWEST to FASTEST, at which nobody could follow."""
    if not SLOWEST <= pace <= FASTEST:
        raise ValueError(f"The pace must be from {SLOWEST} to {FASTEST}.")


# Letters by category only: the first four are Hangul fillers, the others mark ownership.
_SILENT = frozenset("\u115f\u1160\u3164\uffa0™℠")


def is_speakable(text: str) -> bool:
    """Return whether a text can be spoken: it has a letter or a number, in whatever form ("½", "②", "Ⓐ")."""
    return any(
        sign not in _SILENT and (sign.isalnum() or unicodedata.normalize("NFKC", sign).isalnum())
        for sign in text
    )


class SpeechProvider(ABC):
    """Speaks a text."""

    def speaks(self, *, language: str, voice: str = "") -> bool:
        """Return whether this provider is meant for that language and voice.

        A provider that is not has not failed either.
        """
        return True

    @abstractmethod
    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        """Speak a text of at most 5,000 characters; an empty `voice` is the default for the language.

        `pace`, from SLOWEST to FASTEST, multiplies the voice's own. Raises ProviderError, kind CONFIG if the
        provider has no voice for the language, and ValueError for another pace.
        """
