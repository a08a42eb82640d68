"""What must stay stored so that a film can be gone back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Sum

from generator.models.files.miniature import HasMiniature

if TYPE_CHECKING:
    from generator.models.user import User


def keepsake_path(keepsake: Keepsake, filename: str) -> str:
    raise NotImplementedError("A keepsake names a file that is stored already.")


class KeepsakeQuerySet(models.QuerySet["Keepsake"]):
    def sizes(self) -> dict[str, int]:
        """Return the bytes of each file, however many films name it."""
        return dict(self.values_list("file", "size"))

    def spare_bytes(self, owner: User) -> int:
        """Return the bytes of what only former films of an owner need, and no film that is shown."""
        theirs = self.filter(film__generation__owner=owner)
        shown = models.Q(film=models.F("film__generation__film"))
        needed = theirs.filter(shown).values("file")
        once = theirs.exclude(file__in=needed).order_by().values("file", "size").distinct()
        return int(once.aggregate(all=Sum("size", default=0))["all"])


class Keepsake(HasMiniature):
    """A stored file that a film was made from, beside the film: a picture, a recording, a clip, music.

    The scenes name the same file as long as they show it; a film that is kept holds on to it when they do no more.
    """

    pictured = "file"

    film = models.ForeignKey("generator.Film", on_delete=models.CASCADE, related_name="keepsakes")
    file = models.FileField(upload_to=keepsake_path, max_length=255)
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes.")

    objects = KeepsakeQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("film", "file"), name="one_keepsake_per_file"),)

    def __str__(self) -> str:
        return str(self.file.name)

    def count_more(self, size: int) -> None:
        film: Any = self.film
        film.generation.count_more(size)
