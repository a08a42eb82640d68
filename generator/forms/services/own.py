"""The form in which a member enters a key of their own for a service."""

from __future__ import annotations

from typing import Any, ClassVar

from generator.forms.services.setup import SetupForm
from generator.models import ServiceSetup
from generator.providers.card import Card, Variable
from generator.providers.setup.known import Setup
from generator.providers.setup.lists import values_with_own

OTHERS = "In the order in which they are tried, separated by commas. Left empty, those of this site are used."
VOICES = "Names of voices, separated by commas, or pairs of a language and a voice, such as en=NAME."


class OwnKeyForm(SetupForm):
    """A key, and the choice of models and voices; the address is never a member's to choose."""

    per_minute = per_day = None  # type: ignore[assignment]  # As Django has fields of a parent removed.
    limits: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, *args: Any, card: Card, row: ServiceSetup, of_site: Setup | None, **kwargs: Any
    ) -> None:
        self.of_site = of_site
        super().__init__(*args, card=card, row=row, **kwargs)
        key = self.fields[card.switch]
        key.required = not self.stored.get(card.switch)
        key.error_messages["required"] = f"Please enter the key that {card.name} gave you."

    def open_settings(self) -> list[Variable]:
        return list(self.card.own_settings())

    def explained(self, setting: Variable) -> str:
        if setting.form == "key":
            return f"You find it in your account at {self.card.name}."
        return VOICES if setting.form == "voices" else OTHERS

    def values(self) -> dict[str, Any]:
        entered = Setup(name=self.row.name, vendor=self.row.vendor, texts=self.texts, owner=self.row.owner_id)
        return values_with_own(self.card, self.of_site, entered)
