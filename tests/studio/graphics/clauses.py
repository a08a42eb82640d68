"""How the parts of one long sentence are judged: each figure by itself, with its words, when it is spoken.

A row of the corpus `clauses` is a sentence, its language, and the figures that are shown for it in order, with " ¦ "
between them. "number=37 new" is a kind, the only values that may be shown, and words that must stand beside them; " | "
stands between what is right as well. Pictures and statements between them are free.
"""

from __future__ import annotations

import re
from functools import cache

from studio.graphics.choice.choose import Choice, choose
from studio.graphics.choice.whole import hangs
from studio.graphics.reading.numerals import scale_of
from studio.graphics.reading.sentence import Scene, Sentence
from studio.graphics.values import Graphic
from studio.painter.read.confidence import confidence
from tests.studio.corpora.corpus import Row

FIGURED = frozenset(["number", "share", "change", "growth", "comparison", "date", "list"])
# At most so many words (of scripts without spaces: signs) are heard before the figure that they lead to.
_LATE, _LATE_SIGNS = 8, 16


@cache
def parts_of(row: Row) -> list[Choice]:
    """Return what is chosen for the parts of a sentence."""
    scene = Scene(narration=row[0])
    return choose([scene], language=row[1], mood="", style="plain", confidence=confidence)


def mistake_in_clauses(row: Row) -> str:
    """Return what is wrong about the figures of a sentence, or nothing."""
    figured = [
        one for one in parts_of(row) if one.graphic and (one.graphic.kind in FIGURED or one.graphic.figures)
    ]
    rights = row[2].split(" ¦ ")
    if torn := [
        one
        for one in parts_of(row)
        if one.graphic and hangs(one.graphic, Sentence(text=row[0], language=row[1], narration=row[0]))
    ]:
        return f"torn: {_told(torn)}"
    if late := [one for one in figured if is_late(one, row)]:
        return f"late: {_told(late)}"
    if len(figured) == 1 and figured[0].graphic and figured[0].graphic.kind == "comparison":
        # Both in one graphic.
        return "" if all("comparison=" in right for right in rights) else _told(figured)
    if len(figured) != len(rights):
        return _told(figured) or "none"
    for one, right in zip(figured, rights, strict=True):
        if one.graphic and not any(_is(one.graphic, way) for way in right.split(" | ")):
            return f"{_told(figured)}, not {right}"
    return ""


def is_late(choice: Choice, row: Row) -> bool:
    """Return whether what is shown waits long for its first figure to be said."""
    graphic = choice.graphic
    if not graphic or not graphic.figures or graphic.kind == "comparison":
        return False
    if row[1] in {"zh", "ja", "th"}:
        at = row[0].find(graphic.figures[0].text, choice.start)
        return at - choice.start > _LATE_SIGNS
    return graphic.figures[0].first - choice.first > _LATE


def _is(graphic: Graphic, way: str) -> bool:
    kind, _, rest = way.partition("=")
    values, _, words = rest.strip().partition(" ")
    allowed = {float(value) for value in values.split(",") if value}
    shown = " ".join(
        [*(phrase.text for phrase in graphic.phrases.values()), *(item.text for item in graphic.items)]
        + [figure.unit for figure in graphic.figures]
    ).lower()
    found = {figure.value * scale_of(figure.unit, graphic.language) for figure in graphic.figures}
    if graphic.kind == "date":
        found = {float(year) for year in re.findall(r"\d{4}", graphic.phrases["year"].text)}
    found = found or ({float(graphic.place[0])} if graphic.place[1] else set())
    return (
        graphic.kind == kind
        and {round(value, 3) for value in found} <= allowed | set()
        and all(word.strip().lower() in shown for word in words.split(",") if word.strip())
    )


def _told(choices: list[Choice]) -> str:
    return " / ".join(
        f"[{choice.text[:24]}] {choice.graphic.kind}: "
        + ", ".join(
            [f"{role}: {phrase.text}" for role, phrase in choice.graphic.phrases.items()]
            + [item.text for item in choice.graphic.items]
            + [f"{figure.text}{figure.sign} {figure.unit}".strip() for figure in choice.graphic.figures]
        )
        for choice in choices
        if choice.graphic
    )
