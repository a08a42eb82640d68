"""Ends of sentences among the pieces of a text."""

# ruff: noqa: RUF001, RUF002, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from studio.text.words.abbreviations import BEFORE_RANKS, CLOSING, LEADING
from studio.text.words.language import UNSPACED
from studio.text.words.punctuation import CLOSERS, SENTENCE_ENDS

# Titles after which the splitter wrongly ends a sentence.
_TITLES = frozenset("M. MM. Mme. Mlle. Mevr. mevr. Dhr. dhr.".split())

# English abbreviations that end no sentence if the next word is in lower case or a number.
_SHORT = frozenset(
    "approx. est. ca. c. yr. yrs. hr. hrs. mins. min. secs. lb. lbs. oz. ft. tbsp. tsp. sq. fl. pp. p. vol. fig. figs. ch. dept. "
    "avg. mos. wks. incl. excl. tel. ext. vs. cf. al. resp. ed. eds. temp. a.m. p.m. ph.d. m.d. esp. misc. max. etc.".split()
)
# These are words too: only a number shows that they are short for another.
_SHORT_BEFORE_NUMBERS = frozenset(
    "no. nos. sec. para. jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. op. art. arts. vols. apt. rm. ste. "
    "gen. ex. lev. deut. sam. ps. prov. isa. jer. ezek. dan. matt. mk. lk. jn. rom. cor. gal. eph. phil. col. thess. tim. heb. pet. rev.".split()
)
# These days are words and names too: in a sentence that goes on, only a small letter follows them.
_DAYS = frozenset("Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sat. Sun.".split())
_ZONE = re.compile(r"(?:[ECMP][SD]?T|GMT|UTC|C?EST|BST|IST)\b")


def sentence_ends(pieces: Sequence[str], paragraphs: Sequence[bool], language: str) -> set[int]:
    """Return the pieces after which a sentence ends: by sentencex, or by signs if it changes the words."""
    ends: set[int] = set()
    start = 0
    for index, paragraph in enumerate(paragraphs):
        if paragraph or index + 1 == len(pieces):
            found = _ends_of_paragraph(pieces[start : index + 1], language)
            ends |= {
                start + end
                for end in found
                if start + end == index
                or not (
                    _goes_on(pieces[start + end : start + end + 3], language)
                    or _is_short_abroad(pieces[max(0, start + end - 1) : start + end + 2], language)
                )
            }
            start = index + 1
    return ends


def _goes_on(pieces: Sequence[str], language: str) -> bool:
    """Return whether a sentence goes on after the first of some pieces, although its sign suggests an end.

    It does after a title, after an abbreviation of one letter ("т. е."), and before the attribution of a
    quotation: "«Стой!» — крикнул он", "「待って！」と言った".
    """
    piece, following = pieces[0], pieces[1] if len(pieces) > 1 else ""
    then = pieces[2] if len(pieces) > 2 else ""
    if piece in _TITLES or (re.fullmatch(r"[^\W\d_]\.", piece) and following[:1].islower()):
        return True
    if language == "en" and piece in _DAYS and following[:1].islower():
        return True
    if language == "en" and _is_short(piece.lower().lstrip("([\"'“"), following):
        return True
    if language in UNSPACED:
        return piece[-1:] in "”」』" and following[:1] not in "“「『"
    return following in {"—", "–", "-"} and then[:1].islower()


def _is_short_abroad(pieces: Sequence[str], language: str) -> bool:
    """Return whether the middle one of three pieces is an abbreviation within a sentence, or a German "3."."""
    before, piece, following = pieces if len(pieces) == 3 else ("", *pieces)
    word = piece.lower().lstrip("([\"'“„«¿¡")
    if language == "de" and re.fullmatch(r"\d{1,3}\.", piece):
        return before.lower() in BEFORE_RANKS
    if re.fullmatch(r"[a-z]\.", word) and re.fullmatch(r"[^\W\d_]\.(?:-C\.)?", following):
        return language in LEADING
    goes_on = following[:1].isdecimal() or following[:1].islower()
    return word in LEADING.get(language, ()) or (goes_on and word in CLOSING.get(language, ()))


def _is_short(piece: str, following: str) -> bool:
    """Return whether the full stop of a piece belongs to an abbreviation within an English sentence."""
    is_number = following[:1].isdecimal()
    if piece in {"a.m.", "p.m."} and _ZONE.match(following):
        return True
    return (piece in _SHORT and (is_number or following[:1].islower())) or (
        piece in _SHORT_BEFORE_NUMBERS and is_number
    )


def _ends_of_paragraph(pieces: Sequence[str], language: str) -> set[int]:
    if language not in UNSPACED:
        sentences = [sentence.split() for sentence in _segment(language, " ".join(pieces))]
        if [word for sentence in sentences for word in sentence] == list(pieces):
            lengths = [len(sentence) for sentence in sentences if sentence]
            return {sum(lengths[: count + 1]) - 1 for count in range(len(lengths))}
    return {index for index, piece in enumerate(pieces) if piece.rstrip(CLOSERS)[-1:] in {*SENTENCE_ENDS}} | {
        len(pieces) - 1
    }


def _segment(language: str, text: str) -> list[str]:
    sentences: list[str] = _segmenter().segment(language, text)
    return sentences


@functools.cache
def _segmenter() -> Any:
    import sentencex

    return sentencex
