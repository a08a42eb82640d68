"""Written words of any language as phonemes, and which phonemes belong to which word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from studio.contracts import is_speakable
from studio.speech.espeak import ask_child
from studio.speech.voices import espeak_voice
from studio.speech.words.reading import PAUSES, Spoken

# Signs at which one pauses, in other scripts than Latin, as the Latin ones that the voices know.
_SIGNS = str.maketrans("。！？؟，、،；؛：…।॥።", ".!??,,,;;:....")  # noqa: RUF001
# Text up to a sign at which one pauses: in Latin script only where nothing but closing signs follows ("3.5", "z.B.").
_PART = re.compile(r"(.*?)([。！？؟，、،؛；：…।॥።]+|[.!?,;:]+(?=[\"'»”’)\]]*$)|$)")  # noqa: RUF001
# Where espeak-ng turns to another language it says so in brackets.
_TURNS = re.compile(r"\([a-z-]+\)")


@dataclass(frozen=True, slots=True)
class Sounds:
    """The phonemes of one clause, as one string, and for each of its words where its own begin and end in it."""

    phonemes: str
    places: tuple[tuple[int, int], ...]


def as_spoken(aloud: Sequence[str]) -> list[Spoken]:
    """Return words that are read aloud as spoken words and pauses, each with the position that it came from."""
    spoken: list[Spoken] = []
    for owner, text in enumerate(aloud):
        for words, sign in _PART.findall(text):
            spoken += [Spoken(word, owner) for word in words.split() if is_speakable(word)]
            if not words.strip() and text.strip() in ("–", "—", "-"):  # noqa: RUF001
                sign = ","
            if sign and spoken:
                strongest = max(sign.translate(_SIGNS), key=PAUSES.index)
                spoken.append(Spoken(strongest, owner))
    return spoken


def pronounce(clauses: Sequence[Sequence[str]], voice: str, *, seconds: int) -> list[Sounds]:
    """Return the sounds of clauses by a voice of espeak-ng, in a child process. Raises ProviderError."""
    if not clauses:
        return []
    # The voices were trained with other releases of espeak-ng, in which some names were others ("en-gb", "fr-fr").
    language = voice.partition("-")[0]
    others = [name for name in (espeak_voice(voice), language) if name]
    request = {"clauses": [list(words) for words in clauses], "voice": voice, "or": others}
    told, _ = ask_child(request, seconds=seconds)
    return [_sounds(_tidy(whole), [_tidy(word) for word in words]) for whole, words in told["clauses"]]


def _tidy(phonemes: str) -> str:
    # The voices were trained on signs taken apart: a letter, then its marks.
    return " ".join(unicodedata.normalize("NFD", _TURNS.sub("", phonemes)).split())


def _sounds(whole: str, words: Sequence[str]) -> Sounds:
    """Divide the phonemes of a clause among its words, each of which is also known by itself.

    In a clause words change their sound at their ends, run together, or lose their stress, so that the two differ.
    """
    parts = whole.split(" ")
    if len(parts) == len(words):
        ends, end = [], -1
        for part in parts:
            end += len(part) + 1
            ends.append(end)
    else:
        ends = _aligned(whole, words)
    # Words that run together have no space between them.
    begins = [0, *(end + (whole[end : end + 1] == " ") for end in ends[:-1])]
    return Sounds(whole, tuple((begin, max(begin, end)) for begin, end in zip(begins, ends, strict=True)))


def _aligned(whole: str, words: Sequence[str]) -> list[int]:
    """Return where each word ends in the whole, by the longest stretches that both ways of saying it share."""
    apart = " ".join(words)
    known = {0: 0, len(apart): len(whole)}
    for block in SequenceMatcher(None, apart, whole, autojunk=False).get_matching_blocks():
        known |= {block.a + step: block.b + step for step in range(block.size)}
    anchors = sorted(known)
    ends: list[int] = []
    place = 0
    for word in words:
        place += len(word)
        at = min(place, len(apart))
        left = max(anchor for anchor in anchors if anchor <= at)
        right = min(anchor for anchor in anchors if anchor >= at)
        share = (at - left) / (right - left) if right > left else 0.0
        end = round(known[left] + share * (known[right] - known[left]))
        ends.append(min(max(end, ends[-1] if ends else 0), len(whole)))
        place += 1
    ends[-1] = len(whole)
    return _shared_out(ends, words)


def _shared_out(ends: Sequence[int], words: Sequence[str]) -> list[int]:
    """Return the ends with a part for each word that was left without one: the sounds it shares with those before it.

    French "qu'est ce que" is one word to the ear.
    """
    shared = [0, *ends]
    for last in range(1, len(shared)):
        first = last
        while first > 1 and shared[last] - shared[first - 1] < last - first + 1:
            first -= 1
        if first < last:
            weights = [max(1, len(word)) for word in words[first - 1 : last]]
            room, taken = shared[last] - shared[first - 1], 0
            for place, weight in enumerate(weights[:-1], first):
                taken += weight
                shared[place] = shared[first - 1] + round(room * taken / sum(weights))
    return shared[1:]
