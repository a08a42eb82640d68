"""Files that a service names are fetched from public hosts only, whole, and without anything of ours."""

from __future__ import annotations

import io
import socket

import pytest

from generator.providers.vendors import fetching
from generator.providers.vendors.fetching import fetch, is_public
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.server import Answer, Services

NAME = "files"
INSIDE = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1"),
    *("64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::", "::127.0.0.1", "2001:db8::1", "nonsense", ""),
]  # fmt: skip
OUTSIDE = ["8.8.8.8", "151.101.1.140", "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.fixture(autouse=True)
def files(services: Services, monkeypatch) -> Services:
    services.good[NAME] = lambda call: Answer(b"a picture" * 1000, type="image/png")
    monkeypatch.setattr(fetching, "FIRST_BYTE", 0.6)
    return services


def get(url: str, **options) -> tuple[bytes, str]:
    into = io.BytesIO()
    found = fetch(url, into, **{"service": "Filer", "seconds": 5, **options})
    return into.getvalue(), found


def refusal(url: str, **options) -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        get(url, **options)
    return caught.value


def lead_inside(monkeypatch, port: int) -> None:
    """Have each name and number lead to this machine, as the system's resolver reads many of them."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_outside_is_public(address):
    assert is_public(address)


def test_the_operators_own_server_is_fetched_from(services: Services):
    data, found = get(f"{services.url}/{NAME}/a.png", inside=f"{services.url}/base")
    assert data == b"a picture" * 1000
    assert found == f"{services.url}/{NAME}/a.png"
    sent = services.last().headers
    assert not {"authorization", "cookie"} & set(sent)
    assert "VideoGenerator" in sent["user-agent"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]"]
)
def test_a_server_inside_is_not_asked_whatever_it_is_called(services: Services, monkeypatch, host):
    port = services.url.rpartition(":")[2]
    lead_inside(monkeypatch, int(port))
    error = refusal(f"http://{host}:{port}/{NAME}/a.png")
    assert services.calls == []
    assert "127" not in str(error)
    assert "localhost" not in str(error)


def test_a_public_name_that_leads_inside_is_not_asked(services: Services, monkeypatch):
    port = int(services.url.rpartition(":")[2])
    lead_inside(monkeypatch, port)
    error = refusal(f"http://photos.example.org:{port}/{NAME}/a.png")
    assert str(error) == "Filer named an address that is not of the public internet."
    assert error.kind == ProviderFailure.BAD_ANSWER
    assert services.calls == []


def test_a_redirect_is_followed_but_not_inside(services: Services):
    def send_on(target: str) -> None:
        services.on(NAME, Answer(b"", 302, headers=(("Location", target),)), times=1)

    send_on("b.png")
    data, found = get(f"{services.url}/{NAME}/a.png", inside=services.url)
    assert data
    assert found == f"{services.url}/{NAME}/b.png"
    port = services.url.rpartition(":")[2]
    for target in (
        f"http://localhost:{port}/{NAME}/c.png",
        "file:///etc/passwd",
        f"http://me:you@localhost:{port}/",
    ):
        send_on(target)
        assert "not of the public internet" in str(
            refusal(f"{services.url}/{NAME}/a.png", inside=services.url)
        )


def test_an_endless_chain_of_redirects_ends(services: Services):
    services.on(NAME, Answer(b"", 302, headers=(("Location", "again"),)))
    assert "from one address to the next" in str(refusal(f"{services.url}/{NAME}/a", inside=services.url))
    assert services.count(NAME) == fetching.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("answer", "options", "kind", "sentence"),
    [
        (Answer(b"x" * 9000).being("cut"), {}, "retry", "broke off"),
        (Answer(b"x" * 90).being("hang"), {}, "retry", "did not answer in time"),
        (Answer(b"x" * 90).being("reset"), {}, "retry", "cannot be reached"),
        (Answer(b"x" * 90).being("drip"), {"seconds": 0.3}, "retry", "did not answer in time"),
        (Answer(b"x" * 900), {"most": 800}, "bad_answer", "far too much"),
        (Answer(b"x" * 900, 404), {}, "input", "no longer has this file"),
        (Answer(b"x" * 900, 503), {}, "busy", "overloaded"),
        (Answer(b"<html>", type="text/html"), {"types": ("image/",)}, "bad_answer", "something else"),
    ],
)
def test_each_fault_has_its_sentence(services: Services, answer, options, kind, sentence):
    services.on(NAME, answer)
    error = refusal(f"{services.url}/{NAME}/a.png", inside=services.url, **options)
    assert error.kind == kind
    assert sentence in str(error)
    assert "127.0.0.1" not in str(error)
