"""Word files: paragraphs with their styles, lists, tables, as Markdown. Heads of pages, comments and notes stay out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from studio.text.documents.markdown import Run, emphasised, heading, item, joined, one_line, table
from studio.text.documents.pictured import Gathered, only_known
from studio.text.documents.values import DAMAGED, NO_WORDS, DocumentError, Kind, ReadDocument
from studio.text.documents.word_pictures import Caption, Mark, pictures_in
from studio.text.reader.notes.labels import Role, no_label, role_of

# What is not written in the text, or no longer.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SILENT = frozenset(
    (
        _FALLBACK,
        *map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr", "w:txbxContent")),
    )
)
_BREAKS: Final = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# Styles have their English names in the file, whatever language Word speaks.
_TITLES = {"title": 1, "subtitle": 2}
# Deeper than this, tables within tables are not followed.
_DEEPEST = 5


def read_word(path: Path) -> ReadDocument:
    """Read a Word file that was checked by `check_archive`. Raises DocumentError."""
    try:
        with path.open("rb") as file:
            document = docx.Document(file)
        words = _Words(document)
        text = words.text
    except RecursionError as error:
        raise DocumentError(DAMAGED) from error
    except (DocumentError, MemoryError):
        raise
    except Exception as error:
        # Whatever a broken file makes the package stumble over: missing parts, names, numbers.
        raise DocumentError(DAMAGED) from error
    if not only_known(text, ()).strip():
        raise DocumentError(NO_WORDS)
    return ReadDocument(kind=Kind.WORD, text=text, pictures=tuple(words.gathered.pictures))


class _Words:
    """The words of one document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._counts: dict[tuple[str, int], int] = {}
        self._pictures = pictures_in(document)
        self._in_table: list[str] = []
        self.gathered = Gathered()

    @property
    def text(self) -> str:
        return joined(_placed(self._blocks(self._document.element.body, 0)))

    @cached_property
    def _is_script(self) -> bool:
        """Whether headings say what is seen and what is spoken, as those of a film's script do, and are labels then."""
        roles = set()
        for paragraph in self._document.element.body.iter(qn("w:p")):
            styles = list(self._styles_of(paragraph))
            if _level(paragraph, styles, [name.lower() for name, _ in styles]):
                role = role_of("".join(text for text, _, _ in _runs(paragraph)).strip())
                roles |= {role[0]} if role and role[1] else set()
        return Role.NARRATION in roles and len(roles) > 1

    def _blocks(self, parent: Any, depth: int) -> Iterator[str]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl") and depth < _DEEPEST:
                yield table(list(self._rows(child, depth)))
                yield from self._in_table
                self._in_table = []
            elif child.tag == qn("w:sdt") and not _is_contents(child):
                yield from self._blocks(child.findall(f"{qn('w:sdtContent')}/*"), depth)
            elif child.tag in (qn("w:ins"), qn("w:customXml"), qn("w:smartTag"), qn("w:moveTo")):
                yield from self._blocks(child, depth)

    def _rows(self, element: Any, depth: int) -> Iterator[list[str]]:
        for row in element.iter(qn("w:tr")):
            if _nearest(row, qn("w:tbl")) is element:
                cells = [cell for cell in row.iter(qn("w:tc")) if _nearest(cell, qn("w:tbl")) is element]
                yield [self._cell(cell, depth + 1) for cell in cells]

    def _cell(self, cell: Any, depth: int) -> str:
        blocks = list(self._blocks(cell, depth))
        # Pictures of a table come behind it.
        self._in_table += [block for block in blocks if isinstance(block, Mark)]
        words = (one_line(block) for block in blocks if not isinstance(block, Mark))
        return " ".join(words).replace("**", "")

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        styles = list(self._styles_of(paragraph))
        names = [name.lower() for name, _ in styles]
        if any(name.startswith("toc ") or name in ("toc heading", "table of figures") for name in names):
            return
        runs = list(_runs(paragraph))
        words = "".join(text for text, _, _ in runs)
        if words.strip():
            block = self._block(paragraph, styles, names, runs, words)
            yield Caption(block) if "caption" in names else block
        for shown in self._pictures.get(paragraph, ()):
            yield Mark(self.gathered.mark(shown, "Picture"))
        # Text boxes hang in a paragraph and stand beside it.
        for box in paragraph.iter(qn("w:txbxContent")):
            if not _is_within_fallback(box):
                yield from self._blocks(box, _DEEPEST)

    def _block(self, paragraph: Any, styles: Any, names: list[str], runs: list[Run], words: str) -> str:
        level = _level(paragraph, styles, names)
        if level:
            return heading(words if self._is_script else no_label(one_line(words)), level)
        if numbering := self._numbering(paragraph, styles, names):
            return item(emphasised(runs), level=numbering[0], number=numbering[1])
        lines = [" ".join(line.split()) for line in emphasised(runs).split("\n")]
        return "\n".join(line for line in lines if line)

    def _styles_of(self, paragraph: Any) -> Iterator[tuple[str, Any]]:
        """Yield a paragraph's style and those that it is based on."""
        key = _value(paragraph, "w:pPr", "w:pStyle")
        seen: set[str] = set()
        while key and key not in seen and (style := self._styles.get(key)) is not None:
            seen.add(key)
            yield _value(style, "w:name") or "", style
            key = _value(style, "w:basedOn")

    @cached_property
    def _styles(self) -> dict[str, Any]:
        try:
            element = self._document.styles.element
        except (KeyError, AttributeError):
            return {}
        return {style.get(qn("w:styleId"), ""): style for style in element.iter(qn("w:style"))}

    def _numbering(self, paragraph: Any, styles: Any, names: list[str]) -> tuple[int, int | None] | None:
        """Return the level of a list's item, and its number if the list counts; None if it is none."""
        key = depth = None
        for holder in (paragraph, *(style for _, style in styles)):
            key = key or _value(holder, "w:pPr", "w:numPr", "w:numId")
            depth = depth or _value(holder, "w:pPr", "w:numPr", "w:ilvl")
        named = next((name for name in names if name.startswith("list ")), "")
        if key in (None, "0"):
            if key == "0" or not named.startswith(("list bullet", "list number")):
                return None
            key = named
        at = int(depth) if depth and depth.isdecimal() else 0
        if not (self._counted(key, at) if not key.startswith("list ") else key.startswith("list number")):
            return at, None
        for deeper in [place for place in self._counts if place[0] == key and place[1] > at]:
            del self._counts[deeper]
        self._counts[key, at] = self._counts.get((key, at), 0) + 1
        return at, self._counts[key, at]

    def _counted(self, key: str, at: int) -> bool:
        """Return whether a list has numbers or letters at a level, and no bullets."""
        for number in self._lists.findall(qn("w:num")) if self._lists is not None else ():
            if number.get(qn("w:numId")) != key:
                continue
            abstract = _value(number, "w:abstractNumId")
            for one in self._lists.findall(qn("w:abstractNum")):
                if one.get(qn("w:abstractNumId")) == abstract:
                    levels = [
                        level for level in one.findall(qn("w:lvl")) if level.get(qn("w:ilvl")) == str(at)
                    ]
                    return bool(levels) and _value(levels[0], "w:numFmt") not in (None, "bullet", "none")
        return False

    @cached_property
    def _lists(self) -> Any:
        try:
            return self._document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return None


def _placed(blocks: Iterator[str]) -> Iterator[str]:
    """Put the marks of pictures behind the words that they are seen with: after a caption, and never under a heading."""
    held: list[str] = []
    has_words = False
    for block in blocks:
        if isinstance(block, Mark):
            if has_words:
                yield from held
                held = []
            held.append(block)
            continue
        if has_words and not isinstance(block, Caption):
            yield from held
            held = []
        yield block
        has_words = bool(block.strip()) and not block.startswith("#")
    yield from held


def _runs(paragraph: Any) -> Iterator[Run]:
    """Yield the runs of a paragraph: those of links and of changes that were made too, and nothing that was taken away."""
    for child in paragraph:
        if child.tag in _SILENT:
            continue
        if child.tag == qn("w:r"):
            yield from _run(child)
        elif child.tag == _MATHS:
            yield child.text or "", False, False
        elif isinstance(child.tag, str):
            yield from _runs(child)


def _run(run: Any) -> Iterator[Run]:
    if _is_on(run, "w:vanish") or _is_on(run, "w:webHidden"):
        return
    text = ""
    for child in run:
        if child.tag == qn("w:t"):
            text += child.text or ""
        else:
            text += _BREAKS.get(child.tag, "")
    if text:
        yield text, _is_on(run, "w:b"), _is_on(run, "w:i")


def _level(paragraph: Any, styles: Any, names: list[str]) -> int:
    """Return the level of a heading, by its style or its outline; 0 if it is none."""
    for name in names:
        if name in _TITLES:
            return _TITLES[name]
        if name.startswith("heading ") and name[8:].isdecimal():
            return int(name[8:])
    for holder in (paragraph, *(style for _, style in styles)):
        outline = _value(holder, "w:pPr", "w:outlineLvl")
        # Ten stands for the body of the text.
        if outline and outline.isdecimal() and int(outline) < 9:
            return int(outline) + 1
    return 0


def _value(element: Any, *path: str) -> str | None:
    for name in path:
        element = element.find(qn(name)) if element is not None else None
    return None if element is None else element.get(qn("w:val"))


def _is_on(run: Any, name: str) -> bool:
    """Return whether a switch of a run is on: it is if it stands there without a value."""
    properties = run.find(qn("w:rPr"))
    found = properties.find(qn(name)) if properties is not None else None
    return found is not None and (found.get(qn("w:val")) or "true") not in ("0", "false", "off", "none")


def _nearest(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _is_within_fallback(element: Any) -> bool:
    """Return whether a text box is the copy of another for old programs."""
    return next(element.iterancestors(_FALLBACK), None) is not None


def _is_contents(element: Any) -> bool:
    """Return whether a part is a table of contents."""
    return any(
        "table of contents" in (gallery.get(qn("w:val")) or "").lower()
        for gallery in element.iter(qn("w:docPartGallery"))
    )
