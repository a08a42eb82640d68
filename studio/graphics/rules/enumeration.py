"""An enumeration: parallel items joined by "and", as rows or tiles."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from studio.graphics.reading.clauses import Span
from studio.graphics.reading.cues import alternation, cue, cue_words, whole
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence, Word
from studio.graphics.reading.verbs import mended
from studio.graphics.reading.wording import phrase
from studio.graphics.values import Graphic
from studio.text.english.verbs import base_of

_SURE = 0.65
_FEWEST, _MOST, _LONGEST = 3, 5, 6
_LEAD = 9
# Before a list these turn its sense, and are easily overlooked above it.
_AGAINST = re.compile(
    r"\b(?:no|not|never|without|avoid\w*|stop|quit|instead|than|except|nobody|neither|forget|lack\w*|lost|lose|remove\w*|bans?|banned|banning|less|hate\w*|if|when|while|because|although|unless|before|after|until|between)\b|n['’]t\b",
    re.IGNORECASE,
)
_NOUNS = ("NN", "JJ", "DT", "CD", "PRP$", "POS", "VBN", "VBG", "PDT")
_VERBS = frozenset("VB VBD VBZ VBP".split())
_LINKS = frozenset(["of"])
_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "you", "i"])


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the items that a sentence enumerates, with what leads to them and what is said of them."""
    if film.is_story or re.search(r"[“”\"«»]", sentence.text):
        return None
    spans = _english(sentence) if sentence.language == "en" else _by_commas(sentence)
    if not sentence.is_unspaced:
        spans = [_whole_words(sentence.text, *span) for span in spans]
    if not _FEWEST <= len(spans) <= _MOST or any(
        not 1 <= sentence.length(*span) <= _LONGEST for span in spans
    ):
        return None
    start, end = spans[0][0], spans[-1][1]
    lead, rest = sentence.length(0, start), sentence.length(end, len(sentence.text))
    if lead > _LEAD or rest > _LEAD or _turns(sentence, start):
        return None
    items = [phrase(sentence, [span], emphasis=[]) for span in spans]
    # "They" says nothing above a list.
    is_pronoun = sentence.text[:start].strip().lower() in _PRONOUNS
    beside = {
        "main": phrase(sentence, [(0, start)]) if lead and not is_pronoun else None,
        "after": phrase(sentence, [(end, len(sentence.text))], capital=False) if rest else None,
    }
    if not all(items):
        return None
    return Graphic(
        kind="list",
        form="rows",
        phrases={role: one for role, one in beside.items() if one},
        items=tuple(item for item in items if item),
        drawings=("",) * len(items),
        language=sentence.language,
        sureness=_SURE if film.orders < 0.5 else _SURE - 0.15,
        reason=f"The sentence lists {len(items)} things.",
    )


def _whole_words(text: str, start: int, end: int) -> Span:
    """Return the offsets of an item to the end of its last word: "MP4" is two for the tagger."""
    while end < len(text) and text[end].isalnum():
        end += 1
    while start and text[start - 1].isalnum():
        start -= 1
    return start, end


def _turns(sentence: Sentence, start: int) -> bool:
    """Return whether what leads to a list denies it or makes it depend on something."""
    lead = sentence.text[:start]
    if sentence.language == "en":
        return bool(_AGAINST.search(lead))
    return bool(
        cue("negation", sentence.language).search(lead) or cue("condition", sentence.language).search(lead)
    )


def _english(sentence: Sentence) -> list[Span]:
    """Return the items before and after the last "and": runs of nouns, or verbs of one form with their objects."""
    words = mended(sentence.words)
    joints = [
        at
        for at, word in enumerate(words)
        if word.low in {"and", "or"} and at and any(one.text == "," for one in words[:at])
    ]
    for joint in reversed(joints):
        commas = [at for at in range(joint) if words[at].text == ","]
        if commas[-1] == joint - 1:
            commas.pop()
        if not commas or any(words[at].text in ":;—" for at in range(commas[0], len(words))):
            continue
        spans = _verbs(words, commas, joint) or _nouns(words, commas, joint)
        if spans:
            return spans
    return _behind_colon(words)


def _behind_colon(words: Sequence[Word]) -> list[Span]:
    """Return what commas part behind a colon, if none of it has a verb: "six hours by car, four by train, one by plane"."""
    colon = next((at for at, word in enumerate(words) if word.text == ":"), 0)
    rest = [word for word in words[colon + 1 :] if word.text[0].isalnum() or word.text == ","]
    if (
        not colon
        or any(word.tag.startswith(("VBD", "VBZ", "VBP", "MD")) for word in rest)
        or any(word.text in ";:—" for word in words[colon + 1 :])
    ):
        return []
    groups: list[list[Word]] = [[]]
    for word in rest:
        if word.text == ",":
            groups.append([])
        elif word.low not in {"and", "or"} or groups[-1]:
            groups[-1].append(word)
    return [(group[0].start, group[-1].end) for group in groups if group] if all(groups) else []


def _cut(words: Sequence[Word], commas: Sequence[int], joint: int, first: int, last: int) -> list[Span]:
    """Return the items between commas and before and behind the joint, from one word to another."""
    edges = [first, *(at + 1 for at in commas), joint + 1, last + 1]
    spans = []
    for start, end in itertools.pairwise(edges):
        inside = [word for word in words[start:end] if word.text != "," and word is not words[joint]]
        if not inside:
            return []
        spans.append((inside[0].start, inside[-1].end))
    return spans


def _verbs(words: Sequence[Word], commas: Sequence[int], joint: int) -> list[Span]:
    """Return items that begin with verbs of one form: "got up early, worked …, and started again"."""
    heads = [at + 1 for at in commas] + [joint + 1]
    if max(heads) >= len(words) or words[heads[0]].tag not in _VERBS:
        return []
    tag = words[heads[0]].tag
    # Bases are often taken for nouns.
    if not all(words[at].tag == tag or (tag == "VB" and _may_be_base(words, at)) for at in heads):
        return []
    first = next(
        (
            at
            for at in range(commas[0] - 1, -1, -1)
            if words[at].tag == tag
            and (tag != "VB" or not at or words[at - 1].tag in {"MD", "RB", "TO", ","})
        ),
        None,
    )
    if first is None:
        first = 0 if tag == "VB" and words[0].tag == "VB" else None
    if first is None or (first == 1 and words[0].tag == "TO"):
        # "To change a tube, take off the wheel and lift the tyre": the first is what for.
        return []
    last = len(words) - 1
    while last and not words[last].text[0].isalnum():
        last -= 1
    return _cut(words, commas, joint, first, last)


def _may_be_base(words: Sequence[Word], at: int) -> bool:
    """Return whether the base of a verb stands there that the tagger took for a noun: "and sync with Google Drive"."""
    goes_on = words[at + 1 : at + 2] and words[at + 1].tag in {"IN", "DT", "PRP$", "TO"}
    return base_of(words[at].low) == words[at].low or (words[at].tag == "NN" and bool(goes_on))


def _nouns(words: Sequence[Word], commas: Sequence[int], joint: int) -> list[Span]:
    """Return items that are nouns with what belongs to them; those between commas are nothing else."""
    first = commas[0]
    while (
        first
        and (words[first - 1].tag.startswith(_NOUNS) or words[first - 1].low in {"of"})
        and words[first - 1].text[0].isalnum()
    ):
        first -= 1
    last = joint
    if words[joint + 1 : joint + 2] and words[joint + 1].tag == "VBD" and words[joint + 1].low.endswith("ed"):
        # "And grilled eel": a participle that the tagger takes for a verb.
        last += 1
    while (
        last + 1 < len(words)
        and (words[last + 1].tag.startswith(_NOUNS) or words[last + 1].low in _LINKS)
        and words[last + 1].text[0].isalnum()
    ):
        last += 1
    while last > joint and not words[last].tag.startswith(("NN", "VBG")):
        last -= 1
    if first == commas[0] or last == joint:
        return []
    for start, end in zip(commas, [*commas[1:], joint], strict=True):
        inside = [word for word in words[start + 1 : end] if word.text != ","]
        if (
            not inside
            or not inside[-1].tag.startswith(("NN", "VBG"))
            or any(word.tag.startswith(("VBD", "VBZ", "VBP", "MD")) for word in inside)
            or inside[0].tag == "VB"
        ):
            return []
    if not words[commas[0] - 1].tag.startswith(("NN", "VBG")) or (
        (first and words[first - 1].tag == ",") or _front(words, first, commas[0])
    ):
        return []
    return _cut(words, commas, joint, first, last)


def _front(words: Sequence[Word], first: int, comma: int) -> bool:
    """Return whether what stands before the first comma leads to the sentence: "In spring, birds and bees"."""
    return (
        not any(word.tag.startswith(("VB", "MD")) for word in words[:first])
        and first > 0
        and words[0].tag in {"IN", "TO"}
    )


def _by_commas(sentence: Sentence) -> list[Span]:
    """Return what stands between commas and the last "and", if the first comma follows a colon or all items are short."""
    text, language = sentence.text, sentence.language
    if language in {"zh", "ja"}:
        match = re.search(
            r"(?:[：:]|是|有|支持|包括|会|卖|做|提供|需要|喜欢|买|带)\s*((?:[^\s，,。、：:]{1,12}、)+[^\s，,。、：:]{1,12}?(?:(?:和|与|及|以及)[^\s，,。、：:]{1,12})?)(?:[。！]|$)",
            text,
        )
        if not match or not re.search(r"[和与及]|[：:]", text):
            return []
        return [
            (match.start(1) + one.start(), match.start(1) + one.end())
            for one in re.finditer(r"[^、和与及]+", match[1])
        ]
    both = whole(alternation(cue_words("and", language)), language)
    match = re.search(rf":\s+((?:[^,:;]+,\s+)+[^,:;]+?,?\s+(?:{both})\s+[^,:;]+?)[.!]?$", text, re.IGNORECASE)
    if not match:
        return []
    parts, start = [], match.start(1)
    for piece in re.split(rf",\s+(?:{both})\s+|,\s+|\s+(?:{both})\s+", match[1]):
        at = text.index(piece, start)
        parts.append((at, at + len(piece)))
        start = at + len(piece)
    return parts
