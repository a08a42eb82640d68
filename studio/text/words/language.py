"""The language of a text: by its script, by its small words, else by py3langid."""

# ruff: noqa: SIM905 (letters of scripts look alike; lists of words read best as text)

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from studio.text.words.scripts import NAMELESS, block_of, script_of, scripts_of
from studio.text.words.small_words import count_small_words, language_of_greeting, without_names
from studio.text.words.vocabulary import STOP_WORDS

# A Latin text with fewer characters is in the usual language: any other guess would be as weak.
_TOO_SHORT = 12
# What a small word adds to the log-likelihood of its language, and by how much another language must then be likelier
# than the usual one: names, lists and headlines in English reach 12, the weakest short sentences in another language
# 34; a small word of one letter is one of names as well. Without a small word more is asked, most of a list, which reaches 37 in English too ("spaghetti, tiramisu").
_SMALL_WORD = 6.0
_SURE, _SURE_SHORT, _SURE_BARE, _SURE_LIST = 16.5, 22.0, 30.0, 45.0
# By how much per character a text is surely in another language than the one chosen for it: sentences of ten words lead
# over a language of other words by 1.8 and more. Over the right one no language leads by more than 38 in all.
_SURE_EACH = 1.7
# As many words of a list stand between two commas or line breaks.
_LISTED = 2.5
# A text with more words outside of its quotations is judged by these alone.
_FEW_IN_QUOTES = 3
_QUOTED = re.compile(r"\"[^\"]+\"|“[^”]+”|„[^“”]+[“”]|«[^»]+»")
# Brands fill a text fast, and a sign of these scripts is worth several letters. A script wins over Latin words from
# this share of all letters on; over a sentence in Latin letters that quotes it, from half of them on.
_SCRIPT_SHARE = 1 / 6
_DENSE = {"han": 2, "ja": 2, "ko": 2}
# An English text has at least this share of function words that only English has; then nothing heavy need be
# loaded.
_ENGLISH_SHARE = 0.1
_FEW_WORDS = 12
# Function words that English shares with languages for which there is no list.
_SHARED_WORDS = {
    "to",
    "no",
    "so",
    "do",
    "as",
    "an",
    "a",
    "i",
    "am",
    "be",
    "has",
    "for",
    "at",
    "her",
    "over",
    "under",
    "by",
}
_ENGLISH_ONLY = STOP_WORDS["en"].difference(
    *(words for code, words in STOP_WORDS.items() if code != "en"), _SHARED_WORDS
)

# Languages that share a script; py3langid decides among them. More of them would make it err more often.
SHARED = {
    "latin": (
        "en de es fr it pt nl sv da no fi pl cs sk hu ro hr tr vi id ca et lt lv sl sw af cy is ga eu sq ms".split()
    ),
    "cyrillic": "ru uk bg sr mk be kk".split(),
    "arabic": "ar fa ur".split(),
    "devanagari": "hi mr ne".split(),
}  # fmt: skip
# Letters of an alphabet that only one of its languages has, for texts of few words; in this order.
_TELLING = {
    "cyrillic": (("be", "ў"), ("kk", "әғқңөұүһ"), ("uk", "іїєґ"), ("mk", "ѓќѕ"), ("sr", "ђћљњџј")),
    "arabic": (("ur", "ٹڈڑںے"), ("fa", "پچژگ")),
}
# Characters that were simplified in Japan and otherwise or not at all in China, for texts without kana.
_JAPANESE_ONLY = frozenset(
    "発売駅気円戻込働畑枠辻歳沢桜帰検験権関険剣労営厳竜渋団囲伝価県単対圧塩実専従徳恵戦拝暦楽様歩毎浜渓満焼獣続経絵総緑縄継"
    "脳荘蔵薬覚観訳読軽転辺録鉄銭隠雑霊頼黒黙齢図広仏"
)
# What statistics call a language by another code.
_IN_STATISTICS = {"nb": "no"}
# With fewer words than this in these scripts, statistics tell nothing.
_FEW_IN_SCRIPT = 4
# Written without spaces between words.
UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})


@dataclass(frozen=True, slots=True)
class _Evidence:
    """By how much the likeliest language leads over the usual one, in so many characters of words that are no names."""

    best: str
    lead: float
    length: int
    has_small_words: bool
    has_longer: bool


def identify(text: str, usual: str = "en") -> str:
    """Return the ISO 639-1 code of a text's language.

    It is `usual`, what its author most often writes, if that fits the script and nothing else is sure: a wrong guess
    is spoken by a voice that nobody understands. It is "und" if only the script is known, and such a language has no
    code. A text without letters is in the usual language.
    """
    script = _main_script(text)
    if not script:
        return _by_rare_script(text) or usual
    if script == "latin":
        return _latin_language(text, usual if "latin" in scripts_of(usual) else "en")
    if script not in SHARED:
        return script
    words = " ".join(
        word for word in re.findall(r"\S+", text) if any(block_of(sign) == script for sign in word)
    )
    if len(words.split()) < _FEW_IN_SCRIPT:
        return language_by_letters(words, script, usual)
    found = next(language for language, _ in ranked(words) if language in SHARED[script])
    # Bulgarian is hardly ever written without this letter, and short Russian is often taken for it.
    return "ru" if found == "bg" and "ъ" not in text.lower() else found


def may_be_in(text: str, language: str) -> bool:
    """Return whether a text can be taken to be in a language that somebody has chosen for it.

    Its letters must be those of the language, and whole sentences must not be surely in another one.
    """
    script = _main_script(text)
    if {"zh": "han", "ja": "kana"}.get(script, script or _by_rare_script(text)) not in scripts_of(language):
        return False
    if script != "latin":
        return True
    evidence = _weigh(text, language)
    return evidence.lead < max(_SURE_LIST, _SURE_EACH * evidence.length)


def _main_script(text: str) -> str:
    """Return the script that a text is written in, or the language that this script names; "" if it is a rare one."""
    scripts = Counter(block_of(letter) for letter in text if letter.isalpha())
    del scripts[""]
    latin = scripts.pop("latin", 0)
    marks = scripts["kana"] * 12 + sum(letter in _JAPANESE_ONLY for letter in text) * 24
    if marks > scripts["han"]:
        # Kana stand beside Chinese characters in Japanese only; a single one in many may be an ornament.
        scripts["ja"] = scripts.pop("kana", 0) + scripts.pop("han", 0)
    for script in scripts:
        scripts[script] *= _DENSE.get(script, 1)
    if not +scripts:
        return "latin" if latin else ""
    script, letters = scripts.most_common(1)[0]
    needed = 1 / 2 if _is_latin_sentence(text) else _SCRIPT_SHARE
    if letters < needed * (latin + scripts.total()):
        return "latin"
    return usual_language(script) if script in ("han", "kana") else script


def _is_latin_sentence(text: str) -> bool:
    """Return whether the Latin words of a text are more than names: most begin small, and some only join others."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if block_of(word[0]) == "latin"]
    small = [word for word in words if word.islower()]
    return 2 * len(small) > len(words) > 2 and max(count_small_words(" ".join(words)).values()) > 0


def _latin_language(text: str, usual: str) -> str:
    if len(text.strip()) < _TOO_SHORT:
        return usual
    if greeting := language_of_greeting(text):
        return greeting
    # A quotation may be in any language.
    unquoted = _QUOTED.sub(" ", text)
    text = unquoted if len(unquoted.split()) > _FEW_IN_QUOTES else text
    if is_plainly_english(text):
        return "en"
    evidence = _weigh(text, usual)
    least = _SURE if evidence.has_longer else _SURE_SHORT
    needed = least if evidence.has_small_words else _SURE_LIST if _is_list(text) else _SURE_BARE
    return evidence.best if evidence.lead >= needed else usual


def _weigh(text: str, usual: str) -> _Evidence:
    """Compare the Latin languages with the usual one; with English if statistics do not know that."""
    words = without_names(text)
    small = count_small_words(words)
    likelihood = {code: each + _SMALL_WORD * small[code] for code, each in ranked(words)}
    usual = _IN_STATISTICS.get(usual, usual)
    rival = usual if usual in likelihood else "en"
    best = max(SHARED["latin"], key=lambda code: (likelihood[code], code == rival))
    longer = count_small_words(" ".join(word for word in words.split() if len(word) > 1))
    lead = likelihood[best] - likelihood[rival]
    return _Evidence(best, lead, len(words), small[best] > small[rival], longer[best] > longer[rival])


def _is_list(text: str) -> bool:
    items = [item for item in re.split(r"[,;•|/\n]", text) if item.strip()]
    return len(items) > 2 and len(text.split()) < _LISTED * len(items)


def _by_rare_script(text: str) -> str:
    """Return the language of letters that only their names identify; "" if they are Latin or there are none."""
    scripts = Counter(script for letter in text if letter.isalpha() and (script := script_of(letter)))
    script = scripts.most_common(1)[0][0] if scripts else ""
    if script == "latin":
        return ""
    return "und" if script.startswith(NAMELESS) else usual_language(script)


def language_by_letters(words: str, script: str, usual: str = "") -> str:
    """Return the language of a few words by letters that only it has; else the usual one, if it has this script."""
    small = words.lower()
    # Russian has this letter only before these vowels.
    if script == "cyrillic" and re.search("ъ(?![еёюя])", small):
        return "bg"
    telling = (code for code, letters in _TELLING.get(script, ()) if any(sign in small for sign in letters))
    return next(telling, usual if usual and script in scripts_of(usual) else usual_language(script))


def usual_language(script: str) -> str:
    """Return the language that is most often written in a script."""
    return SHARED[script][0] if script in SHARED else {"han": "zh", "kana": "ja"}.get(script, script)


def is_plainly_english(text: str) -> bool:
    written = re.findall(r"[^\W\d_]+", text)
    words = [word.lower() for word in written]
    found = [word for word in words if word in _ENGLISH_ONLY]
    if len(words) < _FEW_WORDS and (
        "the" in written or words[:1] == ["the"] or (text.isupper() and "the" in words)
    ):
        # No other of these languages has this word, and a few words are too few for statistics. With a capital it
        # may belong to a name in any of them.
        return True
    return len(set(found)) >= 3 and len(found) >= len(words) * _ENGLISH_SHARE


def ranked(text: str) -> list[tuple[str, float]]:
    """Return all languages that py3langid knows, the likeliest first, each with its log-likelihood."""
    ranking: list[tuple[str, float]] = _identifier().rank(text)
    return ranking


@functools.cache
def _identifier() -> Any:
    # Takes half a second and 100 MB, so it is loaded at the first text that needs it.
    from py3langid import langid

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
