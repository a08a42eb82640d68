"""AVIF and HEIC files that no encoder here writes, put together of what encoders wrote."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO

import pillow_heif
from PIL import Image

from studio.film.uploads.containers.items import read_items

pillow_heif.register_heif_opener(thumbnails=False)

KINDS = {"AVIF": (b"av01", b"av1C", b"avif"), "HEIC": (b"hvc1", b"hvcC", b"heic")}


@dataclass(frozen=True)
class Coded:
    """A coded picture as it lies in a file: its decoder's configuration and its bytes."""

    kind: str
    size: tuple[int, int]
    config: bytes
    data: bytes


def encode_heif(image: Image.Image, kind: str, **options: object) -> bytes:
    packed = BytesIO()
    image.save(packed, {"AVIF": "AVIF", "HEIC": "HEIF"}[kind], **options)
    return packed.getvalue()


def coded(image: Image.Image, kind: str, **options: object) -> Coded:
    file = BytesIO(encode_heif(image, kind, **options))
    items = read_items(file)
    config = items.property_of(file, items.primary, KINDS[kind][1])
    assert config
    return Coded(kind, image.size, config, items.content(file, items.primary))


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def full_box(kind: bytes, content: bytes) -> bytes:
    return box(kind, bytes(4) + content)


def ispe(size: tuple[int, int]) -> bytes:
    return full_box(b"ispe", struct.pack(">II", *size))


def single(picture: Coded, told: tuple[int, int] | None = None, times: int = 1) -> bytes:
    """Return a file of one picture that tells its size, or lies; its bytes used so many times."""
    kind, config, brand = KINDS[picture.kind]
    properties = [ispe(told or picture.size), box(config, picture.config)]
    return _file(brand, [(1, kind, picture.data, (1, 2), times)], properties, b"")


def grid(tile: Coded, across: int, down: int, told: tuple[int, int] | None = None) -> bytes:
    """Return a file of one tile that is there many times over, each time as an item of its own."""
    kind, config, brand = KINDS[tile.kind]
    size = told or (tile.size[0] * across, tile.size[1] * down)
    layout = struct.pack(">BBBBII", 0, 1, down - 1, across - 1, *size)
    links = full_box(
        b"iref",
        box(b"dimg", struct.pack(f">HH{across * down}H", 1, across * down, *range(2, 2 + across * down))),
    )
    properties = [ispe(size), ispe(tile.size), box(config, tile.config)]
    tiles = [(2 + number, kind, tile.data, (2, 3), 1) for number in range(across * down)]
    items = [(1, b"grid", layout, (1,), 1), *tiles]
    return _file(brand, items, properties, links)


def _file(
    brand: bytes,
    items: list[tuple[int, bytes, bytes, tuple[int, ...], int]],
    properties: list[bytes],
    links: bytes,
) -> bytes:
    entries = b"".join(
        box(b"infe", b"\x02\0\0\0" + struct.pack(">HH4s", number, 0, kind) + b"\0")
        for number, kind, *_ in items
    )
    held = b"".join(
        struct.pack(">HB", number, len(places)) + bytes(places) for number, _, _, places, _ in items
    )
    front = full_box(b"hdlr", bytes(4) + b"pict" + bytes(13)) + full_box(b"pitm", struct.pack(">H", 1))
    front += full_box(b"iinf", struct.pack(">H", len(items)) + entries) + links
    shared = box(b"ipco", b"".join(properties))
    front += box(b"iprp", shared + full_box(b"ipma", struct.pack(">I", len(items)) + held))
    head = box(b"ftyp", brand + bytes(4) + b"mif1miaf" + brand)
    # As phones do it: the layout of tiles lies in a box beside the list, and all coded pictures behind it.
    inner = b"".join(data for _, kind, data, _, _ in items if kind == b"grid")
    front += box(b"idat", inner) if inner else b""
    iloc_size = 8 + 4 + 4 + sum(8 + 8 * times for *_, times in items)
    at = len(head) + 8 + 4 + len(front) + iloc_size + 8
    places, outer = b"", b""
    for number, kind, data, _, times in items:
        is_inner = kind == b"grid"
        places += struct.pack(">HHHH", number, is_inner, 0, times)
        places += struct.pack(">II", 0 if is_inner else at + len(outer), len(data)) * times
        outer += b"" if is_inner else data
    iloc = box(b"iloc", b"\x01\0\0\0\x44\x00" + struct.pack(">H", len(items)) + places)
    assert len(iloc) == iloc_size
    return head + full_box(b"meta", front + iloc) + box(b"mdat", outer)
