"""Openverse as it answers to those without a key, and to those with a client of their own."""

from __future__ import annotations

from typing import Any

from tests.vendors.offers import NOTHING, asked, base, file, is_file, name_of
from tests.vendors.server import Answer, Call, in_json

TOKEN = "openverse-token-0123456789"
LICENCES = (("by", "2.0"), ("by-sa", "4.0"), ("cc0", "1.0"), ("pdm", "1.0"))


def result(call: Call, words: str, number: int, **other: Any) -> dict[str, Any]:
    code, version = LICENCES[number % 4]
    folder = "publicdomain" if code in ("cc0", "pdm") else "licenses"
    return {
        "id": f"{words}-{number}".replace(" ", "-"),
        "title": f"{words.title()} No {number}",
        "creator": f"Photographer {number}",
        "creator_url": f"https://www.flickr.com/photos/{number}",
        "url": f"{base(call)}/files/{name_of(words, number)}",
        "thumbnail": f"{base(call)}/v1/images/{number}/thumb/",
        "foreign_landing_url": f"https://www.flickr.com/photos/{number}/{name_of(words, number)}",
        "license": code,
        "license_version": version,
        "license_url": f"https://creativecommons.org/{folder}/{code}/{version}/",
        "attribution": "",
        "width": 1920,
        "height": 1280,
        "filetype": "jpg",
        "source": "flickr",
        "provider": "flickr",
        "mature": False,
        "tags": [{"name": word} for word in words.split()],
        **other,
    }


def results(call: Call, *found: dict[str, Any]) -> Answer:
    return in_json(
        {"result_count": len(found), "page_count": 1, "page_size": 20, "page": 1, "results": found}
    )


def answer(call: Call) -> Answer:
    if is_file(call):
        return file(call)
    if call.path.endswith("/thumb/"):
        return file(call, 320, 213)
    if "/auth_tokens/token/" in call.path:
        return in_json(
            {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 43200, "scope": "read write"}
        )
    told = asked(call)
    if int(told.get("page_size", 20)) > 20 and "authorization" not in call.headers:
        return in_json({"detail": "Authentication credentials were not provided."}, 401)
    if NOTHING in told["q"]:
        return results(call)
    return results(call, *(result(call, told["q"], number) for number in range(1, 9)))
