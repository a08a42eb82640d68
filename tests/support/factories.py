"""Rows for tests: plain functions with defaults."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.utils import timezone

from generator.models import Film, Generation, Scene, User, Visit
from generator.models.files.clip import CLIP_FILES

PASSWORD = "a-Long-pass-phrase-7"
FILE_FIELDS = (
    "upload",
    "input_image",
    "input_clip",
    "music_file",
    "image",
    "speech",
    "recording",
    "layers",
    *CLIP_FILES,
    *(product.name for product in Film.products()),
)
OF_FILMS = {field.name for field in Film._meta.concrete_fields} - {
    *("id", "generation", "stored_bytes", "settings", "scenes"),
    # Generations have these too.
    *("brand", "review"),
}


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
    """Make a generation, by default a waiting one from text; a file field may be given as bytes.

    With fields of a film it has a film, which is shown.
    """
    of_film = {name: fields.pop(name) for name in OF_FILMS & fields.keys()}
    values: dict[str, Any] = {
        "kind": Generation.Kind.TEXT,
        "title": "The lighthouse keeper",
        "input_text": "Every evening Maren climbed the hundred and nine steps. The great lens began to turn.",
    }
    generation = Generation(owner=owner or make_user(), **{**values, **_without_bytes(fields)})
    _store_files(generation, fields)
    # Always a new row: the key is made before the row is.
    generation.save(force_insert=True)
    if of_film:
        generation.film = make_film(generation, **of_film)
        generation.save(update_fields=["film"])
    return generation


def make_film(generation: Generation, **fields: Any) -> Film:
    """Make the next film of a generation, as one that was shown; a file field may be given as bytes."""
    values: dict[str, Any] = {"number": generation.films.count() + 1, "shown_at": timezone.now()}
    film = Film(generation=generation, **{**values, **_without_bytes(fields)})
    _store_files(film, fields)
    film.save()
    return film


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


def _store_files(row: Generation | Scene | Film, fields: dict[str, Any]) -> None:
    names = {product.name: product.served_as for product in Film.products()}
    for name, value in fields.items():
        if isinstance(value, bytes):
            assert name in FILE_FIELDS
            getattr(row, name).save(names.get(name, f"{name}.jpg"), ContentFile(value), save=False)
