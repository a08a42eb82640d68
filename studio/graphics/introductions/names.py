"""Full names of people in a sentence: two or more capitalised words, or a title and one."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studio.graphics.introductions.roles import NO_PERSONS, OPENERS, SURE_TITLES, SURNAMES_TOO, TITLES
from studio.graphics.reading.sentence import Sentence
from studio.text.english.people import who_is
from studio.text.words.cues import TIME_WORDS
from studio.text.words.vocabulary import STOP_WORDS

_PART = r"[A-ZÀ-ÖØ-ÞŁŚŻŠČŽĐŐŰ](?:[’'][A-Z])?[^\W\d_]*[^\W\d_A-Z](?:[-’'][A-ZÀ-Þ]?[^\W\d_]+)*"
_INITIAL = r"[A-Z]\."
_SMALL = r"(?:van der|van den|van|von|de la|de los|de|da|dos|del|della|di|bin|al|le|du|af|ter)"
_NAME = re.compile(
    rf"(?<![\w’'.-])(?:{_PART}\.?|{_INITIAL})(?:\s+(?:{_SMALL}\s+)?(?:{_PART}|{_INITIAL}))*(?![\w-])"
)
# What stands right before a name that then is another thing's, or somebody's kin: "the Red Cross", "my cousin Peter".
_OWNED = re.compile(
    r"(?:\b(?:the|a|an|this|that|these|my|your|his|her|its|our|their)|['’]s)\s+(?:[a-z]+\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its offsets in the sentence."""

    text: str
    start: int
    end: int

    @property
    def bare(self) -> str:
        """The last word of it, in small letters: the same person may be named shorter later."""
        return self.text.split()[-1].lower()


def names_in(sentence: Sentence) -> Iterator[Name]:
    """Yield the names in a sentence that can only be people's, or a known first name alone in English."""
    for match in _NAME.finditer(sentence.text):
        name = _without_first_words(sentence, match)
        if name and not _OWNED.search(sentence.text[: name.start]):
            yield name


def _without_first_words(sentence: Sentence, match: re.Match[str]) -> Name | None:
    """Return what is a name of capitalised words; a sentence's first word may be capitalised for that only."""
    text, start = match[0], match.start()
    while text and not _may_begin(sentence, text.split()[0], start):
        rest = text.split(None, 1)[1:]
        if not rest:
            return None
        start += len(text) - len(rest[0])
        text = rest[0]
    parts = [part.strip(".").lower() for part in text.split()]
    titles = [part for part in parts[:1] if part in TITLES]
    own = parts[len(titles) :]
    known = bool(own) and bool(who_is(own[0])) and own[0] not in TITLES
    words = {*own} - (SURNAMES_TOO if known else frozenset())
    if words & NO_PERSONS or {*own} & TIME_WORDS or not own:
        return None
    is_full = len(own) > 1 or (titles and titles[0] in SURE_TITLES)
    # "Anna, a nurse": sure only in English, where nouns have no capitals.
    is_known = len(own) == 1 and known and not titles and sentence.language == "en"
    return Name(text, start, start + len(text)) if (is_full or is_known) and len(own) <= 4 else None


def _may_begin(sentence: Sentence, word: str, start: int) -> bool:
    """Return whether a name may begin with a capitalised word that stands there."""
    low = word.strip(".").lower()
    if low in TITLES or who_is(low):
        return True
    if low in OPENERS or low in STOP_WORDS.get(sentence.language, frozenset()) or low in TIME_WORDS:
        return False
    if sentence.language != "en" or sentence.text[:start].strip(" “\"'‘«"):
        return True
    tagged = next((one.tag for one in sentence.words if one.start == start), "NNP")
    return tagged.startswith("NNP") or tagged == "FW"
