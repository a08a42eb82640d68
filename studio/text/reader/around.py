"""What stands around the text itself: a chat model's own words, the head of a script, page numbers, hashtags."""

from __future__ import annotations

from collections.abc import Sequence

from studio.text.reader.line import Line
from studio.text.reader.notes.chatter import (
    are_hashtags,
    is_button,
    is_offer,
    is_page_furniture,
    is_page_number,
    is_plainly_preface,
    is_postscript,
    is_praise,
    is_preface,
)
from studio.text.reader.notes.heads import name_of_script

MODEL = "the assistant's own words"
ABOUT_SCRIPT = "about the script"


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
    if index <= 1 and in_script and last > index and name_of_script(text) is not None:
        return ABOUT_SCRIPT
    if index >= last - 2 and index > 0 and is_postscript(text) and (line.starts or index == last):
        return MODEL if in_script or _has_preface(lines) or is_offer(text) else ""
    is_outer = index in (0, last) and not is_button(text)
    if is_page_furniture(text) and (is_outer or is_chat or _has_preface(lines)):
        return MODEL
    if is_page_number(text) and line.kind == "paragraph" and line.starts and last > 0:
        return "page number"
    return "hashtags" if are_hashtags(text) and index > 0 else ""


def _has_preface(lines: Sequence[Line]) -> bool:
    return any(
        is_plainly_preface(line.text)
        or is_praise(line.text)
        or (is_page_furniture(line.text) and not is_button(line.text))
        for line in lines[:2]
    )
