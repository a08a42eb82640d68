# ruff: noqa: RUF001
"""Graphics of every kind and form in any script, made of a few words of it; and short ways to lay them out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np

from studio.film.plan import SpokenWord
from studio.graphics.lay_out import set_sheet
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.values import KINDS, Figure, Graphic, Phrase

SHAPES = {"16:9": (427, 240), "9:16": (240, 427), "1:1": (320, 320), "4:5": (288, 360)}

# A few words of each script, the long ones too; and a number as it is written there.
WORDS = {
    "latin": ("Five small habits for much better sleep and quiet mornings", "9,000"),
    "german": ("Die Donaudampfschifffahrtsgesellschaft eröffnet Straßenbahnhaltestellen", "1.250.000"),
    "vietnamese": ("Ngôi trường ở thượng nguồn đã bắt đầu dạy tiếng Việt", "12.500"),
    "cyrillic": ("Каждая несчастливая семья несчастлива по-своему уже давно", "30 000"),
    "arabic": ("حافظ على غرفة نومك باردة ومظلمة كل ليلة", "٩٬٠٠٠"),
    "hebrew": ("אף אחד לא מצליח לבד בלי עזרה", "9,000"),
    "hindi": ("अपना कमरा ठंडा और अँधेरा रखें हर रात", "३०,०००"),
    "thai": ("ห้านิสัยเพื่อการนอนหลับที่ดีขึ้นทุกคืน", "9,000"),
    "tamil": ("யாரும் தனியாக வெல்வதில்லை என்பதே உண்மை", "9,000"),
}


def graphic_of(kind: str, form: str, script: str = "latin", **changes: object) -> Graphic:
    """Return a graphic of a kind and form in the words of a script."""
    text, number = WORDS[script]
    words = text.split()
    count = len(words)

    def phrase(first: int, last: int) -> Phrase:
        part = " ".join(words[first:last])
        longest = max(words[first:last], key=len)
        begin = part.index(longest)
        return Phrase(text=part, first=first, last=last - 1, emphasis=((begin, begin + len(longest)),))

    half = max(1, count // 2)
    digits = "".join(str(int(sign)) for sign in number if sign.isdecimal())
    figure = Figure(value=float(digits), text=number, first=half, last=half)
    phrases = {role: phrase(0, count) for role in ("main", "gloss", "after")}
    phrases |= {role: phrase(0, half) for role in ("before", "term", "name", "fact", "condition")}
    phrases |= {"day": phrase(0, 1), "start": phrase(0, 1), "end": phrase(0, 1), "link": phrase(0, 1)}
    phrases["year"] = Phrase(text="1969", first=0, last=0)
    roles = {
        "number": ("before", "after"), "share": ("main",), "change": ("before", "after"),
        "growth": ("before", "after", "start", "end"), "comparison": (), "list": ("main",) * (form == "rows"),
        "quote": ("main", "name"), "date": ("day", "year", "after"), "definition": ("term", "gloss"),
        "name": ("name", "fact"), "call": ("main", "link", "condition"), "statement": ("main",),
    }.get(kind, ("main",))  # fmt: skip
    items = tuple(phrase(place, min(count, place + 2)) for place in range(0, min(count, 6), 2))
    if count < 4:
        items = (phrase(0, count),) * 2
    values: dict[str, object] = {
        "phrases": {role: phrases[role] for role in roles},
        "items": items if kind in ("list", "comparison") or form == "stack" else (),
        "figures": _figures(kind, form, figure),
        "drawings": ("bed",) * 3,
        "place": (2, 5) if kind == "item" or form == "discs" else (0, 0),
        "dates": (1903.0, 1969.0, 1999.0) if kind == "date" else (),
        "direction": 1 if kind == "change" else 0,
    }
    return Graphic(kind=kind, form=form, **{**values, **changes})  # type: ignore[arg-type]


def _figures(kind: str, form: str, figure: Figure) -> tuple[Figure, ...]:
    if kind == "share":
        return (Figure(value=68, text="68", sign="%"),)
    if kind == "change":
        return (replace(figure, value=40, text="40", sign="%"),)
    if kind in ("number", "growth"):
        return (figure,)
    if kind == "comparison" and form == "bars":
        return figure, replace(figure, value=figure.value / 3)
    return ()


def forms() -> Iterator[tuple[str, str]]:
    """Yield every kind with each of its forms."""
    for kind, names in KINDS.items():
        for form in names:
            yield kind, form


def spoken(count: int, pace: float = 0.35) -> tuple[SpokenWord, ...]:
    """Return times of words that follow each other evenly."""
    return tuple(
        SpokenWord(text="", start=0.2 + pace * place, end=0.2 + pace * (place + 1)) for place in range(count)
    )


def laid(graphic: Graphic, shape: str = "16:9", **changes: object) -> Sheet:
    """Return the sheet of a graphic in a small frame; every painting is `painting()`, every drawing a grey disc."""
    values: dict[str, object] = {
        "size": SHAPES[shape], "words": spoken(12), "duration": 6.0, "painting": painting(), "drawing": draw,
    }  # fmt: skip
    sheet = set_sheet(graphic, **{**values, **changes})  # type: ignore[arg-type]
    assert sheet is not None
    return sheet


@lru_cache
def painting() -> np.ndarray:
    """Return a small painting: a bright sky over a dark field, with a white spot."""
    rows = np.linspace(0, 1, 90)[:, None, None]
    sky, field = np.array([150, 200, 250]), np.array([60, 90, 40])
    pixels = np.broadcast_to(sky + (field - sky) * rows, (90, 160, 3)).copy()
    pixels[10:30, 90:140] = 255
    return pixels.astype(np.uint8)


@lru_cache
def draw(name: str) -> np.ndarray | None:
    """Return a drawing: a grey square."""
    return np.full((64, 64, 4), 128, np.uint8) if name else None
