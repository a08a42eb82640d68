"""Renders a film: sound, pictures, captions, poster, and the check that comes before anyone sees it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.rendering.captions import make_cues, write_srt, write_vtt
from generator.rendering.composition import FilmComposition, SoundClip
from generator.rendering.encoder import KEY_INTERVAL, encode_film
from generator.rendering.library import StillLibrary
from generator.rendering.planes import Frame
from generator.rendering.poster import Poster
from generator.rendering.probe import Witness, check_film
from generator.rendering.progress import Progress
from generator.rendering.schedule import Schedule, schedule_film
from generator.rendering.soundtrack import mix_soundtrack
from generator.rendering.timeline import FRAME_RATE, Cue, Film, FilmPlan, Report

VIDEO, POSTER, VTT, SRT = "film.mp4", "poster.jpg", "captions.vtt", "captions.srt"

# How far the progress has come after the sound and after the pictures; the rest is the check.
_AFTER_SOUND, _AFTER_PICTURES = 0.08, 0.97
_MOST_WITNESSES = 6


def render_film(plan: FilmPlan, workdir: Path, report: Report) -> Film:
    """Render a plan into `workdir`: film.mp4, poster.jpg, captions.vtt and captions.srt, nothing else.

    `report` is told the share that is done, from 0 to 1, several times a second. Whatever it raises ends the render:
    ffmpeg is killed, the scratch files are removed, and the exception goes on to the caller. Must be called, as it
    ends, in one thread, since ffmpeg is tied to the life of that thread. Raises RenderError if something of the plan
    cannot be read or drawn, and if the finished film is not what was planned.
    """
    progress = Progress(report)
    progress.begin(0.0, _AFTER_SOUND)
    schedule = schedule_film(plan)
    cues = make_cues(schedule, plan.size)
    with tempfile.TemporaryDirectory(prefix="render-", dir=workdir) as folder:
        scratch = Path(folder)
        mix_soundtrack(plan, schedule, scratch / "sound.wav", progress.tick)
        progress.begin(_AFTER_SOUND, _AFTER_PICTURES)
        witnesses = _render_pictures(plan, schedule, cues, scratch, progress)
        progress.begin(_AFTER_PICTURES, 1.0)
        frame_count = schedule.frame_count
        check_film(
            scratch / VIDEO, size=plan.size, frame_count=frame_count, witnesses=witnesses, tick=progress.tick
        )
        (scratch / VTT).write_text(write_vtt(cues), encoding="utf-8")
        (scratch / SRT).write_text(write_srt(cues), encoding="utf-8")
        # A report that raises even now must find nothing published.
        progress.finish()
        for name in (VIDEO, POSTER, VTT, SRT):
            (scratch / name).replace(workdir / name)
    return Film(
        video=workdir / VIDEO,
        poster=workdir / POSTER,
        vtt=workdir / VTT,
        srt=workdir / SRT,
        duration=schedule.duration,
        scenes=tuple((span.start / FRAME_RATE, span.end / FRAME_RATE) for span in schedule.shots),
        cues=cues,
    )


def _render_pictures(
    plan: FilmPlan, schedule: Schedule, cues: tuple[Cue, ...], scratch: Path, progress: Progress
) -> tuple[Witness, ...]:
    """Encode the film and its poster into the scratch folder; return how some of its frames were drawn."""
    burned = cues if plan.burn_captions else ()
    poster, witnesses = Poster(plan.size), list[Witness]()
    with StillLibrary(tuple(shot.picture for shot in plan.shots), plan.size, progress.tick) as library:
        composition = FilmComposition(plan, schedule, burned, library)
        composition.audio = SoundClip(scratch / "sound.wav")
        encode_film(
            _frames(composition, schedule, poster, witnesses),
            composition.audio.file,
            scratch / VIDEO,
            size=plan.size,
            title=plan.title,
            language=plan.language,
            tick=progress.tick,
            on_frame=lambda count: progress.reach(count / schedule.frame_count),
        )
    poster.save(scratch / POSTER)
    return tuple(witnesses)


def _frames(
    composition: FilmComposition, schedule: Schedule, poster: Poster, witnesses: list[Witness]
) -> Iterator[Frame]:
    """Paint one frame after the other, all in the same memory, and remember some of them."""
    frame = Frame.blank(composition.size)
    middles = {(span.start + span.end) // 2: index for index, span in enumerate(schedule.shots)}
    witnessed = _witnessed(schedule.frame_count)
    for number in range(schedule.frame_count):
        if number in middles:
            composition.paint(number, frame, with_captions=False)
            poster.consider(frame, is_first_shot=middles[number] == 0)
        composition.paint(number, frame)
        if number in witnessed:
            witnesses.append(Witness.of(number, frame))
        yield frame


def _witnessed(frame_count: int) -> frozenset[int]:
    """Choose key frames all over the film: they are decoded again without decoding others."""
    keys = range(0, frame_count, KEY_INTERVAL)
    step = -(-len(keys) // _MOST_WITNESSES)
    return frozenset(keys[::step])
