"""The pieces of earlier renders, kept where all workers reach them, so that a film is made of what has not changed."""

from __future__ import annotations

import logging
from pathlib import Path

from django.core.files.base import File

from generator.exceptions import RunStoppedError
from generator.models import Generation, Piece
from generator.models.products import keep_files
from generator.stages.base import bring_here

logger = logging.getLogger(__name__)


class KeptPieces:
    """What rendering keeps of one generation; whatever goes wrong here costs time, and never the film."""

    def __init__(self, generation: Generation, folder: Path) -> None:
        """Take the generation, and a folder of the run for copies of its pieces."""
        self._generation, self._folder = generation, folder
        self._pieces = {piece.fingerprint: piece for piece in generation.pieces.all()}
        self._used: set[str] = set()
        folder.mkdir()

    def get(self, fingerprint: str) -> Path | None:
        self._used.add(fingerprint)
        piece = self._pieces.get(fingerprint)
        if piece is None:
            return None
        try:
            return bring_here(piece.file, self._folder / fingerprint)
        except Exception:
            logger.warning("A piece of generation %s could not be read", self._generation.pk, exc_info=True)
            return None

    def put(self, fingerprint: str, file: Path) -> None:
        """Keep a copy under the run's lease. Raises RunStoppedError when the run no longer holds it."""
        piece = self._pieces.setdefault(fingerprint, Piece(fingerprint=fingerprint))
        piece.generation = self._generation
        try:
            with file.open("rb") as content:
                keep_files(piece, {"file": (fingerprint[:32], File(content))})
        except RunStoppedError:
            raise
        except Exception:
            logger.warning("A piece of generation %s could not be kept", self._generation.pk, exc_info=True)

    def drop_unused(self) -> None:
        """Remove what the film that was made does not need."""
        for fingerprint, piece in self._pieces.items():
            if fingerprint in self._used:
                continue
            # The row first: a file that nobody names costs space, a row without its file would promise a piece.
            Piece.objects.filter(generation=self._generation, fingerprint=fingerprint).delete()
            piece.file.storage.delete(piece.file.name)
