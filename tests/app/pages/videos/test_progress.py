"""How a video comes along: the page while it is made, and the fragment that is polled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generator import tasks
from generator.models import Generation
from tests.app.pages.videos.test_storyboard import as_sent
from tests.support.factories import make_generation, make_scene
from tests.support.media import photo

pytestmark = pytest.mark.django_db
Status, Stage = Generation.Status, Generation.Stage
HTMX = {"hx-request": "true"}


def poll(client: Client, generation: Generation):
    return client.get(reverse("progress", args=[generation.pk]), headers=HTMX)


def words(client: Client, generation: Generation) -> str:
    return " ".join(poll(client, generation).content.decode().split())


def test_a_run_whose_worker_is_gone_is_not_told_of_for_ever(as_alice, running):
    Generation.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert "Waiting for a worker" in words(as_alice, running)
    assert Generation.objects.get().status == Status.QUEUED


def states(client: Client, generation: Generation) -> dict[str, tuple[str, str]]:
    return {row.name: (row.state, row.note) for row in poll(client, generation).context["stages"]}


@pytest.fixture
def running(alice) -> Generation:
    generation = make_generation(alice, status=Status.RUNNING, stage=Stage.ILLUSTRATE, progress=46, attempt=1)
    for made in range(4):
        narration = "" if made == 3 else f"Sentence {made}."
        pictures = {"image": photo(), "image_fingerprint": f"f{made}"} if made < 2 else {}
        make_scene(
            generation,
            narration=narration,
            **pictures,
            **({"speech": b"x", "speech_fingerprint": "s"} if made < 1 else {}),
        )
    return generation


def test_the_tab_tells_the_percent(as_alice: Client, running):
    title = "<title>46 % · The lighthouse keeper · Video Generator</title>"
    assert title in words(as_alice, running)
    assert title in " ".join(as_alice.get(running.get_absolute_url()).content.decode().split())


def test_pictures_and_narration_run_side_by_side(as_alice: Client, running):
    assert states(as_alice, running) == {
        "storyboard": ("done", "4 scenes"),
        "illustrate": ("now", "2 of 4"),
        "narrate": ("now", "1 of 3"),
        "render": ("todo", "Motion, transitions, sound and captions"),
    }


def test_one_scene_is_told_as_one(as_alice: Client, alice):
    generation = make_generation(alice, status=Status.RUNNING, stage=Stage.ILLUSTRATE, progress=20, attempt=1)
    make_scene(generation)
    assert states(as_alice, generation)["storyboard"] == ("done", "1 scene")


def test_after_an_edit_what_is_made_anew_is_to_do_and_the_rest_is_kept(as_alice: Client, alice):
    film = make_generation(alice, status=Status.SUCCEEDED, video=b"film", lease=4, progress=100)
    for number in range(2):
        made = {"image_fingerprint": "f", "speech_fingerprint": "s", "image": photo(), "speech": b"x"}
        make_scene(film, narration=f"Sentence {number} is long enough.", prompt="A boat", **made)
    change = as_sent(film, s1_narration="Another sentence stands here.", s0_prompt="A ship")
    as_alice.post(reverse("storyboard", args=[film.pk]), change)
    assert {name: state for name, (state, _) in states(as_alice, film).items()} == {
        "storyboard": "done",
        "illustrate": "todo",
        "narrate": "todo",
        "render": "todo",
    }
    page = words(as_alice, film)
    assert "Kept</span>" in page
    assert "Done" not in page


def test_the_storyboard_fills_scene_by_scene(as_alice: Client, running):
    page = words(as_alice, running)
    assert f"{reverse('scene_miniature', args=[running.pk, 2])}?v=f1" in page
    assert reverse("scene_miniature", args=[running.pk, 3]) not in page
    assert "Sentence 2." in page
    assert "The narration goes on." in page


def test_a_picture_is_described_first(as_alice: Client, alice):
    generation = make_generation(alice, kind="image", status=Status.RUNNING, stage=Stage.DESCRIBE)
    assert states(as_alice, generation)["describe"] == ("now", "What it shows")
    Generation.objects.update(
        description_fingerprint="x", keywords="boat, sea, sky, gull", stage=Stage.STORYBOARD
    )
    assert states(as_alice, generation)["describe"] == ("done", "boat, sea, sky")
    assert states(as_alice, generation)["storyboard"][0] == "now"


def test_it_guesses_the_time_left_from_the_pace(as_alice: Client, running):
    Generation.objects.update(started_at=timezone.now() - timedelta(seconds=46))
    assert "about 55 seconds left" in words(as_alice, running)
    # A run that began far along has no pace to go by.
    Generation.objects.update(attempt=2)
    assert "seconds left" not in words(as_alice, running)


def test_it_goes_on_polling_while_the_video_is_made(as_alice: Client, running):
    page = words(as_alice, running)
    assert f'hx-get="{reverse("progress", args=[running.pk])}" hx-trigger="every 2s"' in page


@pytest.mark.parametrize("status", [Status.SUCCEEDED, Status.FAILED, Status.CANCELLED])
def test_it_ends_by_loading_the_page_anew(as_alice: Client, running, status: str):
    Generation.objects.update(status=status)
    response = poll(as_alice, running)
    assert response["HX-Refresh"] == "true"
    assert response.content == b""
    assert "every 2s" not in as_alice.get(running.get_absolute_url()).content.decode()


def test_opened_as_a_page_it_leads_to_the_video(as_alice: Client, running):
    response = as_alice.get(reverse("progress", args=[running.pk]))
    assert response["Location"] == running.get_absolute_url()


class TestWaiting:
    def test_without_a_worker_it_says_so(self, as_alice: Client, alice):
        assert "Waiting for a worker" in words(as_alice, make_generation(alice))

    def test_next_in_turn(self, as_alice: Client, alice):
        tasks.report_alive()
        assert "It is next" in words(as_alice, make_generation(alice))

    def test_behind_others(self, as_alice: Client, alice, bob):
        tasks.report_alive()
        for _ in range(3):
            make_generation(bob)
        # Everybody's films take turns: only one of the others comes first.
        assert "Place 2 in the queue" in words(as_alice, make_generation(alice))

    def test_behind_ones_own(self, as_alice: Client, alice, settings):
        tasks.report_alive()
        settings.GENERATOR_RUNNING_PER_USER = 1
        make_generation(alice, status=Status.RUNNING)
        assert "when one of your other videos is ready" in words(as_alice, make_generation(alice))


def test_a_poll_is_cheap(as_alice: Client, running, django_assert_max_num_queries):
    # One in ten seconds looks after lost runs too.
    poll(as_alice, running)
    with django_assert_max_num_queries(6):
        poll(as_alice, running)


def test_words_that_will_not_be_spoken_are_told_beforehand(as_alice: Client, running):
    assert "not spoken" not in words(as_alice, running)
    running.scenes.filter(position=1).update(narration="Sentence ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ.")
    assert "The words in Cherokee in scene 2 are shown and not spoken" in words(as_alice, running)
    Generation.objects.update(voice="none")
    page = words(as_alice, running)
    assert "not spoken" not in page
    assert "Timing the captions" in page
    assert "Recording the narration" not in page
    assert "The words go on." in page
