"""Every page that the resolver has an address for: a new one is checked here without being named."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Page

from tests.browser.accessibility.faults import find_faults
from tests.support.pages.access_rules import PAGE, RULES
from tests.support.pages.routes import Route, all_routes
from tests.support.pages.visitors import SET_UP_BY_PEOPLE, Site

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

# Whoever is the first to get a page there looks at it.
LOOKERS = ("anonymous", "owner", "staff")
# Tests run side by side, and each makes a site of its own.
PARTS = 6
# What comes with Django's admin, and is styled by it alone.
THEIRS = ("admin:auth_", "admin:account_", "admin:mfa_", "admin:password_change_done", "admin:app_list")


def looker(route: Route) -> str | None:
    shown = RULES[route.name][0]
    return next((role for role in LOOKERS if shown[role] == PAGE), None)


ROUTES = [route for route in all_routes() if looker(route) and not route.name.startswith(THEIRS)]


def is_a_page(site: Site, role: str, address: str) -> bool:
    """Return whether what is there is a page, and neither a file nor an answer for scripts."""
    _, answer = site.ask(role, "get", address)
    return (
        answer["Content-Type"].startswith("text/html") and not answer.streaming and b"<html" in answer.content
    )


@override_settings(**SET_UP_BY_PEOPLE)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_address(page: Page, live_server, complaints: list[str], part: int):
    site = Site()
    found = []
    for route in ROUTES[part::PARTS]:
        role, address = looker(route), site.address(route)
        assert role
        if not is_a_page(site, role, address):
            continue
        page.context.clear_cookies()
        if role in site.visits:
            cookie = {
                "name": settings.SESSION_COOKIE_NAME,
                "value": site.visits[role],
                "url": live_server.url,
            }
            page.context.add_cookies([cookie])
        found += find_faults(page, live_server.url + address)
        if address.startswith("/admin/"):
            # Scripts of Django's admin set styles in the markup, which our policy refuses.
            complaints[:] = [said for said in complaints if "Applying inline style" not in said]
    assert "\n".join(found) == ""
