"""PDFs as tests need them: letters at places on pages, written without any package."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
WRAPPED_AT = 80


@dataclass(frozen=True, slots=True)
class Set:
    """Letters with their place in points from the lower left, and their size; `spins` stands them upright."""

    text: str
    x: float
    y: float
    size: float = 11
    bold: bool = False
    spins: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture with its place and size in points; `entry` is the object of the file that has it."""

    entry: bytes
    x: float
    y: float
    width: float
    height: float


def jpeg_entry(data: bytes, width: int, height: int) -> bytes:
    head = f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB "
    head += f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(data)} >>\nstream\n"
    return head.encode() + data + b"\nendstream"


def pixels_entry(pixels: bytes, width: int, height: int, entries: str = "") -> bytes:
    """Return a picture as most programs write it: packed pixels."""
    told = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8"
    return stream(pixels, f"{told} {entries}")


def pdf(
    pages: Sequence[Sequence[Set | Drawn]],
    *,
    catalog: str = "",
    trailer: str = "",
    extra: Sequence[bytes] = (),
) -> bytes:
    """Write a PDF. `catalog` and `trailer` are further entries of theirs, `extra` are objects from number 5 on."""
    entries = list(dict.fromkeys(one.entry for page in pages for one in page if isinstance(one, Drawn)))
    names = {entry: 5 + len(extra) + place for place, entry in enumerate(entries)}
    first = 5 + len(extra) + len(entries)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    shown = " ".join(f"/X{number} {number} 0 R" for number in names.values())
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        *extra,
        *entries,
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {first + 2 * number + 1} 0 R "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << {shown} >> >> >>".encode()
        )
        told = [_drawn(one, names) if isinstance(one, Drawn) else _shown(one) for one in page]
        objects.append(stream("\n".join(told).encode("latin-1", "replace")))
    return written(objects, trailer)


def stream(content: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(content)
    return (
        f"<< /Length {len(packed)} /Filter /FlateDecode {entries} >>\nstream\n".encode()
        + packed
        + b"\nendstream"
    )


def written(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """Write objects, numbered from 1, as a file; the first is the catalog."""
    content, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    start = len(content)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    content += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    return (
        content + f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def _drawn(one: Drawn, names: dict[bytes, int]) -> str:
    return f"q {one.width} 0 0 {one.height} {one.x} {one.y} cm /X{names[one.entry]} Do Q"


def _shown(one: Set) -> str:
    text = one.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    turned = "0 1 -1 0" if one.spins else "1 0 0 1"
    return f"BT /F{2 if one.bold else 1} {one.size} Tf {turned} {one.x} {one.y} Tm ({text}) Tj ET"


def prose(
    text: str,
    x: float = 72,
    y: float = 720,
    *,
    wrapped_at: int = WRAPPED_AT,
    size: float = 11,
    set_in: float = 0,
) -> list[Set]:
    """Set words as lines of a column, from the top down; the first is set in."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > wrapped_at:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    lines.append(line)
    return [
        Set(line, x + (set_in if not number else 0), y - number * 1.25 * size, size)
        for number, line in enumerate(lines)
    ]
