"""The ground that stays from item to item of a list, so that no cut is seen between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from studio.graphics.showing import Sentence as Part
from studio.graphics.transitions.choosing import Place, Transition

# Grounds that can lie behind any item.
_LASTING = frozenset(["glow", "veil", "paper"])
# Items that share a ground: with more of them nothing but letters would change for too long.
_MOST = 3


def keep_grounds(
    parts: Mapping[int, Sequence[Part]], transitions: Mapping[Place, Transition]
) -> dict[int, list[Part]]:
    """Return the parts of a film's scenes with their transitions; a match keeps the ground of the part before.

    Behind the words then lies the picture of the scene that the ground came from, unless an item shows its own in a panel.
    """
    kept: dict[int, list[Part]] = {}
    before, source, shared = Part(first=0), 0, 1
    for index in sorted(parts):
        kept[index] = []
        for part in parts[index]:
            way = transitions.get((index, part.first, part.letter))
            linked = replace(part, transition=way.kind if way else "")
            stays = linked.transition == "match" and shared < _MOST and _can_stay(before, linked)
            if stays and linked.graphic and before.graphic:
                graphic = replace(linked.graphic, ground=before.graphic.ground)
                linked = replace(linked, graphic=graphic, behind=None if graphic.form == "panel" else source)
                shared += 1
            else:
                source, shared = index, 1
            kept[index].append(linked)
            before = linked
    return kept


def _can_stay(before: Part, after: Part) -> bool:
    grounds = [part.graphic.ground if part.graphic else "" for part in (before, after)]
    forms = [part.graphic.form if part.graphic else "" for part in (before, after)]
    return _LASTING.issuperset(grounds) and "painted" not in forms
