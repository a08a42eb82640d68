"""The scenery that suits a text as a whole, for passages that name nothing to be seen."""

from __future__ import annotations

import re
from collections import Counter

from studio.text.words.places import table

# A calm place for each theme, and the words that tell the theme.
_THEMES = table(
    {
        "technology": "system search mode task tasks app apps update version release software login password sync feature features bug bugs crash website browser server upload download click screen "
        "dark-mode account settings database api code computer internet online user users",
        "city": "inflation savings fund funds economy market markets investor investors shares stock stocks profit profits revenue turnover bank banks interest loan loans "
        "mortgage rent rents price prices tax taxes dividend dividends budget euro euros dollar dollars company companies business customers",
        "mountains": "motivation success dream dreams goal goals discipline courage champion champions believe failure fail fails talent strength stronger effort potential "
        "greatness mindset winner winners challenge",
        "lake": "calm breathe breath mindfulness meditation stress relax grateful gratitude peace anxiety sleep rest silence habit habits mind feelings grief funeral died mourn "
        "mourning condolences passed",
        "library": "history century empire war king ancient lesson grammar word words language poem poet novel author story book books theory philosophy question answer",
        "laboratory": "science scientist scientists experiment atom atoms molecule cell cells virus bacteria energy physics chemistry protein proteins enzyme gene genes",
        "kitchen": "recipe bake cook oven flour butter sugar salt minutes dough sauce tablespoon teaspoon cup cups ingredients serve",
        "stadium": "match goal goals team teams season final league coach player players tournament championship score scored",
        "living room": "flat apartment bedroom bedrooms balcony kitchen rent renovated furnished square metres house storey floor tenant landlord",
        "meadow": "nature animal animals plant plants species bird birds insect insects climate earth",
    }
)


# Of these one word is enough: software and money are seen nowhere else.
_SURE = frozenset(["technology", "city"])


def theme_of(text: str, *, is_sure: bool = False) -> str:
    """Return the place that suits an English text, or "" if its words do not agree; `is_sure` asks for several that do."""
    words = re.findall(r"[a-z]+", text.lower())
    votes = Counter(place for word in dict.fromkeys(words) if (place := _THEMES.get(word)))
    (best, count), (other, next_count) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    if count == next_count and other in _SURE:
        best, other = other, best
    enough = count >= (2 if is_sure else 1 if best in _SURE else 2)
    return best if enough and (count > next_count or (best in _SURE and other not in _SURE)) else ""
