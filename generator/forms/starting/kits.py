"""The form for a brand kit: a brand with a name."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError

from generator.forms.brands.brand import BrandForm
from generator.forms.fields import LineField
from generator.models import Brand, User

MOST_KITS: Final = 20
TAKEN = "You have a kit of this name already. Please choose another name."
TOO_MANY = f"You have {MOST_KITS} kits, which is as many as are kept. Please delete one first."
NOTHING = "Please choose something for this kit: a logo, colours, a font, an intro or an outro."


class KitForm(BrandForm):
    """A kit's name, and its brand."""

    name = LineField(
        max_length=60, label="Name of the kit", error_messages={"required": "Please give the kit a name."}
    )

    field_order = ("name",)

    def __init__(self, data: Any, files: Any, *, owner: User, kit: Brand | None = None) -> None:
        super().__init__(data, files, owner=owner, earlier=kit)
        self.owner = owner
        self.initial["name"] = kit.name if kit else ""
        self.fields["name"].widget.attrs["dir"] = "auto"

    @property
    def brand(self) -> KitForm:
        """The fields of a brand, as the template of a video's form has them."""
        return self

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        others = Brand.objects.owned_by(self.owner).kits()
        if self.earlier:
            others = others.exclude(pk=self.earlier.pk)
        elif others.count() >= MOST_KITS:
            raise ValidationError(TOO_MANY, code="too_many")
        if others.filter(name__iexact=name).exists():
            raise ValidationError(TAKEN, code="taken")
        return name

    def store(self) -> Brand | None:
        """Store the kit; None, with an error, if nothing is chosen for it. Films with it keep what they have."""
        kit, name = self.earlier, self.cleaned_data["name"]
        brand = self.brand_of(self.owner)
        if brand is None or not brand.shows_something:
            if brand and brand != kit:
                Brand.objects.filter(pk=brand.pk).delete()
            self.add_error(None, NOTHING)
            return None
        if kit and brand != kit:
            brand.take_over(kit, name)
        else:
            brand.name = name
            brand.save(update_fields=["name"])
        return brand
