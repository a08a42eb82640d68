"""The ground of a scene: which one can be had, in which form, and dark enough for its letters."""

from __future__ import annotations

from studio.graphics.colours import colour
from studio.graphics.frame import Frame
from studio.graphics.grounds.canvas import Canvas
from studio.graphics.grounds.glow import Box, glow_form, paint_glow
from studio.graphics.grounds.light import paint_flood, paint_paper
from studio.graphics.grounds.pictured import Picture, paint_painted, paint_split, paint_veil
from studio.graphics.palettes import Palette
from studio.graphics.values import Graphic

# Grounds are a little larger than the film: they grow while they are shown.
_LARGER = 1.08
# Where a split cuts tall frames, in shares of the height: by kind, where figures need more room.
_CUT, _CUT_HIGH = 0.46, 0.34
_FIGURED = frozenset(("number", "share", "change", "growth", "comparison", "date", "list"))
# Kinds behind which a glow is quiet, and those behind which it has no body at all.
_QUIET = frozenset(("question", "number", "share", "change", "growth", "comparison", "item", "list", "date"))
_BARE = frozenset(("growth", "date", "list", "comparison", "item", "change"))
# How much less a glow is darkened than a painting.
_GLOW_DARKER = 0.7
# The mood whose bright body stands where these have their figures.
_LOW_SUN = "uplifting"
_NEEDS_PICTURE = frozenset(("split", "veil", "painted"))


def possible_ground(graphic: Graphic, picture: Picture | None) -> str:
    """Return the ground of a graphic, or the glow if it needs a painting and there is none."""
    if graphic.ground in _NEEDS_PICTURE and picture is None:
        return "glow"
    return graphic.ground


def split_cut(kind: str) -> float:
    """Return where a split cuts a tall frame."""
    return _CUT_HIGH if kind in _FIGURED else _CUT


def paint_ground(
    graphic: Graphic, frame: Frame, palette: Palette, picture: Picture | None, focus: tuple[float, float],
    style: str, letters: list[Box], extra: float = 0.0,
) -> Picture:  # fmt: skip
    """Return the ground of a scene (height, width, 3); `letters` are the boxes on which they stand in pixels.

    `extra` darkens it under letters that cannot be read otherwise.
    """
    size = round(frame.width * _LARGER / 2) * 2, round(frame.height * _LARGER / 2) * 2
    canvas = Canvas(*size, is_mirrored=frame.is_leftwards)
    ground, mood = graphic.ground, graphic.palette
    if ground == "paper":
        has_ghost = graphic.kind == "question"
        paint_paper(canvas, palette, is_quiet=graphic.kind in _QUIET, is_bare=has_ghost)
    elif ground == "flood":
        paint_flood(canvas, palette)
    elif ground == "split" and picture is not None:
        paint_split(canvas, picture, palette, focus, split_cut(graphic.kind), extra)
    elif ground == "veil" and picture is not None:
        paint_veil(canvas, picture, palette, focus, style, extra)
    elif ground == "painted" and picture is not None:
        paint_painted(canvas, picture, focus, extra)
    else:
        form = glow_form(
            mood, (frame.width, frame.height), letters, is_quiet=graphic.kind in _QUIET,
            is_bare=graphic.kind in _BARE and mood == _LOW_SUN, is_mirrored=frame.is_leftwards,
        )  # fmt: skip
        paint_glow(canvas, mood, palette, form)
        canvas.tint(0, colour(palette.night0), [(0, _GLOW_DARKER * extra), (1, _GLOW_DARKER * extra)])
    return canvas.done()
