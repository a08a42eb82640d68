"""A text as runs of one language each: by script first, by statistics only if there are many words."""

# ruff: noqa: RUF001 (the letters of scripts look alike)

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from studio.text.words.language import SHARED, is_plainly_english, language_by_letters, ranked, usual_language
from studio.text.words.language import identify as identify_text
from studio.text.words.punctuation import CLOSERS, OWN_STOPS, SENTENCE_ENDS, STOPS
from studio.text.words.scripts import is_letter, script_of, scripts_of
from studio.text.words.vocabulary import STOP_WORDS

# Fewer words than this in the script of the text stay in its language, and so do Latin ones in any other
# script.
_ENOUGH_WORDS = 5
# By how much another language must be likelier, in total and per character, in natural logarithms: a sentence
# of foreign names reaches 0.7, whole sentences in another language begin at 1.1.
_LIKELIER, _LIKELIER_EACH = 25.0, 1.0
# A sentence with this share of function words that only the text's own language has is in that language.
_OWN_SMALL_WORDS = 0.2
# In these scripts two letters are enough for a word; a single one of any other script is a formula's, or a
# slip.
_WORDS_OF_ONE = frozenset({"han", "ko"})
# Words of these scripts are never half of one and half of another: look-alike letters have been mixed up.
_LOOK_ALIKE = frozenset({"latin", "el", "cyrillic", "hy"})
_UNIT = re.compile(rf"[{STOPS}]+(?=\s|$)|[{OWN_STOPS}“”„«»\"()\n]+")
_ENDED = re.compile(rf"[{SENTENCE_ENDS}]+[{re.escape(CLOSERS)}]*\s+|\n+")
_OPENING = re.compile(r"[\"'“‘„«(\[{¿¡「『（]+$")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters [start, end) of a text, and their language: a code, or "x-" and its script if it has none."""

    start: int
    end: int
    language: str


@dataclass(slots=True)
class _Stretch:
    """Letters of one script, with what stands between them."""

    start: int
    end: int
    script: str
    letters: int
    language: str = ""


@lru_cache(maxsize=512)
def split_runs(
    text: str, language: str, *, reads_latin: bool = True, by_script: bool = False
) -> tuple[Run, ...]:
    """Cut a text in `language` into runs that cover all of it; a text without letters is one run.

    `reads_latin` says that speakers of the language read Latin words too. `by_script` avoids statistics,
    which take much memory: languages of one script are then taken as one.
    """
    stretches = _stretches(text)
    _name_languages(text, stretches, language, reads_latin=reads_latin, by_script=by_script)
    if not by_script and SHARED.keys() & scripts_of(language):
        stretches = _part_sentences(text, stretches, language)
    return _cover(text, stretches, language)


def count_letters(text: str, language: str = "") -> Counter[str]:
    """Count the letters of each language of a text, by script; `language` is the text's own, if known."""
    scripts = Counter(map(script_of, filter(is_letter, text)))
    kana, han = scripts["kana"], scripts["han"]
    is_japanese = kana * 12 > han and kana + han > scripts["latin"]
    own = language or ("ja" if is_japanese else "und")
    counted: Counter[str] = Counter()
    for run in split_runs(text, own, reads_latin=False, by_script=True):
        counted[run.language] += sum(map(is_letter, text[run.start : run.end]))
    # Single letters of any script are signs, which belong to no language.
    del counted["und"]
    return +counted


def _stretches(text: str) -> list[_Stretch]:
    """Return the letters of each script as stretches; neighbours of one script are one stretch."""
    stretches: list[_Stretch] = []
    for match in re.finditer(r"(?:[^\W\d_]|[\uE000-\uF8FF\U000F0000-\U0010FFFD])+", _with_marks(text)):
        for start, end, script in _split_word(text, match.start(), match.end()):
            letters = sum(map(is_letter, text[start:end]))
            if stretches and stretches[-1].script == script:
                stretches[-1].end = end
                stretches[-1].letters += letters
            else:
                stretches.append(_Stretch(start, end, script, letters))
    return stretches


def _with_marks(text: str) -> str:
    """Replace each combining mark after a letter by a letter, since it belongs to the word."""
    return "".join("ـ" if unicodedata.category(sign)[0] == "M" else sign for sign in text)


def _split_word(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a word of letters, each in one script."""
    scripts = [script_of(sign) if is_letter(sign) else "" for sign in text[start:end]]
    alike = Counter(script for script in scripts if script in _LOOK_ALIKE)
    if len(alike) > 1:
        most = max(alike, key=lambda script: (alike[script], script == "latin"))
        scripts = [most if script in _LOOK_ALIKE else script for script in scripts]
    known = next((script for script in scripts if script), "")
    if not known:
        return
    first = start
    for place, script in enumerate(scripts, start):
        if script and script != known:
            yield first, place, known
            first, known = place, script
    yield first, end, known


def _name_languages(
    text: str, stretches: Sequence[_Stretch], language: str, *, reads_latin: bool, by_script: bool
) -> None:
    own = scripts_of(language)
    said = dict[str, str]()
    for stretch in stretches:
        said[stretch.script] = f"{said.get(stretch.script, '')} {text[stretch.start : stretch.end]}"
    by_words = {
        script: _language_of(words, script, by_script=by_script)
        for script, words in said.items()
        if script not in own and script != "latin"
    }
    is_foreign_alone = not any(stretch.script in own for stretch in stretches)
    for place, stretch in enumerate(stretches):
        words = text[stretch.start : stretch.end]
        few = len(words.split()) < _ENOUGH_WORDS
        if stretch.script in own:
            stretch.language = language
        elif stretch.script == "latin":
            stays = few and reads_latin and not is_foreign_alone
            stretch.language = language if stays else _language_of(words, "latin", by_script=by_script)
        elif stretch.letters == 1 and stretch.script not in _WORDS_OF_ONE:
            stretch.language = language
        elif stretch.script in ("han", "kana"):
            is_japanese = "han" not in own and _is_beside_kana(stretches, place)
            stretch.language = "ja" if is_japanese else usual_language(stretch.script)
        else:
            stretch.language = by_words[stretch.script]


def _is_beside_kana(stretches: Sequence[_Stretch], place: int) -> bool:
    """Return whether kana stand beside Chinese characters, with nothing of another script in between."""
    sides = (stretches[place:], stretches[place::-1])
    together = (takewhile(lambda stretch: stretch.script in ("han", "kana"), side) for side in sides)
    return any(stretch.script == "kana" for side in together for stretch in side)


def _language_of(words: str, script: str, *, by_script: bool) -> str:
    """Return the language of words in a script that is not that of the text."""
    if script not in SHARED:
        return script
    if len(words.split()) >= _ENOUGH_WORDS and not by_script:
        return identify_text(words)
    return language_by_letters(words, script)


def _part_sentences(text: str, stretches: Sequence[_Stretch], language: str) -> list[_Stretch]:
    """Split the stretches in the text's own script at sentences and quotations surely in another language."""
    own = [stretch for stretch in stretches if stretch.language == language]
    units = [unit for stretch in own for unit in _units(text, stretch)]
    for unit in units:
        unit.language = _sure_language(text[unit.start : unit.end], unit.script, language)
    if units and not any(unit.language == language for unit in units):
        # No sentence is surely in the text's language: short ones are in the language that all of them have
        # together.
        whole = _sure_language(
            " ".join(text[unit.start : unit.end] for unit in units), units[0].script, language
        )
        for unit in units:
            unit.language = unit.language or whole
    for unit in units:
        unit.language = unit.language or language
    foreign = [stretch for stretch in stretches if stretch.language != language]
    return sorted([*units, *foreign], key=lambda stretch: stretch.start)


def _units(text: str, stretch: _Stretch) -> Iterator[_Stretch]:
    """Cut a stretch at the ends of its sentences and at quotation marks."""
    start = stretch.start
    ends = [match.span() for match in _UNIT.finditer(text, stretch.start, stretch.end)]
    for end, following in [*ends, (stretch.end, stretch.end)]:
        letters = [place for place in range(start, end) if is_letter(text[place])]
        if letters:
            yield _Stretch(letters[0], letters[-1] + 1, stretch.script, len(letters))
        start = following


def _sure_language(words: str, script: str, language: str) -> str:
    """Return the language of a sentence; "" if it is too short, or nothing is sure."""
    if len(words.split()) < _ENOUGH_WORDS or script not in SHARED:
        return ""
    if language == "en" and is_plainly_english(words):
        return language
    ranking = ranked(words)
    likelihood = dict(ranking)
    best = next(code for code, _ in ranking if code in (*SHARED[script], language))
    if language not in likelihood:
        # Statistics do not know the language of the text: only English is then surely another.
        is_english = best == "en" and is_plainly_english(words) and _has_small_words(words, "en", language)
        return "en" if is_english else ""
    if best == language:
        return language
    likelier = likelihood[best] - likelihood[language]
    is_likelier = likelier >= max(_LIKELIER, _LIKELIER_EACH * len(words))
    return best if is_likelier and not _has_small_words(words, language, best) else ""


def _has_small_words(words: str, language: str, other: str) -> bool:
    small = STOP_WORDS.get(language, frozenset()) - STOP_WORDS.get(other, frozenset())
    found = re.findall(r"[^\W\d_]+", words.lower())
    return sum(word in small for word in found) > _OWN_SMALL_WORDS * len(found)


def _cover(text: str, stretches: Sequence[_Stretch], language: str) -> tuple[Run, ...]:
    """Turn stretches into runs: what stands between two languages goes with the one that it belongs to."""
    runs: list[Run] = []
    start = 0
    for index, stretch in enumerate(stretches):
        following = stretches[index + 1] if index + 1 < len(stretches) else None
        if following and following.language == stretch.language:
            continue
        end = _cut_between(text, stretch.end, following.start) if following else len(text)
        runs.append(Run(start, end, stretch.language))
        start = end
    return tuple(runs) or (Run(0, len(text), language),)


def _cut_between(text: str, start: int, end: int) -> int:
    """Return where, between two stretches, the one ends and the other begins."""
    between = text[start:end]
    ended = max((match.end() for match in _ENDED.finditer(between)), default=0)
    if ended:
        return start + ended
    opening = _OPENING.search(between)
    return start + opening.start() if opening else end
