"""The pieces of earlier renders, kept where all workers reach them, so that a film is made of what has not changed."""

from __future__ import annotations

import logging
from pathlib import Path

from django.core.files.base import File
from django.db import transaction

from generator.exceptions import RunStoppedError
from generator.models import Generation, Piece
from generator.models.generation_queryset import delete_files
from generator.models.products import keep_files
from generator.pipeline.jobs import bring_here
from studio.film.encode.cutting import cut_segment
from studio.film.plan import Film

logger = logging.getLogger(__name__)


class KeptPieces:
    """What rendering keeps of one generation; whatever goes wrong here costs time, and never the film.

    While a film is made its pieces are files of their own. Once it is there, its segments and its sound are only
    pointed at: so no user stores anything twice, and a storage far away is asked for one file and not for many.
    """

    def __init__(self, generation: Generation, folder: Path) -> None:
        """Take the generation, and a folder of the run for copies of its pieces."""
        self._generation, self._folder = generation, folder
        # After a crash at the wrong moment some may point into the film before the last, which is gone.
        self._pieces = {
            piece.fingerprint: piece
            for piece in generation.pieces.all()
            if piece.first is None or piece.file.name == generation.video.name
        }
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
        # All that lies in one file is fetched with it once.
        source = self._folder / Path(piece.file.name).name
        if not source.exists():
            bring_here(piece.file, source)
        if piece.first is None or piece.frame_count is None:
            return source
        target = self._folder / piece.fingerprint
        cut_segment(source, piece.first, piece.frame_count, target)
        return target

    def put(self, fingerprint: str, file: Path) -> None:
        """Keep a copy under the run's lease. Raises RunStoppedError when the run no longer holds it."""
        piece = self._pieces.get(fingerprint)
        if piece is None or piece.first is not None:
            # A new row, because a film that was pointed at must not go with what replaces its piece.
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
        """Remove what this run has put: something was wrong with it, and the next try must not be made of it again."""
        with transaction.atomic():
            if self._generation.held().select_for_update().exists():
                bad = self._generation.pieces.filter(fingerprint__in=self._new, first=None)
                names = [piece.file.name for piece in bad]
                bad.delete()
                delete_files(names)

    def settle(self, film: Film) -> None:
        """Point at what lies in the film that was stored, and remove all else that it does not need.

        Raises RunStoppedError when the run no longer holds its lease.
        """
        video = self._generation.video.name
        here = [
            Piece(
                generation=self._generation,
                fingerprint=fingerprint,
                file=video,
                first=first,
                frame_count=count,
            )
            for fingerprint, (first, count) in film.segments.items()
        ]
        if film.sound:
            here.append(Piece(generation=self._generation, fingerprint=film.sound, file=video, first=0))
        alone = self._used - {piece.fingerprint for piece in here}
        with transaction.atomic():
            if not self._generation.held().select_for_update().exists():
                raise RunStoppedError
            gone = self._generation.pieces.exclude(fingerprint__in=alone)
            names = {piece.file.name for piece in gone} - {video}
            gone.delete()
            Piece.objects.bulk_create(here)
            delete_files(sorted(names))
