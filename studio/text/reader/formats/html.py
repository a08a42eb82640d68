"""HTML as Markdown: what a page's marks mean, and what of it nobody sees."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_INLINE = frozenset(
    "a abbr b bdi bdo big br center cite code del dfn em font i img ins kbd label mark q rp rt ruby s samp small span strike strong sub sup td th time tt u var wbr".split()  # noqa: SIM905
)
# What a reader of the page does not see, or nobody would read out.
_UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "nav",
        "button",
        "select",
        "option",
        "textarea",
        "iframe",
        "object",
        "rp",
        "rt",
        "footer",
        "del",
        "s",
        "strike",
    ]
)
_VOID = frozenset("br hr img wbr input meta link area base col embed source track".split())  # noqa: SIM905
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,9})(?:\s[^<>]*)?/?>")
_COMMENT = re.compile(r"<!--.*?-->|<!doctype[^>]*>|<\?xml[^>]*>", re.DOTALL | re.IGNORECASE)
# "m<sup>2</sup>", "10<sup>6</sup>", and "welcome.<sup>1</sup>".
_RAISED = re.compile(
    r"(?P<before>[^\s<>]+)<sup(?:\s[^<>]*)?>(?:<a\b[^<>]*>)?\[?(?P<number>\d{1,3})\]?(?:</a>)?</sup>",
    re.IGNORECASE,
)
_POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_UNIT = 2
_SPECIAL = re.compile(r"([\\`*_\[\]<>#~|])")
# Signs of Markdown at the start of a line.
_STARTING = re.compile(r"^(\s*)([-+=]|\d+[.)])(\s)")


def is_html(text: str) -> bool:
    """Return whether a text has tags that are opened and closed, or that stand alone."""
    found = [name.lower() for name in _TAG.findall(text)]
    if not {*found} & (_BLOCKS | _INLINE):
        return False
    return any(f"</{name}" in text.lower() or name in _VOID for name in {*found} & (_BLOCKS | _INLINE))


def to_markdown(text: str) -> str:
    """Write a text with HTML as Markdown.

    Where the text has only tags within its lines, Markdown beside them keeps its meaning.
    """
    text = _RAISED.sub(_raised, _COMMENT.sub("", text))
    if not {name.lower() for name in _TAG.findall(text)} & _BLOCKS:
        text = re.sub(r"<br\s*/?>[ \t]*\n?", "\n", text, flags=re.IGNORECASE)
        return _TAG.sub(lambda tag: _inline_tag(tag), text)
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.written()


def _raised(tag: re.Match[str]) -> str:
    """Return a raised number as a power, or nothing behind a word or a sentence: there it is that of a footnote."""
    if tag["before"][-1] not in "0123456789)" and len(tag["before"]) > _LONGEST_UNIT:
        return tag["before"]
    return tag["before"] + tag["number"].translate(_POWERS)


def _inline_tag(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name not in _INLINE:
        return tag[0]
    if name == "img":
        alt = re.search(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag[0])
        return f"![{alt[1] or alt[2] or ''}]()" if alt else ""
    return ""


class _Reader(HTMLParser):
    """Collects a page's words as Markdown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._unseen: list[str] = []
        self._lists: list[list[object]] = []
        self._cells: list[str] | None = None
        self._rows = 0
        self._has_heads = False
        self._preformatted = 0

    def written(self) -> str:
        return re.sub(r"\n{3,}", "\n\n", "".join(self._out)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        if self._unseen:
            return
        if tag == "summary":
            # What is seen of a folded part stands over it.
            self._out.append("\n\n### ")
        elif re.fullmatch(r"h[1-6]", tag):
            self._out.append(f"\n\n{'#' * int(tag[1])} ")
        elif tag in ("ul", "ol"):
            self._lists.append([tag, 0])
            self._out.append("\n\n" if len(self._lists) == 1 else "\n")
        elif tag == "li":
            self._start_item()
        elif tag == "table":
            self._rows = 0
            self._out.append("\n\n")
        elif tag == "tr":
            self._cells = []
        elif tag in ("td", "th"):
            self._cells = [*(self._cells or []), ""]
            self._has_heads = tag == "th" if not self._rows and len(self._cells) == 1 else self._has_heads
        elif tag == "br":
            self._add("\n" if self._cells is None else " ")
        elif tag == "hr":
            self._out.append("\n\n---\n\n")
        elif tag == "img":
            alt = _SPECIAL.sub(r"\\\1", dict(attrs).get("alt") or "")
            self._out.append(f"![{alt}]()" if alt else "")
        elif tag in ("b", "strong"):
            self._add("**")
        elif tag in ("i", "em"):
            self._add("*")
        elif tag in ("pre", "code"):
            self._preformatted += tag == "pre"
            self._out.append("\n\n```\n" if tag == "pre" else "")
        elif tag in _BLOCKS and not (self._lists and tag in ("p", "div")):
            self._out.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.pop()
            return
        if tag in ("ul", "ol"):
            self._lists = self._lists[:-1]
            self._out.append("\n" if self._lists else "\n\n")
        elif tag == "tr" and self._cells is not None:
            self._end_row(self._cells)
        elif tag in ("b", "strong"):
            self._close("**")
        elif tag in ("i", "em"):
            self._close("*")
        elif tag == "pre":
            self._preformatted = max(0, self._preformatted - 1)
            self._out.append("\n```\n\n")
        elif tag == "figcaption":
            # The words under a picture are no heading of what follows.
            self._out.append("\n\n---\n\n")
        elif tag in _BLOCKS and not (self._lists and tag in ("p", "div", "li")):
            self._out.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._preformatted:
            self._out.append(data)
            return
        words = _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", data))
        if not words.strip() and "".join(self._out[-1:]).endswith("\n"):
            return
        at_start = not self._out or self._out[-1].endswith("\n")
        self._add(_STARTING.sub(r"\1\\\2\3", words.lstrip()) if at_start else words)

    def _add(self, words: str) -> None:
        if self._cells:
            self._cells[-1] += words
        else:
            self._out.append(words)

    def _close(self, mark: str) -> None:
        """End bold or italic words; a space before the mark would keep it from ending anything."""
        lines = self._cells or self._out
        if not lines:
            return
        kept = lines[-1].rstrip(" ")
        space = lines[-1][len(kept) :]
        lines[-1] = f"{kept}{mark}{space}"

    def _start_item(self) -> None:
        if not self._lists:
            self._lists.append(["ul", 0])
        current = self._lists[-1]
        current[1] = int(str(current[1])) + 1
        indent = "   " * (len(self._lists) - 1)
        self._out.append(f"\n{indent}{current[1]}. " if current[0] == "ol" else f"\n{indent}- ")

    def _end_row(self, cells: list[str]) -> None:
        row = "\n| " + " | ".join(cell.strip() for cell in cells) + " |"
        if not self._rows:
            # A table without heads gets empty ones.
            head = row if self._has_heads else "\n|" + "  |" * len(cells)
            self._out.append(f"{head}\n|{' --- |' * len(cells)}")
        if self._rows or not self._has_heads:
            self._out.append(row)
        self._rows += 1
        self._cells = None
