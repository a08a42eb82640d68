"""The lines of a pasted text, with what its marks say of each."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studio.text.reader.alike import (
    OVER_LIST,
    chapters_from,
    is_listed,
    is_numeral,
    is_over_headings,
    is_over_terms,
    is_written_on,
    names_text,
    with_headings_alike,
    with_name_of_page,
)
from studio.text.reader.formats.parts import Part
from studio.text.reader.line import Line
from studio.text.reader.lines import are_verses, ends_sentence, is_wrapped, join_lines
from studio.text.reader.notes.brackets import BRACKETED, is_note, is_slug, read_scene
from studio.text.reader.notes.chatter import is_page_number
from studio.text.reader.notes.labels import Role, is_part, is_stanza_label, may_speak, role_of, split_label
from studio.text.reader.notes.page_signs import is_byline, is_page
from studio.text.reader.notes.pages import with_furniture
from studio.text.reader.notes.times import has_times, without_times
from studio.text.storyboard.naming import is_salutation

# Longest plain lines that may be headings, in characters and words.
_LONGEST_HEADING, _MOST_WORDS = 64, 10
_CHAPTER = re.compile(
    r"^(?:(?:first|second|third|fourth|fifth|last|erste[rs]?|zweite[rs]?|dritte[rs]?|vierte[rs]?|fünfte[rs]?|letzte[rs]?|premier|deuxième|troisième|primer|segundo|tercer|primo|secondo|terzo) (?:chapter|part|act|kapitel|teil|akt|aufzug|chapitre|acte|capítulo|acto|capitolo|atto)$|"
    r"(?:chapter|part|act|lesson|unit|section|book|exercise|aufgabe|übung|exercice|ejercicio|esercizio|exercício|kapitel|teil|akt|lektion|chapitre|partie|acte|leçon|capítulo|parte|acto|lección|capitolo|atto|lezione|lição|глава|часть)"
    r"\s+(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten|eins|zwei|drei|un|uno|primero)\b)",
    re.IGNORECASE,
)
# "Episode 41: The clock", "Lesson plan: Magnets" alone on the first line.
_NAMED = re.compile(
    r"^(?:(?:episode|folge|épisode|episodio|episódio|эпизод|ep\.?)\s*#?\d+|(?:lesson|unit|project|study) plan|recipe|rezept|recette|receta|ricetta|receita|recept|przepis|oppskrift|opskrift|tarif|рецепт|unterrichtsentwurf|stundenentwurf|work ?sheet|arbeitsblatt|fiche pédagogique|quiz|test|game|story|poem|hymn|song|tutorial|how-to|diy|review|guide|fiche|ficha|scheda|plan de clase|piano di lezione|plano de aula)\s*[:–—-]\s*[^\W_]",
    re.IGNORECASE,
)
# For how many people something is.
_SERVES = re.compile(
    r"^(?:serves|makes|yields?|for|für|pour|para|per|ergibt|voor|dla|pro|для|на)\s+(?:about |ca\.? )?\d",
    re.IGNORECASE,
)
# The number of a newsletter or magazine.
_ISSUE = re.compile(
    r"^(?:no|nr|n°|issue|vol|volume|edition|ausgabe|numéro|número|numero|nummer|edição|выпуск)\.? ?#?\d{1,4}\b",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+[^\W\d_a-z]")
_MIDDLE_DOT = re.compile(r"\d.* [·•|] |[·•|] .*\d|^[^·•|.!?]{2,30} [·•] [^.!?]{2,40}$")
# "⏱ 20 min 🍽 serves 4": facts with a picture before each.
_PICTURED = re.compile(r"^[\u2300-\u2bff\U0001f300-\U0001faff]\ufe0f?\s*[^.!?]*\d[^.!?]*$")
# A title is so many times shorter than the lines below it; the label of a field has at most so many words.
_OVER, _FIELD_WORDS = 1.5, 3
_CLOSERS = "\"'”’»)]*_ "


_OVER_SIGNS = "🎙🎧📻🎬📺🎥📖📚🎵✨\ufe0f "
_VERSION = re.compile(r"v\d+\.")
# "III.", "4." alone over a part of a poem or a story.
_NUMERAL = re.compile(r"^(?:[IVXL]{1,6}|\d{1,2})\.?$")


def lines_of(parts: Sequence[Part]) -> list[Line]:
    """Return the lines of parts, as they were meant: joined where only a page's width parted them."""
    many = [part.lines for part in parts if part.kind in ("paragraph", "item") and len(part.lines) > 1]
    # A title may stand right over the wrapped lines of a page.
    wrapped = is_wrapped(many) or is_wrapped([lines[_is_over(lines) :] for lines in many])
    is_song = sum(is_stanza_label(lines[0]) for lines in many) > 1
    verses = (
        not wrapped
        and not is_page([line for part in parts for line in part.lines])
        and not _are_labelled(many)
        and not is_salutation("".join(line for part in parts[:1] for line in part.lines[:1]))
        and (
            is_song or are_verses(_stanzas(parts), counted=sum(is_numeral(part.lines) for part in parts) > 1)
        )
    )
    lines: list[Line] = []
    head: tuple[str, ...] = ()
    for part in parts:
        if part.kind == "row":
            head = part.lines if part.is_head else head
            lines.append(Line(kind="row", text="", cells=part.lines, head=() if part.is_head else head))
        elif part.kind in ("paragraph", "item") and part.lines:
            lines += _lines_of(part, wrapped=wrapped, verses=verses)
        else:
            lines.append(
                Line(
                    kind=part.kind,
                    text=" ".join(part.lines),
                    level=part.level,
                    starts=part.starts,
                    reason=part.reason,
                )
            )
    lines = with_name_of_page(with_furniture(lines))
    # A heading stands over what is left of a page without its furniture.
    own = iter(_with_headings([line for line in lines if line.kind != "apart"]))
    return [line if line.kind == "apart" else next(own) for line in lines]


def _lines_of(part: Part, *, wrapped: bool, verses: bool) -> list[Line]:
    whole: list[str] = []
    is_verse = verses and len(part.lines) > 1 and part.kind == "paragraph" and not _is_title_page(part.lines)
    over = _is_over(part.lines) if wrapped else 0
    for group in _groups(part.lines[over:]):
        whole += join_lines(group, wrapped=wrapped, verses=verses)
    whole = [*part.lines[:over], *whole]
    first = Line(
        kind="verse" if is_verse else part.kind, text="", is_strong=part.is_strong, is_italic=part.is_italic
    )
    lines = [replace(first, text=line, starts=part.starts and index == 0) for index, line in enumerate(whole)]
    if part.number:
        lines[0] = replace(lines[0], text=f"{part.number} {lines[0].text}")
    if part.kind == "item" or is_verse or len(lines) == 1:
        return lines
    if over := chapters_from(whole):
        return [replace(line, kind="line" if at < over - 1 else "item") for at, line in enumerate(lines)]
    # A line that ends no sentence, among others, is one of a list.
    return [
        line if _ends(line.text) or split_label(line.text) else replace(line, kind="line") for line in lines
    ]


def _are_labelled(many: Sequence[Sequence[str]]) -> bool:
    """Return whether lines have labels or are fields of a form: then they are no verses."""
    labels = [split_label(line) for lines in many for line in lines if not _is_stanza_label(line)]
    known = [label for label in labels if label and (role_of(label[0]) and label[1])]
    fields = [label for label in labels if label and label[1] and len(label[0].split()) <= _FIELD_WORDS]
    parts = [line for lines in many for line in lines if is_part(line) and not _is_stanza_label(line)]
    # "Present: R. Moss" and "Apologies: P. Reed" over each other are no stanza, whatever the others are.
    are_fields = any(
        len(lines) > 1
        and all((label := split_label(line)) and label[1] and len(label[0].split()) == 1 for line in lines)
        for lines in many
    )
    return bool(known or parts) or are_fields or len(fields) * 2 > len(labels)


def _stanzas(parts: Sequence[Part]) -> list[Sequence[str]]:
    """Return the lines of paragraphs that may be stanzas, without the labels and the title over them."""
    return [
        [line for line in part.lines if not _is_stanza_label(line)]
        for part in parts
        if part.kind == "paragraph"
        and not (_is_title_page(part.lines) or _CHAPTER.match(part.lines[0]) or is_numeral(part.lines))
    ]


def _is_stanza_label(line: str) -> bool:
    role = role_of(line)
    return is_stanza_label(line) or (
        (line.endswith(":") or is_note(line)) and bool(role and role[0] == Role.PART)
    )


def _is_title_page(lines: Sequence[str]) -> bool:
    """Return whether lines are a title and who wrote what follows."""
    return len(lines) == 2 and is_byline(lines[1]) and not _ends(lines[0])


def _is_over(lines: Sequence[str]) -> int:
    """Return 1 if the first of some lines is a title over those of a page, else 0."""
    if len(lines) < 3 or _ends(lines[0]) or not lines[1][:1].isupper() or split_label(lines[0]):
        return 0
    return int(len(lines[0]) * _OVER < max(map(len, lines)))


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """Part lines before those that begin something of their own: labels, scenes, brackets."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if groups[-1] and (_begins(line) or is_note(groups[-1][-1])):
            groups.append([])
        groups[-1].append(line)
    return groups


def _begins(line: str) -> bool:
    label = split_label(line)
    return (
        bool(label and (role_of(label[0]) or may_speak(label[0])))
        or read_scene(line) is not None
        or is_note(line)
        or has_times(line)
    )


def _ends(line: str) -> bool:
    return ends_sentence(line) or line.rstrip(_CLOSERS)[-1:] in {":", ";", ",", "—", "–", "-"}


def _with_headings(lines: list[Line]) -> list[Line]:
    """Find the headings of a text without marks: short lines that end no sentence, before those that do."""
    found: list[Line] = []
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        # A heading may stand over another one, but only at the beginning.
        is_first = (
            index == 0
            and bool(found)
            and _may_be_heading(line)
            and (_is_below_title(found) or _is_in_capitals(line))
        )
        above = lines[index - 1] if index else None
        is_heading = bool(found) and (is_first or _is_heading(line, found[0], above))
        found.insert(0, replace(line, kind="heading", level=line.level or 2) if is_heading else line)
    if found and names_text(found):
        found[0] = replace(found[0], kind="heading", level=1)
    return with_headings_alike(_without_lists(found, lines))


def _are_said(lines: Sequence[Line]) -> bool:
    """Return whether lines begin with what two people say in turn."""
    labels = [split_label(line.text) for line in lines[:3]]
    return len(lines) > 2 and all(label and label[1] and may_speak(label[0]) for label in labels)


def _ends_list(line: Line, following: Line, above: Line | None) -> bool:
    """Return whether a line is the last of several, and no title below the number of a chapter."""
    is_last = following.starts and not line.starts and line.kind == "line"
    return is_last and not (above and above.starts and _CHAPTER.match(above.text))


def _is_below_title(lines: Sequence[Line]) -> bool:
    """Return whether lines begin as those below a title do: with a heading, its author, a note, or facts over headings."""
    first = lines[0]
    if first.kind == "heading" or is_byline(first.text):
        return True
    if first.starts and (is_note(first.text) or is_part(first.text) or _are_said(lines)):
        return True
    has_headings = any(line.kind == "heading" for line in lines)
    # "Volume: 40 l", "Serves 4 · 35 minutes".
    is_fact = split_label(first.text) is not None or bool(
        _MIDDLE_DOT.search(first.text) or _PICTURED.search(first.text)
    )
    if has_headings and _ISSUE.match(first.text):
        return True
    if has_headings and _SERVES.match(first.text):
        return True
    is_plain = first.kind == "paragraph" or bool(
        _PICTURED.search(first.text) or _MIDDLE_DOT.search(first.text)
    )
    return has_headings and is_fact and is_plain and not _ends(first.text)


def _is_in_capitals(line: Line) -> bool:
    """Return whether a line is a title in capitals: "MINUTES OF THE GARDEN CLUB"."""
    return line.text.isupper() and len(line.text.split()) > 2 and not is_slug(line.text)


def _is_heading(line: Line, following: Line, above: Line | None) -> bool:
    text = line.text.strip()
    is_over_items = following.kind == "item" and not following.text[:1].isdigit()
    if (
        not _may_be_heading(line, is_over_items=is_over_items)
        or is_byline(text)
        or _ends_list(line, following, above)
    ):
        return False
    if (
        line.is_strong
        and line.starts
        and (following.starts or len(text.split()) > 1 or following.kind == "item")
    ):
        return line.kind == "paragraph" and not text.endswith((",", ";"))
    if text.endswith((":", "：")):
        most = _FIELD_WORDS + (following.kind == "item")
        is_short = len(text.split()) <= most or OVER_LIST.match(text)
        is_list = following.kind in ("item", "line") or (OVER_LIST.match(text) and not following.starts)
        return line.starts and bool(is_short) and bool(is_list)
    if line.starts and (
        _CHAPTER.match(text) or _NAMED.match(text.lstrip(_OVER_SIGNS)) or is_over_headings(text, following)
    ):
        return True
    if line.starts and _NUMERAL.match(text):
        return following.starts
    if line.kind == "item":
        is_over = following.starts and following.kind == "paragraph" and _is_body(following, text)
        return is_over and not is_listed(line, above)
    if line.starts and not _ends(text) and is_over_terms(text, following):
        return True
    is_over_amounts = bool(
        line.starts
        and following.kind == "line"
        and re.match(r"[€$£¥]?\d", following.text)
        and not text[0].isdigit()
    )
    is_over = is_over_amounts or _is_body(following, text) or (line.starts and _is_field(following))
    is_asked = is_over_items and line.starts and text.endswith(("?", "？"))
    return (not _ends(text) or is_asked) and not (text[0].islower() and not _VERSION.match(text)) and is_over


def _is_field(line: Line) -> bool:
    """Return whether a line right below another is a field: "Volume: 40 l"."""
    label = split_label(line.text)
    return bool(
        label
        and label[1]
        and not line.starts
        and len(label[0].split()) <= _FIELD_WORDS
        and not role_of(label[0])
    )


def _may_be_heading(line: Line, *, is_over_items: bool = False) -> bool:
    text = line.text.strip()
    is_numbered = line.kind == "item" and bool(re.match(r"\d+[.)] ", text))
    is_said_at = not line.is_strong and has_times(text) and split_label(without_times(text)) is not None
    if (_SERVES.match(text) and not text.endswith(":")) or is_said_at:
        return False
    if (
        not (line.kind in ("paragraph", "line") or is_numbered)
        or len(text) > _LONGEST_HEADING
        or len(text.split()) > _MOST_WORDS
    ):
        return False
    # "Grade 3 · 45 minutes" right below a title.
    is_fact = not line.starts and not line.is_strong and bool(_MIDDLE_DOT.search(text))
    is_fact = is_fact or is_written_on(text)
    if is_fact or is_page_number(text) or (text[:1].isdigit() and "," in text and text[-1] < "\u2600"):
        return False
    if line.starts and (
        _CHAPTER.fullmatch(text.rstrip(".")) or (_NUMERAL.match(text) and not text[0].isdigit())
    ):
        return True
    if (_CHAPTER.match(text) or _NAMED.match(text.lstrip(_OVER_SIGNS))) and line.starts:
        return not _ends(text) or text.endswith(("?", "？", "!"))
    is_label = split_label(text) is not None and not text.endswith((":", "："))
    is_question = line.starts and text.endswith(("?", "？")) and (line.is_strong or is_over_items)
    # "Thank you. (applause)" ends a sentence before its brackets.
    ends = (
        (_ends(text) or _ends(BRACKETED.sub("", text).strip()))
        and not text.endswith((":", "："))
        and not is_question
    )
    return not (is_label or is_note(text) or ends) and bool(re.search(r"[^\W\d_]", text))


def is_chapter(text: str) -> bool:
    """Return whether a line is the heading of one of several chapters: "Chapter 1: The letter"."""
    return bool(_CHAPTER.match(text) or re.match(r"(?:\d+[.)]|\d+(?:\.\d+)+|[IVXL]+\.) ", text))


def is_number(text: str) -> bool:
    """Return whether a heading is only the number of a part: "III.", "Chapter 2"."""
    return bool(_NUMERAL.match(text) or _CHAPTER.fullmatch(text.rstrip(".")))


def _is_body(line: Line, heading: str) -> bool:
    """Return whether a line is what a heading stands over."""
    if line.kind == "item":
        return True
    if line.kind == "verse":
        return line.starts
    ends = _ends(line.text) or _ends(BRACKETED.sub("", line.text).strip())
    # A heading in capitals stands over the shortest sentence as well.
    is_sentence = (
        line.kind == "paragraph"
        and ends
        and (_count(line.text) > 3 or (heading.isupper() and _count(line.text) > 1))
    )
    return is_sentence and (len(line.text) > len(heading))


def _count(text: str) -> int:
    """Return how many words a text has; where none are parted, two signs are one."""
    eastern = sum("\u3040" <= sign <= "\u9fff" for sign in text)
    return len(text.split()) + eastern // 2


def _without_lists(lines: list[Line], given: Sequence[Line]) -> list[Line]:
    """Keep lines without marks as headings only where these are fewer than what stands below them."""
    guessed = [
        now.kind != was.kind and not (now.is_strong or _CHAPTER.match(now.text) or _names_part(now.text))
        for now, was in zip(lines, given, strict=True)
    ]
    below = sum(line.kind in ("paragraph", "item", "verse", "line") for line in lines)
    if sum(guessed) <= below:
        return lines
    return [
        replace(line, kind="line") if is_guess else line
        for line, is_guess in zip(lines, guessed, strict=True)
    ]


def _names_part(text: str) -> bool:
    """Return whether a line is the label of a part of a film: "POINT 1"."""
    role = role_of(text)
    return bool(role and role[0] == Role.PART)
