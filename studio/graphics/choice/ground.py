"""The ground of each scene, so that graphic and painted scenes are one film."""

from __future__ import annotations

from collections.abc import Sequence

from studio.graphics.choice.rhythm import Pick
from studio.painter.finishing import style_of

_SURE = 0.6
# Kinds whose words leave half of the frame to the painting.
_SPLIT = frozenset(["number", "title", "question", "date", "name", "statement", "call", "definition"])
# How far away the painting may be that a veil shows out of focus.
_NEAR = 2
# A flood in one of so many scenes at most.
_FLOODS = 5


def find_ground(picks: Sequence[Pick], at: int, before: Sequence[str], *, style: str, mood: str) -> str:
    """Return the ground of a scene, given those before it: never three of one in a row, night after paper and flood."""
    pick = picks[at]
    if pick.graphic is None or pick.graphic.form in {"tag", "painted"}:
        return "painted"
    last = before[-1] if before else ""
    for ground in _wanted(picks, at, before, style, mood):
        if [*before[-2:], ground] != [ground] * 3 and not (
            last in {"paper", "flood"} and ground in {"paper", "flood"}
        ):
            return ground
    return "glow"


def _wanted(picks: Sequence[Pick], at: int, before: Sequence[str], style: str, mood: str) -> list[str]:
    """Return the grounds that suit a scene, best first."""
    pick = picks[at]
    graphic = pick.graphic
    assert graphic is not None
    wanted = []
    if pick.confidence >= _SURE and graphic.kind in _SPLIT:
        wanted.append("split")
    floods = before.count("flood")
    if graphic.kind == "call" and (floods + 1) * _FLOODS <= len(picks) and before and before[-1] != "painted":
        wanted.append("flood")
    around = picks[max(0, at - _NEAR) : at + _NEAR + 1]
    has_painting = any(
        one.confidence >= _SURE or (one.graphic is None and one.painter.place) for one in around
    )
    if style_of(style).is_on_paper:
        return [*wanted, "paper", *(["veil"] if has_painting else []), "glow"]
    if has_painting and mood != "tech":
        wanted.append("veil")
    return [*wanted, "glow", *(["veil"] if has_painting else []), "paper"]
