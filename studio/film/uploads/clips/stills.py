"""Stills of a stranger's clip: a filmstrip to choose a part by, and one picture that stands for all of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from numpy.typing import NDArray
from PIL import Image

from studio.film.picture.planes import Frame
from studio.film.picture.saliency import find_salient
from studio.film.uploads.clips.colours import HouseColours
from studio.film.uploads.clips.framing import MIDDLE
from studio.film.uploads.clips.kinds import ClipError
from studio.film.uploads.clips.opening import DAMAGED, check_frame, opened_clip, picture_stream, upright_size
from studio.film.uploads.jpegs import pack_jpeg

Pixels = NDArray[np.uint8]

# Pictures of a filmstrip, and the height of each in pixels: enough to tell shots apart on a phone and on a desk.
FILMSTRIP_PICTURES, FILMSTRIP_HEIGHT = 8, 96
# Of so many moments the clearest stands for a clip, in pixels of its longer side as large as films need it.
_CANDIDATES, STILL_SIDE = 5, 1920
# So many moments are looked at, in pictures of this height, for what a crop is to keep; it may wander by this share of a
# side and still count as one thing at one place.
_LOOKS, _LOOK_HEIGHT, _STEADY = 6, 96, 0.12
# A clip of up to so many seconds is gone through; in a longer one each moment is looked for by itself, and at most so
# many frames after the place where it can be entered are decoded.
_SHORT, _MOST_ONWARD = 20.0, 48


def write_filmstrip(source: Path, target: Path, seconds: float) -> None:
    """Write a JPEG of FILMSTRIP_PICTURES pictures side by side, taken at even distances from a clip of so many `seconds`.

    All are of one size, FILMSTRIP_HEIGHT pixels high. Raises ClipError.
    """
    pictures = _pictures(source, seconds, FILMSTRIP_PICTURES, FILMSTRIP_HEIGHT, by_height=True)
    found = dict(pictures)
    if not found:
        raise ClipError(DAMAGED)
    width = next(iter(found.values())).shape[1]
    strip = np.zeros((FILMSTRIP_HEIGHT, width * FILMSTRIP_PICTURES, 3), np.uint8)
    shown = next(iter(found.values()))
    for number in range(FILMSTRIP_PICTURES):
        # Where a clip has nothing to show, what it showed before is seen on.
        shown = found.get(number, shown)
        part = strip[:, number * width : (number + 1) * width]
        # A clip may change its shape on its way.
        part[:] = (
            shown
            if shown.shape == part.shape
            else np.asarray(Image.fromarray(shown).resize((width, FILMSTRIP_HEIGHT)))
        )
    target.write_bytes(pack_jpeg(Image.fromarray(strip), 80))


def write_still(source: Path, target: Path, seconds: float) -> None:
    """Write a JPEG of the clearest of some moments of a clip of so many `seconds`, at most STILL_SIDE pixels wide or high.

    Raises ClipError.
    """
    best, clearest = None, -1.0
    for _, pixels in _pictures(source, seconds, _CANDIDATES, STILL_SIDE, by_height=False):
        if (clearness := _clearness(pixels)) > clearest:
            best, clearest = pixels, clearness
    if best is None:
        raise ClipError(DAMAGED)
    target.write_bytes(pack_jpeg(Image.fromarray(best), 92, subsampling=0))


def find_centre(source: Path, part: tuple[float, float]) -> tuple[float, float]:
    """Return the place in shares of a clip around which the part from one second to another is best cropped.

    It is the same for all of the part, so that nothing trembles: the median of what stands out at some moments. Where
    nothing does, or each time something else, it is the middle. Raises ClipError.
    """
    found = [
        find_salient(pixels)
        for _, pixels in _pictures(
            source, part[1] - part[0], _LOOKS, _LOOK_HEIGHT, by_height=True, start=part[0]
        )
    ]
    centres = np.array(
        [((area.left + area.right) / 2, (area.top + area.bottom) / 2) for area in found if area]
    )
    if len(centres) < max(2, len(found) / 2):
        return MIDDLE
    middle = np.median(centres, axis=0)
    spread = np.median(np.abs(centres - middle), axis=0)
    # Along a side on which it wanders, the middle loses least.
    x, y = (float(place) if far <= _STEADY else 0.5 for place, far in zip(middle, spread, strict=True))
    return x, y


def _clearness(pixels: Pixels) -> float:
    """Return how much is seen in a picture: black, white and blurred ones have little."""
    small = np.asarray(Image.fromarray(pixels).convert("L").resize((160, 90)), np.float32)
    detail = np.abs(np.diff(small, axis=0)).mean() + np.abs(np.diff(small, axis=1)).mean()
    return float(small.std() + 4 * detail)


def _pictures(
    source: Path, seconds: float, count: int, side: int, *, by_height: bool, start: float = 0.0
) -> Iterator[tuple[int, Pixels]]:
    """Yield up to `count` RGB pictures with their numbers, each from the middle of its share of some seconds."""
    with tempfile.TemporaryDirectory() as folder, opened_clip(source) as container:
        stream = picture_stream(container)
        key, colours, size = (0, 0), None, (0, 0)
        for number, frame in _moments(container, start, seconds, count):
            check_frame(frame)
            upright = upright_size(stream, frame)
            if colours is None or upright != key:
                key = upright
                scale = side / (upright[1] if by_height else max(*upright, side))
                size = (max(2, round(upright[0] * scale / 2) * 2), max(2, round(upright[1] * scale / 2) * 2))
                colours = HouseColours(size, Path(folder))
            house = Frame.blank(size)
            for plane, made in zip(house.planes, colours.planes(frame), strict=True):
                plane[:] = made
            yield number, house.to_rgb()


def _moments(
    container: InputContainer, start: float, seconds: float, count: int
) -> Iterator[tuple[int, VideoFrame]]:
    stream = picture_stream(container)
    base = stream.time_base
    zero = start + (float((stream.start_time or 0) * base) if base else 0.0)
    step = seconds / count
    if start + seconds <= _SHORT or base is None:
        number = 0
        for frame in container.decode(stream):
            if frame.pts is not None and frame.time - zero >= (number + 0.5) * step:
                yield number, frame
                number = max(number + 1, int((frame.time - zero) / step - 0.5) + 1)
                if number >= count:
                    return
        return
    for number in range(count):
        moment = zero + (number + 0.5) * step
        container.seek(int(moment / base), stream=stream)
        last = None
        for onward, frame in enumerate(container.decode(stream)):
            last = frame if frame.pts is not None else last
            if onward >= _MOST_ONWARD or (frame.pts is not None and frame.time >= moment):
                break
        if last is not None:
            yield number, last
