"""Small clips, and the ways of the stages to run them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.app.stages.conftest import claimed, quick_providers, run_stage
from tests.studio.film.uploads.clips.clip_files import even, write_clip

__all__ = ["claimed", "quick_providers", "run_stage"]


@pytest.fixture(scope="session")
def clip(tmp_path_factory) -> Callable[..., bytes]:
    """Make a clip of two seconds, each kind once."""
    folder, made = tmp_path_factory.mktemp("clips"), dict[str, bytes]()

    def make(name: str = "clip.mp4", **how: Any) -> bytes:
        key = repr((name, sorted(how.items())))
        if key not in made:
            made[key] = Path(write_clip(folder / name, even(10), **how)).read_bytes()
        return made[key]

    return make
