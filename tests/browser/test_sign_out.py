"""What the button that leads back shows once one has signed out."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.visits import make_ready, sign_in


def test_nothing_of_the_library_is_to_be_seen_any_more(page: Page, live_server, alice):
    make_ready(alice, title="The secret harbour")
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("library"))
    expect(page.get_by_text("The secret harbour").first).to_be_visible()
    page.goto(live_server.url + reverse("account_logout"))
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(live_server.url + "/")
    for _ in range(2):
        page.go_back()
        assert "The secret harbour" not in page.content()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
