"""Scenes that are copies of others: what was made for one is not made again for the other."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db.models import Model

from generator.models.files.clip import NO_CLIP
from generator.models.scenes.recording import NO_RECORDING

if TYPE_CHECKING:
    from generator.models.scene import Scene

# What is made from the picture's words and settings, and what of a narration's.
_PICTURE = (
    *("is_own_picture", "is_painted", "cuts_away", "focus", "image_fingerprint", "image_origin"),
    *("image_provider", "image_fell_back", "image_seed", "error", "credit"),
    "picked",
)
_SPEECH = (
    *("speech_fingerprint", "speech_provider", "speech_fell_back", "speech_error", "speech_duration"),
    *("speech_words", "stood_in", "unspoken", "speech_missing", "captions_missing"),
    *("cutaway_fingerprint", "sentences", "sentences_fingerprint"),
    *NO_RECORDING,
)
_CLIP = tuple(NO_CLIP)


def copy_made(source: Scene, copy: Scene, *, picture: bool, speech: bool) -> None:
    """Give an unsaved scene what was made for another one: its picture or clip, what is spoken, or both.

    Files are copied, because each scene deletes its own. A file that is gone is made anew.
    """
    copy.wishes, copy.variant = source.wishes, source.picture_number
    copy.image_variant = source.image_variant
    if picture:
        _take(source, copy, (*_PICTURE, *_CLIP), ("upload", "image", "layers", *_own_files_of_clip(source)))
    if speech:
        _take(source, copy, _SPEECH, ("speech", "recording"))


def copy_cutaways(source: Scene, copy: Scene) -> None:
    """Give a saved scene copies of another one's cutaways."""
    for cutaway in source.cutaways.all():
        image, layers = cutaway.image.name, cutaway.layers.name
        cutaway.pk, cutaway.scene = None, copy
        cutaway._state.adding = True
        cutaway.image, cutaway.layers = image, layers
        for name in ("image", "layers"):
            _copy_file(cutaway, cutaway, name)
        cutaway.save()


def _own_files_of_clip(source: Scene) -> tuple[str, ...]:
    made = ("clip", "clip_sound_file", "clip_filmstrip")
    # A clip with which the film was begun is all scenes' alike.
    return ("clip_upload", *made) if source.has_own_clip else made


def _take(source: Scene, copy: Scene, names: tuple[str, ...], files: tuple[str, ...]) -> None:
    for name in names:
        value = getattr(source, name)
        setattr(copy, name, getattr(value, "name", value))
    for name in files:
        _copy_file(source, copy, name)


def _copy_file(source: Model, copy: Model, name: str) -> None:
    stored = getattr(source, name).name
    if not stored:
        return
    field = copy._meta.get_field(name)
    try:
        with default_storage.open(stored) as content:
            # Names of uploads have no ending.
            wanted = field.generate_filename(copy, f"{name}{PurePosixPath(stored).suffix}")  # type: ignore[union-attr]  # A file field.
            setattr(copy, name, default_storage.save(wanted, content))
    except FileNotFoundError:
        setattr(copy, name, "")
