"""When a film will be ready, from how long the latest films took."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generator import tasks
from generator.models import Film, Generation
from generator.pipeline import run as pipeline
from generator.web.durations import span_between
from generator.web.estimates import LEAST_SCENES, Estimate, history, seconds_left, seconds_until_start
from studio.contracts import MOST_SCENES
from studio.film import plan as timeline
from tests.cases import one_in
from tests.support.factories import make_generation, make_scene
from tests.support.stand_ins import PROVIDERS, log

Status = Generation.Status
STEPS = {"describe": 0.0, "storyboard": 2.0, "illustrate": 20.0, "render": 40.0, "scenes": 4}


def earlier(owner, seconds: float = 62.0, count: int = 1, **fields: object) -> None:
    """Have films been made of four scenes, each in so many seconds."""
    share = seconds / 62.0
    timings = {name: value * share for name, value in STEPS.items()} | {"scenes": 4}
    for _ in range(count):
        make_generation(owner, status=Status.SUCCEEDED, **{"timings": timings, **fields})


def words(client: Client, generation: Generation) -> str:
    answer = client.get(reverse("progress", args=[generation.pk]), headers={"hx-request": "true"})
    return " ".join(answer.content.decode().split())


@pytest.mark.django_db
class TestRunning:
    def test_a_film_takes_what_the_latest_took_by_its_number_of_scenes(self, alice):
        earlier(alice, count=3)
        film = make_generation(alice, status=Status.RUNNING)
        known = history(film)
        assert seconds_left(film, 4, known) == Estimate(62, 62)
        assert seconds_left(film, 8, known) == Estimate(122, 122)

    def test_what_is_done_does_not_count(self, alice):
        earlier(alice, count=3)
        film = make_generation(alice, status=Status.RUNNING, progress=55)
        assert seconds_left(film, 4, history(film)) == Estimate(40, 40)
        film.progress = 100
        assert seconds_left(film, 4, history(film)) == Estimate(0, 0)

    def test_the_quick_and_the_slow_quarter_make_the_range(self, alice):
        for seconds in (30, 62, 93, 124, 620):
            earlier(alice, seconds)
        film = make_generation(alice, status=Status.RUNNING)
        left = seconds_left(film, 4, history(film))
        assert (left.low, left.high) == (pytest.approx(62), pytest.approx(124))
        assert str(left) == "1 to 2 minutes"

    def test_films_of_the_same_shape_and_quality_count_before_others(self, alice):
        earlier(alice, 620, count=5, size="9:16")
        earlier(alice, 62, count=3)
        film = make_generation(alice, status=Status.RUNNING)
        assert seconds_left(film, 4, history(film)).high == pytest.approx(62)
        other = make_generation(alice, status=Status.RUNNING, size="1:1")
        assert seconds_left(other, 4, history(other)).high > 200

    def test_without_a_history_nothing_is_claimed(self, alice):
        earlier(alice, count=2)
        assert history(make_generation(alice)) == []

    def test_scenes_are_guessed_from_the_words_until_there_are_some(self, alice):
        earlier(alice, count=3)
        film = make_generation(alice, input_text="x" * 880)
        assert seconds_left(film, 0, history(film)) == seconds_left(film, 8, history(film))

    def test_the_page_says_it_while_the_film_is_made(self, as_alice: Client, alice):
        earlier(alice, count=3)
        film = make_generation(alice, status=Status.RUNNING, progress=55, stage="render", attempt=2)
        for _ in range(4):
            make_scene(film)
        assert "about 40 seconds left" in words(as_alice, film)

    def test_a_poll_is_cheap(self, as_alice: Client, alice, django_assert_max_num_queries):
        earlier(alice, count=45)
        film = make_generation(alice, status=Status.RUNNING, progress=55)
        # The first one takes back lost runs too, which is done once in a while.
        words(as_alice, film)
        with django_assert_max_num_queries(6):
            words(as_alice, film)


@pytest.mark.django_db
class TestWaiting:
    def test_the_page_says_the_place_and_when_the_film_is_ready(self, as_alice: Client, alice, bob):
        tasks.report_alive()
        earlier(bob, count=3)
        for _ in range(2):
            make_generation(bob, status=Status.RUNNING)
        for _ in range(3):
            make_generation(bob)
        film = make_generation(alice)
        assert "It is next in the queue. Ready in" in words(as_alice, film)
        second = make_generation(alice)
        assert "Place 2 in the queue" in words(as_alice, second)

    def test_without_a_worker_no_time_is_promised(self, as_alice: Client, alice):
        earlier(alice, count=3)
        page = words(as_alice, make_generation(alice))
        assert "Waiting for a worker" in page
        assert "Ready in" not in page

    def test_the_turn_comes_when_those_ahead_are_made_so_many_at_once(self):
        known = [STEPS] * 3
        assert seconds_until_start(0, 0, known) == Estimate(0, 0)
        assert seconds_until_start(2, 0, known) == Estimate(124, 124)
        assert seconds_until_start(3, 2, known) == Estimate(124, 124)

    def test_a_poll_is_cheap(self, as_alice: Client, alice, bob, django_assert_max_num_queries):
        earlier(bob, count=45)
        for _ in range(20):
            make_generation(bob)
        film = make_generation(alice)
        # The first one takes back lost runs too, which is done once in a while.
        words(as_alice, film)
        with django_assert_max_num_queries(8):
            words(as_alice, film)


@pytest.mark.django_db
@pytest.mark.parametrize("line", one_in(3, ["aaabbc", "abcabc", "ccccba", "cbaaaaabbbbb", "bbbaac", "a"]))
@pytest.mark.parametrize("running", ["", "a", "bb", "ac"])
def test_the_place_is_the_one_at_which_the_film_is_claimed(
    settings, alice, bob, staff, line: str, running: str
):
    settings.GENERATOR_RUNNING_PER_USER = 100
    people = {"a": alice, "b": bob, "c": staff}
    for who in running:
        make_generation(people[who], status=Status.RUNNING)
    films = [make_generation(people[who]) for who in line]
    places = {film.pk: Generation.objects.ahead_of(film) for film in films}
    claimed = [Generation.objects.claim("host:1").pk for _ in films]
    assert [places[pk] for pk in claimed] == list(range(len(line)))


@pytest.mark.django_db
def test_nobody_is_ahead_of_a_film_that_a_worker_has_just_taken(alice, bob):
    make_generation(bob)
    film = make_generation(alice)
    Generation.objects.filter(pk=film.pk).update(status=Status.RUNNING)
    assert Generation.objects.ahead_of(film) == 0


@pytest.mark.django_db(transaction=True)
def test_a_run_that_made_everything_leaves_its_timings_and_others_do_not(alice, settings, monkeypatch):
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    film = make_generation(alice, music="", input_text="The sea was calm. A boat came in.")
    pipeline.run(Generation.objects.claim("host:1"))
    film.refresh_from_db()
    assert film.film.timings["scenes"] == film.scenes.count()
    assert film.film.timings.keys() == STEPS.keys()
    assert film.film.timings["render"] > 0
    Film.objects.update(timings=None, fingerprint="")
    Generation.objects.update(status=Status.QUEUED)
    pipeline.run(Generation.objects.claim("host:1"))
    film.refresh_from_db()
    assert (film.status, film.film.timings) == (Status.SUCCEEDED, None)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (3, 4, "about 5 seconds"),
        (20, 38, "about 40 seconds"),
        (40, 70, "about 1 minute"),
        (62, 124, "1 to 2 minutes"),
        (170, 190, "about 3 minutes"),
        (3000, 9000, "about 3 hours"),
    ],
)
def test_a_range_is_said_as_people_do(low: float, high: float, words: str):
    assert span_between(low, high) == words


@pytest.mark.django_db
class TestBefore:
    def test_the_form_says_how_long_films_of_as_many_scenes_took(self, as_alice: Client, alice):
        earlier(alice, count=3)
        times = as_alice.get(reverse("text_to_video")).context["form"].made_in
        assert list(times) == ["", "16:9 720p"]
        assert times[""] == times["16:9 720p"]
        few = times[""]
        assert (few[2], few[3], few[19]) == ("about 50 seconds", "about 1 minute", "about 5 minutes")
        assert len(few) == MOST_SCENES - LEAST_SCENES + 1

    def test_it_is_known_by_the_shape_and_size_that_can_be_chosen(self, as_alice: Client, alice):
        earlier(alice, 620, count=3, size="9:16", quality="1080p")
        earlier(alice, 62, count=3)
        earlier(alice, 62, count=2, size="1:1")
        times = as_alice.get(reverse("image_to_video")).context["form"].made_in
        assert times.keys() == {"", "16:9 720p", "9:16 1080p"}
        assert times["16:9 720p"][3] == "about 1 minute"
        assert times["9:16 1080p"][3] == "about 10 minutes"
        assert times[""][1] not in (times["16:9 720p"][1], times["9:16 1080p"][1])

    def test_the_form_promises_nothing_that_is_not_known(self, as_alice: Client, alice):
        earlier(alice, count=2)
        page = as_alice.get(reverse("text_to_video")).content.decode()
        assert "made in" not in page
        assert "a minute or two" not in page
