"""Names and roles in a film's plan, where its words introduce somebody."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from generator.models import Generation, Scene
from studio.film.faults import ShotError
from studio.film.plan import FilmPlan
from studio.graphics.introductions.find import Introduction, find_introductions
from studio.graphics.introductions.showing import show_introductions
from studio.graphics.introductions.speakers import find_speakers
from studio.graphics.reading.sentence import Scene as Told
from studio.graphics.reading.sentence import read_film
from studio.text.reader.read import read_text

logger = logging.getLogger(__name__)


class LowerThirds:
    """The lower thirds of one film. What cannot be read or drawn is not shown: no film fails for it."""

    def __init__(self, generation: Generation, scenes: Sequence[Scene], folder: Path) -> None:
        """Take the film's scenes in order; pictures are written to `folder`."""
        self._generation, self._scenes, self._folder = generation, scenes, folder
        # Indices of shots in the plan: those over which names lie, and those that go without.
        self._put: set[int] = set()
        self._left_out: set[int] = set()
        self._found: list[Introduction] | None = None

    def put_into(self, plan: FilmPlan) -> FilmPlan:
        """Return the plan of the film with its lower thirds, if its owner wants any."""
        if not self._generation.lower_thirds:
            return plan
        if self._found is None:
            self._found = self._find()
        first = plan.lead
        told: dict[int, list[Introduction]] = {}
        for one in self._found:
            if first + one.scene not in self._left_out:
                told.setdefault(first + one.scene, []).append(one)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            shown = show_introductions(plan, told, self._folder)
        except ShotError:
            # The scene itself is at fault, which the renderer finds again.
            raise
        except Exception:
            logger.exception("Lower thirds of generation %s could not be drawn", self._generation.pk)
            return plan
        self._put = {index for index, shot in enumerate(shown.shots) if shot.names}
        return shown

    def leave_out(self, fault: ShotError) -> bool:
        """Leave out the names over the shot that is at fault; return whether there were any that could be the reason."""
        if fault.part != "picture" or fault.shot not in self._put:
            return False
        logger.error("Names of generation %s cannot be drawn", self._generation.pk, exc_info=fault)
        self._put.discard(fault.shot)
        self._left_out.add(fault.shot)
        return True

    def _find(self) -> list[Introduction]:
        """Return who the film introduces: by role in its words, or by name before what they say."""
        language = self._generation.language or "en"
        narrations = [scene.as_read if scene.narration else "" for scene in self._scenes]
        try:
            found = find_introductions(read_film([Told(narration=text) for text in narrations], language))
            names = {one.name.split()[-1].lower() for one in found}
            document = read_text(self._generation.input_text)
            speakers = find_speakers(document, narrations, language)
            return found + [one for one in speakers if one.name.split()[-1].lower() not in names]
        except Exception:
            logger.exception("Who generation %s introduces could not be read", self._generation.pk)
            return []
