"""Graphics as JSON: written with a film's scenes, and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from studio.graphics.values import Figure, Graphic, Phrase


def graphic_to_json(graphic: Graphic) -> dict[str, Any]:
    """Return a graphic as values that JSON takes; what is as usual is left out."""
    usual = asdict(Graphic(kind=graphic.kind))
    return {name: value for name, value in asdict(graphic).items() if name == "kind" or value != usual[name]}


def graphic_from_json(told: Mapping[str, Any]) -> Graphic:
    """Return the graphic that `graphic_to_json` wrote. Raises TypeError or ValueError if it is none."""
    phrases = {role: _phrase(phrase) for role, phrase in dict(told.get("phrases", {})).items()}
    read = {
        "phrases": phrases,
        "items": tuple(_phrase(item) for item in told.get("items", ())),
        "figures": tuple(Figure(**figure) for figure in told.get("figures", ())),
        "drawings": tuple(told.get("drawings", ())),
        "dates": tuple(told.get("dates", ())),
    }
    first, second = told.get("place", (0, 0))
    return Graphic(**{**told, **read, "place": (first, second)})


def _phrase(told: Mapping[str, Any]) -> Phrase:
    emphasis = tuple((start, end) for start, end in told.get("emphasis", ()))
    return Phrase(**{**told, "emphasis": emphasis})
