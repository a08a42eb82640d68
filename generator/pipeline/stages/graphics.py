"""Graphic scenes in a film's plan, laid out by what its sentences show."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings

from generator.models import Generation, Scene
from studio.film.branding.logo import kept_free
from studio.film.faults import ShotError
from studio.film.plan import FilmPlan
from studio.graphics.drawings import art_drawing
from studio.graphics.graphic_file import unpack_graphic
from studio.graphics.laid_out import LaidOut
from studio.graphics.lay_out import lay_out
from studio.graphics.own_palette import palette_from
from studio.graphics.palettes import Palette
from studio.graphics.reading.sentence import Scene as Told
from studio.graphics.sheet.sheet import Drawing
from studio.graphics.showing import Moment, Sentence, show_graphics
from studio.graphics.transitions.choosing import Place, Transition, find_transitions
from studio.graphics.transitions.grounds import keep_grounds
from studio.graphics.values import PALETTES, Graphic

logger = logging.getLogger(__name__)


class Graphics:
    """The graphic scenes of one film. What cannot be laid out or drawn shows its picture: no film fails for it."""

    def __init__(self, generation: Generation, scenes: Sequence[Scene], folder: Path) -> None:
        """Take the film's scenes in order; files are written to `folder`."""
        self._generation, self._scenes, self._folder = generation, scenes, folder
        # Indices of shots in the plan: those with graphics, and those that go without.
        self._put: set[int] = set()
        self._left_out: set[int] = set()

    def put_into(self, plan: FilmPlan, stills: Mapping[int, Path]) -> FilmPlan:
        """Return the plan of the film with its graphic scenes; `stills` are the pictures of the scenes by index."""
        first = plan.lead
        sentences = {
            first + index: parts
            for index, parts in _parts(self._scenes).items()
            if plan.shots[first + index].narration
        }
        chosen = {index: parts for index, parts in sentences.items() if index not in self._left_out}
        self._put = {*chosen}
        plan, linked = self._linked(plan, chosen)
        if not linked:
            return plan
        self._folder.mkdir(parents=True, exist_ok=True)
        drawing = art_drawing(settings.DATA_DIR / "assets")
        return show_graphics(plan, linked, partial(self._lay, plan, stills, drawing))

    def _linked(
        self, plan: FilmPlan, parts: Mapping[int, Sequence[Sentence]]
    ) -> tuple[FilmPlan, Mapping[int, Sequence[Sentence]]]:
        """Return the plan and the parts of its shots with the transitions that lead to them, if they go by meaning."""
        first = plan.lead
        by_scene = {index - first: those for index, those in parts.items()}
        found = _transitions(self._generation, self._scenes, by_scene)
        if not found:
            return plan, parts
        shots = list(plan.shots)
        for index in range(first, first + len(self._scenes)):
            if way := found.get((index - first, 0, 0)):
                shots[index] = replace(shots[index], transition=way.kind)
        linked = {
            first + index: [
                part if part.behind is None else replace(part, behind=first + part.behind) for part in those
            ]
            for index, those in keep_grounds(by_scene, found).items()
        }
        return replace(plan, shots=tuple(shots)), linked

    def leave_out(self, fault: ShotError) -> bool:
        """Leave out the graphics of the shot that is at fault; return whether it had any that could be the reason."""
        if fault.part != "picture" or fault.shot not in self._put or fault.shot in self._left_out:
            return False
        logger.error("Graphics of generation %s cannot be drawn", self._generation.pk, exc_info=fault)
        self._left_out.add(fault.shot)
        return True

    def _lay(
        self,
        plan: FilmPlan,
        stills: Mapping[int, Path],
        drawing: Drawing,
        graphic: Graphic,
        index: int,
        moment: Moment,
    ) -> LaidOut | None:
        shot = plan.shots[index]
        # Out of focus lies scenery: of a picture in layers, what is left without its figures.
        still = stills.get(index - plan.lead)
        try:
            return lay_out(
                graphic,
                size=plan.size,
                words=moment.words,
                duration=moment.duration,
                is_captioned=plan.captions.is_drawn,
                is_first=moment.is_first,
                picture=shot.picture if graphic.ground == "veil" else still,
                focus=shot.focus,
                style=self._scenes[index - bool(plan.shots[0].card)].style_in_force,
                drawing=drawing,
                palette=self._palette(plan, graphic),
                kept_free=kept_free(plan.branding, plan.size, plan.captions, plan.progress_line),
                folder=self._folder,
            )
        except Exception:
            logger.exception("A graphic scene of generation %s could not be laid out", self._generation.pk)
            return None

    def _palette(self, plan: FilmPlan, graphic: Graphic) -> Palette | None:
        """Return the palette of the owner's colours; None where they chose one by its name, or have no colours."""
        by_mood = self._generation.mood if self._generation.mood in PALETTES else "neutral"
        if not plan.branding.has_colours or self._generation.palette or graphic.palette != by_mood:
            return None
        accent = plan.branding.accent or plan.branding.plate or plan.branding.letters
        return palette_from(accent, plan.branding.letters)


def told_transitions(generation: Generation, scenes: Sequence[Scene]) -> list[tuple[Place, str]]:
    """Return the kinds of the transitions by meaning of a film, by their places; none if it has others."""
    found = _transitions(generation, scenes, _parts(scenes))
    return [(place, way.kind) for place, way in found.items()]


def _transitions(
    generation: Generation, scenes: Sequence[Scene], parts: Mapping[int, Sequence[Sentence]]
) -> dict[Place, Transition]:
    """Return the transitions that lead to the parts of these scenes; none where they cannot be read."""
    if generation.transition != Generation.Transition.MEANING:
        return {}
    try:
        found = find_transitions(
            [Told(narration=scene.as_read, prompt=scene.prompt) for scene in scenes],
            parts,
            language=generation.language or "en",
            mood=generation.mood or "",
            is_lively=generation.cutting_in_force == Generation.Cutting.LIVELY,
        )
    except Exception:
        logger.exception("The transitions of generation %s could not be chosen", generation.pk)
        return {}
    for index, scene in enumerate(scenes):
        # What its owner chose comes first, also where nothing was found.
        if index and scene.transition:
            found[index, 0, 0] = Transition(scene.transition, "Its owner chose it.")
    for place, way in found.items():
        logger.debug("Generation %s, %s: %s. %s", generation.pk, place, way.kind, way.reason)
    return found


def _parts(scenes: Sequence[Scene]) -> dict[int, list[Sentence]]:
    """Return what the scenes with graphics show, by their index."""
    return {index: _sentences(scene) for index, scene in enumerate(scenes) if scene.graphic_count}


def _sentences(scene: Scene) -> list[Sentence]:
    """Return what a scene's sentences show; neighbours that show its picture are one."""
    parts: list[Sentence] = []
    for told in scene.sentences:
        part = Sentence(first=told["first"], letter=told["letter"], graphic=_graphic(told, scene))
        if not parts or part.graphic or parts[-1].graphic:
            parts.append(part)
    if parts and (parts[0].first, parts[0].letter) != (0, 0):
        parts.insert(0, Sentence(first=0))
    return parts


def _graphic(told: dict[str, Any], scene: Scene) -> Graphic | None:
    if not told["graphic"]:
        return None
    try:
        return unpack_graphic(told["graphic"])
    except ValueError:
        logger.warning("A graphic of scene %s cannot be read", scene.pk)
        return None
