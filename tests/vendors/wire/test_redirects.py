"""No service is followed to another address: neither a key nor what was asked goes where nobody has sent it."""

from __future__ import annotations

import inspect
import io
import pkgutil
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command

from generator.providers import vendors
from generator.providers.calling.chain import Link
from generator.providers.factory import get_provider
from generator.providers.setup.trial import CALLS
from studio.contracts import Collection, ImageProvider, SpeechProvider, TextProvider, VisionProvider
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.conftest import at_own_addresses, lists
from tests.vendors.own_gpus.entries import on_own_gpus
from tests.vendors.protocols import TOKEN
from tests.vendors.server import Answer, Services
from tests.vendors.voices.entries import voice_entries

COLLECTIONS = ("openverse", "wikimedia", "pexels", "pixabay")
STATUSES = (300, 301, 302, 303, 304, 305, 307, 308)


class Elsewhere:
    """A port that answers nobody and keeps all that arrives."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/elsewhere"
        self.visits: list[bytes] = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        while True:
            try:
                visitor, _ = self.socket.accept()
            except OSError:
                return
            with visitor:
                visitor.settimeout(0.5)
                self.visits.append(visitor.recv(65536))

    def close(self) -> None:
        # Closing alone does not wake a thread that waits for a visitor on Linux; elsewhere it does, and this may fail.
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self._listener.join()


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    elsewhere = Elsewhere()
    yield elsewhere
    elsewhere.close()


@pytest.fixture(autouse=True)
def site(settings, services: Services) -> None:
    settings.GENERATOR_PROVIDERS = lists(services.url)
    nscale = {"token": TOKEN, "model": "good/third", "route": "nscale", "base_url": services.url}
    entry = {
        "BACKEND": "generator.providers.vendors.huggingface.images.HuggingFace",
        "OPTIONS": nscale,
        "EXTERNAL": True,
        "AT_ONCE": 2,
    }
    settings.GENERATOR_PROVIDERS["image"][:0] = [entry, *on_own_gpus(services.url)]
    gemini = settings.GENERATOR_PROVIDERS["text"][0]
    newer = {**gemini, "OPTIONS": {**gemini["OPTIONS"], "package": "google-genai"}}
    settings.GENERATOR_PROVIDERS["text"].insert(0, newer)
    for kind, entries in at_own_addresses(services.url).items():
        settings.GENERATOR_PROVIDERS[kind][:0] = entries
    for entries in voice_entries(services.url).values():
        settings.GENERATOR_PROVIDERS["speech"][:0] = entries


@pytest.fixture(autouse=True)
def patient(impatient, monkeypatch) -> None:
    """Wait longer than other tests do: what a busy machine takes is no redirect."""
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{vendors.__name__}."):
            for limit in ("FIRST_BYTE", "BODY"):
                if hasattr(module, limit):
                    monkeypatch.setattr(module, limit, 5.0)
            if hasattr(module, "TIMEOUTS"):
                monkeypatch.setattr(module, "TIMEOUTS", (5.0, 5.0))


def vendor_links() -> list[tuple[str, Link[Any]]]:
    return [(kind, link) for kind in CALLS for link in get_provider(kind).links if link.guard]


def send_on(services: Services, status: int, target: str) -> None:
    for service in services.good:
        headers = (("Location", target), ("Refresh", f"0; url={target}"))
        # 304 has no body by the protocol.
        services.on(service, Answer(b"" if status == 304 else b"{}", status, headers=headers))


def test_all_vendors_are_looked_at():
    contracts = (TextProvider, VisionProvider, ImageProvider, SpeechProvider, Collection)
    modules = [one.name for one in pkgutil.walk_packages(vendors.__path__, f"{vendors.__name__}.")]
    adapters = {
        one
        for name in modules
        for _, one in inspect.getmembers(import_module(name), inspect.isclass)
        if issubclass(one, contracts) and one.__module__ == name
    }
    assert len(adapters) >= 16
    assert {link.factory for _, link in vendor_links()} == adapters


def test_no_vendor_is_followed_anywhere_and_each_says_so_in_a_sentence(services, elsewhere):
    targets = [elsewhere.url, elsewhere.url.replace("http:", ""), f"{services.url}/same-host", "/same-host"]
    asked = 0
    for status in STATUSES:
        for target in targets:
            send_on(services, status, target)
            for kind, link in vendor_links():
                with pytest.raises(ProviderError, match="leads to another one, which we do not") as caught:
                    CALLS[kind](link.factory(**link.options))
                assert caught.value.kind == ProviderFailure.CONFIG
                asked += 1
                assert len(services.calls) == asked, f"{link.name} was followed after {status}."
    assert asked == len(STATUSES) * len(targets) * len(vendor_links())
    assert elsewhere.visits == []


@pytest.mark.django_db
def test_nor_by_the_operators_look_at_them(services, elsewhere):
    send_on(services, 307, elsewhere.url)
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_providers", stdout=out)
    assert out.getvalue().count("leads to another one") == len(vendor_links()) == len(services.calls)
    assert elsewhere.visits == []


def test_a_proxy_that_redirects_is_not_followed_either(services, elsewhere, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", services.url)
    monkeypatch.setenv("http_proxy", services.url)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    send_on(services, 307, elsewhere.url)
    for kind, link in vendor_links():
        folder = urlsplit(link.options["base_url"]).path
        options = {**link.options, "base_url": f"http://vendor.invalid{folder}"}
        with pytest.raises(ProviderError, match="leads to another one"):
            CALLS[kind](link.factory(**options))
    assert len(services.calls) == len(vendor_links())
    assert elsewhere.visits == []
