"""Genders of German nouns by their endings, and the endings of ordinals by the words around them."""

# ruff: noqa: SIM905, RUF001 (lists of words read best as text; the signs that writers use look alike)

from __future__ import annotations

import re

_FEMININE = re.compile(
    r".*(?:ung|heit|keit|schaft|tion|sion|tät|ik|ur|enz|anz|ie|ei|in|e|stadt|nacht|hand|frau|person|uhr|zahl|welt|wand|bank|liga|million)"
)
_NEUTER = re.compile(
    r".*(?:chen|lein|ment|um|kind|buch|haus|jahr|stück|mal|bild|tor|spiel|land|zimmer|auto|glas|wort|kapitel|brot|bier|tier|pferd|"
    r"schiff|volk|semester|quartal|hundert|tausend|konzert|album|rennen|treffen|viertel|drittel|geschoss|leben|ende|auge|gramm|pfund|prozent|byte|video|foto)"
)
_MASCULINE = frozenset(
    "junge name kunde käse löwe hase affe kollege buchstabe gedanke wille euro termin verein wein stein kilometer see tee".split()
)
_OTHER_FEMININE = frozenset(
    "art kuh maus wurst nuss frucht schwester tochter mutter mauer feder leiter million milliarde nummer".split()
)
_OTHER_NEUTER = frozenset("ei".split())
# Behind these an ordinal ends in -n ("am dritten"), behind the articles it has no more than -e.
BENDING = frozenset(
    "am im vom zum zur beim dem den des einem einen einer eines ab bis seit zwischen vor nach von mit ins unter nächsten letzten alle "
    "diesem diesen jedem jeden keinem keinen keiner aller beiden meinem meinen meiner deinem deinen deiner seinem seinen seiner ihrem "
    "ihren ihrer unserem unseren unserer eurem euren eurer".split()
)
BARE = frozenset(
    "die das eine keine meine deine seine ihre unsere eure diese dieses dieser jede jeder jedes jene welche".split()
)
INDEFINITE = frozenset("ein kein mein dein sein ihr unser euer".split())
PREPOSITIONS = frozenset(
    "in mit von aus bei nach zu an auf seit während wegen trotz vor hinter über unter neben zwischen ab gegenüber innerhalb statt".split()
)
DATIVE = frozenset("von mit unter bei zu nach aus seit vor an neben dem zwischen".split())
ACCUSATIVE = frozenset("für gegen durch ohne um den".split())
# Nouns that are counted off: a number with a full stop before them is an ordinal.
ORDERED = re.compile(
    r"(?:Jahrhundert|Jahrtausend|Klasse|Platz|Stock|Etage|Mal|Tag|Woche|Monat|Geburtstag|Kapitel|Auflage|Liga|Halbzeit|Weltkrieg|Runde|Teil|Akt|"
    r"Staffel|Folge|Lebensjahr|Minute|Obergeschoss|Untergeschoss|OG|UG|Advent|Semester|Quartal|Spieltag|Jahrestag|Jh|Hälfte|Reihe|Generation|Rang|Gang|"
    r"Bundesliga|Ausgabe|Preis|Versuch|Schritt|Stunde|Sinfonie|Symphonie|Weihnachtstag)\w*"
)
_NAMES_IN_S = frozenset(
    "Johannes Hans Klaus Nikolaus Pius Julius Innozenz Darius Ramses Sixtus Paulus Markus".split()
)
_WEEKDAY = r"(?:(?:mo|die|mitt|do|frei|sams|sonn)\w*(?:tag|woch|abend)|(?:mo|di|mi|do|fr|sa|so)\.?)"


def gender_of(noun: str) -> str:
    """Return "m", "f" or "n": what a noun is, or most nouns with its ending are."""
    lower = noun.lower()
    if lower in _MASCULINE:
        return "m"
    if lower in _OTHER_NEUTER or _NEUTER.fullmatch(lower):
        return "n"
    return "f" if lower in _OTHER_FEMININE or _FEMININE.fullmatch(lower) else "m"


def ending_of(before: str, noun: str) -> str:
    """Return the ending of an ordinal (n, r, s or none) by the text before it and the noun behind it."""
    before = re.sub(r"(?:\d{1,2}\.(?:\d{1,2}\.)?\s*(?:und|oder|bis|[-–—/,])\s*)+$", "", before)
    if re.search(rf"\b{_WEEKDAY}(?:, | )$", before.lower()):
        return "n" if re.search(rf"\b(?:am|vom|zum|bis|ab) {_WEEKDAY}(?:, | )$", before.lower()) else "r"
    words = re.findall(r"[^\W\d_]+", before[-60:].lower())
    word, earlier = (words or [""])[-1], (words[:-1] or [""])[-1]
    stands_free = not re.search(r"\w[ (\"„-]*$", before) or word in {"und", "oder"}
    if not stands_free and word in BENDING:
        return "n"
    if not stands_free and word == "der":
        return "n" if gender_of(noun) == "f" or earlier in PREPOSITIONS else ""
    if not stands_free and word in BARE:
        return ""
    return {"m": "r", "n": "s", "f": ""}[gender_of(noun)] if noun else "r"


def ruler_case(name: str, before: set[str]) -> tuple[str, str]:
    """Return the article behind the name of a ruler, and the ending of the ordinal, by the words before the name."""
    if name.endswith("s") and name not in _NAMES_IN_S:
        return "des", "n"
    if name.endswith(("a", "eth", "ine", "ie")):
        return ("der", "n") if before & DATIVE else ("die", "")
    if before & DATIVE:
        return "dem", "n"
    return ("den", "n") if before & ACCUSATIVE else ("der", "")
