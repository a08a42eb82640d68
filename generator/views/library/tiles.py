"""What a card of the library says, made ready for its template: a page has 60, and each tag in it costs as often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from generator.models import Generation
from generator.templatetags.films import ABOVE_FOLD, ago, small_height, small_width
from generator.templatetags.lucide import lucide
from generator.web.durations import clock

Status = Generation.Status
# The sign, its looks and its icon for each state; of running ones the page knows more.
PILLS = {
    Status.QUEUED: ("Waiting", "queued", "hourglass"),
    Status.DRAFT: ("Draft", "draft", "pencil"),
    Status.SCENES: ("Scenes first", "scenes", "eye"),
    Status.FAILED: ("Failed", "failed", "triangle-alert"),
    Status.CANCELLED: ("Cancelled", "cancelled", "ban"),
    Status.SUCCEEDED: ("Ready", "succeeded", "circle-check"),
}
REVIEWED = {
    "approved": ("Approved", "succeeded", "badge-check"),
    "rejected": ("Not approved", "rejected", "ban"),
}


def tiles_of(films: Iterable[Any], way: str = "", *, is_bin: bool = False) -> list[dict[str, Any]]:
    """Return what each card says, as its template asks for it; `way` leads back to this list."""
    library = reverse("library")
    cards = [
        tile(film, place, f"{library}{film.pk}/", way, is_bin=is_bin)
        for place, film in enumerate(films, start=1)
    ]
    _tell_apart(cards)
    return cards


def _tell_apart(cards: list[dict[str, Any]]) -> None:
    """Number the labels that several cards have, such as those of drafts of one name: buttons are named by them."""
    alike = Counter(card["label"] for card in cards)
    met: Counter[str] = Counter()
    for card in cards:
        label = card["label"]
        met[label] += 1
        if alike[label] > 1:
            card["label"] = f"{label}, {met[label]} of {alike[label]}"


def tile(film: Any, place: int, base: str, way: str, *, is_bin: bool = False) -> dict[str, Any]:
    """Return what one card says; `base` is the address that those of its actions begin with.

    What nobody has written needs no escaping, which would be most of the work.
    """
    called = str(film)
    copy = f", copy {film.copy_number}" if film.copy_number else ""
    status = "" if film.status == Status.SUCCEEDED else f", {film.get_status_display().lower()}"
    address = film.get_absolute_url() if film.is_draft else base
    return {
        "key": SafeString(film.pk),
        "base": SafeString(base),
        "href": f"{address}{way}",
        "called": called,
        "label": f"{called}{copy}{status}",
        "status": SafeString(film.status),
        "shape": SafeString(film.size),
        "is_text": film.kind == Generation.Kind.TEXT,
        "picture": SafeString(_picture(film, base)),
        "width": SafeString(small_width(film.size)),
        "height": SafeString(small_height(film.size)),
        "loading": SafeString(' loading="lazy"') if place > ABOVE_FOLD else "",
        "clock": SafeString(clock(film.film.duration))
        if film.film and film.status == Status.SUCCEEDED
        else "",
        "progress": film.progress if film.is_active else None,
        "copy_number": film.copy_number,
        "copied_from": film.copied_from,
        "folder": film.folder,
        "made": SafeString(_made(film, is_bin)),
        "size": SafeString(filesizeformat(film.stored_bytes)),
        "pill": _pill(film),
    }


def _picture(film: Any, base: str) -> str:
    if film.film and film.film.poster:
        return f"{base}miniature.webp?v={film.film.poster_version}"
    if film.first_picture:
        return f"{base}scenes/{film.first_picture}/picture.webp?v={film.lease}"
    return f"{base}picture.webp?v={film.lease}" if film.input_image else ""


def _made(film: Any, is_bin: bool) -> str:
    if is_bin:
        return f"Until {date_format(localtime(film.binned_until), 'j F')}"
    version = f" · Version\N{NO-BREAK SPACE}{film.film.number}" if film.film and film.film.number > 1 else ""
    return f"{'Continue' if film.is_draft else ago(film.created_at)}{_typed(film)}{version}"


def _typed(film: Any) -> str:
    """Return a link to changes of its scenes that are not made yet; empty without any."""
    if not film.typed_at:
        return ""
    copy = f", copy {film.copy_number}" if film.copy_number else ""
    return format_html(
        ' · <a href="{}">Changes not made yet<span class="visually-hidden"> in {}{}</span></a>',
        reverse("storyboard", args=[film.pk]),
        str(film),
        copy,
    )


def _pill(film: Any) -> SafeString:
    if film.status == Status.RUNNING:
        spin = lucide("loader-circle", size=13, aria_hidden="true")
        return format_html(
            '<span class="pill pill--running"><span class="spin" id="spin-{}" hx-preserve="true">{}</span>{} %</span>',
            film.pk,
            spin,
            film.progress,
        )
    reviewed = REVIEWED.get(film.review) if film.status == Status.SUCCEEDED else None
    label, looks, icon = reviewed or PILLS[film.status]
    sign = lucide(icon, size=13, aria_hidden="true")
    return format_html('<span class="pill pill--{}">{}{}</span>', looks, sign, label)
