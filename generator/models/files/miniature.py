"""Small copies of pictures for lists, made when somebody first looks at them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile


def miniature_path(row: Any, filename: str) -> str:
    raise NotImplementedError("A miniature lies beside its picture, under the picture's name.")


class HasMiniature(models.Model):
    """A row with a picture, and a small WebP copy of it.

    The copy has the picture's name in its own, so that one of an earlier picture is known by it, whatever has replaced
    the picture. It is counted, swept and deleted as the picture is.
    """

    # The field of the picture.
    pictured: ClassVar[str]

    miniature = models.FileField(
        upload_to=miniature_path,
        max_length=255,
        blank=True,
        editable=False,
        help_text="A small copy for lists. Empty until it is first asked for.",
    )

    class Meta:
        abstract = True

    def count_more(self, size: int) -> None:
        """Add bytes to what is stored for the row."""
        raise NotImplementedError

    def small_picture(self, pack: Callable[[bytes], bytes]) -> FieldFile:
        """Return the small copy, which `pack` makes now if there is none; the picture itself if that raises OSError."""
        picture: FieldFile = getattr(self, self.pictured)
        if not picture or self._is_current():
            return self.miniature if picture else picture
        try:
            with picture.open("rb") as opened:
                packed = pack(opened.read())
        except OSError:
            return picture
        self._keep_small(picture, packed)
        return self.miniature if self._is_current() else picture

    def _is_current(self) -> bool:
        picture: FieldFile = getattr(self, self.pictured)
        return bool(self.miniature) and str(self.miniature.name).startswith(_beginning(picture))

    def _keep_small(self, picture: FieldFile, packed: bytes) -> None:
        """Store the small copy, unless somebody else has just done so, or the picture is another one now."""
        storage, earlier = picture.storage, self.miniature.name or ""
        stored = storage.save(f"{_beginning(picture)}webp", ContentFile(packed))
        rows = type(self)._default_manager.filter(pk=self.pk, miniature=earlier)
        if rows.filter(**{self.pictured: picture.name}).update(miniature=stored):
            self.miniature.name = stored
            self.count_more(len(packed) - _size_of(earlier, storage))
            needless = earlier
        else:
            self.refresh_from_db(fields=["miniature"])
            needless = stored
        if needless:
            storage.delete(needless)


def _beginning(picture: FieldFile) -> str:
    return f"{str(picture.name).removesuffix('.jpg')}.miniature."


def _size_of(name: str, storage: Any) -> int:
    try:
        return int(storage.size(name)) if name else 0
    except OSError:
        return 0
