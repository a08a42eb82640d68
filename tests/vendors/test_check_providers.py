"""The operator's look at the outside services: one call each, and what to do."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from generator.management.commands.check_providers import advice
from generator.providers.factory import get_provider
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.conftest import lists
from tests.vendors.protocols import KEY, TOKEN
from tests.vendors.server import GTTS, HUGGING_FACE, Answer, in_json


@pytest.fixture(autouse=True)
def site(settings, services) -> None:
    settings.GENERATOR_PROVIDERS = lists(services.url)


def run() -> tuple[str, int]:
    out = io.StringIO()
    try:
        call_command("check_providers", stdout=out)
    except SystemExit as ended:
        return out.getvalue(), int(str(ended.code))
    return out.getvalue(), 0


def test_each_service_is_called_once_for_each_kind_and_model(services):
    table, code = run()
    assert services.counts() == (2, 2, 1)
    assert code == 0
    lines = [line.split() for line in table.splitlines()[1:]]
    assert [line[0] for line in lines] == [
        "text",
        "vision",
        "image",
        "image",
        "speech",
        *["photo"] * 4,
        *["clip"] * 4,
        "motion",
    ]
    # Nothing is set up that sets pictures in motion.
    assert all("works" in line for line in lines[:-1])
    assert "gemini-test" in table
    assert "good/second" in table


def test_what_does_not_serve_is_told_with_what_to_do_and_without_the_key(services):
    services.on(HUGGING_FACE, in_json({"error": f"{TOKEN} is wrong"}, 401))
    services.on(GTTS, Answer(b"", 404))
    table, code = run()
    assert code == 1
    assert "Hugging Face does not accept the key of this site." in table
    assert "HF_TOKEN" in table
    assert "SPEECH_SERVICE=embedded" in table
    assert KEY not in table
    assert TOKEN not in table


def test_a_good_answer_lets_films_use_the_service_again():
    breaker = get_provider("speech").links[0].guard.breaker
    breaker.note(1.0, ProviderError("The key is wrong.", ProviderFailure.CONFIG))
    assert breaker.health().state == "open"
    run()
    assert breaker.health().state == "closed"


def test_without_any_service_it_says_so_and_calls_nobody(settings, services):
    inside = {kind: entries[-1:] for kind, entries in lists(services.url).items()}
    settings.GENERATOR_PROVIDERS = {**inside, "photo": [], "clip": []}
    table, code = run()
    assert table.count("no outside service is set up") == 7
    assert (services.calls, code) == ([], 0)


@pytest.mark.parametrize("service", ["Gemini", "Hugging Face", "Google's voice"])
@pytest.mark.parametrize("kind", ProviderFailure)
def test_there_is_advice_for_each_failure_of_each_service(service, kind):
    assert len(advice(service, kind)) > 10
    assert "None" not in advice(service, kind)
