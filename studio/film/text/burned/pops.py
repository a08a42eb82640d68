"""One word at a time, large: which words are seen together, and how they pop in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from studio.film.plan import CAPTION_WORDS, FRAME_RATE, CaptionAppearance, Cue, frame_at
from studio.film.text.bidi import direction_of
from studio.film.text.burned.ink import Look, outlined
from studio.film.text.burned.placing import LARGER, place_caption
from studio.film.text.captions import caption_font_size
from studio.film.text.lettering import Lettering, cropped
from studio.film.text.runs import line_pieces
from studio.film.text.safe_area import safe_area
from studio.film.text.typesetting import set_lines, split_cue
from studio.film.text.words import ending_of, is_sign
from studio.text.lines.breaking import columns

# The sizes of a word in its first frames, as shares of the size that it then keeps.
_GROWS = (0.74, 0.96, 1.06, 1.03)
# A word that would be seen for fewer frames comes together with the next one, if both are short.
_SHORTEST = round(0.2 * FRAME_RATE)
_SHORT = 13
# Columns of the parts of a word that are seen together, in scripts without spaces and where a word is torn.
_PART = 8
# Columns of several words that are seen together.
_SEVERAL = 18
# Words are drawn when they are first seen, and kept for as long as they may be.
_KEPT = 2


@dataclass(frozen=True, slots=True)
class Beat:
    """Words of a cue that are seen together, each with whether it is joined to the one before; `frame` is when it comes."""

    words: tuple[tuple[str, bool], ...]
    frame: int

    @property
    def columns(self) -> int:
        return sum(columns(word) + (not is_joined) for word, is_joined in self.words) - 1


def beats_of(cue: Cue, most: int = 1) -> tuple[Beat, ...]:
    """Return what is seen of a cue, one after the other; frames are counted from its first.

    Up to `most` words are seen together; more where they are spoken too fast to be read.
    """
    parts = [part for line in split_cue(cue) for part in line]
    if len(parts) != len(cue.words):
        # The words do not match the text, so when they are said is not known.
        return (Beat(tuple(parts), 0),) if parts else ()
    first = frame_at(cue.start)
    begins = [frame_at(word.start) - first for word in cue.words]
    # The frame after the last one of each, as the next one takes its place.
    ends = [*begins[1:], frame_at(cue.end) - first]
    beats: list[list[int]] = []
    for at in range(len(parts)):
        before = beats[-1][0] if beats else at
        if at > before and (_belongs(parts, before, at, most) or _is_fast(parts, before, at, begins, ends)):
            beats[-1].append(at)
        else:
            beats.append([at])
    return tuple(Beat(tuple(parts[at] for at in beat), begins[beat[0]]) for beat in beats)


def _belongs(parts: Sequence[tuple[str, bool]], first: int, at: int, most: int) -> bool:
    """Return whether a word is seen together with those before it, from `first` on, however fast it is said."""
    text, is_joined = parts[at]
    if is_sign(text):
        return True
    wide = Beat(tuple(parts[first : at + 1]), 0).columns
    if is_joined:
        return wide <= _PART
    count = 1 + sum(not joined for _, joined in parts[first + 1 : at])
    return ending_of(parts[at - 1][0]) < 2 and count < most and wide <= _SEVERAL


def _is_fast(
    parts: Sequence[tuple[str, bool]], first: int, at: int, begins: Sequence[int], ends: Sequence[int]
) -> bool:
    """Return whether a word comes too soon after one before it, or goes too soon as the last one, to be read alone."""
    _, is_joined = parts[at]
    is_soon = begins[at] - begins[first] < _SHORTEST
    is_over = at + 1 == len(parts) and ends[at] - begins[at] < _SHORTEST
    is_short = Beat(tuple(parts[first : at + 1]), 0).columns <= _SHORT
    return not is_joined and ending_of(parts[at - 1][0]) < 2 and (is_soon or is_over) and is_short


class PoppedCaption:
    """A caption of which one word is seen at a time."""

    def __init__(
        self,
        cue: Cue,
        size: tuple[int, int],
        appearance: CaptionAppearance,
        look: Look,
        progress_line: str = "none",
    ) -> None:
        """Take a cue for a frame of (width, height) pixels."""
        self._beats = beats_of(cue, max(1, CAPTION_WORDS[appearance.words]))
        self._size, self._appearance, self._look, self._line = size, appearance, look, progress_line
        self._direction = direction_of(cue.text)
        self.drawn = lru_cache(maxsize=_KEPT)(self._draw)

    def seen(self, number: int) -> list[Lettering]:
        """Return what is drawn in the cue's frame of this number."""
        begun = [at for at, beat in enumerate(self._beats) if beat.frame <= number] or [0]
        for at in reversed(begun):
            lettering = self.drawn(at)
            if lettering:
                since = number - self._beats[at].frame
                grown = _GROWS[since] if 0 <= since < len(_GROWS) else 1.0
                return [lettering if grown == 1.0 else lettering.scaled(grown, self._size)]
        return []

    @property
    def is_empty(self) -> bool:
        """Whether no character of it can be drawn."""
        return not any(line_pieces([beat.words], self._direction) for beat in self._beats)

    def _draw(self, at: int) -> Lettering | None:
        size, letters = self._size, self._appearance.letters
        font_size = round(LARGER * caption_font_size(size, letters))
        beside = 2 * safe_area(size).side * size[0]
        widest = (size[0] - beside) / max(_GROWS)
        # The outline and the shadow lie beyond the letters.
        block = set_lines(
            [self._beats[at].words], widest - font_size * 0.3, font_size, direction=self._direction
        )
        if block is None:
            return None
        picture, _ = outlined(block, self._look)
        # All words stand on the same middle, however large they are.
        whole = (size[0], round(1.5 * font_size))
        row = place_caption(whole, size, self._appearance.position, self._line)[1] + whole[1] / 2
        picture = picture.crop((0, 0, min(picture.width, size[0]), min(picture.height, size[1])))
        left, top = (size[0] - picture.width) // 4 * 2, round(row - picture.height / 2)
        return cropped(picture, (left, max(0, min(size[1] - picture.height, top)) // 2 * 2))
