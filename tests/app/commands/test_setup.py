"""`manage.py setup` brings an empty folder to where it can serve, as often as it is called."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django_q.models import Schedule

from generator.management.commands import setup
from generator.models import User
from studio.assets import font_previews, page_font
from studio.errors import ProviderError
from studio.film.text.fonts import ready_fonts

pytestmark = pytest.mark.django_db

# Stand in for fontTools, which works for ten seconds: one at once, one that ends after all the rest.
WRITES = "folder.mkdir(parents=True, exist_ok=True); (folder / 'page.css').write_text('made')"
MAKES_A_FONT = (sys.executable, "-c", f"import pathlib, sys; folder = pathlib.Path(sys.argv[1]); {WRITES}")
MAKES_A_FONT_SLOWLY = (
    *(sys.executable, "-c"),
    f"""
import pathlib, sys, time
folder = pathlib.Path(sys.argv[1])
while not (folder.parent / "rest").exists():
    time.sleep(0.02)
time.sleep(0.5)
{WRITES}
""",
)


@pytest.fixture(autouse=True)
def empty_folder(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    settings.SECRET_KEY_FILE = tmp_path / "secret_key"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "a_cache_table"}
    }
    settings.STAFF_EMAIL = settings.STAFF_PASSWORD = ""
    monkeypatch.delenv("SECRET_KEY", raising=False)


def test_it_makes_a_key_that_only_its_owner_can_read(settings):
    call_command("setup")
    key = settings.SECRET_KEY_FILE
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text()) >= 50


def test_an_empty_key_in_the_environment_is_none(settings, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "")
    call_command("setup")
    assert settings.SECRET_KEY_FILE.exists()


def test_the_key_of_the_environment_is_not_written_down(settings, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "from-the-environment")
    call_command("setup")
    assert not settings.SECRET_KEY_FILE.exists()


def test_the_cache_has_its_table():
    call_command("setup")
    assert "a_cache_table" in connection.introspection.table_names()
    caches["default"].set("a", 1)
    assert caches["default"].get("a") == 1


def test_the_staff_account_can_sign_in_at_once(settings, client):
    settings.STAFF_EMAIL, settings.STAFF_PASSWORD = "boss@example.org", "a-Long-pass-phrase-7"
    call_command("setup")
    boss = User.objects.get()
    assert (boss.is_staff, boss.is_superuser) == (True, True)
    address = EmailAddress.objects.get()
    assert (address.user, address.verified, address.primary) == (boss, True, True)


def test_a_second_time_changes_nothing(settings, monkeypatch):
    settings.STAFF_EMAIL, settings.STAFF_PASSWORD = "boss@example.org", "a-Long-pass-phrase-7"
    call_command("setup")
    key = settings.SECRET_KEY_FILE.read_text()
    settings.STAFF_PASSWORD = "another-Long-pass-phrase-8"
    call_command("setup")
    assert settings.SECRET_KEY_FILE.read_text() == key
    assert User.objects.get().check_password("a-Long-pass-phrase-7")
    assert Schedule.objects.count() == 2


@pytest.fixture
def fetched(settings, monkeypatch) -> list[tuple]:
    """Stand in for the registry: write down which folder was to be filled, and whether with the optional fonts."""
    settings.SETUP_ASSETS = True
    monkeypatch.setattr(setup, "MAKE_FONT", MAKES_A_FONT)
    calls: list[tuple] = []

    def prepare_assets(folder, *, with_optional, progress):
        progress(0, 2, "Some art")
        progress(2, 2, "")
        calls.append((folder, with_optional))

    monkeypatch.setattr(setup, "prepare_assets", prepare_assets)
    return calls


@pytest.mark.parametrize(
    ("options", "expected"),
    [([], [False]), (["--with-fonts"], [True]), (["--without-assets"], [])],
)
def test_it_fetches_art_and_the_detector_unless_told_not_to(fetched, tmp_path, options, expected):
    call_command("setup", *options)
    assert fetched == [(tmp_path / "assets", with_fonts) for with_fonts in expected]


def test_the_environment_can_forbid_to_fetch(fetched, settings):
    settings.SETUP_ASSETS = False
    call_command("setup")
    assert fetched == []


def test_a_registry_out_of_reach_is_told_and_stops_nothing(fetched, monkeypatch, capsys):
    def fail(*args, **options):
        raise ProviderError("The package registry could not be reached.")

    monkeypatch.setattr(setup, "prepare_assets", fail)
    call_command("setup")
    told = capsys.readouterr()
    assert "could not be reached. Not there yet: " in told.err
    assert "scenery only" in told.err
    assert "Ready to serve." in told.out


def test_the_font_of_the_pages_is_there_when_it_is_ready(fetched, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(setup, "MAKE_FONT", MAKES_A_FONT_SLOWLY)
    # The last of the rest: what makes the font meanwhile is waited for.
    monkeypatch.setattr(setup, "prepare", lambda folder: (tmp_path / "rest").touch())
    call_command("setup", "--without-assets")
    assert (tmp_path / "fonts" / "page.css").read_text() == "made"
    assert capsys.readouterr().err == ""


def test_a_font_that_is_there_is_not_made_again(fetched, tmp_path, monkeypatch):
    monkeypatch.setattr(page_font, "_pack", lambda *args: b"a font")
    monkeypatch.setattr(font_previews, "_pack", lambda *args: b"a preview")
    assert page_font.main(str(tmp_path / "fonts"), *ready_fonts()) == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "fonts").iterdir()}
    call_command("setup", "--without-assets")
    assert {path.name: path.read_bytes() for path in (tmp_path / "fonts").iterdir()} == before


def test_previews_that_are_missing_are_made(fetched, tmp_path, monkeypatch):
    monkeypatch.setattr(page_font, "_pack", lambda *args: b"a font")
    assert page_font.prepare_page_font(tmp_path / "fonts")
    call_command("setup", "--without-assets")
    assert (tmp_path / "fonts" / "page.css").read_text() == "made"


def test_a_font_that_cannot_be_made_is_told_and_stops_nothing(fetched, monkeypatch, capsys):
    monkeypatch.setattr(setup, "MAKE_FONT", (sys.executable, "-c", "import sys; sys.exit(1)"))
    call_command("setup", "--without-assets")
    told = capsys.readouterr()
    assert "in the system's own" in told.err
    assert "Ready to serve." in told.out


def test_what_stops_it_stops_the_making_of_the_font(fetched, monkeypatch):
    started: list[subprocess.Popen] = []
    popen = subprocess.Popen

    def start(*args, **options):
        started.append(popen(*args, **options))
        return started[-1]

    monkeypatch.setattr(setup, "MAKE_FONT", (sys.executable, "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(setup.subprocess, "Popen", start)
    monkeypatch.setattr(setup, "prepare", lambda folder: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("setup")
    assert [maker.returncode for maker in started] == [-signal.SIGKILL]


def test_the_command_that_makes_the_font_is_the_rooms_own():
    assert (sys.executable, "-m", page_font.__name__) == setup.MAKE_FONT
