"""The start page."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.support.factories import PASSWORD

pytestmark = pytest.mark.django_db


WAYS_IN = ("text_to_video", "image_to_video")


def test_it_leads_members_to_both_ways_in(as_alice: Client):
    page = as_alice.get(reverse("home")).content.decode()
    assert f'href="{reverse("text_to_video")}"' in page
    assert f'href="{reverse("image_to_video")}"' in page


@pytest.mark.parametrize("name", WAYS_IN)
def test_it_leads_visitors_there_by_way_of_an_account(client: Client, name: str):
    way = reverse(name)
    page = client.get(reverse("home")).content.decode()
    assert f'href="{reverse("account_signup")}?next={way}"' in page
    assert f'href="{way}"' not in page
    sign_up = client.get(reverse("account_signup"), {"next": way}).content.decode()
    assert "Create your account" in sign_up
    # Who has one is a click away from signing in, and arrives at the same page.
    assert f'href="{reverse("account_login")}?next={quote(way, safe="")}"' in sign_up
    fields = {"email": "carol@example.org", "password1": PASSWORD, "next": way}
    assert client.post(reverse("account_signup"), fields)["Location"] == way


def test_no_banner_pushes_the_form_down_for_who_has_just_signed_up(client: Client):
    way = reverse("text_to_video")
    fields = {"email": "carol@example.org", "password1": PASSWORD, "next": way}
    page = client.post(reverse("account_signup"), fields, follow=True).content.decode()
    assert "Successfully signed in" not in page
    # It stands right below the field: beside it, the bar with the button would lie over it.
    assert (
        page.index('name="input_text"')
        < page.index("Confirmation email sent")
        < page.index('name="verbatim"')
    )


def test_visitors_can_sign_in_and_members_can_sign_out(client: Client, as_alice: Client):
    assert reverse("account_signup") in client.get(reverse("home")).content.decode()
    page = as_alice.get(reverse("home")).content.decode()
    assert reverse("account_logout") in page
    assert reverse("account_signup") not in page


def test_only_staff_are_led_to_the_review(as_alice: Client, as_staff: Client):
    assert reverse("admin:index") not in as_alice.get(reverse("home")).content.decode()
    assert reverse("admin:index") in as_staff.get(reverse("home")).content.decode()


def test_all_that_it_shows_is_there(client: Client):
    files = re.findall(r'(?:src|href)="/static/([^"]+)"', client.get(reverse("home")).content.decode())
    assert len(files) > 10
    assert [file for file in files if not finders.find(file)] == []


def test_nothing_comes_from_elsewhere_and_nothing_is_inline(client: Client):
    response = client.get(reverse("home"))
    page = response.content.decode()
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]+', page) == []
    assert re.findall(r"<style|<script>|\sstyle=|\son\w+=", page) == []
    assert "script-src 'self'" in response["Content-Security-Policy"].split("; ")
