"""Whether a passage speaks of somebody or something that was named before it."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re

_PRONOUNS = {
    "en": r"he|she|it|they|him|her|them|his|its|their|hers|theirs|himself|herself|itself|themselves",
    "de": r"er|sie|es|ihn|ihm|ihnen|ihr(?:e[nmrs]?)?|seine[nmrs]?",
    "fr": r"il|elle|ils|elles|lui|leurs?|son|sa|ses",
    "es": r"él|ella|ellos|ellas|su|sus",
    "it": r"lui|lei|loro|egli|ella|essi|suo|sua|suoi|sue",
    "pt": r"ele|ela|eles|elas|lhe|lhes|seu|sua|seus|suas|dele|dela|deles|delas",
}
_PATTERNS = {language: re.compile(rf"\b(?:{one})\b", re.IGNORECASE) for language, one in _PRONOUNS.items()}
# "It is too late", "it takes time", "it was raining", "do it anyway": nothing is meant by "it".
_NOTHING = re.compile(
    r"\bit(?:['’]s| is| was| will be| has been| had been| would be)? (?:\w+ ){0,2}?(?:too|so|time|to|that|rain\w*|snow\w*|late|early|dark|cold|hot|warm|clear|true|possible|important|hard|easy|often|said|known)\b|"
    r"\bit (?:takes?|took|seems?|seemed|turns? out|turned out|depends|rain\w*|snow\w*|happen\w*|matters?|means?)\b|\b(?:do|did|does|try|make|get|made|got) it\b",
    re.IGNORECASE,
)


_DENIED = re.compile(r"^(?:do not|don['’]t|never|no|not|nothing|nobody)\b", re.IGNORECASE)
_BEGINNINGS = {
    "de": r"(?:Er|Sie|Es)\b",
    "fr": r"(?:Ils?|Elles?)\b",
    "es": r"(?:Él|Ella|Ellos|Ellas)\b",
    "it": r"(?:Lui|Lei|Loro|Egli|Ella|Essi|Esse)\b",
    "pt": r"(?:Ele|Ela|Eles|Elas)\b",
}


def is_about_before(text: str, language: str) -> bool:
    """Return whether the subject of a passage that is not English is a pronoun for what was named before."""
    beginning = _BEGINNINGS.get(language)
    return bool(beginning and re.match(beginning, text.lstrip()))


def refers_back(text: str, language: str) -> bool:
    """Return whether a passage has a pronoun that may mean what was named before; in an unknown language it may."""
    pattern = _PATTERNS.get(language)
    if pattern is None:
        return True
    if language == "en":
        return bool(pattern.search(_NOTHING.sub(" ", text))) and not _DENIED.search(text)
    if language == "de":
        # "Geben Sie" means the viewer.
        text = re.sub(r"(?<=\w )(?:Sie|Ihnen|Ihr\w*)\b", " ", text)
    if language == "fr":
        text = re.sub(
            r"\bil(?: (?:y|n['’]y|faut|est|fait|pleut|neige)\b|(?!\s*\w))", " ", text, flags=re.IGNORECASE
        )
    return bool(pattern.search(text))
