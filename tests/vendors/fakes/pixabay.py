"""Pixabay: its key is a part of the address."""

from __future__ import annotations

from typing import Any

from tests.vendors.offers import NOTHING, asked, base, file, is_file, name_of
from tests.vendors.server import Answer, Call, in_json

KEY = "12345678-pixabay0123456789abcdef"


def hit(call: Call, words: str, number: int) -> dict[str, Any]:
    return {
        "id": 3000 + number,
        "pageURL": f"https://pixabay.com/photos/{words.replace(' ', '-')}-{3000 + number}/",
        "type": "photo",
        "tags": ", ".join(words.split()),
        "previewURL": f"{base(call)}/files/small-{name_of(words, number)}",
        "webformatURL": f"{base(call)}/files/{name_of(words, number)}",
        "largeImageURL": f"{base(call)}/files/large-{name_of(words, number)}",
        "imageWidth": 5400,
        "imageHeight": 3600,
        "user_id": 40 + number,
        "user": f"Pixie{number}",
    }


def answer(call: Call) -> Answer:
    if is_file(call):
        return file(call)
    told = asked(call)
    if told.get("key") != KEY:
        return Answer(
            b"[ERROR 400] Invalid or missing API key (https://pixabay.com/api/docs/).", 400, "text/html"
        )
    found = [] if NOTHING in told["q"] else [hit(call, told["q"], number) for number in range(1, 6)]
    return in_json({"total": len(found), "totalHits": len(found), "hits": found})
