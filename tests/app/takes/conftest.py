from __future__ import annotations

import pytest

from studio.film.render import render_film
from tests.app.pages.editing.conftest import quick
from tests.support.unrendered import unrendered

__all__ = ["quick"]
RENDER = "generator.pipeline.stages.render.render_film"


@pytest.fixture(autouse=True)
def rendered_at_once(monkeypatch) -> None:
    """Have no film rendered: what becomes of pictures does not depend on what is seen in a film."""
    monkeypatch.setattr(RENDER, lambda plan, folder, *rest: unrendered(plan, folder))


@pytest.fixture
def rendered(rendered_at_once, monkeypatch) -> None:
    """Have films rendered after all."""
    monkeypatch.setattr(RENDER, render_film)
