"""Graphics as JSON, which their owners may edit: only what differs from the defaults is written."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from studio.graphics.values import GROUNDS, KINDS, PALETTES, Figure, Graphic, Phrase


def pack_graphic(graphic: Graphic) -> dict[str, Any]:
    """Return a graphic as lists, dicts, numbers and texts."""
    content = _packed(graphic)
    if graphic.phrases:
        content["phrases"] = {role: _packed(phrase) for role, phrase in graphic.phrases.items()}
    for name, parts in (("items", graphic.items), ("figures", graphic.figures)):
        if parts:
            content[name] = [_packed(part) for part in parts]
    return content


def unpack_graphic(content: dict[str, Any]) -> Graphic:
    """Return what `pack_graphic` has packed. Raises ValueError for what is no graphic."""
    try:
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in content.items()
        }
        graphic = Graphic(
            phrases={role: _phrase(part) for role, part in values.pop("phrases", {}).items()},
            items=tuple(_phrase(part) for part in values.pop("items", ())),
            figures=tuple(Figure(**part) for part in values.pop("figures", ())),
            **values,
        )
    except (TypeError, AttributeError) as error:
        raise ValueError("This is not a graphic.") from error
    if graphic.kind not in KINDS or (graphic.form and graphic.form not in KINDS[graphic.kind]):
        raise ValueError(f"There is no graphic of the kind {graphic.kind!r} and the form {graphic.form!r}.")
    if graphic.palette not in PALETTES or graphic.ground not in GROUNDS:
        raise ValueError("A graphic has one of the known palettes and grounds.")
    return graphic


def read_graphic(file: Path) -> Graphic:
    """Read a graphic from a JSON file. Raises OSError or ValueError."""
    content = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise ValueError("This is not a graphic.")
    return unpack_graphic(content)


def _packed(value: Any) -> dict[str, Any]:
    written = {}
    for field in fields(value):
        part = getattr(value, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if part != default:
            written[field.name] = (
                [list(one) if isinstance(one, tuple) else one for one in part]
                if isinstance(part, tuple)
                else part
            )
    return written


def _phrase(content: dict[str, Any]) -> Phrase:
    values = dict(content)
    return Phrase(emphasis=tuple((start, end) for start, end in values.pop("emphasis", ())), **values)
