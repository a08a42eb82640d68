"""What a member can see, take along and have deleted; and what becomes of who is suspended."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from generator.models import Charge, ContactMessage, Generation, User
from tests.conftest import signed_in
from tests.support.factories import make_generation, make_scene, make_user
from tests.support.media import photo

pytestmark = pytest.mark.django_db
Status = Generation.Status
DELETE, PEOPLE = reverse("delete_account"), reverse("admin:generator_user_changelist")


@pytest.fixture
def film(alice) -> Generation:
    film = make_generation(alice, status=Status.SUCCEEDED, title="Harbour", video=b"film", poster=photo())
    make_scene(film, image=photo(), speech=b"speech")
    return film


def test_a_member_sees_what_is_used(as_alice: Client, film):
    page = " ".join(as_alice.get(reverse("account")).content.decode().split())
    assert "1 video in your library" in page
    assert "0 of 20 videos today" in page
    assert f'href="{DELETE}"' in page


def test_a_copy_holds_all_that_is_known_of_the_member_and_of_nobody_else(as_alice: Client, alice, bob, film):
    make_generation(bob, title="Bob's secret")
    ContactMessage.objects.create(sender=alice, email=alice.email, message="Hello")
    response = as_alice.get(reverse("export"))
    known = response.json()
    assert response["Content-Disposition"] == "attachment; filename=video-generator.json"
    assert (known["email"], [one["message"] for one in known["messages"]]) == (alice.email, ["Hello"])
    (told,) = known["films"]
    assert known["addresses"] == [{"email": alice.email, "verified": True, "primary": True}]
    assert [visit["browser"] for visit in known["visits"]] == ["Firefox on Windows"]
    assert (told["title"], len(told["scenes"])) == ("Harbour", 1)
    assert told["files"].keys() == {"video", "poster"}
    assert as_alice.get(told["files"]["video"]).getvalue() == b"film"


def test_deleting_an_account_asks_first_and_takes_everything_along(as_alice: Client, alice, bob, film):
    make_generation(alice, status=Status.RUNNING, lease=3)
    ContactMessage.objects.create(sender=alice, email=alice.email, message="Hello")
    others = make_generation(bob, status=Status.SUCCEEDED, video=b"bobs")
    assert "Your 2 videos with all files" in as_alice.get(DELETE).content.decode()
    assert User.objects.filter(pk=alice.pk).exists()
    assert "deleted." in as_alice.post(DELETE, follow=True).content.decode()
    assert list(User.objects.all()) == [bob]
    assert list(Generation.objects.all()) == [others]
    assert not EmailAddress.objects.filter(email=alice.email).exists()
    assert not Charge.objects.exists()
    assert not ContactMessage.objects.exists()
    assert as_alice.get(reverse("library")).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_the_files_go_once_the_deletion_is_sure(alice, film):
    names = film.file_names()
    assert len(names) == 4
    alice.delete()
    assert [name for name in names if default_storage.exists(name)] == []


def test_staff_do_not_delete_themselves_by_a_slip(as_staff: Client, staff):
    assert "by somebody else" in as_staff.post(DELETE, follow=True).content.decode()
    assert User.objects.filter(pk=staff.pk).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["page", "list"])
def test_an_account_that_staff_delete_takes_its_files_along(as_staff: Client, alice, film, way: str):
    names = film.file_names()
    if way == "page":
        as_staff.post(reverse("admin:generator_user_delete", args=[alice.pk]), {"post": "yes"})
    else:
        data = {"action": "delete_selected", "_selected_action": [alice.pk], "post": "yes"}
        as_staff.post(PEOPLE, data)
    assert not User.objects.filter(pk=alice.pk).exists()
    assert [name for name in names if default_storage.exists(name)] == []


class TestSuspended:
    @pytest.fixture(params=["action", "box"])
    def suspended(self, request, as_staff: Client, alice) -> Client:
        """Alice's visit, the films that waited and were made, and one that is ready, once staff have suspended her."""
        visit = signed_in(alice)
        for status in (Status.QUEUED, Status.RUNNING, Status.SUCCEEDED):
            make_generation(alice, status=status, lease=2)
        if request.param == "action":
            as_staff.post(PEOPLE, {"action": "suspend", "_selected_action": [alice.pk]})
        else:
            as_staff.post(reverse("admin:generator_user_change", args=[alice.pk]), {})
        alice.refresh_from_db()
        assert not alice.is_active
        return visit

    def test_what_waits_or_is_made_is_cancelled_and_what_is_ready_stays(self, suspended):
        statuses = sorted(Generation.objects.values_list("status", flat=True))
        assert statuses == [Status.CANCELLED, Status.CANCELLED, Status.SUCCEEDED]

    def test_restoring_opens_no_old_visit_and_starts_nothing(self, suspended, as_staff: Client, alice):
        as_staff.post(PEOPLE, {"action": "restore", "_selected_action": [alice.pk]})
        alice.refresh_from_db()
        assert alice.is_active
        assert suspended.get(reverse("library")).status_code == 302
        assert signed_in(alice).get(reverse("library")).status_code == 200
        assert not Generation.objects.queued().exists()

    def test_nobody_else_is_signed_out(self, suspended, as_bob: Client):
        assert as_bob.get(reverse("library")).status_code == 200


def test_a_changed_password_ends_other_visits_as_before(as_alice: Client):
    person = make_user("dora@example.org")
    visit = signed_in(person)
    person.set_password("another-Long-phrase-8")
    person.save()
    assert visit.get(reverse("library")).status_code == 302
