"""Tiles small pictures of a finished film into one sheet, for the bar along which a viewer looks for a moment."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import Colorspace
from PIL import Image

from generator.exceptions import RenderError
from generator.rendering.captions import clock
from generator.rendering.progress import Tick

# Pixels of a small picture, whatever its shape: 160 x 90 in landscape.
_AREA = 160 * 90
_COLUMNS, _QUALITY = 10, 72
# Seconds from one small picture to the next: at least these, and so that there are at most so many.
_CLOSEST, _MOST = 2.0, 120


def tile_sprites(film: Path, size: tuple[int, int], seconds: float, sheet: Path, tick: Tick) -> str:
    """Write small pictures of a film of (width, height) pixels into one JPEG; return when each is due, as WebVTT.

    A cue's text is the sheet's name with the place in it: "sprites.jpg#xywh=160,0,160,90" (W3C Media Fragments, 4.2.2).
    Only key frames are decoded: they lie where scenes begin, and three seconds apart. Raises RenderError if the film
    cannot be read, and whatever the tick raises.
    """
    small = _small(size)
    try:
        found = list(_key_frames(film, small, max(_CLOSEST, seconds / _MOST), tick))
    except (av.FFmpegError, IndexError) as error:
        raise RenderError("The finished film could not be played.") from error
    if not found:
        raise RenderError("The finished film could not be played.")
    rows = -(-len(found) // _COLUMNS)
    tiled = Image.new("RGB", (min(len(found), _COLUMNS) * small[0], rows * small[1]))
    ends = [start for start, _ in found[1:]] + [seconds]
    blocks = ["WEBVTT\n"]
    for number, ((start, picture), end) in enumerate(zip(found, ends, strict=True)):
        left, top = number % _COLUMNS * small[0], number // _COLUMNS * small[1]
        tiled.paste(picture, (left, top))
        place = f"{sheet.name}#xywh={left},{top},{small[0]},{small[1]}"
        blocks.append(f"{clock(start)} --> {clock(end)}\n{place}\n")
    tiled.save(sheet, "JPEG", quality=_QUALITY)
    return "\n".join(blocks)


def _small(size: tuple[int, int]) -> tuple[int, int]:
    scale = math.sqrt(_AREA / (size[0] * size[1]))
    return max(2, round(size[0] * scale / 2) * 2), max(2, round(size[1] * scale / 2) * 2)


def _key_frames(
    film: Path, small: tuple[int, int], interval: float, tick: Tick
) -> Iterator[tuple[float, Image.Image]]:
    """Yield the time in seconds and the small picture of key frames that lie `interval` seconds apart or further."""
    due = 0.0
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        for frame in container.decode(stream):
            tick()
            if frame.time is None or frame.time < due:
                continue
            start = frame.time if due else 0.0
            due = start + interval
            reduced = frame.reformat(*small, format="rgb24", src_colorspace=Colorspace.ITU709)
            yield start, Image.fromarray(np.ascontiguousarray(reduced.to_ndarray()))
