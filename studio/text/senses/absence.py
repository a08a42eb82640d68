"""What a text mentions although it is not there: distant places, and things that are denied."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re

# A noun phrase after a preposition: at most an article or an owner, two adjectives and a noun.
_WHAT = r"(?:(?:the|an?|any|this|that|my|your|his|her|its|our|their|every|all) )?(?:[\w'-]+ ){0,1}?[\w'-]+"
_HERE = r"(?:the|an?|this|that|my|your|his|her|its|our|their)"
# Who thinks, speaks or dreams of a place is not there.
_MINDED = (
    r"(?:dream|think|thought|talk|speak|spoke|hear|heard|sing|sang|read|wr[io]te|remind|tell|told|know|knew|learn|wonder|worr|fantasi[sz])\w* (?:\w+ )?(?:of|about)|(?:stor(?:y|ies)|songs?|films?|books?|poems?|novels?|lessons?|"
    r"memor(?:y|ies)|postcards?|pictures?|photos?|photographs?|maps?|history|news|tales?|dreams?) (?:of|about)|(?:long|yearn|wish)(?:s|ed|ing)? for|(?:miss|remember|imagin|recall|describ)(?:e|es|s|ed|ing)?|homesick for|plan\w* (?:a|to) \w+ (?:to|in)"
)
# Who has left a place is in it no more, and what comes from it is here now.
_LEFT = r"(?:left|leav(?:e|es|ing)|flee(?:s|ing)?|fled|quit|escap(?:e|es|ed|ing) from|mov(?:e|es|ed|ing) (?:away )?from|return(?:s|ed|ing)? from|banned from|back from|home from)"
# What comes from a place is no more there.
_FROM = (
    r"(?:drive|walk|ride|flight|letters?|trains?|bus(?:es)?|news|people|man|woman|men|women|ships?|boats?|planes?|visitors?|travell?ers?|tourists?|refugees?|migrants?|exports?|imports?|parcels?|calls?|messages?|wine|coffee|"
    r"friends?|imported|shipped|sent|arriv\w+) from"
)
_DISTANT = r"(?:far|away|apart|miles|hours?|minutes?|kilomet(?:er|re)s|distant|different) (?:\w+ )?from|unlike|instead of|rather than|except(?: for)?|without|than (?:in|on|at)|(?:\w+er|more|less|better|worse|other) than(?: (?:in|on|at))?|not (?:in|on|at)|as (?!far|long|soon|well|early|late)(?:\w+ )?as(?: (?:in|on|at))?"
_NOT_TO = r"(?:not|n't|n’t|never|cannot|nobody|no one)\b[^,.;:!?]*? (?:to|into|reach|enter|visit|leave)"
_ELSEWHERE = re.compile(
    rf"\b(?P<before>{_DISTANT}|{_MINDED}|{_LEFT}|{_FROM}|{_NOT_TO}(?= {_HERE} )) (?P<what>{_WHAT})",
    re.IGNORECASE,
)
# Denials of other languages: before a noun, and those of a whole clause.
_DENIED = {
    "de": r"\b(?:kein(?:e[mnrs]?)?|ohne(?: (?:ein\w*|jed\w*|d\w\w))?) (?:\w+e[nrsm]? (?=[A-ZÄÖÜ]))?\w+|\b(?:statt|anstelle|anders als|weit weg von|fern von)(?: \w+)? [A-ZÄÖÜ]\w+",
    "fr": r"\b(?:aucune?s?|sans|nulle?)(?: (?:une?|la|le|les))? [\w'’-]+|\b(?:n'|n’|ne )[^,.;:!?]*?\b(?:pas|plus|jamais|ni) (?:de |d'|d’|une? )[\w-]+|\bjamais (?:de |d'|d’)[\w-]+|\b(?:au lieu d[eu]|loin d[eu]s?|contrairement aux?)(?: la| l['’])? ?[\w-]+",
    "es": r"\b(?:ning[uú]n[oa]?|sin|ni)(?: (?:una?|el|la))? \w+|\b(?:no|nunca|jamás) (?:hay|había|habrá|tiene\w*|tenía\w*|existen?) (?:\w+ )?\w+|\b(?:en lugar de|lejos de|en vez de|a diferencia de)(?:l)?(?: la| las| los)? \w+",
    "it": r"\b(?:nessun[oa']?|senza|né)(?: (?:una?|il|la))? ?\w+|\bnon (?:ci sono|c'è|c’è|c'era|c’era|ha|hanno|esiste|esistono) (?:\w+ )?\w+|\b(?:invece d\w+|lontano d\w+|a differenza d\w+) ?['’]?\w+",
    "pt": r"\b(?:nenhuma?|nenhuns|sem|nem)(?: (?:uma?|o|a))? \w+|\b(?:não|nunca) (?:há|havia|existem?|tem|têm|tinha) (?:\w+ )?\w+|\b(?:em vez d\w+|longe d\w+|ao contrário d\w+) \w+",
}
_DENIALS = {
    language: re.compile(pattern, re.IGNORECASE if language != "de" else 0)
    for language, pattern in _DENIED.items()
}

# What is told to be near by is not seen from within: "a school is just around the corner".
_CLOSE_BY = re.compile(
    r"\b(?:is|are|lies?|'s) (?:only |just |also |all |both )*(?:an? |(?!far)[\w-]+ )*(?:away|nearby|close by|next door|(?:a)?round the corner|down the (?:road|street)|"
    r"within (?:walking distance|easy reach))\W*$"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def is_told_to_be_near(text: str) -> bool:
    """Return whether an English text only tells that something is near by: "the school is a short walk away"."""
    return all(map(_CLOSE_BY.search, _SENTENCE.split(text.strip())))


def words_elsewhere(text: str) -> frozenset[str]:
    """Return the words of an English text, in lower case, that say where something is not: "far from the sea"."""
    return frozenset(
        word for found in _ELSEWHERE.finditer(text) for word in re.findall(r"[\w'-]+", found["what"].lower())
    )


def without_elsewhere(text: str) -> str:
    """Return an English text without the nouns that say where something is not."""
    return _ELSEWHERE.sub(lambda found: found["before"], text)


def without_denied(text: str, language: str) -> str:
    """Return a text in German, French, Spanish, Italian or Portuguese without the things that it denies."""
    pattern = _DENIALS.get(language)
    return pattern.sub(" ", text) if pattern else text
