"""Pexels: its key stands alone in the header, and it turns away the user agent of Python."""

from __future__ import annotations

from typing import Any

from tests.vendors.offers import NOTHING, asked, base, file, is_file, name_of
from tests.vendors.server import Answer, Call, in_json, page

KEY = "pexels-key-0123456789"


def photo(call: Call, words: str, number: int) -> dict[str, Any]:
    address = f"{base(call)}/files/{name_of(words, number)}"
    return {
        "id": 2000 + number,
        "width": 5760,
        "height": 3840,
        "url": f"https://www.pexels.com/photo/{words.replace(' ', '-')}-{2000 + number}/",
        "photographer": f"Joey {number}",
        "photographer_url": f"https://www.pexels.com/@joey{number}",
        "src": {
            "original": address,
            "large2x": f"{address}?auto=compress&dpr=2&h=650&w=940",
            "medium": address,
        },
        "alt": f"{words.capitalize()} in the morning",
    }


def answer(call: Call) -> Answer:
    if is_file(call):
        return file(call)
    if call.headers.get("user-agent", "").startswith("python-requests"):
        return page(403)
    if call.headers.get("authorization") != KEY:
        return in_json({"status": 401, "code": "Unauthorized"}, 401)
    words = asked(call)["query"]
    found = [] if NOTHING in words else [photo(call, words, number) for number in range(1, 6)]
    return in_json({"total_results": len(found), "page": 1, "per_page": 30, "photos": found})
