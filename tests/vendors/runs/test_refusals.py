"""What a service will not make costs a film few calls, and its page says why."""

from __future__ import annotations

import io
import threading

import pytest
from PIL import Image

from generator.providers.calling.breaker import OpenError
from generator.providers.calling.budget import MOST_REFUSALS, Budget
from generator.views.watch import stand_ins
from tests.support.threads import side_by_side
from tests.vendors.protocols import black
from tests.vendors.runs.test_whole_runs import again, fallen_back, film, is_finished, site  # noqa: F401
from tests.vendors.server import HUGGING_FACE, Answer, in_json

pytestmark = pytest.mark.django_db(transaction=True)

LONG = " ".join(f"On day {n} the sea was calm." for n in range(1, 13))
REASON = "Hugging Face refused 6 times for this video, so it was not asked again."


def nearly_black() -> Answer:
    """Return a black picture with a bright spot too small to count, as some services sign what they refuse."""
    data, picture = io.BytesIO(), Image.new("RGB", (1024, 1024))
    picture.paste("white", (0, 0, 24, 24))
    picture.save(data, "PNG")
    return Answer(data.getvalue(), type="image/png")


REFUSALS = {
    "black": black(),
    "nearly black": nearly_black(),
    "in words": in_json({"error": "The prompt was flagged by safety checks"}, 400),
    "in words with status 200": in_json({"error": "NSFW content detected"}),
    "bad request": in_json({"error": "The prompt is odd"}, 400),
    "unprocessable": in_json({"detail": []}, 422),
}


@pytest.mark.parametrize("answer", REFUSALS.values(), ids=REFUSALS)
def test_a_refused_scene_costs_two_calls_whatever_models_there_are(services, settings, answer):
    settings.GENERATOR_CALLS_AT_ONCE = 1
    services.on(HUGGING_FACE, answer, times=2)
    made = film()
    assert fallen_back(made, "image") == [True, False, False]
    assert services.count(HUGGING_FACE) == 2 + 2


@pytest.mark.parametrize("answer", REFUSALS.values(), ids=REFUSALS)
def test_a_refused_film_costs_six_calls_and_its_page_says_why_the_rest_was_not_asked_for(services, answer):
    services.on(HUGGING_FACE, answer)
    made = film(input_text=LONG)
    assert is_finished(made)
    assert services.count(HUGGING_FACE) == MOST_REFUSALS == 6
    assert fallen_back(made, "image") == [True] * 12
    reasons = list(made.scenes.values_list("error", flat=True))
    assert reasons.count(REASON) >= 12 - 6
    assert sum(REASON in note for note in stand_ins(list(made.scenes.all()))) == 1


def test_the_owner_can_ask_again_and_the_next_film_is_asked_for(services, settings):
    settings.GENERATOR_REUSE_DAYS = 0
    services.on(HUGGING_FACE, black())
    made = film(input_text=LONG)
    services.well(HUGGING_FACE)
    assert made.retry_stand_ins()
    made = again(made)
    assert fallen_back(made, "image") == [False] * 12
    services.on(HUGGING_FACE, black())
    calls = services.count(HUGGING_FACE)
    film(made.owner, input_text=LONG.replace("calm", "wild"))
    assert services.count(HUGGING_FACE) == calls + 6


def test_refusals_that_are_spread_over_a_film_end_its_calls_too(services):
    """Every other call is refused, and the milder words are taken."""
    asked = []

    def moody(call):
        asked.append(call)
        return black() if len(asked) % 2 else services.good[HUGGING_FACE](call)

    services.on(HUGGING_FACE, moody)
    film(input_text=LONG)
    assert len(asked) <= 12


def test_a_budget_is_kept_to_the_call_by_any_number_of_threads():
    budget, made, lock = Budget(6), [], threading.Lock()

    def ask() -> None:
        for _ in range(50):
            try:
                admitted = budget.admit("S")
            except OpenError:
                return
            if admitted:
                with lock:
                    made.append(1)
                budget.settle("S", is_refused=True)

    side_by_side([ask] * 16)
    assert len(made) == 6
    assert Budget(6).admit("S")


def test_good_calls_cost_nothing_of_a_budget_and_those_in_flight_are_waited_for():
    budget = Budget(2)
    for _ in range(10):
        assert budget.admit("S")
        budget.settle("S")
    assert budget.admit("S")
    assert budget.admit("S")
    assert not budget.admit("S")
    assert budget.admit("Another")
    budget.settle("S")
    assert budget.admit("S")
