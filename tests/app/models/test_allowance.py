"""What a person may have and make: taken at submit, kept by what succeeds, given back by what does not."""

from __future__ import annotations

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generator.models import Brand, Charge, Generation
from generator.models.allowance import (
    GB,
    MB,
    OverQuotaError,
    Price,
    allowance_of,
    reserve,
    size_in_words,
)
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.conftest import signed_in
from tests.support.factories import make_generation, make_user
from tests.support.media import photo
from tests.support.stand_ins import PROVIDERS, log
from tests.support.threads import side_by_side

Status = Generation.Status
ADDRESS = reverse("text_to_video")
FIELDS = {"input_text": "The sea was calm.", "style": "plain", "size": "16:9", "music": ""}


def send(client: Client, **change: object):
    return client.post(ADDRESS, FIELDS | change)


def page(client: Client, address: str = ADDRESS) -> str:
    return " ".join(client.get(address).content.decode().split())


def made(owner, status: str = Status.SUCCEEDED, **fields: object) -> Generation:
    """Make a film that was queued in the way that counts."""
    generation = make_generation(owner, status=Status.DRAFT)
    assert reserve(generation, generation.submit)
    Generation.objects.filter(pk=generation.pk).update(status=status, **fields)
    generation.refresh_from_db()
    return generation


@pytest.fixture
def two_a_day(settings) -> None:
    settings.GENERATOR_FILMS_PER_DAY = 2


@pytest.mark.django_db
class TestTheDay:
    def test_the_form_tells_what_is_used_before_the_button(self, as_alice: Client, alice, two_a_day):
        made(alice, stored_bytes=1_200_000_000)
        shown = page(as_alice)
        assert "1 of 2 videos today, 1.2 of 5 GB" in shown
        assert shown.index("1 of 2 videos today") < shown.index("Generate video")

    def test_one_too_many_is_refused_in_a_sentence_and_the_words_stay(self, as_alice: Client, two_a_day):
        for _ in range(2):
            assert send(as_alice).status_code == 302
        shown = send(as_alice).content.decode()
        assert "You have made 2 videos today, which is as many as a day may have." in shown
        assert "after midnight (UTC)" in shown
        assert "The sea was calm." in shown
        assert Generation.objects.count() == 2
        assert "You have made 2 videos today" in page(as_alice)

    @pytest.mark.parametrize("status", [Status.FAILED, Status.CANCELLED])
    def test_what_failed_or_was_cancelled_is_given_back(
        self, as_alice: Client, alice, two_a_day, status: str
    ):
        lost = [made(alice, status), made(alice, status)]
        assert allowance_of(alice).today == 0
        # Deleting it takes nothing.
        lost[0].delete()
        Generation.objects.owned_by(alice).delete()
        assert allowance_of(alice).today == 0

    def test_trying_again_takes_a_place_again(self, as_alice: Client, alice, two_a_day):
        failed = made(alice, Status.FAILED)
        as_alice.post(reverse("retry", args=[failed.pk]))
        assert allowance_of(alice).today == 1
        Generation.objects.update(status=Status.FAILED)
        for _ in range(2):
            made(alice)
        answer = as_alice.post(reverse("retry", args=[failed.pk]), follow=True).content.decode()
        assert "You have made 2 videos today" in answer
        failed.refresh_from_db()
        assert failed.status == Status.FAILED

    def test_making_stand_ins_anew_costs_nothing(self, as_alice: Client, alice, two_a_day):
        film = made(alice)
        made(alice)
        film.scenes.create(position=0, narration="Hello", image_fell_back=True)
        as_alice.post(reverse("retry", args=[film.pk]))
        film.refresh_from_db()
        assert film.status == Status.QUEUED

    @pytest.mark.parametrize("status", [Status.FAILED, Status.CANCELLED])
    def test_changing_what_was_not_made_takes_a_place_again(self, alice, two_a_day, status: str):
        lost = [made(alice, status) for _ in range(3)]
        for film in lost[:2]:
            assert reserve(film, film.revise, Price.CHANGE)
        with pytest.raises(OverQuotaError, match="You have made 2 videos today"):
            reserve(lost[2], lost[2].revise, Price.CHANGE)
        lost[2].refresh_from_db()
        assert lost[2].status == status

    def test_changing_what_was_made_takes_no_place_but_waits_like_any_other(self, alice, two_a_day, settings):
        films = [made(alice), made(alice)]
        assert reserve(films[0], films[0].revise, Price.CHANGE)
        assert allowance_of(alice).today == 2
        settings.GENERATOR_WAITING_PER_USER = 1
        with pytest.raises(OverQuotaError, match="1 of your videos are still waiting"):
            reserve(films[1], films[1].revise, Price.CHANGE)

    def test_deleting_a_film_does_not_give_back_its_work(self, alice, two_a_day):
        made(alice).delete()
        made(alice)
        Generation.objects.owned_by(alice).delete()
        assert allowance_of(alice).today == 2

    def test_the_next_day_begins_at_midnight(self, alice, two_a_day):
        made(alice)
        Charge.objects.update(made_at=timezone.now() - timedelta(days=1))
        assert allowance_of(alice).today == 0

    def test_a_draft_is_taken_only_when_its_film_is_asked_for(self, as_alice: Client, alice, two_a_day):
        as_alice.post(
            reverse("image_to_video"), {"look": "1", "upload": SimpleUploadedFile("p.jpg", photo())}
        )
        assert allowance_of(alice).today == 0
        draft = Generation.objects.get()
        as_alice.post(draft.get_absolute_url(), FIELDS)
        draft.refresh_from_db()
        assert (draft.status, allowance_of(alice).today) == (Status.QUEUED, 1)

    def test_a_picture_can_be_described_when_the_day_is_used_up(self, as_alice: Client, alice, settings):
        settings.GENERATOR_FILMS_PER_DAY = 1
        made(alice)
        picture = {"upload": SimpleUploadedFile("p.jpg", photo())}
        response = as_alice.post(reverse("image_to_video"), {**FIELDS, **picture})
        # The film is refused, and the picture is kept for tomorrow.
        assert "You have made 1 video today" in response.content.decode()
        draft = Generation.objects.drafts().get()
        as_alice.post(draft.get_absolute_url(), FIELDS)
        assert Generation.objects.drafts().count() == 1


@pytest.mark.django_db
class TestStorage:
    def test_a_full_storage_is_told_and_freed_by_deleting(self, as_alice: Client, alice, settings):
        settings.GENERATOR_STORAGE_GB = 1
        film = make_generation(alice, status=Status.SUCCEEDED, stored_bytes=1_100_000_000)
        assert (
            "Your videos take 1.1 GB, and you have 1 GB. Delete one for good"
            in send(as_alice).content.decode()
        )
        first = {"look": "1", "upload": SimpleUploadedFile("p.jpg", photo())}
        assert (
            "Delete one for good in your library"
            in as_alice.post(reverse("image_to_video"), first).content.decode()
        )
        as_alice.post(reverse("delete", args=[film.pk]))
        # What is in the bin is stored.
        assert send(as_alice).status_code == 200
        as_alice.post(reverse("delete", args=[film.pk]))
        assert send(as_alice).status_code == 302

    def test_what_films_will_need_is_taken_while_they_wait_and_are_made(self, alice):
        before = allowance_of(alice).stored
        film = made(alice, Status.RUNNING)
        assert allowance_of(alice).stored - before > 10 * MB
        assert film.cancel()
        assert allowance_of(alice).stored == before

    def test_uploads_count_at_once(self, as_alice: Client, alice):
        as_alice.post(
            reverse("image_to_video"), {"look": "1", "upload": SimpleUploadedFile("p.jpg", photo())}
        )
        assert allowance_of(alice).stored == len(photo())

    def test_no_file_is_opened_when_storage_is_counted(self, alice, monkeypatch, django_assert_num_queries):
        make_generation(alice, status=Status.SUCCEEDED, video=b"film", stored_bytes=4)
        monkeypatch.setattr(FileSystemStorage, "size", None)
        Brand.objects.create(owner=alice, stored_bytes=3)
        # Films, brands and charges.
        with django_assert_num_queries(3):
            assert allowance_of(alice).stored == 7


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fails", [False, True], ids=["made", "failed"])
def test_a_run_that_ends_leaves_the_size_of_all_its_files(alice, settings, monkeypatch, fails: bool):
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    if fails:
        monkeypatch.setattr("generator.pipeline.stages.render.render_film", None)
    film = make_generation(
        alice, status=Status.DRAFT, music="", input_text="The sea was calm. A boat came in."
    )
    reserve(film, film.submit)
    pipeline.run(Generation.objects.claim("host:1"))
    film.refresh_from_db()
    names = film.file_names()
    assert len(names) >= 4
    assert film.stored_bytes == sum(default_storage.size(name) for name in names) > 0
    if not fails:
        assert allowance_of(alice).stored == film.stored_bytes


@pytest.mark.django_db(transaction=True)
@pytest.mark.long
def test_of_twenty_that_come_at_once_as_many_are_queued_as_there_are_places(alice, settings):
    settings.GENERATOR_FILMS_PER_DAY, settings.GENERATOR_RATES = 5, {"submit": "100/m"}
    clients = [signed_in(alice) for _ in range(20)]
    codes, barrier = [], threading.Barrier(20)

    def submit(client: Client) -> None:
        barrier.wait()
        try:
            codes.append(send(client).status_code)
        finally:
            connection.close()

    side_by_side(partial(submit, client) for client in clients)
    assert sorted(codes) == [200] * 15 + [302] * 5
    assert Generation.objects.queued().count() == Generation.objects.count() == Charge.objects.count() == 5


@pytest.mark.django_db
class TestLimits:
    def test_staff_have_none_but_their_own(self, staff, two_a_day):
        for _ in range(3):
            made(staff)
        assert allowance_of(staff).in_words() == "3 videos today, 0 MB stored"
        staff.films_per_day = 3
        assert allowance_of(staff).refusal().startswith("You have made 3 videos today")

    def test_one_person_may_have_others(self, as_staff: Client, alice, two_a_day):
        limits = {"films_running": "1", "films_waiting": "3", "films_per_day": "0", "storage_gb": "50"}
        address = reverse("admin:generator_user_change", args=[alice.pk])
        assert as_staff.post(address, {"is_active": "on", **limits}).status_code == 302
        alice.refresh_from_db()
        allowed = allowance_of(alice)
        assert (allowed.waiting_limit, allowed.day_limit, allowed.storage_limit) == (3, 0, 50 * GB)
        assert "0 of 0 videos today, 0 MB of 50 GB" in page(as_staff, address)

    def test_zero_in_the_settings_is_no_limit(self, alice, settings):
        settings.GENERATOR_FILMS_PER_DAY = settings.GENERATOR_STORAGE_GB = 0
        assert allowance_of(alice).refusal() == ""
        assert allowance_of(alice).in_words() == "0 videos today, 0 MB stored"

    def test_the_worker_heeds_a_persons_own_limit(self, alice, bob):
        alice.films_running = 0
        alice.save()
        make_generation(alice)
        bobs = make_generation(bob)
        assert Generation.objects.claim("host:1").pk == bobs.pk
        assert Generation.objects.claim("host:1") is None

    def test_nothing_is_queued_for_who_was_suspended_meanwhile(self):
        carol = make_user("carol@example.org", is_active=False)
        draft = make_generation(carol, status=Status.DRAFT)
        with pytest.raises(OverQuotaError, match="suspended"):
            reserve(draft, draft.submit)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 MB"),
        (1, "1 MB"),
        (340 * MB, "340 MB"),
        (GB, "1 GB"),
        (1_249_000_000, "1.2 GB"),
        (5 * GB, "5 GB"),
    ],
)
def test_sizes_are_written_as_people_read_them(size: int, words: str):
    assert size_in_words(size) == words


@pytest.mark.django_db
class TestLongFilms:
    LONG = "The sea was calm. " * 900

    def test_a_long_text_takes_as_many_places_as_it_could_be_videos(self, alice, settings):
        settings.GENERATOR_FILMS_PER_DAY = 20
        for text, places in (("x" * 5000, 1), ("x" * 5001, 2), ("x" * 20_000, 4)):
            before = allowance_of(alice).today
            film = make_generation(alice, status=Status.DRAFT, input_text=text)
            assert reserve(film, film.submit)
            assert allowance_of(alice).today - before == places

    def test_what_is_left_is_said_and_a_shorter_text_still_goes(self, as_alice: Client, alice, settings):
        settings.GENERATOR_FILMS_PER_DAY = 4
        made(alice)
        shown = send(as_alice, input_text=self.LONG).content.decode()
        assert "A text this long counts as 4 videos, and you can make 3 more today." in shown
        assert send(as_alice, input_text=self.LONG[:9000]).status_code == 302

    def test_somebody_who_has_made_nothing_today_may_make_one_however_long(
        self, as_alice: Client, alice, two_a_day
    ):
        assert send(as_alice, input_text=self.LONG).status_code == 302
        shown = send(as_alice).content.decode()
        assert "You have made 1 video today, which counts as 4: that is as many as a day may have." in shown
