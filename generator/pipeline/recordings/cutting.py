"""Cut one recording of all scenes: by the same words as the built-in voice speaks them, or by their lengths."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File

from generator.models import Generation, Narration, Scene
from generator.pipeline.decoding import cut_narration
from studio.errors import ProviderError
from studio.film.uploads.recordings.wording import syllables
from studio.speech.espeak import EspeakSpeech

# Quick and plain: it is compared, and heard by nobody.
PLAIN_ENGLISH = "robot-en-us"


def scenes_told(generation: Generation) -> list[Scene]:
    """Return the scenes whose words a narration has, in their order."""
    scenes = list(generation.scenes.exclude(narration=""))
    for scene in scenes:
        scene.generation = generation
    return [scene for scene in scenes if not scene.replaces_narrator]


def cut_for(generation: Generation, source: Path, file: File[Any]) -> Narration:
    """Store a recording, with the part of it for each scene, in the place of an earlier one.

    Raises RecordingError, and DecodingError.
    """
    scenes = scenes_told(generation)
    settings.GENERATOR_WORK_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="narration-", dir=settings.GENERATOR_WORK_DIR) as folder:
        target = Path(folder) / "preview.wav"
        spoken = _spoken(scenes, generation.language or "en", Path(folder))
        weights = [sum(map(syllables, scene.as_read.split())) or 1.0 for scene in scenes]
        made = cut_narration(source, target, spoken, weights, lambda spent: None)
        for earlier in Narration.objects.filter(generation=generation):
            earlier.drop()
        narration = Narration(generation=generation, seconds=made["seconds"])
        narration.cuts = [
            {"scene": scene.pk, **{name: one[name] for name in ("start", "end", "is_heard")}}
            for scene, one in zip(scenes, made["cuts"], strict=True)
        ]
        narration.file.save("narration", file, save=False)
        with target.open("rb") as preview:
            narration.preview.save("preview", File(preview), save=False)
    narration.save()
    generation.measure_storage()
    return narration


def _spoken(scenes: Sequence[Scene], language: str, folder: Path) -> list[str]:
    """Have the words spoken, into files; none if there is no voice for them."""
    voice = PLAIN_ENGLISH if language.startswith("en") else ""
    files = []
    for scene in scenes:
        try:
            speech = EspeakSpeech().speak(text=scene.told.said, language=language, voice=voice)
        except ProviderError:
            return []
        file = folder / f"spoken-{scene.position}.wav"
        file.write_bytes(speech.data)
        files.append(str(file))
    return files
