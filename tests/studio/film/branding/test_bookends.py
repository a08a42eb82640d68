"""Intro and outro: before and after all else, as they were made, with nothing of the film over or under them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.errors import RenderError
from studio.film.cuts import cut_scenes
from studio.film.encode.segments import cut_segments, picture_sums, segment_fingerprint, sound_fingerprint
from studio.film.layers.values import Clip
from studio.film.picture.easel import Easel
from studio.film.plan import FRAME_RATE, Branding, CaptionAppearance, ClipSound, FilmPlan, Shot
from studio.film.plan_file import read_plan, write_plan
from studio.film.production import compose
from studio.film.render import render_film
from studio.film.schedule import Schedule, schedule_film
from studio.film.sound.soundtrack import mix_soundtrack, music_span
from studio.film.text.captions import burned_cues, make_cues
from studio.film.text.chapters import write_chapters
from tests.studio.film.factories import decode_frames, make_flat_picture, make_narration, read_wav
from tests.studio.film.layers.material import make_clip
from tests.studio.film.sound.test_clip_sounds import hum

SIZE = (320, 180)
INTRO, OUTRO = 2.0, 1.5


@pytest.fixture
def inner(tmp_path: Path) -> FilmPlan:
    """Return a plan of a title card, two scenes and an end card."""
    pictures = [make_flat_picture(tmp_path / f"{light}.png", (light,) * 3) for light in (90, 160)]
    scenes = tuple(
        Shot(picture=picture, narration=make_narration(tmp_path, seconds=3.0, name=f"{picture.stem}.wav"))
        for picture in pictures
    )
    title, end = Shot(picture=pictures[0], card="The fox"), Shot(picture=pictures[1], card="The end")
    return FilmPlan(shots=(title, *scenes, end), size=SIZE, camera="none", fades_out=True)


def bookend(folder: Path, name: str, seconds: float, *, is_heard: bool = True) -> Shot:
    sound = hum(folder / f"{name}.wav", seconds) if is_heard else None
    return Shot(
        picture=make_flat_picture(folder / f"{name}.png", (200, 30, 30), SIZE),
        clip=Clip(file=make_clip(folder / f"{name}.mp4", SIZE, 45)),
        clip_sound=ClipSound(file=sound) if sound else None,
        bookend=seconds,
    )


@pytest.fixture
def whole(inner: FilmPlan, tmp_path: Path) -> FilmPlan:
    return replace(
        inner,
        shots=(bookend(tmp_path, "intro", INTRO), *inner.shots, bookend(tmp_path, "outro", OUTRO)),
        progress_line="bottom",
    )


def prints(plan: FilmPlan) -> list[str]:
    schedule = schedule_film(plan)
    burned = burned_cues(make_cues(schedule, plan.size), plan)
    sums = picture_sums(plan)
    return [
        segment_fingerprint(plan, schedule, burned, sums, segment)
        for segment in cut_segments(schedule, plan.shots)
    ]


def loudness(sound: np.ndarray, first: float, end: float) -> float:
    return float(np.sqrt(np.mean(np.square(sound[round(first * 48_000) : round(end * 48_000)]))))


def test_they_last_as_long_as_they_are_and_all_else_is_as_long_as_before(inner: FilmPlan, whole: FilmPlan):
    before, schedule = schedule_film(inner), schedule_film(whole)
    assert schedule.frame_count == before.frame_count + round((INTRO + OUTRO) * FRAME_RATE)
    shift = round(INTRO * FRAME_RATE)
    assert [span.start - shift for span in schedule.shots[1:-1]] == [span.start for span in before.shots]
    assert [span.start for span in schedule.spoken] == pytest.approx(
        [span.start + INTRO for span in before.spoken]
    )
    assert [whole.turn(index) for index in range(1, 5)] == [inner.turn(index) for index in range(4)]
    assert [span.is_scene for span in schedule.shots] == [False, False, True, True, False, False]
    # What an owner has made is not led to black.
    assert [span.closing for span in schedule.shots] == [0] * 6
    assert before.shots[-1].closing


def test_scenes_and_chapters_have_the_times_at_which_they_are_seen(whole: FilmPlan):
    schedule = schedule_film(whole)
    chapters = [line for line in write_chapters(schedule).splitlines() if "-->" in line]
    assert len(chapters) == 4
    # The first and the last one reach to the film's ends, so that players find a chapter at every moment.
    assert chapters[0].startswith("00:00:00.000")
    minutes, seconds = divmod(schedule.duration, 60)
    assert chapters[-1].endswith(f"00:{int(minutes):02}:{seconds:06.3f}")


def test_nothing_of_the_film_lies_over_them(whole: FilmPlan, tmp_path: Path):
    Image.new("RGBA", (64, 64), (20, 20, 230, 255)).save(tmp_path / "logo.png")
    bare = replace(whole, progress_line="none", captions=CaptionAppearance(style="none"))
    full = replace(whole, branding=Branding(logo=tmp_path / "logo.png"))
    schedule = schedule_film(whole)
    first, end = schedule.inner
    for number in (0, 10, first - 12, end + 12, schedule.frame_count - 1):
        assert (painted(full, number) == painted(bare, number)).all(), number
    middle = (schedule.shots[2].start + schedule.shots[2].end) // 2
    assert (painted(full, middle) != painted(bare, middle)).any()


def painted(plan: FilmPlan, number: int) -> np.ndarray:
    schedule = schedule_film(plan)
    easel = Easel(plan.size)
    compose(plan, schedule, burned_cues(make_cues(schedule, plan.size), plan)).paint(number, easel)
    return easel.frame.to_rgb()


def test_the_line_begins_and_ends_with_what_lies_between(whole: FilmPlan):
    # Captions stand elsewhere above a line.
    whole = replace(whole, captions=CaptionAppearance(style="none"))
    schedule = schedule_film(whole)
    first, end = schedule.inner
    bare = replace(whole, progress_line="none")
    shares = []
    for number in (first + 2, (first + end) // 2, end - 1):
        brighter = (painted(whole, number).astype(int) - painted(bare, number)).max(axis=(0, 2))
        # Below the line lies a dark track as wide as the frame.
        shares.append(np.flatnonzero(brighter > 0.6 * brighter.max()).max() / SIZE[0])
    assert shares[0] < 0.1
    assert shares[1] == pytest.approx(0.5, abs=0.05)
    # It ends at the edge of the safe area.
    assert shares[2] > 0.92


def test_a_change_of_a_scene_leaves_them_as_they_are(whole: FilmPlan, tmp_path: Path):
    whole = replace(whole, progress_line="none")
    longer = replace(
        whole.shots[2], narration=make_narration(tmp_path, "Words that are new.", 5.0, name="new.wav")
    )
    further = replace(longer, picture=make_flat_picture(tmp_path / "further.png", (10, 90, 10)))
    changed = replace(whole, shots=(*whole.shots[:2], longer, further, *whole.shots[3:]))
    before, after = prints(whole), prints(changed)
    count = len(cut_segments(schedule_film(whole)))
    segments = cut_segments(schedule_film(whole))
    own = [index for index, one in enumerate(segments) if set(one.shots) <= {0} or set(one.shots) <= {5}]
    assert {0, count - 1} <= set(own)
    assert {before[index] for index in own} <= set(after)


def test_films_without_are_as_before(inner: FilmPlan, tmp_path: Path):
    schedule = schedule_film(inner)
    assert schedule.inner == (0, schedule.frame_count)
    assert music_span(inner, schedule) == (0, schedule.frame_count)


@pytest.mark.parametrize("is_scored", [True, False])
def test_their_own_sound_is_heard_and_no_music_beside_it(whole: FilmPlan, tmp_path: Path, is_scored: bool):
    plan = replace(whole, music="calm", is_scored=is_scored)
    schedule = schedule_film(plan)
    mix_soundtrack(plan, schedule, tmp_path / "mix.wav", lambda: None)
    with_music = read_wav(tmp_path / "mix.wav")
    plan = replace(plan, music="")
    mix_soundtrack(plan, schedule, tmp_path / "bare.wav", lambda: None)
    bare = read_wav(tmp_path / "bare.wav")
    first, end = (frame / FRAME_RATE for frame in music_span(plan, schedule))
    assert loudness(with_music, 0.1, first - 0.1) > 0.03
    assert loudness(with_music, end + 0.1, end + OUTRO - 0.5) > 0.03
    # The same wave, but for the level of the whole film.
    for start, stop in ((0.1, first - 0.05), (end + 0.05, end + OUTRO - 0.4)):
        one, other = (sound[round(start * 48_000) : round(stop * 48_000), 0] for sound in (with_music, bare))
        assert np.corrcoef(one, other)[0, 1] > 0.999
    # And music where nobody speaks in between.
    quiet = schedule.shots[1].start / FRAME_RATE + 1.2
    assert loudness(with_music, quiet, quiet + 0.5) > 4 * loudness(bare, quiet, quiet + 0.5) + 1e-4


def test_under_one_without_a_sound_the_music_plays(inner: FilmPlan, tmp_path: Path):
    plan = replace(inner, shots=(bookend(tmp_path, "mute", INTRO, is_heard=False), *inner.shots))
    schedule = schedule_film(plan)
    assert music_span(plan, schedule) == (0, schedule.frame_count)


def test_the_sound_is_another_one_with_an_intro(inner: FilmPlan, whole: FilmPlan):
    assert sound_fingerprint(inner, schedule_film(inner)) != sound_fingerprint(whole, schedule_film(whole))


def test_a_film_between_them_is_whole(whole: FilmPlan, tmp_path: Path):
    workdir = tmp_path / "work"
    workdir.mkdir()
    made = render_film(replace(whole, music="calm", cutting="lively"), workdir, lambda share: None, workers=1)
    schedule = schedule_film(whole)
    assert made.duration == schedule.duration
    spans = [span for span in schedule.shots if span.is_scene]
    assert made.scenes == tuple((span.start / FRAME_RATE, span.end / FRAME_RATE) for span in spans)
    assert min(cue.start for cue in made.cues) > INTRO
    assert max(cue.end for cue in made.cues) < schedule.duration - OUTRO
    assert len(decode_frames(made.video)) == schedule.frame_count
    # The poster is a scene.
    with Image.open(made.poster) as poster:
        red, green, _ = np.asarray(poster.convert("RGB"), int).reshape(-1, 3).mean(axis=0)
    assert abs(red - green) < 10


def test_the_plan_file_has_them(whole: FilmPlan, tmp_path: Path):
    write_plan(whole, tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json") == whole


@pytest.mark.parametrize("place", [1, 2, 3])
def test_one_between_scenes_is_refused(inner: FilmPlan, tmp_path: Path, place: int):
    shots = list(inner.shots)
    shots.insert(place, bookend(tmp_path, "middle", 1.0))
    with pytest.raises(RenderError):
        schedule_film(replace(inner, shots=tuple(shots)))


def test_scenes_are_cut_beside_them(whole: FilmPlan):
    plan = replace(whole, cutting="lively")
    cut = cut_scenes(plan, schedule_film(plan))
    assert isinstance(cut.schedule, Schedule)
    assert cut.origins[0] == 0
    assert cut.origins.count(0) == cut.origins.count(5) == 1
