"""What services may cost stops services and not films: the built-in ones serve, with a note, and the staff are told."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from generator.models import Usage
from generator.models.usage.usage import About, Figures
from generator.providers.calling.meter import NOBODY, Used
from generator.providers.costs import ceilings
from generator.providers.costs.ceilings import SpentError, keep_below, notes
from generator.providers.costs.counting import Counter

pytestmark = pytest.mark.django_db

COUNTER = Counter(vendor="v", service="OpenRouter", kind="image")
FREE = Counter(vendor="v", service="Openverse", kind="photo", is_free=True)


def used(money: str = "0", *, calls: int = 1, **about: Any) -> None:
    values = {"day": timezone.localdate(), "vendor": "v", "service": "OpenRouter", "kind": "image", **about}
    figures = Figures(calls=calls, money=Decimal(money), unpriced=0 if Decimal(money) else calls)
    Usage.objects.add(About(**values), figures)


def may_be_asked(service: str = "OpenRouter", *, is_free: bool = False) -> bool:
    try:
        keep_below(service, is_free=is_free)
    except SpentError:
        return False
    return True


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


@pytest.mark.parametrize("name", ["OpenRouter", "openrouter ", "all", "ALL"])
@pytest.mark.parametrize(
    ("limit", "most", "spent"),
    [
        ("money_per_day", 2, {"money": "2"}),
        ("money_per_month", 2.5, {"money": "2.51"}),
        ("calls_per_day", 3, {"calls": 3}),
        ("calls_per_month", 3, {"calls": 4}),
    ],
)
def test_a_ceiling_that_is_reached_stops_the_service(settings, name, limit, most, spent):
    settings.SERVICE_BUDGETS = {name: {limit: most}}
    assert may_be_asked()
    used(**{**spent, **({"money": "1.99"} if "money" in spent else {"calls": 2})})
    assert may_be_asked()
    used(**spent)
    assert not may_be_asked()


def test_none_are_set_by_default(settings):
    assert settings.SERVICE_BUDGETS == {}
    used("999999")
    assert may_be_asked()
    assert notes() == []


def test_a_ceiling_of_nothing_lets_no_call_through(settings):
    settings.SERVICE_BUDGETS = {"OpenRouter": {"calls_per_day": 0}}
    assert not may_be_asked()
    assert "is used up" in notes()[0]


def test_what_was_used_before_does_not_count(settings):
    settings.SERVICE_BUDGETS = {"OpenRouter": {"money_per_day": 1}, "all": {"money_per_month": 1}}
    used("5", day=yesterday().replace(year=2020))
    assert may_be_asked()
    settings.SERVICE_BUDGETS = {"OpenRouter": {"money_per_day": 1}}
    used("5", day=yesterday())
    assert may_be_asked()


def test_other_services_go_on(settings):
    settings.SERVICE_BUDGETS = {"OpenRouter": {"money_per_day": 1}}
    used("5")
    assert may_be_asked("Gemini")
    assert not may_be_asked()


def test_that_of_all_stops_all_that_may_cost_and_nothing_else(settings):
    settings.SERVICE_BUDGETS = {"all": {"calls_per_day": 2}}
    Usage.objects.add(
        About(day=timezone.localdate(), vendor="v", service="Openverse", kind="photo"), Figures(calls=50)
    )
    assert may_be_asked()
    used(calls=2)
    assert not may_be_asked("Gemini")
    assert may_be_asked("Openverse", is_free=True)


def test_what_costs_nothing_has_a_ceiling_of_its_own_if_it_is_given_one(settings):
    settings.SERVICE_BUDGETS = {"Openverse": {"calls_per_day": 1}}
    FREE.count(Used(calls=1), NOBODY)
    with pytest.raises(SpentError, match="Openverse is not asked before tomorrow"):
        FREE.admit()


def test_peoples_own_keys_are_theirs(settings):
    settings.SERVICE_BUDGETS = {"OpenRouter": {"money_per_day": 1}}
    used("5", by_own_key=True)
    assert may_be_asked()
    used("5")
    Counter(vendor="v", service="OpenRouter", kind="image", by_own_key=True).admit()
    with pytest.raises(SpentError):
        COUNTER.admit()


def test_the_note_says_until_when(settings, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 12, 31))
    settings.SERVICE_BUDGETS = {"OpenRouter": {"money_per_month": 1}}
    used("1")
    with pytest.raises(SpentError) as told:
        COUNTER.admit()
    assert str(told.value) == (
        "OpenRouter is not asked before January: what OpenRouter may be asked here is used up."
    )
    assert told.value.kind == "quota"


@pytest.fixture
def mailed(settings) -> list[Any]:
    settings.EMAIL_HOST, settings.CONTACT_EMAIL = "mail.example.org", "ops@example.org"
    return mail.outbox


def test_the_staff_are_told_once_at_four_fifths_and_once_at_the_end(settings, mailed, caplog):
    settings.SERVICE_BUDGETS = {"OpenRouter": {"money_per_month": 10}}
    with caplog.at_level(logging.WARNING):
        for money in ("7.99", "0.01", "0.5", "1.5", "1"):
            COUNTER.count(Used(calls=1, money=Decimal(money)), NOBODY)
    told = [
        "The budget of $10.00 for OpenRouter this month is used to 80%.",
        f"The budget of $10.00 for OpenRouter this month is used up: OpenRouter is not asked before {after():%B}, and "
        "what is built in serves.",
    ]
    assert [record.message for record in caplog.records] == told
    assert [(letter.body, letter.to) for letter in mailed] == [(note, ["ops@example.org"]) for note in told]
    assert notes() == told[1:]


def after() -> date:
    return (timezone.localdate().replace(day=28) + timedelta(days=4)).replace(day=1)


def test_admins_are_told_where_there_are_some(settings, mailed):
    settings.ADMINS = [("Ann", "ann@example.org")]
    settings.SERVICE_BUDGETS = {"all": {"calls_per_day": 1}}
    COUNTER.count(Used(calls=1), NOBODY)
    assert [letter.to for letter in mailed] == [["ann@example.org"]]
    assert "The budget of 1 call for all services today is used up: Services are" in mailed[0].body


def test_nobody_is_told_by_mail_without_a_mail_server(settings):
    settings.CONTACT_EMAIL = "ops@example.org"
    settings.SERVICE_BUDGETS = {"OpenRouter": {"calls_per_day": 1}}
    COUNTER.count(Used(calls=1), NOBODY)
    assert mail.outbox == []


def test_a_mail_server_that_is_away_fails_no_call(settings, mailed, monkeypatch, caplog):
    def away(*given, **options):
        raise OSError("mail.example.org")

    monkeypatch.setattr(ceilings, "send_mail", away)
    settings.SERVICE_BUDGETS = {"OpenRouter": {"calls_per_day": 1}}
    COUNTER.count(Used(calls=1), NOBODY)
    assert "could not be told by mail" in caplog.text
    assert Usage.objects.figures().calls == 1


def test_the_pages_of_the_staff_say_it(settings, as_staff):
    settings.SERVICE_BUDGETS = {"OpenRouter": {"money_per_month": 10}}
    used("9")
    for address in ("/admin/", "/admin/usage/"):
        page = as_staff.get(address).content.decode()
        assert page.count("The budget of $10.00 for OpenRouter this month is used to 90%.") == 1, address


def test_a_page_of_the_staff_comes_without_a_table(settings, as_staff, monkeypatch):
    def away(*given):
        raise OperationalError

    settings.SERVICE_BUDGETS = {"OpenRouter": {"money_per_month": 10}}
    monkeypatch.setattr(ceilings.Ceiling, "used", away)
    assert as_staff.get("/admin/").status_code == 200


def test_the_check_tells_of_names_that_no_service_has(settings, capsys):
    settings.SERVICE_BUDGETS = {"Opnrouter": {"money_per_month": 10}, "all": {"calls_per_day": 5}}
    settings.SERVICE_PRICES = {"Gemini: pro": {"call": 1}, "Nobody": {"call": 1}}
    call_command("check")
    told = capsys.readouterr().err
    assert "SERVICE_BUDGETS names Opnrouter, which is no service" in told
    assert "SERVICE_PRICES names Nobody, which is no service" in told
    assert "names Gemini" not in told
    assert "names all" not in told


def test_the_check_of_the_database_tells_of_ceilings_that_are_nearly_reached(settings, capsys):
    settings.SERVICE_BUDGETS = {"OpenRouter": {"money_per_month": 10}}
    used("9")
    call_command("check", databases=["default"])
    assert "The budget of $10.00 for OpenRouter this month is used to 90%." in capsys.readouterr().err
