"""Small pictures of a film's key frames: made while the frames are painted, and kept for the next render."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
from PIL import Image

from studio.film.picture.planes import Frame
from studio.film.uploads.jpegs import pack_jpeg

# Area of a small picture in pixels, whatever its shape: 160 x 90 in landscape.
_AREA = 160 * 90
# JPEG quality: high, because they are encoded once more in the sheet.
_QUALITY = 92


def small_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return the even width and height of a small picture of frames of (width, height) pixels."""
    scale = math.sqrt(_AREA / (size[0] * size[1]))
    return max(2, round(size[0] * scale / 2) * 2), max(2, round(size[1] * scale / 2) * 2)


def thumbnail_of(frame: Frame) -> bytes:
    """Return a frame as a small JPEG."""
    small = Frame.blank(small_size(frame.size))
    for plane, target in zip(frame.planes, small.planes, strict=True):
        cv2.resize(plane, target.shape[::-1], dst=target, interpolation=cv2.INTER_AREA)
    return encode_thumbnail(Image.fromarray(small.to_rgb()))


def encode_thumbnail(picture: Image.Image) -> bytes:
    return pack_jpeg(picture, _QUALITY)


def write_thumbnails(file: Path, found: Mapping[str, Sequence[bytes]]) -> None:
    """Write the small JPEGs of segments, by the fingerprint of each segment, to one file."""
    head = [(fingerprint, [len(picture) for picture in pictures]) for fingerprint, pictures in found.items()]
    with file.open("wb") as out:
        out.write(json.dumps(head).encode() + b"\n")
        out.writelines(picture for pictures in found.values() for picture in pictures)


def read_thumbnails(file: Path) -> dict[str, list[bytes]]:
    """Return what `write_thumbnails` wrote, or an empty dict if the file is incomplete."""
    try:
        with file.open("rb") as source:
            head = json.loads(source.readline())
            whole = source.tell() + sum(sum(lengths) for _, lengths in head) == file.stat().st_size
            found = {
                fingerprint: [source.read(length) for length in lengths] for fingerprint, lengths in head
            }
    except (OSError, ValueError, TypeError):
        return {}
    return found if whole else {}
