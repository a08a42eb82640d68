"""Laying out a graphic scene: its ground, its letters and figures, and when they come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from studio.film.plan import Area, SpokenWord
from studio.film.text.bidi import main_direction
from studio.graphics.frame import Frame, frame_of
from studio.graphics.grounds.painting import paint_ground, possible_ground, split_cut
from studio.graphics.laid_out import LaidOut
from studio.graphics.layouts.figures.change import lay_out_change
from studio.graphics.layouts.figures.comparison import lay_out_comparison
from studio.graphics.layouts.figures.date import lay_out_date
from studio.graphics.layouts.figures.growth import lay_out_growth
from studio.graphics.layouts.figures.number import lay_out_number
from studio.graphics.layouts.figures.share import lay_out_share
from studio.graphics.layouts.lists.enumeration import lay_out_enumeration
from studio.graphics.layouts.lists.item import lay_out_item
from studio.graphics.layouts.words.call import lay_out_call
from studio.graphics.layouts.words.definition import lay_out_definition
from studio.graphics.layouts.words.name import lay_out_name
from studio.graphics.layouts.words.question import lay_out_question
from studio.graphics.layouts.words.quote import lay_out_quote
from studio.graphics.layouts.words.statement import lay_out_statement
from studio.graphics.layouts.words.title import lay_out_title
from studio.graphics.palettes import Palette
from studio.graphics.sheet.bitmaps import Bitmap, keep_ground
from studio.graphics.sheet.inks import inks_of, palette_named
from studio.graphics.sheet.sheet import Drawing, Sheet
from studio.graphics.sheet.timing import Timing
from studio.graphics.type.words import missing_share
from studio.graphics.values import Figure, Graphic, Phrase
from studio.text.words.vocabulary import STOP_WORDS

LAYOUTS: dict[str, Callable[[Sheet], None]] = {
    "title": lay_out_title,
    "statement": lay_out_statement,
    "question": lay_out_question,
    "number": lay_out_number,
    "share": lay_out_share,
    "change": lay_out_change,
    "growth": lay_out_growth,
    "comparison": lay_out_comparison,
    "item": lay_out_item,
    "list": lay_out_enumeration,
    "quote": lay_out_quote,
    "date": lay_out_date,
    "definition": lay_out_definition,
    "name": lay_out_name,
    "call": lay_out_call,
}
# Kinds that show nothing without a number.
_NUMBERED = frozenset(("number", "change", "growth"))
# If more letters than this share cannot be drawn, the scene is painted instead.
_MOST_MISSING = 0.2
# The share of the words heard from which on a scene has no captions, and how early before its first word it begins.
_MOST_TOLD, _EARLY = 0.8, 0.05
# By how much a dark ground is darkened at a time while letters on it cannot be read.
_DARKER = (0.0, 0.25, 0.45, 0.65, 0.85)
# What takes the place of a ground on which letters cannot be read, however dark it is.
_DARKER_GROUNDS = {"split": ("veil", "glow"), "painted": ("veil", "glow"), "veil": ("glow",)}


def lay_out(
    graphic: Graphic,
    *,
    size: tuple[int, int],
    words: Sequence[SpokenWord] = (),
    duration: float = 5.0,
    is_captioned: bool = False,
    is_first: bool = False,
    picture: Path | None = None,
    focus: Sequence[Area] = (),
    style: str = "plain",
    drawing: Drawing | None = None,
    palette: Palette | None = None,
    kept_free: tuple[float, float] = (0.0, 0.0),
    folder: Path,
) -> LaidOut | None:
    """Lay out a graphic for a film of (width, height) pixels; None if it cannot be shown: paint its scene instead.

    `words` are the narration's words with their times in seconds of the shot, which is seen for `duration`, pauses and
    transitions included: letters leave at its end, so rather too long than too short. `picture` is the
    painting of this scene or of a neighbour, `focus` what matters in it, `style` the style it is painted in. `drawing`
    returns a drawing by its name, (side, side, 4) in bytes. `palette` is shown instead of the graphic's. No letters stand
    in the shares of the height above and below that are `kept_free`. Files are written into `folder`, each once.
    """
    sheet = set_sheet(
        graphic, size=size, words=words, duration=duration, is_captioned=is_captioned, is_first=is_first,
        painting=_read(picture), focus=focus, style=style, drawing=drawing,
        palette=palette, kept_free=kept_free,
    )  # fmt: skip
    if sheet is None:
        return None
    ground, seen = _ground(sheet)
    return LaidOut(
        picture=keep_ground(ground, folder),
        over=tuple(sheet.layers(seen, folder)),
        words_shown=tuple(shown_words(graphic, words)),
    )


def set_sheet(
    graphic: Graphic, *, size: tuple[int, int], words: Sequence[SpokenWord] = (), duration: float = 5.0,
    is_captioned: bool = False, is_first: bool = False, painting: Bitmap | None = None, focus: Sequence[Area] = (),
    style: str = "plain", drawing: Drawing | None = None, palette: Palette | None = None,
    kept_free: tuple[float, float] = (0.0, 0.0),
) -> Sheet | None:  # fmt: skip
    """Return the sheet with everything that stands on the ground; arguments are as for `lay_out`."""
    texts = list(_texts(graphic))
    if not any(texts) or missing_share(texts) > _MOST_MISSING or not _is_whole(graphic):
        return None
    graphic = replace(graphic, ground=possible_ground(graphic, painting))
    if palette:
        # The figures of the moods have colours of their own, which go with their palettes only.
        graphic = replace(graphic, palette="neutral")
    palette = palette or palette_named(graphic.palette)
    is_told = _tells_all(graphic, words, duration)
    frame = _frame(graphic, size, texts, is_captioned=is_captioned, is_told=is_told)
    sheet = Sheet(
        graphic=graphic, frame=frame.with_top(kept_free[0]).with_foot(kept_free[1]),
        timing=_timing(graphic, words, duration, is_first=is_first), palette=palette,
        inks=inks_of(palette, graphic.ground), style=style, drawing=drawing or (lambda name: None),
        picture=painting, focus=_middle(focus),
    )  # fmt: skip
    LAYOUTS[graphic.kind](sheet)
    if not sheet.lettered:
        return None
    _show_at_once(sheet)
    return sheet


def shown_words(graphic: Graphic, words: Sequence[SpokenWord]) -> Iterator[int]:
    """Yield the numbers of the narration's words that can be read in a graphic, in order."""
    shown = set[int]()
    for phrase in (*graphic.phrases.values(), *graphic.items):
        said = _plain(phrase.text)
        for number in range(phrase.first, phrase.last + 1):
            if number >= len(words) or not (word := _plain(words[number].text)) or word in said:
                shown.add(number)
    for figure in graphic.figures:
        shown.update(range(figure.first, figure.last + 1))
    main = graphic.phrases.get("main")
    if graphic.kind == "item" and main and 0 < main.first <= len(words):
        # "First," is the numeral.
        shown.add(main.first - 1)
    yield from sorted(shown | {*_between(shown, words, graphic.language)})


def _between(shown: set[int], words: Sequence[SpokenWord], language: str) -> Iterator[int]:
    """Yield small words that stand between two that are shown: "at" of "Give today at wells.example"."""
    small = STOP_WORDS.get(language, frozenset())
    for number in range(1, len(words) - 1):
        if number not in shown and {number - 1, number + 1} <= shown and words[number].text.lower() in small:
            yield number


def _texts(graphic: Graphic) -> Iterator[str]:
    for phrase in (*graphic.phrases.values(), *graphic.items):
        yield phrase.text
    for figure in graphic.figures:
        yield from (figure.text, figure.unit, figure.sign)


def _is_whole(graphic: Graphic) -> bool:
    """Return whether a graphic has what its kind shows."""
    if graphic.kind not in LAYOUTS:
        return False
    if graphic.kind in _NUMBERED:
        return bool(graphic.figures)
    if graphic.kind == "share":
        return bool(graphic.figures) or graphic.place[1] > 0
    return True


def _tells_all(graphic: Graphic, words: Sequence[SpokenWord], duration: float) -> bool:
    """Return whether nearly all words that are heard in a scene can be read in it, so that it has no captions."""
    heard = {number for number, word in enumerate(words) if -_EARLY <= word.start < duration - _EARLY}
    return bool(heard) and len(heard & {*shown_words(graphic, words)}) >= _MOST_TOLD * len(heard)


def _frame(
    graphic: Graphic, size: tuple[int, int], texts: list[str], *, is_captioned: bool, is_told: bool
) -> Frame:
    is_leftwards = main_direction(" ".join(texts)) == "R"
    frame = frame_of(size, is_captioned=is_captioned, is_leftwards=is_leftwards)
    if is_captioned and is_told:
        frame = frame.with_rest(frame_of(size, is_captioned=False, is_leftwards=is_leftwards))
    if graphic.ground == "split" and frame.is_tall:
        return frame.with_top(split_cut(graphic.kind) - 0.035)
    return frame


def _timing(graphic: Graphic, words: Sequence[SpokenWord], duration: float, *, is_first: bool) -> Timing:
    if words:
        return Timing(starts=[word.start for word in words], duration=duration, is_first=is_first)
    spoken: list[Phrase | Figure] = [*graphic.phrases.values(), *graphic.items, *graphic.figures]
    count = 1 + max((one.last for one in spoken), default=0)
    # Without times words come evenly, over most of the scene.
    starts = [0.3 + number * max(0.0, 0.8 * duration - 0.3) / count for number in range(count)]
    return Timing(starts=starts, duration=duration, is_first=is_first)


def _middle(focus: Sequence[Area]) -> tuple[float, float]:
    if not focus:
        return 0.5, 0.5
    return (focus[0].left + focus[0].right) / 2, (focus[0].top + focus[0].bottom) / 2


def _show_at_once(sheet: Sheet) -> None:
    """Let the first letters of a film be there in its first frame, if its layout has none there."""
    if not sheet.timing.is_first or any(imprint.motion.opacity.at(0.0) > 0.5 for imprint in sheet.lettered):
        return
    first = min(sheet.lettered, key=lambda imprint: imprint.motion.opacity.keys[0].at)
    at = first.motion.opacity.keys[0].at
    assert first.letters
    group = first.letters.group
    for number, imprint in enumerate(sheet.imprints):
        if imprint.letters and imprint.letters.group == group:
            keys = imprint.motion.opacity.keys
            moved = (replace(keys[0], at=keys[0].at - at - 0.45), replace(keys[1], at=keys[1].at - at - 0.45))
            opacity = replace(imprint.motion.opacity, keys=(*moved, *keys[2:]))
            sheet.imprints[number] = replace(imprint, motion=replace(imprint.motion, opacity=opacity))


def _ground(sheet: Sheet) -> tuple[Bitmap, Bitmap]:
    """Return the ground, and the same at the frame's size; dark enough for the letters if it is a painting's.

    Where letters reach onto a part of the painting on which they cannot be read, all of it is veiled instead.
    """
    found: tuple[Bitmap, Bitmap] | None = None
    for kind in dict.fromkeys((sheet.graphic.ground, *_DARKER_GROUNDS.get(sheet.graphic.ground, ()))):
        sheet.graphic = replace(sheet.graphic, ground=kind)
        found = _darkened(sheet)
        if sheet.inks.is_light or sheet.weakest(found[1]) >= 1:
            break
    assert found
    return found


def _darkened(sheet: Sheet) -> tuple[Bitmap, Bitmap]:
    """Return the ground as it is meant, darkened as far as its letters need."""
    frame, graphic = sheet.frame, sheet.graphic
    # Neither letters nor fine figures stand on what is bright.
    boxes = [one.box for one in sheet.imprints if one.letters or not getattr(one, "is_backdrop", False)]
    letters = [(float(left), float(top), float(right), float(bottom)) for left, top, right, bottom in boxes]
    found: tuple[Bitmap, Bitmap] | None = None
    for extra in _DARKER:
        ground = paint_ground(
            graphic, frame, sheet.palette, sheet.picture, sheet.focus, sheet.style, letters, extra
        )
        small = cv2.resize(ground, (frame.width, frame.height), interpolation=cv2.INTER_AREA)
        seen = np.asarray(small, np.uint8)
        found = ground, seen
        # A painting that is shown as it is keeps its light: letters on it may have another colour.
        is_enough = sheet.weakest(seen) >= 1 if graphic.ground == "painted" else sheet.is_legible(seen)
        if sheet.inks.is_light or is_enough:
            break
    assert found
    return found


def _read(picture: Path | None) -> Bitmap | None:
    if picture is None:
        return None
    with Image.open(picture) as image:
        return np.asarray(image.convert("RGB"))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
