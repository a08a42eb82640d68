"""The articles of a picture prompt: "an old fisherman carrying his nets along the pier"."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.text.english.grammar import elements
from studio.text.english.mending.forms import PREDICATIVE
from studio.text.english.people import TITLES, is_animate
from studio.text.english.tagger import Tagged
from studio.text.english.things import LINKS
from studio.text.words.vocabulary import singular

_ONE = frozenset("a an another each every one either".split())
_KNOWN = frozenset("the this that".split())
_OWN = frozenset("his her its their".split())
_OTHERS = frozenset("my your our".split())
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten 2 3 4 5 6 7 8 9 10 thousands hundreds dozens millions".split()
)
_OFFICES = frozenset(TITLES.values()) - {"man", "woman", "lady", "grandmother", "grandfather"}
_PEOPLES = frozenset(
    "romans greeks vikings aztecs mayans incas egyptians germans americans europeans italians indians russians persians phoenicians spaniards celts turks mongols "
    "africans asians christians muslims britons swedes danes".split()
)
# Of these there is one.
_UNIQUE = frozenset(
    "sun moon sky sea ocean world earth ground air horizon universe dark rain snow wind weather internet".split()
)
_PLURALS = frozenset(
    "people children men women feet teeth geese mice police cattle clothes stairs scissors".split()
)
# Those of a family who are called so.
_CALLED = frozenset(
    "grandma grandpa granny grandad granddad nana mum mom mummy mommy dad daddy papa mama".split()
)
# Of a land: "eastern Germany".
_PARTS = frozenset("eastern western northern southern central inland rural modern ancient medieval".split())
_PARTICLES = frozenset("away back up down out off home".split())
_SILENT_H = ("hour", "honest", "heir", "honour", "honor")
_LIKE_YOU = re.compile(r"(?:uni(?!n|m)|use|usu|uti|eu|one\b|once|ufo)")


class Determiners:
    """What stood before the nouns of a film so far, and the verbs between them."""

    def __init__(self) -> None:
        self._articles: dict[str, str] = {}
        self._here: dict[str, str] = {}
        self._acts: set[str] = set()

    def read(self, tagged: Sequence[Tagged]) -> None:
        """Learn from the next passage."""
        self._here = {}
        for part in elements(tagged):
            if part.kind == "thing":
                head = part.text.split()[-1].lower()
                self._here.setdefault(head, part.article)
                self._articles.setdefault(head, part.article)
            elif part.kind in {"act", "order", "made"}:
                self._acts.add(part.text)

    def write(self, phrase: str) -> str:
        """Return a phrase of nouns and verbs with its articles."""
        written: list[str] = []
        run: list[str] = []
        is_subject = True
        words = phrase.split()
        for at, word in enumerate(words):
            bare = word.rstrip(",")
            if bare in self._acts | LINKS | _PARTICLES | PREDICATIVE | {"and", "or", ""}:
                after = bare == "of"
                written += [*self._determine(run, is_subject=is_subject, is_of=after), word]
                is_subject = is_subject and bare in {"and", "or"}
                run = []
            else:
                run.append(word)
                if word.endswith(",") or at + 1 == len(words):
                    written += self._determine(run, is_subject=is_subject, is_of=False)
                    run, is_subject = [], True
        return " ".join(
            word.capitalize() if word.rstrip(",") in _PEOPLES else word for word in [*written, *run]
        )

    def _determine(self, run: Sequence[str], *, is_subject: bool, is_of: bool) -> list[str]:
        if not run:
            return []
        article = self._article(run, is_subject=is_subject, is_of=is_of)
        if run[-1][:1].isupper() and run[0] in _OFFICES:
            # "Doctor Smith".
            return [run[0].capitalize(), *run[1:]]
        return [article, *run] if article else list(run)

    def _article(self, run: Sequence[str], *, is_subject: bool, is_of: bool) -> str:
        head, indefinite = run[-1].rstrip(",").lower(), _a(run[0])
        source = self._here.get(head)
        if run[-1][:1].isupper():
            named = run[0][:1].islower() and run[0] not in _PARTS
            return "the" if source == "the" or named else ""
        if run[0].lower() in _NUMBERS or (run[0].endswith(("'s", "s'")) and run[0][:1].isupper()):
            return ""
        if run[0].endswith(("'s", "s'")):
            # "Grandma's hands".
            return source or ("" if run[0].removesuffix("'s") in _CALLED else "the")
        if source == "one" and not is_subject:
            return "one"
        is_plural = head in _PLURALS or singular(head) != head or (head.endswith("men") and len(head) > 3)
        owned = source if source in _OWN and not is_subject else ""
        if is_plural or owned:
            return owned or ("the" if is_of and source == "the" and not is_subject else "")
        if head in _UNIQUE and (source not in _ONE) and (len(run) == 1 or not is_subject):
            return "the" if source is None or source else ""
        if source is None:
            # Somebody for whom a pronoun stands, or who was seen before.
            known = self._articles.get(head, "a" if is_animate(head) else "")
            return "" if not known else indefinite if is_animate(head) else "the"
        if not source:
            return ""
        if source in _ONE:
            return "the" if is_of and source == "the" else indefinite
        return (
            indefinite if is_animate(head) or (is_subject and len(run) > 1 and source in _OTHERS) else "the"
        )


def _a(word: str) -> str:
    low = word.lower()
    return "an" if (low[:1] in "aeiou" and not _LIKE_YOU.match(low)) or low.startswith(_SILENT_H) else "a"
