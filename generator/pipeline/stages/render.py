"""Cut the film from pictures and narration, and publish it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.utils.text import Truncator

from generator.exceptions import RunStoppedError
from generator.models import Generation, Scene
from generator.models.products import keep_files
from generator.pipeline.jobs import Job, Report, bring_here, fingerprint
from generator.pipeline.stages.fonts import add_prepared_fonts
from generator.pipeline.stages.pieces import KeptPieces
from generator.pipeline.stages.shots import Shots
from studio.assets import prepared_drawings
from studio.errors import RenderError
from studio.film.faults import ShotError
from studio.film.plan import CaptionLook, Film, FilmPlan, frame_size
from studio.film.render import render_film
from studio.film.text.emoji import add_drawings

LONGEST_DESCRIPTION = 250


def render(generation: Generation, workdir: Path) -> list[Job[Any]]:
    scenes = list(generation.scenes.all())
    is_own = generation.music == Generation.OWN_MUSIC
    own_music = [generation.music_file.name] if is_own else []
    size = frame_size(generation.size, generation.quality)
    look = CaptionLook(
        style=generation.caption_style,
        position=generation.caption_position,
        letters=generation.caption_letters,
    )
    made_from = fingerprint(
        "film",
        # Words that were taken away have left their recording.
        [(scene.image_fingerprint, scene.speech_fingerprint if scene.narration else "") for scene in scenes],
        (size, generation.music_mood, generation.seed, generation.title),
        (generation.transition, generation.opening, generation.end_card_text),
        astuple(look),
        generation.camera,
        *own_music,
    )
    if generation.video and generation.film_fingerprint == made_from:
        return []
    shots = Shots(generation, scenes, workdir)
    plan = FilmPlan(
        shots=shots.in_order(),
        size=size,
        captions=look,
        camera=generation.camera,
        transition=generation.transition,
        music=generation.music_mood,
        music_file=bring_here(generation.music_file, workdir / "own-music") if is_own else None,
        seed=generation.seed,
        title=generation.title,
        description=Truncator(generation.description or generation.input_text).chars(LONGEST_DESCRIPTION),
        provenance=generation.made_with,
        language=generation.language or "en",
    )
    target = workdir / "film"
    target.mkdir()
    pieces = KeptPieces(generation, workdir / "pieces")

    def call(report: Report) -> Film:
        # Looked for each time: set-up may have fetched them while the worker ran.
        add_prepared_fonts()
        add_drawings(prepared_drawings(settings.DATA_DIR / "assets"))
        hands = settings.GENERATOR_SEGMENTS_AT_ONCE or None
        while True:
            try:
                return render_film(replace(plan, shots=shots.in_order()), target, report, pieces, hands)
            except ShotError as error:
                shots.leave_out(error)
            except RenderError:
                pieces.forget_new()
                raise

    def keep(film: Film) -> None:
        shots.keep()
        _keep(generation, scenes, film, made_from)
        pieces.settle(film)

    return [Job(call, keep)]


def _keep(generation: Generation, scenes: list[Scene], film: Film, made_from: str) -> None:
    for scene, (start, end) in zip(scenes, film.scenes, strict=True):
        scene.generation = generation
        if not scene.keep(start=start, end=end):
            raise RunStoppedError
    products = {
        "video": ("film.mp4", film.video),
        "poster": ("poster.jpg", film.poster),
        "captions_file": ("captions.vtt", film.vtt),
        "subtitles_file": ("subtitles.srt", film.srt),
        "transcript_file": ("transcript.txt", film.transcript),
        "chapters_file": ("chapters.vtt", film.chapters),
        "sprites": ("sprites.jpg", film.sprites),
        "thumbnails_file": ("thumbnails.vtt", film.thumbnails),
    }
    with ExitStack() as stack:
        files = {
            field: (name, File(stack.enter_context(path.open("rb"))))
            for field, (name, path) in products.items()
        }
        keep_files(generation, files, duration=film.duration, film_fingerprint=made_from)
