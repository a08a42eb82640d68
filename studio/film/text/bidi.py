"""Visual order of right-to-left and mixed text (Unicode Bidirectional Algorithm, UAX 9)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from studio.text.lines.clusters import split_clusters

# Paired brackets (BidiBrackets.txt); rarer ones are treated as any other neutral character.
_PAIRS = ("()", "[]", "{}", "⟨⟩", "「」", "『』", "（）", "【】", "〈〉", "《》")  # noqa: RUF001
_CLOSING = {pair[0]: pair[1] for pair in _PAIRS}
_MIRRORED = _CLOSING | {close: opening for opening, close in _CLOSING.items()} | {"«": "»", "»": "«"}
# Classes of invisible control characters: explicit embeddings are ignored here.
_BOUNDARY = frozenset(("BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON"))
_MARKS = {"L": "\u200e", "R": "\u200f"}
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}


def direction_of(text: str) -> str:
    """Return R if the first strong character belongs to a right-to-left script (UAX 9, rule P2), else L.

    Empty if there is no strong character, as in numbers.
    """
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return "L" if direction == "L" else "R"
    return ""


def main_direction(text: str) -> str:
    """Return R if most words of a text are in right-to-left scripts, else L; the first word's if they are equal.

    The majority counts because a passage in Arabic may begin with a name in Latin letters.
    """
    words = [direction_of(word) for word in text.split()]
    balance = words.count("R") - words.count("L")
    return ("R" if balance > 0 else "L") if balance else direction_of(text) or "L"


def marked(text: str, direction: str) -> str:
    """Return lines of a text of this direction, L or R, each with a leading mark (LRM, RLM) if it needs one.

    Players take the direction of a line from its first letter. Lines that are wholly in the other direction keep it.
    """
    kinds = {unicodedata.bidirectional(character) for character in text}
    if "L" not in kinds or not kinds & {"R", "AL"}:
        return text
    lines = text.split("\n")
    return "\n".join(line if direction_of(line) == direction else _MARKS[direction] + line for line in lines)


def levels_of(text: str, direction: str) -> list[int]:
    """Return the embedding level of each character of a line in a paragraph of this direction, L or R.

    Even levels run from left to right, odd ones from right to left. Rules W1 to W7, N0 to N2, I1 and I2.
    """
    base = 1 if direction == "R" else 0
    outer = "R" if base else "L"
    kinds = _resolved(text, outer)
    _pair_brackets(text, kinds, outer)
    _settle_neutrals(kinds, outer)
    rises = {"L": (0, 1), "R": (1, 0), "EN": (2, 1), "AN": (2, 1)}
    levels = [base + rises[kind][base] for kind in kinds]
    # Invisible characters get the level of what they follow (UAX 9, 5.2).
    for place, character in enumerate(text):
        if unicodedata.bidirectional(character) in _BOUNDARY:
            levels[place] = levels[place - 1] if place else base
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indexes of items with these levels in visual order, from left to right (rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        place = 0
        while place < len(order):
            end = place
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[place:end] = order[place:end][::-1]
            place = end + 1
    return order


def mirrored(text: str) -> str:
    """Return the clusters of a text in reverse, with mirrored brackets (rule L4)."""
    return "".join(_MIRRORED.get(cluster, cluster) for cluster in reversed(list(split_clusters(text))))


def _resolved(text: str, outer: str) -> list[str]:
    """Return L, R, EN, AN or ON for each character (rules W1 to W7)."""
    kinds: list[str] = []
    for character in text:
        kind = unicodedata.bidirectional(character) or "L"
        if kind == "NSM":
            kind = kinds[-1] if kinds else outer
        kinds.append("BN" if kind in _BOUNDARY else kind)
    seen = [place for place, kind in enumerate(kinds) if kind != "BN"]
    strong = outer
    for place in seen:
        if kinds[place] in ("L", "R", "AL"):
            strong = kinds[place]
        elif kinds[place] == "EN" and strong == "AL":
            kinds[place] = "AN"
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for before, place, after in zip(seen, seen[1:], seen[2:], strict=False):
        is_between = kinds[before] == kinds[after] and kinds[before] in ("EN", "AN")
        if is_between and (kinds[place] == "CS" or (kinds[place] == "ES" and kinds[before] == "EN")):
            kinds[place] = kinds[before]
    _join_terminators(kinds, seen)
    strong = outer
    for place in seen:
        if kinds[place] in ("ES", "ET", "CS") or kinds[place] in _NEUTRAL:
            kinds[place] = "ON"
        elif kinds[place] in ("L", "R"):
            strong = kinds[place]
        elif kinds[place] == "EN" and strong == "L":
            kinds[place] = "L"
    return kinds


def _join_terminators(kinds: list[str], seen: list[int]) -> None:
    """Make currency and per cent signs part of the number beside them (rule W5)."""
    for row in (seen, seen[::-1]):
        is_number = False
        for place in row:
            is_number = kinds[place] == "EN" or (is_number and kinds[place] == "ET")
            if is_number:
                kinds[place] = "EN"


def _pair_brackets(text: str, kinds: list[str], outer: str) -> None:
    """Give each pair of brackets the direction of the text in it, or else around it (rule N0)."""
    for first, last in sorted(_pairs(text, kinds)):
        inner = {_STRONG.get(kind) for kind in kinds[first + 1 : last]}
        if outer in inner:
            kinds[first] = kinds[last] = outer
        elif inner & {"L", "R"}:
            before = next((_STRONG[kind] for kind in kinds[first - 1 :: -1] if kind in _STRONG), outer)
            kinds[first] = kinds[last] = before if first else outer


def _pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    pairs, open_ones = [], list[tuple[str, int]]()
    for place, character in enumerate(text):
        if kinds[place] != "ON":
            continue
        if character in _CLOSING:
            open_ones.append((_CLOSING[character], place))
            continue
        for depth in range(len(open_ones) - 1, -1, -1):
            if open_ones[depth][0] == character:
                pairs.append((open_ones[depth][1], place))
                del open_ones[depth:]
                break
    return pairs


def _settle_neutrals(kinds: list[str], outer: str) -> None:
    """Give signs and spaces the direction on both sides if it is the same, else that of the line (rules N1, N2)."""
    place, before = 0, outer
    while place < len(kinds):
        if kinds[place] in _STRONG:
            before = _STRONG[kinds[place]]
            place += 1
            continue
        end = place
        while end < len(kinds) and kinds[end] not in _STRONG:
            end += 1
        after = _STRONG[kinds[end]] if end < len(kinds) else outer
        kinds[place:end] = [before if before == after else outer] * (end - place)
        place = end
