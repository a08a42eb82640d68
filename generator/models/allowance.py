"""Quotas: a user's limits and their use, and the queueing of films within them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from generator.models.brands.brand import Brand
from generator.models.charge import Charge
from generator.models.film import Film
from generator.models.generation import Generation
from generator.models.user import User
from generator.models.versions.keepsake import Keepsake
from studio.errors import StudioError

GB, MB = 10**9, 10**6
# Estimated storage of a film, from measurements: film and pieces 0.8 MB a second, speech and pictures 0.1, at 14
# letters a second.
LEAST_BYTES, BYTES_PER_LETTER = 10 * MB, 65_000
# A film takes one of its owner's places in a day for each so many letters, which are about six minutes of speech.
LETTERS_PER_PLACE = 5_000
SUSPENDED = "This account is suspended."

Status = Generation.Status
COUNTED = Q(generation=None) | Q(
    generation__status__in=(Status.QUEUED, Status.RUNNING, Status.SCENES, Status.SUCCEEDED)
)
# What has had its place in a day: a finished film, and one whose scenes its owner looks at.
PAID = (Status.SUCCEEDED, Status.SCENES)


class OverQuotaError(StudioError):
    """The owner has reached a limit on films or storage; the message says what can be done."""


class Price(Enum):
    """The part of the owner's limits that queueing a film uses up."""

    # A place in the day, in the queue and in the storage.
    FILM = "film"
    # A finished film, or one whose scenes are shown first, has had its place in a day, so only the limit on waiting films applies. An unfinished one is
    # charged as usual: else cancelled films could be collected and all made on one day.
    CHANGE = "change"
    NOTHING = "nothing"


class Enqueue(Protocol):
    """The way to queue a film: `tasks.enqueue`, or that with some of its choices made.

    Forms are handed it: they do not know the queue, and whoever takes the row at once wants no message.
    """

    def __call__(
        self, generation: Generation, move: Callable[[], bool], price: Price = Price.FILM
    ) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A user's use and limits; a limit of None means no limit. Storage is in bytes.

    `today` has the places of the day that `films` videos have taken. `spare` is what former films take of a full storage: they go when the room is needed.
    """

    waiting: int
    waiting_limit: int
    today: int
    films: int
    day_limit: int | None
    stored: int
    storage_limit: int | None
    spare: int = 0

    def refusal(self, places: int = 1) -> str:
        """Return a sentence on why no film that takes so many places can be made now; empty if one can."""
        if refusal := self.waiting_refusal():
            return refusal
        left = None if self.day_limit is None else self.day_limit - self.today
        # Whoever has made nothing yet may make one film, however long.
        if left is not None and self.today and 0 < left < places:
            return (
                f"A text this long counts as {places} videos, and you can make {left} more today. "
                f"Please shorten it, or make it after midnight ({timezone.get_current_timezone_name()})."
            )
        if left is not None and left <= 0:
            made = f"{self.films} {'video' if self.films == 1 else 'videos'} today"
            counted = (
                f", which {'counts' if self.films == 1 else 'count'} as {self.today}: that"
                if self.films < self.today
                else ", which"
            )
            return f"You have made {made}{counted} is as many as a day may have. You can make the next one after midnight ({timezone.get_current_timezone_name()})."
        return self.storage_refusal()

    def waiting_refusal(self) -> str:
        """Return a sentence on why no other film can be queued; empty if one can."""
        if self.waiting < self.waiting_limit:
            return ""
        return (
            f"{self.waiting} of your videos are still waiting, which is as many as may wait at a time. "
            "Nothing that you typed is lost: please try again when one of them is ready."
        )

    def storage_refusal(self) -> str:
        """Return a sentence on why nothing more can be stored; empty if it can."""
        if self.storage_limit is None or self.stored - self.spare < self.storage_limit:
            return ""
        return (
            f"Your videos take {size_in_words(self.stored)}, and you have {size_in_words(self.storage_limit)}. "
            "Delete one for good in your library, or empty the bin, and there is room again."
        )

    def in_words(self) -> str:
        """Return the use in words: "2 of 20 videos today, 1.2 of 5 GB"."""
        of_day = f" of {self.day_limit}" if self.day_limit is not None else ""
        plural = (self.day_limit or self.today) != 1
        films = f"{self.today}{of_day} {'videos' if plural else 'video'} today"
        if self.storage_limit is None:
            return f"{films}, {size_in_words(self.stored)} stored"
        used, limit = size_in_words(self.stored), size_in_words(self.storage_limit)
        number, unit = used.split()
        return f"{films}, {number if unit == limit.split()[1] else used} of {limit}"


def size_in_words(size: int) -> str:
    """Return a number of bytes in words: "1.2 GB", "340 MB"."""
    if size >= GB:
        return f"{size / GB:.1f}".removesuffix(".0") + " GB"
    return f"{-(-size // MB)} MB"


def places_of(letters: int) -> int:
    """Return how many of a day's films one of so many letters counts as."""
    return max(1, -(-letters // LETTERS_PER_PLACE))


def running_limit(user: User) -> int:
    own = user.films_running
    return own if own is not None else int(settings.GENERATOR_RUNNING_PER_USER)


def allowance_of(user: User) -> Allowance:
    """Return a user's allowance, counted from rows without reading files."""
    active = Q(status__in=(Status.QUEUED, Status.RUNNING))
    films = Generation.objects.all_of(user).aggregate(
        waiting=Count("pk", filter=Q(status=Status.QUEUED)),
        stored=Sum("stored_bytes", default=0),
        reserved=Sum("reserved_bytes", filter=active, default=0),
    )
    waiting = user.films_waiting
    storage = _limit(user, user.storage_gb, settings.GENERATOR_STORAGE_GB)
    storage_limit = None if storage is None else storage * GB
    stored = films["stored"] + films["reserved"] + Brand.objects.owned_by(user).total_bytes()
    is_full = storage_limit is not None and stored >= storage_limit
    charges = Charge.objects.filter(COUNTED, owner=user, made_at__gte=_midnight())
    return Allowance(
        waiting=films["waiting"],
        waiting_limit=waiting if waiting is not None else settings.GENERATOR_WAITING_PER_USER,
        **charges.aggregate(today=Sum("places", default=0), films=Count("pk")),
        day_limit=_limit(user, user.films_per_day, settings.GENERATOR_FILMS_PER_DAY),
        stored=stored,
        storage_limit=storage_limit,
        spare=_spare(user) if is_full else 0,
    )


def _spare(user: User) -> int:
    return Film.objects.owned_by(user).former().total_bytes() + Keepsake.objects.spare_bytes(user)


def _limit(user: User, own: int | None, general: int) -> int | None:
    """Return a user's own limit, else the site's, which is not for staff; 0 in the settings means no limit."""
    return own if own is not None else None if user.is_staff or not general else general


def _midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def reserve(generation: Generation, move: Callable[[], bool], price: Price = Price.FILM) -> bool:
    """Queue a film by `move` if its owner can pay the price now; return whether it was queued. Raises OverQuotaError.

    Call it through `tasks.enqueue`, which also tells the workers.
    """
    if price is Price.NOTHING:
        return move()
    if price is Price.FILM or generation.status not in PAID:
        return _take_place(generation, move)
    if refusal := allowance_of(generation.owner).waiting_refusal():
        raise OverQuotaError(refusal)
    return move()


def _take_place(generation: Generation, move: Callable[[], bool]) -> bool:
    """Take a film's place in the day and its storage at once.

    Whether they stay taken follows from the film's status: see Charge, and `reserved_bytes`, which counts for as long
    as the film waits or runs.
    """
    with transaction.atomic():
        # Lock the owner, so that each of several simultaneous requests counts what the one before has taken.
        owner = User.objects.select_for_update().get(pk=generation.owner_id)
        allowance = allowance_of(owner)
        letters = len(generation.input_text or generation.description)
        refusal = allowance.refusal(places_of(letters)) if owner.is_active else SUSPENDED
        if refusal:
            raise OverQuotaError(refusal)
        if not move():
            return False
        if allowance.storage_limit is not None and allowance.spare:
            Film.objects.owned_by(owner).former().make_room(allowance.stored - allowance.storage_limit)
        taken: dict[str, Any] = {
            "owner": owner,
            "made_at": timezone.now(),
            "places": places_of(letters),
        }
        Charge.objects.filter(owner=owner, generation=None, made_at__lt=_midnight()).delete()
        Charge.objects.update_or_create(generation=generation, defaults=taken)
        expected = LEAST_BYTES + letters * BYTES_PER_LETTER
        Generation.objects.filter(pk=generation.pk).update(reserved_bytes=expected)
    return True
