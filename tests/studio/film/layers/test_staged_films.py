"""Whole films with every kind of layer: what is seen, what is stored, and what is read out of files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.film.cuts import begins_of, cut_scenes
from studio.film.encode.segments import RENDER_VERSION, cut_segments, picture_sums, segment_fingerprint
from studio.film.faults import ShotError
from studio.film.layers.motion import Key, Motion, Track, Wave
from studio.film.layers.values import Clip, Counter, Fall, Ground, Layer, Reveal
from studio.film.picture.canvases import open_canvas
from studio.film.picture.easel import Easel
from studio.film.plan import CaptionAppearance, Cutaway, FilmPlan, Narration, Shot, SpokenWord
from studio.film.plan_file import read_plan, write_plan
from studio.film.production import choose_move, compose
from studio.film.render import render_film
from studio.film.schedule import schedule_film
from studio.film.text.captions import burned_cues, make_cues
from tests.studio.film.factories import decode_frames, make_picture
from tests.studio.film.layers.material import (
    SIZE,
    everything,
    film_of,
    make_block,
    make_clip,
    make_counter,
    make_layer_picture,
)


def spoken(text: str, seconds_a_word: float = 0.5) -> Narration:
    words = text.split()
    timed = tuple(
        SpokenWord(text=word, start=place * seconds_a_word, end=(place + 0.9) * seconds_a_word)
        for place, word in enumerate(words)
    )
    return Narration(file=None, duration=len(words) * seconds_a_word, text=text, words=timed)


def painted(plan: FilmPlan, number: int) -> np.ndarray:
    easel = Easel(plan.size)
    compose(plan, schedule_film(plan), ()).paint(number, easel)
    return easel.frame.y.astype(int).copy()


@pytest.mark.parametrize("camera", ["subtle", "mixed", "dramatic"])
def test_what_a_sky_comes_from_is_never_seen(tmp_path, camera):
    picture = make_picture(tmp_path / "sky.png", SIZE)
    ground = Ground(drift=0.01, skyline=0.5, bleed=0.02)
    shots = tuple(
        Shot(picture=picture, narration=spoken("A cloud goes by."), ground=ground) for _ in range(6)
    )
    plan = FilmPlan(shots=shots, size=SIZE, camera=camera)
    library = compose(plan, schedule_film(plan), ()).library
    for index, shot in enumerate(shots):
        width, height = library._canvas(shot, is_still=False).extent
        left, top, right, bottom = library.still(index).move.reach(SIZE)
        assert left >= ground.bleed * width - 0.01
        assert right <= (1 - ground.bleed) * width + 0.01
        assert (top, bottom) >= (0, 0)
        assert bottom <= height + 0.01


def test_a_film_of_every_kind_of_layer_is_made_as_it_was_drawn(tmp_path):
    plan = film_of(*everything(tmp_path), camera="mixed")
    folder = tmp_path / "film"
    folder.mkdir()
    film = render_film(plan, folder, lambda share: None)
    frames = decode_frames(film.video)
    composition = compose(plan, schedule_film(plan), burned_cues(make_cues(schedule_film(plan), SIZE), plan))
    easel = Easel(SIZE)
    for number in range(10, len(frames), 25):
        composition.paint(number, easel)
        assert np.abs(frames[number].astype(int) - easel.frame.y).mean() < 4


def test_a_plan_of_every_kind_of_layer_is_read_back_as_it_was(tmp_path):
    shots = everything(tmp_path)
    cutaway = Cutaway(
        word=2, picture=shots[0].picture, layers=shots[0].layers, over=shots[2].over, ground=shots[1].ground,
        clip=shots[3].clip, move="breathe", words_shown=(2, 3), is_exact=True,
    )  # fmt: skip
    plan = film_of(replace(shots[0], cutaways=(cutaway,)), *shots[1:])
    write_plan(plan, tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json") == plan


def changed_contents(content: dict) -> list[dict]:
    first = content["shots"][2]
    over = first["over"][0]
    return [
        {**first, "move": "wobble"},
        {**first, "over": [{**over, "type": "fall"}]},
        {**first, "over": [{**over, "type": "video"}]},
        {**first, "over": [{**over, "colour": "red"}]},
        {**first, "over": [{**over, "motion": {"x": {"keys": [[0, 1, "bounce"]]}}}]},
        {**first, "over": [{**over, "motion": {"x": {"keys": [[0, 1]]}}}]},
        {**first, "ground": {"height": 2}},
        {**first, "clip": {"start": 1}},
        {**first, "clip": {"file": "clip.mp4", "ending": "explode"}},
    ]


def test_a_plan_with_layers_that_cannot_be_drawn_is_refused_in_a_sentence(tmp_path):
    write_plan(film_of(*everything(tmp_path)), tmp_path / "plan.json")
    content = json.loads((tmp_path / "plan.json").read_text())
    for shot in changed_contents(content):
        (tmp_path / "bad.json").write_text(json.dumps({**content, "shots": [shot]}))
        with pytest.raises(Exception, match="not a film plan"):
            read_plan(tmp_path / "bad.json")


def prints_of(plan: FilmPlan) -> set[str]:
    schedule = schedule_film(plan)
    sums = picture_sums(plan)
    return {segment_fingerprint(plan, schedule, (), sums, part) for part in cut_segments(schedule)}


def variants(folder: Path, shot: Shot) -> list[Shot]:
    disc = make_layer_picture(folder / "disc.png")
    other = make_layer_picture(folder / "other.png", colour=(0, 0, 0))
    clip = make_clip(folder / "one.mp4")
    layer = Layer(picture=disc, left=0.1, top=0.1, right=0.4, bottom=0.4)
    counter = make_counter(folder)
    layers: list[Layer | Counter | Fall] = [
        layer, replace(layer, picture=other), replace(layer, left=0.11), replace(layer, depth=0.5),
        replace(layer, motion=Motion(x=Track(0.1))), replace(layer, motion=Motion(y=Track(0.1))),
        replace(layer, motion=Motion(x=Track(0, (Key(0.5, 1),)))),
        replace(layer, motion=Motion(x=Track(0, (Key(0.5, 1, "out"),)))),
        replace(layer, motion=Motion(x=Track(0, (), (Wave(0.1, 2),)))),
        replace(layer, reveal=Reveal(right=Track(0.5))), replace(layer, reveal=Reveal(softness=0.1)),
        replace(layer, anchor=(0, 0)), replace(layer, between=(0, 0.5)), replace(layer, start=1), replace(layer, end=2),
        counter, replace(counter, value=Track(3)), replace(counter, group="."), replace(counter, decimals=1),
        Fall(kind="snow"), Fall(kind="rain"), Fall(kind="snow", is_near=True), Fall(kind="snow", amount=2),
    ]  # fmt: skip
    grounds = [Ground(depth=0.5), Ground(line=0.5), Ground(drift=0.1), Ground(flow=0.1), Ground(bleed=0.1)]
    clips = [
        Clip(file=clip),
        Clip(file=clip, start=0.2),
        Clip(file=clip, speed=0.5),
        Clip(file=clip, ending="loop"),
    ]
    return [
        shot,
        *(replace(shot, layers=(one,)) for one in layers),
        *(replace(shot, over=(one,)) for one in layers if not isinstance(one, Fall)),
        replace(shot, layers=(layer, counter)),
        replace(shot, layers=(counter, layer)),
        *(replace(shot, ground=one) for one in grounds),
        *(replace(shot, clip=one) for one in clips),
        *(replace(shot, move=one) for one in ("still", "breathe")),
    ]  # fmt: skip


def test_a_fingerprint_covers_all_that_a_shot_shows(tmp_path):
    picture = make_picture(tmp_path / "picture.png")
    shot = Shot(picture=picture, narration=spoken("Two words."))
    prints = [prints_of(film_of(one)) for one in variants(tmp_path, shot)]
    assert len(set().union(*prints)) == sum(map(len, prints))


def test_a_plain_shot_keeps_the_fingerprint_that_it_always_had(tmp_path):
    picture = make_picture(tmp_path / "picture.png")
    plan = film_of(Shot(picture=picture, narration=spoken("Two words.")))
    picture_sum = hashlib.sha256(picture.read_bytes()).hexdigest()
    content = json.dumps([RENDER_VERSION, "picture", picture_sum, []], ensure_ascii=False)
    always = (hashlib.sha256(content.encode()).hexdigest(),)
    assert picture_sums(plan) == always
    assert picture_sums(film_of(replace(plan.shots[0], words_shown=(0, 1)))) == always


def test_a_layer_that_cannot_be_read_is_blamed_on_its_scene(tmp_path):
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"bad")
    layer = Layer(picture=bad, left=0, top=0, right=1, bottom=1)
    shots = [
        Shot(picture=make_picture(tmp_path / f"{number}.png"), narration=spoken("Two words."))
        for number in (0, 1)
    ]
    for broken in (
        {"layers": (layer,)},
        {"over": (layer,)},
        {"layers": (Fall(kind="frogs"),)},
        {"clip": Clip(file=bad)},
    ):
        plan = film_of(shots[0], replace(shots[1], **broken))
        with pytest.raises(ShotError) as caught:
            painted(plan, schedule_film(plan).frame_count - 5)
        assert caught.value.shot == 1
        assert "could not be read" in str(caught.value) or "unknown kind" in str(caught.value)


def test_breathing_grows_by_the_same_share_each_second_and_moves_nothing_on_the_screen(tmp_path):
    picture = tmp_path / "ring.png"
    block = make_block(tmp_path / "block.png")
    make_layer_picture(picture, (1280, 720), (255, 255, 255))
    layer = Layer(picture=block, left=0.02, top=0.05, right=0.08, bottom=0.15)
    shot = Shot(picture=picture, narration=spoken("Two words " * 5), over=(layer,), move="breathe")
    plan = film_of(shot, transition="cut")
    # From the middle to the right edge of the disc.
    lengths = [int((painted(plan, number)[90, 160:] > 125).sum()) for number in (0, 60, 120)]
    growth = [lengths[1] / lengths[0], lengths[2] / lengths[1]]
    assert all(1.010 < share < 1.024 for share in growth), growth
    first, last = (painted(plan, number)[9:27, 6:26] for number in (0, 120))
    assert np.abs(first - last).max() <= 3


def test_without_a_camera_nothing_moves_without_end(tmp_path):
    shots = everything(tmp_path)
    for shot in (shots[0], shots[1], shots[4]):
        still = replace(
            shot, over=(), layers=tuple(one for one in shot.layers if not isinstance(one, Counter))
        )
        plan = film_of(still, camera="none")
        assert np.array_equal(painted(plan, 10), painted(plan, 50))
    breathing = film_of(replace(shots[2], over=()), camera="none")
    assert np.array_equal(painted(breathing, 10), painted(breathing, 50))
    moving = film_of(replace(shots[2], over=shots[2].over[:1]), camera="none")
    assert not np.array_equal(painted(moving, 10), painted(moving, 30))


def test_captions_do_not_repeat_what_can_be_read_in_the_picture(tmp_path):
    text = "Nine thousand people arrived in one day. Nobody had expected so many of them at all."
    shot = Shot(picture=make_picture(tmp_path / "picture.png"), narration=spoken(text))
    plan = film_of(shot, size=(1280, 720))
    cues = make_cues(schedule_film(plan), plan.size)
    assert len(cues) == 2
    cases = [((), 2), (tuple(range(8)), 1), (tuple(range(5)), 2), (tuple(range(7)), 1), (tuple(range(16)), 0)]
    for words, count in cases:
        shown = replace(plan, shots=(replace(shot, words_shown=words),))
        assert len(burned_cues(cues, shown)) == count, words
    cutaway = Cutaway(word=8, picture=shot.picture, words_shown=tuple(range(8, 16)))
    later = replace(plan, shots=(replace(shot, cutaways=(cutaway,)),))
    assert burned_cues(cues, later) == cues[:1]
    silent = replace(later, shots=(shot, Shot(picture=shot.picture, words_shown=tuple(range(8)))))
    assert burned_cues(cues, silent) == cues[1:]
    assert burned_cues(cues, replace(plan, captions=CaptionAppearance(style="none"))) == ()


def test_files_of_captions_keep_what_the_picture_shows(tmp_path):
    folder = tmp_path / "film"
    folder.mkdir()
    shot = everything(tmp_path)[2]
    film = render_film(film_of(replace(shot, words_shown=(0, 1, 2, 3))), folder, lambda share: None)
    assert "Two words are shown." in film.captions.read_text()
    assert "Two words are shown." in film.subtitles.read_text()


@pytest.mark.parametrize("cutting", ["", "calm", "lively"])
def test_what_moves_by_time_begins_with_its_word_in_any_cutting(tmp_path, cutting: str):
    text = (
        "It begins with a painting of a town. Then nine thousand people arrive. They stay for a week or two."
    )
    block = make_block(tmp_path / "block.png")
    pictures = [make_picture(tmp_path / f"{number}.png", seed=number) for number in range(3)]
    layer = Layer(picture=block, left=0.1, top=0.1, right=0.4, bottom=0.4)
    shot = Shot(
        picture=pictures[0],
        narration=spoken(text),
        cutaways=(
            Cutaway(word=8, picture=pictures[1], over=(layer,), move="breathe"),
            Cutaway(word=13, picture=pictures[2]),
        ),
    )
    plan = film_of(shot, cutting=cutting)
    schedule = schedule_film(plan)
    cut = cut_scenes(plan, schedule)
    words = shot.narration.words  # type: ignore[union-attr]
    begins = begins_of(plan, schedule)
    starts = {span.start: seen for span, seen in zip(cut.schedule.shots, cut.plan.shots, strict=True)}
    zero = schedule.spoken[0].start
    for cutaway, begin in zip(shot.cutaways, begins[0][1:], strict=True):
        assert begin == pytest.approx(words[cutaway.word].start, abs=0.12)
        frame = round((zero + begin) * 30)  # type: ignore[operator]
        assert starts[frame].picture == cutaway.picture
        assert starts[frame].over == cutaway.over
    # A picture that changes by time is not cut again.
    assert sum(seen.over == (layer,) for seen in cut.plan.shots) == 1
    assert begins[0][0] == pytest.approx(-zero)


def test_plain_cutaways_are_left_to_the_cutting_unless_they_are_exact(tmp_path):
    pictures = [make_picture(tmp_path / f"{number}.png", seed=number) for number in range(2)]
    cutaway = Cutaway(word=4, picture=pictures[1])
    shot = Shot(picture=pictures[0], narration=spoken("One two three four five six."), cutaways=(cutaway,))
    for one, count in ((cutaway, 1), (replace(cutaway, is_exact=True), 2)):
        plan = film_of(replace(shot, cutaways=(one,)))
        assert len(cut_scenes(plan, schedule_film(plan)).schedule.shots) == count
    assert begins_of(plan, schedule_film(plan))[0][1] == pytest.approx(1.95, abs=0.12)
    assert begins_of(film_of(shot), schedule_film(plan))[0][1] is None


def test_the_poster_of_a_shot_shows_what_comes_late(tmp_path):
    block = make_block(tmp_path / "block.png")
    coming = Motion(opacity=Track(1, (Key(3.0, 0), Key(3.2, 1), Key(4.3, 1), Key(4.5, 0))))
    layer = Layer(picture=block, left=0.1, top=0.1, right=0.4, bottom=0.4, motion=coming)
    shot = Shot(picture=make_picture(tmp_path / "p.png"), narration=spoken("Two words. " * 5))
    plain, late = (schedule_film(film_of(one)) for one in (shot, replace(shot, over=(layer,))))
    middle = next(part.middle for part in cut_segments(plain, (shot,)) if part.middle is not None)
    chosen = next(
        part.middle for part in cut_segments(late, (replace(shot, over=(layer,)),)) if part.middle is not None
    )
    assert middle == plain.shots[0].end // 2
    assert 3.2 * 30 <= chosen <= 4.3 * 30


def test_the_camera_turns_to_what_lies_on_a_picture_whose_focus_nobody_named(tmp_path):
    block = make_block(tmp_path / "block.png")
    picture = make_picture(tmp_path / "picture.png", (368, 207))
    canvas = open_canvas(picture, SIZE)
    ends = []
    for left in (0.05, 0.75):
        layer = Layer(picture=block, left=left, top=0.3, right=left + 0.2, bottom=0.6)
        land = Layer(picture=block, left=0, top=0.3, right=1, bottom=1)
        plan = film_of(Shot(picture=picture, narration=spoken("Two words."), layers=(land, layer)), seed=0)
        move = choose_move(plan, 0, schedule_film(plan).shots[0], canvas)
        ends.append(move.end.left + move.end.width / 2)
    assert ends[0] < 160 < ends[1]
