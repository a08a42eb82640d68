"""Films by services that were set up on a page: made wholly by them, in their order, within their limits, and no more."""

from __future__ import annotations

import pytest
from django.urls import reverse

from generator.models import ServiceSetup
from generator.providers.factory import get_provider, get_voices, services_in_use
from generator.providers.setup import known
from tests.support.factories import make_user
from tests.support.stand_ins import log
from tests.vendors.runs.test_whole_runs import SENTENCES, fallen_back, film, is_finished
from tests.vendors.server import GEMINI
from tests.vendors.set_up.conftest import set_up, set_up_gemini, set_up_openai, switch

pytestmark = pytest.mark.django_db(transaction=True)


def storyboard(provider):
    return provider.write_storyboard(text="The sea was calm. A boat came in.", language="en")


def test_a_service_that_was_set_up_on_the_page_alone_makes_a_film(as_staff, services):
    set_up_openai(as_staff, services)
    made = film()
    assert is_finished(made)
    assert log.calls == []
    assert made.storyboard_provider == "OpenAIText writer-1"
    assert [scene.narration for scene in made.scenes.all()] == SENTENCES
    assert {scene.image_provider for scene in made.scenes.all()} == {"OpenAIImages brush-2"}
    assert {scene.speech_provider for scene in made.scenes.all()} == {"OpenAISpeech mouth-1 nova"}
    assert fallen_back(made, "image") == fallen_back(made, "speech") == [False] * 3
    assert services.count("openai") == 7


def test_a_service_that_was_switched_off_is_not_called_by_the_next_film(as_staff, services):
    set_up_openai(as_staff, services)
    switch(as_staff, "openai_compatible", on=False)
    assert is_finished(film())
    assert services.calls == []
    assert "nova" not in [voice.value for voice in get_voices()]
    assert services_in_use() == []
    switch(as_staff, "openai_compatible", on=True)
    assert is_finished(film(make_user("dora@example.org")))
    assert services.count("openai") == 7


def test_a_film_on_its_way_calls_a_service_no_more_once_it_is_switched_off(as_staff, services):
    set_up_gemini(as_staff, services)
    chain = get_provider("text")
    switch(as_staff, "gemini", on=False)
    served = chain.call(storyboard)
    assert served.provider == "QuickText"
    assert served.reason == "Gemini was switched off."
    assert services.calls == []
    # The service is not to blame for it.
    assert chain.links[0].guard.breaker.health().calls == 0


def test_another_process_knows_within_seconds(as_staff, services, monkeypatch):
    set_up_gemini(as_staff, services)
    other = known._Watch()
    assert other.look().site["gemini"].is_on
    switch(as_staff, "gemini", on=False)
    assert other.look().site["gemini"].is_on
    now = known.time.monotonic()
    monkeypatch.setattr(known.time, "monotonic", lambda: now + known.BELIEVED + 0.1)
    assert not other.look().site["gemini"].is_on


def test_what_is_known_costs_one_look_at_a_stamp(as_staff, services, monkeypatch, django_assert_num_queries):
    set_up_gemini(as_staff, services)
    get_provider("text")
    now = known.time.monotonic()
    for later in range(5):
        monkeypatch.setattr(known.time, "monotonic", lambda later=later: now + 3 * later)
        with django_assert_num_queries(0):
            assert get_provider("text").links[0].name == "GeminiText"


def test_a_change_whose_stamp_was_lost_is_found_within_a_minute(as_staff, services, monkeypatch):
    set_up_gemini(as_staff, services)
    other = known._Watch()
    other.look()
    ServiceSetup.objects.update(is_on=False)
    now = known.time.monotonic()
    monkeypatch.setattr(known.time, "monotonic", lambda: now + known.LONGEST + 0.1)
    assert not other.look().site["gemini"].is_on


def test_services_are_asked_in_the_order_that_staff_choose(as_staff, services):
    set_up_gemini(as_staff, services)
    set_up_openai(as_staff, services)
    asked = [link.name for link in get_provider("text").links]
    assert asked == ["GeminiText", "OpenAIText", "QuickText"]
    moved = {"kind": "text", "name": "gemini", "move": "down"}
    assert as_staff.post(reverse("order_services"), moved).status_code == 302
    assert [link.name for link in get_provider("text").links] == ["OpenAIText", "GeminiText", "QuickText"]
    # Of the other kinds of work the order is as it was.
    assert get_provider("vision").links[0].name == "GeminiVision"
    assert get_provider("text").call(storyboard).provider == "OpenAIText"
    assert services.count(GEMINI) == 0


@pytest.mark.parametrize("name", ["per_minute", "per_day"])
def test_a_service_is_asked_no_more_often_than_staff_allow(as_staff, services, name):
    set_up_gemini(as_staff, services, **{name: "2"})
    link = get_provider("text").links[0]
    assert link.guard.quota
    assert [bool(link.guard.quota.take()) for _ in range(3)] == [False, False, True]


def test_a_limit_is_for_all_kinds_of_work_of_a_service(as_staff, services):
    set_up_openai(as_staff, services, per_day="2")
    quotas = [get_provider(kind).links[0].guard.quota for kind in ("text", "image", "speech")]
    assert [bool(quota.take()) for quota in quotas] == [False, False, True]


def test_a_limit_of_staff_never_widens_what_a_service_allows(as_staff, services):
    from tests.vendors.fakes.pixabay import KEY as PIXABAY

    set_up(as_staff, "pixabay", PIXABAY_KEY=PIXABAY, per_minute="5000", per_day="3")
    (link,) = get_provider("photo").links
    assert sorted(link.guard.quota._rates) == [(3, 86400), (100, 60)]


def test_a_vendor_is_set_up_twice_at_two_addresses(as_staff, services):
    set_up_openai(as_staff, services, OPENAI_API_KEY="sk-wrong-key-0123456789")
    set_up_openai(as_staff, services, "openai_compatible-2", OPENAI_TEXT_MODELS="writer-2")
    links = get_provider("text").links[:2]
    assert [link.options["model"] for link in links] == ["writer-1", "writer-2"]
    # The wrong key of one says nothing about the other.
    served = get_provider("text").call(storyboard)
    assert served.value.model == "writer-2"
    assert links[0].guard.limiter._keys != links[1].guard.limiter._keys


def test_a_stored_value_adds_to_what_the_environment_leaves_open(as_staff, services, settings):
    from generator.providers.vendors.gemini.card import CARD

    given = {"GEMINI_API_KEY": "key-of-the-environment", "GEMINI_BASE_URL": services.url}
    usual = {setting.name: setting.default for setting in CARD.settings}
    settings.GENERATOR_VENDOR_VALUES = {CARD.module: given}
    entries = CARD.entries({**usual, **given})
    settings.GENERATOR_PROVIDERS = {
        kind: [*entries.get(kind, []), *inside] for kind, inside in settings.GENERATOR_PROVIDERS.items()
    }
    # A key from the page is not even read where the environment has one.
    set_up(as_staff, "gemini", GEMINI_MODELS="gemini-test", GEMINI_API_KEY="key-of-the-page")
    links = get_provider("text").links
    assert [link.options.get("model") for link in links[:-1]] == ["gemini-test"]
    assert links[0].options["key"] == "key-of-the-environment"
    assert "key-of-the-page" not in str(known.read_now().site["gemini"].texts)
