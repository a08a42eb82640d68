"""A written word in parts: the signs around it, and the core that is spoken."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from studio.speech.words.numerals import MARK, RAISED, SUBSCRIPTS, plain_numbers
from studio.speech.words.sums.substances import is_ion
from studio.speech.words.tables import lexical

# A hostile "word" of thousands of signs must not become half an hour of speech.
_LONGEST_WORD = 120

_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "…": "...",
        "‐": "-",
        "‑": "-",
        "№": "#",
        "′": "'",
        "″": '"',
        "℮": "e",
    }
)
# Signs whose position carries their meaning, and separators of numbers.
KEPT = frozenset((*RAISED, *SUBSCRIPTS, MARK))
_CARET = re.compile(r"(?<=[\w)\]])\^\(?([-−]?)(\d+|n)\b\)?")
_RAISE = str.maketrans("0123456789-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻ⁿ")
_PLAIN = re.compile(r"[!-\]_a-~]+")
_UNSPOKEN = frozenset({"So", "Sk", "Cf", "Cc", "Cn", "Co", "Cs", "Mn", "Me"})
_APART = re.compile(
    r"(?P<opening>[\"'(\[{<¿¡*_~|]*)(?P<core>.*?)(?P<closing>[\"')\]}>*_~|.,:;!?\-—–]*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Written:
    """A written word in parts: the opening signs, the spoken core, and the closing signs."""

    opening: str = ""
    core: str = ""
    closing: str = ""
    # How many written words it stands for, the words that it is read as whatever it looks like, and whether
    # a noun follows that it measures ("a $20 bill").
    span: int = 1
    words: tuple[str, ...] = ()
    measures: bool = False

    @property
    def lower(self) -> str:
        return self.core.lower()


def _clean(word: str) -> str:
    """Normalise look-alike characters and drop what cannot be said: pictures, marks, invisible signs."""
    if _PLAIN.fullmatch(word):
        return word[:_LONGEST_WORD].replace("(s)", "s")  # Most words need no more, and time counts here.
    word = unicodedata.normalize("NFC", word[:_LONGEST_WORD].translate(_SAME).replace("(s)", "s"))
    word = plain_numbers("".join(_compatible(c) for c in word if c not in "™®©℠" and c != MARK))
    word = "".join(
        c for c in word if c == "°" or c in KEPT or c == "^" or unicodedata.category(c) not in _UNSPOKEN
    )
    return _CARET.sub(lambda match: match.expand(r"\1\2").translate(_RAISE), word).replace("^", "")


def _compatible(sign: str) -> str:
    """Replace a sign by its plain equivalent; a superscript in the result stays one ("㎡" is "m²")."""
    if sign in KEPT or sign.isnumeric() or sign in "\u20e3ºª":
        return sign
    tag, *codes = unicodedata.decomposition(sign).split() or [""]
    if tag == "<square>":
        return "".join(_compatible(chr(int(code, 16))) for code in codes)
    return unicodedata.normalize("NFKC", sign)


def take_apart(word: str) -> Written:
    """Split a written word into opening signs, core and closing signs, all in plain characters."""
    word = _clean(word)
    if word.lower() in lexical.SIGNS or word.lower() in lexical.WHOLE:
        return Written(core=word)
    match = _APART.fullmatch(word)
    if match is None:
        return Written(core=word)
    opening, core, closing = match["opening"], match["core"].strip(MARK), match["closing"]
    if opening.endswith("'") and re.fullmatch(r"\d0s|\d\d|em|cause|til|tis|twas|n", core.lower()):
        opening, core = opening[:-1], f"'{core}"
    if closing.startswith("-") and is_ion(f"{core}-"):
        core, closing = f"{core}-", closing[1:]
    if opening[-1:] in {"~", "<"} and core[:1].isdecimal():
        opening, core = opening[:-1], opening[-1] + core
    if closing.startswith("'") and core.lower().endswith("in"):
        core, closing = f"{core}g", closing[1:]  # "Runnin'" is "running", said carelessly.
    return Written(opening, core, closing)
