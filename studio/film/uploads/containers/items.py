"""The items of a HEIF file: their types, locations, properties and references (ISO/IEC 14496-12, 8.11)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

from studio.film.uploads.containers.boxes import Numbers, Span, boxes, only_box
from studio.film.uploads.containers.structure import MOST_PARTS, TruncatedError, length_of, read_span

# Construction methods of an item's location (8.11.3): in the file, or in the idat box.
_IN_FILE, _IN_BOX = 0, 1


@dataclass(slots=True)
class Items:
    """The items of a file by number: types, file offsets of the types, extents, properties and references."""

    primary: int
    types: dict[int, bytes] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)
    extents: dict[int, list[Span]] = field(default_factory=dict)
    properties: dict[int, list[tuple[bytes, Span]]] = field(default_factory=dict)
    references: list[tuple[bytes, int, tuple[int, ...]]] = field(default_factory=list)

    def content(self, file: BinaryIO, item: int) -> bytes:
        return b"".join(read_span(file, extent) for extent in self.extents.get(item, []))

    def property_of(self, file: BinaryIO, item: int, wanted: bytes) -> bytes | None:
        """Return the content of an item's first property of this type, or None."""
        for kind, span in self.properties.get(item, []):
            if kind == wanted:
                return read_span(file, span)
        return None

    def referred(self, kind: bytes, item: int) -> tuple[int, ...]:
        """Return the items that an item refers to by references of this kind, in order."""
        return tuple(
            one
            for name, source, targets in self.references
            if (name, source) == (kind, item)
            for one in targets
        )

    def referring(self, kind: bytes, item: int) -> list[int]:
        """Return the items that refer to an item by references of this kind."""
        return [source for name, source, targets in self.references if name == kind and item in targets]


def read_items(file: BinaryIO) -> Items:
    """Read the box meta. Raises TruncatedError if something required is missing or appears twice."""
    top = only_box(file, (0, length_of(file)), b"meta")
    if top is None:
        raise TruncatedError
    meta = (top[0] + 4, top[1])
    found = {
        kind: only_box(file, meta, kind) for kind in (b"pitm", b"iinf", b"iloc", b"iprp", b"iref", b"idat")
    }
    if not (found[b"pitm"] and found[b"iinf"] and found[b"iloc"] and found[b"iprp"]):
        raise TruncatedError
    version, numbers = _full_box(read_span(file, found[b"pitm"]))
    items = Items(numbers.take(4 if version else 2))
    _read_types(file, found[b"iinf"], items)
    _read_extents(file, found[b"iloc"], found[b"idat"], items)
    _read_properties(file, found[b"iprp"], items)
    if found[b"iref"]:
        _read_references(file, found[b"iref"], items)
    return items


def _full_box(content: bytes) -> tuple[int, Numbers]:
    """Return the version of a full box, and a reader of the numbers after its flags."""
    numbers = Numbers(content)
    version = numbers.take(4) >> 24
    return version, numbers


def _read_types(file: BinaryIO, span: Span, items: Items) -> None:
    version, _ = _full_box(read_span(file, span)[:4])
    first = span[0] + 4 + (4 if version else 2)
    for kind, start, finish in boxes(file, first, span[1]):
        if kind != b"infe":
            continue
        version, numbers = _full_box(read_span(file, (start, finish)))
        if version < 2:
            raise TruncatedError
        item = numbers.take(4 if version > 2 else 2)
        numbers.take(2)
        if item in items.types:
            raise TruncatedError
        items.places[item] = start + numbers.at
        items.types[item] = numbers.take(4).to_bytes(4, "big")


def _read_extents(file: BinaryIO, span: Span, inner: Span | None, items: Items) -> None:
    version, numbers = _full_box(read_span(file, span))
    widths = numbers.take(2)
    at, length, base, index = (widths >> shift & 15 for shift in (12, 8, 4, 0))
    whole = end = length_of(file)
    for _ in range(numbers.take(4 if version > 1 else 2)):
        item = numbers.take(4 if version > 1 else 2)
        method = numbers.take(2) & 15 if version else _IN_FILE
        numbers.take(2)
        start = numbers.take(base)
        extents = []
        for _ in range(numbers.take(2)):
            numbers.take(index if version else 0)
            begin, count = start + numbers.take(at), numbers.take(length)
            low, high = (inner or (0, 0)) if method == _IN_BOX else (0, end)
            extents.append((low + begin, low + begin + count if count else high))
            # Bytes that are used again and again would let a small file become a huge item.
            whole -= extents[-1][1] - extents[-1][0]
            if method > _IN_BOX or not low <= extents[-1][0] <= extents[-1][1] <= high or whole < 0:
                raise TruncatedError
        if item in items.extents or len(items.extents) > MOST_PARTS:
            raise TruncatedError
        items.extents[item] = extents


def _read_properties(file: BinaryIO, span: Span, items: Items) -> None:
    shared = only_box(file, span, b"ipco")
    if shared is None:
        raise TruncatedError
    known = [(kind, (start, finish)) for kind, start, finish in boxes(file, *shared)]
    for kind, start, finish in boxes(file, *span):
        if kind != b"ipma":
            continue
        content = read_span(file, (start, finish))
        version, numbers = _full_box(content)
        width = 2 if content[3] & 1 else 1
        for _ in range(numbers.take(4)):
            item = numbers.take(4 if version else 2)
            held = items.properties.setdefault(item, [])
            for _ in range(numbers.take(1)):
                # The highest bit marks a property as essential.
                place = numbers.take(width) & (0x7FFF if width == 2 else 0x7F)
                if place > len(known):
                    raise TruncatedError
                held += known[place - 1 : place] if place else []


def _read_references(file: BinaryIO, span: Span, items: Items) -> None:
    version, _ = _full_box(read_span(file, span)[:4])
    width = 4 if version else 2
    for kind, start, finish in boxes(file, span[0] + 4, span[1]):
        numbers = Numbers(read_span(file, (start, finish)))
        source = numbers.take(width)
        targets = tuple(numbers.take(width) for _ in range(numbers.take(2)))
        items.references.append((kind, source, targets))
