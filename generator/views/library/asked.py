"""What somebody looks for in their library: words, filters, a folder, an order; told by the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from generator.models import Folder, Generation, User
from generator.models.generation_queryset import GenerationQuerySet
from generator.models.library.shelving import ORDERS

ACTIVE = (Generation.Status.QUEUED, Generation.Status.RUNNING)
# To a user who looks for a video, waiting and running are the same.
SHOWN_STATUS = {
    "": "All",
    "succeeded": "Ready",
    "active": "In progress",
    "scenes": "Scenes first",
    "draft": "Drafts",
    "failed": "Failed",
    "cancelled": "Cancelled",
}
SHOWN_KIND = {"": "All kinds", "text": "From text", "image": "From pictures"}
SHOWN_ORDER = {
    "new": "Newest first",
    "old": "Oldest first",
    "title": "By title",
    "length": "Longest first",
    "size": "Largest first",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Part of a library, in an order; whatever an address says wrongly counts as not said."""

    owner: User
    q: str = ""
    status: str = ""
    kind: str = ""
    sort: str = ""
    folder: Folder | None = None

    @classmethod
    def by(cls, owner: User, said: Mapping[str, str], folders: list[Folder] | None = None) -> Asked:
        """Read the address's words; `folders` are the owner's, if they are known already."""
        status, kind, sort = said.get("status", ""), said.get("kind", ""), said.get("sort", "")
        q = said.get("q", "").replace("\0", "").strip()[:200]
        # The newest come first by themselves, but not of what is found by words: there the best do.
        usual = "" if q else "new"
        return cls(
            owner=owner,
            q=q,
            status=status if status in SHOWN_STATUS else "",
            kind=kind if kind in SHOWN_KIND else "",
            sort=sort if sort in ORDERS and sort != usual else "",
            folder=_folder(owner, said.get("folder", ""), folders),
        )

    @property
    def within(self) -> GenerationQuerySet:
        """What the filters choose from."""
        return Generation.objects.owned_by(self.owner).in_folder(self.folder).search(self.q)

    @property
    def found(self) -> GenerationQuerySet:
        found = self.within.of_kind(self.kind)
        is_active = self.status == "active"
        found = found.filter(status__in=ACTIVE) if is_active else found.of_status(self.status)
        if self.q and not self.sort:
            return found
        return found.sorted_by(self.sort or "new")

    @property
    def way(self) -> str:
        """The query that leads here, from "?" on; empty for the whole library."""
        said = {name: getattr(self, name) for name in ("q", "status", "kind", "sort")}
        said["folder"] = str(self.folder.pk) if self.folder else ""
        query = urlencode({name: value for name, value in said.items() if value})
        return f"?{query}" if query else ""

    def orders(self) -> dict[str, str]:
        """The orders that can be chosen, by their values in the address."""
        if self.q:
            return {"": "Best match first", **SHOWN_ORDER}
        return {"" if value == "new" else value: label for value, label in SHOWN_ORDER.items()}

    def counts(self) -> tuple[dict[str, int], dict[str, int], int]:
        """Return how many each state would show, and each kind, beside what else is asked; and how many are shown."""
        by_state, by_kind, shown = Counter[str](), Counter[str](), 0
        for (status, kind), n in self.within.counts("status", "kind").items():
            state = "active" if status in ACTIVE else status
            if self.kind in ("", kind):
                by_state[state] += n
                by_state[""] += n
            if self.status in ("", state):
                by_kind[kind] += n
                by_kind[""] += n
            shown += n if self.kind in ("", kind) and self.status in ("", state) else 0
        return by_state, by_kind, shown


def _folder(owner: User, said: str, folders: list[Folder] | None) -> Folder | None:
    if not (said.isascii() and said.isdigit() and len(said) < 19):
        return None
    if folders is None:
        return Folder.objects.owned_by(owner).filter(pk=int(said)).first()
    return next((folder for folder in folders if folder.pk == int(said)), None)


def filters_of(asked: Asked) -> dict[str, Any]:
    """Return what the page says of the filters: value, label and number of each."""
    by_state, by_kind, shown = asked.counts()
    return {
        "states": [(value, label, by_state[value]) for value, label in SHOWN_STATUS.items()],
        "kinds": [(value, label, by_kind[value]) for value, label in SHOWN_KIND.items()],
        "shown": shown,
    }
