"""The pages of the staff."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generator import tasks
from generator.admin.scenes import clock
from generator.models import ContactMessage, Generation, User
from tests.conftest import signed_in
from tests.factories import PASSWORD, make_generation, make_scene, make_user

LIST = reverse("admin:generator_generation_changelist")
PEOPLE = reverse("admin:generator_user_changelist")
Review, Status = Generation.Review, Generation.Status


def page(generation: Generation) -> str:
    return reverse("admin:generator_generation_change", args=[generation.pk])


def act(client: Client, action: str, *rows: Generation | User, address: str = LIST):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address, data, follow=True)


def titles(client: Client, **query: str) -> set[str]:
    found = client.get(LIST, query).context["cl"].queryset
    return {generation.title for generation in found}


@pytest.fixture
def submitted(monkeypatch) -> list[Generation]:
    sent: list[Generation] = []
    monkeypatch.setattr(tasks, "submit", sent.append)
    return sent


@pytest.fixture
def ready(alice) -> Generation:
    now = timezone.now()
    generation = make_generation(
        alice,
        status=Status.SUCCEEDED,
        video=b"film",
        poster=b"poster",
        duration=75.4,
        started_at=now - timedelta(seconds=130),
        finished_at=now,
        language="de",
    )
    make_scene(generation, image=b"picture", image_provider="Painter", start=0.0, end=9.6)
    make_scene(generation, speech_provider="Joe", speech_fell_back=True)
    return generation


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


def test_the_list_shows_what_staff_need(as_staff, ready):
    html = as_staff.get(LIST).content.decode()

    assert f'<img class="thumbnail" src="{reverse("poster", args=[ready.pk])}"' in html
    for shown in ("The lighthouse keeper", "alice@example.org", "Ready", "1:15, 2:10"):
        assert shown in html


def test_the_list_says_how_far_a_run_is_and_where_it_broke(as_staff, alice):
    make_generation(alice, status=Status.RUNNING, stage="illustrate")
    make_generation(alice, status=Status.FAILED, stage="render")

    html = as_staff.get(LIST).content.decode()

    assert "In progress: illustrate" in html
    assert "Failed: render" in html


def test_the_list_asks_the_database_a_fixed_number_of_times(as_staff, alice, django_assert_max_num_queries):
    for _ in range(12):
        make_scene(make_generation(alice))

    with django_assert_max_num_queries(12):
        as_staff.get(LIST)


@pytest.mark.parametrize(
    ("words", "found"),
    [("harbour", {"Ships"}), ("whales", {"Photo"}), ("bob@", {"Photo"}), ("nothing", set())],
)
def test_search_finds_titles_texts_keywords_and_owners(words, found, as_staff, alice, bob):
    make_generation(alice, title="Ships", input_text="A harbour at night.")
    make_generation(bob, title="Photo", kind=Generation.Kind.IMAGE, input_text="", keywords="whales, sea")

    assert titles(as_staff, q=words) == found


def test_search_finds_a_video_by_its_id(as_staff, alice):
    make_generation(alice, title="Another")
    wanted = make_generation(alice, title="Wanted")

    assert titles(as_staff, q=f" {wanted.pk} ") == {"Wanted"}


def test_the_filters_work(as_staff, alice, ready):
    make_generation(alice, title="Waiting")

    assert titles(as_staff, status__exact="queued") == {"Waiting"}
    assert titles(as_staff, fell_back="yes") == {"The lighthouse keeper"}
    assert titles(as_staff, fell_back="no") == {"Waiting"}


def test_what_a_stand_in_wrote_or_saw_counts_as_made_by_one(as_staff, alice):
    make_generation(alice, title="Written", storyboard_error="The writer is busy.")
    make_generation(alice, title="Seen", description_error="The eye is busy.")
    make_generation(alice, title="As wished", storyboard_provider="Writer")

    assert titles(as_staff, fell_back="yes") == {"Written", "Seen"}
    assert titles(as_staff, fell_back="no") == {"As wished"}


def test_drafts_are_listed_only_where_they_are_asked_for(as_staff, alice):
    make_generation(alice, title="Film")
    make_generation(alice, title="Draft of Alice", status=Status.DRAFT)

    response = as_staff.get(LIST, {"q": "alice"})

    assert {found.title for found in response.context["cl"].queryset} == {"Film"}
    assert "total</a>" not in response.content.decode()
    assert "All but drafts" in response.content.decode()
    assert titles(as_staff, status__exact="draft") == {"Draft of Alice"}
    assert as_staff.get(LIST, {"status__exact": "draft", "_facets": "True"}).status_code == 200


def test_the_page_of_a_draft_opens(as_staff, alice):
    draft = make_generation(alice, title="", input_text="", kind=Generation.Kind.IMAGE, status=Status.DRAFT)

    assert as_staff.get(page(draft)).status_code == 200


def test_the_film_plays_on_its_page(as_staff, ready):
    html = as_staff.get(page(ready)).content.decode()

    video, poster, captions = (reverse(name, args=[ready.pk]) for name in ("video", "poster", "captions"))
    player = re.search(r"<video [^>]*>.*?</video>", html)
    assert player
    for part in (f'src="{video}"', f'poster="{poster}"', f'src="{captions}"', 'srclang="de"', " controls "):
        assert part in player[0]
    assert as_staff.get(video).getvalue() == b"film"


def test_what_was_seen_in_a_picture_is_shown_where_there_is_one(as_staff, alice, ready):
    photo = make_generation(
        alice,
        kind=Generation.Kind.IMAGE,
        input_image=b"photo",
        description="A picture of a cat.",
        keywords="cat",
    )

    html = as_staff.get(page(photo)).content.decode()

    assert f'<img class="upload" src="{reverse("picture", args=[photo.pk])}"' in html
    assert "A picture of a cat." in html
    assert "Seen in the picture" not in as_staff.get(page(ready)).content.decode()


def test_a_page_without_a_film_yet_shows_none(as_staff, alice):
    generation = make_generation(alice, input_text="<script>alert(1)</script>")
    make_scene(generation, narration="<script>alert(2)</script>")

    html = as_staff.get(page(generation)).content.decode()

    assert "<video" not in html
    assert "<script>alert" not in html


def test_the_pages_hold_no_inline_style_or_script(as_staff, ready):
    for address in (LIST, page(ready), PEOPLE):
        html = as_staff.get(address).content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
        assert not re.search(r"<script(?![^>]*(?:\bsrc=|application/json))", html)


def test_only_the_review_can_be_changed(as_staff, ready):
    before = Generation.objects.values().get(pk=ready.pk)
    data = dict.fromkeys(before, "hacked") | {"review": "approved", "status": "failed", "progress": "3"}
    data |= {"scenes-TOTAL_FORMS": "0", "scenes-INITIAL_FORMS": "0"}

    assert as_staff.post(page(ready), data).status_code == 302

    assert Generation.objects.values().get(pk=ready.pk) == {**before, "review": "approved"}


def test_saving_a_review_writes_nothing_over_a_run(as_staff, alice, monkeypatch):
    generation = make_generation(alice, status=Status.RUNNING, progress=10)
    save = Generation.save

    def save_while_the_worker_writes(row, **options):
        Generation.objects.filter(pk=row.pk).update(progress=60)
        save(row, **options)

    monkeypatch.setattr(Generation, "save", save_while_the_worker_writes)
    as_staff.post(
        page(generation), {"review": "rejected", "scenes-TOTAL_FORMS": "0", "scenes-INITIAL_FORMS": "0"}
    )

    generation.refresh_from_db()
    assert (generation.review, generation.progress) == (Review.REJECTED, 60)


def test_nothing_can_be_added(as_staff):
    assert as_staff.get(reverse("admin:generator_generation_add")).status_code == 403
    assert as_staff.get(reverse("admin:generator_contactmessage_add")).status_code == 403


@pytest.mark.parametrize(("action", "review"), [("approve", Review.APPROVED), ("reject", Review.REJECTED)])
def test_videos_are_reviewed_in_one_go(action, review, as_staff, alice, ready):
    other = make_generation(alice, review=review)

    response = act(as_staff, action, ready, other)

    assert set(Generation.objects.values_list("review", flat=True)) == {review}
    assert f"1 video {review.label.lower()}." in response.content.decode()
    assert LogEntry.objects.filter(object_id=ready.pk, change_message=review.label).exists()


def test_what_failed_is_tried_again(as_staff, alice, ready, submitted):
    failed = make_generation(alice, status=Status.FAILED, error="It broke.", attempt=3)

    response = act(as_staff, "retry", ready, failed)

    failed.refresh_from_db()
    ready.refresh_from_db()
    assert (failed.status, failed.error, failed.attempt) == (Status.QUEUED, "", 0)
    assert ready.status == Status.SUCCEEDED
    assert submitted == [failed]
    assert "1 video queued again, 1 left as it was." in response.content.decode()


def test_the_message_is_right_when_a_filter_hides_what_was_retried(as_staff, alice, submitted):
    failed = make_generation(alice, status=Status.FAILED)

    response = act(as_staff, "retry", failed, address=f"{LIST}?status__exact=failed")

    assert submitted == [failed]
    assert "1 video queued again." in response.content.decode()


def test_waiting_and_running_videos_are_cancelled(as_staff, alice, ready):
    waiting = make_generation(alice)
    running = make_generation(alice, status=Status.RUNNING, lease=4)

    response = act(as_staff, "cancel", waiting, running, ready)

    assert dict(Generation.objects.values_list("pk", "status")) == {
        waiting.pk: Status.CANCELLED,
        running.pk: Status.CANCELLED,
        ready.pk: Status.SUCCEEDED,
    }
    assert "2 videos cancelled, 1 left as it was." in response.content.decode()


def test_deleting_stops_the_run_first(as_staff, alice, monkeypatch):
    cancelled = []
    monkeypatch.setattr(Generation, "cancel", lambda row: cancelled.append(row.pk))
    one, two = make_generation(alice, status=Status.RUNNING), make_generation(alice)
    keys = {one.pk, two.pk}

    as_staff.post(reverse("admin:generator_generation_delete", args=[one.pk]), {"post": "yes"})
    data = {"action": "delete_selected", "_selected_action": [two.pk], "post": "yes"}
    as_staff.post(LIST, data)

    assert set(cancelled) == keys
    assert not Generation.objects.exists()


def test_staff_without_the_right_cannot_act(alice, ready):
    viewer = make_user("viewer@example.org", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_generation"))

    act(signed_in(viewer), "reject", ready)

    ready.refresh_from_db()
    assert ready.review == Review.PENDING
    assert signed_in(viewer).get(page(ready)).status_code == 200


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


@pytest.mark.parametrize(
    ("seconds", "words"), [(None, "-"), (0, "0:00"), (59.6, "1:00"), (75.4, "1:15"), (3600, "60:00")]
)
def test_times_read_as_on_a_clock(seconds, words):
    assert clock(seconds) == words
