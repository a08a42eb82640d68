"""Pictures of PDFs as programs write them: packed, see-through, damaged, and those of scanners."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.text.documents.pictured import mark_of
from studio.text.documents.read import read_document
from studio.text.documents.values import ReadDocument
from tests.support.printed import HEIGHT, WIDTH, Drawn, jpeg_entry, pdf, pixels_entry, prose, stream

WORDS = "The masons came from the north and brought their tools."
NEXT = ("", "They stayed for two years.", "The bridge was opened in spring.")
SIZE = (320, 240)
PIXELS = np.random.default_rng(1).integers(0, 255, (240, 320, 3), np.uint8).tobytes()


def read(tmp_path: Path, *entries: bytes, extra: tuple[bytes, ...] = (), whole: bool = False) -> ReadDocument:
    place = (0, 0, WIDTH, HEIGHT) if whole else (60, 300, 300, 225)
    file = tmp_path / "document"
    told = [f"{WORDS} {NEXT[number]}".strip() for number in range(len(entries))]
    pages = [[*prose(words), Drawn(entry, *place)] for words, entry in zip(told, entries, strict=True)]
    file.write_bytes(pdf(pages, extra=extra))
    return read_document(file, 20_000)


def opened(read: ReadDocument) -> Image.Image:
    return Image.open(io.BytesIO(read.pictures[0].data))


def test_it_follows_its_paragraph(tmp_path: Path) -> None:
    told = read(tmp_path, pixels_entry(PIXELS, *SIZE))
    assert told.text == f"{WORDS}\n\n{mark_of(1)}"
    assert opened(told).size == SIZE


def test_a_photo_stays_the_file_that_it_is(tmp_path: Path) -> None:
    packed = io.BytesIO()
    Image.frombytes("RGB", SIZE, PIXELS).save(packed, "JPEG")
    assert read(tmp_path, jpeg_entry(packed.getvalue(), *SIZE)).pictures[0].data == packed.getvalue()


def test_what_is_seen_through_is_white(tmp_path: Path) -> None:
    mask = stream(
        bytes(SIZE[0] * SIZE[1]),
        f"/Type /XObject /Subtype /Image /Width {SIZE[0]} /Height {SIZE[1]} /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    told = read(tmp_path, pixels_entry(PIXELS, *SIZE, "/SMask 5 0 R"), extra=(mask,))
    assert min(low for low, _ in opened(told).getextrema()) > 240


@pytest.mark.parametrize(
    "entry",
    [
        jpeg_entry(b"\xff\xd8 broken", *SIZE),
        pixels_entry(PIXELS[:100], *SIZE),
        pixels_entry(PIXELS, 200_000, 200_000),
        pixels_entry(PIXELS, *SIZE).replace(b"/DeviceRGB", b"/Nonsense "),
        pixels_entry(PIXELS, *SIZE).replace(b"FlateDecode", b"StrangeCode"),
        pixels_entry(b"", *SIZE, "/ImageMask true"),
    ],
    ids=["broken photo", "half", "lies", "colours", "coding", "mask"],
)
def test_one_that_cannot_be_decoded_costs_no_word(tmp_path: Path, entry: bytes) -> None:
    assert read(tmp_path, entry).text.startswith(WORDS)


def test_what_a_scanner_made_of_pages_is_not_their_picture(tmp_path: Path) -> None:
    pages = [pixels_entry(bytes([number]) + PIXELS[1:], *SIZE) for number in range(3)]
    assert read(tmp_path, *pages, whole=True).pictures == ()
