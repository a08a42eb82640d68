"""The form's fields for a brand: a logo, colours, a font, an intro and an outro, for the films of one owner."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property

from generator.forms.brands.bookends import PLACES, BookendFields
from generator.forms.fields import must_pass
from generator.forms.rendering import Faces, Toggle
from generator.forms.starting.kit_choice import KitChoice
from generator.models import Brand, Generation, User
from generator.pipeline.decoding import DecodingError, clean_font, clean_logo
from studio.errors import StudioError
from studio.film.branding.colours import is_code
from studio.film.text.fonts import ready_fonts
from studio.film.uploads.font_files import MAX_FONT_BYTES, inspect_font
from studio.film.uploads.logos import MAX_LOGO_BYTES, inspect_logo

NOT_NOW = "Something went wrong on our side when this file was read. Please try again."
WRONG = (
    "Please look at what is marked in red in “Logo, colours, font, intro and outro”. Nothing else is lost."
)
NO_FONT_FILE = "Please choose a font file, or another font."
NOT_A_COLOUR = "Please give a colour as # and six digits or letters a to f, such as #ff8800."
# What a page shows where no colour was chosen: that of films without a brand.
USUAL_COLOURS: Final = {
    "accent_colour": "#ffd02e",
    "letters_colour": "#ffffff",
    "plate_colour": "#0c0c0c",
}
# The choices of a brand besides its files.
CHOICES: Final = ("logo_corner", "logo_size", *USUAL_COLOURS, "font", "bookend_fit")


class CleanedFile(forms.FileField):
    """A file that is judged by its content and made anew in a process of its own; the field's value is what was made."""

    def __init__(
        self,
        *,
        inspect: Callable[[BinaryIO, int], object],
        clean: Callable[[Path, Path], str | None],
        name: str,
        accept: str,
        most: int,
        **options: Any,
    ) -> None:
        widget = forms.FileInput(attrs={"accept": accept, "data-max-bytes": most})
        super().__init__(widget=widget, **options)
        self._inspect, self._make, self._name = inspect, clean, name
        self.error_messages["empty"] = "This file is empty. Please choose another one."

    def clean(self, data: Any, initial: Any = None) -> ContentFile[bytes] | None:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        must_pass(self._inspect, file)
        settings.GENERATOR_WORK_DIR.mkdir(parents=True, exist_ok=True)
        try:
            with tempfile.TemporaryDirectory(prefix="brand-", dir=settings.GENERATOR_WORK_DIR) as folder:
                source, target = Path(folder) / "source", Path(folder) / "target"
                source.write_bytes(file.read())
                told = self._make(source, target)
                made: ContentFile[bytes] = ContentFile(target.read_bytes(), name=self._name)
        except StudioError as error:
            raise ValidationError(str(error), code="not_usable") from error
        except DecodingError as error:
            raise ValidationError(NOT_NOW, code="not_now") from error
        made.told = told or ""  # type: ignore[attr-defined]  # What the file calls itself.
        return made


class ColourField(forms.CharField):
    """A colour as "#rrggbb"; the field shows the usual one where none was chosen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False, max_length=7, widget=forms.TextInput(attrs={"type": "color"}), **options
        )

    def clean(self, value: Any) -> str:
        code = str(super().clean(value) or "").lower()
        if code and not is_code(code):
            raise ValidationError(NOT_A_COLOUR, code="no_colour")
        return code


def font_choices() -> list[tuple[str, str]]:
    """Offer the usual font, those that are ready, and one's own."""
    ready = [(family, family) for family in ready_fonts()]
    return [("", "Inter (usual)"), *ready, (Brand.OWN_FONT, "Your own font")]


class BrandForm(BookendFields):
    """The choices of a brand. What is left as it was stays; what was chosen before is the film's or the draft's."""

    logo = CleanedFile(
        inspect=inspect_logo,
        clean=lambda source, target: clean_logo(source, target, lambda spent: None),
        name="logo.png",
        accept="image/png,image/jpeg,image/webp,image/svg+xml,.svg",
        most=MAX_LOGO_BYTES,
        required=False,
        help_text="PNG, JPEG, WebP or SVG, up to 5 MB. It stands over all scenes, clear of the captions.",
    )
    without_logo = forms.BooleanField(required=False, label="Without the logo of before")
    logo_corner = forms.ChoiceField(required=False, choices=Brand.Corner.choices, label="Corner")
    logo_size = forms.ChoiceField(required=False, choices=Brand.LogoSize.choices, label="Size of the logo")
    own_colours = forms.BooleanField(
        required=False,
        label="Your own colours",
        help_text="For captions, cards and graphic scenes. Where words could not be read, a colour is made lighter or "
        "darker.",
        widget=Toggle,
    )
    accent_colour = ColourField(label="Accent")
    letters_colour = ColourField(label="Letters")
    plate_colour = ColourField(label="Caption box")
    font = forms.ChoiceField(
        required=False,
        choices=font_choices,
        widget=Faces,
        label="Font",
        help_text="Of captions, cards and graphic scenes. Letters that it lacks come from the usual fonts.",
    )
    font_file = CleanedFile(
        inspect=inspect_font,
        clean=lambda source, target: clean_font(source, target, lambda spent: None),
        name="font",
        accept=".ttf,.otf,font/ttf,font/otf",
        most=MAX_FONT_BYTES,
        required=False,
        label="Your own font",
        help_text="TTF or OTF, up to 5 MB. Please make sure that you may use it in films.",
    )

    def __init__(self, data: Any, files: Any, *, owner: User, earlier: Brand | None = None) -> None:
        """Show what was chosen `earlier`."""
        self.owner, self.earlier = owner, earlier
        known = earlier or Brand()
        initial = {name: getattr(known, name) for name in CHOICES}
        initial |= {name: initial[name] or usual for name, usual in USUAL_COLOURS.items()}
        initial["own_colours"] = known.has_colours
        super().__init__(data, files, initial=initial)
        if not known.logo:
            del self.fields["without_logo"]

    @property
    def is_told(self) -> bool:
        """Whether the page that was sent has these fields: one that was opened before does not."""
        return self.is_bound and "logo_corner" in self.data

    @property
    def is_unusual(self) -> bool:
        """Whether something of it is chosen or wrong."""
        changed = bool(self.is_bound and (self.errors or (self.is_told and self.has_changed())))
        return changed or bool(self.earlier and not self.earlier.is_empty)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.take_sent()
        if cleaned.get("font_file"):
            # Whoever sends a font wants to see it.
            cleaned["font"] = Brand.OWN_FONT
        has_font = cleaned.get("font_file") or (self.earlier and self.earlier.font_file)
        if cleaned.get("font") == Brand.OWN_FONT and not has_font and "font_file" not in self.errors:
            self.add_error("font_file", NO_FONT_FILE)
        return cleaned

    def brand_of(self, owner: User, draft: Generation | None = None) -> Brand | None:
        """Return the row for what was chosen, stored with its files; None if that is nothing.

        It is the earlier row if nothing was changed. That of a `draft` is changed, if nothing else has it.
        """
        earlier = self.earlier
        if not self.is_told:
            return earlier
        # Judges what was sent, unless that was done before.
        chosen = self._chosen() if self.errors is not None else {}
        is_left = not self._files() and not any(map(self._is_unwanted, ("logo", *PLACES)))
        if earlier and is_left and all(getattr(earlier, name) == chosen[name] for name in chosen):
            return earlier
        is_same = bool(draft and earlier and earlier.is_of_draft(draft))
        brand = earlier if is_same and earlier else Brand(owner=owner)
        gone = self._fill(brand, chosen)
        if brand.is_empty and not is_same:
            return None
        brand.save()
        brand.measure()
        self.drop_sent()
        for name in gone:
            Brand.logo.field.storage.delete(name)
        return brand

    def _is_unwanted(self, name: str) -> bool:
        return bool(self.cleaned_data.get(f"without_{name}"))

    def columns(self) -> dict[str, Any]:
        """Return the columns that were chosen, with what was before in place of what is wrong; nothing is stored."""
        return self._chosen() if self.errors is not None else {}

    def _files(self) -> dict[str, ContentFile[bytes]]:
        return {name: file for name in Brand.FILES if (file := self.cleaned_data.get(name))}

    def _chosen(self) -> dict[str, Any]:
        """Return the columns that the form says, with what was before in place of what is wrong."""
        known = self.earlier or Brand()
        chosen = {
            name: self.cleaned_data.get(name) or getattr(known, name)
            for name in ("logo_corner", "logo_size", "bookend_fit")
        }
        chosen["font"] = self.cleaned_data.get("font", known.font)
        if chosen["font"] == Brand.OWN_FONT and not (self.cleaned_data.get("font_file") or known.font_file):
            chosen["font"] = ""
        shown = {name: self.cleaned_data.get(name) or usual for name, usual in USUAL_COLOURS.items()}
        # Whoever changes a colour wants to see it; one that is left at the usual one is none of theirs.
        wants = self.cleaned_data.get("own_colours") or any(
            shown[name] != self.initial[name] for name in USUAL_COLOURS
        )
        own = {
            name: shown[name] if wants and shown[name] != usual else ""
            for name, usual in USUAL_COLOURS.items()
        }
        return chosen | own

    def _fill(self, brand: Brand, chosen: dict[str, Any]) -> list[str]:
        """Write what was chosen into a row, with new files or copies of earlier ones; return the names that go."""
        earlier, gone = self.earlier, list[str]()
        for name, value in chosen.items():
            setattr(brand, name, value)
        wanted = {name: not self._is_unwanted(name) for name in ("logo", *PLACES)}
        wanted["font_file"] = brand.font == Brand.OWN_FONT
        new = self._files()
        for name, is_wanted in wanted.items():
            stored, before = getattr(brand, name), earlier and getattr(earlier, name)
            if name in new or not is_wanted:
                gone += [stored.name] if stored else []
                setattr(brand, name, "")
                if name in PLACES:
                    gone += brand.drop_bookends(name)
                    setattr(brand, f"{name}_seconds", None)
            if name in new:
                getattr(brand, name).save(new_name(name), new[name], save=False)
            elif is_wanted and before and brand is not earlier:
                with before.open("rb") as file:
                    getattr(brand, name).save(new_name(name), File(file), save=False)
        for place in PLACES:
            if place in new:
                setattr(brand, f"{place}_seconds", new[place].seconds)  # type: ignore[attr-defined]
            elif earlier and getattr(brand, place):
                setattr(brand, f"{place}_seconds", getattr(earlier, f"{place}_seconds"))
        if "font_file" in new:
            brand.font_name = new["font_file"].told  # type: ignore[attr-defined]  # Noted by the field.
        elif earlier:
            brand.font_name = earlier.font_name if brand.font_file else ""
        return gone


def new_name(field: str) -> str:
    return {"logo": "logo.png", "font_file": "font"}.get(field, field)


class Branded:
    """A form for a video that has a brand's fields beside its own."""

    owner: User
    source: Generation | None
    draft: Generation | None
    is_bound: bool
    data: Any
    files: Any
    preset: Any

    @property
    def earlier_brand(self) -> Brand | None:
        """The brand that the form shows first: of the draft, the film before, or the preset."""
        start = self.draft or self.source or self.preset
        return start.brand if start else None

    @cached_property
    def kit_choice(self) -> KitChoice:
        return KitChoice(self.data if self.is_bound else None, owner=self.owner, chosen=self.earlier_brand)

    @cached_property
    def brand(self) -> BrandForm:
        """The fields of the brand; those of a draft or an earlier film show what was chosen for it."""
        sent = (self.data, self.files) if self.is_bound else (None, None)
        return BrandForm(*sent, owner=self.owner, earlier=self.earlier_brand)

    def brand_refusal(self) -> str:
        """Return what is said at the top of the form if something of the brand cannot be used; empty otherwise."""
        is_good = self.kit_choice.is_valid() and (self.kit_choice.chosen or self.brand.is_valid())
        return "" if is_good else WRONG

    def chosen_brand(self, draft: Generation | None = None) -> dict[str, Any]:
        """Store what was chosen; return the column of a generation that says so."""
        brand = self.kit_choice.chosen or self.brand.brand_of(self.owner, draft)
        return {"brand_id": brand.pk if brand else None}
