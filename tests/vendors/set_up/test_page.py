"""The page "Services" and that of one service: what it shows, what it takes, and what it never tells."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import strip_tags

from generator.models import ServiceSetup
from generator.providers.card import Kind, load_cards
from generator.providers.factory import get_provider
from generator.providers.setup import trial
from generator.providers.setup.known import note_change, read_now
from generator.providers.setup.reading import SECRET
from generator.views.services import one
from generator.views.services.listed import TITLES
from studio.errors import ProviderError, ProviderFailure
from tests.conftest import signed_in
from tests.support.factories import make_user
from tests.vendors.fakes.openai import OPENAI_KEY, error
from tests.vendors.protocols import KEY, google_error
from tests.vendors.server import GEMINI
from tests.vendors.set_up.conftest import page, set_up, set_up_gemini, set_up_openai, switch
from videogen_site.discreet import secret_words
from videogen_site.providers import VENDORS

pytestmark = pytest.mark.django_db
BOARD = reverse("services")


def told(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def errors(response) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_the_pages_know_every_kind_of_work():
    kinds = set(get_args(Kind))
    assert set(TITLES) == set(one.ASKED) == set(trial.CALLS) == kinds


def test_every_vendor_is_listed_by_its_kind_of_work(as_staff):
    chains = as_staff.get(BOARD).context["chains"]
    found = {chain.kind: {service.name for service in chain.absent} for chain in chains}
    for vendor, card in zip(VENDORS, load_cards(VENDORS), strict=True):
        for kind in card.told:
            assert vendor.rpartition(".")[2] in found[kind]
    assert as_staff.get(BOARD).content.decode().count("Last of all: what is built in") == 4


@pytest.mark.parametrize("vendor", [vendor.rpartition(".")[2] for vendor in VENDORS])
def test_the_page_of_each_vendor_has_a_field_for_all_that_its_card_names(as_staff, vendor):
    response = as_staff.get(page(vendor))
    card = response.context["service"].card
    plain = {card.switch} if response.context["is_plain"] else set()
    named = {setting.name for setting in card.settings} - plain
    assert named <= set(response.context["form"].fields)
    labels = [field.label for field in response.context["form"]]
    assert len(set(labels)) == len(labels)
    for name in named:
        assert name in response.content.decode()


def test_the_options_that_hold_keys_come_from_settings_that_are_never_shown():
    """A new vendor whose key is taken for an ordinary text fails here."""
    for card in load_cards(VENDORS):
        open_ones = [
            one for one in card.settings if one.form not in SECRET and one.form in ("text", "address")
        ]
        marks = {one.name: f"mark-of-{one.name}" for one in open_ones}
        secrets = {
            one.name: {"X-Key": "s"} if one.form == "headers" else f"secret:{one.name}"
            for one in card.settings
            if one.form in SECRET
        }
        usual = {one.name: one.default for one in card.settings}
        flags = {one.name: True for one in card.settings if one.form == "flag"}
        choice = {card.switch: card.choice} if card.choice else {}
        many = {
            one.name: ["one"] for one in card.settings if one.form in ("names", "models", "routed models")
        }
        made = card.entries({**usual, **marks, **secrets, **flags, **many, **choice})
        options = [entry["OPTIONS"] for entries in made.values() for entry in entries]
        assert options or card.switch in ("COMFYUI_BASE_URL",), card.name
        for name in card.secrets:
            assert not any(str(one.get(name, "")) in marks.values() for one in options), (card.name, name)


def test_what_the_environment_has_set_is_shown_and_not_taken(as_staff, settings):
    from generator.providers.vendors.gemini.card import CARD

    settings.GENERATOR_VENDOR_VALUES = {CARD.module: {"GEMINI_API_KEY": KEY, "GEMINI_CALLS_AT_ONCE": 7}}
    response = as_staff.get(page("gemini"))
    assert "Key GEMINI_API_KEY is set" in told(response)
    assert "Calls at once GEMINI_CALLS_AT_ONCE 7" in told(response)
    assert not {"GEMINI_API_KEY", "GEMINI_CALLS_AT_ONCE"} & set(response.context["form"].fields)
    assert KEY not in response.content.decode()


WRONG = [
    ("gemini", "GEMINI_BASE_URL", "ftp://a.example", "It must be an address with https://."),
    ("gemini", "GEMINI_CALLS_AT_ONCE", "0", "It must be 1 or more."),
    ("gemini", "GEMINI_CALLS_AT_ONCE", "many", "It must be a whole number."),
    ("gemini", "GEMINI_MODELS", "a b", "It must be names of models, separated by commas."),
    (
        "openai_compatible",
        "OPENAI_IMAGE_SIZES",
        "large",
        "It must be sizes such as 1024x1024, separated by commas.",
    ),
    (
        "sdapi",
        "SDAPI_AUTH",
        "nobody",
        "It must be a name and a password with a colon between them: me:my-password.",
    ),
    ("sdapi", "SDAPI_EXTRA", "[1]", 'It must be an object in JSON, such as {"steps": 20}.'),
    ("sdapi", "SDAPI_EXTRA", "{", "It must be JSON: quotes, commas and brackets do not fit together."),
    (
        "comfyui",
        "COMFYUI_HEADERS",
        '{"a b": "c"}',
        'It must be headers in JSON, such as {"X-Api-Key": "my-key"}.',
    ),
]


@pytest.mark.parametrize(("name", "setting", "text", "sentence"), WRONG)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(as_staff, name, setting, text, sentence):
    response = as_staff.post(page(name), {setting: text, "per_day": "5"})
    assert errors(response) == {setting: [sentence]}
    assert not ServiceSetup.objects.exists()
    # Nothing is lost but what is secret.
    assert 'value="5"' in response.content.decode()


def test_options_that_cannot_work_are_refused_as_settings_are(as_staff):
    values = {"COMFYUI_BASE_URL": "http://gpu.lan:8188"}
    response = as_staff.post(
        page("comfyui"), {**values, "COMFYUI_WORKFLOW": SimpleUploadedFile("g.json", b"no")}
    )
    assert list(errors(response)) == ["__all__"]
    refused = as_staff.post(
        page("comfyui"), {**values, "COMFYUI_WORKFLOW": SimpleUploadedFile("g.json", b"\xff")}
    )
    assert errors(refused) == {"COMFYUI_WORKFLOW": ["It must be a text file."]}


def test_an_address_without_encryption_is_taken_with_a_warning(as_staff):
    response = as_staff.post(page("ollama"), {"OLLAMA_BASE_URL": "http://gpu.lan:11434"}, follow=True)
    assert "A service is reached without encryption" in told(response)
    assert get_provider("text").links[0].options["base_url"] == "http://gpu.lan:11434"


def test_a_key_is_kept_when_its_field_is_left_empty_and_goes_when_that_is_wished(as_staff, services):
    set_up_gemini(as_staff, services)
    set_up(as_staff, "gemini", GEMINI_MODELS="gemini-other", GEMINI_BASE_URL=services.url)
    assert get_provider("text").links[0].options["key"] == KEY
    assert get_provider("text").links[0].options["model"] == "gemini-other"
    set_up(as_staff, "gemini", remove_GEMINI_API_KEY="on")
    assert not get_provider("text").links[0].guard


@pytest.mark.parametrize(
    ("setting", "again"),
    [
        ("OPENAI_BASE_URL", {"OPENAI_API_KEY"}),
        ("OPENAI_IMAGE_BASE_URL", {"OPENAI_IMAGE_API_KEY"}),
        ("OPENAI_SPEECH_BASE_URL", {"OPENAI_SPEECH_API_KEY"}),
    ],
)
def test_a_stored_key_is_sent_to_no_other_address(as_staff, services, setting, again):
    addresses = dict.fromkeys(
        ("OPENAI_BASE_URL", "OPENAI_IMAGE_BASE_URL", "OPENAI_SPEECH_BASE_URL"), f"{services.url}/openai/v1"
    )
    keys = {name.replace("BASE_URL", "API_KEY"): f"sk-{name}" for name in addresses}
    set_up(as_staff, "openai_compatible", **addresses, **keys)
    elsewhere = {**addresses, setting: "https://thief.example/v1"}
    response = as_staff.post(page("openai_compatible"), elsewhere)
    assert set(errors(response)) == again
    assert "it is stored for another address" in told(response)
    assert read_now().site["openai_compatible"].texts[setting] == addresses[setting]
    set_up(as_staff, "openai_compatible", **elsewhere, **dict.fromkeys(again, "sk-another-one"))


@pytest.mark.parametrize(
    ("name", "address", "values"),
    [
        ("pexels", "PEXELS_BASE_URL", {"PEXELS_KEY": "pexels-key-0123"}),
        ("sdapi", "SDAPI_BASE_URL", {"SDAPI_BASE_URL": "http://gpu.lan", "SDAPI_AUTH": "me:secret-word"}),
        (
            "openverse",
            "OPENVERSE_BASE_URL",
            {"OPENVERSE_CLIENT_ID": "me", "OPENVERSE_CLIENT_SECRET": "secret-word"},
        ),
    ],
)
def test_so_is_one_that_was_stored_for_the_usual_address(as_staff, name, address, values):
    set_up(as_staff, name, **values)
    response = as_staff.post(page(name), {address: "https://thief.example"})
    assert len(errors(response)) == 1
    assert "it is stored for another address" in told(response)


def test_a_key_of_the_environment_is_sent_to_no_address_of_the_page(as_staff, services, settings):
    from generator.providers.vendors.gemini.card import CARD

    set_up_gemini(as_staff, services)
    settings.GENERATOR_VENDOR_VALUES = {CARD.module: {"GEMINI_API_KEY": "key-of-the-environment"}}
    note_change()
    options = get_provider("text").links[0].options
    assert options["key"] == "key-of-the-environment"
    assert options["base_url"] == "https://generativelanguage.googleapis.com"
    assert "GEMINI_BASE_URL" not in as_staff.get(page("gemini")).context["form"].fields


def test_a_stored_key_is_shown_by_its_end_alone(as_staff, services):
    set_up_gemini(as_staff, services)
    html = as_staff.get(page("gemini")).content.decode()
    assert re.search(rf"Stored on \d+ \w+ \d{{4}}, and ends in …{KEY[-3:]}\.", html)
    assert KEY not in html
    set_up_gemini(as_staff, services, GEMINI_API_KEY="short-key")
    assert "ends in" not in as_staff.get(page("gemini")).content.decode()


def test_no_row_no_history_and_no_report_holds_what_is_stored(as_staff, services):
    set_up_openai(as_staff, services)
    for model in apps.get_models():
        kept = str(list(model.objects.values()))
        assert OPENAI_KEY not in kept, model
        assert "writer-1" not in kept, model
    assert OPENAI_KEY not in str(read_now())
    assert "OPENAI_API_KEY" in LogEntry.objects.get().change_message
    assert OPENAI_KEY in secret_words()
    set_up(as_staff, "sdapi", SDAPI_BASE_URL="http://gpu.lan:7860", SDAPI_AUTH="me:my-long-password")
    assert get_provider("image")
    read_now()
    assert "my-long-password" in secret_words()


def test_a_report_hides_a_key_that_was_being_entered(rf):
    from videogen_site.discreet import DiscreetReporter

    request = rf.post(page("gemini"), {"GEMINI_API_KEY": "entered-just-now-0123"})
    request.POST  # noqa: B018  # Read, as a view has.
    assert "entered-just-now-0123" not in DiscreetReporter(request, None, None, None).get_traceback_text()


def test_the_environment_alone_sets_services_up_where_its_operator_says_so(as_staff, services, settings):
    set_up_gemini(as_staff, services)
    settings.GENERATOR_STORED_SERVICES = False
    assert as_staff.get(BOARD).status_code == as_staff.get(page("gemini")).status_code == 404
    assert not get_provider("text").links[0].guard
    for address in (reverse("home"), reverse("admin:index"), reverse("admin:services")):
        assert f'href="{BOARD}"' not in as_staff.get(address).content.decode()


@pytest.mark.parametrize("name", ["services", "service", "test_service", "switch_service", "forget_service"])
def test_only_staff_with_the_right_come_in(db, name):
    helper = make_user("helper@example.org", is_staff=True)
    address = reverse(name, args=[] if name == "services" else ["gemini"])
    method = "get" if name in ("services", "service") else "post"
    assert getattr(signed_in(helper), method)(address).status_code == 403
    right = Permission.objects.get(codename="set_up_services")
    helper.user_permissions.add(right)
    assert getattr(signed_in(helper), method)(address).status_code in (200, 302)
    member = make_user("member@example.org")
    member.user_permissions.add(right)
    assert getattr(signed_in(member), method)(address).status_code == 403


def test_a_link_leads_to_the_page_from_the_menu_and_from_the_admin(as_staff, as_alice):
    for address in (reverse("home"), reverse("admin:index"), reverse("admin:services")):
        assert f'href="{BOARD}"' in as_staff.get(address).content.decode()
    assert f'href="{BOARD}"' not in as_alice.get(reverse("home")).content.decode()


@pytest.mark.parametrize("name", ["nobody", "gemini-2", "openai_compatible-7", "openai_compatible-x"])
def test_there_is_no_page_for_what_cannot_be_set_up(as_staff, name):
    assert as_staff.get(page(name)).status_code == 404
    assert as_staff.post(reverse("switch_service", args=[name]), {"on": "1"}).status_code == 404


def test_a_service_that_needs_no_key_is_switched_on(as_staff):
    switch(as_staff, "openverse", on=True)
    switch(as_staff, "google_tts", on=True)
    switch(as_staff, "microsoft_edge", on=True)
    assert [link.guard.service for link in get_provider("photo").links] == ["Openverse"]
    asked = [link.guard.service for link in get_provider("speech").links if link.guard]
    assert asked == ["Google's voice", "Edge's voice"]
    switch(as_staff, "google_tts", on=False)
    assert [link.guard.service for link in get_provider("speech").links if link.guard] == ["Edge's voice"]


def test_saving_does_not_switch_a_service_on_that_needs_no_key(as_staff):
    set_up(as_staff, "openverse", OPENVERSE_CLIENT_ID="me", OPENVERSE_CLIENT_SECRET="secret-word")
    assert get_provider("photo").links == ()
    switch(as_staff, "openverse", on=True)
    set_up(as_staff, "openverse", OPENVERSE_CLIENT_ID="you")
    (link,) = get_provider("photo").links
    assert (link.options["client"], link.options["secret"]) == ("you", "secret-word")


def test_what_is_stored_is_deleted_for_good(as_staff, services):
    set_up_gemini(as_staff, services)
    as_staff.post(reverse("forget_service", args=["gemini"]))
    assert not ServiceSetup.objects.exists()
    assert not get_provider("text").links[0].guard


class TestTest:
    def test_a_good_answer_is_told_with_its_time(self, as_staff, services):
        set_up_openai(as_staff, services)
        answers = []
        for place in range(4):
            response = as_staff.post(reverse("test_service", args=["openai_compatible"]), {"place": place})
            answers.append(told(response))
            assert re.search(r"it serves\. \d+\.\d seconds", answers[-1])
        assert "1 scene" in answers[0] or "2 scenes, with the title “The quiet harbour”." in answers[0]
        assert "“A dog runs along a beach.”" in answers[1]
        assert "A picture of 512 by 512 points." in answers[2]
        assert "seconds of speech, without the times of its words." in answers[3]
        assert services.count("openai") == 4

    def test_a_painted_picture_is_shown_small(self, as_staff, services):
        set_up_openai(as_staff, services)
        response = as_staff.post(reverse("test_service", args=["openai_compatible"]), {"place": 2})
        assert re.search(r'<img [^>]*src="data:image/jpeg;base64,/9j/', response.content.decode())

    def test_a_failure_is_told_with_what_to_do_and_without_the_key(self, as_staff, services):
        set_up_gemini(as_staff, services)
        services.on(GEMINI, google_error(400, "INVALID_ARGUMENT", f"API key not valid: {KEY}"))
        response = as_staff.post(reverse("test_service", args=["gemini"]), {"place": 0})
        words = told(response)
        assert "Texts: it does not serve." in words
        assert "What to do: look at GEMINI_API_KEY" in words
        assert " in .env" not in words.partition("What to do")[2].partition(".")[0]
        assert KEY not in response.content.decode()

    def test_the_models_that_there_are_are_told_where_the_named_one_is_missing(self, as_staff, services):
        set_up_openai(as_staff, services, OPENAI_TEXT_MODELS="gone-1")
        services.on("openai", error(404, "The model gone-1 does not exist", code="model_not_found"), times=1)
        response = as_staff.post(reverse("test_service", args=["openai_compatible"]), {"place": 0})
        assert "It has these models:" in told(response)

    def test_a_service_that_hangs_is_not_waited_for(self, as_staff, services, monkeypatch):
        monkeypatch.setattr(trial, "PATIENCE", 0.2)
        set_up_gemini(as_staff, services)
        services.delay = 2.0
        response = as_staff.post(reverse("test_service", args=["gemini"]), {"place": 0})
        assert "It did not answer within 0 seconds." in told(response)
        services.delay = 0.0

    def test_it_is_made_while_the_service_is_off_and_has_it_asked_again(self, as_staff, services):
        set_up_gemini(as_staff, services)
        breaker = get_provider("text").links[0].guard.breaker
        breaker.note(0.1, ProviderError("The key is wrong.", ProviderFailure.CONFIG))
        switch(as_staff, "gemini", on=False)
        assert "it serves" in told(as_staff.post(reverse("test_service", args=["gemini"]), {"place": 0}))
        assert breaker.health().state == "closed"

    def test_how_it_has_served_is_on_both_pages(self, as_staff, services):
        set_up_gemini(as_staff, services)
        breaker = get_provider("text").links[0].guard.breaker
        for failure in (None, None, None, ProviderError("Gemini is overloaded.", ProviderFailure.BUSY)):
            breaker.note(0.5, failure)
        assert "75% of 4 calls went well. Gemini is overloaded." in told(as_staff.get(BOARD))
        assert "75% of the last 4 calls of videos went well." in told(as_staff.get(page("gemini")))
