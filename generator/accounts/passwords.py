"""Password validators: against short passwords, and against long ones that programs guess early."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.core.exceptions import ValidationError

from generator.models.user import normalize_password

# Characters that are judged; beyond them a password is long enough anyway.
JUDGED = 128
# Least number of unexpected parts; twelve characters without a pattern are twelve.
UNEXPECTED = 6
SHORTEST_WORD, LONGEST_WORD = 4, 24
COST_OF_A_COMMON_WORD = 2
# Common sequences on keyboards and in alphabets, used forwards and backwards.
RUNS = (
    *("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    *("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "qwertzuiopü", "yxcvbnm,.-", "azertyuiop", "qsdfghjklm"),
    *("wxcvbn,;:", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "`1234567890-=", "!@#$%^&*()_+", '!"§$%&/()='),
    *("1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/"),
    *(
        "zaq1xsw2cde3vfr4bgt5nhy6mju7",
        "qazwsxedcrfvtgbyhnujmikolp",
        "qawsedrftgyhujikolp",
        "1a2b3c4d5e6f7g8h9i",
    ),
    "a1b2c3d4e5f6g7h8i9",
)
SHORTEST_RUN = 3
RUNS_BOTH_WAYS = RUNS + tuple(run[::-1] for run in RUNS)
LOOKALIKES = str.maketrans("@4301!$57+8", "aaeoiissttb")
YEAR = re.compile(r"(19|20)\d\d")


class LengthValidator(MinimumLengthValidator):
    """Django's minimum length, counted in composed letters, however a keyboard encodes them."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(normalize_password(password), user)

    def get_help_text(self) -> str:
        return (
            f"At least {self.min_length} characters, of any script, spaces among them; "
            "several words that have nothing to do with each other are a good choice."
        )


class GuessableValidator:
    """A validator that refuses passwords made only of repetitions, key rows, years, common words and known names."""

    def validate(self, password: str, user: Any = None) -> None:
        if unexpected_parts(password, set(_own_words(user))) < UNEXPECTED:
            raise ValidationError(
                "This password is easy to guess: it is made of repetitions, rows of keys, well-known words, or names "
                "of this site or of yourself. Add something that nobody would expect.",
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return "No repetitions, rows of keys, or the names of this site or of yourself alone."


def unexpected_parts(password: str, own_words: set[str]) -> int:
    """Count the parts to be guessed: each character is one, but a whole sequence, year or known word counts little."""
    text = normalize_password(password).casefold()[:JUDGED]
    # Judge with and without repetitions, because a word may have a double letter.
    once = re.sub(r"(.{1,64}?)\1+", r"\1", text, flags=re.DOTALL)
    return min(_parts(text, own_words), _parts(once, own_words))


def _parts(text: str, own_words: set[str]) -> int:
    """Return the least number of parts that make up the text, by dynamic programming."""
    plain = text.translate(LOOKALIKES)
    cheapest = [0] * (len(text) + 1)
    for place in reversed(range(len(text))):
        known = _known_from(text, plain, place, own_words)
        cheapest[place] = min(cost + cheapest[place + length] for length, cost in known)
    return cheapest[0]


def _known_from(text: str, plain: str, place: int, own_words: set[str]) -> Iterator[tuple[int, int]]:
    """Yield the (length, cost) of each part that could begin at this place."""
    yield 1, 1
    if YEAR.match(text, place):
        yield 4, 1
    yield from (
        (len(word), 1) for word in own_words if text.startswith(word, place) or plain.startswith(word, place)
    )
    length = SHORTEST_RUN
    while place + length <= len(text) and any(text[place : place + length] in run for run in RUNS_BOTH_WAYS):
        yield length, 1
        length += 1
    for length in range(SHORTEST_WORD, min(LONGEST_WORD, len(text) - place) + 1):
        if {text[place : place + length], plain[place : place + length]} & _common_words():
            yield length, COST_OF_A_COMMON_WORD


@cache
def _common_words() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


def _own_words(user: Any) -> Iterator[str]:
    """Yield well-known words about the site and this user."""
    address = str(getattr(user, "email", "") or "").casefold()
    host = urlsplit(settings.SITE_URL).hostname or ""
    names = (settings.SITE_NAME.casefold(), settings.SITE_NAME.casefold().replace(" ", ""), address, host)
    for name in names:
        yield from (word for word in (name, *re.split(r"[\W_]+", name)) if len(word) >= SHORTEST_RUN)
