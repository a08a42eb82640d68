"""Fields for long texts, counted as their writers see them, and for keywords."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from generator.forms.rendering import Chips, LongText
from generator.models.generation import MAX_TEXT, MIN_TEXT

MAX_KEYWORDS = 20
LONGEST_KEYWORD = 40
# Commas and semicolons as Latin, Arabic and Chinese scripts have them.
SEPARATORS = re.compile("[,;\\u060c\\u061b\\u3001\\uff0c\\uff1b]")


class LongTextField(forms.CharField):
    """A text of many lines without control characters and codes that stand for no sign."""

    widget = LongText

    def to_python(self, value: Any) -> str:
        # Browsers send each line break as two characters and count it as one.
        text = (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return "".join(sign for sign in text if sign in "\n\t" or _is_text(sign)).strip()


class Line(forms.CharField):
    """A line of text without control characters and codes that stand for no sign."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return "".join(" " if sign.isspace() else sign for sign in text if _is_shown(sign)).strip()


class SpokenText(LongTextField):
    """A text that the narrator can speak; what cannot be spoken is refused with a plain sentence."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "Please write what the video should tell.",
        "unspeakable": "Please write some words: a narrator cannot speak signs alone.",
    }

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        if not any(sign.isalnum() for sign in value):
            raise ValidationError(self.error_messages["unspeakable"], code="unspeakable")
        if len(value) < MIN_TEXT:
            raise ValidationError(f"Please write at least {MIN_TEXT} characters.", code="too_short")
        if len(value) > MAX_TEXT:
            raise ValidationError(
                f"Your text has {len(value):,} characters, and {MAX_TEXT:,} is the most that one video can tell. "
                "Please shorten it, or make two videos of it.",
                code="too_long",
            )


class Keywords(forms.CharField):
    """Keywords between commas, of whatever script; one that is there twice counts once."""

    widget = Chips

    def to_python(self, value: Any) -> str:
        visible = "".join(
            " " if sign.isspace() else sign for sign in super().to_python(value) or "" if _is_shown(sign)
        )
        words = (" ".join(word.split()) for word in SEPARATORS.split(visible))
        return ", ".join({word.casefold(): word for word in words if word}.values())

    def validate(self, value: str) -> None:
        super().validate(value)
        words = value.split(", ")
        if len(words) > MAX_KEYWORDS:
            raise ValidationError(f"Please keep to {MAX_KEYWORDS} keywords.", code="too_many")
        if longest := next((word for word in words if len(word) > LONGEST_KEYWORD), ""):
            raise ValidationError(
                f"“{longest[:LONGEST_KEYWORD]}…” is too long for a keyword: please put commas between them.",
                code="too_long",
            )


def _is_shown(sign: str) -> bool:
    return sign.isspace() or _is_text(sign)


def _is_text(sign: str) -> bool:
    """Tell if a code can stand for a sign: it is not private, no half of a pair, and none that Unicode never gives away.

    Codes that are not given away yet may: Python knows the emoji of the year in which it was made.
    """
    code = ord(sign)
    is_never_given = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return not is_never_given and unicodedata.category(sign) not in ("Cc", "Co", "Cs")
