"""A walk to every address as one visitor: what each answers is looked at in many ways, and asked for once."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import pytest
from django.template.backends.django import Template

from tests.support.pages.routes import all_routes
from tests.support.pages.visitors import Site

# Whose pages are painted: all others get one of these, and are only told what they get.
PAINTED = {("anonymous", "get"), ("owner", "get"), ("owner", "post"), ("staff", "get"), ("staff", "post")}


class Answer(NamedTuple):
    """What somebody got at an address, as plain values: they outlive the rows that it was made of."""

    outcome: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@cache
def walk(role: str, method: str) -> dict[str, Answer]:
    """Return what a visitor gets at each address, by the route's name; needs a database for the first time."""
    site = Site()
    refusals = logging.getLogger("django.request")
    before = refusals.level
    # Hundreds of refusals, each with its trace, would be kept for nobody.
    refusals.setLevel("CRITICAL")
    with pytest.MonkeyPatch.context() as patch:
        if (role, method) not in PAINTED:
            patch.setattr(Template, "render", lambda *given, **named: "")
        answers = {
            route.name: _answer(*site.ask(role, method, site.address(route))) for route in all_routes()
        }
    refusals.setLevel(before)
    return answers


def _answer(outcome: str, response: Any) -> Answer:
    body = response.body if response.streaming else response.content
    return Answer(outcome, response.status_code, dict(response.headers), body)
