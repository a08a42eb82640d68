"""Keys of members: used for their own films alone, apart from the site's, never told, and gone with the account."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.html import strip_tags

from generator.models import ServiceSetup, TakeOrder
from generator.pipeline.takes.making import make_take
from generator.providers.factory import get_provider, get_voices
from generator.providers.setup.known import note_change
from generator.providers.setup.whose import films_of
from generator.providers.vendors.elevenlabs.card import CARD as ELEVENLABS
from generator.providers.vendors.gemini.card import CARD as GEMINI_CARD
from generator.providers.vendors.huggingface.card import CARD as HUGGINGFACE
from studio.errors import ProviderError, ProviderFailure
from tests.conftest import signed_in
from tests.vendors.protocols import KEY, TOKEN
from tests.vendors.runs.test_whole_runs import fallen_back, film, is_finished
from tests.vendors.server import GEMINI, HUGGING_FACE, in_json
from tests.vendors.set_up.conftest import set_up_gemini, switch
from tests.vendors.voices.entries import KEYS
from tests.vendors.writing.conftest import looked_for

pytestmark = pytest.mark.django_db(transaction=True)
# The only key that the fake takes for good.
OWN = KEY
LIST = reverse("own_services")


@pytest.fixture(autouse=True)
def own_keys(settings, services) -> None:
    settings.GENERATOR_OWN_KEYS = True
    # Where the fakes are is said by the operator, as a proxy would be.
    settings.GENERATOR_VENDOR_VALUES = {
        GEMINI_CARD.module: {"GEMINI_BASE_URL": services.url, "GEMINI_MODELS": ["gemini-test"]},
        HUGGINGFACE.module: {"HF_BASE_URL": services.url, "HF_MODELS": ["good/first"]},
        ELEVENLABS.module: {"ELEVENLABS_BASE_URL": f"{services.url}/elevenlabs"},
    }


def page(name: str) -> str:
    return reverse("own_service", args=[name])


def enter(client, name: str = "gemini", **values: str) -> None:
    response = client.post(page(name), values or {"GEMINI_API_KEY": OWN})
    assert response.status_code == 302, response.context["form"].errors


def keys_sent(services, service: str) -> set[str]:
    headers = ("x-goog-api-key", "authorization")
    return {
        value.removeprefix("Bearer ")
        for call in services.calls
        if call.service == service
        for name, value in call.headers.items()
        if name.lower() in headers
    }


def storyboard(provider):
    return provider.write_storyboard(text="The sea was calm. A boat came in.", language="en")


def test_a_key_makes_the_films_of_its_owner_and_nobody_elses(as_alice, alice, bob, services):
    enter(as_alice)
    enter(as_alice, "huggingface", HF_TOKEN=TOKEN)
    assert is_finished(film(bob))
    assert services.calls == []
    made = film(alice)
    assert is_finished(made)
    assert (services.count(GEMINI), services.count(HUGGING_FACE)) == (1, 3)
    assert keys_sent(services, GEMINI) == {OWN}
    assert keys_sent(services, HUGGING_FACE) == {TOKEN}
    # Whose key paid is told with each product.
    assert made.storyboard_provider == "GeminiText gemini-test (own key)"
    assert {one.image_provider for one in made.scenes.all()} == {"HuggingFace good/first (own key)"}
    assert fallen_back(made, "image") == [False] * 3
    assert {one.speech_provider for one in made.scenes.all()} == {"QuickSpeech tone"}


def test_a_picture_that_is_ordered_besides_is_made_with_the_owners_key(as_alice, alice, services):
    enter(as_alice, "huggingface", HF_TOKEN=TOKEN)
    generation = film(alice)
    services.calls.clear()
    scene = generation.scenes.first()
    TakeOrder.objects.create(scene=scene, prompt="A red boat", style="plain", variant=5)
    make_take(TakeOrder.objects.claim("host:1"), should_stop=lambda: False)
    assert keys_sent(services, HUGGING_FACE) == {TOKEN}


def test_the_owners_key_comes_first_then_the_sites_then_what_is_built_in(as_alice, as_staff, alice, services):
    set_up_gemini(as_staff, services)
    enter(as_alice)
    with films_of(alice.pk):
        links = get_provider("text").links
    assert [(link.name, link.owner) for link in links] == [
        ("GeminiText", alice.pk),
        ("GeminiText", None),
        ("QuickText", None),
    ]
    assert [link.owner for link in get_provider("text").links] == [None, None]


def test_a_bad_key_of_one_member_stops_nothing_for_the_others(as_alice, as_staff, alice, bob, services):
    set_up_gemini(as_staff, services)
    enter(as_alice, "gemini", GEMINI_API_KEY="a-wrong-key-0123456789")
    made = film(alice)
    assert is_finished(made)
    # The site's key served for her, and what was wrong with hers is told.
    assert made.storyboard_provider == "GeminiText gemini-test"
    assert "your key" in made.storyboard_error
    assert "of this site" not in made.storyboard_error
    with films_of(alice.pk):
        own, of_site = (link.guard for link in get_provider("text").links[:2])
    assert own.breaker.health().state == "open"
    assert of_site.breaker.health().state == "closed"
    assert not set(own.limiter._keys) & set(of_site.limiter._keys)
    assert film(bob).storyboard_provider == "GeminiText gemini-test"


def test_the_same_key_is_judged_apart_from_the_sites(as_alice, as_staff, alice, services):
    set_up_gemini(as_staff, services, GEMINI_API_KEY=OWN)
    enter(as_alice)
    with films_of(alice.pk):
        own, of_site = (link.guard for link in get_provider("text").links[:2])
    own.breaker.note(0.1, ProviderError("The key is wrong.", ProviderFailure.CONFIG))
    assert of_site.breaker.health().state == "closed"


def test_voices_of_a_key_are_offered_to_its_owner_alone(as_alice, alice, bob, services):
    enter(
        as_alice, "elevenlabs", ELEVENLABS_API_KEY=KEYS["elevenlabs"], ELEVENLABS_VOICES="en=voice-of-alice"
    )
    usual = {voice.value for voice in get_voices()}
    with films_of(bob.pk):
        assert {voice.value for voice in get_voices()} == usual
    with films_of(alice.pk):
        own = {voice.value for voice in get_voices()} - usual
    assert own
    assert all(value in as_alice.get(reverse("text_to_video")).content.decode() for value in own)
    assert not any(value in signed_in(bob).get(reverse("text_to_video")).content.decode() for value in own)


def test_a_film_is_spoken_by_the_voice_of_its_owners_key(as_alice, alice, bob, services):
    enter(as_alice, "elevenlabs", ELEVENLABS_API_KEY=KEYS["elevenlabs"])
    with films_of(alice.pk):
        voice = next(one for one in get_voices() if one.language == "en" and "ElevenLabs" in one.label)
    made = film(alice, voice=voice.value)
    assert {one.speech_provider.partition(" ")[0] for one in made.scenes.all()} == {"ElevenLabs"}
    assert all(one.speech_provider.endswith("(own key)") for one in made.scenes.all())
    asked = services.count("elevenlabs")
    # Somebody else who names the same voice gets another one, and nothing is paid for.
    film(bob, voice=voice.value)
    assert services.count("elevenlabs") == asked


def test_staff_who_switch_a_vendor_off_switch_it_off_for_all(as_alice, as_staff, alice, services):
    enter(as_alice)
    switch(as_staff, "gemini", on=False)
    assert is_finished(film(alice))
    assert services.calls == []
    assert "switched this service off" in as_alice.get(page("gemini")).content.decode()


def test_a_key_that_was_deleted_is_used_no_more_by_a_film_on_its_way(as_alice, alice, services):
    enter(as_alice)
    with films_of(alice.pk):
        chain = get_provider("text")
    as_alice.post(reverse("forget_own_service", args=["gemini"]))
    assert chain.call(storyboard).provider == "QuickText"
    assert services.calls == []
    assert not ServiceSetup.objects.exists()


def test_where_the_operator_allows_none_there_is_no_page_and_none_is_used(
    as_alice, alice, services, settings
):
    enter(as_alice)
    settings.GENERATOR_OWN_KEYS = False
    for address in (LIST, page("gemini")):
        assert as_alice.get(address).status_code == 404
    assert LIST not in as_alice.get(reverse("account")).content.decode()
    assert is_finished(film(alice))
    assert services.calls == []


@pytest.mark.parametrize(
    "name", ["openai_compatible", "ollama", "comfyui", "sdapi", "kokoro", "google_tts", "nobody"]
)
def test_only_vendors_with_a_public_address_and_a_key_take_one(as_alice, name):
    assert as_alice.get(page(name)).status_code == 404
    assert as_alice.post(page(name), {"OPENAI_BASE_URL": "http://169.254.169.254/"}).status_code == 404
    assert f'"{page(name)}"' not in as_alice.get(LIST).content.decode()


def test_an_address_that_is_sent_along_is_not_taken(as_alice, alice, services):
    enter(as_alice, "gemini", GEMINI_API_KEY=OWN, GEMINI_BASE_URL="http://127.0.0.1:1/", GEMINI_PACKAGE="x")
    assert ServiceSetup.objects.get().texts() == {"GEMINI_API_KEY": OWN}
    with films_of(alice.pk):
        assert get_provider("text").links[0].options["base_url"] == services.url


def test_an_address_that_staff_have_stored_gets_no_key_of_a_member(
    as_alice, as_staff, alice, services, settings
):
    settings.GENERATOR_VENDOR_VALUES = {}
    set_up_gemini(as_staff, services)
    enter(as_alice)
    with films_of(alice.pk):
        own, of_site = (link.options["base_url"] for link in get_provider("text").links[:2])
    assert own == "https://generativelanguage.googleapis.com"
    assert of_site == services.url


def test_without_a_key_it_is_asked_for(as_alice):
    response = as_alice.post(page("gemini"), {})
    assert response.context["form"].errors["GEMINI_API_KEY"] == ["Please enter the key that Gemini gave you."]


def test_a_key_is_told_nowhere_and_the_export_says_that_it_is_set(as_alice, services):
    enter(as_alice)
    for model in apps.get_models():
        assert OWN not in str(list(model.objects.values())), model
    for address in (LIST, page("gemini"), reverse("export"), reverse("account")):
        assert OWN not in as_alice.get(address).content.decode()
    (told,) = as_alice.get(reverse("export")).json()["own_keys"]
    assert (told["service"], told["key"]) == ("gemini", "set")


def test_a_key_goes_with_the_account(as_alice, alice):
    enter(as_alice)
    as_alice.post(reverse("delete_account"), {"confirm": "on"})
    assert not ServiceSetup.objects.exists()


def test_a_test_is_made_with_the_members_own_key(as_alice, services):
    enter(as_alice)
    address = reverse("test_own_service", args=["gemini"])
    assert "it serves" in as_alice.post(address, {"place": "0"}).content.decode()
    assert keys_sent(services, GEMINI) == {OWN}
    services.on(GEMINI, in_json({"error": {"code": 403, "status": "PERMISSION_DENIED", "message": OWN}}, 403))
    told = " ".join(strip_tags(as_alice.post(address, {"place": "0"}).content.decode()).split())
    assert "it does not serve" in told
    assert "look at your key, and at what it may do" in told
    assert OWN not in told
    assert "key of this site" not in told


def test_nobody_tests_or_deletes_with_anothers_key(as_alice, as_bob, services):
    enter(as_alice)
    assert as_bob.post(reverse("test_own_service", args=["gemini"]), {"place": "0"}).status_code == 302
    as_bob.post(reverse("forget_own_service", args=["gemini"]))
    assert services.calls == []
    assert ServiceSetup.objects.count() == 1


def test_staff_see_no_keys_of_members_among_the_sites_services(as_alice, as_staff, staff, services):
    enter(as_alice)
    enter(as_staff)
    assert "No outside service is set up" in as_staff.get(reverse("admin:services")).content.decode()
    chains = as_staff.get(reverse("services")).context["chains"]
    assert all(not chain.services for chain in chains)


def test_a_key_outlives_a_change_of_the_sites_key(as_alice, alice, settings):
    enter(as_alice)
    former = settings.SECRET_KEY
    settings.SECRET_KEY = "another-key-of-the-site-0123456789-abcdefghijklmnopqrs"
    note_change()
    assert "can no longer be read" in signed_in(alice).get(page("gemini")).content.decode()
    settings.SECRET_KEY_FALLBACKS = [former]
    assert ServiceSetup.objects.seal_anew() == 1
    settings.SECRET_KEY_FALLBACKS = []
    note_change()
    with films_of(alice.pk):
        assert get_provider("text").links[0].options["key"] == OWN


def test_pages_of_members_without_keys_ask_for_none_of_them_twice(as_bob, django_assert_max_num_queries):
    as_bob.get(reverse("text_to_video"))
    with django_assert_max_num_queries(40) as asked:
        as_bob.get(reverse("text_to_video"))
    assert not [query for query in asked if "generator_servicesetup" in query["sql"]]


def test_privacy_and_help_say_so_where_members_may_have_keys(client, settings):
    assert "is told what your videos need, at your expense" in client.get(reverse("privacy")).content.decode()
    assert LIST in client.get(reverse("help")).content.decode()
    settings.GENERATOR_OWN_KEYS = False
    assert "at your expense" not in client.get(reverse("privacy")).content.decode()
    assert LIST not in client.get(reverse("help")).content.decode()


def test_privacy_names_what_is_told_to_the_services_of_ones_own_keys(as_alice, client):
    enter(as_alice)
    told = "<strong>Google Gemini"
    assert told in as_alice.get(reverse("privacy")).content.decode()
    assert told not in client.get(reverse("privacy")).content.decode()


def test_what_is_written_beside_a_page_is_asked_with_the_owners_key(as_alice, as_bob, services):
    wish = {"write-topic": "the deep sea", "write-seconds": "30", "write-tone": "", "write-audience": ""}
    enter(as_alice)
    assert as_alice.get(reverse("text_to_video")).content.decode().count('name="write-topic"') == 1
    assert 'name="write-topic"' not in as_bob.get(reverse("text_to_video")).content.decode()
    looked_for(as_alice, as_alice.post(reverse("write_script"), wish))
    assert keys_sent(services, GEMINI) == {OWN}
