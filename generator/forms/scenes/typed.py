"""What stands on the page "Edit" while one types, as its script sends it."""

from __future__ import annotations

import json
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from generator.models import Generation, TypedScenes
from studio.contracts import MOST_SCENES

# Characters that are kept: more than all fields of as many scenes as a film may have.
LONGEST_TYPED: Final = 600_000
# Scenes that were left out may still be put back.
MOST_ROWS: Final = 4 * MOST_SCENES
# Settings: the page has some fifty.
MOST_SETTINGS: Final = 200
TOO_LONG = "These changes are more than we keep while you type. They stand on this page only."


def _storable(value: Any) -> Any:
    """Leave out what a database refuses: null characters, and halves of characters."""
    if isinstance(value, str):
        return value.encode(errors="ignore").decode().replace("\0", "")
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {_storable(name): _storable(one) for name, one in value.items()}
    return value


class TypedScenesForm(forms.Form):
    """The changes as JSON, and the revision that the page knows; no changes let go of those of before."""

    changes = forms.CharField(required=False, max_length=LONGEST_TYPED, strip=False)
    revision = forms.IntegerField(required=False, min_value=0)

    @property
    def refusal(self) -> str:
        return TOO_LONG

    def clean_changes(self) -> dict[str, Any]:
        try:
            changes = json.loads(self.cleaned_data["changes"] or '{"scenes": []}')
            # Pages that were opened by an earlier version know of no settings.
            scenes, settings = changes["scenes"], changes.get("settings", {})
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValidationError(TOO_LONG, code="unreadable") from error
        if not isinstance(scenes, list) or len(scenes) > MOST_ROWS:
            raise ValidationError(TOO_LONG, code="unreadable")
        if not isinstance(settings, dict) or len(settings) > MOST_SETTINGS:
            raise ValidationError(TOO_LONG, code="unreadable")
        kept: dict[str, Any] = _storable({"scenes": scenes} | ({"settings": settings} if settings else {}))
        return kept

    def keep(self, generation: Generation) -> tuple[TypedScenes | None, bool]:
        """Keep what was typed; return what there is now, and whether another window has typed nothing meanwhile."""
        known, changes = self.cleaned_data["revision"] or 0, self.cleaned_data["changes"]
        stored = TypedScenes.objects.filter(generation=generation)
        if not any(changes.values()):
            gone = stored.filter(revision=known).delete()[0]
            left = stored.first()
            return left, bool(gone) or left is None
        typed = TypedScenes.objects.type_in(generation, changes, known=known)
        return typed or stored.first(), typed is not None
