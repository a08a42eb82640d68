"""The shots of a film, from its scenes; unusable parts of a scene are left out, with a note on the page."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from generator.exceptions import RunStoppedError
from generator.models import Brand, Cutaway, Generation, Scene
from generator.models.files.origin import Origin
from generator.pipeline.branding import bookend_shot
from generator.pipeline.jobs import bring_here, picture_size, read_areas
from generator.pipeline.stand_ins import (
    keep_silence,
    keep_stand_in_picture,
    plain_card,
    reason_of,
    silent_seconds,
    stand_in_picture,
)
from generator.providers.calling.chain import Served
from studio.contracts import Picture
from studio.errors import RenderError
from studio.film.faults import Part, ShotError
from studio.film.layers.values import FLAT, Clip
from studio.film.living.archive import unpack_picture
from studio.film.living.tableau import bring_to_life, write_parts
from studio.film.plan import ClipSound, Narration, Shot, Sound, SpokenWord
from studio.film.plan import Cutaway as ShownCutaway
from studio.film.schedule import BREATH, SHORTEST_SHOT
from studio.film.sound.effects.cues import FIRES, sounds_of
from studio.painter.read.reading import read_prompt

# For how many seconds a scene is taken to be seen that shares the narration of another.
SILENT = 8.0

Showing = TypeVar("Showing", Shot, ShownCutaway)

CLIP_STANDS = "The clip could not be shown, and its first picture stands in its place."
# The slowest pace of a clip that is stretched: below it, each of its frames is seen for too long.
_SLOWEST_CLIP = 0.5
# Seconds that a scene lasts at least whose clip is its voice.
_LEAST_OF_CLIP = 0.5
NO_LENGTH = "A narration of this film has no length."


class Shots:
    """One film's shots, with a title card before and an end card after them if wanted."""

    def __init__(
        self, generation: Generation, scenes: list[Scene], workdir: Path, check: Callable[[], None]
    ) -> None:
        """Fetch the scenes' pictures and speech to `workdir`; `check` is called before each and may raise to stop."""
        self._generation, self._scenes, self._workdir = generation, scenes, workdir
        self._opening, self._ending = generation.opening, generation.ending
        self._intro, self._outro = (bookend_shot(generation, place, workdir) for place in Brand.Place)
        self._pictures: dict[int, Served[Picture]] = {}
        # What each scene shows as a still.
        self.stills: dict[int, Path] = {}
        self._silent: dict[int, str] = {}
        self._uncaptioned: dict[int, str] = {}
        self._without_clip: dict[int, str] = {}
        self._faults: Counter[tuple[int, Part]] = Counter()
        for scene in scenes:
            scene.generation = generation
        self._shots: list[Shot] = []
        for index, scene in enumerate(scenes):
            check()
            self._shots.append(self._shot(index, scene))

    def in_order(self) -> tuple[Shot, ...]:
        """Return the shots with the cards, which lie over the pictures of the first and last scene, between intro and outro."""
        shots = self._shots
        if self._opening:
            shots = [Shot(picture=self.stills[0], card=self._opening), *shots]
        if self._ending:
            shots = [*shots, Shot(picture=self.stills[len(self._shots) - 1], card=self._ending)]
        return tuple(filter(None, (self._intro, *shots, self._outro)))

    def leave_out(self, fault: ShotError) -> None:
        """Leave out the faulty part of a shot, or raise the fault again if that does not help."""
        index = fault.shot - bool(self._intro) - bool(self._opening)
        if index < 0 and self._intro and not fault.shot:
            self._intro = None
        elif index < 0:
            self._opening = ""
        elif index >= len(self._scenes) + bool(self._ending):
            self._outro = None
        elif index >= len(self._scenes):
            self._ending = ""
        else:
            self._without(index, fault.part, fault)

    def keep(self) -> None:
        """Note in the scenes what was left out. Raises RunStoppedError if the run no longer holds its lease."""
        for index, scene in enumerate(self._scenes):
            if index in self._pictures:
                keep_stand_in_picture(scene, self._pictures[index], scene.image_fingerprint)
            if index in self._silent:
                keep_silence(scene, scene.speech_fingerprint, self._silent[index])
            self._keep_notes(index, scene)

    def _keep_notes(self, index: int, scene: Scene) -> None:
        notes: dict[str, Any] = {"captions_missing": self._uncaptioned.get(index, "")[:500]}
        if index in self._without_clip and index not in self._pictures:
            why = f"{CLIP_STANDS} {self._without_clip[index]}"
            notes |= {"image_fell_back": True, "error": why[:500]}
        if not scene.narration:
            # The words that no voice could speak were removed since.
            notes["speech_missing"] = ""
        if any(getattr(scene, field) != note for field, note in notes.items()) and not scene.keep(**notes):
            raise RunStoppedError

    def _shot(self, index: int, scene: Scene) -> Shot:
        shot = Shot(
            picture=self._picture(index, scene),
            turn=scene.picture_number,
            camera=scene.own_camera,
            transition=scene.transition,
            pause=scene.pause,
        )
        if scene.shows_clip:
            shot = self._with_clip(index, scene, shot)
        if not shot.narration and (seconds := scene.own_seconds):
            # Nothing is said meanwhile, not even the words before it.
            shot = replace(
                shot, narration=Narration(file=None, duration=seconds, text=""), seconds=seconds, pause=0.0
            )
        if scene.narration and not shot.narration:
            narration = self._narration(index, scene)
            shot = replace(shot, narration=narration, cutaways=self._cutaways(scene, narration.duration))
        if index in self._pictures:
            return shot
        seconds = shot.narration.duration if shot.narration else None
        shot = self._alive(replace(shot, focus=read_areas(scene.focus)), scene, scene, seconds)
        return replace(shot, sounds=self._sounds(scene, shot))

    def _with_clip(self, index: int, scene: Scene, shot: Shot) -> Shot:
        """Return the shot with its clip and with what is heard of it, or without what cannot be fetched."""
        place = self._workdir / f"clip-{scene.position}.mp4"
        try:
            clip = _clip(scene, bring_here(scene.clip, place))
            wants = scene.clip_sound_file and scene.clip_sound != Scene.Hearing.OFF
            sound = bring_here(scene.clip_sound_file, place.with_suffix(".wav")) if wants else None
        except Exception as error:
            self._without_clip[index] = reason_of(error, scene, "clip")
            return shot
        is_voice = scene.replaces_narrator
        shot = replace(
            shot, clip=clip, clip_sound=ClipSound(file=sound, is_voice=is_voice) if sound else None
        )
        if not is_voice:
            return shot
        # Nobody speaks: the scene lasts as long as its clip, and its words are captions over it.
        seconds = max(_LEAST_OF_CLIP, (scene.clip_seconds or silent_seconds(scene)) - BREATH)
        return replace(shot, narration=Narration(file=None, duration=seconds, text=scene.as_read))

    def _sounds(self, scene: Scene, shot: Shot) -> tuple[Sound, ...]:
        """Return what is heard where a picture was painted; what others show is not known well enough."""
        if not self._generation.effects or scene.image_origin != Origin.PAINTED:
            return ()
        setting = read_prompt(scene.prompt)
        told = (setting.place, setting.time, setting.weather, setting.season)
        fires = FIRES & set(re.findall(r"[a-z]+", scene.prompt.lower()))
        return sounds_of(shot.layers, ground=shot.ground, places=(*told, *sorted(fires)))

    def _alive(self, shown: Showing, row: Scene | Cutaway, scene: Scene, seconds: float | None) -> Showing:
        """Return a shot or cutaway as a living painting, if the row's picture is one, and the film's camera moves."""
        if not row.layers or scene.camera_in_force == Generation.Camera.NONE:
            return shown
        name = f"{scene.position}-{row.word}" if isinstance(row, Cutaway) else f"{scene.position}"
        try:
            file = bring_here(row.layers, self._workdir / f"layers-{name}.zip")
            picture = unpack_picture(file)
            file.unlink()
            files = write_parts(picture, self._workdir, f"layers-{name}")
        except Exception as error:
            reason_of(error, scene, "layers")
            return shown
        seed = scene.picture_number
        tableau = bring_to_life(picture, files, seconds=SILENT if seconds is None else seconds, seed=seed)
        return replace(
            shown,
            picture=tableau.picture,
            ground=tableau.ground,
            layers=tableau.layers,
            focus=shown.focus or tableau.focus,
        )

    def _cutaways(self, scene: Scene, seconds: float) -> tuple[ShownCutaway, ...]:
        """Return the further pictures that the scene has; one that cannot be fetched is no fault of the film."""
        found: list[ShownCutaway] = []
        # A clip goes on while a scene lasts.
        for cutaway in () if scene.shows_clip else scene.cutaways.all():
            file = self._workdir / f"picture-{scene.position}-{cutaway.word}.jpg"
            if not (cutaway.image and cutaway.image_fingerprint and self._generation.cutting_in_force):
                continue
            try:
                picture = bring_here(cutaway.image, file)
            except Exception as error:
                reason_of(error, scene, "cutaway")
            else:
                shown = ShownCutaway(word=cutaway.word, picture=picture, focus=read_areas(cutaway.focus))
                found.append(self._alive(shown, cutaway, scene, seconds))
        return tuple(found)

    def _picture(self, index: int, scene: Scene) -> Path:
        try:
            self.stills[index] = bring_here(scene.image, self._workdir / f"picture-{scene.position}.jpg")
        except Exception as error:
            return self._stand_in(index, reason_of(error, scene, "picture"))
        return self.stills[index]

    def _narration(self, index: int, scene: Scene) -> Narration:
        duration = scene.speech_duration or 0.0
        try:
            if not (math.isfinite(duration) and duration > 0):
                raise RenderError(NO_LENGTH)
            file = scene.speech and bring_here(scene.speech, self._workdir / f"speech-{scene.position}.wav")
        except Exception as error:
            self._silent[index] = reason_of(error, scene, "speech")
            return Narration(file=None, duration=silent_seconds(scene), text=scene.as_read)
        return Narration(file=file or None, duration=duration, text=scene.as_read, words=_words(scene))

    def _without(self, index: int, part: Part, fault: ShotError) -> None:
        scene, shot = self._scenes[index], self._shots[index]
        if part == "picture" and shot.clip:
            # Its first frame stands for it.
            self._without_clip[index] = reason_of(_origin(fault), scene, "clip")
            self._shots[index] = replace(shot, clip=None, clip_sound=None)
            return
        if part == "picture" and shot.cutaways:
            # It may be one of these that is at fault.
            self._shots[index] = replace(shot, cutaways=())
            return
        if part == "picture" and shot.layers:
            self._shots[index] = replace(
                shot, picture=self.stills[index], ground=FLAT, layers=(), focus=read_areas(scene.focus)
            )
            return
        self._faults[index, part] += 1
        # A picture has two stand-ins, other parts none: if it still fails then, it fails for good.
        if self._faults[index, part] > (2 if part == "picture" else 1):
            raise fault
        why = reason_of(_origin(fault), scene, part)
        if part == "picture":
            is_second = self._faults[index, part] > 1
            shot = replace(shot, picture=self._stand_in(index, why, is_second=is_second), focus=())
        elif shot.narration and part == "speech":
            self._silent[index] = why
            silent = replace(shot.narration, file=None, duration=silent_seconds(scene), words=())
            shot = replace(shot, narration=silent)
        elif shot.narration:
            self._uncaptioned[index] = why
            shot = replace(shot, narration=replace(shot.narration, is_captioned=False))
        self._shots[index] = shot

    def _stand_in(self, index: int, why: str, *, is_second: bool = False) -> Path:
        scene, size = self._scenes[index], picture_size(self._generation.size, self._generation.quality)
        made = plain_card(scene, size, why) if is_second else stand_in_picture(scene, size, why)
        self._pictures[index] = made
        file = self._workdir / f"stand-in-{scene.position}-{is_second:d}.jpg"
        file.write_bytes(made.value.data)
        self.stills[index] = file
        return file


def _clip(scene: Scene, file: Path) -> Clip:
    """Return how a scene's clip is shown; slower if it is too short and shall be stretched, as all others' clips are."""
    if scene.clip_ending != Scene.Ending.STRETCH and scene.image_origin == Origin.CLIP:
        return Clip(file=file, ending=scene.clip_ending)
    # How long a scene lasts that shares the words of another, or whose voice is the clip, is not known here.
    is_told = scene.narration and not scene.replaces_narrator
    lasts = max(SHORTEST_SHOT, (scene.speech_duration or 0.0) + BREATH + scene.pause) if is_told else 0.0
    lasts = lasts or scene.own_seconds or 0.0
    speed = (scene.clip_seconds or 0.0) / lasts if lasts else 1.0
    return Clip(file=file, speed=min(1.0, max(_SLOWEST_CLIP, speed)))


def _origin(fault: ShotError) -> Exception:
    """Return the original error: one with a sentence for the owner, or an internal one for the log."""
    cause = fault.__cause__
    return cause if isinstance(cause, Exception) and not isinstance(cause, RenderError) else fault


def _words(scene: Scene) -> tuple[SpokenWord, ...]:
    try:
        return tuple(
            SpokenWord(
                text=text,
                start=start,
                end=end,
                phrases=tuple((letter, time) for one in phrases for letter, time in one),
            )
            for text, start, end, *phrases in scene.speech_words
        )
    except (TypeError, ValueError):
        # Times are then derived from the words' lengths, as for a voice without word times.
        return ()
