"""Blocks of text: words that rise one after the other, light up, or stand behind a marker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from studio.film.layers.motion import Motion
from studio.graphics.sheet.bitmaps import tinted
from studio.graphics.sheet.blocks import Block, Box
from studio.graphics.sheet.imprints import Lettered
from studio.graphics.sheet.motions import drawn, fade, leave, light, ramp, rise, shown
from studio.graphics.sheet.shapes import rounded_box
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.type.letters import outlined
from studio.graphics.type.looks import Look
from studio.graphics.type.setting import Room, SetLine, SetText, SetWord, set_text
from studio.graphics.values import Phrase

# Seconds between two words that rise, and within which all of a phrase begin.
_STEP, _WITHIN = 0.06, 0.34
# A marker's edges below and above the base line, beside its words, and its corners, in shares of the letters' size.
_MARKED = (-0.375, 0.16, 0.08, 0.05)
# Seconds from a word until its marker is wiped, and how long that takes.
_MARKER_LATER, _WIPE = 0.12, 0.50
# Parts of a pixel that words begin at, so that equal words are equal bitmaps.
_FINE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """How words come: `kind` is "rise", "light", "fade", "still" or "slide", from `start` on, `step` seconds apart.

    What slides comes up by `way` pixels, all words at once.
    """

    start: float
    kind: str = "rise"
    step: float = _STEP
    way: float = 0.0


def text_block(
    sheet: Sheet, phrase: Phrase | None, look: Look, entrance: Entrance, *, role: str = "ink",
    align: str = "begin", share: float = 1.0, echo: int = 0,
) -> Block | None:  # fmt: skip
    """Return a phrase as a block; None if it has nothing to draw.

    `role` is the ink of words that are not accented. `align` is "begin" or "centre". `share` is how opaque the letters
    are; with `echo` only their outline is drawn, that many pixels thick.
    """
    if phrase is None or not phrase.text.strip():
        return None
    group = sheet.new_group()

    def fitted(width: float, factor: float) -> Box | None:
        room = Room(width=width, unit=sheet.frame.unit, is_tall=sheet.frame.is_tall, factor=factor)
        done = set_text(phrase, look, room, "R" if sheet.is_mirrored else "L")
        if done is None:
            return None
        writer = _Writer(sheet, phrase, done, entrance, role, group, share, echo)
        put = partial(writer.put, room=width if align == "centre" else 0.0)
        return Box(done.width, done.height, put, done.lines[-1].base)

    return fitted


@dataclass(frozen=True, slots=True)
class _Writer:
    """Puts the words of a set text onto a sheet."""

    sheet: Sheet
    phrase: Phrase
    done: SetText
    entrance: Entrance
    role: str
    group: int
    share: float
    echo: int

    def put(self, begin: float, top: float, room: float = 0.0) -> None:
        """Put all words, and first the markers behind them."""
        places = [self._line_left(line, begin, room) for line in self.done.lines]
        if self.sheet.inks.is_light and not self.echo and self.role == "ink":
            for line, left in zip(self.done.lines, places, strict=True):
                self._put_markers(line, left, top)
        number = 0
        for line, left in zip(self.done.lines, places, strict=True):
            for word in sorted(line.words, key=lambda one: one.number):
                self._put_word(word, left + word.left, top + line.base, number)
                number += 1

    def _line_left(self, line: SetLine, begin: float, room: float) -> float:
        """Return a line's left end: its letters' ink is flush with the edge where reading begins."""
        frame, done = self.sheet.frame, self.done
        if room:
            return frame.left_of(begin + (room - line.width) / 2, line.width)
        left = frame.left_of(begin, line.width)
        if not line.words:
            return left
        if frame.is_leftwards:
            last = max(line.words, key=lambda word: word.left)
            inked = last.inked(done.size, done.face, 0.0)
            return left + line.width - (last.left + inked.right)
        first = min(line.words, key=lambda word: word.left)
        return left - first.left - first.inked(done.size, done.face, 0.0).left

    def _put_word(self, word: SetWord, left: float, base: float, number: int) -> None:
        sheet, whole = self.sheet, round(left * _FINE)
        inked = word.inked(self.done.size, self.done.face, whole % _FINE / _FINE)
        if self.echo:
            inked = outlined(inked, self.echo)
        is_accented = word.is_accented and not (sheet.inks.is_light and self.role == "ink")
        letters = Lettered(
            role="accent" if is_accented else self.role,
            group=self.group,
            units=self.done.size / sheet.frame.unit,
            text=_said(word),
            share=self.share,
        )
        place = whole // _FINE + inked.left, round(base) + inked.top
        sheet.put(inked.pixels, *place, self._motion(number), letters=letters)

    def _motion(self, number: int) -> Motion:
        timing, step = self.sheet.timing, self.entrance.step
        if self.done.count > 1:
            step = min(step, _WITHIN / (self.done.count - 1))
        start = self.entrance.start + number * step
        if self.entrance.kind == "light":
            return light(timing, self.entrance.start)
        if self.entrance.kind == "fade":
            return fade(timing, self.entrance.start)
        if self.entrance.kind == "still":
            return leave(timing)
        if self.entrance.kind == "slide":
            way = ramp(self.entrance.start, 0.9, self.entrance.way / self.sheet.frame.short, 0.0)
            return Motion(y=way, opacity=shown(timing, self.entrance.start, 0.9))
        return rise(timing, start, self.done.size, self.sheet.frame.short)

    def _put_markers(self, line: SetLine, left: float, top: float) -> None:
        """Put a marker behind each run of accented words in a line."""
        sheet, size = self.sheet, self.done.size
        above, below, beside, corner = (share * size for share in _MARKED)
        for run in _accented_runs(line):
            ends = [_ink_ends(word, self.done) for word in run]
            start, end = min(place for place, _ in ends) - beside, max(place for _, place in ends) + beside
            bitmap = tinted(rounded_box(end - start, below - above, corner), sheet.inks.marker)
            begins = self._heard(min(word.number for word in run)) + _MARKER_LATER
            sheet.put(
                bitmap, left + start, top + line.base + above, fade(sheet.timing, begins, 0.1),
                reveal=drawn(begins, _WIPE, is_leftwards=sheet.is_mirrored), is_backdrop=True,
            )  # fmt: skip

    def _heard(self, number: int) -> float:
        """Return when a word has come and is heard."""
        timing, phrase = self.sheet.timing, self.phrase
        if self.entrance.start < 0:
            return self.entrance.start + 0.35
        spoken = timing.comes(min(phrase.first + number, phrase.last), 1)
        return max(self.entrance.start, min(spoken, self.entrance.start + 2.0))


def _accented_runs(line: SetLine) -> Iterator[list[SetWord]]:
    run: list[SetWord] = []
    for word in sorted(line.words, key=lambda one: one.left):
        if word.is_accented:
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _ink_ends(word: SetWord, done: SetText) -> tuple[float, float]:
    inked = word.inked(done.size, done.face, 0.0)
    return word.left + inked.left, word.left + inked.right


def _said(word: SetWord) -> str:
    return "".join(run.text for _, run in word.pieces)
