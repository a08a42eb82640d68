"""What a page of news or a blog has around its article: buttons, credits of photos, notes about cookies, other articles."""

# ruff: noqa: RUF001 (Cyrillic letters look like Latin ones)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studio.text.reader.line import Line
from studio.text.reader.notes.page_signs import (
    BUTTON,
    BYLINE,
    CONSENT,
    COOKIE,
    COOKIES,
    CREDIT,
    CREDITED,
    DATED,
    FOOTNOTE,
    LOOK_ALSO,
    MORE,
    NAME_OVER_DATE,
    OTHERS,
    OTHERS_BELOW,
    PLAIN_CREDIT,
    REPORTER,
    SOURCES,
    SURE,
    WEAK,
    WHEN,
    is_byline,
)
from studio.text.words.punctuation import SENTENCE_ENDS

_HEADLINE_WORDS = 16
_SHORT = 90
# So many words has an entry of a page's menu.
_ENTRY = 2
# More signs than these are a page, even where nothing on it is a sentence.
_SHOP = 2
# And so many the name of a newspaper.
_NAME = 5


def with_furniture(lines: Sequence[Line]) -> list[Line]:
    """Return lines with those apart that only an article's page has."""
    found = _furniture(lines)
    headline = _headline(lines, found)
    found |= _above(lines, found, headline)
    return [
        replace(line, kind="apart", reason=found[at])
        if at in found
        else replace(line, kind="heading", level=1)
        if at == headline
        else line
        for at, line in enumerate(lines)
    ]


def _furniture(lines: Sequence[Line]) -> dict[int, str]:
    """Return the lines that only an article's page has, by their index, and why each is left out.

    One such line alone may be a word of the text; two or more show a page.
    """
    sure = {at: reason for at, line in enumerate(lines) if (reason := _sure(line, at, lines))}
    weak = _beside_others(lines, sure)
    sentences = sum(_is_sentence(line) for at, line in enumerate(lines) if at not in sure)
    # A shop says what it sells in lists.
    is_sure = len(sure) > 1 or any(_alone(lines[at]) for at in sure)
    has_article = sentences > 1 or (sentences > 0 and is_sure) or len(sure) > _SHOP
    found = dict(sure) if has_article and len(sure) + len(weak) > 1 else {}
    if has_article:
        found |= {
            at: reason for at, reason in sure.items() if reason in (CREDIT, COOKIES) or _alone(lines[at])
        }
    if not found:
        return {}
    is_page = len(sure) + len(weak) > 1
    others = _other_articles(lines, found, is_page=is_page)
    if is_page:
        found |= dict.fromkeys([*weak, *_entries(lines, sure.keys() | weak)], BUTTON)
        found |= _about_article(lines, found)
    found |= others
    found |= _appendix(lines, found)
    return found


def _headline(lines: Sequence[Line], found: dict[int, str]) -> int | None:
    """Return the line of an article's page that stands right above its first byline or date, as headlines do."""
    first = min((at for at, reason in found.items() if reason == BYLINE), default=0)
    if not first or found.get(first - 1):
        return None
    above = lines[first - 1]
    is_plain = above.kind in ("line", "paragraph") and len(above.text.split()) > 1
    is_first = not any(_is_sentence(line) for line in lines[:first])
    return (
        first - 1 if is_plain and is_first and above.text.strip()[-1:] not in {".", ":", ";", ","} else None
    )


def _above(lines: Sequence[Line], found: dict[int, str], headline: int | None) -> dict[int, str]:
    """Return the short lines above a headline, below a page's first buttons: its name, its section."""
    if headline is None or 0 not in found:
        return {}
    short = [at for at in range(headline) if at not in found and len(lines[at].text.split()) <= _NAME]
    return dict.fromkeys(short, BUTTON)


def _beside_others(lines: Sequence[Line], sure: dict[int, str]) -> set[int]:
    """Return the lines of a single word such as "Share" that stand beside others of a page."""
    weak = {
        at
        for at, line in enumerate(lines)
        if at not in sure and len(line.text) <= _SHORT and WEAK.match(line.text.strip())
    }
    weak = {at for at in weak if lines[at].kind != "item" or len(sure) > 1}
    return {at for at in weak if {at - 1, at + 1} & (weak | sure.keys())}


def _entries(lines: Sequence[Line], known: set[int]) -> list[int]:
    """Return the entries of a menu that stand right below known ones: "News", "Sport"."""
    found: list[int] = []
    for at, line in enumerate(lines):
        is_short = len(line.text.split()) <= _ENTRY and line.text.strip()[-1:] not in {*SENTENCE_ENDS, ":"}
        is_below = not line.starts and (at - 1 in known or at - 1 in found)
        # A price stands below the stars of a shop's page.
        is_short = is_short and not re.search(r"\d", line.text)
        if at not in known and is_below and is_short and line.kind in ("paragraph", "line"):
            found.append(at)
    return found


def _alone(line: Line) -> bool:
    """Return whether a line is a sign of a page even if it is the only one: "5 min read"."""
    text = line.text.strip()
    return bool(
        re.match(
            r"^\W*\d{1,3} ?[-–]? ?min\w*\.? (?:read|de |di |lesezeit)|^\W*share this article|^\W*(?:©|\(c\)|copyright)\W.{0,80}rights reserved|.{0,60}all rights reserved\W*$|^\W*(?:обновлено|last updated|letzte aktualisierung|zuletzt aktualisiert|dernière mise à jour|última actualización|ultimo aggiornamento|última atualização)\W.*\d|.*\bwikip[eé]dia|^\W*(?:for immediate release|press release|pressemitteilung|communiqué de presse|(?:comunicado|nota) de prensa|comunicato stampa|(?:comunicado|nota) à imprensa|persbericht|pressmeddelande|informacja prasowa|пресс-релиз)\W*$|^posted by u/|^(?:post )?by [\w.-]{2,25} » .*\d{4}|^\W*home\s*[>›»]",
            text,
            re.IGNORECASE,
        )
    )


def _sure(line: Line, at: int, lines: Sequence[Line]) -> str:
    text = line.text.strip()
    if line.kind in ("row", "code", "picture", "rule", "apart", "verse") or not text:
        return ""
    if len(text) <= _SHORT:
        if SURE.match(text):
            return BUTTON
        if CREDITED.match(text):
            return CREDIT
        if WHEN.match(text) or _is_reporter(text):
            return BYLINE
    if OTHERS_BELOW.match(text) and _headlines_below(lines, at):
        return OTHERS
    if (more := MORE.match(text)) and _is_headline(more["rest"]) and line.kind != "item":
        return OTHERS
    if COOKIE.search(text) and len(CONSENT.findall(text)) > 1 and len(text) < 700:
        return COOKIES
    return ""


def _is_reporter(text: str) -> bool:
    """Return whether a line says which reporter wrote an article: "By Ella Marsh, science reporter"."""
    return is_byline(text) and "," in text and bool(REPORTER.search(text))


def _is_sentence(line: Line) -> bool:
    text = line.text.strip()
    return (
        line.kind in ("paragraph", "item")
        and len(text.split()) > 5
        and text.rstrip('"”’»)')[-1:] in {*SENTENCE_ENDS}
    )


def _is_headline(text: str) -> bool:
    text = text.strip()
    return (
        1 < len(text.split()) <= _HEADLINE_WORDS
        and text[-1:] not in {".", "。", ":", ";"}
        and not text[:1].islower()
    )


def _headlines_below(lines: Sequence[Line], at: int) -> list[int]:
    """Return the headlines that follow a line: items, headings or short lines that are no sentences."""
    found: list[int] = []
    for index in range(at + 1, len(lines)):
        line = lines[index]
        text = line.text.strip()
        if line.kind in ("rule", "picture") or not text:
            continue
        if line.kind not in ("item", "line", "heading", "paragraph") or not _is_headline(text):
            break
        found.append(index)
    # What stands right over a paragraph is the heading of the article that goes on.
    is_end = (
        not found
        or found[-1] == len(lines) - 1
        or lines[found[-1]].kind == "item"
        or not lines[found[-1]].starts
    )
    return found if is_end else found[:-1]


def _other_articles(lines: Sequence[Line], found: dict[int, str], *, is_page: bool) -> dict[int, str]:
    """Return the headlines of other articles below their heading."""
    others: dict[int, str] = {}
    for at, line in enumerate(lines):
        if not OTHERS_BELOW.match(line.text.strip()):
            continue
        below = [index for index in _headlines_below(lines, at) if index not in found]
        if below and (is_page or below[-1] == len(lines) - 1):
            others |= dict.fromkeys([at, *below], OTHERS)
    return others


def _appendix(lines: Sequence[Line], found: dict[int, str]) -> dict[int, str]:
    """Return what stands below the article of an encyclopedia: its sources, and where else to look."""
    if not any("wikip" in lines[at].text.lower() for at in found):
        return {}
    apart: dict[int, str] = {}
    reason = ""
    for at, line in enumerate(lines):
        text = line.text.strip()
        if LOOK_ALSO.match(text):
            reason = OTHERS
        elif SOURCES.match(text):
            reason = FOOTNOTE
        elif line.kind == "heading":
            reason = ""
        if reason and at not in found:
            apart[at] = reason
    return apart


def _is_dated(lines: Sequence[Line]) -> bool:
    """Return whether a line is there, and is the date of an article."""
    return any(DATED.match(line.text.strip()) or WHEN.match(line.text.strip()) for line in lines)


def _about_article(lines: Sequence[Line], found: dict[int, str]) -> dict[int, str]:
    """Return bylines, dates and credits that count where a page is known."""
    about: dict[int, str] = {}
    for at, line in enumerate(lines):
        text = line.text.strip()
        if (
            at in found
            or line.kind not in ("paragraph", "line", "item", "heading")
            or not text
            or len(text) > _SHORT
        ):
            continue
        if (
            is_byline(text)
            or DATED.match(text)
            or (
                at
                and _is_dated(lines[at + 1 : at + 2])
                and NAME_OVER_DATE.match(text)
                and at - 1 not in about
            )
        ):
            about[at] = BYLINE
        elif PLAIN_CREDIT.match(text):
            about[at] = CREDIT
    return about
