"""Rows of usage: one for each day, service, kind, film and person, with nothing lost and nothing failed."""

from __future__ import annotations

import logging
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.db import OperationalError, connection

from generator.models import Usage
from generator.models.usage.usage import About, Figures, UsageQuerySet
from generator.providers.calling.meter import NOBODY, Behalf, Used
from generator.providers.costs import counting
from generator.providers.costs.counting import Counter
from tests.support.factories import make_generation, make_user
from tests.support.threads import side_by_side

DAY = date(2026, 11, 30)
ABOUT = About(day=DAY, vendor="gemini", service="Gemini", kind="text", model="flash")
PICTURES = Counter(vendor="huggingface", service="Hugging Face", kind="image", model="flux")


@pytest.fixture(autouse=True)
def own_ledger(monkeypatch) -> None:
    monkeypatch.setattr(counting, "_ledger", counting.Ledger())


def figures() -> Figures:
    return Usage.objects.figures()


def test_calls_of_one_day_service_film_and_person_are_one_row(db):
    film = make_generation(make_user())
    for _ in range(3):
        PICTURES.count(Used(calls=1, pictures=1), Behalf(film.pk, film.owner_id))
    (row,) = Usage.objects.all()
    assert (row.generation, row.person, row.model) == (film, film.owner, "flux")
    assert (row.calls, row.pictures, row.unpriced) == (3, 3, 3)


@pytest.mark.parametrize(
    "other",
    [
        {"day": date(2026, 12, 1)},
        {"service": "Other"},
        {"kind": "vision"},
        {"model": "pro"},
        {"by_own_key": True},
        {"person": 1},
    ],
)
def test_what_differs_in_anything_is_another_row(alice, other):
    told = {name: getattr(ABOUT, name) for name in About.__slots__}
    different = {**told, **other, **({"person": alice.pk} if "person" in other else {})}
    Usage.objects.add(ABOUT, Figures(calls=1))
    Usage.objects.add(About(**different), Figures(calls=1))
    assert Usage.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_no_count_is_lost_among_threads():
    used = Used(calls=1, tokens_in=10, seconds=0.5, money=Decimal("0.01"))
    side_by_side(partial(_count, used, 12) for _ in range(6))
    assert figures() == Figures(calls=72, tokens_in=720, seconds=36.0, money=Decimal("0.72"))
    assert Usage.objects.count() == 1


def _count(used: Used, times: int) -> None:
    try:
        for _ in range(times):
            PICTURES.count(used, NOBODY)
    finally:
        connection.close()


def test_a_row_stays_when_its_film_and_person_are_deleted(alice):
    film = make_generation(alice)
    PICTURES.count(Used(calls=1), Behalf(film.pk, alice.pk))
    film.delete()
    alice.delete()
    (row,) = Usage.objects.all()
    assert (row.generation, row.person, row.calls) == (None, None, 1)


def test_a_call_for_a_film_that_is_deleted_meanwhile_counts_all_the_same(alice):
    film = make_generation(alice)
    pk = film.pk
    film.delete()
    for _ in range(2):
        PICTURES.count(Used(calls=1), Behalf(pk, alice.pk))
    (row,) = Usage.objects.all()
    assert (row.generation, row.person, row.calls) == (None, alice, 2)


def test_a_database_that_takes_nothing_fails_no_call_and_loses_no_count(db, monkeypatch, caplog):
    well = UsageQuerySet.add

    def away(*given):
        raise OperationalError("postgresql://secret")

    monkeypatch.setattr(UsageQuerySet, "add", away)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            PICTURES.count(Used(calls=1, pictures=2), NOBODY)
    assert "took no usage" in caplog.text
    assert "secret" not in caplog.text
    monkeypatch.setattr(UsageQuerySet, "add", well)
    PICTURES.count(Used(calls=1), NOBODY)
    assert figures() == Figures(calls=4, pictures=6, unpriced=4)


def test_any_other_fault_of_ours_fails_no_call_either(db, monkeypatch, caplog):
    monkeypatch.setattr(counting, "price", lambda *given: 1 / 0)
    PICTURES.count(Used(calls=1), NOBODY)
    assert "could not be counted" in caplog.text


PRICES = {
    "hugging face": {"picture": 0.01, "call": 0.001},
    "Hugging Face: flux": {"picture": 0.02},
    "Gemini": {"million_tokens_in": 0.3, "million_tokens_out": 2.5},
    "Voice": {"thousand_characters": 0.3, "second": 0.001},
}


@pytest.mark.parametrize(
    ("service", "model", "used", "money", "unpriced"),
    [
        ("Hugging Face", "other", Used(calls=1, pictures=2), "0.021", 0),
        ("Hugging Face", "flux", Used(calls=1, pictures=2), "0.04", 0),
        ("Hugging Face", "other", Used(calls=1, failures=1), "0", 0),
        ("Gemini", "x", Used(calls=1, tokens_in=100_000, tokens_out=10_000), "0.055", 0),
        ("Voice", "", Used(calls=1, characters=500, seconds=30.0), "0.18", 0),
        ("Unknown", "", Used(calls=1, pictures=1), "0", 1),
        ("Unknown", "", Used(calls=1, failures=1), "0", 0),
        ("Unknown", "", Used(calls=1, failures=1, tokens_in=9), "0", 1),
        # What the service tells is believed before what the staff have set.
        ("Gemini", "x", Used(calls=1, tokens_in=10**6, money=Decimal("0.125")), "0.125", 0),
        ("Unknown", "", Used(calls=1, money=Decimal(0)), "0", 0),
    ],
)
def test_what_calls_cost(settings, db, service, model, used, money, unpriced):
    settings.SERVICE_PRICES = PRICES
    Counter(vendor="x", service=service, kind="image", model=model).count(used, NOBODY)
    assert (figures().money, figures().unpriced) == (Decimal(money), unpriced)


def test_what_bills_nobody_costs_nothing_unless_the_staff_say_so(settings, db):
    own = Counter(vendor="ollama", service="Ollama", kind="text", is_free=True)
    own.count(Used(calls=1, tokens_in=1000), NOBODY)
    assert (figures().money, figures().unpriced) == (0, 0)
    settings.SERVICE_PRICES = {"Ollama": {"call": 0.5}}
    own.count(Used(calls=1, tokens_in=1000), NOBODY)
    assert figures().money == Decimal("0.5")


def test_sums_by_columns(db):
    for service, calls in (("A", 1), ("B", 2), ("A", 4)):
        Usage.objects.add(About(day=DAY, vendor="v", service=service, kind="text"), Figures(calls=calls))
    assert Usage.objects.by("service") == [
        ({"service": "A"}, Figures(calls=5)),
        ({"service": "B"}, Figures(calls=2)),
    ]
