"""Pieces of a text that are never cut, with the time to say each and the cost of ending a scene after it."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.text.words.language import UNSPACED
from studio.text.words.punctuation import CLAUSE_ENDS, CLOSERS, OWN_COMMAS, OWN_STOPS, SENTENCE_ENDS
from studio.text.words.sentences import sentence_ends
from studio.text.words.vocabulary import STOP_WORDS

# The cost of a cut: nothing between paragraphs, more the deeper it goes into a sentence. The scale is that of
# scenes._cost, where a scene of 14 s costs 10.
PARAGRAPH, SENTENCE, CLAUSE, COMMA, CONJUNCTION, PHRASE, ANYWHERE, NEVER = (
    -1.0,
    0.0,
    4.0,
    6.0,
    9.0,
    16.0,
    24.0,
    60.0,
)
_IN_QUOTATION = 24.0

_SEPARATORS = re.compile(r"\S+|\s+")
_HARD_LINE = re.compile(r"[-*•–—]|\d+[.)]")
_PHRASE_STARTS = frozenset(
    "in on at with from by for to over under through across during after before between into like near behind um mit von bei nach vor in "
    "auf aus zu dans sur avec pour par vers sous en con por para desde hasta sin su per da tra com sem até op met van voor door".split()
)
_CONJUNCTIONS = frozenset(
    "and but because which while when so or that who where although until as if und aber weil dass denn oder während wenn et mais que "
    "qui parce quand où y pero porque cuando donde e ma perché quando che dove mas pois onde en maar omdat dat die terwijl".split()
)
# Languages in which a space replaces a comma or a full stop.
_SPACE_IS_PAUSE = frozenset(["th", "lo", "km", "my"])
# The longest run in characters that stays whole without punctuation in it: of Chinese and Japanese, and of
# alphabets without spaces between words, where only a dictionary knows where a word ends.
_LONGEST_RUN, _LONGEST_ALPHABETIC = 28, 90
# Signs after which a run without spaces may be cut; an ASCII full stop or colon may be part of a number.
_SIGNS = f"{OWN_STOPS}{OWN_COMMAS}!?…;,៖"
_CLAUSE = re.compile(rf"[^{_SIGNS}]*[{_SIGNS}{re.escape(CLOSERS)}]*")
_AFTER_NO_CUT = "เแโใไ"
_BEFORE_NO_CUT = "ะาำๅฯๆ、。，．！？；：」』）”’…ー။၊។៕៖"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: whether a space stands before it, its seconds of speech, the cost of a cut after it.

    `breaks` is the number of line breaks after it.
    """

    text: str
    spaced: bool
    seconds: float
    cut: float
    breaks: int = 0


def tokenize(text: str, language: str) -> list[Token]:
    """Split a text into words; in languages without spaces, into runs of characters."""
    pieces = list(_pieces(text, language))
    ends = sentence_ends(
        [piece for piece, *_ in pieces], [paragraph for *_, paragraph, _ in pieces], language
    )
    depth = _quotation_depths([piece for piece, *_ in pieces])
    tokens = []
    for index, (piece, spaced, paragraph, breaks) in enumerate(pieces):
        following = pieces[index + 1][0] if index + 1 < len(pieces) else ""
        if paragraph:
            cut = PARAGRAPH
        elif index in ends:
            cut = SENTENCE
        else:
            apart = index + 1 < len(pieces) and pieces[index + 1][1]
            cut = _cost_within(piece, following, spaced=apart)
            if apart and language in _SPACE_IS_PAUSE:
                cut = min(cut, COMMA)
        # The end of a line is a pause, with or without a sign.
        if breaks and not paragraph:
            cut = min(cut, SENTENCE)
        if depth[index] and not paragraph:
            cut = min(cut + _IN_QUOTATION / (3 if index in ends else 1), NEVER)
        seconds = _seconds(piece, language, ends_sentence=index in ends or breaks > 0)
        tokens.append(Token(piece, spaced, seconds, cut, breaks))
    return tokens


def _pieces(text: str, language: str) -> Iterator[tuple[str, bool, bool, int]]:
    """Yield each piece, whether a space precedes it, whether a paragraph ends after it, and its line ends."""
    found = _SEPARATORS.findall(text.strip())
    for index in range(0, len(found), 2):
        word = found[index]
        space = found[index + 1] if index + 1 < len(found) else ""
        following = found[index + 2] if index + 2 < len(found) else ""
        paragraph = not space or _is_paragraph(word, space, following)
        longest = _LONGEST_ALPHABETIC if language in _SPACE_IS_PAUSE else _LONGEST_RUN
        parts = _cut_run(word, longest) if language in UNSPACED else [word]
        for place, part in enumerate(parts):
            last = place + 1 == len(parts)
            yield part, place == 0 and index > 0, paragraph and last, space.count("\n") * last


def _is_paragraph(word: str, space: str, following: str) -> bool:
    """Return whether white space ends a paragraph: an empty line, the next item, the end of a sentence."""
    if "\n" not in space:
        return False
    return (
        space.count("\n") > 1
        or bool(_HARD_LINE.match(following))
        or word.rstrip(CLOSERS)[-1:] in {*SENTENCE_ENDS}
    )


def _cut_run(run: str, longest: int) -> list[str]:
    """Cut a run without spaces after its punctuation, and where it gets too long without any."""
    parts: list[str] = []
    for clause in _CLAUSE.findall(run):
        while len(clause) > longest:
            cut = next((at for at in range(longest, 8, -1) if _may_cut(clause, at)), longest)
            parts.append(clause[:cut])
            clause = clause[cut:]
        if clause:
            parts.append(clause)
    return parts


def _may_cut(run: str, at: int) -> bool:
    inside_word = run[at - 1].isascii() and run[at].isascii() and run[at - 1].isalnum() and run[at].isalnum()
    mark = unicodedata.category(run[at]).startswith("M")
    return not (inside_word or mark or run[at - 1] in _AFTER_NO_CUT or run[at] in _BEFORE_NO_CUT)


def _quotation_depths(pieces: Sequence[str]) -> list[bool]:
    """Return for each piece whether a cut after it would lie within quotation marks or brackets."""
    depths = []
    opened = 0
    straight = sum(piece.count('"') for piece in pieces) % 2 == 0
    quoted = False
    for piece in pieces:
        opened += sum(piece.count(sign) for sign in "“«„([「『（")
        opened -= sum(piece.count(sign) for sign in "”»)]」』）")
        # German closes with the mark that English opens with.
        if "„" in piece or "“" in piece.rstrip(SENTENCE_ENDS + CLAUSE_ENDS)[-1:]:
            opened -= 2 * piece.rstrip(SENTENCE_ENDS + CLAUSE_ENDS).endswith("“")
        opened = max(0, opened)
        quoted ^= straight and piece.count('"') % 2 == 1
        depths.append(opened > 0 or quoted)
    # A quotation that is never closed protects nothing.
    return depths if not (depths and depths[-1]) else [False] * len(depths)


def _cost_within(piece: str, following: str, *, spaced: bool) -> float:
    """Return the cost of a cut inside a sentence, by the signs before it and the words around it."""
    bare = piece.rstrip(CLOSERS)
    last = bare[-1:]
    if (
        last in ";:；："
        or piece.endswith(("—", "–", "--"))
        or following.startswith(("—", "–"))
        or piece == "-"
    ):
        return CLAUSE
    if last in ",،，、" or following.startswith(("(", "（")):
        return COMMA
    if not spaced:
        return PHRASE
    word = following.lower().strip(",;:.!?")
    if word in _CONJUNCTIONS:
        return CONJUNCTION
    if _belong_together(piece, following):
        return NEVER
    if word in _PHRASE_STARTS:
        return PHRASE
    # A line must not end with a word that announces the next: "the", "of", "very".
    return ANYWHERE + (16.0 if any(piece.lower() in words for words in STOP_WORDS.values()) else 0.0)


def _belong_together(piece: str, following: str) -> bool:
    """Return whether two pieces belong together: number and unit ("5 million"), parts of a name ("New York")."""
    if any(map(_is_numeral, (*piece[-2:], *following[:1]))) or following[:1] in "%€$£°":
        return True
    return piece[:1].isupper() and following[:1].isupper() and following[1:2].islower()


def _is_numeral(sign: str) -> bool:
    return sign.isnumeric() and not sign.isalpha()


def _seconds(piece: str, language: str, *, ends_sentence: bool) -> float:
    """Return the seconds to say a piece: letters and words count half each, digits are said as words."""
    digits = sum(map(_is_numeral, piece))
    letters = sum(c.isalpha() for c in piece)
    pause = 0.35 if ends_sentence else 0.12 if piece[-1:] in ",;:—，、；：" else 0.0
    if language in UNSPACED:
        # About 4 Chinese characters a second; an alphabet without spaces has some 12 letters a second.
        return letters / (4.0 if language in {"zh", "ja"} else 12.0) + 0.25 * digits + pause
    return (0.19 if letters else 0.0) + letters / 29 + 0.25 * digits + pause
