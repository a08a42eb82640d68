"""The order of providers, and who catches whose failure."""

from __future__ import annotations

import pytest

from generator.providers.calling.chain import NOTHING_CONFIGURED, Chain, Link
from generator.providers.factory import get_provider
from studio import contracts
from studio.errors import ProviderError, ProviderFailure, RenderError
from tests.support.stand_ins import PROVIDERS, log


@pytest.fixture(autouse=True)
def fresh_log():
    log.reset()


def fail(kind: ProviderFailure, message: str = "It is ill."):
    def factory():
        raise ProviderError(message, kind)

    return factory


def test_the_first_that_can_serves_and_the_second_is_not_asked():
    asked = []
    chain = Chain([Link("First", lambda: "first"), Link("Second", lambda: asked.append(1))])
    served = chain.call(str.upper)
    assert (served.value, served.provider, served.fell_back, served.reason) == ("FIRST", "First", False, "")
    assert asked == []


@pytest.mark.parametrize("kind", ProviderFailure)
def test_the_next_catches_every_kind_of_failure_and_the_reason_is_kept(kind):
    chain = Chain([Link("First", fail(kind)), Link("Second", lambda: "second")])
    served = chain.call(str.upper)
    assert (served.value, served.provider, served.fell_back) == ("SECOND", "Second", True)
    assert served.reason == "It is ill."


def test_an_answer_that_is_not_believed_counts_as_a_failure():
    def check(value: str) -> None:
        if value == "BLACK":
            raise RenderError("The picture is black.")

    chain = Chain([Link("First", lambda: "black"), Link("Second", lambda: "good")])
    served = chain.call(str.upper, check)
    assert (served.value, served.reason) == ("GOOD", "The picture is black.")


def test_when_none_can_the_last_error_is_told():
    chain = Chain(
        [Link("First", fail(ProviderFailure.BUSY)), Link("Last", fail(ProviderFailure.REFUSED, "No."))]
    )
    with pytest.raises(ProviderError, match=r"^No\.$") as caught:
        chain.call(str.upper)
    assert caught.value.kind == ProviderFailure.REFUSED


def test_a_chain_without_links_says_so():
    with pytest.raises(ProviderError, match=NOTHING_CONFIGURED):
        Chain([]).call(str.upper)


def test_a_mistake_of_ours_is_not_taken_for_an_ill_service():
    chain = Chain([Link("First", lambda: 1 / 0), Link("Second", lambda: "second")])
    with pytest.raises(ZeroDivisionError):
        chain.call(str.upper)


def test_the_settings_name_the_chain(settings):
    settings.GENERATOR_PROVIDERS = {
        **PROVIDERS,
        "image": [{"BACKEND": "tests.support.stand_ins.Refusing"}, *PROVIDERS["image"]],
    }
    served = get_provider("image").call(
        lambda provider: provider.illustrate(prompt="", style="plain", width=64, height=64, seed=1, variant=0)
    )
    assert (served.provider, served.fell_back) == ("QuickImage", True)
    assert served.reason == "The painter is ill."


def test_an_unknown_option_is_an_error(settings):
    settings.GENERATOR_PROVIDERS = {"image": [{**PROVIDERS["image"][0], "OPTIONS": {"sped": 2}}]}
    with pytest.raises(TypeError):
        get_provider("image").call(lambda provider: provider)


def test_answers_whose_classes_lay_elsewhere_are_not_looked_for(settings, monkeypatch):
    settings.GENERATOR_REUSE_DAYS = 7
    here = get_provider("text").memory.shape
    monkeypatch.setattr(contracts.Storyboard, "__module__", "generator.providers.base")
    assert get_provider("text").memory.shape != here
