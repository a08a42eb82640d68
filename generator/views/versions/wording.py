"""What is different in a version, in people's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.utils.text import Truncator, get_text_list

from generator.forms.appearance import LABELS
from generator.forms.music import MUSIC_CHOICES
from generator.models import Film, Generation, Scene
from generator.models.versions.changes import Change, Kind, changes
from generator.providers.factory import get_voices
from studio.speech.voices import name_language
from studio.text.marks.told import as_read

SETTINGS = {
    **LABELS,
    "title": "Title",
    "description": "Description",
    "language": "Language",
    "style": "Style",
    "size": "Shape",
    "quality": "Quality",
    "camera": "Camera",
    "voice": "Voice",
    "pace": "Pace",
    "music": "Music",
    "mood": "Mood of the music",
    "music_file": "Your own music",
    "effects": "Effects",
}
# What is said of scenes, by the kind of change; of one scene and of several alike.
OF_SCENES = {
    Kind.ADDED: "Added: {}",
    Kind.REMOVED: "Left out: {} of before",
    Kind.ORDER: "Moved: {}",
    Kind.WORDS: "Words of {}",
    Kind.PICTURES: "Picture of {}",
    Kind.SENTENCES: "What the sentences of {} show",
    Kind.SPEECH: "How {} is read",
}
PLURALS = {Kind.PICTURES: "Pictures of {}", Kind.SPEECH: "How {} are read"}
LONGEST = 60
# Beyond so many scenes they are counted.
MOST_NUMBERS = 8


def told_changes(before: Film, after: Film) -> list[str]:
    """Return a line for each difference of a film from an earlier one."""
    return [in_words(change) for change in changes(before, after)]


def says_other_words(generation: Generation, spoken: Sequence[str]) -> bool:
    """Return whether what is spoken in a film that is shown is something else than the text that it was begun with.

    Words that are not spoken (headings, who speaks) make no difference, but what its owner left out later does.
    """
    film = generation.film
    if film is None or not generation.input_text:
        return False
    given = iter(_words(as_read(generation.input_text, verbatim=generation.verbatim)))
    if not all(word in given for words in spoken for word in _words(words)):
        return True
    first = (film.number > 1 and generation.films.order_by("number").first()) or film
    return [scene["narration"] for scene in first.scenes] != [scene["narration"] for scene in film.scenes]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def in_words(change: Change) -> str:
    if change.kind is Kind.SETTING:
        return _setting(change)
    if change.kind is Kind.BRAND:
        return "Logo, colours or font"
    if change.kind is Kind.SCENE:
        known = {field.name: field.verbose_name for field in Scene._meta.concrete_fields}
        label = str(known.get(change.name, change.name)).capitalize()
        return f"{label} of {scene_list(change.scenes)}"
    words = PLURALS.get(change.kind) if len(change.scenes) > 1 else None
    return (words or OF_SCENES[change.kind]).format(scene_list(change.scenes))


def scene_list(numbers: tuple[int, ...]) -> str:
    """Return numbers of scenes in words: "scene 3", "scenes 2 and 4", "12 scenes"."""
    if len(numbers) > MOST_NUMBERS:
        return f"{len(numbers)} scenes"
    return (
        f"scene{'s' if len(numbers) > 1 else ''} {get_text_list([str(number) for number in numbers], 'and')}"
    )


def _setting(change: Change) -> str:
    field = Generation._meta.get_field(change.name)
    label = SETTINGS.get(change.name) or str(getattr(field, "verbose_name", change.name)).capitalize()
    if change.name == "music_file":
        return f"{label}: {'another file' if change.before and change.after else 'given' if change.after else 'taken out'}"
    before, after = (setting_value(change.name, value) for value in (change.before, change.after))
    if change.name == "description":
        return label
    return f"{label}: {after} instead of {before}"


def setting_value(name: str, value: Any) -> str:
    """Return how a setting stands, in words."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if name == "voice":
        known = {"": "automatic", Generation.NO_VOICE: "no narrator"}
        known |= {voice.value: voice.label for voice in get_voices()}
        return known.get(value, str(value))
    if name == "language":
        return name_language(value) if value else "automatic"
    if name == "music":
        return dict(MUSIC_CHOICES).get(value, str(value)).lower()
    choices = dict(getattr(Generation._meta.get_field(name), "flatchoices", ()))
    if value in choices:
        return str(choices[value]).lower() if name != "size" else str(choices[value])
    return f"“{Truncator(str(value)).chars(LONGEST)}”" if value else "none"
