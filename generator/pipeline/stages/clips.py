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
from generator.models.scene import Origin
from generator.pipeline.decoding import make_house_clip, stop_decoding_with_run
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
# Raise this when house clips are made otherwise, so that they are made anew.
HOUSE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPicture(Picture):
    """The first frame of a clip, with the house clip, the file of its sound if it has any, and its seconds."""

    clip: Path
    sound: Path | None
    seconds: float


def clip_order(
    generation: Generation, scene: Scene, workdir: Path
) -> tuple[str, Callable[[Report], Served[Any]]] | None:
    """Return the fingerprint of a scene's clip, and the function that makes it; None if it is not missing."""
    film = frame_size(generation.size, generation.quality)
    end = scene.clip_end if scene.clip_end is not None else scene.clip_start + _needed(generation, scene)
    part = (scene.clip_start, end)
    made_from = fingerprint("clip", HOUSE, scene.clip_upload.name, film, part)
    # What has failed once is not tried with each change of the film, but when its owner asks for it.
    is_made = scene.shows_clip or scene.image_fell_back
    if is_made and scene.image and scene.image_fingerprint == made_from:
        return None
    return made_from, partial(_make, scene, workdir / f"clip-{scene.position}", film, part)


def _needed(generation: Generation, scene: Scene) -> float:
    """Return for how many seconds a clip without an end is made: a phone's clip of minutes costs minutes."""
    if scene.clip_sound == Scene.Hearing.INSTEAD:
        return MOST_SECONDS
    speaks = scene
    if not scene.narration:
        # It shares the time of the words before it.
        before = generation.scenes.filter(position__lt=scene.position).exclude(narration="")
        speaks = before.order_by("-position").first() or scene
        speaks.generation = generation
    seconds = _SLOWEST * silent_seconds(speaks) + _PAUSES
    return next((step for step in _STEPS if step >= seconds), MOST_SECONDS)


def _make(
    scene: Scene, place: Path, film: tuple[int, int], part: tuple[float, float], report: Report
) -> Served[ClipPicture]:
    source, target = bring_here(scene.clip_upload, place), place.with_suffix(".mp4")
    made = make_house_clip(source, target, film, part, stop_decoding_with_run(report))
    picture = ClipPicture(
        data=target.with_suffix(".jpg").read_bytes(),
        width=film[0],
        height=film[1],
        model=OWN_CLIP,
        clip=target,
        sound=target.with_suffix(".wav") if made["is_heard"] else None,
        seconds=made["seconds"],
    )
    return Served(value=picture, provider=OWN_CLIP)


def keep_clip(scene: Scene, made_from: str, served: Served[ClipPicture]) -> None:
    """Store what was made of a clip; the upload stays, for other parts and other sizes."""
    made, earlier = served.value, scene.clip_sound_file.name
    with ExitStack() as stack:
        files: dict[str, tuple[str, File[Any]]] = {
            "image": ("picture.jpg", ContentFile(made.data)),
            "clip": ("clip.mp4", File(stack.enter_context(made.clip.open("rb")))),
        }
        fields = {}
        if made.sound:
            files["clip_sound_file"] = ("clip.wav", File(stack.enter_context(made.sound.open("rb"))))
        else:
            fields["clip_sound_file"] = ""
        keep_files(
            scene,
            files,
            **fields,
            image_fingerprint=made_from,
            image_origin=Origin.CLIP,
            image_provider=OWN_CLIP,
            image_fell_back=False,
            image_seed=None,
            image_seconds=served.seconds,
            image_tries=served.tries,
            error="",
            focus=[],
            is_own_picture=True,
            clip_seconds=made.seconds,
        )
    if earlier and not made.sound:
        scene.clip_sound_file.storage.delete(earlier)


def without_clip(scene: Scene) -> tuple[dict[str, object], list[str]]:
    """Return the fields of a scene whose clip is no longer shown, and the files that are of no use then."""
    gone = [file.name for file in (scene.clip, scene.clip_sound_file) if file]
    return {name: NO_CLIP[name] for name in MADE_OF_CLIP}, gone
