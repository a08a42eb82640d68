"""What stands around the text itself: a chat model's own words, the head of a script, page numbers, hashtags."""

from __future__ import annotations

from collections.abc import Sequence

from studio.text.reader.line import Line
from studio.text.reader.notes.brackets import read_scene
from studio.text.reader.notes.chatter import (
    are_hashtags,
    is_below_script,
    is_button,
    is_folded,
    is_link,
    is_named_link,
    is_offer,
    is_over_script,
    is_page_furniture,
    is_page_number,
    is_plainly_preface,
    is_postscript,
    is_praise,
    is_preface,
)
from studio.text.reader.notes.heads import name_of_script
from studio.text.reader.notes.labels import split_label
from studio.text.reader.notes.page_signs import WHEN

MODEL = "the assistant's own words"
ABOUT_SCRIPT = "about the script"
FOLDED = "part of a page"
# A text has at most so many links below it.
_MOST_LINKS = 15
# And the name of a script has at most so many rules over it.
_MOST_ABOVE = 12


def why_apart(lines: Sequence[Line], index: int, *, in_script: bool, is_chat: bool) -> str:
    """Return why a line does not belong to the text at all; "" if it does."""
    line = lines[index]
    text = line.text.strip()
    last = len(lines) - 1
    if index <= 1 and last > index and (is_preface if in_script else is_plainly_preface)(text):
        return MODEL
    # "Great question!" opens stories too; only a chat model has headings and lists below it.
    if (
        index == 0
        and last > 1
        and is_praise(text)
        and any(one.kind in ("heading", "item", "rule") for one in lines[:4])
    ):
        return MODEL
    is_first = index <= _MOST_ABOVE and sum(one.kind != "rule" for one in lines[:index]) <= 1
    name = name_of_script(text) if is_first and in_script and last > index else None
    # Below a rule "Script" may be the label of what is spoken.
    if name is not None and (name or index <= 1):
        return ABOUT_SCRIPT
    if in_script and _is_beside_script(lines, index):
        return MODEL
    if index == last and index > 0 and (is_folded(text) or WHEN.match(text)):
        return FOLDED
    if index >= last - 2 and index > 0 and is_postscript(text) and (line.starts or index == last):
        return MODEL if in_script or _has_preface(lines) or is_offer(text) else ""
    if _is_promoted(lines, index) or _is_among_last_links(lines, index):
        return FOLDED
    is_outer = index in (0, last) and not is_button(text)
    if is_page_furniture(text) and (is_outer or is_chat or _has_preface(lines)):
        return MODEL
    if is_page_number(text) and line.kind == "paragraph" and line.starts and last > 0:
        return "page number"
    return "hashtags" if are_hashtags(text) and index > 0 else ""


def _is_beside_script(lines: Sequence[Line], index: int) -> bool:
    """Return whether a line without a label above or below all parts of a script tells of it."""
    if 1 < index < len(lines) - 1:
        return False
    line = lines[index]
    text = line.text.strip()
    label = split_label(text)
    if line.kind != "paragraph" or not line.starts or (label and label[1]) or read_scene(text) is not None:
        return False
    if index <= 1 and is_over_script(text):
        return len(lines) > index + 1 and (lines[index + 1].starts or lines[index + 1].kind != "paragraph")
    return index == len(lines) - 1 and index > 1 and is_below_script(text)


def _is_promoted(lines: Sequence[Line], index: int) -> bool:
    """Return whether a line is one of the last, of which each only says where else to look: "Listen: https://…"."""
    if index < max(1, len(lines) - _MOST_LINKS) or not is_link(lines[index].text):
        return False
    beside = [line.text for line in (lines[index - 1], *lines[index + 1 :]) if line.text.strip()]
    below = beside[1:] if lines[index - 1].text.strip() else beside
    are_last = all(is_link(text) or are_hashtags(text) for text in below)
    return are_last and any(is_link(text) or are_hashtags(text) for text in beside)


def _is_among_last_links(lines: Sequence[Line], index: int) -> bool:
    """Return whether nothing but named addresses, hashtags and the headings over these stand from a line on."""
    line = lines[index]
    if index < max(1, len(lines) - _MOST_LINKS) or not (_is_named(line) or line.kind == "heading"):
        return False
    beside = [one for one in lines[index - 1 :] if _is_named(one)]
    # Two addresses alone may be what somebody wants to be read.
    is_shown = any(
        is_link(one.text) or are_hashtags(one.text) or one.kind == "heading" for one in lines[index - 1 :]
    )
    follows = line.kind != "heading" or (index + 1 < len(lines) and _is_named(lines[index + 1]))
    are_last = all(_is_named(one) or one.kind == "heading" or are_hashtags(one.text) for one in lines[index:])
    return len(beside) > 1 and follows and are_last and is_shown


def _is_named(line: Line) -> bool:
    return is_link(line.text) or is_named_link(line.text)


def _has_preface(lines: Sequence[Line]) -> bool:
    return any(
        is_plainly_preface(line.text)
        or is_praise(line.text)
        or (is_page_furniture(line.text) and not is_button(line.text))
        for line in lines[:2]
    )
