"""Whole films by services at addresses of the operator's choice, and what they do when these fail."""

from __future__ import annotations

import pytest

from generator.providers.vendors.ollama import client as ollama
from generator.providers.vendors.openai_compatible import wire
from studio.film import plan as timeline
from tests.app.stages.conftest import photo
from tests.support.factories import make_user
from tests.support.stand_ins import PROVIDERS, log
from tests.vendors.conftest import at_own_addresses, rendered_at_once
from tests.vendors.fakes.openai import error, says
from tests.vendors.models_by_address.conftest import afresh  # noqa: F401
from tests.vendors.runs.test_whole_runs import SENTENCES, TEXT, fallen_back, film, is_finished
from tests.vendors.server import Answer, Services

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def place(settings, monkeypatch, services: Services, afresh) -> None:  # noqa: F811
    """Have one service do all, and quick stand-ins behind it."""
    settings.GENERATOR_PROVIDERS = {
        kind: [*(one for one in entries if "openai" in one["BACKEND"]), *PROVIDERS[kind]]
        for kind, entries in at_own_addresses(services.url).items()
    }
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    # The whole film is made on one machine, which may be busy.
    monkeypatch.setattr(wire, "OWN_FIRST_BYTE", 10.0)
    monkeypatch.setattr(ollama, "FIRST_BYTE", 10.0)


@pytest.fixture
def unrendered(monkeypatch) -> None:
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)


@pytest.mark.long
def test_a_film_made_wholly_by_one_service_is_rendered(services):
    made = film()
    assert is_finished(made)
    assert fallen_back(made, "image") == fallen_back(made, "speech") == [False] * 3
    assert made.film.video.size > 5000


def test_a_text_becomes_a_film_made_wholly_by_one_service(services, unrendered):
    made = film()
    assert is_finished(made)
    assert made.storyboard_error == ""
    assert [scene.narration for scene in made.scenes.all()] == SENTENCES
    for scene in made.scenes.all():
        assert scene.image_provider == "OpenAIImages brush-2"
        assert scene.speech_provider == "OpenAISpeech mouth-1 nova"
        assert scene.speech_duration > 1
    assert fallen_back(made, "image") == fallen_back(made, "speech") == [False] * 3
    paths = [call.path.removeprefix("/openai/v1/") for call in services.calls]
    assert sorted(paths) == ["audio/speech"] * 3 + ["chat/completions"] + ["images/generations"] * 3


def test_a_picture_is_described_by_the_service_and_its_places_are_found_here(services, unrendered):
    made = film(kind="image", input_text="", upload=photo())
    assert is_finished(made)
    assert made.description == "A dog runs along a beach."
    assert made.description_provider == "OpenAIVision seer-1"
    # The service was not asked where the dog is; the built-in provider was.
    assert [box[0] for box in made.boxes] == ["dog"]
    assert log.count("vision") == 1


def test_places_that_cannot_be_found_cost_no_film(services, unrendered):
    def fail(kind: str, asked: dict) -> None:
        if kind == "vision":
            raise ValueError("The detector broke.")

    log.before = fail
    made = film(kind="image", input_text="", upload=photo())
    assert is_finished(made)
    assert made.description == "A dog runs along a beach."
    assert made.boxes == []


DEAD = {
    "wrong key": error(401, "Incorrect API key"),
    "no credit": error(402, "Insufficient Balance"),
    "overloaded": Answer(b"", 503),
    "hang": Answer(how="hang"),
    "empty answers": says(""),
}


@pytest.mark.parametrize("answer", DEAD.values(), ids=DEAD)
def test_the_film_comes_although_the_service_is_dead(services, unrendered, monkeypatch, answer):
    monkeypatch.setattr(wire, "OWN_FIRST_BYTE", 0.2)
    services.on("openai", answer)
    made = film()
    assert is_finished(made)
    assert made.storyboard_error
    assert fallen_back(made, "image") == fallen_back(made, "speech") == [True] * 3


def test_a_server_without_schemas_or_sizes_makes_the_next_film_without_being_refused_again(
    services, unrendered
):
    def answer(call):
        asked = call.json()
        if "response_format" in asked and call.path.endswith("/chat/completions"):
            return error(400, "This response_format type is unavailable now")
        return error(400, "Unknown parameter: 'size'.") if "size" in asked else services.good["openai"](call)

    services.on("openai", answer)
    alice = make_user()
    assert is_finished(film(alice))
    calls = len(services.calls)
    made = film(alice, input_text=TEXT.replace("sea", "lake"), style="paper")
    assert is_finished(made)
    assert fallen_back(made, "image") == [False] * 3
    # A storyboard, three pictures, and the one sentence that was not spoken before.
    assert len(services.calls) - calls == 5


def test_ollama_plans_a_film(settings, services, unrendered):
    settings.GENERATOR_PROVIDERS = {
        kind: [*(one for one in entries if "ollama" in one["BACKEND"]), *PROVIDERS[kind]]
        for kind, entries in at_own_addresses(services.url).items()
    }
    made = film()
    assert is_finished(made)
    assert made.storyboard_error == ""
    assert [scene.narration for scene in made.scenes.all()] == SENTENCES
    assert [call.path for call in services.calls] == ["/ollama/api/chat"]
