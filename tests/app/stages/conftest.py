"""A claimed generation, quick providers, and a way to run one stage as the pipeline does."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from PIL import Image

from generator.models import Generation
from tests.support.factories import make_generation
from tests.support.stand_ins import PROVIDERS, log


@pytest.fixture(autouse=True)
def quick_providers(settings):
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS


@pytest.fixture
def claimed(alice) -> Callable[..., Generation]:
    def make(**fields) -> Generation:
        generation = make_generation(alice, seed=7, **fields)
        taken = Generation.objects.take(generation.pk, generation.lease, "test")
        assert taken
        return taken

    return make


@pytest.fixture
def run_stage(tmp_path: Path):
    """Run a stage's jobs one after another and return how many there were."""

    def run(stage, generation: Generation) -> int:
        workdir = tmp_path / f"{stage.__name__}-{len(list(tmp_path.iterdir()))}"
        workdir.mkdir()
        jobs = stage(generation, workdir)
        for job in jobs:
            job.keep(job.call(lambda share: None))
        return len(jobs)

    return run


def photo(width: int = 640, height: int = 480, **options) -> bytes:
    data = io.BytesIO()
    Image.effect_mandelbrot((width, height), (-2, -1, 1, 1), 40).convert("RGB").save(data, "JPEG", **options)
    return data.getvalue()


def decoders() -> list[psutil.Process]:
    """Return the decoders of this process, which may have browsers and servers of other tests as well."""
    return [child for child in psutil.Process().children() if "decoding" in _command(child)]


def _command(process: psutil.Process) -> str:
    # What another test has started may have ended, and not be waited for yet.
    with suppress(psutil.ZombieProcess, psutil.NoSuchProcess):
        return " ".join(process.cmdline())
    return ""
