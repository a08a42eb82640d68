"""Finds the size and the number of the pictures in an HEVC stream (ITU H.265, section 7.3)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rendering.containers.bits import Bits
from generator.rendering.containers.structure import TruncatedError, UnusualError

_SEQUENCE, _LAST_SLICE = 33, 31
# Bytes of a sequence's parameters, in which its size comes early.
_FRONT = 256
# A picture in one item has one slice, or a few for each processor; each that a decoder meets costs it memory.
_MOST_UNITS = 2_000


def coded_frames(config: bytes, data: bytes) -> list[tuple[int, int]]:
    """Return the largest size that the stream names, once for each picture in it.

    `config` is the content of a box hvcC (ISO/IEC 14496-15, 8.3.3.1), `data` that of the item.
    """
    if len(config) < 23:
        raise TruncatedError
    sizes, count = [], 0
    for number, unit in enumerate([*_configured(config), *_prefixed(data, (config[21] & 3) + 1)]):
        if number >= _MOST_UNITS:
            raise UnusualError
        kind = unit[0] >> 1 & 0x3F if len(unit) > 2 else 63
        if kind == _SEQUENCE:
            sizes.append(_size(unit))
        elif kind <= _LAST_SLICE:
            # The first slice of a picture begins with a bit that says so.
            count += unit[2] >> 7
    if not sizes:
        raise TruncatedError
    return [max(sizes, key=lambda size: size[0] * size[1])] * count


def _configured(config: bytes) -> Iterator[bytes]:
    at = 23
    for _ in range(config[22]):
        count, at = int.from_bytes(config[at + 1 : at + 3], "big"), at + 3
        for _ in range(count):
            length = int.from_bytes(config[at : at + 2], "big")
            if at + 2 + length > len(config):
                raise TruncatedError
            yield config[at + 2 : at + 2 + min(length, _FRONT)]
            at += 2 + length


def _prefixed(data: bytes, width: int) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        length = int.from_bytes(data[at : at + width], "big")
        if at + width + length > len(data):
            raise TruncatedError
        yield data[at + width : at + width + min(length, _FRONT)]
        at += width + length


def _size(unit: bytes) -> tuple[int, int]:
    """Return width and height in a sequence parameter set (7.3.2.2)."""
    # Where the coded bits would look like the start of a unit, a byte is put between them.
    bits = Bits(unit[2:].replace(b"\0\0\3", b"\0\0"))
    bits.take(4)
    layers = bits.take(3)
    bits.take(1 + 96)
    present = [(bits.take(), bits.take()) for _ in range(layers)]
    bits.take(2 * (8 - layers) if layers else 0)
    for has_profile, has_level in present:
        bits.take(88 * has_profile + 8 * has_level)
    bits.take_golomb()
    if bits.take_golomb() == 3:
        bits.take()
    return bits.take_golomb(), bits.take_golomb()
