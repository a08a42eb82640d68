"""A new process of the worker loads what the first description of a picture would wait for."""

from __future__ import annotations

import threading

import pytest

from generator.management import cluster
from studio.contracts import VisionProvider


class Noting(VisionProvider):
    ready = threading.Event()

    def get_ready(self) -> None:
        self.ready.set()

    def describe(self, **asked):
        raise NotImplementedError


@pytest.mark.parametrize(
    "before", [[], [{"BACKEND": "tests.app.commands.test_get_ready.Noting", "EXTERNAL": True, "AT_ONCE": 2}]]
)
def test_what_is_built_in_gets_ready_in_the_background(settings, before):
    Noting.ready.clear()
    settings.GENERATOR_PROVIDERS = {
        "vision": [*before, {"BACKEND": "tests.app.commands.test_get_ready.Noting"}]
    }

    cluster.get_ready(sender="django_q", proc_name="worker")

    assert Noting.ready.wait(5)


def test_an_outside_service_alone_is_left_alone(settings):
    Noting.ready.clear()
    service = {"BACKEND": "tests.app.commands.test_get_ready.Noting", "EXTERNAL": True, "AT_ONCE": 2}
    settings.GENERATOR_PROVIDERS = {"vision": [service]}

    cluster.get_ready(sender="django_q", proc_name="worker")

    assert not Noting.ready.wait(0.2)
