"""What services were used for is told on the film's page, to its owner, to the staff, and in the export."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from generator.models import Generation, Usage, User
from generator.models.usage.usage import About, Figures
from tests.conftest import signed_in
from tests.support.factories import make_generation, make_scene, make_user

ADDRESS = "/admin/usage/"


@pytest.fixture
def film(alice: User) -> Generation:
    made = make_generation(alice, status="succeeded", video=b"film", storyboard_provider="EmbeddedText")
    make_scene(
        made, image_provider="HuggingFace flux", image_origin="painted", speech_provider="EmbeddedSpeech"
    )
    return made


def used(film: Generation | None = None, person: User | None = None, **told: Any) -> None:
    about = {name: told.pop(name) for name in About.__slots__ if name in told}
    values = {"day": timezone.localdate(), "vendor": "v", "service": "Hugging Face", "kind": "image", **about}
    Usage.objects.add(
        About(**values, film=film and film.pk, person=person and person.pk), Figures(**{"calls": 1, **told})
    )


def words(response: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def test_a_film_that_is_all_built_in_says_nothing(as_alice, film):
    film.scenes.update(image_provider="EmbeddedIllustrator painter")
    assert "How it was made" not in words(as_alice.get(film.get_absolute_url()))


def test_the_page_of_a_film_says_what_was_used_and_what_it_cost(as_alice, alice, film):
    used(film, alice, calls=4, failures=1, pictures=3, money=Decimal("0.031"))
    used(film, alice, service="ElevenLabs", kind="speech", characters=1234, seconds=61.2, unpriced=1)
    told = words(as_alice.get(film.get_absolute_url()))
    assert "What services were used for: $0.03, and 1 call whose price is not known" in told
    assert "Hugging Face, pictures 4 calls (1 without success), 3 pictures: $0.03" in told
    assert "ElevenLabs, voice 1 call, 1,234 characters, 61 seconds: price not known" in told


def test_the_page_of_a_film_says_who_made_each_scene(as_alice, film):
    told = words(as_alice.get(film.get_absolute_url()))
    assert "Scene 1 Picture: Hugging Face flux" in told


def test_what_others_used_is_not_told(as_alice, film, bob):
    used(make_generation(bob), bob, pictures=7)
    assert "7 pictures" not in words(as_alice.get(film.get_absolute_url()))
    assert "7 pictures" not in words(as_alice.get(reverse("account")))


def test_the_account_tells_of_this_month(as_alice, alice, film):
    assert "Services were asked" not in words(as_alice.get(reverse("account")))
    used(film, alice, pictures=2, money=Decimal("0.5"))
    used(film, alice, pictures=30, day=date(2020, 1, 1))
    told = words(as_alice.get(reverse("account")))
    assert "Services were asked for your videos this month: $0.50" in told
    assert "30 pictures" not in told


def test_the_export_has_all_of_it_and_nothing_of_others(as_alice, alice, bob, film):
    used(film, alice, pictures=2, money=Decimal("0.5"))
    used(None, bob, pictures=9)
    told = as_alice.get(reverse("export")).json()["usage_of_services"]
    assert [(one["service"], one["pictures"], one["money"], one["generation"]) for one in told] == [
        ("Hugging Face", 2, "0.500000", str(film.pk))
    ]


def test_staff_see_sums_by_service_day_and_person(as_staff, alice, film):
    used(film, alice, pictures=2, money=Decimal("1.5"), model="flux")
    used(None, None, service="Gemini", kind="text", tokens_in=1000, unpriced=1)
    used(film, alice, pictures=50, day=date(2020, 1, 15))
    told = words(as_staff.get(ADDRESS))
    assert "2 calls, 1,000 tokens, 2 pictures. Cost: $1.50, and 1 call whose price is not known." in told
    assert "Hugging Face, pictures flux 1 call, 2 pictures $1.50" in told
    assert "alice@example.org Hugging Face 1 call, 2 pictures $1.50" in told
    assert "nobody, or deleted since Gemini 1 call, 1,000 tokens price not known" in told
    assert "50 pictures" not in told
    assert "50 pictures" in words(as_staff.get(ADDRESS, {"month": "2020-01"}))


@pytest.mark.parametrize("month", ["", "2020", "2020-13", "x", "2020-01-01", "%00"])
def test_a_month_that_is_none_is_this_one(as_staff, month):
    assert f"{timezone.localdate():%B %Y}" in words(as_staff.get(ADDRESS, {"month": month}))


def test_staff_download_all_rows_as_csv_without_formulas(as_staff, alice, film):
    used(film, alice, pictures=2, money=Decimal("1.5"), model='=HYPERLINK("x")')
    response = as_staff.get(ADDRESS, {"csv": "1"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert f"usage-{timezone.localdate():%Y-%m}.csv" in response["Content-Disposition"]
    (row,) = csv.DictReader(io.StringIO(response.content.decode()))
    assert (row["service"], row["person"], row["generation"]) == (
        "Hugging Face",
        "alice@example.org",
        str(film.pk),
    )
    assert (row["model"], row["pictures"], row["money"]) == ('\'=HYPERLINK("x")', "2", "1.500000")


def test_staff_without_the_right_are_refused(db):
    viewer = make_user("viewer@example.org", is_staff=True)
    assert signed_in(viewer).get(ADDRESS).status_code == 403
    viewer.user_permissions.add(Permission.objects.get(codename="view_usage"))
    assert signed_in(viewer).get(ADDRESS).status_code == 200
    assert "Usage of services" in words(signed_in(viewer).get("/admin/"))
