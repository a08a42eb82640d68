"""The pages of the staff: who gets in, and what holds for all of them."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from generator.models import ContactMessage, Generation
from tests.conftest import signed_in
from tests.support.factories import PASSWORD, make_user
from tests.support.pages.admin_pages import LIST, PEOPLE, act, make_finished, page

Review = Generation.Review


@pytest.fixture
def ready(alice) -> Generation:
    return make_finished(alice)


@pytest.mark.parametrize("path", ["", "generator/generation/", "generator/user/", "login/"])
def test_staff_sign_in_where_everybody_does(path, client):
    response = client.get(f"/admin/{path}", follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert response.status_code == 200


def test_signing_in_leads_back_to_the_admin(client, staff):
    start = client.get("/admin/", follow=True).redirect_chain[-1][0]
    response = client.post(
        start, {"login": staff.email, "password": PASSWORD, "next": "/admin/"}, follow=True
    )

    assert response.request["PATH_INFO"] == "/admin/"
    assert "Video Generator" in response.content.decode()


def test_others_are_kept_out(as_alice, ready):
    assert as_alice.get(LIST, follow=True).status_code == 403
    assert as_alice.get(page(ready), follow=True).status_code == 403


def test_the_pages_hold_no_inline_style_or_script(as_staff, ready):
    for address in (LIST, page(ready), PEOPLE):
        html = as_staff.get(address).content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
        assert not re.search(r"<script(?![^>]*(?:\bsrc=|application/json))", html)


def test_nothing_can_be_added(as_staff):
    assert as_staff.get(reverse("admin:generator_generation_add")).status_code == 403
    assert as_staff.get(reverse("admin:generator_contactmessage_add")).status_code == 403


def test_staff_without_the_right_cannot_act(alice, ready):
    viewer = make_user("viewer@example.org", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_generation"))

    act(signed_in(viewer), "reject", ready)

    ready.refresh_from_db()
    assert ready.review == Review.PENDING
    assert signed_in(viewer).get(page(ready)).status_code == 200


def test_messages_are_read_and_ticked_off(as_staff):
    message = ContactMessage.objects.create(email="dora@example.org", message="My film has no sound.")
    address = reverse("admin:generator_contactmessage_changelist")
    assert "My film has no sound." in as_staff.get(address).content.decode()

    data = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "1",
        "form-0-id": message.pk,
        "form-0-answered": "on",
    }
    as_staff.post(address, {**data, "_save": "Save"})

    message.refresh_from_db()
    assert message.answered
