"""The Internet Archive: a search that tells little, what files an item has, and files that lie on other hosts."""

from __future__ import annotations

import re
from typing import Any

from tests.vendors.offers import NOTHING, SIZES, asked, base, clip_file
from tests.vendors.server import Answer, Call, in_json

BY_SA = "http://creativecommons.org/licenses/by-sa/4.0/"
ZERO = "https://creativecommons.org/publicdomain/zero/1.0/"


def item(words: str, number: int, **told: Any) -> dict[str, Any]:
    return {
        "identifier": f"{words.replace(' ', '-')}-{number}",
        "title": f"{words.title()} {number}",
        "creator": [f"Archivist {number}", "Others"] if number % 2 else f"Archivist {number}",
        "licenseurl": BY_SA if number % 2 else ZERO,
        "subject": words.split(),
        "description": f"<p>{words} on film</p>",
        **told,
    }


def files(name: str, **told: Any) -> list[dict[str, Any]]:
    clips = [
        {
            "name": f"{name} & so on-{width}.mp4",
            "source": "derivative",
            "format": "h.264",
            "size": str(width * 1000),
            "length": "12.40" if width > 400 else "0:12",
            "width": str(width),
            "height": str(height),
            **told,
        }
        for width, height in SIZES
    ]
    return [
        {"name": f"{name}_meta.xml", "source": "original", "format": "Metadata", "size": "900"},
        {"name": f"{name}.ogv", "format": "Ogg Video", "length": "12.4", "width": "400", "height": "300"},
        *clips,
    ]


def found(*items: dict[str, Any]) -> Answer:
    return in_json(
        {"responseHeader": {"status": 0}, "response": {"numFound": len(items), "start": 0, "docs": [*items]}}
    )


def answer(call: Call) -> Answer:
    if "/files/" in call.path:
        return clip_file(call)
    if "/download/" in call.path:
        # Its front sends on to the machine that has the file.
        name = call.path.rpartition("/")[2]
        return Answer(b"", 302, headers=(("Location", f"{base(call)}/files/{name}"),))
    if "/metadata/" in call.path:
        name = call.path.rpartition("/")[2].partition("?")[0]
        return in_json({"server": "ia800100.us.archive.org", "files": files(name)})
    words = " ".join(re.findall(r"title:(\w+)", asked(call)["q"]))
    return found() if NOTHING in words else found(*(item(words, number) for number in range(1, 6)))
