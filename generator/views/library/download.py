"""Many films as one archive, sent while it is made."""

from __future__ import annotations

import time
from collections.abc import Iterator
from uuid import uuid4

from django.core.cache import cache
from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from generator.models import Film, Generation, User
from generator.models.generation_queryset import GenerationQuerySet
from generator.web.archive import CONTENTS, Packed, archive

NOTHING = "None of these has a video that can be downloaded yet."
ONE_AT_A_TIME = (
    "A download of several videos is under way already. Please begin the next one when it is there."
)
# An archive keeps a thread of the server for as long as it is fetched. A person has one at a time; what breaks off
# without a word is forgotten after so many seconds.
FORGOTTEN_AFTER = 60.0


def download(user: User, chosen: GenerationQuerySet, contents: str) -> HttpResponseBase | str:
    """Return the answer with an archive of the films, or why there is none, in a sentence."""
    packed = [_packed(film, CONTENTS[contents][1]) for film in _read(chosen)]
    if not any(film.files for film in packed):
        return NOTHING
    stream = OneAtATime(f"generator:archive:{user.pk}", packed)
    if not stream.begin():
        return ONE_AT_A_TIME
    answer = StreamingHttpResponse(stream, content_type="application/zip")
    name = f"Videos {timezone.localdate():%Y-%m-%d}.zip"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _read(chosen: GenerationQuerySet) -> Iterator[Generation]:
    products = [f"film__{product.name}" for product in Film.products()]
    words = ("kind", "status", "title", "input_text", "description", "verbatim", "write_for_me")
    cards = ("title_card_text", "end_card_text", "created_at", "film__made_at", "film__generation")
    rows = chosen.select_related("film").only(*words, *cards, *products)
    return rows.iterator(chunk_size=200)


def _packed(generation: Generation, names: tuple[str, ...]) -> Packed:
    film = generation.film
    if film is None or not film.video:
        why = f"there is no video of it yet ({generation.get_status_display().lower()})."
        return Packed(title=str(generation), made_at=generation.created_at, files=(), reason=why)
    files = [
        (
            Film.product(name).download or Film.product(name).served_as.rpartition(".")[2],
            str(getattr(film, name).name),
        )
        for name in names
        if getattr(film, name)
    ]
    return Packed(title=str(generation), made_at=timezone.localtime(film.made_at), files=files)


class OneAtATime:
    """The stream of an archive, and the sign by which other processes know that its owner has one."""

    def __init__(self, key: str, films: list[Packed]) -> None:
        self._key, self._sign, self._told = key, uuid4().hex, time.monotonic()
        self._blocks = archive(films, self._tell)

    def begin(self) -> bool:
        return bool(cache.add(self._key, self._sign, FORGOTTEN_AFTER))

    def _tell(self) -> None:
        if time.monotonic() - self._told > FORGOTTEN_AFTER / 4:
            self._told = time.monotonic()
            cache.set(self._key, self._sign, FORGOTTEN_AFTER)

    def __iter__(self) -> Iterator[bytes]:
        return self._blocks

    def close(self) -> None:
        """End the stream: it was sent, or whoever fetched it is gone."""
        self._blocks.close()  # type: ignore[attr-defined]  # It is a generator.
        if cache.get(self._key) == self._sign:
            cache.delete(self._key)
