"""The orientation in a picture's EXIF or XMP metadata; nothing else is read there."""

from __future__ import annotations

import re
import struct

_ORIENTATION = 0x0112
_SHORT, _LONG = 3, 4
_IN_XMP = re.compile(rb"tiff:Orientation(?:=[\"']|>)([1-8])")


def in_exif(exif: bytes) -> int:
    """Return the orientation, 1 to 8, in the first directory of an EXIF block; 0 if there is none.

    Only that directory is read, so a block whose directories point to gigabytes of the same bytes costs no more.
    """
    exif = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return 0
    try:
        (start,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, start)
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind, _ = struct.unpack_from(order + "HHI", exif, at)
            if tag == _ORIENTATION and kind in (_SHORT, _LONG):
                (value,) = struct.unpack_from(order + ("H" if kind == _SHORT else "I"), exif, at + 8)
                return value if value in range(1, 9) else 0
    except struct.error:
        pass
    return 0


def in_xmp(xmp: bytes) -> int:
    """Return the orientation in an XMP packet, 1 to 8; 0 if there is none."""
    found = _IN_XMP.search(xmp)
    return int(found[1]) if found else 0
