from __future__ import annotations

import copy
import dataclasses
import itertools
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from generator.exceptions import RunStoppedError
from studio.errors import RenderError
from studio.film.check.probe import probe_film
from studio.film.encode.encoder import encode_segments
from studio.film.encode.segments import thumbnails_fingerprint
from studio.film.picture.planes import Frame
from studio.film.plan import (
    FRAME_SIZES,
    QUALITIES,
    CaptionAppearance,
    FilmPlan,
    RenderedFilm,
    Shot,
    frame_size,
)
from studio.film.production import hands_for
from studio.film.render import render_film
from studio.film.schedule import schedule_film
from studio.film.text.captions import write_srt, write_vtt
from tests.cases import one_in
from tests.studio.film.conftest import Rendered
from tests.studio.film.factories import (
    TINY,
    decode_frames,
    make_flat_picture,
    make_narration,
    make_picture,
    make_plan,
    make_shots,
    run_ffmpeg,
)


def ignore(share: float) -> None:
    """A report that nobody reads."""


def children() -> set[int]:
    """The living children of this process."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and fields[0] != "Z":
            found.add(int(entry.parent.name))
    return found


def test_it_leaves_its_results_and_nothing_else(rendered: Rendered):
    film = rendered.film

    results = {
        value for value in (getattr(film, name) for name in RenderedFilm.__slots__) if isinstance(value, Path)
    }
    assert len(results) == 8
    assert set(rendered.folder.iterdir()) == results
    assert all(file.stat().st_size > 60 for file in results)


def test_pictures_and_sound_last_as_long_as_the_film_says(rendered: Rendered):
    probe = probe_film(rendered.film.video)

    assert probe.video_duration == pytest.approx(rendered.film.duration, abs=0.001)
    assert probe.audio_duration == pytest.approx(rendered.film.duration, abs=1 / 30)


def test_scenes_cover_the_film_in_order(rendered: Rendered):
    scenes = rendered.film.scenes

    assert scenes[0][0] == 0
    assert scenes[0][1] == scenes[1][0]
    assert scenes[-1][1] == rendered.film.duration


def test_the_caption_files_hold_the_cues_that_are_returned(rendered: Rendered):
    film = rendered.film

    assert film.captions.read_text(encoding="utf-8") == write_vtt(film.cues)
    assert film.subtitles.read_text(encoding="utf-8") == write_srt(film.cues)
    assert "Fox" not in film.captions.read_text(encoding="utf-8")
    assert "A fox &amp; a hen meet." in film.captions.read_text(encoding="utf-8")


def test_progress_rises_from_nothing_to_all(rendered: Rendered):
    assert rendered.reports[0] < 0.1
    assert rendered.reports[-1] == 1.0
    assert all(first <= second for first, second in itertools.pairwise(rendered.reports))


def test_no_frame_is_black_and_the_picture_never_stands_still(rendered: Rendered):
    frames = decode_frames(rendered.film.video).astype(int)

    assert frames.mean(axis=(1, 2)).min() > 30
    assert np.abs(np.diff(frames[::6], axis=0)).mean(axis=(1, 2)).min() > 0


def test_the_film_is_as_loud_as_players_expect(rendered: Rendered):
    said = run_ffmpeg(
        "-i", str(rendered.film.video), "-vn", "-af", "ebur128=framelog=quiet", "-f", "null", "-"
    )

    assert float(said.rsplit("I:", 1)[1].split()[0]) == pytest.approx(-14, abs=0.5)


def test_the_poster_is_a_frame_of_the_film_without_captions(rendered: Rendered):
    with Image.open(rendered.film.poster) as poster:
        assert (poster.format, poster.size) == ("JPEG", TINY)
        pixels = np.asarray(poster.convert("L"), float)
    assert pixels.std() > 10
    assert pixels[60:85].max() < 245


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("shape", FRAME_SIZES)
def test_every_frame_has_even_sides_and_the_shape_it_is_called_by(shape: str, quality: str):
    width, height = frame_size(shape, quality)
    wide, high = (int(part) for part in shape.split(":"))

    assert (width % 2, height % 2) == (0, 0)
    assert width / height == pytest.approx(wide / high, rel=0.002)
    if shape == "16:9":
        assert f"{height}p" == quality


@pytest.mark.parametrize(
    ("shape", "quality"), one_in(2, [("16:9", "480p"), ("1:1", "480p"), ("4:5", "720p"), ("9:16", "720p")])
)
def test_a_full_size_film_of_a_short_text_is_made_in_every_shape(tmp_path: Path, shape: str, quality: str):
    size = frame_size(shape, quality)
    picture = make_picture(tmp_path / "portrait.jpg", (600, 900))
    shot = Shot(picture=picture, narration=make_narration(tmp_path, "Fox", 0.4))
    (tmp_path / "out").mkdir()

    film = render_film(make_plan(tmp_path, shots=(shot,), size=size), tmp_path / "out", ignore)

    assert film.duration == 2.5
    assert probe_film(film.video).size == size


def test_shots_without_narration_share_the_one_before(tmp_path: Path):
    plan = make_plan(tmp_path, shots=make_shots(tmp_path, make_narration(tmp_path, seconds=7.0), None, None))

    film = render_film(plan, tmp_path, ignore)

    lengths = [end - start for start, end in film.scenes]
    assert max(lengths) - min(lengths) <= 1.01 / 30
    assert film.duration == pytest.approx(8.3, abs=0.05)


@pytest.mark.parametrize("style", ["box", "karaoke", "none"])
def test_captions_are_burned_in_only_when_asked_for(tmp_path: Path, style: str):
    shot = Shot(
        picture=make_flat_picture(tmp_path / "flat.png", (100, 100, 100)),
        narration=make_narration(tmp_path, "Words to read", 2.0),
    )
    (tmp_path / "out").mkdir()

    plan = make_plan(tmp_path, shots=(shot,), captions=CaptionAppearance(style=style))
    film = render_film(plan, tmp_path / "out", ignore)

    middle = decode_frames(film.video)[30]
    assert bool(middle.max() > 180) is (style != "none")
    assert "Words to read" in film.captions.read_text(encoding="utf-8")


@pytest.mark.parametrize("after", [0.0, 0.05, 0.3, 0.98], ids=["at once", "sound", "pictures", "check"])
def test_a_report_that_raises_ends_everything_at_once(
    tmp_path: Path, after: float, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("studio.film.progress._INTERVAL", 0.01)
    plan = make_plan(tmp_path, shots=make_shots(tmp_path, make_narration(tmp_path, seconds=4.0), None))
    folder, before = tmp_path / "out", children()
    folder.mkdir()
    raised = []

    def stop(share: float) -> None:
        if share >= after:
            raised.append(time.monotonic())
            raise RunStoppedError

    with pytest.raises(RunStoppedError):
        render_film(plan, folder, stop)

    assert time.monotonic() - raised[0] < 1
    assert children() <= before
    assert list(folder.iterdir()) == []


def test_a_film_of_a_dark_picture_is_made(tmp_path: Path):
    night = make_flat_picture(tmp_path / "night.png", (2, 2, 6))
    shot = Shot(picture=night, narration=make_narration(tmp_path))
    (tmp_path / "out").mkdir()

    film = render_film(make_plan(tmp_path, shots=(shot,)), tmp_path / "out", ignore)

    assert decode_frames(film.video)[0].mean() < 20


def test_a_film_of_one_scene_whose_picture_stops_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    plan = make_plan(tmp_path, shots=make_shots(tmp_path, make_narration(tmp_path, seconds=3.0)))
    (tmp_path / "out").mkdir()

    def encode_one_frame(frames: Iterator[Frame], *others: object) -> None:
        first = copy.deepcopy(next(frames))
        encode_segments((first, *(first for _ in frames)), *others)

    monkeypatch.setattr("studio.film.encode.painting.encode_segments", encode_one_frame)
    with pytest.raises(RenderError, match="stands still"):
        render_film(plan, tmp_path / "out", ignore)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_failed_render_keeps_the_film_that_was_there(tmp_path: Path):
    plan = make_plan(tmp_path)
    (tmp_path / "film.mp4").write_bytes(b"the film of yesterday")
    plan.shots[0].picture.write_bytes(b"broken")

    with pytest.raises(RenderError, match="picture"):
        render_film(plan, tmp_path, ignore)

    assert (tmp_path / "film.mp4").read_bytes() == b"the film of yesterday"


def test_the_same_plan_gives_the_same_frames(tmp_path: Path):
    plan = make_plan(tmp_path)
    films = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        films.append(render_film(plan, tmp_path / name, ignore))

    assert np.array_equal(decode_frames(films[0].video), decode_frames(films[1].video))
    assert films[0].cues == films[1].cues


class Folder:
    """A store in a folder, which remembers what was put into it since it was last asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir()
        self.new: list[str] = []

    def get(self, fingerprint: str) -> Path | None:
        file = self.folder / fingerprint
        return file if file.exists() else None

    def put(self, fingerprint: str, file: Path) -> None:
        shutil.copyfile(file, self.folder / fingerprint)
        self.new.append(fingerprint)

    def taken(self) -> int:
        """Return how many segments were put there since the last call."""
        files = [self.folder / name for name in self.new]
        self.new = []
        return sum(file.read_bytes().startswith(b'{"kind') for file in files)


@pytest.fixture
def edited(tmp_path: Path) -> FilmPlan:
    """Three scenes, to be changed."""
    texts = ("First we walk.", "Then we run home.", "At last we rest.")
    narrations = [
        make_narration(tmp_path, text, 2.5, name=f"{index}.wav", words=True)
        for index, text in enumerate(texts)
    ]
    (tmp_path / "out").mkdir()
    return make_plan(tmp_path, shots=make_shots(tmp_path, *narrations))


def test_a_second_render_makes_nothing_again(edited: FilmPlan, tmp_path: Path):
    store, out = Folder(tmp_path / "store"), tmp_path / "out"
    first = render_film(edited, out, ignore, store)
    assert store.taken() == 5
    frames, poster = decode_frames(first.video), first.poster.read_bytes()

    second = render_film(dataclasses.replace(edited, title="Other"), out, ignore, store)

    assert store.new == []
    assert np.array_equal(decode_frames(second.video), frames)
    assert second.poster.read_bytes() == poster


def test_a_change_of_one_scene_makes_that_scene_and_its_transitions_again(edited: FilmPlan, tmp_path: Path):
    store, out = Folder(tmp_path / "store"), tmp_path / "out"
    before = decode_frames(render_film(edited, out, ignore, store).video)
    store.taken()
    make_picture(edited.shots[1].picture, seed=77)

    after = decode_frames(render_film(edited, out, ignore, store).video)

    assert store.taken() == 3
    spans = schedule_film(edited).shots
    changes = np.abs(before.astype(int) - after).mean(axis=(1, 2)) > 0
    changed = np.flatnonzero(changes)
    assert (changed[0], changed[-1]) == pytest.approx((spans[1].first_shown, spans[1].end_shown - 1), abs=3)


def sheet_of(film: RenderedFilm) -> np.ndarray:
    with Image.open(film.sprites) as sheet:
        return np.asarray(sheet, np.int16)


@pytest.mark.long
def test_the_sheet_of_an_edited_film_has_old_and_new_pictures(edited: FilmPlan, tmp_path: Path):
    store, out = Folder(tmp_path / "store"), tmp_path / "out"
    before = sheet_of(render_film(edited, out, ignore, store))
    make_flat_picture(edited.shots[1].picture, (220, 30, 30))
    film = render_film(edited, out, ignore, store)
    after = sheet_of(film)

    # Each is the frame with which a transition begins, but for the first: the third one shows the second scene.
    assert np.array_equal(before[:, :160], after[:, :160])
    assert np.abs(np.median(after[:60, 320:480], axis=(0, 1)) - (220, 30, 30)).max() < 12
    assert np.abs(sheet_of(render_film(edited, out, ignore)) - after).mean() < 1


def test_small_pictures_that_are_not_kept_are_taken_from_the_film(edited: FilmPlan, tmp_path: Path):
    store, out = Folder(tmp_path / "store"), tmp_path / "out"
    before = sheet_of(render_film(edited, out, ignore, store))
    (store.folder / thumbnails_fingerprint(edited)).unlink()

    after = sheet_of(render_film(edited, out, ignore, store))

    assert before.shape == after.shape
    assert np.abs(before - after).mean() < 4


def test_other_music_makes_only_the_sound_again(edited: FilmPlan, tmp_path: Path):
    store, out = Folder(tmp_path / "store"), tmp_path / "out"
    render_film(edited, out, ignore, store)
    store.taken()

    render_film(dataclasses.replace(edited, music="calm"), out, ignore, store)

    assert len(store.new) == 1
    assert store.taken() == 0


def test_a_stored_piece_that_is_spoilt_is_made_again(edited: FilmPlan, tmp_path: Path):
    store, out = Folder(tmp_path / "store"), tmp_path / "out"
    render_film(edited, out, ignore, store)
    store.taken()
    for file in store.folder.iterdir():
        file.write_bytes(file.read_bytes()[:100])

    film = render_film(edited, out, ignore, store)

    assert store.taken() == 5
    assert len(decode_frames(film.video)) == round(film.duration * 30)


def test_a_stopped_render_leaves_what_it_has_made_in_the_store(edited: FilmPlan, tmp_path: Path):
    store = Folder(tmp_path / "store")

    def stop(share: float) -> None:
        if store.new:
            raise RunStoppedError

    with pytest.raises(RunStoppedError):
        render_film(edited, tmp_path / "out", stop, store)
    made = store.taken()
    render_film(edited, tmp_path / "out", ignore, store)

    assert made > 0
    assert store.taken() == 5 - made


@pytest.mark.long
def test_one_hand_makes_the_same_film_as_two(edited: FilmPlan, tmp_path: Path):
    films = []
    for workers in (1, 2):
        (tmp_path / str(workers)).mkdir()
        films.append(render_film(edited, tmp_path / str(workers), ignore, workers=workers))

    frames = [decode_frames(film.video).astype(int) for film in films]
    assert np.abs(frames[0] - frames[1]).mean() < 1


def test_fewer_hands_work_on_larger_frames():
    assert hands_for((1280, 720)) >= hands_for((1920, 1080)) >= hands_for((7680, 4320)) == 1
