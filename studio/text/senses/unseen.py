"""What no picture shows: how far, since when, whose heart, and all that is only spoken of."""

from __future__ import annotations

import re

from studio.text.marks.told import as_read
from studio.text.senses.absence import without_denied
from studio.text.senses.figures import without_figures
from studio.text.senses.idioms import without_idioms
from studio.text.senses.literal import without_unreal

# What no picture shows: eras, how far, and how exact a number is: "in AD 79", "threw ash 33 km into the sky", "about 100".
_UNSEEN = re.compile(
    r"\b(?:AD|BC|BCE|CE) (?=\d)|(?<=\d) ?(?:AD|BCE?|CE)\b|\b[\d.,]*\d (?:km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet) (?=(?:into|above|below|under|from|away|up|down|out|along|across|over|to)\b)|"
    r"\b(?:about|around|nearly|almost|roughly|approximately|over|more than|up to|at least) (?=\d)"
)
# "Yesterday's bread" is bread. "Its heart beats": whose heart it is can be seen, and no heart.
_WHEN_OWNED = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|last (?:night|week|year)|this (?:morning|week|year))'s (?=\w)",
    re.IGNORECASE,
)
_OWN_PART = re.compile(
    r"\b(I)ts (?:\w+ )?(?:heart|body|lungs|brain|blood|bones?|muscles?|legs?|fur|skin|eyes?|ears?|teeth|tongue|stomach|tail|wings?|beak|paws?|claws?|nose)(?= (?:\w+s|\w+ed|is|are|was|were|can|has|have|had|beat|grow)\b)"
)


def without_unseen(narration: str, language: str) -> str:
    """Return a narration without its marks and, in English, without what no picture shows."""
    shown = as_read(narration)
    if language == "en":
        shown = _OWN_PART.sub(lambda found: f"{found[1]}t", _WHEN_OWNED.sub("", shown))
        return without_unreal(without_idioms(without_figures(_UNSEEN.sub("", shown))))
    return without_unreal(without_denied(shown, language), language)
