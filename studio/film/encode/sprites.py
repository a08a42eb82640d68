"""The sprite sheet of a finished film: small pictures in one JPEG, as previews for the player's seek bar."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import Colorspace
from PIL import Image

from studio.errors import RenderError
from studio.film.encode.thumbnails import encode_thumbnail, small_size
from studio.film.plan import FRAME_RATE
from studio.film.progress import Tick
from studio.film.text.captions import clock
from studio.film.uploads.jpegs import pack_jpeg

_COLUMNS, _QUALITY = 10, 72
# The least seconds between two small pictures, and the most pictures in a sheet.
_CLOSEST, _MOST = 2.0, 120


def tile_sprites(
    film: Path,
    size: tuple[int, int],
    frame_count: int,
    thumbnails: Mapping[int, bytes | None],
    sheet: Path,
    tick: Tick,
) -> str:
    """Write small pictures of a film of (width, height) pixels into one JPEG; return their times as WebVTT.

    `thumbnails` has all key frames, by number: a small JPEG, or None if the frame has to be read from the film. A
    cue's text is the sheet's name with the place in it: "sprites.jpg#xywh=160,0,160,90" (W3C Media Fragments,
    4.2.2). Raises RenderError if the film is needed and cannot be read, and whatever the tick raises.
    """
    chosen = _spread(sorted(thumbnails), frame_count)
    found = {number: picture for number in chosen if (picture := thumbnails[number]) is not None}
    if missing := [number for number in chosen if number not in found]:
        try:
            found |= dict(_from_film(film, small_size(size), missing, tick))
        except (av.FFmpegError, IndexError, OSError) as error:
            raise RenderError("The finished film could not be played.") from error
    if len(found) != len(chosen):
        raise RenderError("The finished film could not be played.")
    return _tiled([(number, found[number]) for number in chosen], size, frame_count, sheet)


def _spread(numbers: list[int], frame_count: int) -> list[int]:
    """Return those key frames that lie far enough apart, always including the first."""
    interval = max(_CLOSEST * FRAME_RATE, frame_count / _MOST)
    chosen = numbers[:1]
    for number in numbers[1:]:
        if number >= chosen[-1] + interval:
            chosen.append(number)
    return chosen


def _tiled(found: list[tuple[int, bytes]], size: tuple[int, int], frame_count: int, sheet: Path) -> str:
    small = small_size(size)
    rows = -(-len(found) // _COLUMNS)
    tiled = Image.new("RGB", (min(len(found), _COLUMNS) * small[0], rows * small[1]))
    ends = [number for number, _ in found[1:]] + [frame_count]
    blocks = ["WEBVTT\n"]
    for place, ((number, picture), end) in enumerate(zip(found, ends, strict=True)):
        left, top = place % _COLUMNS * small[0], place // _COLUMNS * small[1]
        tiled.paste(Image.open(io.BytesIO(picture)), (left, top))
        where = f"{sheet.name}#xywh={left},{top},{small[0]},{small[1]}"
        blocks.append(f"{clock(number / FRAME_RATE)} --> {clock(end / FRAME_RATE)}\n{where}\n")
    sheet.write_bytes(pack_jpeg(tiled, _QUALITY))
    return "\n".join(blocks)


def _from_film(
    film: Path, small: tuple[int, int], numbers: list[int], tick: Tick
) -> Iterator[tuple[int, bytes]]:
    """Yield (number, small JPEG) for these key frames. Only key frames are decoded."""
    wanted = set(numbers)
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        for frame in container.decode(stream):
            tick()
            if frame.time is None or (number := round(frame.time * FRAME_RATE)) not in wanted:
                continue
            reduced = frame.reformat(*small, format="rgb24", src_colorspace=Colorspace.ITU709)
            yield number, encode_thumbnail(Image.fromarray(np.ascontiguousarray(reduced.to_ndarray())))
