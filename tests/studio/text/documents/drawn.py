"""Documents with pictures, made from one line: their pages, what stands on them, and what their scenes then show."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import docx
import numpy as np
import pptx
from docx.shared import Emu
from PIL import Image

from studio.text.documents.pictured import number_in
from studio.text.documents.read import read_document
from studio.text.documents.values import ReadDocument
from studio.text.reader.read import read_text
from studio.text.reader.sections import scenes_of
from tests.support.printed import HEIGHT, WIDTH, Drawn, Set, jpeg_entry, pdf, pixels_entry, prose

_PICTURE = re.compile(
    r"\[(?P<name>\w)(?P<kind>[a-z]*) (?P<width>\d+)x(?P<height>\d+)(?: at (?P<x>\d+),(?P<y>\d+))?\]"
)


def picture(name: str, kind: str = "") -> bytes:
    """Return a picture that no other letter has: a photo, or an icon of few pixels."""
    rng = np.random.default_rng(ord(name))
    size = (64, 64) if kind == "icon" else (640, 480)
    cells = Image.fromarray(rng.integers(0, 255, (12, 16, 3), dtype=np.uint8))
    written = io.BytesIO()
    cells.resize(size, Image.Resampling.NEAREST).save(written, "PNG")
    return written.getvalue()


def _slides(pages: list[list[str]], file: Path) -> None:
    made = pptx.Presentation()
    width, height = int(made.slide_width or 1), int(made.slide_height or 1)
    for page in pages:
        title = next((one[2:] for one in page if one.startswith("# ")), "")
        bullets = [one[2:] for one in page if one.startswith("- ")]
        slide: Any = made.slides.add_slide(made.slide_layouts[(1 if bullets else 5) if title else 6])
        if title:
            slide.shapes.title.text = title
        if bullets:
            slide.placeholders[1].text_frame.text = bullets[0]
            for bullet in bullets[1:]:
                slide.placeholders[1].text_frame.add_paragraph().text = bullet
        for one in page:
            if found := _PICTURE.fullmatch(one):
                left, top = int(found["x"] or 10), int(found["y"] or 30)
                box = [
                    (left, width),
                    (top, height),
                    (int(found["width"]), width),
                    (int(found["height"]), height),
                ]
                stream = io.BytesIO(picture(found["name"], found["kind"]))
                slide.shapes.add_picture(stream, *(share * whole // 100 for share, whole in box))
            elif one.startswith("> "):
                slide.notes_slide.notes_text_frame.text = one[2:]
    made.save(str(file))


def _word(parts: list[str], file: Path) -> None:
    made = docx.Document()
    page = made.sections[0]
    for one in parts:
        if found := _PICTURE.fullmatch(one):
            stream = io.BytesIO(picture(found["name"], found["kind"]))
            size = (
                int(found["width"]) * int(page.page_width or 0) // 100,
                int(found["height"]) * int(page.page_height or 0) // 100,
            )
            made.add_picture(stream, Emu(size[0]), Emu(size[1]))
        elif one.startswith("# "):
            made.add_heading(one[2:], 1)
        elif one.startswith("= "):
            made.add_paragraph(one[2:], style="Caption")
        else:
            made.add_paragraph(one)
    made.save(str(file))


def _print(pages: list[list[str]], file: Path) -> None:
    """Print headings, paragraphs and pictures from the top of each page down; "left: " and "right: " are two columns."""
    printed: list[list[Set | Drawn]] = []
    for page in pages:
        on_page: list[Set | Drawn] = []
        at = {"": 770.0, "left": 770.0, "right": 770.0}
        for told in page:
            side, _, one = told.rpartition(": ") if told.startswith(("left: ", "right: ")) else ("", "", told)
            x = 310 if side == "right" else 60
            if found := _PICTURE.fullmatch(one):
                wide, high = int(found["width"]) * WIDTH // 100, int(found["height"]) * HEIGHT // 100
                top = HEIGHT - int(found["y"]) * HEIGHT // 100 if found["y"] else at[side]
                place = int(found["x"]) * WIDTH // 100 if found["x"] else x
                on_page.append(Drawn(_entry(found["name"], found["kind"]), place, top - high, wide, high))
                at[side] = at[side] if found["y"] else top - high - 16
                continue
            set_in = [
                *(
                    [Set(one[2:], x, at[side] - 18, 18, bold=True)]
                    if one.startswith("# ")
                    else prose(one, x, at[side] - 11, wrapped_at=40 if side else 80)
                )
            ]
            on_page += set_in
            at[side] = set_in[-1].y - 20
        printed.append(on_page)
    file.write_bytes(pdf(printed))


def _entry(name: str, kind: str) -> bytes:
    with Image.open(io.BytesIO(picture(name, "icon" if kind == "icon" else ""))) as opened:
        seen = opened.convert("RGB")
    if kind == "packed":
        return pixels_entry(seen.tobytes(), *seen.size)
    written = io.BytesIO()
    seen.save(written, "JPEG", quality=90)
    return jpeg_entry(written.getvalue(), *seen.size)


def _letter(data: bytes) -> str:
    """Return which picture this is, however it was packed."""

    def cells(packed: bytes) -> Any:
        with Image.open(io.BytesIO(packed)) as opened:
            return np.asarray(opened.convert("RGB").resize((16, 12), Image.Resampling.BOX), np.int16)

    away = {letter: int(np.abs(cells(picture(letter)) - cells(data)).mean()) for letter in "ABCDEFGHIJKLMN"}
    nearest = min(away, key=lambda letter: away[letter])
    assert away[nearest] < 8, away
    return nearest


def read_line(line: str, folder: Path) -> ReadDocument:
    """Return what is read of the document that a line describes."""
    kind, _, told = line.partition(": ")
    pages = [[part.strip() for part in page.split(" ; ")] for page in told.split(" / ")]
    file = folder / "document"
    if kind == "slides":
        _slides(pages, file)
    elif kind == "pdf":
        _print(pages, file)
    else:
        _word([part for page in pages for part in page], file)
    return read_document(file, 20_000)


def shown_by(line: str, folder: Path) -> str:
    """Return what the scenes of a document show, each by the first word that is told and the letter of its picture."""
    read = read_line(line, folder)
    names = {one.number: _letter(one.data) for one in read.pictures}
    scenes = scenes_of(read_text(read.text), "en")
    told = [(re.sub(r"\W", "", scene.narration.split()[0]), number_in(scene.prompt)) for scene in scenes]
    return " ".join(f"{word}:{names.get(number or 0, '-')}" for word, number in told)
