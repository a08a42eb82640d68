"""Phonemes of English words: gruut's lexicon, and its model for words that are not in it."""

# ruff: noqa: RUF001 (phonemes look like letters)

from __future__ import annotations

import base64
import sqlite3
import string
import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from studio.speech.homographs.choosing import choose_sound
from studio.speech.homographs.readings import READINGS, with_s
from studio.speech.homographs.sentence import SIGNS, Place

# Words that would be others without their accent: a résumé does not resume.
ACCENTED = {
    "résumé": "ɹˈɛzuːmˌeɪ", "resumé": "ɹˈɛzuːmˌeɪ", "exposé": "ˌɛkspoʊzˈeɪ", "rosé": "ɹoʊzˈeɪ", "pâté": "pɑːtˈeɪ", "lamé": "lɑːmˈeɪ",
    "passé": "pæsˈeɪ", "attaché": "ˌæɾæʃˈeɪ", "maté": "mˈɑːteɪ", "saké": "sˈɑːki", "mêlée": "mˈeɪleɪ", "piqué": "piːkˈeɪ",
}  # fmt: skip
ACCENTED |= {f"{word}s": f"{sound}z" for word, sound in ACCENTED.items()}
# Words that the lexicon lacks, or has only in the form used beside one certain neighbour.
_CORRECTIONS = {
    "can": "kæn", "it": "ɪt", "at": "æt", "a": "ɐ", "miz": "mˈɪz", "covid": "kˈoʊvɪd", "emoji": "ɪmˈoʊdʒi", "emojis": "ɪmˈoʊdʒiz",
    "chatbot": "tʃˈætbɑːt", "hashtag": "hˈæʃtæɡ", "blockchain": "blˈɑːktʃeɪn", "smartphone": "smˈɑːɹtfoʊn",
    "smartphones": "smˈɑːɹtfoʊnz", "cafe": "kæfˈeɪ", "naive": "nɑːˈiːv", "combine": "kəmbˈaɪn",
    "confine": "kənfˈaɪn", "commune": "kˈɑːmjuːn",
    "excused": "ɛkskjˈuːzd", "excusing": "ɛkskjˈuːzɪŋ", "subjected": "səbdʒˈɛktᵻd", "subjecting": "səbdʒˈɛktɪŋ",
    "frequented": "fɹiːkwˈɛntᵻd", "frequenting": "fɹiːkwˈɛntɪŋ",
}  # fmt: skip
_CORRECTIONS |= ACCENTED
# Letters that are read differently as lower-case words.
_LETTERS = {"A": "ˈeɪ"}

_VOWELS = frozenset("aeiouæɑɐɔəɚɛɜɪʊʌᵻ")


class Pronunciation:
    """Looks words up; thread-safe. Reads about 30 MB of lexicon when it is made."""

    def __init__(self, directory: Path) -> None:
        import pycrfsuite

        self._lexicon = _read_lexicon(directory / "espeak" / "lexicon.db")
        self._letters = pycrfsuite.Tagger()
        self._letters.open(str(directory / "espeak" / "g2p" / "model.crf"))
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(directory / "pos" / "model.crf"))
        # A crfsuite tagger holds the sentence being tagged, so threads must not share it without a lock.
        self._lock = threading.Lock()

    def knows(self, word: str) -> bool:
        """Return whether the lexicon has a lower-case word."""
        return word in self._lexicon or word in ACCENTED

    def pronounce(self, words: Sequence[str], *, names: Collection[int] = ()) -> list[str]:
        """Return the phonemes of each word of one utterance, in the context of its neighbours.

        Signs of pauses among the words are their own sound. `names` are the places of words that are written with
        a capital inside a sentence.
        """
        tags = self._tag(words) if any(word in READINGS for word in words) else [""] * len(words)
        sounds = [
            word
            if word in SIGNS
            else choose_sound(Place(words, tags, index, is_name=index in names)) or self._sound(word)
            for index, word in enumerate(words)
        ]
        for index, word in enumerate(words[:-1]):
            if word in {"the", "to"} and sounds[index + 1].lstrip("ˈˌ")[:1] in _VOWELS:
                sounds[index] = {"the": "ðɪ", "to": "tʊ"}[word]
        return sounds

    def _sound(self, word: str) -> str:
        if word in _LETTERS or word in _CORRECTIONS:
            return _LETTERS.get(word) or _CORRECTIONS[word]
        return (
            self._find(word.lower())
            or self._find_possessive(word)
            or self._guess(word.lower().replace("'", ""))
        )

    def _find(self, word: str) -> str:
        return self._lexicon.get(word) or self._lexicon.get(word.replace("'", ""), "")

    def _find_possessive(self, word: str) -> str:
        stem = word.removesuffix("'s")
        if stem == word:
            return ""
        return with_s(self._sound(stem))

    def _guess(self, word: str) -> str:
        with self._lock:
            labels = self._letters.tag([_letter_features(word, index) for index in range(len(word))])
        parts = (part for label in labels for part in base64.b64decode(label).decode().split("|"))
        return "".join(part for part in parts if part != "_")

    def _tag(self, words: Sequence[str]) -> list[str]:
        with self._lock:
            tags: list[str] = self._tagger.tag([_word_features(words, index) for index in range(len(words))])
        # A preceding "to" decides what the tagger cannot know of rare words.
        return [
            "VB" if index and words[index - 1] == "to" and tag.startswith("NN") else tag
            for index, tag in enumerate(tags)
        ]


def _read_lexicon(file: Path) -> dict[str, str]:
    # The file has no index by word: reading it once into a dictionary costs less than twenty searches.
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    try:
        rows = connection.execute(
            "SELECT word, phonemes FROM word_phonemes WHERE role = '' ORDER BY pron_order DESC"
        )
        return {word: phonemes.replace(" ", "") for word, phonemes in rows}
    finally:
        connection.close()


def _encode(text: str) -> str:
    # The models were trained on base64, because crfsuite accepts ASCII only.
    return base64.b64encode(text.encode()).decode("ascii")


def _letter_features(word: str, index: int) -> dict[str, Any]:
    """Return the features of a letter and three neighbours on each side, by the names used in training."""
    features: dict[str, Any] = {"bias": 1.0, "grapheme": _encode(word[index])}
    features |= {f"grapheme-{step}": _encode(word[index - step]) for step in (1, 2, 3) if index >= step}
    features |= {
        f"grapheme+{step}": _encode(word[index + step]) for step in (1, 2, 3) if index + step < len(word)
    }
    return (
        features | ({"begin": True} if index == 0 else {}) | ({"end": True} if index + 1 == len(word) else {})
    )


def _word_features(words: Sequence[str], index: int) -> dict[str, Any]:
    """Return the features of a word and two neighbours on each side, by the names used in training."""
    features: dict[str, Any] = {}
    for step in (0, -1, -2, 1, 2):
        if 0 <= index + step < len(words):
            word, prefix = words[index + step], f"{step:+d}:" if step else ""
            features |= {
                f"{prefix}bias": 1.0,
                f"{prefix}word": _encode(word),
                f"{prefix}len(word)": len(word),
                f"{prefix}word.ispunctuation": word in string.punctuation,
                f"{prefix}word.isdigit()": word.isdigit(),
                f"{prefix}word[:2]": word[:2],
                f"{prefix}word[:3]": word[:3],
                f"{prefix}word[-2:]": word[-2:],
                f"{prefix}word[-3:]": word[-3:],
            }
    return (
        features | ({"BOS": True} if index == 0 else {}) | ({"EOS": True} if index + 1 == len(words) else {})
    )
