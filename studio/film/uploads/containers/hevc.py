"""Size and number of the pictures in an HEVC stream (ITU H.265, section 7.3)."""

from __future__ import annotations

from collections.abc import Iterator

from studio.film.uploads.containers.bits import Bits
from studio.film.uploads.containers.structure import Stream, TruncatedError, UnusualError

_SEQUENCE, _LAST_SLICE = 33, 31
# Samples per pixel by chroma_format_idc (6.2).
_SAMPLES = {0: 1.0, 1: 1.5, 2: 2.0, 3: 3.0}
# Bytes to read of a sequence parameter set: the size comes early in it.
_FRONT = 256
# A picture in one item has one slice, or a few for each processor; each costs the decoder memory.
_MOST_UNITS = 2_000


def read_stream(config: bytes, data: bytes) -> Stream:
    """Return the contents of a stream: for each picture the largest size that the stream names.

    `config` is the content of a box hvcC (ISO/IEC 14496-15, 8.3.3.1), `data` that of the item.
    """
    if len(config) < 23:
        raise TruncatedError
    sizes, depths, count = [], [], 0
    for number, unit in enumerate([*_configured(config), *_prefixed(data, (config[21] & 3) + 1)]):
        if number >= _MOST_UNITS:
            raise UnusualError
        kind = unit[0] >> 1 & 0x3F if len(unit) > 2 else 63
        if kind == _SEQUENCE:
            size, depth = _read_sequence(unit)
            sizes.append(size)
            depths.append(depth)
        elif kind <= _LAST_SLICE:
            # first_slice_segment_in_pic_flag is the first bit of a slice.
            count += unit[2] >> 7
    if not sizes:
        raise TruncatedError
    return Stream([max(sizes, key=lambda size: size[0] * size[1])] * count, max(depths))


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


def _read_sequence(unit: bytes) -> tuple[tuple[int, int], float]:
    """Return the (width, height) of a sequence parameter set (7.3.2.2), and the bytes per decoded pixel."""
    # Remove emulation prevention bytes, which keep coded bits from looking like the start of a unit.
    bits = Bits(unit[2:].replace(b"\0\0\3", b"\0\0"))
    bits.take(4)
    layers = bits.take(3)
    bits.take(1 + 96)
    present = [(bits.take(), bits.take()) for _ in range(layers)]
    bits.take(2 * (8 - layers) if layers else 0)
    for has_profile, has_level in present:
        bits.take(88 * has_profile + 8 * has_level)
    bits.take_golomb()
    chroma = bits.take_golomb()
    if chroma == 3:
        bits.take()
    size = bits.take_golomb(), bits.take_golomb()
    if bits.take():
        for _ in range(4):
            bits.take_golomb()
    is_deep = bool(bits.take_golomb() + bits.take_golomb())
    return size, _SAMPLES.get(chroma, 3) * (2 if is_deep else 1)
