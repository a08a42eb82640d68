"""Pixabay: its key is a part of the address."""

from __future__ import annotations

from typing import Any

from tests.vendors.offers import (
    NOTHING,
    SIZES,
    asked,
    base,
    clip_file,
    clip_name,
    file,
    is_clip_file,
    is_file,
    name_of,
)
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


def film(call: Call, words: str, number: int, **told: Any) -> dict[str, Any]:
    files = {
        name: {
            "url": f"{base(call)}/files/{clip_name(words, number, width)}",
            "width": width,
            "height": height,
            "size": width * 10_000,
            "thumbnail": f"{base(call)}/files/{name_of(words, number)}",
        }
        for name, (width, height) in zip(("medium", "small", "tiny"), SIZES, strict=True)
    }
    return {
        "id": 6000 + number,
        "pageURL": f"https://pixabay.com/videos/id-{6000 + number}/",
        "type": "film",
        "tags": ", ".join(words.split()),
        "duration": 12,
        "videos": {"large": {"url": "", "width": 0, "height": 0, "size": 0, "thumbnail": ""}, **files},
        "user_id": 60 + number,
        "user": f"Mover{number}",
        **told,
    }


def answer(call: Call) -> Answer:
    if is_file(call):
        return clip_file(call) if is_clip_file(call) else file(call)
    told = asked(call)
    if told.get("key") != KEY:
        return Answer(
            b"[ERROR 400] Invalid or missing API key (https://pixabay.com/api/docs/).", 400, "text/html"
        )
    if "/videos/" in call.path:
        clips = [] if NOTHING in told["q"] else [film(call, told["q"], number) for number in range(1, 6)]
        return in_json({"total": len(clips), "totalHits": len(clips), "hits": clips})
    found = [] if NOTHING in told["q"] else [hit(call, told["q"], number) for number in range(1, 6)]
    return in_json({"total": len(found), "totalHits": len(found), "hits": found})
