from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from moviepy import CompositeVideoClip

from studio.film.encode.composition import FilmComposition, SoundClip
from studio.film.picture.camera import Move, plan_move
from studio.film.picture.canvases import Canvas
from studio.film.picture.easel import Easel
from studio.film.picture.library import StillLibrary
from studio.film.plan import FilmPlan, Shot
from studio.film.schedule import Schedule, schedule_film
from studio.film.text.captions import make_cues
from tests.studio.film.factories import (
    TINY,
    make_flat_picture,
    make_narration,
    make_speech,
    read_wav,
    run_ffmpeg,
)

DARK, LIGHT = (60, 60, 60), (180, 180, 180)
DARK_LUMA, LIGHT_LUMA = 68, 171


@pytest.fixture
def plan(tmp_path: Path) -> FilmPlan:
    narrations = [make_narration(tmp_path, seconds=3.0, name=f"{index}.wav") for index in range(2)]
    shots = tuple(
        Shot(picture=make_flat_picture(tmp_path / f"{index}.png", colour), narration=narration)
        for index, (colour, narration) in enumerate(zip((DARK, LIGHT), narrations, strict=True))
    )
    return FilmPlan(shots=shots, size=TINY, seed=1)


@pytest.fixture
def schedule(plan: FilmPlan) -> Schedule:
    return schedule_film(plan)


@pytest.fixture
def composition(plan: FilmPlan, schedule: Schedule) -> FilmComposition:
    def move(index: int, canvas: Canvas) -> Move:
        return plan_move(canvas.extent, plan.size, 3.0, is_framed=False, seed=plan.seed, turn=index)

    library = StillLibrary(plan.shots, plan.size, move)
    return FilmComposition(plan, schedule, make_cues(schedule, plan.size), library)


def luma(composition: FilmComposition, number: int) -> float:
    easel = Easel(TINY)
    composition.paint(number, easel, with_captions=False)
    return float(easel.frame.y.mean())


def test_it_is_a_moviepy_composition_of_the_whole_film(composition: FilmComposition, schedule: Schedule):
    assert isinstance(composition, CompositeVideoClip)
    assert composition.duration == pytest.approx(schedule.duration)
    assert (composition.fps, composition.size) == (30, TINY)


def test_a_frame_asked_of_moviepy_is_the_painted_frame(composition: FilmComposition):
    for number in (0, 45, 105):
        easel = Easel(TINY)
        composition.paint(number, easel)
        assert np.array_equal(composition.get_frame(number / 30), easel.frame.to_rgb())


def test_a_cross_fade_leads_evenly_from_one_shot_to_the_next(
    composition: FilmComposition, schedule: Schedule
):
    cut = schedule.shots[1].start
    levels = [luma(composition, number) for number in range(cut - 11, cut + 11)]

    assert levels[:2] == pytest.approx([DARK_LUMA] * 2, abs=1)
    assert levels[-2:] == pytest.approx([LIGHT_LUMA] * 2, abs=1)
    assert np.all(np.diff(levels) >= 0)
    assert np.diff(levels).max() < 12
    assert np.mean(levels[10:12]) == pytest.approx((DARK_LUMA + LIGHT_LUMA) / 2, abs=2)


def test_the_first_and_the_last_frame_are_clean(composition: FilmComposition, schedule: Schedule):
    assert luma(composition, 0) == pytest.approx(DARK_LUMA, abs=1)
    assert luma(composition, schedule.frame_count - 1) == pytest.approx(LIGHT_LUMA, abs=1)


def test_captions_are_painted_while_their_cue_lasts_and_can_be_left_out(
    composition: FilmComposition, schedule: Schedule, plan: FilmPlan
):
    cue = make_cues(schedule, plan.size)[0]
    easel = Easel(TINY)
    first = round(cue.start * 30)

    painted = []
    for number in (first - 1, first, round(cue.end * 30) - 1):
        composition.paint(number, easel)
        painted.append(int(easel.frame.y.max()) > 200)
    assert painted == [False, True, True]
    composition.paint(first, easel, with_captions=False)
    assert easel.frame.y.max() < 200


def test_moviepy_can_write_the_composition_with_the_pinned_pillow(
    composition: FilmComposition, tmp_path: Path
):
    piece = composition.subclipped(0.5, 0.7)
    piece.write_videofile(str(tmp_path / "piece.mp4"), fps=30, codec="libx264", audio=False, logger=None)

    assert "160x90" in run_ffmpeg("-i", str(tmp_path / "piece.mp4"), "-f", "null", "-")


def test_the_sound_is_read_sample_by_sample(tmp_path: Path):
    stereo = tmp_path / "stereo.wav"
    run_ffmpeg("-i", str(make_speech(tmp_path / "mono.wav", 1.0, rate=48000)), "-ac", "2", str(stereo))
    clip, samples = SoundClip(stereo), read_wav(stereo)

    assert clip.duration == pytest.approx(1.0)
    assert clip.get_frame(0.25).tolist() == pytest.approx(samples[12000].tolist())
    times = np.arange(1000) / 48000 + 0.5
    assert np.allclose(clip.get_frame(times), samples[24000:25000])


def test_no_picture_is_held_below_the_shots(composition: FilmComposition):
    assert not hasattr(composition.bg, "img")
