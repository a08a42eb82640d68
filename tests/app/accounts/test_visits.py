"""Where a member is signed in: each visit is listed while it is open, and can be ended from any other."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings as product
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generator.accounts.browsers import browser_of
from generator.models import User, Visit
from generator.pipeline import sweep
from tests.conftest import prove
from tests.support.factories import PASSWORD, make_visit

pytestmark = pytest.mark.django_db
PAGE, ELSEWHERE, LIBRARY = reverse("visits"), reverse("sign_out_elsewhere"), reverse("library")
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)


def enter(user: User, user_agent: str = FIREFOX, address: str = "203.0.113.7") -> Client:
    """Sign in by the form, as people do."""
    client = Client(headers={"User-Agent": user_agent}, REMOTE_ADDR=address)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(LIBRARY).status_code == 200


def listed(client: Client) -> list[str]:
    """Return what the page lists, each visit in one line."""
    found = re.findall(r"<li>\s*<div>\s*<h2>(.*?)</form>", client.get(PAGE).content.decode(), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", entry).split()) for entry in found]


def sign_out(client: Client, visit: Visit) -> int:
    return client.post(reverse("sign_out_visit", args=[visit.pk])).status_code


@pytest.fixture
def laptop(alice) -> Client:
    return enter(alice)


@pytest.fixture
def phone(alice, laptop) -> Client:
    return enter(alice, SAFARI, "2001:db8:1:2:3::4")


def test_each_visit_is_told_in_plain_words_the_own_one_first(laptop: Client, phone: Client):
    this, other = listed(laptop)
    began = timezone.now().strftime("%-d %B %Y")
    assert re.fullmatch(
        rf"Firefox on Windows This one Network address 203\.0\.113\.7 Since {began}, [\d:]+ UTC, "
        "in use now Sign out",
        this,
    )
    assert re.fullmatch(
        rf"Safari on iPhone Network address 2001:db8:1:2::/64 Since {began}, [\d:]+ UTC, "
        "last used just now Sign out",
        other,
    )
    assert ["Safari on iPhone This one" in entry for entry in listed(phone)] == [True, False]


def test_nobody_elses_visits_are_listed_or_ended(laptop: Client, bob):
    theirs = make_visit(bob, browser="Opera on Linux")
    assert "Opera" not in laptop.get(PAGE).content.decode()
    assert sign_out(laptop, theirs) == 404
    assert Visit.objects.filter(pk=theirs.pk).exists()


def test_a_visit_is_ended_from_another_one_at_once_and_without_a_password(laptop: Client, phone: Client):
    assert is_in(phone)
    assert sign_out(laptop, Visit.objects.get(browser="Safari on iPhone")) == 302
    for address in (LIBRARY, PAGE, reverse("account_email"), reverse("export")):
        assert phone.get(address)["Location"].startswith(reverse("account_login"))
    assert not phone.session.keys()
    assert is_in(laptop)
    assert len(listed(laptop)) == 1


def test_the_own_visit_is_ended_too(laptop: Client, phone: Client):
    assert sign_out(laptop, Visit.objects.get(browser="Firefox on Windows")) == 302
    assert not is_in(laptop)
    assert is_in(phone)


def test_signing_out_elsewhere_keeps_this_visit_alone(laptop: Client, phone: Client, alice, bob):
    unlisted, theirs = Client(), enter(bob)
    # As one that began before visits were noted.
    unlisted.force_login(alice)
    assert Visit.objects.filter(user=alice).count() == 2
    page = laptop.post(ELSEWHERE, follow=True).content.decode()
    assert "You are signed out everywhere else." in page
    assert "You are signed in nowhere else." in page
    assert [is_in(client) for client in (laptop, phone, unlisted, theirs)] == [True, False, False, True]
    assert len(listed(laptop)) == 1
    began = Visit.objects.get(user=alice).began_at
    assert timezone.now() - began < timedelta(minutes=1)


def test_signing_out_takes_the_visit_off_the_list(laptop: Client, phone: Client):
    phone.post(reverse("account_logout"))
    assert len(listed(laptop)) == 1
    assert Visit.objects.count() == 1


def test_a_new_password_ends_all_other_visits_and_keeps_since_when_this_one_is(
    laptop: Client, phone: Client, alice
):
    began = timezone.now() - timedelta(days=3)
    Visit.objects.filter(browser="Firefox on Windows").update(began_at=began)
    prove(laptop, alice)
    new = "another-Long-phrase-8"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    laptop.post(reverse("account_change_password"), sent)
    assert (is_in(laptop), is_in(phone)) == (True, False)
    (this,) = listed(laptop)
    assert began.strftime("Since %-d %B %Y") in this


def test_who_is_suspended_has_no_visit_that_comes_back(laptop: Client, phone: Client, alice):
    alice.suspend()
    assert not is_in(laptop)
    User.objects.filter(pk=alice.pk).update(is_active=True)
    assert not is_in(phone)
    assert listed(enter(alice)) != []
    assert len(listed(enter(alice))) == 2


def test_a_visit_from_before_visits_were_noted_is_listed_once_it_is_used(alice):
    client = Client()
    client.force_login(alice)
    assert not Visit.objects.exists()
    assert len(listed(client)) == 1
    assert len(listed(client)) == 1


def test_signing_in_as_somebody_else_begins_another_visit(laptop: Client, bob):
    laptop.force_login(bob)
    assert len(listed(laptop)) == 1
    assert [str(visit.user) for visit in Visit.objects.filter(user=bob)] == [bob.email]


def test_the_last_use_is_noted_every_few_minutes_and_not_at_each_request(laptop: Client):
    before = timezone.now() - timedelta(hours=2)
    Visit.objects.update(last_used_at=before)
    laptop.get(LIBRARY, REMOTE_ADDR="198.51.100.9")
    visit = Visit.objects.get()
    assert visit.last_used_at > before
    assert visit.network == "198.51.100.9"
    laptop.get(LIBRARY)
    assert Visit.objects.get().last_used_at == visit.last_used_at


def test_a_visit_that_was_ended_while_a_page_was_made_does_not_come_back(alice):
    visit = make_visit(alice)
    Visit.objects.all().delete()
    visit.note(browser="a", network="b", proof="c", ends_at=timezone.now())
    assert not Visit.objects.exists()


def test_what_is_over_is_not_listed_and_is_swept_away(laptop: Client, alice):
    make_visit(alice, browser="Opera on Linux", ends_at=timezone.now() - timedelta(seconds=1))
    assert len(listed(laptop)) == 1
    sweep.forget_old_sessions()
    assert [visit.browser for visit in Visit.objects.all()] == ["Firefox on Windows"]


def test_a_visit_lasts_as_long_as_its_session(laptop: Client):
    age = timedelta(seconds=product.SESSION_COOKIE_AGE)
    assert abs(Visit.objects.get().ends_at - timezone.now() - age) < timedelta(minutes=1)


def test_sessions_that_an_earlier_key_signed_stay_listed(laptop: Client, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-0123456789abcdefghijklmnopqrstuvwxyz-0123"
    assert is_in(laptop)
    settings.SECRET_KEY_FALLBACKS = []
    assert len(listed(laptop)) == 1


def test_who_is_not_signed_in_costs_no_query_and_leaves_no_row(client: Client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("help"))
    assert not Visit.objects.exists()
    assert client.get(PAGE)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (SAFARI, "Safari on iPhone"),
        (f"{SAFARI} CriOS/137.0", "Chrome on iPhone"),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/137.0.0.0 Safari/537.36",
            "Chrome on Linux",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/137.0 Safari/537.36 Edg/137.0",
            "Edge on macOS",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/137.0 Safari/537.36", "Chrome on ChromeOS"),
        ("curl/8.5.0", "Unknown browser"),
        ("", "Unknown browser"),
        ("<script>" * 1000, "Unknown browser"),
    ],
)
def test_browsers_are_told_in_plain_words(user_agent: str, words: str):
    assert browser_of(user_agent) == words
