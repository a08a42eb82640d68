"""Pieces of a film: products of one render that the next may reuse."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models.fields.files import FieldFile


def piece_path(piece: Piece, filename: str) -> str:
    """Return a path that is unique to the attempt, so that an old worker cannot overwrite a newer result."""
    return f"{piece.generation.directory}/{piece.generation.lease}/pieces/{filename}"


class Piece(models.Model):
    """A stored piece. The rows are the index, so that a remote storage need not list its files."""

    generation = models.ForeignKey("generator.Generation", on_delete=models.CASCADE, related_name="pieces")
    fingerprint = models.CharField(max_length=64, help_text="Of all that the piece was made from.")
    file = models.FileField(
        upload_to=piece_path, max_length=255, blank=True, help_text="Empty if it is a part of a film."
    )
    film = models.ForeignKey("generator.Film", on_delete=models.CASCADE, related_name="pieces", null=True)
    first = models.PositiveIntegerField(
        null=True, help_text="If it is a part of a film: the first frame in it."
    )
    frame_count = models.PositiveIntegerField(
        null=True, help_text="Empty with a first frame: the sound of the film."
    )

    class Meta:
        constraints = (
            # Each film that is kept has its pieces, also where it shows what another one shows.
            models.UniqueConstraint(fields=("film", "fingerprint"), name="one_piece_per_film"),
            models.UniqueConstraint(
                fields=("generation", "fingerprint"),
                condition=models.Q(film=None),
                name="one_loose_piece_per_fingerprint",
            ),
        )

    def __str__(self) -> str:
        return self.fingerprint[:12]

    @property
    def source(self) -> FieldFile:
        """The stored file that has the piece."""
        source: FieldFile = self.film.video if self.film else self.file
        return source

    def keep(self, **fields: Any) -> bool:
        """Write a piece if the run that made it still holds the lease. Return whether it was written."""
        with transaction.atomic():
            # Locked, so that the lease cannot pass to another worker between check and write.
            if not self.generation.held().select_for_update().exists():
                return False
            Piece.objects.update_or_create(
                generation=self.generation, fingerprint=self.fingerprint, film=None, defaults=fields
            )
        return True
