"""The voices in the folder of fetched voices. Reading it is cheap; nothing heavy is imported here."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from studio.speech.voices import Voice, is_english, name_language

# How a fetched voice is told from others where it is chosen.
PREFIX = "piper-"
# What is noted beside the two files of each voice when it is fetched.
NOTE = ".voice.json"
# Names of voices, as the collection gives them: "de_DE-thorsten-medium".
KEY = re.compile(r"[a-z]{2,3}(_[A-Z0-9]{2,4})?-\w+-(x_low|low|medium|high)")
# Collections of many speakers (some have 900): nobody chooses among more than these.
MOST_SPEAKERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedVoice:
    """One voice of the folder: its name in the collection, its language, and what may be done with it.

    `language` is an ISO 639-1 code, `region` an ISO 3166-1 one. `licence` is what its card says, in the card's words.
    `speakers` are the names of its speakers, if it has several. `source` is where its recordings come from, if it says so.
    """

    key: str
    language: str
    region: str
    licence: str
    model: Path
    speakers: tuple[str, ...] = ()
    source: str = ""

    @property
    def configuration(self) -> Path:
        """Return the file beside the model that says how it is used."""
        return self.model.with_name(f"{self.model.name}.json")

    @property
    def name(self) -> str:
        """Return the speaker's name, as people write one."""
        return self.key.split("-")[1].replace("_", " ").title()

    def choices(self) -> tuple[Voice, ...]:
        """Return the choices that it gives: one, or one for each of its first speakers."""
        region = f", {self.region}" if self.region else ""
        label = self.name if is_english(self.language) else f"{name_language(self.language)}: {self.name}"
        if len(self.speakers) < 2:
            return (Voice(value=PREFIX + self.key, label=label + region, language=self.language),)
        return tuple(
            Voice(
                value=f"{PREFIX}{self.key}.{place}",
                label=f"{label} ({speaker}){region}",
                language=self.language,
            )
            for place, speaker in enumerate(self.speakers[:MOST_SPEAKERS])
        )


def fetched_voices(folder: Path | None) -> tuple[FetchedVoice, ...]:
    """Return the voices of a folder in the order of their names; none if there is no such folder."""
    try:
        changed = folder.stat().st_mtime_ns if folder else 0
    except OSError:
        changed = 0
    return _read(folder, changed) if folder and changed else ()


@lru_cache(maxsize=8)
def _read(folder: Path, changed: int) -> tuple[FetchedVoice, ...]:
    found = (_voice(note) for note in sorted(folder.glob(f"*{NOTE}")))
    return tuple(voice for voice in found if voice)


def _voice(note: Path) -> FetchedVoice | None:
    """Return the voice of a note; None if the note cannot be read or a file of the voice is missing."""
    try:
        told: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        key = str(told["key"])
        voice = FetchedVoice(
            key=key,
            language=str(told["language"]),
            region=str(told["region"]),
            licence=str(told["licence"]),
            model=note.with_name(f"{key}.onnx"),
            speakers=tuple(map(str, told["speakers"])),
            source=str(told.get("source") or ""),
        )
    except (OSError, ValueError, LookupError, TypeError):
        return None
    is_whole = KEY.fullmatch(key) and voice.model.is_file() and voice.configuration.is_file()
    return voice if is_whole else None


def find_fetched(folder: Path | None, language: str, value: str = "") -> tuple[FetchedVoice, int] | None:
    """Return the voice of a choice and the number of its speaker, or the first voice of the language without a choice.

    English without a choice is spoken by the built-in voice, so there is none then. Neither is there one if another
    provider's voice is chosen, or if the chosen one is not there and the language has no other.
    """
    voices = fetched_voices(folder)
    key, _, speaker = value.removeprefix(PREFIX).partition(".")
    if value.startswith(PREFIX):
        for voice in voices:
            if voice.key == key:
                number = int(speaker) if speaker.isdecimal() else 0
                return voice, number if number < max(1, len(voice.speakers)) else 0
    code = language.lower().replace("_", "-").partition("-")[0]
    if code == "en" or (value and not value.startswith(PREFIX)):
        return None
    region = language.upper().replace("_", "-").partition("-")[2]
    own = sorted(
        (voice for voice in voices if voice.language == code), key=lambda voice: voice.region != region
    )
    return (own[0], 0) if own else None
