"""Prices and budgets are checked when they are read: a slip of the pen must not let services cost what they like."""

from __future__ import annotations

import json

import pytest
from environs import ValidationError

from generator.providers.costs.tariffs import UNITS
from videogen_site import values

GOOD_PRICES = ["{}", '{"Gemini": {"call": 0}}', '{"Gemini: pro": {"million_tokens_in": 0.3, "picture": 1}}']
GOOD_BUDGETS = [
    "{}",
    '{"all": {"money_per_month": 50}, "Gemini": {"calls_per_day": 200, "money_per_day": 0.5}}',
]
BAD = [
    "[]",
    "3",
    "null",
    '{"": {"call": 1, "calls_per_day": 1}}',
    '{"Gemini": {}}',
    '{"Gemini": 3}',
    '{"Gemini": null}',
    '{"Gemini": {"calls": 3}}',
    '{"Gemini": {"call": "3"}}',
    '{"Gemini": {"call": -1, "calls_per_day": -1}}',
    '{"Gemini": {"call": true, "calls_per_day": true}}',
    '{"Gemini": {"call": NaN, "calls_per_day": NaN}}',
    '{"Gemini": {"call": 1e400, "calls_per_day": 1e400}}',
]


@pytest.mark.parametrize(
    ("check", "text"),
    [(values.SERVICE_PRICES, text) for text in GOOD_PRICES]
    + [(values.SERVICE_BUDGETS, text) for text in GOOD_BUDGETS],
)
def test_what_is_right_is_taken(check, text):
    check(json.loads(text))


@pytest.mark.parametrize("check", [values.SERVICE_PRICES, values.SERVICE_BUDGETS])
@pytest.mark.parametrize("text", BAD)
def test_what_is_wrong_is_refused_with_an_example(check, text):
    with pytest.raises(ValidationError, match=r"must be like .* with amounts from 0 of:"):
        check(json.loads(text))


def test_every_unit_that_may_have_a_price_is_counted():
    assert set(UNITS) == set(values.PRICE_UNITS)
