"""What an owner uploaded before, to choose again: pictures and clips of scenes, start pictures, photos of films."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.db.models import Q

from generator.models.files.origin import Origin
from generator.models.generation import Generation
from generator.models.scene import Scene
from generator.models.scenes.take import Take
from generator.models.starting.picture import StartPicture

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from generator.models.user import User

AT_ONCE: Final = 24
# Pages that can be turned; whoever wants older ones searches.
MOST_PAGES: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """A stored picture or clip of an owner's, by the row that names it: `ref` is the row's kind and key.

    `picture` is its cleaned picture; of a clip the one that stands for it.
    """

    ref: str
    row: Any
    film: Generation
    picture: str
    clip: str = ""
    seconds: float = 0.0
    has_sound: bool = False

    @property
    def is_clip(self) -> bool:
        return bool(self.clip)

    @property
    def file(self) -> str:
        return self.clip or self.picture

    @property
    def focus(self) -> list[Any]:
        return list(getattr(self.row, "focus", []))

    @property
    def mark(self) -> str:
        """The fingerprint of the picture; empty if its row has none."""
        return str(getattr(self.row, "image_fingerprint", ""))

    @property
    def made_at(self) -> datetime:
        return self.film.created_at


def shelf(owner: User, words: str = "", page: int = 1) -> tuple[list[Mine], bool]:
    """Return one page of what an owner uploaded, the newest first and each file once, and whether there are more.

    With words, only what belongs to films in which the library's search finds them.
    """
    page = max(1, min(page, MOST_PAGES))
    films = Generation.objects.owned_by(owner)
    if words.strip():
        films = films.search(words)
    # Twice as many, because several rows may name one file.
    most = 2 * page * AT_ONCE + 1
    keys = list(films.order_by("-created_at").values_list("pk", flat=True)[:1000]) if words.strip() else None
    found = [mine for kind in KINDS.values() for mine in kind.read(_of(kind, owner, keys)[:most])]
    found.sort(key=lambda mine: mine.made_at, reverse=True)
    once = list(_once(found))
    start = (page - 1) * AT_ONCE
    return once[start : start + AT_ONCE], len(once) > start + AT_ONCE and page < MOST_PAGES


def find(owner: User, ref: str) -> Mine | None:
    """Return what a page names; None if it is gone, or another's."""
    name, _, key = ref.partition("-")
    kind = KINDS.get(name)
    if kind is None or not key:
        return None
    try:
        rows = _of(kind, owner, None).filter(pk=key)
        return next(iter(kind.read(rows)), None)
    except (ValueError, OverflowError, ValidationError):
        return None


def _once(found: Iterable[Mine]) -> Iterator[Mine]:
    """Leave out what is there already: rows that name one file, and copies of it, which have its fingerprint."""
    seen: set[str] = set()
    for mine in found:
        marks = {mine.file} | ({mine.mark} if mine.mark and not mine.is_clip else set())
        if not marks & seen:
            yield mine
        seen |= marks


@dataclass(frozen=True, slots=True)
class _Kind:
    """Rows of one kind that name uploads: which, how they lead to their film, and the names of their files."""

    name: str
    model: type[Model]
    film: str
    which: Q
    picture: str
    clip: str = ""
    seconds: str = ""
    has_sound: str = ""

    def read(self, rows: QuerySet[Any]) -> Iterator[Mine]:
        for row in rows:
            film = row
            for step in filter(None, self.film.split("__")):
                film = getattr(film, step)
            clip = getattr(row, self.clip).name if self.clip else ""
            yield Mine(
                ref=f"{self.name}-{row.pk}",
                row=row,
                film=film,
                picture=str(getattr(row, self.picture).name or ""),
                clip=str(clip or ""),
                seconds=float((getattr(row, self.seconds) if clip else 0) or 0.0),
                has_sound=bool(clip and getattr(row, self.has_sound)),
            )


KINDS: Final = {
    kind.name: kind
    for kind in (
        _Kind(
            "scene",
            Scene,
            "generation",
            # What is being made of it is not there yet.
            Q(image_origin=Origin.UPLOAD, is_own_picture=True, upload="") & ~Q(image="")
            | Q(image_origin=Origin.CLIP) & ~Q(clip_upload="") & ~Q(image=""),
            "image",
            "clip_upload",
            "clip_length",
            "clip_has_sound",
        ),
        _Kind(
            "take",
            Take,
            "scene__generation",
            Q(image_origin=Origin.UPLOAD, is_own_picture=True) & ~Q(image=""),
            "image",
        ),
        _Kind(
            "start",
            StartPicture,
            "generation",
            Q(is_seen=True) & ~Q(image=""),
            "image",
            "clip",
            "clip_seconds",
            "clip_has_sound",
        ),
        _Kind("film", Generation, "", Q(upload="", input_clip="") & ~Q(input_image=""), "input_image"),
    )
}


def _of(kind: _Kind, owner: User, films: list[Any] | None) -> QuerySet[Any]:
    """Return the rows of a kind that belong to an owner's films, or to those of these keys, the newest first."""
    way = f"{kind.film}__" if kind.film else ""
    rows = kind.model._default_manager.filter(kind.which, **{f"{way}owner": owner, f"{way}binned_at": None})
    if films is not None:
        rows = rows.filter(**{f"{way}pk__in": films})
    if kind.film:
        rows = rows.select_related(kind.film)
    return rows.order_by(f"-{way}created_at", "pk" if not kind.film else "-pk")
