"""What is wrong with the machine puts a film off, and costs no scene anything."""

from __future__ import annotations

import pytest
from django.db import DataError, OperationalError

from generator.exceptions import RunOverdueError, RunStoppedError
from studio.errors import StudioError, is_of_the_machine
from tests.app.pipeline.one_scene.faults import (
    ERRORS,
    MACHINE,
    RENDERING,
    STAGES,
    break_at,
    make,
    notes,
    run,
    waiting,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "point",
    ["painting", "storing a picture", "the parts of a speech", "storing a speech", "cleaning an own picture"],
)
def test_what_is_wrong_with_the_machine_puts_the_film_off(monkeypatch, quick, point):
    target, meant, kind = STAGES[point]
    for error in MACHINE.values():
        generation = waiting(kind)
        with monkeypatch.context() as patch:
            failed = break_at(patch, target, meant(), error)
            made = run(generation)
        assert failed
        assert (made.status, made.not_before is not None) == ("queued", True)
        assert notes(made) == {}


@pytest.mark.parametrize("point", ["opening the picture", "decoding the speech", "drawing captions"])
def test_so_it_does_while_the_film_is_rendered(monkeypatch, point):
    target, meant = RENDERING[point]
    failed = break_at(monkeypatch, target, meant(), MACHINE["a full disk"])
    made = make()
    assert failed
    assert made.status == "queued"
    assert notes(made) == {}


def test_errors_of_the_machine_are_told_from_those_of_a_scene():
    for error in (
        RunStoppedError(),
        RunOverdueError(),
        KeyboardInterrupt(),
        *(error() for error in MACHINE.values()),
    ):
        assert is_of_the_machine(error) or isinstance(error, OperationalError)
    for error in (
        *(error() for error in ERRORS.values()),
        StudioError("x"),
        DataError("x"),
        FileNotFoundError(),
    ):
        assert not is_of_the_machine(error)
    endless = ValueError("x")
    endless.__cause__ = endless
    assert not is_of_the_machine(endless)
