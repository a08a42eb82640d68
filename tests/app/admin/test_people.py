"""The people as staff see them: what they made, and who may suspend whom."""

from __future__ import annotations

import logging

from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import reverse

from generator.models import Generation, User
from tests.conftest import signed_in
from tests.support.factories import PASSWORD, make_generation, make_user
from tests.support.pages.admin_pages import PEOPLE, act

Status = Generation.Status


def test_people_are_listed_with_what_they_made(as_staff, alice, bob):
    for status in (Status.SUCCEEDED, Status.SUCCEEDED, Status.FAILED, Status.QUEUED, Status.DRAFT):
        make_generation(alice, status=status)

    rows = {user.email: user for user in as_staff.get(PEOPLE).context["cl"].queryset}

    counts = [
        (user.videos_count, user.ready_count, user.failed_count)
        for user in (rows[alice.email], rows[bob.email])
    ]
    assert counts == [(4, 2, 1), (0, 0, 0)]
    assert as_staff.get(reverse("admin:generator_user_change", args=[alice.pk])).status_code == 200


def test_a_suspended_person_is_out_at_once_and_can_be_restored(as_staff, as_alice, alice):
    assert as_alice.get(reverse("library")).status_code == 200

    response = act(as_staff, "suspend", alice, address=PEOPLE)
    assert "Suspended: alice@example.org." in response.content.decode()
    assert as_alice.get(reverse("library")).status_code == 302

    act(as_staff, "restore", alice, address=PEOPLE)
    alice.refresh_from_db()
    assert alice.is_active


def test_nobody_suspends_themselves(as_staff, staff):
    response = act(as_staff, "suspend", staff, address=PEOPLE)

    staff.refresh_from_db()
    assert staff.is_active
    assert "Suspended: nobody." in response.content.decode()


def test_helpers_look_after_ordinary_people_and_give_no_rights_away(staff, alice):
    helper = make_user("helper@example.org", is_staff=True)
    helper.user_permissions.add(*Permission.objects.filter(codename__in=["view_user", "change_user"]))
    client = signed_in(helper)

    act(client, "suspend", staff, alice, address=PEOPLE)
    client.post(
        reverse("admin:generator_user_change", args=[helper.pk]), {"is_active": "on", "is_superuser": "on"}
    )
    client.post(
        reverse("admin:generator_user_change", args=[alice.pk]), {"is_staff": "on", "is_superuser": "on"}
    )
    password = client.get(reverse("admin:auth_user_password_change", args=[staff.pk]))

    for user in (staff, alice, helper):
        user.refresh_from_db()
    assert [staff.is_active, alice.is_active] == [True, False]
    assert [alice.is_staff, alice.is_superuser, helper.is_superuser] == [False, False, False]
    assert password.status_code == 403


def test_whom_staff_add_can_sign_in(as_staff, client):
    data = {
        "email": "New@Example.org",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    assert as_staff.post(reverse("admin:generator_user_add"), data).status_code == 302

    response = client.post(
        reverse("account_login"), {"login": "new@example.org", "password": PASSWORD}, follow=True
    )

    assert response.context["user"] == User.objects.get(email="new@example.org")


def test_an_address_that_is_taken_is_refused_in_any_letters(as_staff, alice):
    data = {
        "email": "ALICE@example.org",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }

    response = as_staff.post(reverse("admin:generator_user_add"), data)

    assert response.status_code == 200
    assert "email" in response.context["adminform"].form.errors


def test_a_password_that_staff_set_is_written_down_and_told_to_its_owner(as_staff, alice, caplog):
    caplog.set_level(logging.INFO, "generator.security")
    new = {"usable_password": "true", "password1": "Trolley-osprey-91", "password2": "Trolley-osprey-91"}
    as_staff.post(reverse("admin:auth_user_password_change", args=[alice.pk]), new)
    alice.refresh_from_db()
    assert alice.check_password("Trolley-osprey-91")
    assert f"event=password_change outcome=by_staff account={alice.pk}" in caplog.text
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["alice@example.org"], "[Video Generator] Your password was changed")
    ]
