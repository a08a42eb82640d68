"""A vendor describes itself in one place: whatever has to know of it reads its card."""

from __future__ import annotations

import io
import sys
import tomllib

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from generator import checks
from generator.management.commands.check_providers import advice
from generator.providers.card import load_cards
from generator.providers.factory import get_health, get_voices, has_service
from generator.views.licences import programs
from studio.errors import ProviderFailure
from tests.support.stand_ins import PROVIDERS
from videogen_site import logs
from videogen_site.discreet import secret_words
from videogen_site.environment import Environment
from videogen_site.providers import VENDORS, provider_lists

pytestmark = pytest.mark.django_db
KEY = "mumbler-key-0123456789"
CARD = """
from generator.providers.card import Card, Package, Variable
from studio.speech.voices import Voice

def entries(values):
    if not values["MUMBLER_KEY"]:
        return {}
    options = {"key": values["MUMBLER_KEY"], "model": values["MUMBLER_MODELS"][0]}
    entry = {"BACKEND": "mumbler.voice.Mumbler", "OPTIONS": options, "EXTERNAL": True, "AT_ONCE": 3}
    return {"speech": [entry]}

CARD = Card(
    module="mumbler",
    name="Mumbler",
    firm="The Mumbling Company",
    told={"speech": "what it shall mumble"},
    settings=(Variable(name="MUMBLER_KEY"), Variable(name="MUMBLER_MODELS", default=["low"], form="models")),
    entries=entries,
    switch="MUMBLER_KEY",
    models="MUMBLER_MODELS",
    gives="a voice that nobody understands",
    cost="a penny a word",
    otherwise="the built-in voices",
    serving=("Mumbler speaks ({models}).", "All narrations are sent to it."),
    absent=("Mumbler does not speak.", "With MUMBLER_KEY it does."),
    packages=(Package(name="pytest", purpose="mumbles", licence="MIT"),),
    secrets=("key",),
    loggers=("mumbler.wire",),
    voices=lambda entries: (Voice(value="mumble", label="Mumble (Mumbler)", language="en"),),
)
"""
VOICE = """
from studio.contracts import SpeechProvider
from studio.errors import ProviderError, ProviderFailure

class Mumbler(SpeechProvider):
    service = "Mumbler"

    def __init__(self, *, key, model):
        pass

    def speak(self, *, text, language, voice="", pace=1.0):
        raise ProviderError("Mumbler has no such voice.", ProviderFailure.GONE)
"""


@pytest.fixture
def mumbler(tmp_path, monkeypatch, settings):
    """Install a made-up vendor: a folder, and its name among the vendors of the settings."""
    folder = tmp_path / "mumbler"
    folder.mkdir()
    for name, content in (("__init__", ""), ("card", CARD), ("voice", VOICE)):
        (folder / f"{name}.py").write_text(content)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("MUMBLER_KEY", KEY)
    settings.GENERATOR_VENDORS = [*VENDORS, "mumbler"]
    read = provider_lists(Environment(tmp_path / ".env"), tmp_path, settings.GENERATOR_VENDORS)
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "speech": [*read["speech"][:-1], *PROVIDERS["speech"]]}
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "mumbler"]:
        del sys.modules[name]


def test_a_new_vendor_is_known_wherever_vendors_are(mumbler, client: Client, as_staff: Client):
    assert has_service("speech")
    assert "Mumbler speaks (low)." in [message.msg for message in checks.describe_services(None)]
    assert checks.check_services(None) == []
    assert [report.service for report in get_health() if report.kind == "speech"] == ["Mumbler"]
    assert "mumble" in [voice.value for voice in get_voices()]
    assert ("pytest", "mumbles") in [(program.package, program.purpose) for program in programs()]
    assert advice("Mumbler", ProviderFailure.GONE) == "name another model in MUMBLER_MODELS"
    assert KEY in secret_words()
    assert logs.to_console("INFO", django_settings.GENERATOR_VENDORS)["loggers"]["mumbler.wire"] == {
        "level": "WARNING"
    }

    privacy = client.get(reverse("privacy")).content.decode()
    assert "<strong>The Mumbling Company</strong> is told what it shall mumble." in privacy
    assert (
        "<strong>Mumbler</strong>: a voice that nobody understands."
        in client.get(reverse("help")).content.decode()
    )
    assert "a penny a word" in as_staff.get(reverse("admin:services")).content.decode()
    table = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_providers", stdout=table)
    assert "Mumbler has no such voice." in table.getvalue()
    assert "name another model in MUMBLER_MODELS" in table.getvalue()


def test_a_vendor_that_is_not_switched_on_is_told_nothing(mumbler, settings, client: Client):
    settings.GENERATOR_PROVIDERS = PROVIDERS
    assert "Mumbler does not speak." in [message.msg for message in checks.describe_services(None)]
    assert "Mumbling" not in client.get(reverse("privacy")).content.decode()
    assert "Mumbler" not in client.get(reverse("help")).content.decode()


def test_the_readme_has_a_row_for_each_vendor():
    readme = (django_settings.BASE_DIR / "README.md").read_text()
    for card in load_cards(VENDORS):
        (row,) = [line for line in readme.splitlines() if line.startswith(f"| {card.name} |")]
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[1:2] + cells[3:] == [card.gives, card.cost, card.otherwise]
        assert card.switch in cells[2]


def test_each_failure_of_each_vendor_has_advice():
    for card in load_cards(VENDORS):
        for failure in ProviderFailure:
            assert len(card.advise(failure)) > 10, (card.name, failure)
            assert "None" not in card.advise(failure)
            assert not card.advise(failure).rstrip().endswith(" in"), (card.name, failure)


def test_only_its_folder_and_the_settings_name_a_vendor():
    """The recipe: what a new vendor takes besides its folder is one entry in the settings."""
    names = [vendor.rpartition(".")[2] for vendor in VENDORS]
    naming = {
        str(path.relative_to(django_settings.BASE_DIR))
        for root in ("generator", "studio", "videogen_site")
        for path in (django_settings.BASE_DIR / root).rglob("*.py")
        if "vendors" not in path.parts and "migrations" not in path.parts
        if any(f"vendors.{name}" in path.read_text() or f'"{name}"' in path.read_text() for name in names)
    }
    assert naming == {"videogen_site/providers.py"}


def test_each_vendor_is_held_apart_from_the_others():
    rules = tomllib.loads((django_settings.BASE_DIR / "pyproject.toml").read_text())["tool"]["importlinter"]
    (apart,) = [rule for rule in rules["contracts"] if rule["name"] == "Vendors do not know each other"]
    assert sorted(apart["modules"]) == sorted(VENDORS)
