"""What printed pages have besides their words: their numbers and heads."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from studio.text.reader.notes.mails import FOOTNOTE

_NUMBER = re.compile(r"^\s*(?:[-–—|·]\s*)?(\d{1,4})(?:\s*[-–—|·])?\s*$")
# A number that a page has in the middle of a line of its own.
_MIDDLE = re.compile(r"^\s{16,}\d{1,4}\s*$")
# "Annual Report 2023      4", "12 | The history of bread".
_NUMBER_LAST = re.compile(
    r"^\s*(?P<head>\S.{2,70}?)(?:\s{2,}|\s*[|·–—]\s*|\s+(?:page|seite|p\.)\s*)(?:(?:page|seite|página|pagina|strona|стр\.|p\.)\s*)?(?P<number>\d{1,4})(?:\s*(?:of|/|von|sur|de|di|z|из)\s*\d{1,4})?\s*$",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(r"^\s*(?P<number>\d{1,4})(?:\s{2,}|\s*[|·–—]\s*)(?P<head>[^\W\d].{2,70}?)\s*$")
# Between a page's number and its head, which may be the chapter's: "46            THE SALT PATH".
_WIDE = re.compile(r"\S {4,}\S")
# "¹ Archive of the city, box 14." at a line's start, and the same mark behind a word.
_FOOT = re.compile(r"^[ \t]*(?P<mark>[¹²³⁴-⁹⁰]{1,2})[ \t]*(?=\S)(?P<note>[^\n]+)$", re.MULTILINE)
# Pages have so many lines at least.
_FEWEST_LINES = 3


# The same in plain figures, as they come out of a PDF: "every year.1", "1 See Hartley, p. 44.".
_PLAIN_FOOT = re.compile(
    r"^[ \t]*(?P<mark>[1-9]\d?)[ \t]+(?=[^\W\d_a-z])(?P<note>[^\n]{6,200})$", re.MULTILINE
)


_STARRED = re.compile(
    r"(?<=[^\W\d_.,;!?”\")])(?:[.,;!?”\"]?)(?P<first>\*)(?=\s)[^*]*?\n[ \t]*(?P<note>\*)(?=[ \t]*[^\W\d_a-z])"
)


def _with_raised_marks(text: str) -> str:
    """Return a text in which the numbers of footnotes are raised, where they are plain figures behind a sentence."""
    # A star once behind a word and once before a note below it.
    if text.count("*") == 2 and (starred := _STARRED.search(text)):
        text = f"{text[: starred.start('first')]}¹{text[starred.end('first') : starred.start('note')]}¹ {text[starred.end('note') :].lstrip()}"
    for found in reversed(list(_PLAIN_FOOT.finditer(text))):
        mark = found["mark"]
        behind = re.compile(rf"(?<=[^\W\d_][.,;!?”\"»)]){mark}(?=\s|$)")
        above = list(behind.finditer(text, 0, found.start()))
        if len(above) == 1:
            raised = mark.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
            text = f"{text[: found.start()]}{raised} {found['note']}{text[found.end() :]}"
            text = f"{text[: above[0].start()]}{raised}{text[above[0].end() :]}"
    return text


def set_footnotes_apart(text: str) -> str:
    """Set the notes at the foot of pages apart, and take away their raised numbers: "at first.¹", "¹ Archive, box 14."."""
    text = _with_raised_marks(text)
    marks = [found["mark"] for found in _FOOT.finditer(text)]
    # "10²" is a power; a note has its mark twice, at its foot and behind the word that it is about.
    marks = [mark for mark in marks if re.search(rf"[^\W\d_][.,;:!?…\"”’»)]*{mark}(?![\w¹²³⁴-⁹⁰])", text)]
    if not marks:
        return text

    def apart(found: re.Match[str]) -> str:
        return f"\n```{FOOTNOTE}\n{found[0].strip()}\n```\n" if found["mark"] in marks else found[0]

    told = _FOOT.sub(apart, text)
    behind = re.compile(
        rf"(?<=[^\W\d_.,;:!?…\"”’»)])(?:{'|'.join(marks)})(?![\w¹²³⁴-⁹⁰])|(?<=[.,;:!?…\"”’»)])(?:{'|'.join(marks)})(?![\w¹²³⁴-⁹⁰])"
    )
    return behind.sub("", told)


def read_print(text: str) -> str:
    """Set the numbers of pages apart: numbers alone, or beside words that come again, of which each is the next one."""
    if not re.search(r"\d", text):
        return text
    lines = text.split("\n")
    lines = [f"\np. {line.strip()}\n" if _MIDDLE.match(line) else line for line in lines]
    text = "\n".join(lines)
    found = {index: (page[1], "") for index, line in enumerate(lines) if (page := _NUMBER.match(line))}
    if not _is_counting([number for number, _ in found.values()]) or _are_chapters(lines):
        found = {}
    heads = {
        index: (page["number"], page["head"])
        for index, line in enumerate(lines)
        if (page := _NUMBER_LAST.match(line) or _NUMBER_FIRST.match(line))
    }
    numbers = {int(number) for number in re.findall(r"^p\. (\d{1,4})$", text, re.MULTILINE)}
    again = Counter(head for _, head in heads.values())
    heads = {
        index: page
        for index, page in heads.items()
        if again[page[1]] > 1
        or (_WIDE.search(lines[index]) and (page[1].isupper() or _is_beside(page[0], numbers)))
    }
    if _is_counting([number for number, _ in heads.values()]) or (len(heads) == 1 and numbers):
        found |= heads
    if found:
        number = next(iter(found.values()))[0]
        found |= {
            index: (number, line.strip())
            for index, line in enumerate(lines)
            if index not in found and _is_running_head(lines, index)
        }
    numbered = sorted(index for index in found if not _is_running_head(lines, index))
    if any(later - earlier < _FEWEST_LINES for earlier, later in pairwise(numbered)):
        return text
    for index, (number, head) in found.items():
        lines[index] = f"\np. {number} – {head}\n" if head else f"\np. {number}\n"
    return "\n".join(lines)


def _is_running_head(lines: list[str], index: int) -> bool:
    """Return whether a line alone is the head of each page: it comes again word by word, and ends no sentence."""
    line = lines[index].strip()
    is_alone = not "".join(lines[index + 1 : index + 2]).strip()
    return len(line) > 8 and is_alone and line[-1:].isalnum() and lines.count(lines[index]) > 1


def _are_chapters(lines: list[str]) -> bool:
    """Return whether numbers alone are those of chapters: then a text begins with 1, above an empty line."""
    return lines[0].strip().strip(".") == "1" and not "".join(lines[1:2]).strip()


def _is_beside(number: str, others: set[int]) -> bool:
    return bool({int(number) - 1, int(number) + 1} & others)


def _is_counting(numbers: list[str]) -> bool:
    return len(numbers) > 1 and all(int(second) == int(first) + 1 for first, second in pairwise(numbers))
