"""What of an English sentence is written in figures or short forms and can be seen in no picture: "CO2", "Mon-Fri 9-5"."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re

_DAY = r"(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?"
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?"
# What follows a name in letters and figures that stands for itself: "CO2 is", "the B737 lands".
_SMALL = r"(?:is|are|was|were|has|had|have|and|or|but|into|from|with|for|can|will|may|to|of|on|in|at|by|as|than|the|that|which|levels|emissions)\b"
_UNSEEN = (
    # "Open Mon-Fri 9-5", "Sat at 7 pm"; "The sun sat" has neither.
    (
        rf"\b{_DAY} ?(?:-|–|to|and|&|/) ?{_DAY}(?:,? (?:from |at )?{_CLOCK}(?: ?(?:-|–|to) ?{_CLOCK})?)?(?!\w)",
        " ",
    ),
    (rf"\b{_DAY},? (?:from |at )?{_CLOCK}(?: ?(?:-|–|to) ?{_CLOCK})?(?!\w)", " "),
    (r"\b(?i:call|phone|text|dial|ring)(?: us)?(?: (?:at|on|now))? \+?\(?\d[\d ()./-]{5,}\d", " "),
    # "A V8 engine" is an engine, "the F1 car" a car.
    (rf"\b[A-Z]{{1,4}}-?\d{{1,3}}[A-Za-z]? (?=(?!{_SMALL})[a-z]{{3,}}(?<!s)\b)", ""),
    # "Vitamin B12", "CO2", "PM2.5": nobody sees what it is.
    (r"\b[Vv]itamins? [A-Z]\d{0,2}\b", "vitamins"),
    (r"\b(?:[Tt]he |[Aa]n? )?[A-Z][A-Za-z]{0,4}-?\d+(?:\.\d+)?[a-z]?(?![\w-])", "the matter"),
    # "Thanks to volunteers, the old mill grinds again."
    (r"\b[Tt]hanks to [^,.;:!?]{2,40}(?:,|(?=[.;:!?]))", " "),
)
_PATTERNS = [(re.compile(pattern), instead) for pattern, instead in _UNSEEN]
_SIGN = re.compile(r"\d|\b[Tt]hanks to |\b(?:Mon|Tue|Wed|Thu|Fri|Sat)")


def without_figures(text: str) -> str:
    """Return an English text without names in letters and figures, opening hours, and numbers to call."""
    if not _SIGN.search(text):
        return text
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text
