"""The rhythm of a film: no three scenes of one kind in a row, items that alternate, a first scene that hooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.graphics.reading.cues import cue
from studio.graphics.reading.sentence import Sentence
from studio.graphics.rules.statement import is_stackable
from studio.graphics.values import Graphic
from studio.painter.read.confidence import Confidence

# The least sureness of a kind that takes another's place, and the painter's least confidence for a painting in place of words that
# are surer.
_ENOUGH, _SURE = 0.5, 0.6
_LOUD = frozenset(["dramatic", "playful"])
# Items of a list alternate: without the painting as a whole at most so often.
_MOST_UNPAINTED = 2
_TURNS = (
    "but ",
    "however",
    "instead",
    "until ",
    "aber ",
    "mais ",
    "pero ",
    "mas ",
    "ma ",
    "но ",
    "لكن",
    "लेकिन",
    "但",
    "しかし",
    "でも",
)


@dataclass(slots=True, kw_only=True)
class Pick:
    """What is chosen for a sentence so far: `graphic` is None for a painting."""

    sentence: Sentence
    candidates: list[Graphic]
    painter: Confidence
    sureness: float
    graphic: Graphic | None = None
    reason: str = ""
    # Whether it is painted only because words would follow words.
    is_for_rhythm: bool = False

    @property
    def kind(self) -> str:
        return self.graphic.kind if self.graphic else "paint"

    @property
    def confidence(self) -> float:
        return self.painter.value


def keep_rhythm(picks: list[Pick], mood: str, wish: str) -> None:
    """Change choices where their order would tire: in place."""
    if wish == "painted":
        return
    for at in range(2, len(picks)):
        three = picks[at - 2 : at + 1]
        # The figures of one sentence follow each other: a picture between them would be a flash.
        is_one = len({pick.sentence.index for pick in three}) == 1
        if len({pick.kind for pick in three}) == 1 and picks[at].kind not in {"item", "paint"} and not is_one:
            _break_up(picks, at, wish)
    _alternate_items(picks)
    for at, pick in enumerate(picks):
        _form_statement(pick, at, mood)


def _break_up(picks: Sequence[Pick], at: int, wish: str) -> None:
    """Show one of the last two of three scenes of one kind as something else; nothing is shown that is less sure than enough."""
    kind = picks[at].kind
    for pick in (picks[at], picks[at - 1]):
        other = next(
            (
                one
                for one in pick.candidates
                if one.kind not in {kind, "statement"} and one.sureness >= _ENOUGH
            ),
            None,
        )
        if other and not pick.sentence.is_last:
            pick.graphic, pick.reason = other, f"{other.reason} Two scenes before it were of one kind."
            return
    chosen = max(
        (picks[at - 1], picks[at]),
        # A painting if the painter is sure of one, else what its rule is least sure of.
        key=lambda pick: (pick.confidence >= _SURE, -pick.sureness, pick.confidence, not _denies(pick)),
    )
    if chosen.sentence.is_last and chosen is picks[at]:
        chosen = picks[at - 1]
    words = next((one for one in chosen.candidates if one.kind == "statement"), None)
    if kind != "statement" and words and (chosen.confidence < _SURE or wish == "words"):
        chosen.graphic, chosen.reason = (
            words,
            "The words are shown: three scenes of one kind would follow each other.",
        )
    elif wish != "words":
        chosen.graphic, chosen.reason = None, "A picture: three scenes of words would follow each other."
        chosen.is_for_rhythm = True


def _denies(pick: Pick) -> bool:
    """Return whether a sentence says that something is not so, which no picture can show."""
    return bool(cue("negation", pick.sentence.language).search(pick.sentence.text))


def _alternate_items(picks: Sequence[Pick]) -> None:
    """Give the items of a list forms in turn: panels or tiles, then the painting as a whole."""
    unpainted = 0
    for pick in picks:
        if pick.graphic is None or pick.graphic.kind != "item":
            continue
        unpainted = 0 if pick.graphic.place[0] == 1 else unpainted
        if pick.confidence >= _SURE:
            form = "painted" if unpainted >= _MOST_UNPAINTED else "panel"
            pick.graphic = replace(pick.graphic, form=form, drawings=())
        unpainted = 0 if pick.graphic.form == "painted" else unpainted + 1


def _form_statement(pick: Pick, at: int, mood: str) -> None:
    """Stack the words of a statement in first scenes, at turns, and in films that are loud."""
    graphic = pick.graphic
    if (
        graphic is None
        or graphic.kind != "statement"
        or graphic.form != "phrase"
        or not is_stackable(graphic)
    ):
        return
    turns = pick.sentence.text.lower().startswith(_TURNS)
    if at == 0 or turns or (mood in _LOUD and at % 2 == 0):
        pick.graphic = replace(graphic, form="stack")
