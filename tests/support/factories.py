"""Rows for tests: plain functions with defaults."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.utils import timezone

from generator.models import Generation, Scene, User, Visit

PASSWORD = "a-Long-pass-phrase-7"
FILE_FIELDS = (
    "upload",
    "input_image",
    "music_file",
    "video",
    "poster",
    "captions_file",
    "subtitles_file",
    "transcript_file",
    "chapters_file",
    "sprites",
    "thumbnails_file",
    "image",
    "speech",
)


def make_user(email: str = "alice@example.org", password: str = PASSWORD, **fields: Any) -> User:
    """Make a user who can sign in at once: the address is verified."""
    user = User.objects.create_user(email, password, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_visit(user: User, **fields: Any) -> Visit:
    """Make the row of a visit that is open."""
    values = {
        "browser": "Firefox on Windows",
        "network": "203.0.113.7",
        "proof": user.get_session_auth_hash(),
        "ends_at": timezone.now() + timedelta(days=1),
    }
    return Visit.objects.create(user=user, **{**values, **fields})


def make_generation(owner: User | None = None, **fields: Any) -> Generation:
    """Make a generation, by default a waiting one from text; a file field may be given as bytes."""
    values: dict[str, Any] = {
        "kind": Generation.Kind.TEXT,
        "title": "The lighthouse keeper",
        "input_text": "Every evening Maren climbed the hundred and nine steps. The great lens began to turn.",
    }
    generation = Generation(owner=owner or make_user(), **{**values, **_without_bytes(fields)})
    _store_files(generation, fields)
    # Always a new row: the key is made before the row is.
    generation.save(force_insert=True)
    return generation


def make_scene(generation: Generation | None = None, **fields: Any) -> Scene:
    """Make the next scene of a generation; a file field may be given as bytes."""
    generation = generation or make_generation()
    values: dict[str, Any] = {
        "position": generation.scenes.count(),
        "narration": "Every evening Maren climbed the hundred and nine steps.",
        "prompt": "A lighthouse at dusk",
    }
    scene = Scene(generation=generation, **{**values, **_without_bytes(fields)})
    _store_files(scene, fields)
    scene.save()
    return scene


def _without_bytes(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if not isinstance(value, bytes)}


def _store_files(row: Generation | Scene, fields: dict[str, Any]) -> None:
    names = {
        "captions_file": "captions.vtt",
        "chapters_file": "chapters.vtt",
        "subtitles_file": "subtitles.srt",
        "thumbnails_file": "thumbnails.vtt",
        "transcript_file": "transcript.txt",
        "video": "video.mp4",
    }
    for name, value in fields.items():
        if isinstance(value, bytes):
            assert name in FILE_FIELDS
            getattr(row, name).save(names.get(name, f"{name}.jpg"), ContentFile(value), save=False)
