from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import RenderError
from studio.film.encode.cutting import cut_segment
from studio.film.encode.packets import read_packets
from studio.film.plan import RenderedFilm
from studio.film.render import render_film
from tests.studio.film.factories import make_narration, make_plan, make_shots


class Seen:
    """A store that has nothing, and remembers what it was given."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    def get(self, fingerprint: str) -> Path | None:
        return None

    def put(self, fingerprint: str, file: Path) -> None:
        self.contents[fingerprint] = file.read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[RenderedFilm, Seen]:
    folder = tmp_path_factory.mktemp("made")
    texts = ("First we walk.", "Then we run home.", "At last we rest.")
    narrations = [make_narration(folder, text, 4.0, name=f"{text}.wav") for text in texts]
    store = Seen()
    plan = make_plan(folder, shots=make_shots(folder, *narrations))
    return render_film(plan, folder, lambda share: None, store), store


def frames_in(file: Path) -> list[tuple[int, int, bool, bytes]]:
    """Read a segment; the code before a unit may have one zero more or less."""
    return [
        (frame.shown, frame.decoded, frame.is_key, frame.data.replace(b"\0\0\0\1", b"\0\0\1"))
        for frame in read_packets(file)
    ]


def test_each_segment_comes_out_as_it_went_in(made: tuple[RenderedFilm, Seen], tmp_path: Path):
    film, store = made
    assert len(film.segments) == 5
    for fingerprint, (first, frame_count) in film.segments.items():
        cut_segment(film.video, first, frame_count, tmp_path / fingerprint)
        (tmp_path / "kept").write_bytes(store.contents[fingerprint])
        assert frames_in(tmp_path / fingerprint) == frames_in(tmp_path / "kept")
        head, *_ = store.contents[fingerprint].partition(b'"frames"')
        assert (tmp_path / fingerprint).read_bytes().startswith(head)


def test_the_segments_of_a_film_fill_it(made: tuple[RenderedFilm, Seen]):
    film, store = made
    places = sorted(film.segments.values())
    assert places[0][0] == 0
    assert [first + count for first, count in places] == [
        *(first for first, _ in places[1:]),
        round(film.duration * 30),
    ]
    assert film.sound in store.contents


@pytest.mark.parametrize(("first", "frame_count"), [(5, 20), (0, 10_000)])
def test_it_refuses_what_is_no_segment(
    made: tuple[RenderedFilm, Seen], tmp_path: Path, first: int, frame_count: int
):
    with pytest.raises(RenderError, match="other pieces"):
        cut_segment(made[0].video, first, frame_count, tmp_path / "cut")
    assert not (tmp_path / "cut").exists()


def test_it_refuses_what_is_no_film(tmp_path: Path):
    (tmp_path / "film.mp4").write_bytes(b"no film")
    with pytest.raises(RenderError, match="could not be read"):
        cut_segment(tmp_path / "film.mp4", 0, 10, tmp_path / "cut")
