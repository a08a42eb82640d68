"""Pictures that take too long to describe: their turns end in time, in a sentence, and give way to those of others."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from generator.exceptions import RunOverdueError
from generator.models import Generation
from generator.models.charge import Charge
from generator.pipeline import decoding
from generator.pipeline import run as pipeline
from generator.pipeline.stages import describe
from tests.app.stages.conftest import decoders, photo
from tests.support.factories import make_generation
from tests.support.stand_ins import PROVIDERS, log

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick(settings, tmp_path):
    log.reset()
    settings.GENERATOR_WORK_DIR = tmp_path / "work"
    settings.GENERATOR_PROVIDERS = PROVIDERS


def claimed(owner=None, **fields) -> Generation:
    made = make_generation(owner, **fields)
    taken = Generation.objects.claim("test")
    assert taken.pk == made.pk
    return taken


def row() -> Generation:
    return Generation.objects.get()


def heavy(owner=None) -> Generation:
    """Claim a draft whose picture costs hours to read."""
    return claimed(owner, kind="image", status="draft", input_text="", upload=photo(comment=b"costs hours"))


@pytest.fixture
def obeying_decoder(monkeypatch):
    monkeypatch.setattr(decoding, "CHILD", Path(__file__).parents[2] / "support" / "decoding_stand_in.py")


def test_a_picture_that_takes_too_long_to_read_leaves_a_sentence_and_is_not_tried_again(
    obeying_decoder, settings, alice
):
    settings.GENERATOR_LOOK_SECONDS = 1
    began = time.monotonic()
    pipeline.describe_draft(heavy(alice))
    assert time.monotonic() - began < 1 + 3
    assert (row().status, row().attempt, row().lease_until) == ("draft", 1, None)
    assert row().error == decoding.PICTURE_TAKES_TOO_LONG
    assert Generation.objects.claim("test") is None
    assert decoders() == []
    assert not Charge.objects.exists()


def test_a_film_with_such_a_picture_fails_with_the_sentence_at_once(obeying_decoder, settings):
    settings.GENERATOR_LOOK_SECONDS = 1
    pipeline.run(claimed(kind="image", input_text="", upload=photo(comment=b"costs hours")))
    assert (row().status, row().attempt) == ("failed", 1)
    assert row().error == decoding.PICTURE_TAKES_TOO_LONG
    assert decoders() == []


@pytest.mark.parametrize("turns", [(0.3, 60.0), (60.0, 1.0)], ids=["of the processor", "of the clock"])
def test_a_draft_yields_to_those_of_others_after_its_turn(obeying_decoder, monkeypatch, alice, bob, turns):
    monkeypatch.setattr(describe, "TURN", turns[0])
    monkeypatch.setattr(describe, "LONGEST_TURN", turns[1])
    slow = heavy(alice)
    theirs = make_generation(bob, kind="image", status="draft", input_text="", upload=photo())
    began = time.monotonic()
    pipeline.describe_draft(slow)
    assert time.monotonic() - began < 1 + 1 + 8
    slow.refresh_from_db()
    assert (slow.status, slow.attempt, slow.error, slow.lease_until) == ("draft", 1, "", None)
    assert Generation.objects.claim("test").pk == theirs.pk
    assert decoders() == []


def test_a_draft_that_keeps_nobody_waiting_has_longer_than_a_turn(
    obeying_decoder, settings, monkeypatch, alice
):
    monkeypatch.setattr(describe, "TURN", 0.1)
    monkeypatch.setattr(describe, "LONGEST_TURN", 0.1)
    settings.GENERATOR_LOOK_SECONDS = 2
    slow = heavy(alice)
    # Her own next picture is no reason to hurry.
    make_generation(alice, kind="image", status="draft", input_text="", upload=photo())
    Generation.objects.update(waiting_since=timezone.now() - timedelta(minutes=1))
    began = time.monotonic()
    pipeline.describe_draft(slow)
    assert time.monotonic() - began >= 1.5
    slow.refresh_from_db()
    assert slow.error == decoding.PICTURE_TAKES_TOO_LONG


def test_a_draft_that_hangs_in_a_provider_ends_in_time_with_a_sentence(settings):
    settings.GENERATOR_LOOK_SECONDS = 2
    released = threading.Event()
    log.before = lambda kind, asked: released.wait(30)
    began = time.monotonic()
    with pytest.raises(RunOverdueError):
        pipeline.describe_draft(claimed(kind="image", status="draft", input_text="", upload=photo()))
    released.set()
    assert time.monotonic() - began < 2 + 3
    assert (row().status, row().error) == ("draft", pipeline.DESCRIBING_TOO_LONG)
