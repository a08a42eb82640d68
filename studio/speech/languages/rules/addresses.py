"""Addresses: of pages by their host, of mail in full, telephones digit by digit, hashtags and names of accounts."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re

from studio.speech.languages.language import Language
from studio.speech.languages.scanning import Place, Rule, rule

_TLDS = (
    "com|org|net|edu|gov|info|biz|app|dev|io|ai|tv|eu|de|at|ch|fr|be|es|it|pt|br|mx|ar|cl|co|uk|nl|pl|ru|ua|cz|sk|se|no|dk|fi|tr|gr|"
    "hu|ro|bg|hr|si|rs|jp|cn|kr|in|vn|th|id|il|ir|cat|online|shop|blog|berlin|wien|hamburg|paris|me|us|ca|au"
)
_HOST = rf"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:{_TLDS})"
_END = r"(?:[/?#:]\S*?)?(?=[.,;:!?)\]»”\"']*(?:\s|$))"
_CAMEL = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|_+")
_VOWEL = re.compile("[aeiouyäöüáéíóúàèìòùâêîôûãõåæøœıα-ω\u0400-\uffff]", re.IGNORECASE)
_MOST_LABELS = 6


def address_rules(language: Language) -> list[Rule]:
    return [
        rule(
            r"(?P<user>[\w.+-]*\w)@(?P<host>(?:[\w-]+\.)+[a-z]{2,})",
            lambda place: mail(language, place),
            re.IGNORECASE,
        ),
        rule(
            rf"[a-z]+://(?:www\.)?(?P<host>[^\s/?#:]*[^\W_]){_END}",
            lambda place: page(language, place),
            re.IGNORECASE,
        ),
        rule(rf"www\.(?P<host>[^\s/?#:]*[^\W_]){_END}", lambda place: page(language, place), re.IGNORECASE),
        rule(rf"(?P<host>{_HOST})(?![\w-]){_END}", lambda place: bare_page(language, place)),
        rule(r"#(?P<name>\w[\w-]*)", lambda place: hashtag(language, place)),
        rule(
            r"@(?P<name>\w(?:[\w.]*\w)?)",
            lambda place: f"{language.words['at']} {host(language, place['name'])}",
        ),
    ]


def phone_rules(language: Language) -> list[Rule]:
    phone = (
        r"\+\d{1,3}[ ./-]?(?:\(0?\d{1,5}\)[ ./-]?)?\d(?:[ ./-]{0,3}\d){5,13}(?!\d)"
        r"|\(0?\d{2,5}\)[ ./-]?\d(?:[ ./-]?\d){4,11}(?!\d)"
        r"|0\d{1,5}[ ./-]{1,3}\d(?:[ ./-]?\d){4,10}(?!\d)"
        r"|0\d{6,12}(?!\d)"
    )
    return [
        rule(r"\d{4,5}(?:-\d{3})?(?!\d)", lambda place: _postcode(language, place)),
        rule(phone, lambda place: telephone(language, place)),
        rule(r"\d(?:[ ./-]{0,3}\d){5,13}(?!\d)", lambda place: cued_telephone(language, place)),
    ]


def page(language: Language, place: Place) -> str:
    return host(language, place["host"].removeprefix("www."))


def bare_page(language: Language, place: Place) -> str | None:
    """Read a host that stands alone; a full stop without a space behind a sentence makes none."""
    found = place["host"]
    return None if re.search(r"\.[A-Z]", found) or re.match(r"\d+\.", found) else host(language, found)


def mail(language: Language, place: Place) -> str:
    return f"{host(language, place['user'], is_host=False)} {language.words['at']} {host(language, place['host'])}"


def host(language: Language, name: str, *, is_host: bool = True) -> str:
    """Return the parts of a name and the points and hyphens between them, as they are said."""
    labels = name.split(".")[:_MOST_LABELS]
    said = []
    for index, label in enumerate(labels):
        is_last = is_host and len(labels) > 1 and index + 1 == len(labels)
        said.append(_label(language, label, is_last=is_last))
    return f" {language.words['dot']} ".join(said)


def _label(language: Language, label: str, *, is_last: bool) -> str:
    if len(label) == 2 and is_last and label.lower() not in language.tlds_said:
        return language.spell_out(label)
    pieces = re.split(r"([-_+]|\d+)", label)
    return " ".join(filter(None, (_piece(language, piece) for piece in pieces)))


def _piece(language: Language, piece: str) -> str:
    if piece in {"-", "_", "+"}:
        return language.words[{"-": "hyphen", "_": "underscore", "+": "plus"}[piece]]
    if piece.isdecimal():
        return (
            language.cardinal(int(piece)) if len(piece) <= 4 and piece[0] != "0" else language.digits(piece)
        )
    if len(piece) > 1 and len(piece) <= 5 and not _VOWEL.search(piece):
        return language.spell_out(piece)
    return " ".join(part for part in _CAMEL.split(piece) if part)[:60]


def hashtag(language: Language, place: Place) -> str:
    name = place["name"]
    if name.isdecimal():
        return f"{language.words['number']} {language.cardinal(int(name[:15]))}"
    pieces = [piece for piece in _CAMEL.split(name.replace("-", "_")) if piece]
    return " ".join([language.words["hashtag"], *(_tagged(language, piece) for piece in pieces)])


def _tagged(language: Language, piece: str) -> str:
    return language.cardinal(int(piece[:15])) if piece.isdecimal() else piece


def _postcode(language: Language, place: Place) -> str | None:
    """Read the digits of a town behind a word that says so one by one."""
    is_one = re.search(r"\b(?:CAP|CEP|PLZ|C\.\s?P\.|CP):? $", place.before)
    return language.digits(place.match[0].replace("-", "")) if is_one else None


def telephone(language: Language, place: Place) -> str | None:
    """Read a number of a telephone, with a breath between its groups."""
    written = place.match[0]
    if not re.match("[0+(]", written) and language.is_grouped(written) and not _is_cued(language, place):
        return None
    groups = language.phone_groups(written)
    plus = [language.words["plus"]] if written.startswith("+") else []
    return " ".join([*plus, ", ".join(language.phone_group(group) for group in groups)])


def cued_telephone(language: Language, place: Place) -> str | None:
    """Read digits as a telephone's behind a word that says so."""
    return telephone(language, place) if _is_cued(language, place) else None


def _is_cued(language: Language, place: Place) -> bool:
    return re.search(language.phone_cues, " ".join(place.before.split()[-3:]).lower()) is not None
