"""The name of a scene as what is seen in it: "LIGHTHOUSE - NIGHT" is a lighthouse at night, "Intro" is nothing."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re

from studio.text.reader.notes.labels import role_of

# What a screenplay calls the time of a scene.
_TIMES = {
    "at night": "night", "by day": "day", "in the morning": "morning", "in the afternoon": "afternoon", "in the evening": "evening", "at dawn": "dawn",
    "at dusk": "dusk, twilight", "at sunset": "sunset", "at sunrise": "sunrise", "at noon": "noon, midday", "at midnight": "midnight", "early in the morning": "early morning", "late at night": "late night",
    "bei Nacht": "nacht", "am Tag": "tag", "am Morgen": "morgen", "am Nachmittag": "nachmittag", "am Abend": "abend", "in der Dämmerung": "dämmerung, morgendämmerung, abenddämmerung",
    "la nuit": "nuit", "le jour": "jour", "le matin": "matin", "le soir": "soir", "l'après-midi": "après-midi", "à l'aube": "aube", "au crépuscule": "crépuscule",
    "de noche": "noche", "de día": "día", "por la mañana": "mañana", "por la tarde": "tarde", "al amanecer": "amanecer", "al atardecer": "atardecer",
    "di notte": "notte", "di giorno": "giorno", "di mattina": "mattina, mattino", "di sera": "sera", "all'alba": "alba", "al tramonto": "tramonto",
    "à noite": "noite", "de dia": "dia", "de manhã": "manhã", "à tarde": "tarde (pt)", "ao amanhecer": "amanhecer", "ao entardecer": "entardecer",
    "ночью": "ночь", "днём": "день", "утром": "утро", "вечером": "вечер",
}  # fmt: skip
_WHEN = {name: when for when, names in _TIMES.items() for name in names.split(", ")}
# What it says of the order of scenes, and not of what is seen.
_ORDER = frozenset(
    [
        "continuous",
        "later",
        "moments later",
        "same",
        "same time",
        "the same",
        "present",
        "present day",
        "cont'd",
        "continued",
        "flashback",
        "back to scene",
        "später",
        "gleichzeitig",
        "plus tard",
        "más tarde",
        "continúa",
        "più tardi",
        "mais tarde",
        "contínuo",
        "позже",
    ]
)
_BETWEEN = re.compile(r"\s+[-–—/|]\s+|\s*[–—|]\s*|\s*/\s*(?=[A-Z]{3})|\.\s+(?=[^.]+$)")
# Names with such a word tell where in the text something stands.
_ABSTRACT = re.compile(
    r"^(?:(?:key|final|closing|opening|last|first|quick|short|brief|main|some|my|our|your) )*(?:thoughts?|takeaways?|words|remarks|notes?|facts?|points?|messages?|ideas?|overview|background|context|summary|recap|outlook|wrap[- ]?up|sign[- ]?off|set[- ]?up|teaser|climax|resolution|turning point|plot twist|twist|punch ?line|pay[- ]?off|prologue|epilogue|credits|cold open|welcome|greeting|goodbye|farewell|thank you|thanks|question|answer|q ?& ?a|next steps?|part|chapter|topic|story|explanation|example|examples|reflection|lesson|moral|cliffhanger|transition)$|"
    r"^(?:why (?:it|this|that) matters|what's next|what is next|how it works|did you know)\b",
    re.IGNORECASE,
)


def seen_in(name: str, language: str) -> str:
    """Return the name of a scene as a prompt; "" if it shows nothing: a question, a number, a label such as "Intro"."""
    bare = name.strip(' ."“”:')
    if not bare or bare.endswith("?") or bare.isdecimal() or _is_label(bare):
        return ""
    return _in_words(bare, language)


def _is_label(name: str) -> bool:
    """Return whether a name only says which part of a film or text follows, in one word or in two: "Intro & Hook"."""
    parts = re.split(r"\s*(?:[/&+|]|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*", name)
    return all(
        role_of(part) is not None or _ABSTRACT.match(part.strip()) is not None for part in parts if part
    )


def _in_words(name: str, language: str) -> str:
    """Return place and time of a screenplay's scene as a phrase, and capitals as small letters."""
    parts = [part.strip() for part in _BETWEEN.split(name) if part.strip()]
    when = _WHEN.get(parts[-1].lower(), "") if len(parts) > 1 else ""
    places = [part for part in parts[: -1 if when else None] if part.lower() not in _ORDER]
    is_slug = bool(when) or len(places) < len(parts)
    if not is_slug and not (name.isupper() and len(name) > 3):
        return name
    if not places:
        return _small(parts[0], language)
    # A German noun keeps its capital.
    told = ", ".join(
        _small(place, language) if place.isupper() else place for place in (places if is_slug else [name])
    )
    return f"{told} {when}".strip()


def _small(words: str, language: str) -> str:
    return words.title().replace("'S", "'s") if language == "de" else words.lower()
