"""The API of Wikimedia Commons: all words have to be in a file's page, and agents have to name a contact."""

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

# Files with more words than this are rare.
MOST_WORDS = 2


def entry(value: str) -> dict[str, Any]:
    return {"value": value, "source": "commons-desc-page"}


def found(call: Call, words: str, number: int, **told: str) -> dict[str, Any]:
    metadata = {
        "ObjectName": f"{words.title()} {number}",
        "Artist": f'<a href="//commons.wikimedia.org/wiki/User:Ann{number}" title="User">Ann &amp; Co {number}</a>',
        "LicenseShortName": "CC BY-SA 4.0",
        "LicenseUrl": "https://creativecommons.org/licenses/by-sa/4.0",
        "UsageTerms": "Creative Commons Attribution-Share Alike 4.0",
        "AttributionRequired": "true",
        "Restrictions": "",
        "Categories": "|".join(words.title().split()),
        "ImageDescription": f"<p>A photo of <b>{words}</b>.</p>",
        **told,
    }
    name = name_of(words, number)
    return {
        "pageid": 1000 + number,
        "ns": 6,
        "title": f"File:{words.title()} {number}.jpg",
        "index": number,
        "imagerepository": "local",
        "imageinfo": [
            {
                "size": 4_000_000,
                "width": 6000,
                "height": 4000,
                "thumburl": f"{base(call)}/files/1920px-{name}",
                "thumbwidth": 1920,
                "thumbheight": 1280,
                "url": f"https://upload.wikimedia.invalid/{name}",
                "descriptionurl": f"https://commons.wikimedia.org/wiki/File:{name}",
                "mime": "image/jpeg",
                "mediatype": "BITMAP",
                "extmetadata": {key: entry(value) for key, value in metadata.items() if value},
            }
        ],
    }


def video(call: Call, words: str, number: int, **told: str) -> dict[str, Any]:
    """Return a file that moves: the original is Theora, and has been coded anew in some sizes."""
    page = found(call, words, number, **told)
    info = page.pop("imageinfo")[0]
    copies = [
        {
            "src": f"{base(call)}/files/{clip_name(words, number, width)}",
            "type": 'video/webm; codecs="vp9, opus"',
            "transcodekey": f"{height}p.vp9.webm",
            "width": width,
            "height": height,
            "bandwidth": 900_000,
        }
        for width, height in SIZES
    ]
    original = {"src": "https://upload.wikimedia.invalid/x.ogv", "type": 'video/ogg; codecs="theora"'}
    info |= {
        "mime": "application/ogg",
        "mediatype": "VIDEO",
        "duration": 12.4,
        "thumburl": f"{base(call)}/files/330px-{name_of(words, number)}",
        "descriptionurl": info["descriptionurl"].replace(".jpg", ".ogv"),
        "derivatives": [original, *copies],
    }
    return {
        **page,
        "pageid": 8000 + number,
        "title": page["title"].replace(".jpg", ".ogv"),
        "videoinfo": [info],
    }


def pages(*those: dict[str, Any]) -> Answer:
    # Not in the order of the search.
    return in_json({"batchcomplete": True, "query": {"pages": [*reversed(those)]}})


def lagging() -> Answer:
    error = {"code": "maxlag", "info": "Waiting for a database server: 7 seconds lagged.", "lag": 7}
    return in_json({"error": error, "servedby": "mw1"}, headers=(("Retry-After", "5"),))


def answer(call: Call) -> Answer:
    if is_file(call):
        return clip_file(call) if is_clip_file(call) else file(call)
    if "@" not in call.headers.get("user-agent", ""):
        return page(403)
    kind, _, words = asked(call)["gsrsearch"].partition(" ")
    made = video if kind == "filetype:video" else found
    any_of = words.split(" OR ")
    if NOTHING in words or (len(any_of) == 1 and len(words.split()) > MOST_WORDS):
        return in_json({"batchcomplete": True})
    return pages(*(made(call, " ".join(any_of), number) for number in range(1, 6)))
