"""The choice of a brand kit in the forms for videos."""

from __future__ import annotations

from typing import Any

from django import forms

from generator.models import Brand, User

GONE = "This brand kit is no longer there. Please choose another one."


class KitChoice(forms.Form):
    """One of an owner's kits, or one's own choices for this video."""

    kit = forms.ChoiceField(
        required=False,
        label="Brand kit",
        help_text="A kit that you change later changes your next videos, and not this one.",
        error_messages={"invalid_choice": GONE},
    )

    def __init__(self, data: Any, *, owner: User, chosen: Brand | None) -> None:
        """Show `chosen`, if that is a kit."""
        self.kits = list(Brand.objects.owned_by(owner).kits())
        is_kit = chosen is not None and bool(chosen.name)
        super().__init__(data, initial={"kit": str(chosen.pk) if chosen and is_kit else ""})
        choices = [
            ("", "None: chosen below, for this video"),
            *((str(kit.pk), kit.name) for kit in self.kits),
        ]
        self.fields["kit"].choices = choices  # type: ignore[attr-defined]  # A field of choices has some.

    @property
    def chosen(self) -> Brand | None:
        """The kit that was chosen; None if it is none, or is gone."""
        wanted = str(self.cleaned_data.get("kit") or "") if self.is_bound and self.is_valid() else ""
        return next((kit for kit in self.kits if str(kit.pk) == wanted), None)
