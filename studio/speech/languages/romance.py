"""What Spanish, Italian and Portuguese share: genders by endings, ordinals of rulers and centuries, signs of ranks."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re
from typing import ClassVar

from studio.speech.languages import figures
from studio.speech.languages.figures import Figure
from studio.speech.languages.language import Language
from studio.speech.languages.scanning import Place, Rule, rule

_DIRECTIONS = frozenset("norte sur este oeste nord sud est ovest sul leste latitud longitud".split())  # noqa: SIM905


class Romance(Language):
    # Endings of feminine nouns in the singular, exceptions of both kinds, and words that are no noun.
    feminine: ClassVar[re.Pattern[str]]
    feminine_nouns: ClassVar[frozenset[str]]
    masculine_nouns: ClassVar[frozenset[str]]
    no_nouns: ClassVar[frozenset[str]]
    # Names of queens end in -a, or are here; nouns whose numerals are numbers; those of centuries.
    queens: ClassVar[frozenset[str]]
    counted: ClassVar[frozenset[str]]
    century: ClassVar[frozenset[str]]
    # Up to this number the numerals of rulers are ordinals, and those of centuries.
    last_rank: ClassVar[int] = 10
    last_century: ClassVar[int] = 10
    # Words behind which a rank stands although a sign of degrees could be meant.
    articles: ClassVar[frozenset[str]]

    def rules(self) -> list[Rule]:
        months = "|".join(self.months)
        return [
            rule(rf"(?P<number>1)\s?[.]?[º°o](?=\s(?:de\s)?(?:{months})\b)", lambda _: self.ordinal(1)),
            rule(r"(?P<number>\d{1,4})\.?(?P<sign>[ºª])(?![CF\w])", self._rank),
            rule(r"(?P<number>\d{1,4})(?P<sign>°)(?![CF\w])", self._degree_or_rank),
            rule(r"'(?P<decade>\d0)(?!\d)", lambda place: self.cardinal(int(place["decade"]))),
        ]

    def singular(self, noun: str) -> str:
        """Return a noun without the ending of its plural, as far as its gender needs it."""
        return noun

    def gender(self, noun: str) -> str:
        one = self.singular(noun.lower())
        if one in self.masculine_nouns or noun.lower() in self.masculine_nouns:
            return "m"
        forms = {one, noun.lower(), noun.lower().removesuffix("es")}
        is_feminine = forms & self.feminine_nouns or self.feminine.fullmatch(one)
        return "f" if is_feminine else "m"

    def noun_after(self, place: Place) -> str:
        word = place.word_after
        return "" if "'" in word or word.lower() in self.no_nouns or word.isupper() else word

    def cardinal(self, number: int, noun: str = "") -> str:
        if not noun:
            return figures.spell(self.locale, number)
        gender = "feminine" if self.gender(noun.split()[0]) == "f" else "masculine"
        return figures.spell(self.locale, number, f"%spellout-cardinal-{gender}")

    def alone(self, figure: Figure, place: Place) -> str:
        noun = self.noun_after(place)
        # What more than one counts is plural: anything else is no noun ("en 2001 nevó").
        noun = noun if figure.whole == 1 or self.is_plural(noun) else ""
        return self.linked(figure, noun) if noun else self.figure(figure)

    def is_plural(self, noun: str) -> bool:
        return noun.endswith("s")

    def counted_noun(self, noun: str, count: int) -> str:
        if not noun or noun.lower() in self.no_nouns:
            return ""
        return self.one_of(noun) if count == 1 else noun

    def one_of(self, noun: str) -> str:
        """Return the singular of a plural."""
        return noun.removesuffix("s")

    # Ranks

    def rank_before(self, number: int, gender: str, noun: str) -> str:
        """Return an ordinal before a noun ("tercer piso")."""
        return self.ordinal(number, gender)

    def _rank(self, place: Place) -> str | None:
        number = int(place["number"])
        is_range = re.match(r"\s?(?:[aeoy]|até|[-–])\s?\d+\s?[º°]", place.after)
        is_bare = is_range or (
            place.word_before not in self.articles
            and (not place.word_after or place.word_after in _DIRECTIONS)
        )
        if place["sign"] != "ª" and number > 12 and is_bare:
            return f"{self.cardinal(number)} {self.unit(Figure(number), 'degree')[1]}"
        if not number:
            return None
        noun = place.word_after
        if len(noun) < 2 or noun.lower() in self.no_nouns:
            noun = ""
        return self.rank_before(number, "f" if place["sign"] == "ª" else "m", noun)

    def _degree_or_rank(self, place: Place) -> str | None:
        """Read "2°" as a rank behind an article or before a noun, else leave it to the degrees."""
        noun = place.word_after
        is_rank = place.word_before in self.articles or (
            noun and noun.lower() not in self.no_nouns and noun[0].islower()
        )
        return self._rank(place) if is_rank and int(place["number"]) < 1000 else None

    def roman(self, value: int, tail: str, place: Place) -> str | None:
        before = place.leader
        lower, after = self.counter(before), place.word_after
        if lower in self.century:
            return self.century_number(value)
        if lower in self.counted:
            return self.cardinal(value)
        if after.lower() in self.ranked_nouns and value < 100:
            gender = self.gender(after)
            return self.rank_before(value, gender, after)
        single = len(place["numeral"]) == 1
        if (single and value >= 50) or value >= 40 or (single and value == 1 and after[:1].isupper()):
            return None
        if not re.fullmatch(r"[^\W\d_a-zß-ÿ][a-zß-ÿ]+", before) or lower in self.no_nouns:
            is_rank = lower in self.articles and after and after.lower() not in self.no_nouns
            return (
                self.rank_before(value, self.gender(after), after)
                if is_rank
                else None
                if single
                else self.cardinal(value)
            )
        gender = (
            "f" if lower in self.queens or (lower.endswith("a") and lower not in {"sila", "juba"}) else "m"
        )
        return self.ordinal(value, gender) if value <= self.last_rank else self.cardinal(value)

    ranked_nouns: ClassVar[frozenset[str]] = frozenset()

    def century_number(self, value: int) -> str:
        return self.ordinal(value) if value <= self.last_century else self.cardinal(value)

    # Amounts

    def counted_money(self, code: str, scale: str, figure: Figure) -> str:
        return f"{scale} {self.link} {self.money[code][1]}"
