"""What is stored is sealed with the site's key, and outlives a change of it."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from generator.models import ServiceSetup
from generator.providers.factory import get_provider
from generator.providers.setup.known import note_change
from tests.vendors.protocols import KEY
from tests.vendors.set_up.conftest import page, set_up_gemini

pytestmark = pytest.mark.django_db
OTHER = "another-key-of-the-site-0123456789-abcdefghijklmnopqrstuvw"


@pytest.fixture
def stored(as_staff, services) -> ServiceSetup:
    set_up_gemini(as_staff, services)
    return ServiceSetup.objects.get()


def change_key(settings, new: str, *former: str) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = new, list(former)
    note_change()


def key_in_use() -> str:
    return str(get_provider("text").links[0].options.get("key", ""))


def test_it_is_opened_while_the_former_key_is_named(stored, settings):
    change_key(settings, OTHER, settings.SECRET_KEY)
    assert key_in_use() == KEY


def test_set_up_seals_it_with_the_new_key_so_that_the_former_can_go(stored, settings, tmp_path):
    change_key(settings, OTHER, settings.SECRET_KEY)
    settings.DATA_DIR, settings.SECRET_KEY_FILE = tmp_path, tmp_path / "secret_key"
    call_command("setup")
    change_key(settings, OTHER)
    assert key_in_use() == KEY
    assert ServiceSetup.objects.get().stored_at == stored.stored_at


def test_sealing_again_changes_nothing(stored):
    assert ServiceSetup.objects.seal_anew() == 0
    assert ServiceSetup.objects.get().sealed == stored.sealed


def test_what_no_key_opens_stays_and_the_page_says_so(stored, settings):
    former = settings.SECRET_KEY
    change_key(settings, OTHER)
    assert key_in_use() == ""
    assert ServiceSetup.objects.seal_anew() == 0
    assert ServiceSetup.objects.get().sealed == stored.sealed
    change_key(settings, former)
    assert key_in_use() == KEY


def test_the_page_asks_for_what_can_no_longer_be_read(stored, settings, staff):
    from tests.conftest import signed_in

    change_key(settings, OTHER)
    html = signed_in(staff).get(page("gemini")).content.decode()
    assert "can no longer be read" in html
