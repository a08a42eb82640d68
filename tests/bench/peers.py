"""The usual MoviePy way to the same film: resized by a function of time, faded, captioned, composed, written."""

from __future__ import annotations

from pathlib import Path

import fontpkg
from moviepy import AudioFileClip, CompositeAudioClip, CompositeVideoClip, ImageClip, TextClip, vfx

from studio.film.plan import FRAME_RATE, FilmPlan
from studio.film.schedule import Schedule, schedule_film
from studio.film.text.captions import caption_font_size, make_cues
from tests.bench.reference import ExactShot


def render_peers(plan: FilmPlan, music: Path, video: Path) -> None:
    """Render a plan as most users of MoviePy do, with the same camera path, times and cues as the film has."""
    schedule = schedule_film(plan)
    clips = [_shot(plan, schedule, index) for index in range(len(plan.shots))]
    clips += _captions(plan, schedule)
    film = CompositeVideoClip(clips, size=plan.size).with_duration(schedule.duration)
    voices = [AudioFileClip(str(span.narration.file)).with_start(span.start) for span in schedule.spoken]
    bed = AudioFileClip(str(music)).with_volume_scaled(0.15).with_duration(schedule.duration)
    film = film.with_audio(CompositeAudioClip([bed, *voices]))
    film.write_videofile(str(video), fps=FRAME_RATE, codec="libx264", audio_codec="aac", logger=None)
    film.close()


def _shot(plan: FilmPlan, schedule: Schedule, index: int) -> ImageClip:
    span = schedule.shots[index]
    exact = ExactShot(plan, index, span)

    def scale(seconds: float) -> float:
        left, _, right, _ = exact.box(span.first_shown + round(seconds * FRAME_RATE))
        return plan.size[0] / (right - left)

    def place(seconds: float) -> tuple[float, float]:
        left, top, _, _ = exact.box(span.first_shown + round(seconds * FRAME_RATE))
        return -left * scale(seconds), -top * scale(seconds)

    clip = ImageClip(str(plan.shots[index].picture)).with_duration(
        (span.end_shown - span.first_shown) / FRAME_RATE
    )
    clip = clip.resized(scale).with_position(place).with_start(span.first_shown / FRAME_RATE)
    return clip.with_effects([vfx.CrossFadeIn(span.fade_in / FRAME_RATE)]) if span.fade_in else clip


def _captions(plan: FilmPlan, schedule: Schedule) -> list[TextClip]:
    size = caption_font_size(plan.size)
    return [
        TextClip(
            font=str(fontpkg.path("Inter", weight=600)),
            text=cue.text,
            font_size=size,
            color="white",
            stroke_color="black",
            stroke_width=2,
            text_align="center",
            margin=(size // 2, size // 2),
        )
        .with_start(cue.start)
        .with_duration(cue.end - cue.start)
        .with_position(("center", 0.8), relative=True)
        for cue in make_cues(schedule, plan.size)
    ]
