"""Size and number of the frames in an AV1 stream (AV1 bitstream specification, section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studio.film.uploads.containers.bits import Bits
from studio.film.uploads.containers.structure import Stream, TruncatedError, UnusualError

_SEQUENCE, _FRAME_HEADER, _FRAME, _TILE_LIST = 1, 3, 6, 8
_KEY, _SWITCH = 0, 3
# BT.709 primaries, sRGB transfer and identity matrix: the samples are red, green and blue.
_SRGB = (1, 13, 0)
# Value for a tool that each frame header may switch (SELECT_SCREEN_CONTENT_TOOLS, SELECT_INTEGER_MV).
_SELECT = 2
# Bytes to read of a unit: the frame size comes early in it.
_FRONT = 256
_MOST_UNITS = 2_000


@dataclass(frozen=True, slots=True)
class _Sequence:
    """The fields of a sequence header (5.5.1) that are needed to find the size of a frame."""

    most: tuple[int, int]
    bits: tuple[int, int]
    is_reduced: bool
    timed: int
    frame_id: int
    screen_content: int
    integer_motion: int
    depth: float


def read_stream(config: bytes, data: bytes) -> Stream:
    """Return the contents of a stream: for each frame the larger of its possible sizes.

    `config` is the content of a box av1C (AV1-ISOBMFF, 2.3.3), `data` that of the item.
    """
    sequence: _Sequence | None = None
    frames: list[tuple[int, int]] = []
    depth = 0.0
    for kind, unit in _units(config[4:] + data):
        if kind == _TILE_LIST:
            raise UnusualError
        if kind == _SEQUENCE:
            sequence = _read_sequence(Bits(unit))
            depth = max(depth, sequence.depth)
            frames = [_larger(frame, sequence.most) for frame in frames]
        elif kind in (_FRAME, _FRAME_HEADER):
            if sequence is None:
                raise TruncatedError
            frames.append(_frame_size(Bits(unit), sequence))
    return Stream(frames, depth)


def _larger(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return max(one[0], other[0]), max(one[1], other[1])


def _units(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the type and the first bytes of each OBU (5.3)."""
    at = 0
    for _ in range(_MOST_UNITS):
        if at >= len(data):
            return
        head = data[at]
        at += 2 if head & 4 else 1
        length = len(data) - at
        if head & 2:
            length, at = _leb128(data, at)
        if length < 0 or at + length > len(data):
            raise TruncatedError
        yield head >> 3 & 15, data[at : at + min(length, _FRONT)]
        at += length
    raise UnusualError


def _leb128(data: bytes, at: int) -> tuple[int, int]:
    """Return the leb128 number (4.10.5) at an offset, and the offset after it."""
    number = 0
    for place, byte in enumerate(data[at : at + 8]):
        number |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            return number, at + place + 1
    raise TruncatedError


def _read_sequence(bits: Bits) -> _Sequence:
    profile, _ = bits.take(3), bits.take()
    is_reduced = bool(bits.take())
    timed = 0
    if is_reduced:
        bits.take(5)
    else:
        timed = _skip_operating_points(bits)
    lengths = bits.take(4) + 1, bits.take(4) + 1
    most = bits.take(lengths[0]) + 1, bits.take(lengths[1]) + 1
    if is_reduced:
        bits.take(3)
        return _Sequence(most, lengths, True, 0, 0, _SELECT, _SELECT, _read_depth(bits, profile))
    frame_id = bits.take(4) + bits.take(3) + 3 if bits.take() else 0
    # Skip flags of tools for blocks, motion and compound prediction.
    bits.take(3 + 4)
    has_order = bits.take()
    bits.take(2 * has_order)
    screen_content = _SELECT if bits.take() else bits.take()
    integer_motion = _SELECT
    if screen_content:
        integer_motion = _SELECT if bits.take() else bits.take()
    bits.take(3 * has_order)
    depth = _read_depth(bits, profile)
    return _Sequence(most, lengths, False, timed, frame_id, screen_content, integer_motion, depth)


def _read_depth(bits: Bits, profile: int) -> float:
    """Read the end of a sequence header; return the bytes per decoded pixel, doubled if film grain is applied."""
    # Skip flags of tools for the whole frame.
    bits.take(3)
    is_deep = bits.take()
    is_deepest = bits.take() if profile == 2 and is_deep else 0
    is_grey = bits.take() if profile != 1 else 0
    samples = 1.0 if is_grey else _read_samples(bits, profile, is_deepest)
    if is_grey:
        # Skip the colour description and the colour range.
        bits.take(24 * bits.take() + 1)
    elif samples == 1.5:
        # Skip the chroma sample position.
        bits.take(2)
    if not is_grey:
        bits.take()
    return samples * (2 if is_deep else 1) * (2 if bits.take() else 1)


def _read_samples(bits: Bits, profile: int, is_deepest: int) -> float:
    """Return the number of samples per pixel of a colour picture (5.5.2)."""
    described = (bits.take(8), bits.take(8), bits.take(8)) if bits.take() else ()
    if described == _SRGB:
        return 3.0
    bits.take()
    if profile < 2:
        return 3.0 if profile else 1.5
    if not is_deepest or not bits.take():
        return 3.0 if is_deepest else 2.0
    return 1.5 if bits.take() else 2.0


def _skip_operating_points(bits: Bits) -> int:
    """Skip timing and operating points; return the bit length of a frame's presentation time."""
    delay = timed = 0
    is_equal = 1
    if bits.take():
        bits.take(64)
        is_equal = bits.take()
        if is_equal:
            bits.take_golomb()
        if bits.take():
            delay = bits.take(5) + 1
            bits.take(32 + 5)
            shown = bits.take(5) + 1
            timed = 0 if is_equal else shown
    has_display_delay = bits.take()
    for _ in range(bits.take(5) + 1):
        bits.take(12)
        bits.take(bits.take(5) > 7)
        if delay and bits.take():
            bits.take(2 * delay + 1)
        if has_display_delay and bits.take():
            bits.take(4)
    return timed


def _frame_size(bits: Bits, sequence: _Sequence) -> tuple[int, int]:
    """Return the frame size in a header (5.9.2), or the sequence's largest if the frame overrides it."""
    if sequence.is_reduced:
        return sequence.most
    if bits.take():
        # The header only shows a frame that was decoded before.
        return 0, 0
    kind, is_shown = bits.take(2), bits.take()
    bits.take(sequence.timed if is_shown else 1)
    if not (kind == _SWITCH or (kind == _KEY and is_shown)):
        bits.take()
    bits.take()
    screen_content = bits.take() if sequence.screen_content == _SELECT else sequence.screen_content
    if screen_content and sequence.integer_motion == _SELECT:
        bits.take()
    bits.take(sequence.frame_id)
    if kind == _SWITCH or bits.take():
        return 1 << sequence.bits[0], 1 << sequence.bits[1]
    return sequence.most
