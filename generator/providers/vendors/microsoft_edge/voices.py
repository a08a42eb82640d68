"""The voices of Microsoft's browser by their names, which begin with language and region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from studio.speech.voices import Voice, name_language

PREFIX = "edge-"
# What the package takes, and so what may become a part of a question.
_NAME = re.compile(r"([a-z]{2,3})-([A-Z]{2,3})-(?:[A-Za-z]+-)?([A-Za-z]+)Neural")
# The usual voice of a language: names that the service has had for years, as clients of it list them and as Microsoft
# does (learn.microsoft.com/azure/ai-services/speech-service/language-support). Other languages take the first voice of
# the service's own list.
USUAL = {
    name[:2]: f"{name}Neural"
    for name in (
        *("ar-EG-Salma", "bg-BG-Kalina", "cs-CZ-Vlasta", "da-DK-Christel", "de-DE-Katja", "el-GR-Athina"),
        *(
            "en-US-EmmaMultilingual",
            "es-ES-Elvira",
            "fi-FI-Noora",
            "fr-FR-Denise",
            "he-IL-Hila",
            "hi-IN-Swara",
        ),
        *("hu-HU-Noemi", "id-ID-Gadis", "it-IT-Elsa", "ja-JP-Nanami", "ko-KR-SunHi", "nb-NO-Pernille"),
        *("nl-NL-Colette", "pl-PL-Zofia", "pt-BR-Francisca", "ro-RO-Alina", "ru-RU-Svetlana", "sv-SE-Sofie"),
        *("th-TH-Premwadee", "tr-TR-Emel", "uk-UA-Polina", "vi-VN-HoaiMy", "zh-CN-Xiaoxiao"),
    )
}
_SAME = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "fil": "tl"}


@dataclass(frozen=True, slots=True)
class EdgeVoice:
    """A voice by its name at the service, and its ISO 639 language."""

    name: str
    language: str

    @property
    def choice(self) -> Voice:
        region, person = self.name.split("-")[1], self.name.rpartition("-")[2].removesuffix("Neural")
        person = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", person)
        label = f"{name_language(self.language)}: {person}, {region} (Edge)"
        return Voice(value=PREFIX + self.name, label=label, language=self.language)


def common(language: str) -> str:
    """Return a language without its region, as films know it."""
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    return _SAME.get(code, code)


def read_voice(name: object) -> EdgeVoice | None:
    """Return the voice of a name; None if it is none of the service's."""
    found = _NAME.fullmatch(name) if isinstance(name, str) and len(PREFIX + name) <= 60 else None
    return EdgeVoice(found.group(), common(found.group(1))) if found else None


def read_voices(listed: Iterable[Any]) -> list[EdgeVoice]:
    """Return the voices in the service's list."""
    found = (read_voice(one.get("ShortName")) for one in listed if isinstance(one, dict))
    return [voice for voice in found if voice]


def find_voice(language: str, value: str = "", listed: Sequence[EdgeVoice] = ()) -> EdgeVoice | None:
    """Return the chosen voice if it speaks the language, else the language's usual one; None if there is none."""
    chosen = read_voice(value.removeprefix(PREFIX)) if value.startswith(PREFIX) else None
    if chosen and chosen.language == common(language):
        return chosen
    usual = read_voice(USUAL.get(common(language)))
    return usual or next((one for one in listed if one.language == common(language)), None)
