"""The pages that say what went wrong, as a browser gets them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.test import Client
from django.urls import path, reverse
from playwright.sync_api import Page, Route, expect

from generator import urls
from generator.web.rates import too_many_requests
from tests.browser.accessibility.faults import find_faults, find_faults_here
from tests.browser.visits import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


def raising(fault: Exception) -> Callable[..., None]:
    def view(request: object) -> None:
        raise fault

    return view


# What a view may end with, by the code that is answered.
ENDS = {
    "400": raising(SuspiciousOperation("odd")),
    "403": raising(PermissionDenied()),
    "404": raising(Http404()),
    "429": lambda request: too_many_requests(request, "submit", 90),
    "500": raising(RuntimeError("broken")),
    "503": raising(OperationalError("away")),
}


@pytest.fixture(autouse=True)
def ends() -> Iterator[None]:
    """Add an address for each of them to the site."""
    # The resolver reads this very list.
    urls.urlpatterns += [path(f"ends/{code}/", view) for code, view in ENDS.items()]
    yield
    del urls.urlpatterns[-len(ENDS) :]


@pytest.mark.parametrize("code", ENDS)
def test_an_error(page: Page, live_server, alice, complaints: list[str], code: str):
    sign_in(page, live_server.url, alice)
    answer = page.goto(f"{live_server.url}/ends/{code}/")
    assert answer
    assert str(answer.status) == code
    assert find_faults_here(page) == []
    # The browser itself notes the code on its console.
    assert [said for said in complaints if code not in said] == []
    complaints.clear()


def test_a_request_beyond_the_limit(page: Page, live_server, settings):
    settings.MAX_REQUEST_BYTES = 10
    answer = Client().post(reverse("contact"), {"message": "x" * 100})
    assert answer.status_code == 413
    settings.MAX_REQUEST_BYTES = 10_000_000

    def fulfil(route: Route) -> None:
        # A browser that sends so much would first have to make it.
        route.fulfill(body=answer.content, content_type="text/html; charset=utf-8")

    page.route("**/too-large/", fulfil)
    assert find_faults(page, f"{live_server.url}/too-large/") == []


def test_a_form_without_a_valid_token(page: Page, live_server, complaints: list[str]):
    page.goto(live_server.url + reverse("contact"))
    page.get_by_label("Message").fill("Hello, I wrote a long message.")
    page.evaluate("() => (document.forms[0].elements.csrfmiddlewaretoken.value = 'x'.repeat(64))")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Send again")).to_be_visible()
    assert find_faults_here(page) == []
    # The browser itself notes the 403 on its console.
    assert [said for said in complaints if "403" not in said] == []
    complaints.clear()
