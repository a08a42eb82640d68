"""The structure of AVIF and HEIC files, down to the headers of the coded pictures."""

from __future__ import annotations

import math
import struct
from typing import BinaryIO

from studio.film.uploads.containers import av1, hevc
from studio.film.uploads.containers.boxes import boxes
from studio.film.uploads.containers.items import Items, read_items
from studio.film.uploads.containers.structure import Part, Structure, TruncatedError, UnusualError, length_of

_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_SEQUENCE_BRANDS = frozenset({b"avis", b"hevc", b"hevx", b"msf1"})
# The item type of each format, the box that configures its decoder, and the parser of its stream.
_CODINGS = {"AVIF": (b"av01", b"av1C", av1.read_stream), "HEIC": (b"hvc1", b"hvcC", hevc.read_stream)}
# Encoders pad to whole blocks, so the coded picture can be larger than the stated one by this many pixels per side.
_MOST_FILLING = 128
# Item types of metadata, and a type to overwrite them with: decoders skip unknown types.
_TOLD, _UNKNOWN = frozenset({b"Exif", b"mime"}), b"none"
_IS_ALPHA = (b"alpha", b"auxid:1")
_MOST_TILES = 4_000
# Bytes per pixel of the converted picture: red, green, blue and alpha, twice, and some for shrinking it.
_MADE = 10


def read_heif(file: BinaryIO, head: bytes) -> Structure | None:
    """Parse an ISO base media file with a picture brand; None if it has no such brand."""
    if head[4:8] != b"ftyp":
        return None
    (length,) = struct.unpack(">I", head[:4])
    major = head[8:12]
    brands = {major} | {head[at : at + 4] for at in range(16, min(length, len(head)), 4)}
    if not brands & (_AVIF_BRANDS | _HEIC_BRANDS):
        return None
    name = "AVIF" if brands & _AVIF_BRANDS else "HEIC"
    is_animated = major in _SEQUENCE_BRANDS
    try:
        is_animated |= any(kind == b"moov" for kind, _, _ in boxes(file, 0, length_of(file)))
        if is_animated:
            return Structure(name, is_animated=True)
        return _read_still(file, name)
    except TruncatedError:
        return Structure(name, is_animated=is_animated)
    except UnusualError:
        return Structure(name, is_whole=True, is_unusual=True)


def _read_still(file: BinaryIO, name: str) -> Structure:
    items = read_items(file)
    coded = _Coded(file, items, name)
    width, height = coded.measure(items.primary)
    for item in {items.primary, *items.referred(b"dimg", items.primary)}:
        for other in set(items.referring(b"auxl", item)):
            kind = items.property_of(file, other, b"auxC") or b""
            if any(mark in kind for mark in _IS_ALPHA):
                coded.measure(other)
    return Structure(
        name, width, height, is_whole=width > 0 and height > 0, effort=coded.effort,
        memory=coded.memory + _MADE * width * height, parts=_bare(file, items),
    )  # fmt: skip


class _Coded:
    """Finds the sizes of items, and adds up the samples that are decoded for them and their memory in bytes."""

    def __init__(self, file: BinaryIO, items: Items, name: str) -> None:
        self._file, self._items = file, items
        self._type, self._config, self._read = _CODINGS[name]
        self._known: dict[int, tuple[tuple[int, int], int, float]] = {}
        self.effort = self.memory = 0

    def measure(self, item: int) -> tuple[int, int]:
        """Return the larger of an item's stated size and its coded size."""
        kind = self._items.types.get(item)
        if kind == b"grid":
            return self._measure_grid(item)
        if kind != self._type:
            raise UnusualError if kind else TruncatedError
        if item not in self._known:
            self._known[item] = self._measure_coded(item)
        size, effort, depth = self._known[item]
        self.effort += effort
        self.memory += math.ceil(depth * size[0] * size[1])
        return size

    def _told_size(self, item: int) -> tuple[int, int]:
        told = self._items.property_of(self._file, item, b"ispe")
        if told is None or len(told) < 12:
            raise TruncatedError
        return struct.unpack(">II", told[4:12])

    def _measure_coded(self, item: int) -> tuple[tuple[int, int], int, float]:
        told = self._told_size(item)
        config = self._items.property_of(self._file, item, self._config)
        stream = self._read(config or b"", self._items.content(self._file, item))
        frames = stream.frames
        if not frames:
            raise TruncatedError
        coded = max(width for width, _ in frames), max(height for _, height in frames)
        if any(real > said + _MOST_FILLING for real, said in zip(sorted(coded), sorted(told), strict=True)):
            raise TruncatedError
        effort = sum(max(width * height, told[0] * told[1]) for width, height in frames)
        return max(told, coded, key=lambda size: size[0] * size[1]), effort, stream.depth

    def _measure_grid(self, item: int) -> tuple[int, int]:
        """Return the size of a tiled picture (ISO/IEC 23008-12, 6.6.2.3)."""
        told, content = self._told_size(item), self._items.content(self._file, item)
        if len(content) < 8 or content[0]:
            raise TruncatedError
        tiles = self._items.referred(b"dimg", item)
        if len(tiles) != (content[2] + 1) * (content[3] + 1) or len(tiles) > _MOST_TILES:
            raise TruncatedError
        kind = ">II" if content[1] & 1 else ">HH"
        if len(content) < 4 + struct.calcsize(kind) or struct.unpack_from(kind, content, 4) != told:
            raise TruncatedError
        if any(self._items.types.get(tile) == b"grid" for tile in tiles):
            raise UnusualError
        for tile in tiles:
            self.measure(tile)
        # All decoded tiles are in memory beside the picture that is assembled from them.
        self.memory += math.ceil(max(self._known[tile][2] for tile in tiles) * told[0] * told[1])
        return told


def _bare(file: BinaryIO, items: Items) -> tuple[Part, ...]:
    """Return the file with the types of all metadata items changed, so that decoders skip them."""
    parts: list[Part] = []
    at = 0
    for place in sorted(items.places[item] for item, kind in items.types.items() if kind in _TOLD):
        parts += [(at, place), _UNKNOWN]
        at = place + 4
    return (*parts, (at, length_of(file)))
