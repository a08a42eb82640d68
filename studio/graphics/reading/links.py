"""Addresses in a sentence: of sites and of mail, and telephone numbers. Their digits are no amounts."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re

_ENDS = (
    "com|org|net|app|io|dev|co|info|shop|store|edu|gov|tv|me|ai|online|site|blog|eu|uk|us|ca|au|de|at|ch|fr|es|pt|br|it|ru|in|jp|cn|"
    "mx|ar|nl|pl|example|test"
)
# The name before an end that may also be a word ("me", "in", "it", "de") has no capital after its full stop.
LINK = re.compile(
    rf"https?://[^\s«»“”（）。，]+|www\.[^\s«»“”（）。，]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@.])(?:[A-Za-z0-9][\w-]*\.)+(?:{_ENDS})(?:/[^\s«»“”。，]*)?(?![\w-])(?!\.\w)"
)
# Seven digits or more in groups, with a sign that amounts lack: a plus, a bracket, a leading nought or hyphens.
_DATE = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{1,4}")
PHONE = re.compile(
    r"(?<![\w.,-])(?:\+\d[\d\s().-]{6,}\d|\(\d{2,5}\)[\d\s.-]{5,}\d|0\d[\d\s/().-]{5,}\d|\d{3}-(?:\d{3}-)?\d{4})(?![\w-])"
)


# Digits in groups that are rung: "Llame al 900 123 456".
_RUNG = re.compile(
    r"(?:call|tel\.?|telephone|phone|dial|text|llam\w+|tel[eé]fono|appel\w+|rufen?\b[^.\d]*|anruf\w*|lig\w+|chiam\w+|звон\w+|позвон\w+|телефон\w*|اتصل\w*|कॉल)[^\d.!?]{0,20}?(?P<number>\d[\d\s.-]{5,}\d)",
    re.IGNORECASE,
)


def find_links(text: str) -> list[tuple[int, int]]:
    """Return the offsets of addresses and telephone numbers, without signs that end a sentence."""
    found: list[tuple[int, int]] = []
    for pattern in (LINK, PHONE):
        for match in pattern.finditer(text):
            if _DATE.fullmatch(match[0]):
                continue
            end = match.start() + len(match[0].rstrip(".,;:!?)"))
            if not any(start < end and match.start() < last for start, last in found):
                found.append((match.start(), end))
    for match in _RUNG.finditer(text):
        start, end = match.span("number")
        if not any(start < last and first < end for first, last in found):
            found.append((start, end))
    return sorted(found)
