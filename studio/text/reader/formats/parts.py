"""Markdown as parts: headings, paragraphs, list items, table rows, pictures, with their lines of plain words."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from studio.text.reader.formats.wikis import EDITED
from studio.text.reader.notes.brackets import is_direction
from studio.text.reader.notes.mails import REASONS

_BULLET = re.compile(
    r"^(\s*)[▢☐☑☒◻□🔹🔸🔷🔶◽◾⚫⚪•‣◦▪▫●○■□◆◇►▶➤➢✓✔✗✘‧∙·⁃–—→]\s+(?=\S)(?!\d{1,4}\s*[–—-]\s*$)", re.MULTILINE
)
# "[ ] sweep the yard", without a bullet; and arrows and letters of plain signs.
_TASK = re.compile(r"^([ \t]*)(?:[-*+•][ \t]+)?\[[ xX✓✔]?\][ \t]+(?=\S)", re.MULTILINE)
# A quotation in German books begins like an arrow, and ends like one back.
_ARROW = re.compile(r"^([ \t]*)(?:->|=>|>>|»(?![^\n]*«)|›(?![^\n]*‹)|–>)[ \t]*(?=[^\s>])", re.MULTILINE)
_LETTERED = re.compile(r"^([ \t]*)(?P<letter>[a-h])\)[ \t]+(?=\S)", re.MULTILINE)
# Those of word processors, with a tab, and those of a second level.
_TABBED = re.compile(r"^(\s*)[o§\uf0b7\uf0a7]\t+(?=\S)", re.MULTILINE)
# Lines that begin with the same picture are a list.
_PICTURED = re.compile(
    r"^(?P<sign>(?![✓✔✗✘➢➤◦●○■□◆◇►▶▢☐☑☒◻▪▫🔹🔸🔷🔶◽◾⚫⚪])[\u2600-\u2bff\U0001f000-\U0001faff]\ufe0f?)[ \t]+\S[^\n]*(?:\n(?P=sign)[ \t]+\S[^\n]*)+",
    re.MULTILINE,
)
# The posts of a thread: "1/ I asked strangers.", "2/7 Nobody said money.".
_POST = re.compile(r"^[ \t]*(?P<number>\d{1,2})/(?:\d{1,2}\b)?[ \t]+(?=\S)", re.MULTILINE)
_FEWEST_POSTS = 3
# A year at the start of a line is no number of a list.
_YEAR = re.compile(r"^(\s*\d{3,9})([.)]\s)", re.MULTILINE)
# Asterisks within a word are signs of its own: "2*3*4", "f**k".
_WITHIN_WORD = re.compile(r"(?<=[^\W_])\*+(?=[^\W_])")
_OPENED = re.compile(r"(?<!\w)\*+(?=\w)[^*\s]*$")
# After a list's item, a line that is not indented and begins a sentence of its own is not part of the item.
_LAZY = re.compile(
    r"^([ \t]*(?:[-+*]|\d{1,2}[.)])[ \t]+\S[^\n]*)\n(?=(?![-+*]\s|\d+[.)]\s|[#>|])[^\Wa-z_])", re.MULTILINE
)
# Headings of wikis, underlined headings, and their links and bold letters.
_WIKI_HEADING = re.compile(r"^\s*(={2,6})\s*([^\s=].*?)\s*\1\s*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?P<line>[^\n]{1,80})\n(?:={3,}|(?P<dashes>-{3,}))[ \t]*$", re.MULTILINE)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{0,200}\|)?([^\[\]\n]{1,200})\]\]")
_WIKI_NOTE = re.compile(
    r"<ref\b[^<>]*/>|<ref\b[^<>]*>[^<]{0,500}</ref>|^\{\{[^{}]{0,500}\}\}[ \t]*$", re.MULTILINE
)
_WIKI_ITALIC = re.compile(r"(?<![\w'])''(?=\S)([^'\n]+)''(?![\w'])")
_BADGE = re.compile(r"badge|shields\.io|\.svg\b", re.IGNORECASE)
_BBCODE = re.compile(
    r"\[/?(?:b|i|u|s|url|img|quote|code|color|size|center|list|\*)(?:=[^\]\n]*)?\]", re.IGNORECASE
)
_FOOTNOTES = re.compile(
    r"[ \t]*\[\^[^\]\s]{1,20}\](?::.*$)?|[ \t]*\[(?:\d{1,3}(?:\s*[,–-]\s*\d{1,3})*|[a-z]|note \d{1,2}|citation needed|edit|bearbeiten(?: \| quelltext bearbeiten)?|modifier(?: \| modifier le code)?|editar(?: \| editar código)?|modifica(?: \| modifica wikitesto)?|sic|clarification needed)\](?::[ \t]?\d{1,4}\b|(?![(:]))",
    re.MULTILINE,
)
_ENDS = ".!?…:;,"
_MOST_OPEN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One block of Markdown.

    `kind` is one of "heading", "paragraph", "item", "row", "picture", "code", "rule", "apart"; what is apart is left out
    for its `reason`. `lines` are its lines as plain words, for a row its cells. `number` is a list item's, `is_strong` is true if all of it is in bold or italic
    letters, `starts` if an empty line or the like precedes it. `is_head` marks the first row of a table.
    """

    kind: str
    lines: tuple[str, ...] = ()
    level: int = 0
    number: str = ""
    is_strong: bool = False
    is_italic: bool = False
    is_head: bool = False
    starts: bool = True
    reason: str = ""


def read_markdown(text: str) -> list[Part]:
    """Read a text as Markdown; ordinary prose comes out as paragraphs with its lines."""
    text = re.sub(r"^\s*>?\s*\[![A-Z]+\]\s*$", ">", text, flags=re.MULTILINE)
    text = _TASK.sub(r"\1- ", text) if len(_TASK.findall(text)) > 1 else text
    text = _PICTURED.sub(lambda items: re.sub(r"^", "- ", items[0], flags=re.MULTILINE), text)
    text = re.sub(r"^(\s*(?:[-*+]|\d+[.)])\s+)\[[ xX✓]\]\s+", r"\1", text, flags=re.MULTILINE)
    text = _ARROW.sub(r"\1- ", text)
    letters = [found["letter"] for found in _LETTERED.finditer(text)]
    if letters[:2] == ["a", "b"]:
        # A letter is no number of Markdown, but it begins an item.
        text = _LETTERED.sub(r"\1- \g<letter>) ", text)
    text = _TABBED.sub(r"\1- ", _BULLET.sub(r"\1- ", text))
    posts = [int(found["number"]) for found in _POST.finditer(text)]
    if posts == [*range(1, len(posts) + 1)] and len(posts) >= _FEWEST_POSTS:
        text = _POST.sub(r"\g<number>. ", text)
    text = _YEAR.sub(r"\1\\\2", text)
    text = _WIKI_HEADING.sub(lambda found: f"\n{'#' * (len(found[1]) - 1)} {found[2]}\n", text)
    text = _UNDERLINED.sub(_underlined, text)
    if _WIKI_HEADING.search(text) or "[[" in text:
        text = _WIKI_NOTE.sub("", text)
    text = _BBCODE.sub("", _WIKI_ITALIC.sub(r"\1", _WIKI_LINK.sub(r"\1", text).replace("'''", "")))
    text = _FOOTNOTES.sub("", EDITED.sub(r"\n## \1\n", text))
    text = _LAZY.sub(r"\1\n\n", text)
    if text.count("[") > text.count("]") + _MOST_OPEN:
        # Links within links that never end take the parser long.
        text = text.replace("[", r"\[")
    text = "\n".join(map(_keep_asterisks, text.split("\n")))
    return list(_single_items(list(_parts(_reader().parse(_with_tables(text))))))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False})
    # Indented prose is no code, and a line under a paragraph separates.
    return reader.enable(["table", "strikethrough"]).disable(["code", "lheading"])


def _underlined(found: re.Match[str]) -> str:
    line = found["line"].strip()
    # Dashes under a sentence only separate.
    if found["dashes"] and (
        line[-1:] in _ENDS or len(line) > 60 or line.startswith(("-", "*", "#", ">", "|"))
    ):
        return f"{line}\n\n---\n"
    return f"\n# {line.lstrip('# ')}\n"


def _keep_asterisks(line: str) -> str:
    """Escape asterisks within words, unless they end what others before have opened."""

    def escaped(found: re.Match[str]) -> str:
        if _OPENED.search(line[: found.start()]) or line[: found.start()].count(found[0]) % 2:
            return found[0]
        return found[0].replace("*", r"\*")

    return _WITHIN_WORD.sub(escaped, line)


def _with_tables(text: str) -> str:
    """Write rows that a table program has copied, with tabs between their cells, as a table of Markdown."""
    lines = text.split("\n")
    written: list[str] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and "\t" in lines[end].strip() and not lines[end].startswith("\t"):
            end += 1
        cells = [[cell.strip() for cell in line.strip().split("\t")] for line in lines[at:end]]
        if len(cells) > 1 and len({len(row) for row in cells}) == 1:
            rows = [f"| {' | '.join(cell.replace('|', ' ') for cell in row)} |" for row in cells]
            written += ["", rows[0], "|" + " --- |" * len(cells[0]), *rows[1:], ""]
            at = end
        else:
            written.append(lines[at])
            at += 1
    return "\n".join(written)


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    lists: list[str] = []
    cells: list[str] = []
    in_item = in_head = had_row = False
    number, heading, last_line = "", 0, -1
    for index, token in enumerate(tokens):
        before = tokens[index - 1].type if index else ""
        opened = token.map[0] if token.map else last_line
        if token.type == "heading_open":
            heading = int(token.tag[1:])
        elif token.type == "heading_close":
            heading = 0
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token.type)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            in_item, number = True, f"{token.info}{token.markup}" if lists[-1][0] == "o" else ""
        elif token.type == "thead_open":
            in_head, had_row = True, False
        elif token.type == "tr_close":
            yield Part(kind="row", lines=tuple(cells), is_head=in_head, starts=in_head or not had_row)
            cells, in_head, had_row = [], False, True
        elif token.type == "fence":
            reason = token.info.strip() if token.info.strip() in REASONS else ""
            kind = "apart" if reason else "code"
            yield Part(kind=kind, lines=tuple(token.content.strip().split("\n")), reason=reason)
        elif token.type == "hr":
            yield Part(kind="rule")
        elif token.type == "inline" and before in ("td_open", "th_open"):
            cells.append(" ".join(_words(token)[0]))
        elif token.type == "inline":
            kind = "heading" if heading else "item" if lists and in_item else "paragraph"
            yield from _inline_parts(
                token, Part(kind=kind, level=heading, number=number, starts=opened > last_line)
            )
            in_item, number = bool(lists) and in_item, ""
        last_line = (
            max(last_line, token.map[1] if token.map else last_line) if token.type == "inline" else last_line
        )


def _inline_parts(token: Token, part: Part) -> Iterator[Part]:
    lines, pictures = _words(token)
    for alt in pictures:
        yield Part(kind="picture", lines=(alt,))
    if not any(line.strip() for line in lines):
        return
    strong, italic = _emphasis(token.children or [])
    first = _first_line(token.children or [])
    # A bold line over others is a part of its own: the question over its answer.
    if part.kind == "paragraph" and len(lines) > 1 and not strong and first and _emphasis(first)[0]:
        yield replace(part, lines=tuple(lines[:1]), is_strong=True)
        part, lines = replace(part, starts=False), lines[1:]
    yield replace(part, lines=tuple(lines), is_strong=strong, is_italic=italic)


def _first_line(children: Sequence[Token]) -> Sequence[Token]:
    """Return the children of an inline token up to its first line break."""
    ends = [index for index, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    return children[: ends[0]] if ends else ()


def _words(token: Token) -> tuple[list[str], list[str]]:
    """Return the lines of an inline token as plain words, and what its pictures show."""
    text, pictures, struck = "", [], 0
    children, is_aside = token.children or [], False
    for index, child in enumerate(children):
        if child.type == "s_open":
            struck += 1
        elif child.type == "s_close":
            struck -= 1
        elif child.type == "image":
            pictures.append("" if _BADGE.search(str(child.attrs.get("src", ""))) else child.content)
        elif child.type in ("softbreak", "hardbreak"):
            text += "\n"
        elif child.type == "em_open" and _is_aside(_emphasised(children[index:])):
            text, is_aside = f"{text}(", True
        elif child.type == "em_close" and is_aside:
            text, is_aside = f"{text})", False
        elif not struck and child.type in ("text", "code_inline", "text_special"):
            text += child.content
    lines = [
        " ".join(re.sub(r"(?<!\w)[*_]{2,3}(?=\w)|(?<=\w)\*{2,3}(?!\w)", "", line).split())
        for line in text.split("\n")
    ]
    return [line for line in lines if line], pictures


def _is_aside(words: str) -> bool:
    """Return whether italic words say how something is spoken, without brackets around them."""
    return not words.startswith(("(", "[")) and is_direction(words)


def _emphasised(children: Sequence[Token]) -> str:
    """Return the words up to the end of italic letters."""
    words = ""
    for child in children:
        if child.type == "em_close":
            break
        words += child.content
    return words


def _emphasis(children: Sequence[Token]) -> tuple[bool, bool]:
    """Return whether all words of a line are bold, and whether all are italic."""
    depth = {"strong": 0, "em": 0}
    all_of = {"strong": True, "em": True}
    for child in children:
        name, _, side = child.type.rpartition("_")
        if name in depth:
            depth[name] += 1 if side == "open" else -1
        elif child.content.strip(" :.–—-"):
            for one, open_now in depth.items():
                all_of[one] = all_of[one] and open_now > 0
    return all_of["strong"], all_of["em"]


def _single_items(parts: list[Part]) -> Iterator[Part]:
    """Yield parts; a numbered line alone that is not the first of a list is a sentence: "3. Oktober 1990"."""
    for index, part in enumerate(parts):
        beside = [*parts[max(0, index - 1) : index], *parts[index + 1 : index + 2]]
        alone = (
            part.kind == "item"
            and part.number
            and not any(one.kind == "item" and one.number for one in beside)
        )
        if alone and not part.number.startswith("1.") and not part.number.startswith("1)"):
            first, *others = part.lines
            yield replace(part, kind="paragraph", lines=(f"{part.number} {first}", *others), number="")
        else:
            yield part


def row_in_words(head: Sequence[str], cells: Sequence[str]) -> str:
    """Return a row of a table as a sentence: "Basic: price 5 €, users 3"."""
    first, *others = cells
    if len(cells) == 2:
        return f"{first}: {others[0]}" if first and others[0] else first or others[0]
    named = [f"{name} {cell}" if name else cell for name, cell in zip(head[1:], others, strict=False) if cell]
    return f"{first}: {', '.join(named)}" if named else first
