"""The making of a scene's clip: the house clip, the picture that stands for it, and its sound."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File

from generator.models import Generation, Scene
from generator.models.files.clip import MADE_OF_CLIP, NO_CLIP
from generator.models.files.origin import Origin
from generator.models.files.stored import delete_unnamed
from generator.pipeline.decoding import FILMSTRIP, make_house_clip, stop_decoding_with_run
from generator.pipeline.jobs import Report, bring_here, fingerprint
from generator.pipeline.products import keep_files
from generator.pipeline.stand_ins import silent_seconds
from generator.providers.calling.chain import Served
from studio.contracts import Picture
from studio.film.plan import frame_size
from studio.film.uploads.clips.house import MOST_SECONDS

# The provider that is named for clips of the owner.
OWN_CLIP = "Clip"
# Seconds of a clip that are coded where its owner names no end, by what the scene needs. They are steps, so that a
# change of some words leaves the clip as it is.
_STEPS = (15.0, 30.0, 60.0, MOST_SECONDS)
# How many times as long as its words take to be read a scene may last, and the seconds of its pauses.
_SLOWEST, _PAUSES = 2.0, 5.0
# A voice may take so many times as long for a scene's words as they take to be read: the next part begins after that.
_MARGIN = 1.15
# A scene gets the rest of a clip if that lasts so many seconds, and this share of its words.
_LEAST_PART, _LEAST_SHARE = 1.5, 0.5
# Raise this when house clips are made otherwise, so that they are made anew.
HOUSE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPicture(Picture):
    """The first frame of a clip, with the house clip, the files of its sound and its filmstrip if there are any, and its seconds."""

    clip: Path
    sound: Path | None
    filmstrip: Path | None
    seconds: float


def clip_order(
    generation: Generation, scene: Scene, workdir: Path
) -> tuple[str, Callable[[Report], Served[Any]]] | None:
    """Return the fingerprint of a scene's clip, and the function that makes it; None if it is not missing."""
    film, part = frame_size(generation.size, generation.quality), _part(generation, scene)
    made_from = clip_fingerprint(generation, scene)
    # What has failed once is not tried with each change of the film, but when its owner asks for it.
    is_made = scene.shows_clip or scene.image_fell_back
    if is_made and scene.image and scene.image_fingerprint == made_from:
        return None
    return made_from, partial(_make, scene, workdir / f"clip-{scene.position}", film, part)


def clip_fingerprint(generation: Generation, scene: Scene) -> str:
    """Return the fingerprint of what is made of a scene's clip."""
    film = frame_size(generation.size, generation.quality)
    fills = ["fill"] * (scene.clip_fit == Scene.Fit.FILL)
    upload = generation.first_name(scene.clip_upload.name)
    return fingerprint("clip", HOUSE, upload, film, _part(generation, scene), *fills)


def _part(generation: Generation, scene: Scene) -> tuple[float, float]:
    end = scene.clip_end if scene.clip_end is not None else scene.clip_start + _needed(generation, scene)
    return scene.clip_start, end


def _needed(generation: Generation, scene: Scene) -> float:
    """Return for how many seconds a clip without an end is made: a phone's clip of minutes costs minutes."""
    if scene.clip_sound == Scene.Hearing.INSTEAD:
        return MOST_SECONDS
    return step_of(generation, scene)


def step_of(generation: Generation, scene: Scene) -> float:
    """Return the step of seconds that a scene surely does not outlast."""
    seconds = _SLOWEST * silent_seconds(_speaking(generation, scene)) + _PAUSES
    return next((step for step in _STEPS if step >= seconds), MOST_SECONDS)


def seconds_shown(generation: Generation, scene: Scene) -> float:
    """Return about how many seconds a scene will be seen: its voice may be heard later only."""
    return scene.own_seconds or _MARGIN * silent_seconds(_speaking(generation, scene)) + scene.pause


def _speaking(generation: Generation, scene: Scene) -> Scene:
    """Return the scene whose words are heard while one is seen."""
    if scene.narration:
        return scene
    # It shares the time of the words before it.
    before = generation.scenes.filter(position__lt=scene.position).exclude(narration="")
    speaks = before.order_by("-position").first() or scene
    speaks.generation = generation
    return speaks


def _make(
    scene: Scene, place: Path, film: tuple[int, int], part: tuple[float, float], report: Report
) -> Served[ClipPicture]:
    source, target = bring_here(scene.clip_upload, place), place.with_suffix(".mp4")
    made = make_house_clip(
        source, target, film, part, stop_decoding_with_run(report), fills=scene.clip_fit == Scene.Fit.FILL
    )
    picture = ClipPicture(
        data=target.with_suffix(".jpg").read_bytes(),
        width=film[0],
        height=film[1],
        model=OWN_CLIP,
        clip=target,
        sound=target.with_suffix(".wav") if made["is_heard"] else None,
        filmstrip=target.with_suffix(FILMSTRIP) if made["has_filmstrip"] else None,
        seconds=made["seconds"],
    )
    return Served(value=picture, provider=OWN_CLIP)


def keep_clip(scene: Scene, made_from: str, served: Served[ClipPicture]) -> None:
    """Store what was made of a clip of the owner's; the upload stays, for other parts and other sizes."""
    told = {
        "image_origin": Origin.CLIP,
        "image_provider": OWN_CLIP,
        "image_fell_back": False,
        "image_seed": None,
        "error": "",
        "is_own_picture": True,
        "credit": {},
    }
    keep_made_clip(scene, made_from, served, **told)


def keep_made_clip(scene: Scene, made_from: str, served: Served[ClipPicture], **told: Any) -> None:
    """Store what was made of a clip, with what is `told` of where it comes from."""
    made = served.value
    further = {
        "clip_sound_file": ("clip.wav", made.sound),
        "clip_filmstrip": ("filmstrip.jpg", made.filmstrip),
    }
    earlier = [getattr(scene, field).name for field, (_, file) in further.items() if file is None]
    with ExitStack() as stack:
        files: dict[str, tuple[str, File[Any]] | None] = {
            "image": ("picture.jpg", ContentFile(made.data)),
            "layers": None,
            "clip": ("clip.mp4", File(stack.enter_context(made.clip.open("rb")))),
        }
        for field, (name, file) in further.items():
            if file:
                files[field] = (name, File(stack.enter_context(file.open("rb"))))
        keep_files(
            scene,
            files,
            **{field: "" for field, (_, file) in further.items() if file is None},
            image_fingerprint=made_from,
            image_seconds=served.seconds,
            image_tries=served.tries,
            focus=[],
            clip_seconds=made.seconds,
            **told,
        )
    delete_unnamed(earlier)


def share_out_clip(generation: Generation) -> None:
    """Give each scene its part of the clip with which the film was begun, one after the other.

    A clip that lasts longer than the words is shown in parts from all of it. Where one has come to its end, the scenes
    that are left show its picture, as films from a photo do. Scenes with something else of the owner's keep that.
    """
    clip = generation.input_clip
    scenes = [scene for scene in generation.scenes.all() if not (scene.upload or scene.has_own_clip)]
    if not clip or not scenes:
        return
    length = generation.input_clip_seconds or 0.0
    needed = [_MARGIN * silent_seconds(scene) for scene in scenes]
    pace = max(1.0, length / sum(needed))
    at = 0.0
    for scene, seconds in zip(scenes, needed, strict=True):
        left = length - at
        if not at or left >= max(_LEAST_PART, _LEAST_SHARE * seconds):
            scene.clip_upload, scene.clip_length = clip.name, length
            scene.clip_has_sound = generation.input_clip_has_sound
            scene.clip_start, scene.clip_end = round(at, 2), None
            scene.clip_ending = Scene.Ending.STRETCH if left < seconds else Scene.Ending.HOLD
        else:
            scene.drop_clip()
        at += seconds * pace
        scene.save()


def without_clip(scene: Scene) -> tuple[dict[str, object], list[str]]:
    """Return the fields of a scene whose clip is no longer shown, and the files that are of no use then."""
    return {name: NO_CLIP[name] for name in MADE_OF_CLIP}, scene.files_made_of_clip()
