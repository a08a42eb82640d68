"""The licences of other people's works: which of them let a film show a work, cut and moving, and sell it too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.contracts import Collection, Credit

CC = "https://creativecommons.org"
# A film is an adaptation, and may be shown for money: neither of these will do, wherever it is written.
_FORBIDDEN = re.compile(r"\b(?:nc|nd)\b|non-?commercial|no-?deriv", re.IGNORECASE)
_NAMED = re.compile(r"cc[ -]by(?P<alike>[ -]sa)?(?:[ -](?P<version>\d\.\d)(?:[ -](?P<port>[a-z-]{2,8}))?)?")
_PUBLIC_DOMAIN = re.compile(
    r"public[ -]domain(?: mark)?(?: \d\.\d)?|pdm?(?:[ -][\w-]+)?|no (?:known )?restrictions"
)
_ZERO = re.compile(r"cc[ -]?0(?:[ -]\d\.\d)?|cc[ -]zero")
_PAGE = re.compile(
    r"(?:https?:)?//(?:www\.)?creativecommons\.org/(?P<kind>licenses|publicdomain)/(?P<code>[a-z+-]+)(?:/(?P<version>\d\.\d))?(?:/|$)"
)


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence that lets anybody show and change a work: its name for people, its page, and whether it asks for names."""

    name: str
    page: str
    must_be_named: bool


def licence_of(code: str, version: str = "") -> Licence | None:
    """Return the licence of a code as Openverse and Creative Commons write it ("by-sa", "4.0"); None if it will not do."""
    code = code.strip().lower()
    if code == "cc0":
        return Licence("CC0 1.0", f"{CC}/publicdomain/zero/1.0/", must_be_named=False)
    if code == "pdm":
        return Licence("Public domain", f"{CC}/publicdomain/mark/1.0/", must_be_named=False)
    if code in ("by", "by-sa"):
        version = version if re.fullmatch(r"\d\.\d", version) else "4.0"
        return Licence(f"CC {code.upper()} {version}", f"{CC}/licenses/{code}/{version}/", must_be_named=True)
    return None


def licence_at(page: str) -> Licence | None:
    """Return the licence whose page this is, at Creative Commons; None if it will not do, or is not clear."""
    link = _PAGE.match(page.strip().lower())
    if not link or is_forbidden(page):
        return None
    code = {"zero": "cc0", "mark": "pdm", "publicdomain": "pdm"}.get(link["code"], link["code"])
    if (link["kind"] == "publicdomain") != (code in ("cc0", "pdm")):
        return None
    return licence_of(code, link["version"] or "")


def read_licence(name: str, page: str = "") -> Licence | None:
    """Return the licence of a name for people and a page, as sites write them; None if it will not do, or is not clear.

    Where name and page say different things, it is not clear.
    """
    told = " ".join(name.lower().split())
    if not told or is_forbidden(told) or is_forbidden(page):
        return None
    found = _by_name(told)
    link = _PAGE.match(page.strip())
    if found is None or (page and link is None and found.must_be_named):
        return None
    if link and not _agrees(link["kind"], link["code"], found):
        return None
    return found


def is_forbidden(terms: str) -> bool:
    """Return whether terms speak of what a film cannot keep to: no trade, or no changes."""
    return bool(_FORBIDDEN.search(terms))


def _by_name(told: str) -> Licence | None:
    if _ZERO.fullmatch(told):
        return licence_of("cc0")
    if _PUBLIC_DOMAIN.fullmatch(told):
        return licence_of("pdm")
    named = _NAMED.fullmatch(told)
    if not named:
        return None
    code, version, port = "by-sa" if named["alike"] else "by", named["version"], named["port"]
    known = licence_of(code, version or "")
    if known and port:
        # A licence for one country, with a page of its own.
        return Licence(f"{known.name} {port.upper()}", f"{known.page}{port}/", must_be_named=True)
    return known


def _agrees(kind: str, code: str, found: Licence) -> bool:
    if kind == "publicdomain":
        return not found.must_be_named
    return found.must_be_named and code == ("by-sa" if "BY-SA" in found.name else "by")


def is_free(credit: Credit, collection: Collection | type[Collection]) -> bool:
    """Return whether a work may be shown and changed, whatever a collection was asked for.

    Its licence has to be one that we know, or one of the collection's own; its page and its file have to be named, on
    the web, and where its licence asks for the author there has to be one.
    """
    if not credit.page.startswith(("https://", "http://")):
        return False
    if credit.licence in collection.licences:
        return True
    licence = read_licence(credit.licence, credit.licence_page)
    if licence is None:
        return False
    return not licence.must_be_named or (credit.must_be_named and bool(credit.author.strip()))
