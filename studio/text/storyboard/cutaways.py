"""What the later sentences of a passage show, for further pictures of its scene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from studio.text.storyboard.prompts import write_prompts
from studio.text.words.dictionaries import WORD
from studio.text.words.language import UNSPACED
from studio.text.words.sentences import sentence_ends

# Letters by which a word of a prompt is known again in its sentence: "standing" in "stood" is not, "heron" is.
_ROOT = 4


@dataclass(frozen=True, slots=True)
class Later:
    """A sentence that is not the first of its passage: the index of its first word, and the prompt of its picture."""

    word: int
    prompt: str


def find_later(narrations: Sequence[str], language: str, keywords: Sequence[str]) -> list[tuple[Later, ...]]:
    """Return for each narration those of its later sentences that show something of their own.

    Their prompts are written as those of passages are. In scripts without spaces none are found.
    """
    if language in UNSPACED:
        return [()] * len(narrations)
    starts = [_starts(narration, language) for narration in narrations]
    sentences = [
        " ".join(narration.split()[start:end])
        for narration, found in zip(narrations, starts, strict=True)
        for start, end in pairwise(found)
    ]
    prompts = iter(write_prompts(sentences, language, keywords))
    told = iter(sentences)
    return [
        tuple(
            Later(start, prompt)
            for start, prompt, sentence in [(start, next(prompts), next(told)) for start in found[:-1]]
            if start and _is_its_own(prompt, sentence, language)
        )
        for found in starts
    ]


def _starts(narration: str, language: str) -> list[int]:
    """Return the indexes of the words that begin a sentence, and the number of words."""
    words = narration.split()
    ends = sentence_ends(words, [False] * len(words), language)
    return [0, *sorted(end + 1 for end in ends | {len(words) - 1})]


def _is_its_own(prompt: str, sentence: str, language: str) -> bool:
    """Return whether what a prompt begins with is in its sentence, and not carried over from one before it."""
    subject = prompt.partition(",")[0].lower()
    if language != "en":
        # Its prompt is in English: what it names cannot be looked for.
        return True
    said = {word[:_ROOT] for word in WORD.findall(sentence.lower())}
    return any(word[:_ROOT] in said for word in WORD.findall(subject) if len(word) >= _ROOT)
