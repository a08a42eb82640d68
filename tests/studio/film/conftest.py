"""One small film that many tests look at, rendered once."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from studio.film.plan import FilmPlan, RenderedFilm
from studio.film.render import render_film
from tests.studio.film.factories import make_narration, make_plan, make_shots


@dataclass
class Rendered:
    """A film, the plan it was made from, the folder it was made in, and the shares that were reported."""

    plan: FilmPlan
    film: RenderedFilm
    folder: Path
    reports: list[float] = field(default_factory=list)


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    inputs, folder = tmp_path_factory.mktemp("inputs"), tmp_path_factory.mktemp("film")
    first = make_narration(
        inputs, "A fox & a hen meet. They say <hello> to each other.", 3.0, name="a.wav", words=True
    )
    second = make_narration(inputs, "Then it rains.", 1.0, name="b.wav", words=True)
    plan = make_plan(
        inputs, shots=make_shots(inputs, first, second), music="uplifting", title="Fox & hen", seed=3
    )
    reports: list[float] = []
    film = render_film(plan, folder, reports.append)
    return Rendered(plan, film, folder, reports)


@pytest.fixture
def peak_memory() -> Callable[[int], AbstractContextManager[None]]:
    """Return what asserts that no more than so many bytes are taken by Python at once."""

    @contextmanager
    def at_most(limit: int) -> Iterator[None]:
        tracemalloc.start()
        try:
            yield
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < limit

    return at_most
