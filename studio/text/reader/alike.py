"""Headings that other lines show: numbered ones alike, names of pages, what stands over lists, terms and other headings."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studio.text.reader.line import Line
from studio.text.reader.lines import TERM
from studio.text.reader.notes.chatter import is_page_number
from studio.text.reader.notes.labels import role_of, split_label
from studio.text.reader.notes.mails import NOTICE
from studio.text.reader.notes.page_signs import BUTTON

_NUMBER = re.compile(r"(\d{1,2})[.)] (?=\S)")
# What stands over a list, however long.
OVER_LIST = re.compile(
    r"^(?:the )?(?:come si fa|cosa serve|occorrente|so geht(?: e)?['’]?s|du brauchst|man braucht|comment faire|il vous faut|ce qu'il (?:vous )?faut|cómo se hace|cómo hacer(?:lo)?|qué necesitas|necesitas|como fazer|você vai precisar|hoe maak je het|wat heb je nodig|gör så här|du behöver|slik gjør du|du trenger|sådan gør du|sposób przygotowania|wykonanie|как приготовить|что нужно|понадобится|you(?:'ll)? need|what you(?:'ll)? need|ingredients?|instructions?|directions|method|equipment|materials|zutaten|zubereitung|ingr[ée]dients?|pr[ée]paration|étapes|ingredientes?|preparaci[óo]n|elaboraci[óo]n|pasos|ingredienti|preparazione|procedimento|ingredientes|modo de preparo|preparo|ingrediënten|bereiding|składniki|przygotowanie|ingredienser|ingredience|suroviny|postup|malzemeler|yapılışı|hozzávalók|elkészítés|ingrediente|ингредиенты|приготовление|інгредієнти|приготування|材料|做法|步骤|作り方|재료|만드는 법)\b",
    re.IGNORECASE,
)
# What pages and letters of mailing lists have above or below their name.
_OF_PAGES = (BUTTON, NOTICE)
_LONGEST = 80
_TIMED = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2} (?:[–—|-] )?([^\W_].{0,60})$")
_FEWEST_CHAPTERS = 3
_SHORTEST = 3
_GREETING_WORDS = 4
# "Lyon, le 12 mai 2025" over a letter or a report.
_WRITTEN_ON = re.compile(
    r"[^\W\d_][^,\d]{1,30}, (?:(?:le|den|el|il|em|a) )?\d{1,2}(?:\.|er)? [^\d]{2,16} \d{4}$"
)
# "Cook (m/f/d)", in the advertisement of a job.
_JOB = re.compile(r"\((?:[mwfhkdxi](?:/[mwfhkdxi*]){1,3}|all genders|gn|h/f|f/h)\)", re.IGNORECASE)
# "Mardi 4 mars, 18 h", "12. 7., 19:00", "Sat 4 Oct · Village hall".
_DAY = re.compile(
    r"\b\d{1,2}(?:\.|er|st|nd|rd|th)? (?:de )?[^\W\d_]{3,10}\b[^\n]*[,·|–—]|[^\W\d_]{3,}[^\n]*\b\d{1,2}[.:]\d{2}\b|\d{4}年|\d{1,2}月\d{1,2}日"
)
_MOST_WORDS = 10


def with_headings_alike(lines: Sequence[Line]) -> list[Line]:
    """Return lines with numbered ones as headings where all are counted, each has its paragraph, and one is a heading."""
    lines = list(lines)
    found = [
        (at, int(number[1]))
        for at, line in enumerate(lines)
        if line.kind in ("item", "paragraph", "line", "heading") and (number := _NUMBER.match(line.text))
    ]
    places = [at for at, _ in found]
    if len(found) < 2 or [number for _, number in found] != [*range(1, len(found) + 1)]:
        return lines
    if not any(lines[at].kind == "heading" for at in places):
        return lines
    has_body = all(at + 1 < len(lines) and at + 1 not in places for at in places)
    are_names = all(len(lines[at].text) <= _LONGEST and not _ends(lines[at].text) for at in places)
    return _as_headings(lines, places) if has_body and are_names else lines


def _ends(text: str) -> bool:
    return text[-1:] in {*".!。！;,"}


def _as_headings(lines: list[Line], places: Sequence[int]) -> list[Line]:
    return [
        replace(line, kind="heading", level=line.level or 2) if at in places else line
        for at, line in enumerate(lines)
    ]


def chapters_from(lines: Sequence[str]) -> int:
    """Return by which line, 1 or 2, the chapters of a recording begin: "1:12 Boarding in the rain"; 0 if none do."""
    named = [found[1] for line in lines if (found := _TIMED.match(line))]
    first = 1 + (_TIMED.match(lines[0]) is None)
    are_all = len(named) == len(lines) - first + 1 and bool(_TIMED.match(lines[-1]))
    return first if len(named) >= _FEWEST_CHAPTERS and are_all and not any(map(_ends, named)) else 0


def _is_over_first(first: Line, below: Sequence[Line]) -> bool:
    """Return whether the first line stands over a letter ("Hei kaikki,") or over the day and the place of a meeting."""
    text, second = first.text.strip(), below[0].text.strip()
    # What is longer is no name, and slow to look through.
    if max(len(text), len(second)) > _LONGEST:
        return False
    is_name = (
        first.kind in ("paragraph", "line")
        and len(text.split()) <= _MOST_WORDS
        and text[-1:] not in {*".!?。！？:：;,"}
        and split_label(text) is None
        and len(below) > 1
        and below[1].starts
    )
    is_letter = below[0].starts and second.endswith(",") and len(second.split()) <= _GREETING_WORDS
    is_day = (
        not below[0].starts
        and below[0].kind == "line"
        and bool(_DAY.search(second))
        and not re.search(r"\d", text)
        and len(second.split()) <= _MOST_WORDS
    )
    return is_name and below[0].kind in ("paragraph", "line") and (is_letter or is_day)


def names_text(lines: Sequence[Line]) -> bool:
    """Return whether the first line names a text although it has a colon: "Job advert: Night baker" over headings."""
    first, *below = lines
    is_thread = "🧵" in first.text and first.kind != "item" and bool(below) and below[0].kind == "item"
    if is_thread or (below and _is_over_first(first, below)):
        return True
    label = split_label(first.text)
    if not (label and label[1] and below and below[0].starts and first.kind in ("paragraph", "line")):
        return False
    is_short = len(first.text.split()) <= _MOST_WORDS and not re.search(r"[,;.!?]|\d", label[1])
    return (
        is_short
        and role_of(label[0]) is None
        and not is_page_number(first.text)
        and "://" not in first.text
        and split_label(below[0].text) is None
        and sum(line.kind == "heading" for line in below) > 1
    )


def with_name_of_page(lines: Sequence[Line]) -> list[Line]:
    """Return lines with a page's name as a heading: alone right above or below the first of what only pages have."""
    lines = list(lines)
    first = next((at for at, line in enumerate(lines) if line.kind != "apart"), None)
    if first is None or any(line.kind == "heading" for line in lines[: first + 1]):
        return lines
    is_above = first == 0 and len(lines) > 1 and lines[1].kind == "apart" and lines[1].reason in _OF_PAGES
    is_below = first > 0 and lines[first - 1].reason == BUTTON
    below = next((line for line in lines[first + 1 :] if line.kind != "apart"), None)
    line = lines[first]
    is_name = (
        line.kind in ("paragraph", "line")
        and line.starts
        and 1 < len(line.text.split()) <= _MOST_WORDS + 4
        and not (_ends(line.text) or re.search(r"\d{4}$", line.text))
        and split_label(line.text) is None
    )
    is_alone = is_above or (below is not None and below.starts and below.kind == "paragraph")
    if is_name and is_alone and below is not None and (is_above or is_below):
        lines[first] = replace(line, kind="heading", level=1)
    return lines


def is_over_headings(text: str, following: Line) -> bool:
    """Return whether a line stands over the names of parts: "INGREDIENTS"."""
    is_name = OVER_LIST.fullmatch(text) or _JOB.search(text) or (text.isupper() and len(text) > _SHORTEST)
    return bool(is_name) and following.kind == "heading" and following.starts


def is_over_terms(text: str, following: Line) -> bool:
    """Return whether a line stands over a glossary: "lava = magma that has come out"."""
    return following.kind == "line" and bool(TERM.match(following.text)) and not TERM.match(text)


def is_numeral(lines: Sequence[str]) -> bool:
    """Return whether a line alone counts the parts of a poem: "II"."""
    return len(lines) == 1 and bool(re.fullmatch(r"(?:[IVXL]{1,6}|\d{1,2})\.?", lines[0].strip()))


def is_listed(line: Line, above: Line | None) -> bool:
    """Return whether an item belongs to the one above it."""
    return (
        above is not None
        and above.kind == "item"
        and (not line.starts or above.text[:1].isdigit())
        and not line.text.strip().startswith(("1.", "1)"))
    )


def is_written_on(text: str) -> bool:
    """Return whether a line is the place and the day over a letter or a report."""
    return bool(_WRITTEN_ON.match(text))
