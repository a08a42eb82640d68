"""What the site is told in confidence, while all servers that it is meant for are away: no log and no page repeats it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings

from tests.faults.hosts import Host, wait_for
from tests.faults.visits import ask, signed_in
from tests.support.pages.real_site import free_port

NAMES = ("SECRET_KEY", "DATABASE", "REDIS", "S3_ACCESS_KEY", "S3_SECRET_KEY")
WORDS = {name: f"confidential-{name.lower()}-0123456789abcdefghijklmnopqrstuvwxyz" for name in NAMES}


pytestmark = pytest.mark.faults


@pytest.fixture(params=["false", "true"], ids=["public", "of a developer"])
def confided(request, host: Host) -> Host:
    """A site that is told a word for each of its servers, none of which is there."""
    port = free_port()
    host.environment |= {
        "DEBUG": request.param,
        "DEBUG_PAGES": request.param,
        "LOG_LEVEL": "DEBUG",
        "SECRET_KEY": WORDS["SECRET_KEY"],
        "S3_BUCKET": "films",
        "S3_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "S3_ACCESS_KEY": WORDS["S3_ACCESS_KEY"],
        "S3_SECRET_KEY": WORDS["S3_SECRET_KEY"],
    }
    return host


def leaks(texts: list[str]) -> list[str]:
    return [name for name, word in WORDS.items() if any(word in text for text in texts)]


def check_of_all_servers(host: Host) -> str:
    """Return what `manage.py check` says when it knocks at each server; it fails, for none is there."""
    told = subprocess.run(
        [sys.executable, "manage.py", "check", "--database", "default"],
        cwd=settings.BASE_DIR,
        env=host.environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert told.returncode == 1
    return told.stdout + told.stderr


def is_up(host: Host) -> bool:
    try:
        return ask(host, "/health/", "")[0] in (200, 503)
    except OSError:
        return False


def test_a_site_without_its_store_repeats_no_word(confided: Host):
    film = confided.database.submit(owner="alice", text="The sea was calm.")
    session = signed_in(confided)
    confided.launch("serve")
    wait_for(lambda: is_up(confided), "the site")
    wait_for(lambda: film.refresh_from_db() or film.not_before, "a film that is postponed")
    own = film.get_absolute_url()
    pages = [ask(confided, path, session)[1] for path in ("/health/", "/videos/", own, f"{own}video.mp4")]
    said = check_of_all_servers(confided)
    assert "S3_BUCKET" in said
    assert "failed" in confided.log()
    assert leaks([*pages, film.error, said, confided.log()]) == []


def test_a_site_without_its_database_and_cache_repeats_no_word(confided: Host):
    port = free_port()
    confided.environment |= {
        "DATABASE_URL": f"postgresql://films:{WORDS['DATABASE']}@127.0.0.1:{port}/films",
        "REDIS_URL": f"redis://:{WORDS['REDIS']}@127.0.0.1:{port}/0",
    }
    confided.launch("serve")
    wait_for(lambda: is_up(confided), "the site")
    wait_for(lambda: "starting it again" in confided.log(), "a worker that ends")
    pages = [
        ask(confided, path, "sessionid=some-session")[1]
        for path in ("/health/", "/videos/", "/accounts/login/")
    ]
    said = check_of_all_servers(confided)
    assert "DATABASE_URL" in said
    assert "REDIS_URL" in said
    assert "Redis does not answer" in confided.log()
    assert leaks([*pages, said, confided.log()]) == []
