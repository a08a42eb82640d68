"""Stands in for `generator.tasks` until the pipeline can be imported."""

from __future__ import annotations

from generator.models import Generation


def submit(generation: Generation) -> None:
    from generator import tasks

    tasks.submit(generation)


def worker_is_alive() -> bool:
    from generator import tasks

    return tasks.worker_is_alive()
