"""The times of written words, from the times of the words that a service says it has spoken.

Services tell what was said and not what stands there: "1,109" as five words, "didn't" as two, "Dr." in full. Letters are
matched, because they stay the same however words are parted; what has no letters in common is shared out between the
words on either side of it that have.
"""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from studio.contracts import Word, is_speakable
from studio.speech.languages.figures import MOST_DIGITS, spell
from studio.speech.sound import Span

# A word is found if this share of its letters is.
_FOUND = 0.6
# What a pair of letters is worth: more where it goes on from the one before, and where words begin.
_ALONE, _GOES_ON, _BEGINS = 0.2, 1.0, 0.6
# Pairs of letters that are compared at once: some tenths of a second. What is longer is parted at words that are there
# once on either side.
_MOST_PAIRS = 400_000
# Signs that are spoken although they are no letters.
_SPOKEN_SIGNS = frozenset("&+=%$€£¥₹§°@#×÷/")
_THOUSANDS = re.compile(r"(?<=\d)[,.'’\u00a0\u202f](?=\d{3}(?!\d))")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter with the place of its word, its own place in the word, and how many the word has."""

    sign: str
    word: int
    place: int
    of: int


def align(written: Sequence[str], heard: Sequence[Word], language: str = "") -> dict[int, Span]:
    """Return start and end in seconds of the written words that were spoken, by their positions.

    `heard` are the spoken words in order, with their times; those without a letter or digit are no words. A written word
    that nothing was spoken for is left out: it stands in a pause.
    """
    if [word.text for word in heard] == list(written):
        return {place: (word.start, word.end) for place, word in enumerate(heard)}
    spoken = [word for word in heard if _letters_of(word.text, language) or _is_sign(word.text)]
    if not spoken:
        return {}
    ours = _letters(written, language)
    theirs = _letters([word.text for word in spoken], language)
    pairs = [pair for one, other in _parts(ours, theirs, written, spoken) for pair in _pair(one, other)]
    found = _found(ours, pairs)
    return _spans(written, spoken, _widen(found, theirs), theirs, language)


def _letters_of(word: str, language: str) -> str:
    """Return what of a word is compared: letters without case and accents, and numbers in words."""
    plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", word))
    plain = _DIGITS.sub(lambda digits: _number(digits.group(), language), plain)
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain.casefold()) if sign.isalnum())


def _number(digits: str, language: str) -> str:
    if len(digits) > MOST_DIGITS or (digits[0] == "0" and len(digits) > 1):
        return "".join(spell(language or "en", int(digit)) for digit in digits)
    return spell(language or "en", int(digits))


def _is_sign(word: str) -> bool:
    return bool(word) and not is_speakable(word) and any(sign in _SPOKEN_SIGNS for sign in word)


def _letters(words: Sequence[str], language: str) -> list[_Letter]:
    found = []
    for index, word in enumerate(words):
        letters = _letters_of(word, language)
        found += [_Letter(sign, index, place, len(letters)) for place, sign in enumerate(letters)]
    return found


Part = tuple[list[_Letter], list[_Letter]]


def _parts(
    ours: list[_Letter], theirs: list[_Letter], written: Sequence[str], spoken: Sequence[Word]
) -> list[Part]:
    """Return what is compared with what: all at once, or what lies between words that both sides have once."""
    if len(ours) * len(theirs) <= _MOST_PAIRS:
        return [(ours, theirs)]
    left, right = _by_word(ours), _by_word(theirs)
    twins = _rising(
        [
            (places[0], right[letters][0])
            for letters, places in left.items()
            if len(letters) > 2 and len(places) == 1 and len(right.get(letters, ())) == 1
        ]
    )
    parts: list[Part] = []
    first, begin = 0, 0
    for end, last in [*twins, (len(written), len(spoken))]:
        parts.append(
            (
                [letter for letter in ours if begin <= letter.word < end],
                [letter for letter in theirs if first <= letter.word < last],
            )
        )
        begin, first = end, last
    return [part for part in parts if len(part[0]) * len(part[1]) <= 4 * _MOST_PAIRS]


def _by_word(letters: list[_Letter]) -> dict[str, list[int]]:
    words: dict[int, str] = {}
    for letter in letters:
        words[letter.word] = words.get(letter.word, "") + letter.sign
    places: dict[str, list[int]] = {}
    for index, word in words.items():
        places.setdefault(word, []).append(index)
    return places


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest row of pairs in which both numbers rise."""
    best: list[list[tuple[int, int]]] = []
    for pair in sorted(pairs):
        before = max((row for row in best if row[-1][1] < pair[1]), key=len, default=[])
        best.append([*before, pair])
    return max(best, key=len, default=[])


def _pair(ours: list[_Letter], theirs: list[_Letter]) -> list[tuple[_Letter, _Letter]]:
    """Return the letters that are the same in both, in order, in as few and long rows as there are."""
    height, width = len(ours), len(theirs)
    if not height or not width:
        return []
    # The best worth of the letters before a pair of places: where these are a pair themselves, and in any case.
    paired = [[-1.0] * (width + 1) for _ in range(height + 1)]
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for row, one in enumerate(ours, 1):
        above, level, pairs, pairs_above = best[row - 1], best[row], paired[row], paired[row - 1]
        for column, other in enumerate(theirs, 1):
            most = above[column] if above[column] > level[column - 1] else level[column - 1]
            if one.sign == other.sign:
                begins = _BEGINS if not one.place and not other.place else 0.0
                worth = max(pairs_above[column - 1] + _GOES_ON, above[column - 1] + _ALONE) + begins
                pairs[column] = worth
                most = worth if worth >= most else most
            level[column] = most
    return _trace(ours, theirs, paired, best)


def _trace(
    ours: list[_Letter], theirs: list[_Letter], paired: list[list[float]], best: list[list[float]]
) -> list[tuple[_Letter, _Letter]]:
    found = []
    row, column, goes_on = len(ours), len(theirs), False
    while row and column:
        worth = paired[row][column]
        if worth >= 0 and (goes_on or worth >= best[row][column]):
            one, other = ours[row - 1], theirs[column - 1]
            found.append((one, other))
            goes_on = paired[row - 1][column - 1] + _GOES_ON >= best[row - 1][column - 1] + _ALONE
            row, column = row - 1, column - 1
        elif best[row - 1][column] >= best[row][column - 1]:
            row -= 1
        else:
            column -= 1
    return found[::-1]


# The first and the last of the spoken letters that stand for a written word, by their numbers.
Range = tuple[int, int]


def _found(ours: list[_Letter], pairs: list[tuple[_Letter, _Letter]]) -> dict[int, list[_Letter]]:
    """Return the spoken letters of each written word that was found."""
    lengths = Counter(letter.word for letter in ours)
    matched: dict[int, list[_Letter]] = {}
    for one, other in pairs:
        matched.setdefault(one.word, []).append(other)
    return {word: letters for word, letters in matched.items() if len(letters) >= _FOUND * lengths[word]}


def _widen(found: dict[int, list[_Letter]], theirs: list[_Letter]) -> dict[int, Range]:
    """Return the spoken letters of each written word, with those of the same spoken words that no other has."""
    numbers = {(letter.word, letter.place): number for number, letter in enumerate(theirs)}
    ranges: dict[int, Range] = {}
    taken = -1
    order = sorted(found)
    for index, word in enumerate(order):
        first, last = (numbers[letter.word, letter.place] for letter in (found[word][0], found[word][-1]))
        following = found[order[index + 1]][0] if index + 1 < len(order) else None
        stop = numbers[following.word, following.place] if following else len(theirs)
        first = max(taken + 1, first - theirs[first].place)
        last = min(stop - 1, last + theirs[last].of - 1 - theirs[last].place)
        ranges[word] = (first, max(first, last))
        taken = ranges[word][1]
    return ranges


def _spans(
    written: Sequence[str],
    spoken: Sequence[Word],
    ranges: dict[int, Range],
    theirs: list[_Letter],
    language: str,
) -> dict[int, Span]:
    spans = {
        word: (_time(spoken, theirs[first], 0), _time(spoken, theirs[last], 1))
        for word, (first, last) in ranges.items()
    }
    last_spoken = {word: theirs[last].word for word, (_, last) in ranges.items()}
    first_spoken = {word: theirs[first].word for word, (first, _) in ranges.items()}
    before = -1
    for word in [*sorted(ranges), len(written)]:
        rest = range(
            last_spoken.get(before, -1) + 1,
            first_spoken.get(word, len(spoken) if word == len(written) else 0),
        )
        if rest:
            span = (spoken[rest[0]].start, spoken[rest[-1]].end)
            _give(span, range(before + 1, word), written, spans, language)
        before = word
    return spans


def _give(span: Span, between: range, written: Sequence[str], spans: dict[int, Span], language: str) -> None:
    """Give the time of spoken words that stand for no word found to the words that were not, else to a neighbour."""
    words = [word for word in between if is_speakable(written[word])]
    words = words or [word for word in between if _is_sign(written[word])]
    before, after = between.start - 1, between.stop
    if not words:
        if before in spans:
            spans[before] = (spans[before][0], span[1])
        elif after in spans:
            spans[after] = (span[0], spans[after][1])
        return
    weights = [max(1, len(_letters_of(written[word], language))) for word in words]
    passed = 0
    for word, weight in zip(words, weights, strict=True):
        start, end = (
            span[0] + (span[1] - span[0]) * part / sum(weights) for part in (passed, passed + weight)
        )
        spans[word] = (start, end)
        passed += weight


def _time(spoken: Sequence[Word], letter: _Letter, more: int) -> float:
    """Return when a letter begins, or with `more` ends, as if the letters of its word were of one length."""
    word = spoken[letter.word]
    return word.start + (word.end - word.start) * (letter.place + more) / letter.of
