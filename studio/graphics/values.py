"""What a graphic scene shows: values only, to and from JSON, that its owner may edit."""

from __future__ import annotations

from dataclasses import dataclass, field

# Kinds of graphic scenes with their forms, the usual one first.
KINDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "chapter"),
    "statement": ("phrase", "stack", "drawing"),
    "question": ("question",),
    "number": ("number",),
    "share": ("ring", "discs"),
    "change": ("arrow",),
    "growth": ("line", "curve"),
    "comparison": ("bars", "arrow"),
    "item": ("type", "panel", "tile", "painted"),
    "list": ("rows", "tiles"),
    "quote": ("quote",),
    "date": ("date",),
    "definition": ("definition",),
    "name": ("name", "place", "tag"),
    "call": ("words", "link"),
}

PALETTES = ("calm", "uplifting", "dramatic", "playful", "tech", "neutral")
GROUNDS = ("split", "veil", "glow", "paper", "flood", "painted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words to be shown: `text` as it is set, and which words of the narration (split at spaces) they are.

    `first` and `last` are indices of words, both included, which say when it is heard. `emphasis` has spans of `text`
    (start, end) that are accented.
    """

    text: str
    first: int = 0
    last: int = 0
    emphasis: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number to be shown: its value, and `text`, its digits as the narration's language writes them ("9,000").

    `sign` is a currency or percent sign, before the digits if `is_before`; `unit` is a word set smaller ("million",
    "minutes"). `first` and `last` are the words of the narration that say it.
    """

    value: float
    text: str
    sign: str = ""
    is_before: bool = False
    unit: str = ""
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphic:
    """A graphic scene.

    `kind` is one of KINDS and `form` one of its forms. `phrases` maps roles to words: "main" (what is said; what leads to
    a list or is compared), "before" and "after" a number, "after" a list, the "comparative" of a change, "name" and "role" of who is quoted, "fact" about a name, "term" and "gloss", "day", "year",
    "link" and "condition" of a call, "start" and "end" of an axis. `items` are rows, tiles, bars' labels, or the two
    sides of a comparison; `figures` the numbers: one, or one for each item. `drawings` names a drawing of the painter
    for each item or one for the scene; "" for none. `place` is the (number, count) of a list's item, and of a
    share in discs; `direction` is 1 for a change upwards, -1 for one downwards. `dates` are all
    years or dates of the film in order as numbers, for the rail of a timeline.
    `palette` is one of PALETTES and `ground` one of GROUNDS. `sureness` says how sure its rule was (0 to 1), `reason`
    why it was chosen, in English for its owner.
    """

    kind: str
    form: str = ""
    phrases: dict[str, Phrase] = field(default_factory=dict)
    items: tuple[Phrase, ...] = ()
    figures: tuple[Figure, ...] = ()
    drawings: tuple[str, ...] = ()
    place: tuple[int, int] = (0, 0)
    direction: int = 0
    dates: tuple[float, ...] = ()
    palette: str = "neutral"
    ground: str = "glow"
    language: str = "en"
    sureness: float = 0.0
    reason: str = ""
