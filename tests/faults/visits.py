"""What people with a browser, and supervisors, ask of a site that is in trouble."""

from __future__ import annotations

import http.client
import time

from tests.faults.hosts import Host

SIGN_IN = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from generator.models import User
user = User.objects.get(email="alice@example.org")
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
"""


def ask(host: Host, path: str, cookie: str) -> tuple[int, str, float]:
    began = time.monotonic()
    # As the proxy in front of a public site asks; any other does not care.
    headers = {"Cookie": cookie, "HX-Request": "true", "X-Forwarded-Proto": "https"}
    connection = http.client.HTTPConnection("localhost", host.port, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body, time.monotonic() - began


def signed_in(host: Host) -> str:
    """Return the cookie of a visit of alice, who has a film already."""
    return host.manage("shell", "-v0", "-c", SIGN_IN).stdout.strip()
