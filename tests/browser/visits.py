"""Visitors of the live site, and a library with something of everything."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from generator.models import Generation, User
from tests.conftest import signed_in
from tests.support.factories import make_generation, make_scene
from tests.support.media import CAPTIONS, CHAPTERS, SUBTITLES, THUMBNAILS, TRANSCRIPT, film, photo

Status = Generation.Status
LONG_TITLE = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ARABIC = "كان يا ما كان في قديم الزمان حارس منارة يعيش وحيدا على جزيرة صغيرة."


def sign_in(page: Page, address: str, user: User, proved: float | None = 0) -> None:
    """Give the browser the cookie of a visit that is signed in, and proved so many seconds ago who it is."""
    value = signed_in(user, proved).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}])


def make_ready(owner: User, **fields: object) -> Generation:
    """Make a video of 6 s that plays, in two scenes."""
    values: dict[str, object] = {
        "status": Status.SUCCEEDED,
        "progress": 100,
        "video": film(),
        "poster": photo(),
        "captions": CAPTIONS,
        "subtitles": SUBTITLES,
        "transcript": TRANSCRIPT,
        "chapters": CHAPTERS,
        "sprites": photo((64, 32)),
        "thumbnails": THUMBNAILS,
        "duration": 6.0,
        "language": "en",
        "keywords": "lighthouse, sea",
        "description": "A lighthouse at dusk.",
        "fingerprint": "ab12",
    }
    generation = make_generation(owner, **{**values, **fields})
    make_scene(
        generation, narration="Every evening.", image=photo(), image_fingerprint="a1", start=0.0, end=3.0
    )
    make_scene(generation, narration=ARABIC, image=photo(), image_fingerprint="a2", start=3.0, end=6.0)
    return generation


def make_running(owner: User, **fields: object) -> Generation:
    """Make a video at 46 %: one picture and one sentence are there."""
    values: dict[str, object] = {
        "title": "How glaciers move",
        "status": Status.RUNNING,
        "stage": Generation.Stage.ILLUSTRATE,
        "progress": 46,
        "attempt": 1,
        "started_at": timezone.now() - timedelta(seconds=46),
    }
    generation = make_generation(owner, **{**values, **fields})
    make_scene(generation, image=photo(), image_fingerprint="b1", speech=b"x", speech_fingerprint="s1")
    make_scene(generation, narration=ARABIC)
    make_scene(generation, narration="")
    return generation


def make_drafts(owner: User) -> dict[str, Generation]:
    """Make one draft of each state: to be described, described, and not to be read."""
    values: dict[str, object] = {"kind": "image", "status": Status.DRAFT, "title": "", "input_text": ""}
    seen = {
        "input_image": photo(),
        "description_fingerprint": "d1",
        "keywords": f"dog, beach, {LONG_TITLE[:38]}, كلب",
        "description": "A dog stands on a beach.",
    }
    return {
        "describing": make_generation(owner, **values, upload=photo()),
        "seen": make_generation(owner, **values, **seen),
        "refused": make_generation(owner, **values, upload=photo(), error="This picture is damaged."),
    }


def make_library(owner: User) -> dict[str, Generation]:
    """Make one video of each state, with long and right-to-left words."""
    return {
        "ready": make_ready(owner),
        "portrait": make_ready(
            owner,
            title=ARABIC[:60],
            kind="image",
            size="9:16",
            input_image=photo(),
            caption_style="none",
            review="approved",
        ),
        "running": make_running(owner),
        "queued": make_generation(owner, title="Waiting"),
        "failed": make_generation(
            owner, title=LONG_TITLE, status=Status.FAILED, error="It did not work. Please try again."
        ),
        "cancelled": make_generation(owner, title="", status=Status.CANCELLED),
        "draft": make_drafts(owner)["seen"],
    }


def unfold(page: Page, name: str) -> None:
    """Open a section of the settings, or fold it."""
    page.locator("summary", has_text=name).click()
