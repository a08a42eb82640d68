"""The lines of a pasted text, with what its marks say of each."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.text.reader.formats.parts import Part
from studio.text.reader.lines import are_verses, ends_sentence, is_wrapped, join_lines
from studio.text.reader.notes.brackets import BRACKETED, is_slug, read_note, read_scene
from studio.text.reader.notes.chatter import is_page_number
from studio.text.reader.notes.labels import Role, labels_within, role_of, split_label
from studio.text.reader.notes.times import counts_from_start, has_times

# Longest plain lines that may be headings, in characters and words.
_LONGEST_HEADING, _MOST_WORDS = 64, 10
_CHAPTER = re.compile(
    r"^(?:(?:first|second|third|fourth|fifth|last|erste[rs]?|zweite[rs]?|dritte[rs]?|vierte[rs]?|fünfte[rs]?|letzte[rs]?|premier|deuxième|troisième|primer|segundo|tercer|primo|secondo|terzo) (?:chapter|part|act|kapitel|teil|akt|aufzug|chapitre|acte|capítulo|acto|capitolo|atto)$|"
    r"(?:chapter|part|act|lesson|unit|section|book|kapitel|teil|akt|lektion|chapitre|partie|acte|leçon|capítulo|parte|acto|lección|capitolo|atto|lezione|lição|глава|часть)"
    r"\s+(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten|eins|zwei|drei|un|uno|primero)\b)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]e) (?:[^\W\d_a-z][\w.'’-]+[, ]*){1,4}(?:,.*)?$"
)
# A title is so many times shorter than the lines below it; the label of a field has at most so many words.
_OVER, _FIELD_WORDS = 1.5, 3
_CLOSERS = "\"'”’»)]*_ "


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a text.

    `kind` is one of "heading", "paragraph", "item", "line" (of a list without marks), "verse", "row", "picture", "code", "rule"; `cells` are a row's,
    `head` those of the row that names its columns.
    """

    kind: str
    text: str
    level: int = 0
    is_strong: bool = False
    is_italic: bool = False
    starts: bool = True
    cells: tuple[str, ...] = ()
    head: tuple[str, ...] = ()


def lines_of(parts: Sequence[Part]) -> list[Line]:
    """Return the lines of parts, as they were meant: joined where only a page's width parted them."""
    many = [part.lines for part in parts if part.kind in ("paragraph", "item") and len(part.lines) > 1]
    # A title may stand right over the wrapped lines of a page.
    wrapped = is_wrapped(many) or is_wrapped([lines[_is_over(lines) :] for lines in many])
    verses = not wrapped and not _are_labelled(many) and are_verses(_stanzas(parts))
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
                Line(kind=part.kind, text=" ".join(part.lines), level=part.level, starts=part.starts)
            )
    return _with_headings(lines)


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
    # A line that ends no sentence, among others, is one of a list.
    return [
        line if _ends(line.text) or split_label(line.text) else replace(line, kind="line") for line in lines
    ]


def _are_labelled(many: Sequence[Sequence[str]]) -> bool:
    """Return whether lines have labels or are fields of a form: then they are no verses."""
    labels = [split_label(line) for lines in many for line in lines]
    known = [label for label in labels if label and (role_of(label[0]) and label[1])]
    fields = [label for label in labels if label and label[1] and len(label[0].split()) <= _FIELD_WORDS]
    parts = [line for lines in many for line in lines if _is_part(line) and not _is_stanza_label(line)]
    return bool(known or parts) or len(fields) * 2 > len(labels)


def _stanzas(parts: Sequence[Part]) -> list[Sequence[str]]:
    """Return the lines of paragraphs that may be stanzas, without the labels and the title over them."""
    return [
        [line for line in part.lines if not _is_stanza_label(line)]
        for part in parts
        if part.kind == "paragraph" and not _is_title_page(part.lines) and not _CHAPTER.match(part.lines[0])
    ]


def _is_stanza_label(line: str) -> bool:
    role = role_of(line)
    return (line.endswith(":") or _is_note(line)) and bool(role and role[0] == Role.PART)


def _is_title_page(lines: Sequence[str]) -> bool:
    """Return whether lines are a title and who wrote what follows."""
    return len(lines) == 2 and is_byline(lines[1]) and not _ends(lines[0])


def is_byline(text: str) -> bool:
    """Return whether a line says who has written a text: "by Lena Brandt"."""
    return bool(_BYLINE.match(text)) and not _ends(text)


def _is_over(lines: Sequence[str]) -> int:
    """Return 1 if the first of some lines is a title over those of a page, else 0."""
    if len(lines) < 3 or _ends(lines[0]) or not lines[1][:1].isupper() or split_label(lines[0]):
        return 0
    return int(len(lines[0]) * _OVER < max(map(len, lines)))


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """Part lines before those that begin something of their own: labels, scenes, brackets."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if groups[-1] and (_begins(line) or _is_note(groups[-1][-1])):
            groups.append([])
        groups[-1].append(line)
    return groups


def _begins(line: str) -> bool:
    label = split_label(line)
    return (
        bool(label and (role_of(label[0]) or _may_speak(label[0])))
        or read_scene(line) is not None
        or _is_note(line)
        or has_times(line)
    )


def _is_note(line: str) -> bool:
    return bool(BRACKETED.fullmatch(line.strip(" *_")))


def _ends(line: str) -> bool:
    return ends_sentence(line) or line.rstrip(_CLOSERS)[-1:] in {":", ";", ",", "—", "–", "-"}


def _with_headings(lines: list[Line]) -> list[Line]:
    """Find the headings of a text without marks: short lines that end no sentence, before those that do."""
    found: list[Line] = []
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        # A heading may stand over another one, but only at the beginning.
        is_first = index == 0 and bool(found) and _may_be_heading(line) and _is_below_title(found)
        above = lines[index - 1] if index else None
        is_heading = bool(found) and (is_first or _is_heading(line, found[0], above))
        found.insert(0, replace(line, kind="heading", level=line.level or 2) if is_heading else line)
    return _without_lists_of_headings(found)


def _are_said(lines: Sequence[Line]) -> bool:
    """Return whether lines begin with what two people say in turn."""
    labels = [split_label(line.text) for line in lines[:3]]
    return len(lines) > 2 and all(label and label[1] and _may_speak(label[0]) for label in labels)


def _ends_list(line: Line, following: Line, above: Line | None) -> bool:
    """Return whether a line is the last of several, and no title below the number of a chapter."""
    is_last = following.starts and not line.starts and line.kind == "line"
    return is_last and not (above and above.starts and _CHAPTER.match(above.text))


def _is_below_title(lines: Sequence[Line]) -> bool:
    """Return whether lines begin as those below a title do: with a heading, its author, a note, or facts over headings."""
    first = lines[0]
    if first.kind == "heading" or is_byline(first.text):
        return True
    if first.starts and (_is_note(first.text) or _is_part(first.text) or _are_said(lines)):
        return True
    has_headings = any(line.kind == "heading" for line in lines)
    return has_headings and split_label(first.text) is not None and first.kind == "paragraph"


def _is_heading(line: Line, following: Line, above: Line | None) -> bool:
    text = line.text.strip()
    if not _may_be_heading(line) or is_byline(text) or _ends_list(line, following, above):
        return False
    if (
        line.is_strong
        and line.starts
        and (following.starts or len(text.split()) > 1 or following.kind == "item")
    ):
        return line.kind == "paragraph" and not text.endswith((",", ";"))
    if text.endswith((":", "：")):
        return line.starts and len(text.split()) <= 3 and following.kind in ("item", "line")
    if _CHAPTER.match(text) and line.starts:
        return True
    if line.kind == "item":
        return following.starts and following.kind == "paragraph" and _is_body(following, text)
    is_over_amounts = (
        line.starts and following.kind == "line" and following.text[:1].isdigit() and not text[0].isdigit()
    )
    is_over = is_over_amounts or _is_body(following, text) or (line.starts and _is_field(following))
    return not _ends(text) and not text[0].islower() and is_over


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


def _may_be_heading(line: Line) -> bool:
    text = line.text.strip()
    is_numbered = line.kind == "item" and bool(re.match(r"\d+[.)] ", text))
    if (
        not (line.kind in ("paragraph", "line") or is_numbered)
        or len(text) > _LONGEST_HEADING
        or len(text.split()) > _MOST_WORDS
    ):
        return False
    if is_page_number(text) or (text[:1].isdigit() and "," in text):
        return False
    if _CHAPTER.match(text) and line.starts:
        return not _ends(text)
    is_label = split_label(text) is not None and not text.endswith(":")
    is_question = line.is_strong and line.starts and text.endswith(("?", "？"))
    ends = _ends(text) and not text.endswith((":", "：")) and not is_question
    return not (is_label or _is_note(text) or ends) and bool(re.search(r"[^\W\d_]", text))


def is_chapter(text: str) -> bool:
    """Return whether a line is the heading of one of several chapters: "Chapter 1: The letter"."""
    return bool(_CHAPTER.match(text) or re.match(r"(?:\d+[.)]|[IVXL]+\.) ", text))


def _is_body(line: Line, heading: str) -> bool:
    """Return whether a line is what a heading stands over."""
    if line.kind == "item":
        return True
    if line.kind == "verse":
        return line.starts
    ends = _ends(line.text) or _ends(BRACKETED.sub("", line.text).strip())
    is_sentence = line.kind == "paragraph" and ends and len(line.text.split()) > 3
    return is_sentence and (len(line.text) > len(heading))


def _without_lists_of_headings(lines: list[Line]) -> list[Line]:
    """Keep a line as heading only where headings are fewer than what stands below them."""
    found = sum(line.kind == "heading" and not line.is_strong and line.level == 2 for line in lines)
    below = sum(line.kind in ("paragraph", "item", "verse", "line") for line in lines)
    is_plain = found > below
    return [
        replace(line, kind="line")
        if is_plain and line.level == 2 and line.kind == "heading" and not line.is_strong
        else line
        for line in lines
    ]


def _may_speak(label: str) -> bool:
    """Return whether a label may be the name of somebody who speaks."""
    words = label.strip("*_ ").split()
    name = re.sub(r"\s*\([^)]*\)", "", " ".join(words)).strip()
    if (
        not name
        or len(name) > 28
        or not 1 <= len(name.split()) <= 4
        or not name[0].isalpha()
        or name[0].islower()
    ):
        return False
    return not re.search(r"[,;!?\"“”]|\d{3,}|\.\s", name)


_SPOKEN_TO = re.compile(
    r"\b(?:i|i'm|i've|i'll|me|my|you|you're|your|we|we're|us|our|let's|ich|du|wir|ihr|sie|mir|dir|mich|dich|je|j'|tu|vous|nous|moi|toi|yo|tú|usted|me|te|nos|io|noi|voi|mi|ti|eu|você|nós|ja|nein|oui|non|sí|no|yes|hello|hi|hallo|bonjour|hola|ciao|olá|я|ты|мы|вы|мне|тебе|да|нет)\b",
    re.IGNORECASE,
)
# Words before a colon that name a field, a step, a day: what follows them is not said by anybody.
_FIELDS = re.compile(
    r"^(?:steps?|tips?|days?|weeks?|months?|years?|rules?|reasons?|facts?|myths?|myth|fact|chapters?|lessons?|parts?|numbers?|phases?|pros?|cons?|options?|examples?|ingredients?|price|size|location|address|phone|"
    r"schritt|tipp|tag|woche|regel|grund|kapitel|teil|étape|jour|conseil|paso|día|consejo|passo|giorno|consiglio|dia|dica|шаг|день|совет)\b(?:\s*(?:#|no\.?)?\s*\d+)?$",
    re.IGNORECASE,
)


def speakers_of(lines: Sequence[Line]) -> frozenset[str]:
    """Return the names of those who speak in a text: labels that come again, or stand before what is said to somebody."""
    said: dict[str, list[str]] = {}
    sure = 0
    for line in lines:
        label = split_label(line.text)
        if label is None or line.kind == "row" or not _may_speak(label[0]) or not label[1]:
            continue
        role = role_of(label[0])
        is_other = role and (role[1] or role[0] not in (Role.NARRATION, Role.ABOUT))
        if is_other or _FIELDS.match(label[0].strip("*_ ")):
            continue
        sure += role is None
        said.setdefault(name_of(label[0]), []).append(label[1])
    texts = [text for found in said.values() for text in found]
    spoken = sum(bool(_SPOKEN_TO.search(text) or text.rstrip(_CLOSERS)[-1:] in {*"?!？！"}) for text in texts)
    again = any(len(found) > 1 for found in said.values())
    if len(texts) < 2 or not sure or (len(said) == 1 and not again):
        return frozenset()
    if spoken * 2 >= len(texts) or (again and len(said) > 1 and len(texts) > len(said) + 1):
        return frozenset(said)
    return frozenset()


def name_of(label: str) -> str:
    """Return the name in a speaker's label: "ANNA (whispering)" is "Anna"."""
    name = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", label.strip("*_ ")).strip()
    return name.title() if name.isupper() and len(name) > 2 else name


def is_script(lines: Sequence[Line]) -> bool:
    """Return whether lines are a script, with notes for those who make a film of it."""
    sure = likely = 0
    for line in lines:
        text = line.text.strip(" *_")
        label = split_label(text)
        role = role_of(label[0]) if label else None
        heads = [role_of(cell) for cell in line.cells] if not line.head else []
        bare = (
            role_of(text.strip("[]()【】 "))
            if line.kind == "heading" or line.is_strong or _is_note(text)
            else None
        )
        sure += bool(role and role[1] and role[0] not in (Role.HASHTAGS, Role.PART)) + is_slug(text)
        sure += sum(bool(head and head[0] in (Role.NARRATION, Role.PICTURE)) for head in heads) > 1
        sure += bool(bare and bare[1])
        sure += role is not None and role[0] == Role.PART and role[1]
        likely += read_scene(text) is not None or (
            has_times(text) and (line.kind == "heading" or line.is_strong or "[" in text or "(" in text)
        )
        # "Topic", "Date", "Problem" stand over other texts too.
        likely += bool(role and not role[1] and role[0] not in (Role.TITLE, Role.ABOUT, Role.PART))
        sure += any(map(_is_sure, [*_notes_within(line.text), *labels_within(line.text)[1:]]))
        sure += line.starts and line.kind in ("paragraph", "heading") and is_capitals(text) and _is_part(text)
        likely += sum(_is_square_note(note) for note in re.findall(r"\[([^\[\]\n]{3,300})\]", line.text))
    return sure > 0 or likely > 1 or _is_first_scene(lines)


def _notes_within(text: str) -> list[str]:
    """Return what stands in brackets within a line."""
    return [group for found in BRACKETED.findall(text) for group in found if group]


def _is_sure(note: str) -> bool:
    """Return whether brackets hold a label that only scripts have: "B-roll: a field"."""
    label = split_label(note)
    role = role_of(label[0]) if label else None
    return bool(role and role[1] and role[0] in (Role.PICTURE, Role.SOUND, Role.SCREEN, Role.NARRATION))


def _is_square_note(note: str) -> bool:
    """Return whether square brackets hold what is seen or read: "slow zoom on the cat", "text: she blinked"."""
    found = read_note(note, in_script=False, is_line=True)
    label = split_label(note)
    return bool(found and found.what in ("picture", "stage direction")) or bool(label and role_of(label[0]))


def is_capitals(text: str) -> bool:
    """Return whether a line is in capitals but for what stands in brackets: "HOOK (first 3 seconds)"."""
    return BRACKETED.sub("", text).isupper()


def _is_part(text: str) -> bool:
    """Return whether a line only names a part of a film that only scripts have: "OUTRO"."""
    role = role_of(text)
    return bool(role and role == (Role.PART, True))


def _is_first_scene(lines: Sequence[Line]) -> bool:
    """Return whether a heading or brackets name a scene."""
    return any(
        read_scene(line.text) is not None
        and (line.kind == "heading" or line.is_strong or _is_note(line.text))
        for line in lines
    )


def has_clocks(lines: Sequence[Line]) -> bool:
    """Return whether lines begin with the times of a recording."""
    return counts_from_start([line.text for line in lines])
