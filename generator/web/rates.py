"""Rate limits per visitor, counted in the cache that all processes share."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import re
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from generator.web.again import sent_fields
from generator.web.durations import span

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
# The action that a form sent to each page counts as. Pages not listed are not limited.
ACTIONS = {
    "account_signup": "sign_up",
    "account_login": "sign_in",
    "mfa_login_webauthn": "sign_in",
    "text_to_video": "submit",
    "text_draft": "submit",
    "typed": "typed",
    "scenes_typed": "typed",
    "takes": "submit",
    "choose_picture": "search",
    "understood": "typed",
    "remade": "typed",
    "pronunciation": "typed",
    "change_saying": "typed",
    "rename_preset": "typed",
    "choose_default_preset": "typed",
    "kits": "look",
    "change_kit": "look",
    "image_to_video": "submit",
    "draft": "submit",
    "storyboard": "submit",
    "narration": "submit",
    "sentences": "submit",
    "send_clip": "parcel",
    "send_first_clip": "parcel",
    # Up to forty of them come one after the other.
    "add_picture": "parcel",
    "add_first_picture": "parcel",
    "retry": "submit",
    **dict.fromkeys(("duplicate", "another_shape", "another_language"), "submit"),
    **dict.fromkeys(("rename", "move", "many", "folders", "folder"), "typed"),
    "make_film": "submit",
    "choose_poster": "look",
    "read_document": "look",
    **dict.fromkeys(("hear_scene", "hear_voice"), "hear"),
    **dict.fromkeys(("write_script", "reword_scene", "write_publication", "write_translation"), "write"),
    "contact": "contact",
    **dict.fromkeys(("service", "order_services", "switch_service", "forget_service"), "typed"),
    **dict.fromkeys(("own_service", "forget_own_service"), "typed"),
    **dict.fromkeys(("test_service", "test_own_service"), "try_service"),
}
SENTENCES = {
    "sign_up": "Many accounts were made from your network just now.",
    "sign_in": "Somebody has tried to sign in many times from your network just now.",
    "guess_account": "Somebody has tried many times to get into this account just now.",
    "guess_network": "Somebody has tried to sign in many times from your network just now.",
    "guess_own": "You have tried many times, one after the other.",
    "submit": "You have sent many videos one after the other.",
    "look": "You have sent many pictures or documents one after the other.",
    "typed": "What you typed was sent many times, one after the other.",
    "parcel": "Parts of a clip came very fast, one after the other.",
    "hear": "You have listened to many words one after the other.",
    "search": "You have looked for many pictures one after the other.",
    "write": "You have had many texts written one after the other.",
    "contact": "You have sent several messages one after the other.",
    "try_service": "You have tested services many times, one after the other.",
}
OTHERWISE = "That was tried many times, one after the other."


@dataclass(frozen=True, slots=True)
class Rate:
    """A limit: a number of times within a number of seconds."""

    amount: int
    seconds: int


def parse_rates(text: str) -> list[Rate]:
    """Parse "20/m" or "10/m, 200/d"; an empty text means no limit. Raises ValueError for anything else."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    found = [re.fullmatch(r"(\d{1,4})/([smhd])", part) for part in parts]
    if not all(found):
        raise ValueError(f"{text!r} is no rate: write 20/m, or 10/m,200/d.")
    return [Rate(int(match[1]), UNITS[match[2]]) for match in found if match]


def consume(action: str, visitor: str, limit: str | None = None) -> float:
    """Count one use; return 0, or the seconds to wait if no slot is left.

    Each use takes one of a fixed number of slots, which is free again when its time has passed. This needs only an
    atomic add(), which every shared cache has.
    """
    rates = parse_rates(settings.GENERATOR_RATES[action] if limit is None else limit)
    return max((take(action, visitor, rate)[1] for rate in rates), default=0)


def take(action: str, visitor: str, rate: Rate) -> tuple[str, float]:
    """Take a slot; return its name and 0, or an empty name and the seconds until one is free."""
    name = hashlib.sha256(visitor.encode()).hexdigest()[:24]
    slots = [f"rate:{action}:{rate.seconds}:{name}:{number}" for number in range(rate.amount)]
    taken = cache.get_many(slots)
    for slot in slots:
        if slot not in taken and cache.add(slot, time.time(), rate.seconds):
            return slot, 0.0
    first: float = min((cache.get_many(slots) or {"": time.time()}).values())
    return "", max(1.0, first + rate.seconds - time.time())


def release(slot: str) -> None:
    """Free a slot early, so that its use does not count."""
    cache.delete(slot)


def visitor_of(request: HttpRequest) -> str:
    """Return the key to count by: the account, or the network if the visitor is not signed in."""
    if request.user.is_authenticated:
        return f"user {request.user.pk}"
    return f"network {network_of(request)}"


def network_of(request: HttpRequest) -> str:
    """Return the visitor's address as seen by our outermost proxy; earlier entries can be forged.

    One household has 2**64 IPv6 addresses, so these count as one.
    """
    count = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    hops = [hop for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop]
    named = hops[-count] if 0 < count <= len(hops) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(named.strip())
    except ValueError:
        return "unknown"
    if address.version == 6 and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def too_many_requests(request: HttpRequest, action: str = "", wait: float = 60.0) -> HttpResponse:
    """Return the page that says when to come back; `wait` is in seconds."""
    context = {
        "sentence": SENTENCES.get(action, OTHERWISE),
        "wait": span(wait),
        "action": action,
        "fields": sent_fields(request),
    }
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(math.ceil(wait))
    response["Cache-Control"] = "private, no-store"
    return response
