"""The store of pieces of earlier renders, shared by all workers, so that unchanged pieces are reused."""

from __future__ import annotations

import logging
from pathlib import Path

from django.core.files.base import File
from django.db import transaction

from generator.exceptions import RunStoppedError
from generator.models import Film, Generation, Piece
from generator.models.files.stored import delete_files
from generator.pipeline.jobs import bring_here
from generator.pipeline.products import keep_files
from studio.film.encode.cutting import cut_segment
from studio.film.plan import RenderedFilm

logger = logging.getLogger(__name__)


class KeptPieces:
    """The store of one generation's pieces; a failure here costs time, but never the film.

    While a film is made its pieces are separate files. Once it is finished, the rows only point to its segments and its
    sound in it: so nothing is stored twice, and only one file has to be fetched from a remote storage.
    """

    def __init__(self, generation: Generation, folder: Path) -> None:
        """Take the generation, and a folder of the run for local copies of its pieces."""
        self._generation, self._folder = generation, folder
        # The last of the same kind stays: one that lies in a file of its own, or else in the film that is shown, so that
        # few files have to be fetched.
        found = sorted(
            generation.pieces.select_related("film"),
            key=lambda piece: (piece.film_id is None, piece.film_id == generation.film_id, piece.film_id),
        )
        self._pieces = {piece.fingerprint: piece for piece in found}
        self._used: set[str] = set()
        self._new: set[str] = set()
        folder.mkdir()

    def get(self, fingerprint: str) -> Path | None:
        self._used.add(fingerprint)
        piece = self._pieces.get(fingerprint)
        if piece is None:
            return None
        try:
            return self._fetched(piece)
        except Exception as error:
            logger.warning("A piece of generation %s could not be read: %s", self._generation.pk, error)
            return None

    def _fetched(self, piece: Piece) -> Path:
        # A film with several pieces is fetched only once.
        source = self._folder / (f"film-{piece.film_id}" if piece.film_id else Path(piece.file.name).name)
        if not source.exists():
            bring_here(piece.source, source)
        if piece.first is None or piece.frame_count is None:
            return source
        target = self._folder / piece.fingerprint
        cut_segment(source, piece.first, piece.frame_count, target)
        return target

    def put(self, fingerprint: str, file: Path) -> None:
        """Store a copy under the run's lease. Raises RunStoppedError if the run no longer holds it."""
        piece = self._pieces.get(fingerprint)
        if piece is None or piece.film_id:
            # What another film has of the kind is its own.
            piece = Piece(fingerprint=fingerprint)
        piece.generation = self._generation
        self._new.add(fingerprint)
        self._pieces[fingerprint] = piece
        try:
            with file.open("rb") as content:
                named = {"file": (f"{fingerprint[:32]}.piece", File(content))}
                keep_files(piece, named, first=None, frame_count=None)
        except RunStoppedError:
            raise
        except Exception as error:
            logger.warning("A piece of generation %s could not be kept: %s", self._generation.pk, error)

    def forget_new(self) -> None:
        """Remove what this run has stored, because it was faulty and the next try must not reuse it."""
        with transaction.atomic():
            if self._generation.held().select_for_update().exists():
                bad = self._generation.pieces.filter(fingerprint__in=self._new, film=None)
                names = [piece.file.name for piece in bad]
                bad.delete()
                delete_files(names)

    def settle(self, film: Film, rendered: RenderedFilm) -> None:
        """Make rows point into the stored film, and remove the pieces in files of their own that no film needs.

        Raises RunStoppedError if the run no longer holds its lease.
        """
        places: dict[str, tuple[int, int | None]] = {**rendered.segments}
        if rendered.sound:
            places[rendered.sound] = (0, None)
        here = [
            Piece(generation=self._generation, film=film, fingerprint=name, first=first, frame_count=count)
            for name, (first, count) in places.items()
        ]
        with transaction.atomic():
            if not self._generation.held().select_for_update().exists():
                raise RunStoppedError
            film.loose_pieces = sorted(self._used - places.keys())
            film.save(update_fields=["loose_pieces"])
            lists = self._generation.films.values_list("loose_pieces", flat=True)
            needed = {name for names in lists for name in names}
            gone = self._generation.pieces.filter(film=None).exclude(fingerprint__in=needed)
            names = sorted(piece.file.name for piece in gone if piece.file)
            gone.delete()
            Piece.objects.bulk_create(here)
            delete_files(names)
