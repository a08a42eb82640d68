"""The start page."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_it_leads_to_both_ways_in(client: Client):
    page = client.get(reverse("home")).content.decode()
    assert f'href="{reverse("text_to_video")}"' in page
    assert f'href="{reverse("image_to_video")}"' in page


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
