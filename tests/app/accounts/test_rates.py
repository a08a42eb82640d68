"""How often forms may be sent, by whom, counted over all processes, and what who sends too many is told."""

from __future__ import annotations

import threading
import time

import pytest
from django.core.cache import caches
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from generator.web import rates
from generator.web.durations import span
from generator.web.rates import Rate, consume, network_of, parse_rates
from tests.support.factories import PASSWORD
from tests.support.media import photo
from tests.support.pages.routes import all_routes
from tests.support.pages.walks import walk
from tests.support.threads import side_by_side

LOGIN, SIGNUP, CONTACT = reverse("account_login"), reverse("account_signup"), reverse("contact")
LETTER = {"email": "reader@example.org", "message": "Hello"}


@pytest.fixture
def twice(settings) -> None:
    settings.GENERATOR_RATES = dict.fromkeys(settings.GENERATOR_RATES, "2/h")


def statuses(client: Client, address: str, data: dict[str, str], times: int = 3) -> list[int]:
    return [client.post(address, data).status_code for _ in range(times)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "data", "fine"),
    [
        (LOGIN, {"login": "nobody@example.org", "password": "wrong"}, 200),
        (SIGNUP, {"email": "none", "password1": PASSWORD}, 200),
        (CONTACT, LETTER, 302),
    ],
)
def test_who_is_not_signed_in_is_counted_by_network(client: Client, twice, address: str, data, fine: int):
    assert statuses(client, address, data) == [fine, fine, 429]
    # A visitor of another network is not held up by it, and to look at the page is never counted.
    assert Client(REMOTE_ADDR="10.0.0.9").post(address, data).status_code == fine
    assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_members_are_counted_by_account_wherever_they_are(as_alice: Client, as_bob: Client, twice):
    address = reverse("text_to_video")
    assert statuses(as_alice, address, {}) == [200, 200, 429]
    assert as_alice.post(address, REMOTE_ADDR="10.0.0.9").status_code == 429
    assert as_bob.post(address).status_code == 200


@pytest.mark.django_db
def test_drafts_are_counted_apart_from_films(as_alice: Client, twice):
    address = reverse("image_to_video")
    assert statuses(as_alice, address, {"look": "1"}) == [200, 200, 429]
    assert as_alice.post(address, {}).status_code == 200


@pytest.mark.django_db
def test_what_is_typed_is_saved_however_often_it_is_read_beside_that(as_alice: Client, twice):
    words = {"input_text": "The sea was calm."}
    assert statuses(as_alice, reverse("understood"), words) == [200, 200, 429]
    assert as_alice.post(reverse("typed"), words).status_code == 200
    assert as_alice.post(reverse("pronunciation"), {"written": "Nguyen", "said": "win"}).status_code == 302


@pytest.mark.django_db
def test_the_page_says_when_to_come_back(client: Client, twice):
    for _ in range(3):
        response = client.post(CONTACT, LETTER)
    page = " ".join(response.content.decode().split())
    assert 3500 < int(response["Retry-After"]) <= 3600
    assert "You have sent several messages one after the other. You can go on in about 60 minutes." in page
    assert "Nothing that you typed is lost" in page
    assert LETTER["message"] in page
    assert "css/app.css" in page


@pytest.mark.django_db
def test_the_account_pages_own_limits_answer_with_the_same_page(client: Client):
    for _ in range(6):
        response = client.post(reverse("account_reset_password"), {"email": "alice@example.org"})
    assert response.status_code == 429
    assert "You can go on in about 1 minute." in response.content.decode()


@pytest.mark.django_db
def test_no_film_and_no_message_comes_of_a_form_too_many(as_alice: Client, alice, settings):
    settings.GENERATOR_RATES = dict.fromkeys(settings.GENERATOR_RATES, "0/m")
    as_alice.post(
        reverse("text_to_video"), {"input_text": "The sea was calm.", "style": "plain", "size": "16:9"}
    )
    as_alice.post(reverse("image_to_video"), {"look": "1", "upload": photo()})
    as_alice.post(CONTACT, LETTER)
    assert not alice.generations.exists()
    assert not alice.contact_messages.exists()


def test_places_are_free_again_one_by_one_as_their_time_passes(settings, monkeypatch):
    settings.GENERATOR_RATES = {"look": "2/m"}
    now = time.time()
    monkeypatch.setattr(rates.time, "time", lambda: now)
    assert consume("look", "a") == 0.0
    now += 15
    assert consume("look", "a") == 0.0
    # The first place is taken for 60 s from its own moment on.
    now += 40
    assert consume("look", "a") == pytest.approx(5)
    now += 6
    assert consume("look", "a") == 0.0
    assert consume("look", "a") == pytest.approx(14)


@pytest.mark.django_db(transaction=True)
def test_processes_that_share_a_table_never_give_more_than_there_is(settings, monkeypatch):
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "generator_cache",
        },
    }
    settings.GENERATOR_RATES = {"submit": "5/m"}
    call_command("createcachetable")
    waits, barrier = [], threading.Barrier(20)

    def send() -> None:
        barrier.wait()
        try:
            waits.append(consume("submit", "user 1"))
        finally:
            caches.close_all()
            connection.close()

    side_by_side([send] * 20)
    assert sorted(wait > 0 for wait in waits) == [False] * 5 + [True] * 15


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.1", "1.1.1.1"),
        # Who reaches us past the proxies is known by the connection alone.
        (2, "6.6.6.6", "9.9.9.9"),
        (1, "", "9.9.9.9"),
        (1, "2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        # An address of the older kind, as a server that listens for both writes it.
        (1, "::ffff:1.1.1.1", "1.1.1.1"),
        (1, "nonsense", "unknown"),
    ],
)
def test_the_address_is_the_one_that_our_outermost_proxy_saw(
    settings, proxies: int, forwarded: str, found: str
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert network_of(RequestFactory().get("/", REMOTE_ADDR="9.9.9.9", headers=headers)) == found


def test_rates_are_read():
    assert parse_rates("20/m") == [Rate(20, 60)]
    assert parse_rates(" 10/m, 200/d ") == [Rate(10, 60), Rate(200, 86400)]
    assert parse_rates("") == []


@pytest.mark.parametrize("text", ["20", "m/20", "20/w", "-1/m", "20/m/ip"])
def test_a_rate_that_is_none_is_told_by_the_checks(settings, text: str):
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "look": text}
    (error,) = [message for message in run_checks() if message.id == "generator.E009"]
    assert error.msg.startswith(f"RATE_LOOK: {text!r} is no rate")


def test_each_limited_page_is_one_that_there_is():
    assert set(rates.ACTIONS) <= {route.name for route in all_routes()}


# These change little, are limited by allauth, or are for staff.
UNLIMITED = (
    "account_",
    "mfa_",
    "admin:",
    "cancel",
    "delete",
    "discard",
    "sign_out_",
    "empty_bin",
    "put_back",
    "restore",
)


@pytest.mark.django_db
def test_each_page_that_takes_forms_is_limited_or_known_to_need_no_limit():
    taking = {name for name, answer in walk("owner", "post").items() if answer.status != 405}
    assert {name for name in taking if not name.startswith(UNLIMITED)} <= set(rates.ACTIONS)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "5 seconds"),
        (12.3, "15 seconds"),
        (57, "60 seconds"),
        (59, "1 minute"),
        (66, "1 minute"),
        (100, "2 minutes"),
        (3600, "60 minutes"),
        (5401, "2 hours"),
    ],
)
def test_lengths_of_time_are_said_as_people_do(seconds: float, words: str):
    assert span(seconds) == words
