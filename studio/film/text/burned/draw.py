"""The drawing of captions, by their style."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from studio.film.plan import UNBRANDED, Branding, CaptionAppearance, Cue, frame_at
from studio.film.text.bidi import direction_of
from studio.film.text.burned.ink import boxed, look_of, outlined
from studio.film.text.burned.placing import place_caption
from studio.film.text.burned.plates import plated
from studio.film.text.burned.pops import PoppedCaption
from studio.film.text.burned.spoken import each_word, in_colour, on_plate
from studio.film.text.captions import caption_font_size
from studio.film.text.lettering import Lettering, lettering_of
from studio.film.text.safe_area import safe_area
from studio.film.text.typesetting import set_lines, split_cue

_PICTURES = {"box": boxed, "plate": plated}


@dataclass(frozen=True, slots=True)
class DrawnCaption:
    """A caption, and each of its words as it looks while spoken (None for a word without letters).

    `said` has the words as they look from then on, where they do not look as before; `begins` and `ends` are the
    words' frames, counted from the caption's first.
    """

    whole: Lettering
    spoken: tuple[Lettering | None, ...] = ()
    said: tuple[Lettering | None, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def seen(self, number: int) -> list[Lettering]:
        """Return what is drawn in the caption's frame of this number, one over the other."""
        word = bisect_right(self.begins, number) - 1
        # The last word loses its colour when its sound ends; others keep theirs until the next word begins.
        is_spoken = word >= 0 and (word + 1 < len(self.begins) or number <= self.ends[word])
        over = list(self.said[: word if is_spoken else word + 1])
        if self.spoken and is_spoken:
            over.append(self.spoken[word])
        return [self.whole, *(one for one in over if one)]


def draw_caption(
    cue: Cue,
    size: tuple[int, int],
    appearance: CaptionAppearance,
    progress_line: str = "none",
    branding: Branding = UNBRANDED,
) -> DrawnCaption | PoppedCaption | None:
    """Draw a cue for a frame of (width, height) pixels; None if no character of it can be drawn."""
    look = look_of(appearance, branding)
    if appearance.style == "pop":
        popped = PoppedCaption(cue, size, appearance, look, progress_line)
        return None if popped.is_empty else popped
    font_size = caption_font_size(size, appearance.letters)
    # Room for the box on both sides.
    widest = size[0] * (1 - 2 * safe_area(size).side) - 1.6 * font_size
    block = set_lines(split_cue(cue), widest, font_size, direction=direction_of(cue.text))
    if block is None:
        return None
    is_lit = appearance.style == "lit"
    picture, corner = _PICTURES.get(appearance.style, outlined)(block, look.dimmed if is_lit else look)
    place = place_caption(picture.size, size, appearance.position, progress_line)
    picture = picture.crop((0, 0, min(picture.width, size[0]), min(picture.height, size[1])))
    first = frame_at(cue.start)
    drawn = DrawnCaption(
        lettering_of(picture, place),
        begins=tuple(frame_at(word.start) - first for word in cue.words),
        ends=tuple(frame_at(word.end) - first for word in cue.words),
    )
    if appearance.style not in ("karaoke", "lit"):
        return drawn
    where, count = (picture.size, corner), len(cue.words)
    if not is_lit:
        accented = in_colour(replace(look, colour=look.accent))
        return replace(drawn, spoken=each_word(count, block, where, place, accented))
    return replace(
        drawn,
        spoken=each_word(count, block, where, place, on_plate(look)),
        said=each_word(count, block, where, place, in_colour(look)),
    )
