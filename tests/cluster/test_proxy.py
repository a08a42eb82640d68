"""The proxy of the deployment hands out the bucket's films, but only when the site says so."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from generator.models import Generation
from tests.conftest import signed_in
from tests.support.factories import make_generation
from tests.support.servers import ObjectStore
from tests.support.servers.proxy import Proxy

FILM = bytes(range(256)) * 8192
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def film(bucket, alice, settings) -> Generation:
    settings.FILE_DELIVERY = "x-accel"
    return make_generation(alice, status="succeeded", title="Über uns", video=FILM)


@pytest.fixture
def proxy(live_server, bucket: ObjectStore) -> Iterator[Proxy]:
    site, store = (urlsplit(address).netloc for address in (live_server.url, bucket.endpoint))
    with Proxy(django_settings.BASE_DIR / "deploy" / "nginx.conf", site, store) as proxy:
        proxy.start()
        yield proxy


def browser(proxy: Proxy, client: Client) -> requests.Session:
    """A browser that trusts the certificate and is signed in as this client."""
    session = requests.Session()
    # Not what the environment says about certificates and proxies.
    session.trust_env = False
    session.verify = str(proxy.certificate)
    session.headers["Cookie"] = f"sessionid={client.cookies['sessionid'].value}"
    return session


def test_a_film_comes_through_the_proxy_with_seeks_and_under_its_name(proxy, film, as_alice, bucket):
    person, address = browser(proxy, as_alice), proxy.url + reverse("video", args=[film.pk])
    whole = person.get(address, timeout=10)
    assert (whole.status_code, whole.content) == (200, FILM)
    sought = person.get(address, headers={"Range": "bytes=1000000-"}, timeout=10)
    assert (sought.status_code, sought.content) == (206, FILM[1_000_000:])
    assert sought.headers["Content-Range"] == f"bytes 1000000-{len(FILM) - 1}/{len(FILM)}"
    assert sought.headers["Content-Type"] == "video/mp4"
    assert sought.headers["Cache-Control"] == "private, no-cache"
    assert sought.headers["X-Content-Type-Options"] == "nosniff"
    assert not [name for name in sought.headers if "accel" in name.lower()]
    kept = person.head(f"{address}?download=1", timeout=10)
    assert kept.status_code == 200
    assert "filename*=utf-8''%C3%9Cber%20uns.mp4" in kept.headers["Content-Disposition"]


def test_nobody_walks_past_the_site(proxy, film, as_alice, bob, bucket):
    stranger = browser(proxy, signed_in(bob))
    assert stranger.get(proxy.url + reverse("video", args=[film.pk]), timeout=10).status_code == 404
    owner = browser(proxy, as_alice)
    inside = f"{proxy.url}/protected/{bucket.bucket}/{film.film.video.name}"
    assert owner.get(inside, timeout=10).status_code == 404
    signed = urlsplit(film.film.video.url)
    assert owner.get(f"{inside}?{signed.query}", timeout=10).status_code == 404


def test_without_encryption_it_only_leads_to_encryption(proxy, film):
    plain = f"http://localhost:{proxy.plain_port}/help/?a=1"
    answer = requests.get(plain, timeout=10, allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (301, "https://localhost/help/?a=1")
