"""Scenes that were split or joined on the page, and the recordings of their owner's own voice: no word is heard twice."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.storage import default_storage

from generator.forms.scenes.recording import Part
from generator.models import Scene
from generator.pipeline.decoding import DecodingError, part_recording
from studio.errors import StudioError
from studio.film.uploads.recordings.parting import Parted, parted
from studio.text.marks.told import as_read

if TYPE_CHECKING:
    from generator.forms.storyboard import SceneForm

# By the form of a scene: the stored file that came with it, and the part of a recording that it is spoken by.
Names = dict["SceneForm", str]
Parts = dict["SceneForm", Part | None]

# What a page says of a new scene that is the rest of the one that it is a copy of: of a recording that is stored, or of
# one that came with the form. Of a scene that was joined with those that follow it, it says their keys.
REST, FRESH = "rest", "fresh"
# Seconds by which two parts of a recording may miss each other and still be one.
_TOGETHER = 0.02


def recorded_parts(kept: Sequence[SceneForm], left_out: Iterable[SceneForm], voices: Names) -> Parts:
    """Return which part of a recording each scene is spoken by that was split or joined; None: by the voice.

    `voices` has the names of the recordings that came with the forms. Others than these scenes stay as they are.
    """
    left = list(left_out)
    groups: dict[tuple[int, str], list[SceneForm]] = {}
    for form in (*kept, *left):
        key, kind = form.cleaned_data.get("copy_of"), form.cleaned_data.get("parting")
        if key and kind in (REST, FRESH):
            groups.setdefault((key, kind), []).append(form)
    found: Parts = {}
    for (key, kind), rests in groups.items():
        lead = next((form for form in kept if form.instance.pk == key), None)
        name = voices.get(lead, "") if lead else ""
        whole, words = _whole(key)
        if kind == FRESH:
            whole, words = Part(name, 0.0, None) if name else None, []
        parts = _split(whole, words, [*rests, *([lead] if lead else [])])
        if lead in parts and name and kind == REST:
            # What came with the form was spoken for these words alone.
            del parts[lead]
        found |= {form: part for form, part in parts.items() if form is lead or not voices.get(form)}
    for form in kept:
        if form not in found and form.joins and form.instance.recording and not voices.get(form):
            found[form] = _joined(form, left)
    return {form: part for form, part in found.items() if form in set(kept)}


def _whole(key: int) -> tuple[Part | None, list[str]]:
    """Return the recording that a scene has in its row, and the words that it was made for."""
    scene = Scene.objects.filter(pk=key).select_related("generation").first()
    if scene is None or not scene.recording:
        return None, []
    part = Part(str(scene.recording.name), scene.recording_start, scene.recording_end)
    return part, scene.as_read.split()


def _split(whole: Part | None, words: list[str], forms: list[SceneForm]) -> Parts:
    """Share out a recording among the scenes that were made of one, in the order of what is told."""
    if whole is None:
        return {}
    forms.sort(key=lambda form: form.cleaned_data.get("ORDER") or 0)
    told = [
        as_read(form.cleaned_data["narration"], verbatim=form.instance.generation.verbatim).split()
        for form in forms
    ]
    # What came with the form was spoken for all the words, before they were parted.
    words = words or [word for part in told for word in part]
    ways: list[Parted | None] = [None] * len(forms)
    shares = parted(words, told)
    if any(shares):
        edges = _moments(whole, words, shares)
        ways = list(edges) if edges else ways
    taken = zip(forms, ways, strict=True)
    return {
        form: Part(whole.name, way[0], way[1]) if way and not form.cleaned_data.get("by_voice") else None
        for form, way in taken
    }


def _moments(whole: Part, words: list[str], shares: Sequence[Parted | None]) -> list[Any]:
    """Return first and last second of each share of the words; nothing if the recording cannot be read."""
    settings.GENERATOR_WORK_DIR.mkdir(parents=True, exist_ok=True)
    places = sorted({place for share in shares if share for place in share if 0 < place < len(words)})
    try:
        with tempfile.TemporaryDirectory(prefix="parting-", dir=settings.GENERATOR_WORK_DIR) as folder:
            file = Path(folder) / "recording"
            with default_storage.open(whole.name) as stored, file.open("wb") as target:
                for chunk in stored.chunks():
                    target.write(chunk)
            made = part_recording(file, words, places, (whole.start, whole.end), lambda spent: None)
    except (StudioError, DecodingError, OSError):
        return []
    at: dict[int, float | None] = dict(zip(places, made, strict=True))
    at |= {0: whole.start, len(words): whole.end}
    return [(at[share[0]], at[share[1]]) if share else None for share in shares]


def _joined(form: SceneForm, left_out: list[SceneForm]) -> Part | None:
    """Put parts of one recording that follow each other together again."""
    first = form.instance
    end = first.recording_end
    gone = {other.instance.pk: other.instance for other in left_out if other.instance.pk}
    for key in form.joins:
        next_one = gone.get(key)
        if next_one is None or next_one.recording.name != first.recording.name or end is None:
            return None
        if abs(next_one.recording_start - end) > _TOGETHER:
            return None
        end = next_one.recording_end
    if form.cleaned_data.get("by_voice"):
        return None
    return Part(str(first.recording.name), first.recording_start, end)


def note_parted(kept: Iterable[SceneForm], left_out: Iterable[SceneForm]) -> None:
    """Tell the forms of scenes that were split or joined, whose recordings do not stay as they are."""
    rests = {
        form.cleaned_data.get("copy_of")
        for form in (*kept, *left_out)
        if form.cleaned_data.get("parting") in (REST, FRESH)
    }
    for form in kept:
        form.is_parted = form.instance.pk in rests or bool(form.joins)
