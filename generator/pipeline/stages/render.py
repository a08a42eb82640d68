"""Render the film from pictures and narration, and store it."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.utils.text import Truncator

from generator.models import Film, Generation, Scene
from generator.models.credits.listed import credits_of
from generator.pipeline.branding import branding_of
from generator.pipeline.jobs import Job, Report, bring_here, fingerprint, stop_with_run
from generator.pipeline.lower_thirds import LowerThirds
from generator.pipeline.posters import kept_poster
from generator.pipeline.products import keep_files
from generator.pipeline.stages.graphics import Graphics, told_transitions
from generator.pipeline.stages.pieces import KeptPieces
from generator.pipeline.stages.shots import Shots
from studio.assets import prepared_drawings, prepared_fonts
from studio.errors import RenderError
from studio.film.faults import ShotError
from studio.film.less_motion import with_less_motion
from studio.film.plan import CaptionAppearance, FilmPlan, RenderedFilm, frame_size
from studio.film.plan_file import write_plan
from studio.film.render import render_film, take_letters

LONGEST_DESCRIPTION = 250


def render(generation: Generation, workdir: Path) -> list[Job[Any]]:
    scenes = list(generation.scenes.prefetch_related("cutaways"))
    made_from = _made_from(generation, scenes)
    # One that is kept is shown again: whoever undoes a change by hand waits for nothing.
    generation.made = generation.films.filter(fingerprint=made_from).newest()
    if generation.made:
        return []
    target = workdir / "film"
    target.mkdir()
    pieces = KeptPieces(generation, workdir / "pieces")

    def call(report: Report) -> tuple[RenderedFilm, Shots]:
        shots = Shots(generation, scenes, workdir, stop_with_run(report))
        plan = film_plan(generation, shots, workdir)
        take_letters(plan)
        graphics = Graphics(generation, scenes, workdir / "graphics")
        names = LowerThirds(generation, scenes, workdir / "names")
        workers = settings.GENERATOR_SEGMENTS_AT_ONCE or None
        while True:
            try:
                whole = graphics.put_into(replace(plan, shots=shots.in_order()), shots.stills)
                whole = _as_wished(generation, names.put_into(whole))
                rendered = render_film(whole, target, report, pieces, workers)
            except ShotError as error:
                if not (names.leave_out(error) or graphics.leave_out(error)):
                    shots.leave_out(error)
            except RenderError:
                pieces.forget_new()
                raise
            else:
                return rendered, shots

    def keep(made: tuple[RenderedFilm, Shots]) -> None:
        rendered, shots = made
        shots.keep()
        film = generation.made = _keep(generation, scenes, rendered, made_from)
        pieces.settle(film, rendered)

    return [Job(call, keep)]


def film_plan(generation: Generation, shots: Shots, workdir: Path) -> FilmPlan:
    """Return the plan of a film for the renderer; stored files are fetched to `workdir`."""
    is_own = generation.music == Generation.OWN_MUSIC
    assets = settings.DATA_DIR / "assets"
    return FilmPlan(
        shots=shots.in_order(),
        size=frame_size(generation.size, generation.quality),
        captions=_caption_appearance(generation),
        camera=generation.camera_in_force,
        transition="fade"
        if generation.transition == Generation.Transition.MEANING
        else generation.transition,
        fades_out=generation.transition == Generation.Transition.MEANING,
        cutting=generation.cutting_in_force,
        music=generation.music_mood,
        music_file=bring_here(generation.music_file, workdir / "own-music") if is_own else None,
        music_volume=generation.music_volume / Generation.USUAL_VOLUME,
        is_scored=generation.is_scored,
        effects=generation.effects,
        progress_line=generation.progress_line,
        seed=generation.seed,
        title=generation.title,
        description=Truncator(generation.description or generation.input_text).chars(LONGEST_DESCRIPTION),
        provenance=" ".join(filter(None, (generation.made_with, credits_of(generation).in_a_sentence))),
        credits=credits_of(generation).as_text(generation.title),
        language=generation.language or "en",
        # Looked up each time: set-up may have fetched them while the worker ran.
        fonts=prepared_fonts(assets),
        drawings=tuple(prepared_drawings(assets)),
        branding=branding_of(generation, workdir),
    )


def _as_wished(generation: Generation, whole: FilmPlan) -> FilmPlan:
    """Return the plan with all that it shows, without motion for people whom that makes ill."""
    return with_less_motion(whole) if generation.less_motion else whole


def keep_plan(generation: Generation, file: Path) -> None:
    """Write the plan of a finished film as JSON, with copies of all files that it names in a folder beside it."""
    folder = file.with_name(f"{file.stem}-files")
    folder.mkdir(parents=True, exist_ok=True)
    scenes = list(generation.scenes.prefetch_related("cutaways"))
    shots = Shots(generation, scenes, folder, lambda: None)
    plan = film_plan(generation, shots, folder)
    take_letters(plan)
    whole = Graphics(generation, scenes, folder).put_into(plan, shots.stills)
    whole = LowerThirds(generation, scenes, folder).put_into(whole)
    write_plan(_as_wished(generation, whole), file)
    for name in folder.iterdir():
        # The fetched file may be a hard link to a stored one, which must not be written to.
        copy = Path(shutil.copyfile(name, name.with_suffix(".part")))
        copy.replace(name)


def _made_from(generation: Generation, scenes: list[Scene]) -> str:
    is_own = generation.music == Generation.OWN_MUSIC
    return fingerprint(
        "film",
        # If the words were removed, their recording is still there.
        [(scene.image_fingerprint, scene.speech_fingerprint if scene.narration else "") for scene in scenes],
        (
            frame_size(generation.size, generation.quality),
            generation.music_mood,
            generation.seed,
            generation.title,
        ),
        (generation.transition, generation.opening, generation.end_card_text),
        _caption_appearance(generation).told,
        generation.camera_in_force,
        *([generation.first_name(generation.music_file.name)] if is_own else []),
        # Films of before have none of these, and their fingerprints stay valid.
        *(["transitions", ways] if (ways := told_transitions(generation, scenes)) else []),
        *(["graphics", graphics] if any(graphics := [scene.graphics for scene in scenes]) else []),
        *_volume(generation),
        *(["scored"] if generation.is_scored and generation.music_mood else []),
        *(["effects"] if generation.effects else []),
        *(["names"] if generation.lower_thirds else []),
        *(["line", line] if (line := generation.progress_line) != Generation.ProgressLine.NONE else []),
        *(["less motion"] if generation.less_motion else []),
        *(["cutting", generation.cutting_in_force, _cutaways(scenes)] if generation.cutting_in_force else []),
        *(["living", alive] if (alive := _living(generation, scenes)) else []),
        *_clips(scenes),
        *(["credits", pages] if (pages := credits_of(generation).pages) else []),
        *(["credits card"] if pages and generation.credits_card else []),
        *(["own settings", own] if any(own := [scene.timing for scene in scenes]) else []),
        *(["brand", generation.brand.marks] if generation.brand and not generation.brand.is_empty else []),
    )


def _volume(generation: Generation) -> list[Any]:
    """Return how loud the music is, if there is some and it is not as usual."""
    is_usual = generation.music_volume == Generation.USUAL_VOLUME
    return ["volume", generation.music_volume] if generation.has_music and not is_usual else []


def _living(generation: Generation, scenes: list[Scene]) -> list[tuple[int, int]]:
    """Return which pictures are shown in layers, by the scene's place and the word at which they begin."""
    moving = [scene for scene in scenes if scene.camera_in_force != Generation.Camera.NONE]
    own = [(scene.position, 0) for scene in moving if scene.layers]
    further = [
        (scene.position, cutaway.word)
        for scene in moving
        for cutaway in scene.cutaways.all()
        if cutaway.layers and generation.cutting_in_force
    ]
    return own + further


def _clips(scenes: list[Scene]) -> list[tuple[int, str, str]]:
    """Return how clips are shown and heard: what they show is a part of the pictures' fingerprints."""
    return [(scene.position, scene.clip_ending, scene.clip_sound) for scene in scenes if scene.shows_clip]


def _cutaways(scenes: list[Scene]) -> list[tuple[int, int, str]]:
    return [
        (scene.position, cutaway.word, cutaway.image_fingerprint)
        for scene in scenes
        for cutaway in scene.cutaways.all()
    ]


def _caption_appearance(generation: Generation) -> CaptionAppearance:
    return CaptionAppearance(
        style=generation.caption_style,
        position=generation.caption_position,
        letters=generation.caption_letters,
        stroke=generation.caption_stroke,
        is_upper=generation.caption_capitals,
        words=generation.caption_words,
    )


def _keep(generation: Generation, scenes: list[Scene], rendered: RenderedFilm, made_from: str) -> Film:
    """Store a film, which is shown once it is published."""
    film = Film(
        generation=generation,
        fingerprint=made_from,
        duration=rendered.duration,
        made_with=generation.made_with,
        settings=generation.settings_in_force,
        brand=generation.brand,
        scenes=[scene.snapshot(*times) for scene, times in zip(scenes, rendered.scenes, strict=True)],
        flashes=[astuple(flash) for flash in rendered.flashes],
    )
    # Read anew: its owner may have chosen a poster while this one was made.
    before = Generation.objects.select_related("film").get(pk=generation.pk).film
    chosen = kept_poster(film, before, rendered.video, rendered.poster.with_name("chosen.jpg"))
    rendered = replace(rendered, poster=chosen or rendered.poster)
    with ExitStack() as stack:
        files = {
            product.name: (product.served_as, File(stack.enter_context(path.open("rb"))))
            for product in Film.products()
            # Not all films have works to name.
            if (path := getattr(rendered, product.name))
        }
        keep_files(film, files, stored_bytes=sum(content.size for _, content in files.values()))
    return film
