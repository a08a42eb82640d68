"""Part-of-speech tags of English words, by gruut's model."""

# ruff: noqa: RUF001 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import base64
import functools
import re
import string
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from studio.text.english.corrections import correct
from studio.text.english.people import TITLES, is_being, who_is
from studio.text.english.verbs import BASES
from studio.text.words.places import is_place_word
from studio.text.words.vocabulary import STOP_WORDS, singular

# A word with its Penn Treebank tag.
Tagged = tuple[str, str]

_WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W_]+)*|\d+(?:[.,:]\d+)*|'\w+|[^\w\s]")
_TITLES = re.compile(r"\b(Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|No)\.")
_HALVES = re.compile(r"\b([ap])\.\s?m\.", re.IGNORECASE)
_CONTRACTED = re.compile(r"(?<=[^\W\d_])(n't|'(?:s|ll|re|ve|d|m))\b", re.IGNORECASE)
_ADDRESSES = re.compile(r"https?://\S+|www\.\S+|@\w+|#(?=\w)")
_OPENERS = frozenset("\"'“‘«(-–—•*…#:")


def tag(text: str, names: frozenset[str] = frozenset()) -> list[Tagged]:
    """Return each word and sign of an English text with its tag; `names` are words known to be proper names."""
    tagged: list[Tagged] = []
    for sentence in _sentences(text):
        tagged += _tag_sentence(sentence, names)
    return tagged


def find_names(text: str) -> frozenset[str]:
    """Return the words that are capitalised within sentences, and never written without a capital."""
    named: set[str] = set()
    common: set[str] = set(STOP_WORDS["en"])
    for line in text.splitlines():
        for sentence in _sentences(line):
            starts = True
            for word in sentence:
                if word[0].isupper() and not starts and word[1:2].islower():
                    named.add(word)
                elif word[0].islower():
                    common.add(word)
                starts = word in _OPENERS or (starts and not word[0].isalnum())
    return frozenset(word for word in named if word.lower() not in common)


def _sentences(text: str) -> Iterator[list[str]]:
    text = _ADDRESSES.sub(" ", text)
    plain = _HALVES.sub(r"\1m", _TITLES.sub(r"\1", text.replace("’", "'")))
    sentence: list[str] = []
    for word in _WORD.findall(_CONTRACTED.sub(r" \1", plain)):
        sentence.append(word)
        if word in ".!?…":
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _tag_sentence(words: list[str], names: frozenset[str]) -> list[Tagged]:
    shouted = sum(map(len, words)) > 8 and all(word == word.upper() for word in words)
    plain = [word.lower() for word in words] if shouted else words
    first = next((index for index, word in enumerate(plain) if word[0].isalnum()), 0)
    tags = list(_ask(tuple(plain)))
    opening = plain[first].lower()
    if plain[first + 1 : first + 2] == ["the"] and who_is(opening) and opening not in TITLES:
        # "Leo the lion": a first name that everybody knows.
        names |= {plain[first]}
    if plain[first][0].isupper() and plain[first] not in names:
        lower = [*plain[:first], plain[first].lower(), *plain[first + 1 :]]
        lower_tags = list(_ask(tuple(lower)))
        if not _is_name(lower[first], tags[first], lower_tags[first], tags[first + 1 : first + 2]):
            # "Lava flows": a rare first word that the model does not know with a capital.
            rare = lower_tags[first] in {"JJ", "RB", "FW"} and tags[first : first + 2] in (
                ["NNP", "VBZ"],
                ["NNP", "VBD"],
            )
            tags = (
                [*tags[:first], "NN", *tags[first + 1 :]]
                if rare and lower[first] not in BASES
                else lower_tags
            )
            plain = lower
    tags = [
        "NNP" if word in names and kind != "NNPS" else kind for word, kind in zip(plain, tags, strict=True)
    ]
    low = [word.lower() for word in plain]
    correct(low, tags, plain, first)
    return list(zip(plain, tags, strict=True))


def _is_name(lower: str, capital_tag: str, lower_tag: str, after: list[str]) -> bool:
    """Return whether a sentence's first word is a name: a noun either way, without an article, before a verb."""
    known = lower in STOP_WORDS["en"] or lower in BASES or is_place_word(lower) or is_being(lower)
    if capital_tag not in {"NNP", "FW"} or known:
        return False
    acts = not after or after[0].startswith(("VB", "MD", "NNP")) or after[0] in {"POS", ",", "CC", "."}
    return acts and (lower_tag != "NNS" or singular(lower) == lower)


class _Model:
    """gruut's model, thread-safe: crfsuite holds the sentence that is being tagged."""

    def __init__(self) -> None:
        # They read 9 MB, so they are loaded at the first English text.
        import gruut_lang_en
        import pycrfsuite

        self._lock = threading.Lock()
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(gruut_lang_en.get_lang_dir() / "pos" / "model.crf"))

    def __call__(self, words: Sequence[str]) -> list[str]:
        features = [_features(words, index) for index in range(len(words))]
        with self._lock:
            return list(self._tagger.tag(features))


@functools.cache
def _model() -> _Model:
    return _Model()


# Title, keywords, prompts and pictures ask for the same sentences, one after the other.
@functools.lru_cache(maxsize=512)
def _ask(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_model()(words))


def _features(words: Sequence[str], index: int) -> dict[str, Any]:
    """Return the features of a word and two neighbours on each side, by the names used in training."""
    features: dict[str, Any] = {"BOS": True} if index == 0 else {}
    if index + 1 == len(words):
        features["EOS"] = True
    for step in range(max(-2, -index), min(3, len(words) - index)):
        features |= _features_of(words[index + step], step)
    return features


@functools.lru_cache(maxsize=4096)
def _features_of(word: str, step: int) -> Mapping[str, Any]:
    """Return the features of a word so many words after the one that is tagged; read-only."""
    prefix = f"{step:+d}:" if step else ""
    features: dict[str, Any] = {f"{prefix}bias": 1.0}
    # The model was trained on base64, because crfsuite accepts ASCII only.
    features[f"{prefix}word"] = base64.b64encode(word.encode()).decode("ascii")
    features[f"{prefix}len(word)"] = len(word)
    features[f"{prefix}word.ispunctuation"] = word in string.punctuation
    features[f"{prefix}word.isdigit()"] = word.isdigit()
    for length in (2, 3):
        features[f"{prefix}word[:{length}]"] = word[:length]
        features[f"{prefix}word[-{length}:]"] = word[-length:]
    return features
