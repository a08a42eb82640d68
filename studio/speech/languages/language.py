"""What a language says: its words, and how its numbers, dates and times are built. Each language is a subclass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from studio.speech.languages import figures
from studio.speech.languages.figures import Figure
from studio.speech.languages.scanning import Place, Rule

# Singular and plural of money, and of its hundredth part.
Money = tuple[str, str, str, str]
_VOWELS = "aeiouyäöüáéíóúàèìòùãõâêîôû"


class Language:
    """The base: what German, French, Spanish, Italian and Portuguese have in common, with tables to be filled."""

    locale: ClassVar[str]
    # What signs and joints are called: "and", "at", "dot", "to" …
    words: ClassVar[Mapping[str, str]]
    months: ClassVar[tuple[str, ...]]
    # Days by their abbreviations, in lower case.
    days: ClassVar[Mapping[str, str]]
    # Money by its code, and the codes of words and signs that only this language has.
    money: ClassVar[Mapping[str, Money]]
    coins: ClassVar[Mapping[str, str]] = {}
    # Money of countries that write a comma between thousands.
    comma_money: ClassVar[frozenset[str]] = frozenset()
    # Singular and plural of large numbers by how they are written; nothing for words, which stay.
    scales: ClassVar[Mapping[str, tuple[str, str]]]
    # What is said for "/month", by the word behind the stroke.
    # The name of a thousand among the scales, which is said in one with its number; the word behind a million.
    thousand: ClassVar[str] = ""
    link: ClassVar[str] = ""
    per: ClassVar[Mapping[str, str]]
    # Units that only this language writes so, with their names in CLDR; units that it calls otherwise than CLDR.
    units: ClassVar[Mapping[str, str]] = {}
    unit_names: ClassVar[Mapping[str, tuple[str, str]]] = {}
    # Months by their abbreviations, which stand beside numbers.
    short_months: ClassVar[Mapping[str, int]] = {}
    months_linked: ClassVar[bool] = False
    # Abbreviations; those of them that may end a sentence; and those that are only some before a number.
    short: ClassVar[Mapping[str, str]]
    closing: ClassVar[frozenset[str]] = frozenset()
    short_of_numbers: ClassVar[Mapping[str, str]] = {}
    # Acronyms with the shape of a word that are spelled, and those without it that are said.
    spelled: ClassVar[frozenset[str]] = frozenset()
    # Words of two or three letters, which are in capitals only to stand out.
    small_words: ClassVar[frozenset[str]] = frozenset()
    said: ClassVar[frozenset[str]] = frozenset()
    # Ends of hosts that are said as a word although they have two letters.
    tlds_said: ClassVar[frozenset[str]] = frozenset()
    # Patterns of what stands before telephones, times with a point, and dates without a year; of marks behind times.
    phone_cues: ClassVar[str] = "tel|phone|fax|whatsapp"
    clock_cues: ClassVar[str] = ""
    clock_marks: ClassVar[str] = "h"
    date_cues: ClassVar[str] = ""
    # Whether "14 h" is a time of the clock, and no length.
    writes_h: ClassVar[bool] = True
    # What may follow a Roman numeral closely.
    roman_tails: ClassVar[str] = ""

    def rules(self) -> list[Rule]:
        """Return the rules that only this language has; they come before those that all share."""
        return []

    # Numbers

    def gender(self, noun: str) -> str:
        """Return "m", "f" or "n": what a noun is, or is taken for if nothing tells."""
        return "m"

    def cardinal(self, number: int, noun: str = "") -> str:
        """Return a whole number in words, in agreement with the noun that it counts."""
        return figures.spell(self.locale, number)

    def year(self, number: int) -> str:
        return self.cardinal(number)

    def alone(self, figure: Figure, place: Place) -> str:
        """Return a figure that has no unit."""
        noun = self.noun_after(place)
        return self.linked(figure, noun) if noun else self.figure(figure)

    def linked(self, figure: Figure, noun: str) -> str:
        """Return a figure before the noun that it counts; nobody counts three decimals of those ("1,250 houses")."""
        if figure.separator == "," and len(figure.decimals) == 3 and 0 < figure.whole < 1000:
            figure = Figure(figure.whole * 1000 + int(figure.decimals))
        joint = f" {self.link}" if self.link and self.is_million(figure) else ""
        return self.figure(figure, noun) + joint

    def is_million(self, figure: Figure) -> bool:
        return figure.whole > 0 and figure.whole % 10**6 == 0 and not figure.separator

    def figure(self, figure: Figure, noun: str = "") -> str:
        """Return a figure in words, with its decimals."""
        if figure.code:
            return self.digits(figure.code)
        if not figure.separator:
            return self.cardinal(figure.whole, noun)
        mark = self.words["comma" if figure.separator == "," else "point"]
        return f"{self.cardinal(figure.whole)} {mark} {self.decimals(figure.decimals)}"

    def decimals(self, digits: str) -> str:
        """Return the digits behind a comma: up to three as a number, after the zeros before it."""
        if len(digits) > 3:
            return " ".join(self.cardinal(int(digit)) for digit in digits)
        rest = digits.lstrip("0")
        zeros = [self.cardinal(0)] * (len(digits) - len(rest))
        return " ".join([*zeros, self.cardinal(int(rest))] if rest else zeros)

    def digits(self, code: str) -> str:
        """Return digits one by one; parts with points between them as numbers ("1.2.3")."""
        if "." in code or "," in code:
            parts = [self.cardinal(int(part[:15])) for part in re.split("[.,]", code) if part]
            return f" {self.words['point']} ".join(parts)
        return " ".join(self.cardinal(int(sign)) for sign in code if sign.isdecimal())

    def ordinal(self, number: int, gender: str = "m") -> str:
        rule = {"m": "masculine", "f": "feminine"}[gender]
        return figures.spell(self.locale, number, f"%spellout-ordinal-{rule}")

    def fraction(self, above: int, below: int, place: Place, unit: str) -> str | None:
        """Return a fraction in words, of a unit if there is one, or None if there is no word for it."""
        return None

    def mixed(self, whole: int, above: int, below: int, place: Place, unit: str) -> str | None:
        """Return a whole number and a fraction in words."""
        part = self.fraction(above, below, place, "")
        return None if part is None else f"{self.cardinal(whole)} {self.words['and']} {part} {unit}"

    def counted_noun(self, noun: str, count: int) -> str:
        """Return a noun that stands between a whole number and a half, in its number; nothing if none does."""
        return ""

    def noun_after(self, place: Place) -> str:
        """Return the noun that a number counts, as far as a language can tell one."""
        return place.word_after

    def counter(self, word: str) -> str:
        """Return a word before a numeral in full if it is abbreviated ("chap. IV"), in lower case."""
        tables = {**self.short, **self.short_of_numbers}
        return next(
            (
                tables[short]
                for short in (f"{word}.", f"{word}.".lower(), f"{word}.".capitalize())
                if short in tables
            ),
            word,
        ).lower()

    def power(self, exponent: str) -> str:
        """Return what is said behind a base ("squared")."""
        named = {"2": "squared", "3": "cubed"}.get(exponent)
        if named:
            return self.words[named]
        number = exponent.removeprefix("-")
        said = self.cardinal(int(number[:9])) if number.isdecimal() else number
        return f"{self.words['power']} {self.words['minus'] + ' ' if exponent.startswith('-') else ''}{said}"

    # Moments

    def date(self, day: int, month: int, year: int | None, place: Place) -> str:
        raise NotImplementedError

    def clock(self, hour: int, minute: int, second: int, mark: str) -> str:
        raise NotImplementedError

    def opening(self, first: tuple[int, int], second: tuple[int, int], mark: str, place: Place) -> str:
        """Return what is said for two times between which something lasts."""
        return self.span(self.clock(*first, 0, mark), self.clock(*second, 0, mark))

    def days_span(self, first: str, second: str, place: Place) -> str:
        return self.span(first, second)

    def is_day(self, written: str) -> bool:
        """Return whether an abbreviation beside another day or a date can be a day."""
        return True

    def roman(self, value: int, tail: str, place: Place) -> str | None:
        """Return what a Roman numeral is called beside its neighbours, or None if it is none."""
        return None

    # Amounts

    def scale(self, written: str, is_one: bool) -> str:
        """Return the name of a large number by how it is written; a word stays as it is."""
        return self.scales[written][0 if is_one else 1] or written

    def coin(self, code: str) -> str:
        return self.money[code][0]

    def counted_money(self, code: str, scale: str, figure: Figure) -> str:
        """Return a million, and the money that it counts."""
        return f"{scale} {self.money[code][1]}"

    def price(self, figure: Figure, code: str) -> str:
        """Return an amount of money: the noun behind the whole part, then the small change."""
        one, many, cent, cents = money = self.money[code]
        if figure.code or len(figure.decimals) > 2:
            return f"{self.figure(figure, one)} {many}"
        change = int((figure.decimals or "0").ljust(2, "0"))
        if not figure.whole and change and cent:
            return f"{self.cardinal(change, cent)} {cent if change == 1 else cents}"
        if self.is_million(figure) and self.link:
            return self.counted_money(code, self.cardinal(figure.whole), figure)
        whole = f"{self.cardinal(figure.whole, one)} {one if figure.whole == 1 else many}"
        return f"{whole} {self.change(change, money)}" if change else whole

    def change(self, amount: int, money: Money) -> str:
        return self.cardinal(amount, money[2])

    def unit(self, figure: Figure, unit: str) -> tuple[str, str]:
        """Return what is said before and behind a figure of a unit of CLDR."""
        if unit in self.unit_names:
            return "", self.unit_names[unit][0 if self.is_one(figure) else 1]
        before, behind = figures.measure(self.locale, figure.value, f"unit/{unit}")
        return before, behind.replace("100", self.cardinal(100))

    def knows_unit(self, unit: str) -> bool:
        return True

    def is_unit(self, written: str, place: Place) -> bool:
        """Return whether letters behind a figure that are words or names too are a unit here."""
        return not place["space"] or not re.match(
            r"[.:/-]?\w|\)", place.after.lstrip(" ") if len(written) > 1 else ""
        )

    def is_degree(self, place: Place) -> bool:
        """Return whether the sign of degrees behind a figure means some."""
        return True

    def is_one(self, figure: Figure) -> bool:
        return figure.whole == 1 and not figure.separator

    def span(self, first: str, second: str) -> str:
        return f"{first} {self.words['to']} {second}"

    # Addresses and letters

    def is_grouped(self, written: str) -> bool:
        """Return whether digits that could be a telephone's are the groups of one large number."""
        return re.fullmatch(r"[1-9]\d{0,2}(?:[ .]\d{3})+", written) is not None

    def phone_groups(self, written: str) -> list[str]:
        return re.findall(r"\d+", written)

    def phone_group(self, group: str) -> str:
        return self.digits(group)

    def letter(self, letter: str) -> str:
        """Return how a letter that is spelled is handed to the voice."""
        return letter.upper()

    def spell_out(self, letters: str) -> str:
        """Return how an acronym is handed to the voice to be spelled."""
        return " ".join(map(self.letter, letters))

    def is_sayable(self, word: str) -> bool:
        """Return whether an acronym has the shape of a word."""
        vowels = sum(sign in _VOWELS for sign in word)
        return len(word) > 3 and vowels > 0 and not re.search(f"[^{_VOWELS}]{{4}}", word)
