from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.film.encode.segments import picture_sums
from studio.film.layers.motion import Key, Motion, Track, Wave
from studio.film.layers.values import Clip, Counter, Fall, Ground, Layer, Reveal
from studio.film.less_motion import with_less_motion
from studio.film.picture.easel import Easel
from studio.film.plan import CaptionAppearance, Cutaway, FilmPlan, Shot
from studio.film.production import compose
from studio.film.schedule import schedule_film
from tests.studio.film.factories import make_narration, make_picture, make_plan

SIZE = (320, 180)


def dot(folder: Path, name: str = "dot.png") -> Path:
    Image.new("RGBA", (40, 40), (255, 255, 255, 255)).save(folder / name)
    return folder / name


def ramp(first: float, last: float, start: float = 0.5, seconds: float = 0.6, ease: str = "out") -> Track:
    return Track(keys=(Key(start, first, "hold"), Key(start + seconds, last, ease)))


def make_layer(folder: Path, **changes: object) -> Layer:
    values = {"left": 0.4, "top": 0.4, "right": 0.5, "bottom": 0.6, **changes}
    return Layer(picture=dot(folder), **values)


def film(folder: Path, **changes: object) -> FilmPlan:
    """Return the plan of one scene with all that can move."""
    digits = Image.new("RGBA", (200, 20), (255, 255, 255, 255))
    digits.save(folder / "digits.png")
    counter = Counter(
        glyphs=folder / "digits.png",
        alphabet="0123456789",
        cells=(0.1,) * 10,
        left=0.1,
        top=0.1,
        bottom=0.2,
        value=ramp(0, 12345, seconds=1.0),
        motion=Motion(opacity=ramp(0, 1, seconds=0.1)),
        start=0.5,
    )
    values: dict[str, object] = {
        "ground": Ground(line=0.6, depth=0.6, drift=0.02, skyline=0.4, bleed=0.05),
        "layers": (
            Fall(kind="snow"),
            make_layer(
                folder, motion=Motion(y=Track(waves=(Wave(0.05, 2),)), turn=Track(waves=(Wave(4, 3),)))
            ),
            Fall(kind="snow", is_near=True),
        ),
        "over": (
            make_layer(folder, left=0.1, right=0.2, motion=Motion(y=ramp(0.2, 0), opacity=ramp(0, 1))),
            make_layer(folder, left=0.3, right=0.35, reveal=Reveal(right=ramp(0, 1, ease="inout"))),
            make_layer(folder, left=0.7, right=0.8, motion=Motion(scale=ramp(0, 1, ease="back"))),
            counter,
        ),
        **changes,
    }
    narration = make_narration(folder, seconds=4.0, text="One two three.", words=True)
    shot = Shot(picture=make_picture(folder / "a.png", size=(480, 270)), narration=narration, **values)
    return make_plan(
        folder, shots=(shot,), size=SIZE, camera="dramatic", captions=CaptionAppearance(style="none")
    )


def frames_of(plan: FilmPlan, *numbers: int) -> list[np.ndarray]:
    schedule = schedule_film(plan)
    composition = compose(plan, schedule, ())
    easel, found = Easel(plan.size), []
    for number in numbers:
        composition.paint(number, easel)
        found.append(easel.frame.y.astype(int))
    return found


def test_nothing_moves_within_a_shot(tmp_path: Path):
    plan = film(tmp_path)
    moving = frames_of(plan, 60, 75, 90)
    still = frames_of(with_less_motion(plan), 60, 75, 90)

    assert all(np.abs(moving[0] - other).mean() > 1 for other in moving[1:])
    assert all(np.array_equal(still[0], other) for other in still[1:])


@pytest.mark.parametrize("kind", range(4))
def test_what_comes_over_a_picture_fades_in_where_it_ends_up(tmp_path: Path, kind: int):
    plan = film(tmp_path, ground=Ground(), layers=())
    shot = plan.shots[0]
    plan = replace(plan, shots=(replace(shot, over=shot.over[kind : kind + 1]),))
    before, *coming, there = frames_of(with_less_motion(plan), 5, *range(14, 34), 60)
    seen = there - before
    covered = np.abs(seen) > 10

    assert covered.sum() > 100
    shares = [np.mean((frame - before)[covered] / seen[covered]) for frame in coming]
    # It grows brighter, little by little, and everywhere by the same share.
    assert min(np.diff([0, *shares])) > -0.02
    assert max(np.diff([0, *shares])) < 0.45
    assert len({round(share, 1) for share in shares}) >= 4
    for frame, share in zip(coming, shares, strict=True):
        assert np.abs((frame - before) - share * seen)[covered].max() < 6
        assert np.abs(frame - before)[~covered].max() <= 10


def test_what_leaves_by_moving_fades_out(tmp_path: Path):
    leaving = make_layer(tmp_path, reveal=Reveal(left=ramp(0, 1, start=2.0)))
    plan = with_less_motion(film(tmp_path, ground=Ground(), layers=(), over=(leaving,)))
    there, going, gone = frames_of(plan, 30, 72, 90)
    part = (there - gone) > 10

    assert part.sum() > 100
    assert 0 < np.mean((going - gone)[part] / (there - gone)[part]) < 1


def test_words_that_are_lit_as_they_are_spoken_still_are(tmp_path: Path):
    lit = make_layer(tmp_path, motion=Motion(opacity=ramp(0.2, 1)))
    plan = film(tmp_path, ground=Ground(), layers=(), over=(lit,))

    moving, still = frames_of(plan, 5, 60), frames_of(with_less_motion(plan), 5, 60)
    at = slice(int(0.42 * 180), int(0.58 * 180)), slice(int(0.42 * 320), int(0.48 * 320))
    for one, other in zip(moving, still, strict=True):
        assert abs(one[at].mean() - other[at].mean()) < 12
    assert still[1][at].mean() > still[0][at].mean() + 20


def test_transitions_are_cuts_and_cross_fades_only(tmp_path: Path):
    plan = film(tmp_path)
    for wanted, given in (("slide", "fade"), ("dip", "fade"), ("cut", "cut"), ("fade", "fade")):
        assert with_less_motion(replace(plan, transition=wanted)).transition == given


def test_clips_of_owners_play_as_they_are(tmp_path: Path):
    clip = Clip(file=tmp_path / "clip.mp4", ending="loop")
    shot = replace(film(tmp_path).shots[0], clip=clip, cutaways=(Cutaway(word=1, picture=dot(tmp_path)),))
    (calm,) = with_less_motion(replace(film(tmp_path), shots=(shot,))).shots

    assert calm.clip == clip
    assert len(calm.cutaways) == 1


def test_a_plan_without_motion_stays_as_it_is(tmp_path: Path):
    plan = make_plan(tmp_path, camera="none")
    assert with_less_motion(plan) == plan
    assert picture_sums(with_less_motion(plan)) == picture_sums(plan)
