"""Sharing out one text among pictures: cut at its sentences, by their length."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from studio.contracts import is_speakable
from studio.text.marks.again import mark_again
from studio.text.marks.told import as_read
from studio.text.storyboard.tokens import tokenize


def share_out(text: str, count: int, language: str, *, verbatim: bool = False) -> list[str]:
    """Return the words of a text for each of some pictures, in their order: nothing is added or left out.

    A text of as many paragraphs or lines as there are pictures gives one to each. Where there are fewer sentences than
    pictures, some get none, evenly spread: they are seen while the words before them go on. The first always has words.
    """
    shown = as_read(text, verbatim=verbatim).strip()
    if not count or not is_speakable(shown):
        return [""] * count
    parts = _as_written(shown, count) or _grouped(sentences_of(shown, language), count)
    shares = [""] * count
    for place, marked in enumerate(mark_again(parts, text, verbatim=verbatim)):
        shares[place * count // len(parts)] = marked
    return shares


def _as_written(text: str, count: int) -> list[str]:
    """Return the paragraphs or lines of a text if there are as many as pictures; else nothing."""
    lines = [line.strip() for line in text.splitlines()]
    paragraphs = [" ".join(part.split()) for part in "\n".join(lines).split("\n\n") if part.strip()]
    for parts in (paragraphs, [line for line in lines if line]):
        if len(parts) == count > 1 and all(map(is_speakable, parts)):
            return parts
    return []


def sentences_of(text: str, language: str) -> list[str]:
    """Return the sentences of a text; signs alone go with the words before or, at the beginning, after them."""
    sentences, words = [], ""
    for token in tokenize(text, language):
        words += f" {token.text}" if token.spaced and words else token.text
        if token.cut <= 0 and is_speakable(words):
            sentences.append(words)
            words = ""
    if words and sentences:
        sentences[-1] += f" {words}"
    return sentences or [words]


def _grouped(sentences: Sequence[str], count: int) -> list[str]:
    """Return sentences in at most `count` groups of about the same length, none of them empty."""
    if len(sentences) <= count:
        return list(sentences)
    ends = [0, *accumulate(map(len, sentences))]
    cuts = [0]
    for number in range(1, count):
        # As many sentences are left as there are groups.
        possible = range(cuts[-1] + 1, len(sentences) - (count - number) + 1)
        wanted = ends[-1] * number / count
        cuts.append(min(possible, key=lambda cut: abs(ends[cut] - wanted)))
    return [" ".join(sentences[start:end]) for start, end in pairwise([*cuts, len(sentences)])]
