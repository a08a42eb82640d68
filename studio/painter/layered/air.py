"""What is in the air of a picture, by its words, its weather and its place."""

from __future__ import annotations

import re

from studio.painter.core.place import TREES, Place
from studio.painter.core.view import View

# By what words, in the singular or plural.
NAMED = {
    "fireflies": re.compile(r"\b(firefl(y|ies)|glow-?worms?)\b", re.I),
    "leaves": re.compile(r"\b(falling|fluttering|swirling|drifting|blowing) (\w+ )?leaves\b|\bleaves (fall|drift|swirl|flutter)", re.I),
    "dust": re.compile(r"\b(dust|dusty|pollen|sandstorms?|spores)\b", re.I),
}  # fmt: skip
FALLS = {"snow": "snow", "rain": "rain", "storm": "rain"}
# Where fireflies fly on a warm night, where dust is in the sun, and where trees lose their leaves.
MILD = frozenset(["forest", "garden", "jungle", "lake", "meadow", "river"])
DUSTY = frozenset(["desert", "forest", "jungle", "library", "ruins"])
LEAFY = frozenset(["forest", "garden", "lake", "meadow", "river", "road", "village"])
LOW_SUN = frozenset(["dawn", "morning", "golden", "sunset"])
# Stars are seen from this share of them on.
STARRY = 0.3


def air_of(view: View, place: Place, prompt: str) -> tuple[str, ...]:
    """Return what is in the air, of `contracts.AIR`; mostly nothing."""
    if place.name == "underwater":
        return ("bubbles",)
    if not place.is_open_air:
        return ("dust",) if place.name in DUSTY and not view.light.is_dark else ()
    found = [FALLS[view.weather]] if view.weather in FALLS else []
    if not found and view.weather != "fog":
        found = _in_dry_air(view, place, prompt)
    if place.is_open_air and view.light.stars > STARRY and view.light.overcast < 0.5:
        found.append("stars")
    return tuple(found)


def _in_dry_air(view: View, place: Place, prompt: str) -> list[str]:
    """Return the one thing that is in the air when nothing falls from the sky."""
    for kind, words in NAMED.items():
        if words.search(prompt) and (kind != "fireflies" or view.light.is_dark or view.time == "dusk"):
            return [kind]
    if view.is_white:
        return []
    if view.setting.season == "autumn" and (place.name in LEAFY or place.shows & TREES):
        return ["leaves"]
    is_evening = view.light.is_dark or view.time == "dusk"
    if is_evening and place.name in MILD and view.setting.season in ("", "summer"):
        return ["fireflies"]
    return ["dust"] if place.name in DUSTY and view.time in LOW_SUN else []
