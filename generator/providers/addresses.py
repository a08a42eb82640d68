"""Addresses of services as people are told of them: a firm by its host, or a server of the site's own operator."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

OWN = "A server of this site's operator"
# Endings of names that are given within a house only (RFC 6762, RFC 8375, and what routers and clusters use).
_INSIDE = (".local", ".localhost", ".lan", ".internal", ".intranet", ".home", ".home.arpa", ".test")


def host_of(address: str) -> str:
    """Return the host of an address in lower case, without port; empty if there is none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_own(address: str) -> bool:
    """Return whether an address is in the operator's own network, as far as its text says: nothing is looked up."""
    host = host_of(address)
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        # Names without a dot are those of a container or of a machine nearby.
        return "." not in host or host.endswith(_INSIDE)


def firm_at(address: str) -> str:
    """Return who receives what is sent to an address, for the page on privacy."""
    return OWN if is_own(address) else host_of(address)
