"""House clips: any frame by itself, in any order, and what is seen when they are too short."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from studio.errors import RenderError
from studio.film.layers.clips import ClipPlayer, ClipReader, _planes_of
from studio.film.layers.placing import ShotFrame
from studio.film.layers.values import Clip
from studio.film.picture.camera import CameraView
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from tests.studio.film.layers.material import SIZE, make_clip
from tests.support.threads import side_by_side

COUNT = 40


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    return make_clip(tmp_path_factory.mktemp("clip") / "clip.mp4", count=COUNT)


def shown(player: ClipPlayer, number: int, size: tuple[int, int] = SIZE) -> int:
    """Return the number of the clip's frame that is seen, told by its light."""
    frame, view = Frame.blank(size), CameraView(0.0, 0.0, float(size[0]))
    player.draw(ShotFrame(number, 300, view, view), frame, Easel(size))
    return round((float(frame.y.mean()) - 40) / 4)


def test_frames_are_found_forwards_backwards_and_in_no_order(clip):
    reader = ClipReader(clip)
    numbers = [*range(COUNT), *reversed(range(COUNT)), *random.Random(5).sample(range(COUNT), COUNT)]
    for number in numbers:
        assert round((float(_planes_of(reader.frame(number))[0].mean()) - 40) / 4) == number
    reader.close()


def test_a_clip_of_the_films_rate_is_shown_frame_by_frame(clip):
    player = ClipPlayer(Clip(file=clip))
    assert [shown(player, number) for number in range(COUNT)] == list(range(COUNT))
    player.close()


@pytest.mark.parametrize(
    ("ending", "expected"),
    [("hold", [38, 39, 39, 39, 39]), ("swing", [38, 39, 39, 38, 37])],
)
def test_a_clip_that_is_too_short_holds_or_swings(clip, ending: str, expected: list[int]):
    player = ClipPlayer(Clip(file=clip, ending=ending))
    seen = [shown(player, number) for number in range(38, 43)]
    assert all(abs(one - other) <= 1 for one, other in zip(seen, expected, strict=True)), seen


def test_a_clip_that_begins_anew_goes_over_into_its_beginning_without_a_jump(clip):
    player = ClipPlayer(Clip(file=clip, ending="loop"))
    seen = [shown(player, number) for number in range(90)]
    assert max(abs(one - other) for one, other in pairwise(seen)) <= 4
    assert max(seen) >= 26
    assert seen[50] < 30


def test_a_part_of_a_clip_is_shown_at_its_speed(clip):
    player = ClipPlayer(Clip(file=clip, start=0.5, end=1.0, speed=0.5))
    seen = [shown(player, number) for number in (0, 10, 20, 29, 60)]
    assert seen == [15, 20, 25, 29, 29]


@pytest.mark.parametrize("size", [(160, 90), (180, 320), (200, 200), (640, 360)])
def test_a_clip_covers_frames_of_any_shape(clip, size: tuple[int, int]):
    assert shown(ClipPlayer(Clip(file=clip)), 12, size) == 12


def test_painters_in_several_threads_see_their_own_frames(clip):
    player, seen = ClipPlayer(Clip(file=clip)), dict[int, int]()

    def paint(numbers: range) -> None:
        for number in numbers:
            seen[number] = shown(player, number)

    halves = (range(0, COUNT, 2), range(COUNT - 1, 0, -2))
    side_by_side([lambda half=half: paint(half) for half in halves])  # type: ignore[misc]
    assert seen == {number: number for number in range(COUNT)}
    assert len(player._idle) <= 2
    player.close()
    assert not player._idle


def test_what_is_no_clip_is_refused_in_a_sentence(tmp_path, clip):
    broken = tmp_path / "broken.mp4"
    for content in (b"", b"no clip", clip.read_bytes()[:300]):
        broken.write_bytes(content)
        with pytest.raises(RenderError, match="could not be read"):
            ClipPlayer(Clip(file=broken))
    with pytest.raises(RenderError, match="could not be read"):
        ClipPlayer(Clip(file=tmp_path / "missing.mp4"))
