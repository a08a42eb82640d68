"""Presentations: each slide is a scene, with its title as heading and the speaker's notes as words, else its bullets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Length

from studio.text.documents.markdown import heading, item, joined, one_line, table
from studio.text.documents.pictured import MOST_ON_A_SLIDE, Gathered, worth_showing
from studio.text.documents.slide_pictures import shown_on
from studio.text.documents.values import (
    DAMAGED,
    MAX_PAGES,
    NO_WORDS,
    TOO_MANY_SLIDES,
    DocumentError,
    Kind,
    ReadDocument,
)
from studio.text.reader.notes.labels import as_seen, no_label
from studio.text.storyboard.sharing import sentences_of
from studio.text.words.language import identify

# What stands on all slides alike.
_FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER)
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
# Groups within groups are followed this deep; a title without a place of its own is not longer.
_DEEPEST, _LONGEST_TITLE = 8, 120
_LINE = Length(457_200 // 2)


def read_slides(path: Path) -> ReadDocument:
    """Read a presentation that was checked by `check_archive`. Raises DocumentError."""
    try:
        with path.open("rb") as file:
            presentation = pptx.Presentation(file)
        count = len(presentation.slides)
        if count > MAX_PAGES:
            raise DocumentError(TOO_MANY_SLIDES.format(count=count, most=MAX_PAGES))
        slides = [slide for slide in presentation.slides if slide.element.get("show") not in ("0", "false")]
        read = [_Slide(slide) for slide in slides]
        area = float((presentation.slide_width or 1) * (presentation.slide_height or 1))
        gathered = Gathered()
        told = _told_with_pictures(read, area, gathered)
    except RecursionError as error:
        raise DocumentError(DAMAGED) from error
    except (DocumentError, MemoryError):
        raise
    except Exception as error:
        # Whatever a broken file makes the package stumble over: missing parts, names, numbers.
        raise DocumentError(DAMAGED) from error
    if not any(slide.has_words for slide in read):
        raise DocumentError(NO_WORDS)
    return ReadDocument(
        kind=Kind.SLIDES,
        text=_in_scenes(told),
        notes=tuple(_notes(count, len(slides), told)),
        pictures=tuple(gathered.pictures),
    )


def _in_scenes(told: list[tuple[int, str]]) -> str:
    """Put slides together, each of which begins a scene; the first one does without saying so."""
    texts = [(number, text) for number, text in told if text]
    first = "".join(text for _, text in texts[:1])
    return "\n\n".join([first, *(f"[Slide {number}]\n\n{text}" for number, text in texts[1:])])


def _notes(count: int, shown: int, told: list[tuple[int, str]]) -> Iterator[str]:
    if shown < count:
        yield f"{_slides(count - shown)} that {'is' if count - shown == 1 else 'are'} hidden {'was' if count - shown == 1 else 'were'} left out."
    if silent := sum(not text for _, text in told):
        yield f"{_slides(silent)} without words {'was' if silent == 1 else 'were'} left out."


def _slides(count: int) -> str:
    return f"{count} slide{'' if count == 1 else 's'}"


class _Slide:
    """One slide: its title, its words, which are its notes or else what stands on it, and its pictures."""

    def __init__(self, slide: Any) -> None:
        shapes = sorted(_shapes(slide.shapes, 0), key=_place)
        title = next((shape for shape in shapes if _kind(shape) in _TITLES and _text(shape)), None)
        notes = _spoken(slide)
        body = [notes] if notes else [one for shape in shapes if shape is not title for one in _blocks(shape)]
        if title is None and body and not notes and len(body) > 1 and len(body[0]) <= _LONGEST_TITLE:
            # The first lines of a slide without a title's place are its title all the same.
            name, body = as_seen(body[0].lstrip("- ")), body[1:]
        else:
            name = _text(title) if title is not None else ""
        self.name, self.body, self.slide, self.shapes = name, body, slide, shapes

    @property
    def has_words(self) -> bool:
        return bool(self.name or self.body)

    def told(self, marks: list[str]) -> str:
        """Return the words as Markdown, with each picture behind those that it is seen with."""
        name = [heading(no_label(self.name), 2)] if self.name else []
        parts = _shared(self.body, len(marks)) if len(marks) > 1 else [joined(self.body)]
        rows = [
            one
            for part, mark in zip_longest(parts, marks[: len(parts)], fillvalue="")
            for one in (part, mark)
        ]
        return joined([*name, *filter(None, rows)])


def _told_with_pictures(slides: list[_Slide], area: float, gathered: Gathered) -> list[tuple[int, str]]:
    """Return the words of each slide by its number. A slide without words lends its picture to one beside it."""
    pages = worth_showing([shown_on(one.slide, one.shapes, area) for one in slides])
    for number, slide in enumerate(slides):
        if not slide.has_words and pages[number]:
            beside = [near for near in (number - 1, number + 1) if 0 <= near < len(slides)]
            host = next((near for near in beside if slides[near].has_words and not pages[near]), None)
            if host is not None:
                pages[host] = pages[number][:1]
            pages[number] = []
    told = []
    for number, (slide, page) in enumerate(zip(slides, pages, strict=True), 1):
        most = max(1, min(MOST_ON_A_SLIDE, _parts_of(slide.body)))
        largest = sorted(page, key=lambda one: -one.share)[:most]
        marks = [gathered.mark(one, f"Slide {number}") for one in page if one in largest]
        told.append((number, slide.told([mark for mark in marks if mark])))
    return told


def _parts_of(body: list[str]) -> int:
    """Return in how many parts the words of a slide can be told."""
    return len(body) if len(body) > 1 else len(_sentences("".join(body)))


def _sentences(text: str) -> list[str]:
    return sentences_of(text, identify(text)) if text.strip() else []


def _shared(body: list[str], count: int) -> list[str]:
    """Share out the words of a slide among its pictures: its blocks, or else the sentences of the only one."""
    parts = body if len(body) > 1 else _sentences("".join(body))
    cuts = [round(number * len(parts) / count) for number in range(count + 1)]
    whole = joined if len(body) > 1 else " ".join
    return [whole(parts[start:end]) for start, end in pairwise(cuts)]


def _spoken(slide: Any) -> str:
    if not slide.has_notes_slide:
        return ""
    frame = slide.notes_slide.notes_text_frame
    paragraphs = frame.paragraphs if frame is not None else []
    lines = [no_label(one_line(paragraph.text), if_sure=False) for paragraph in paragraphs]
    # What nobody has written yet, or who speaks from a number only.
    return "\n\n".join(line for line in lines if line)


def _shapes(shapes: Any, depth: int) -> Iterator[Any]:
    for shape in shapes:
        if depth < _DEEPEST and hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes, depth + 1)
        elif _kind(shape) not in _FURNITURE:
            yield shape


def _place(shape: Any) -> tuple[int, int]:
    """Order shapes as they are read: from above, and beside each other from the left."""
    return (shape.top or 0) // _LINE, shape.left or 0


def _kind(shape: Any) -> Any:
    return shape.placeholder_format.type if getattr(shape, "is_placeholder", False) else None


def _text(shape: Any) -> str:
    return (
        one_line(shape.text_frame.text.replace("\v", " ")) if getattr(shape, "has_text_frame", False) else ""
    )


def _blocks(shape: Any) -> Iterator[str]:
    if getattr(shape, "has_table", False):
        yield table([[cell.text for cell in row.cells] for row in shape.table.rows])
    if not getattr(shape, "has_text_frame", False):
        return
    paragraphs = [
        (no_label(one_line(one.text.replace("\v", " ")), if_sure=False), one.level or 0)
        for one in shape.text_frame.paragraphs
    ]
    paragraphs = [(text, level) for text, level in paragraphs if text]
    for text, level in paragraphs:
        yield item(text, level=level) if len(paragraphs) > 1 else text
