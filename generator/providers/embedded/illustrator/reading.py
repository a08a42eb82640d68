"""Reads from a prompt where and when a picture plays."""

from __future__ import annotations

import re

from generator.providers.embedded.illustrator.view import Setting

_PLACES = {
    "coast": "coast sea ocean beach lighthouse harbour harbor shore island ship boat sail sailor wave port",
    "lake": "lake river fjord canoe pond water stream swan",
    "snow": "snow winter ice arctic antarctica penguin ski polar christmas glacier",
    "desert": "desert dune sahara camel pyramid egypt cactus sand mars",
    "mountains": "mountain hike climb alps summit peak everest volcano eagle rock",
    "meadow": "meadow plant farm field garden flower grass village nature spring horse cow sheep bee hill forest tree",
}
_TIMES = {
    "sunset": "sunset sundown",
    "dusk": "dusk twilight evening",
    "night": "night midnight moonlight stars",
    "dawn": "dawn sunrise",
    "morning": "morning breakfast",
}
_WEATHERS = {
    "storm": "storm thunder lightning",
    "rain": "rain rainy",
    "fog": "fog mist misty",
    "snow": "snowing snowfall",
}


def read_prompt(prompt: str) -> Setting:
    words = re.findall(r"[a-z]+", prompt.lower())
    words += [word[:-1] for word in words if word.endswith("s")]

    def first(table: dict[str, str]) -> str:
        return next((name for name, known in table.items() if set(words) & set(known.split())), "")

    return Setting(place=first(_PLACES), time=first(_TIMES), weather=first(_WEATHERS))
