"""Pexels: its key stands alone in the header, and it turns away the user agent of Python."""

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


def video(call: Call, words: str, number: int, **told: Any) -> dict[str, Any]:
    sizes = [(3840, 2160), *SIZES]
    return {
        "id": 5000 + number,
        "width": 3840,
        "height": 2160,
        "duration": 12,
        "url": f"https://www.pexels.com/video/{words.replace(' ', '-')}-{5000 + number}/",
        "image": f"{base(call)}/files/{name_of(words, number)}",
        "user": {"id": number, "name": f"Cam {number}", "url": f"https://www.pexels.com/@cam{number}"},
        "video_files": [
            {
                "id": 1,
                "quality": "hls",
                "file_type": "application/x-mpegURL",
                "link": "https://x.invalid/a.m3u8",
            },
            *(
                {
                    "id": width,
                    "quality": "uhd" if width > 2000 else "hd" if width > 1000 else "sd",
                    "file_type": "video/mp4",
                    "width": width,
                    "height": height,
                    "fps": 25.0,
                    "link": f"{base(call)}/files/{clip_name(words, number, width)}",
                }
                for width, height in sizes
            ),
        ],
        **told,
    }


def answer(call: Call) -> Answer:
    if is_file(call):
        return clip_file(call) if is_clip_file(call) else file(call)
    if call.headers.get("user-agent", "").startswith("python-requests"):
        return page(403)
    if call.headers.get("authorization") != KEY:
        return in_json({"status": 401, "code": "Unauthorized"}, 401)
    words = asked(call)["query"]
    if "/videos/" in call.path:
        clips = [] if NOTHING in words else [video(call, words, number) for number in range(1, 6)]
        return in_json({"total_results": len(clips), "page": 1, "per_page": 30, "videos": clips})
    found = [] if NOTHING in words else [photo(call, words, number) for number in range(1, 6)]
    return in_json({"total_results": len(found), "page": 1, "per_page": 30, "photos": found})
