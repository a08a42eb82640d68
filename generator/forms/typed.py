"""What stands in a form while one types: it is kept as a draft, valid or not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from generator.forms.appearance import with_defaults
from generator.forms.brands.bookends import PLACES
from generator.forms.brands.brand import Branded
from generator.forms.fields import LineField
from generator.forms.starting.presets import BeginsWithPreset
from generator.models import Brand, Generation, User
from generator.web.unsent import mark_of

# Whoever looks at the other form comes back to this one within that time, and not to an empty one.
SLIP = timedelta(hours=1)
# As much as is kept of what may be far too long for a film: a book of 60 pages that was pasted whole.
LONGEST_DRAFT = 100_000
TOO_LONG = (
    f"This text is longer than {LONGEST_DRAFT:,} characters, which is as much as we keep. "
    "It stands on this page only."
)
# The fields that people write into. A draft in which all of these are empty is none.
WRITTEN: Final = ("input_text", "description", "title", "title_card_text", "end_card_text")


def as_typed(form: BaseForm, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what was sent in some fields as a row can hold it: texts as they stand, choices if there are such."""
    typed = {}
    for name in names:
        if name not in form.fields or (sent := form[name].data) is None:
            continue
        column: Any = Generation._meta.get_field(name)
        if isinstance(column, models.TextField):
            typed[name] = _storable(sent)
        elif isinstance(form.fields[name], LineField):
            typed[name] = LineField().to_python(_storable(sent))[: column.max_length]
        else:
            try:
                value = form.fields[name].clean(sent)
            except ValidationError:
                continue
            typed[name] = column.get_default() if value in (None, "") else value
    with_defaults(typed)
    return typed


def _storable(text: str) -> str:
    """Leave out what a database refuses: null characters, and halves of characters."""
    whole = text.encode(errors="ignore").decode()
    return whole.replace("\0", "").replace("\r\n", "\n")


def kept_files(draft: Generation) -> list[str]:
    """Name the fields of which a draft keeps a file."""
    rows = {"music_file": draft, **dict.fromkeys(Brand.FILES, draft.brand)}
    return [name for name, row in rows.items() if row and getattr(row, name)]


def is_empty(typed: dict[str, Any]) -> bool:
    return not any(typed.get(name, "").strip() for name in WRITTEN)


def is_too_long(typed: dict[str, Any]) -> bool:
    return any(len(typed.get(name, "")) > LONGEST_DRAFT for name in WRITTEN)


class TypedForm(Branded, BeginsWithPreset, forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """A form whose fields are kept as a draft while one types, and which goes on from one."""

    kind: ClassVar[str]
    taken_over: ClassVar[tuple[str, ...]]
    owner: User
    source: Generation | None
    draft: Generation | None

    @property
    def new_music(self) -> UploadedFile | None:
        raise NotImplementedError

    def fill(self) -> None:
        """Set the fields of the new row that the form does not have."""
        raise NotImplementedError

    def _new_music_of(self, draft: Generation) -> dict[str, Any]:
        raise NotImplementedError

    @property
    def refused_files(self) -> dict[str, str]:
        """Say why files that were sent cannot be used, by their fields."""
        # Some were sent before the form.
        names = [*self.files, *(place for place in PLACES if self.data.get(f"sent_{place}"))]
        errors: dict[str, Any] = {**self.errors, **self.brand.errors} if names else {}
        return {name: str(errors[name][0]) for name in names if name in errors}

    @property
    def is_kept(self) -> bool:
        """Whether what stands in the form is that of a draft."""
        return bool(self.draft) and not (self.is_bound and self.kind == Generation.Kind.IMAGE)

    @property
    def writer(self) -> str:
        """Return the mark of whom this page is made for."""
        return mark_of(self.owner)

    @cached_property
    def unfinished(self) -> Generation | None:
        """Return the text that the owner has typed last and not sent, which an empty page offers to go on with."""
        is_empty = not (self.draft or self.source or self.is_bound)
        return Generation.objects.latest_draft(self.owner, Generation.Kind.TEXT) if is_empty else None

    def tab(self, kind: str) -> str:
        """Return the address of the form of a kind: where the owner was a while ago, if that was the other kind."""
        other = Generation.objects.latest_draft(self.owner, kind) if kind != self.kind else None
        if other and timezone.now() - other.changed_at < SLIP:
            return other.get_absolute_url()
        return reverse("text_to_video" if kind == Generation.Kind.TEXT else "image_to_video")

    @property
    def text_tab(self) -> str:
        return self.tab(Generation.Kind.TEXT)

    @property
    def picture_tab(self) -> str:
        return self.tab(Generation.Kind.IMAGE)

    def known_revision(self, draft: Generation) -> int:
        """Return the state of the draft that the page has started from."""
        sent = str(self.data.get("revision", ""))[:9]
        return int(sent) if sent.isdecimal() else draft.revision

    def keep(self) -> Generation | None:
        """Keep what was typed as a draft, valid or not; None if another window has typed in that draft since."""
        typed = as_typed(self, self.taken_over)
        if self.draft:
            return self.draft if self._type_in(self.draft, typed) else None
        if self.files:
            # Judging a file writes what is valid into the row; what is typed stands in it as it is.
            self.full_clean()
        for name, value in typed.items():
            setattr(self.instance, name, value)
        self.fill()
        draft: Generation = self.instance
        draft.status = Generation.Status.DRAFT
        draft.save()
        if draft.music_file:
            draft.measure_storage()
        Generation.objects.drop_surplus_drafts(self.owner, self.kind)
        return draft

    def _type_in(self, draft: Generation, typed: dict[str, Any]) -> bool:
        if self.known_revision(draft) == draft.revision:
            music = self._new_music_of(draft)
            if draft.type_in(**typed, **music, **self.chosen_brand(draft)):
                if music:
                    draft.measure_storage()
                return True
        draft.refresh_from_db()
        return False
