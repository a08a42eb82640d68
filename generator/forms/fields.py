"""Fields for one-line texts, long texts and keywords; lengths are counted as people see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, BinaryIO, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from generator.forms.rendering import Chips, LongText
from generator.models.generation import MAX_TEXT, MIN_TEXT
from studio.contracts import is_speakable
from studio.errors import StudioError
from studio.text.marks.told import read_marks
from studio.text.words.writing import tidy, tidy_line

MAX_KEYWORDS = 20
LONGEST_KEYWORD = 40
# Seconds of all pauses of one film that its owner asks for: some signs of text must not become an hour of film.
MOST_PAUSES = 300
# Characters that are read at once: pages and scripts have more marks and notes than words that are spoken.
MOST_PASTED = 3 * MAX_TEXT
# Commas and semicolons of Latin, Arabic and Chinese scripts.
SEPARATORS = re.compile("[,;\\u060c\\u061b\\u3001\\uff0c\\uff1b]")


def must_pass(inspect: Callable[[BinaryIO, int], object], file: UploadedFile) -> None:
    """Raise ValidationError, with what an inspection says, for a file that cannot be used."""
    try:
        inspect(cast(BinaryIO, file.file), file.size or 0)
    except StudioError as error:
        raise ValidationError(str(error), code="not_usable") from error


def too_long_pauses(seconds: float) -> str:
    """Return why pauses of so many seconds together are refused; empty if they are not."""
    if seconds <= MOST_PAUSES:
        return ""
    return f"All pauses together take {seconds:.0f} seconds, and {MOST_PAUSES} is the most in one video."


class LineField(forms.CharField):
    """A text of one line without control characters."""

    def to_python(self, value: Any) -> str:
        return tidy_line(super().to_python(value) or "")


class LongTextField(forms.CharField):
    """A text of many lines without control characters and unassigned code points."""

    widget = LongText

    def to_python(self, value: Any) -> str:
        # Browsers send a line break as two characters but count it as one.
        return tidy(super().to_python(value) or "").strip()


def too_many_letters(spoken: int, pasted: int) -> str:
    """Return why a text is refused of which so many characters would be spoken; empty if it is not."""
    if spoken <= MAX_TEXT:
        return ""
    of_all = f"{spoken:,} of the {pasted:,}" if spoken < pasted else f"{spoken:,}"
    return (
        f"The narrator would speak {of_all} characters of your text, and {MAX_TEXT:,} is the most that one video can "
        "tell. Please shorten it, or make two videos of it."
    )


class SpokenText(LongTextField):
    """A text that can be spoken; others are refused with a plain sentence.

    Where `is_read` is true, what is spoken of it is found later, and its form refuses one of which that is too much.
    """

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "Please write what the video should tell.",
        "unspeakable": "Please write some words: a narrator cannot speak signs alone.",
    }

    def __init__(self, *, is_read: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.is_read = is_read

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        told = read_marks(value)
        if not is_speakable(told.shown):
            raise ValidationError(self.error_messages["unspeakable"], code="unspeakable")
        if refusal := too_long_pauses(told.pause_seconds):
            raise ValidationError(refusal, code="too_long_pauses")
        if len(value) < MIN_TEXT:
            raise ValidationError(f"Please write at least {MIN_TEXT} characters.", code="too_short")
        if self.is_read and len(value) > MOST_PASTED:
            raise ValidationError(
                f"Your text has {len(value):,} characters with its marks and notes, and {MOST_PASTED:,} is the most "
                "that is read at once. Please shorten it, or make two videos of it.",
                code="too_long",
            )
        if not self.is_read and (refusal := too_many_letters(len(value), len(value))):
            raise ValidationError(refusal, code="too_long")


class Keywords(forms.CharField):
    """Keywords separated by commas of any script, without duplicates."""

    widget = Chips

    def to_python(self, value: Any) -> str:
        words = (tidy_line(word) for word in SEPARATORS.split(super().to_python(value) or ""))
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
