"""Rules about many generations: ownership, claiming the next one, and reaping lost runs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, connections, models, transaction
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, Now

from generator.models.brands.brand import Brand
from generator.models.charge import Charge
from generator.models.files.stored import delete_files
from generator.models.film import Film
from generator.models.library.shelving import Shelving, sort_key
from generator.models.scenes.typed import TypedScenes
from generator.models.search.entry import SearchEntry
from generator.models.search.matching import has_all, rank
from generator.models.search.words import terms_of

if TYPE_CHECKING:
    from generator.models.generation import Generation
    from generator.models.user import User

# A worker that was not heard of for this long has lost its run.
LEASE = timedelta(seconds=settings.GENERATOR_LEASE_SECONDS)
MAX_ATTEMPTS = 3
FIRST_PAUSE = timedelta(seconds=5)
GIVEN_UP = (
    "We tried three times and could not finish this video. Nothing you gave us is lost: please try again."
)
NOT_DESCRIBED = "We tried three times and could not look at this picture. Please use another copy of it."
# A draft of a picture is kept for this long, and this many of one owner's: pictures are large, and at hand elsewhere.
DRAFT_LIFE = timedelta(days=1)
DRAFTS_PER_USER = 5
# What was typed is at hand nowhere else. The life of such a draft begins anew with each change.
TEXT_DRAFT_LIFE = timedelta(days=60)
TEXT_DRAFTS_PER_USER = 50
# So many of the newest films must be in one language before a doubtful text is taken to be in it too.
HABIT = 3
# A free process takes a waiting draft within this time.
PICK_UP = timedelta(seconds=1)


# Rows whose words are put into the index together.
INDEXED_AT_ONCE = 200

# The number of the database's lock for workers that choose; any number that nobody else uses.
CHOOSING = 7_446_001


def _choose_alone() -> None:
    """Wait until no other worker chooses, and let none choose until the transaction ends.

    On SQLite a transaction is alone from its beginning.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHOOSING])


class GenerationQuerySet(Shelving):
    def with_typed_scenes(self) -> GenerationQuerySet:
        """Annotate when something was typed last on the page of a film's scenes that is not made yet."""
        typed = TypedScenes.objects.filter(generation=OuterRef("pk")).values("saved_at")
        annotated: GenerationQuerySet = self.annotate(typed_at=Subquery(typed[:1]))
        return annotated

    def of_kind(self, kind: str) -> GenerationQuerySet:
        return self.filter(kind=kind) if kind else self

    def of_status(self, status: str) -> GenerationQuerySet:
        return self.filter(status=status) if status else self

    def habitual_language(self) -> str:
        """Return the language that the newest films have in common; "" if there are few, or several languages."""
        newest = (
            self.exclude(language="")
            .exclude(status=self.model.Status.DRAFT)
            .order_by("-created_at", "-pk")
            .values_list("language", flat=True)[:HABIT]
        )
        return newest[0] if len(newest) == HABIT and len(set(newest)) == 1 else ""

    def search(self, words: str) -> GenerationQuerySet:
        """Keep those that say each of the words, best first: with the words in the title, then the newest.

        Case and accents do not matter, the beginning of the last word is enough, and signs between words are nothing.
        """
        terms = terms_of(words)
        if not terms:
            return self.none() if words.strip() else self
        vendor = connections[self.db].vendor
        return self.filter(has_all(terms, vendor)).order_by(rank(terms, vendor), "-created_at")

    def index_words(self) -> None:
        """Write what these generations say now into the index of the search."""
        pks = list(self.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(pks), INDEXED_AT_ONCE):
            some = self.model.objects.using(self.db).filter(pk__in=pks[start : start + INDEXED_AT_ONCE])
            rows = list(some.select_related("film").prefetch_related("scenes"))
            SearchEntry.objects.using(self.db).write(rows)
            self._sort(rows)

    def _sort(self, rows: list[Generation]) -> None:
        """Note by what those are sorted whose names have changed."""
        renamed = []
        for row in rows:
            before, row.sort_title = row.sort_title, sort_key(str(row))
            renamed += [row] if row.sort_title != before else []
        self.model.objects.using(self.db).bulk_update(renamed, ["sort_title"])

    def queued(self) -> GenerationQuerySet:
        return self.filter(status=self.model.Status.QUEUED)

    def running(self) -> GenerationQuerySet:
        return self.filter(status=self.model.Status.RUNNING)

    def drafts(self) -> GenerationQuerySet:
        return self.filter(status=self.model.Status.DRAFT)

    def to_describe(self) -> GenerationQuerySet:
        """Keep the drafts whose picture is not described yet, of owners for whom no other is being described."""
        idle = Q(lease_until=None) | Q(lease_until__lt=Now())
        unseen = (
            self.drafts()
            .out_of_bin()
            .filter(kind=self.model.Kind.IMAGE, description_fingerprint="", error="")
        )
        being_described = self.model.objects.being_described().filter(owner=OuterRef("owner"))
        return unseen.filter(idle, ~Exists(being_described), attempt__lt=MAX_ATTEMPTS)

    def being_described(self) -> GenerationQuerySet:
        return self.drafts().held_by("").order_by()

    def others_wait_for_description(self, owner_id: Any) -> bool:
        """Tell whether drafts of others wait that no free process has taken meanwhile."""
        return self.to_describe().exclude(owner=owner_id).filter(waiting_since__lt=Now() - PICK_UP).exists()

    def longest_waits(self) -> dict[str, float]:
        """Return for how many seconds the draft and the film have waited that have done so for longest, or 0.0.

        A draft waits from when the description of its owner's last one has ended, or its worker was given up.
        """
        since = F("waiting_since")
        draft_since = Greatest(since, Coalesce("lease_until", since), Coalesce("owner__described_at", since))
        draft = self.to_describe().order_by().aggregate(longest=Max(Now() - draft_since))
        film = self.due().order_by().aggregate(longest=Max(Now() - since))
        waits = {"draft": draft["longest"], "film": film["longest"]}
        return {kind: max(0.0, wait.total_seconds()) if wait else 0.0 for kind, wait in waits.items()}

    def due(self) -> GenerationQuerySet:
        """Keep the queued films that are not postponed."""
        return self.queued().filter(Q(not_before=None) | Q(not_before__lt=Now()))

    def waiting(self) -> GenerationQuerySet:
        """Keep what a worker could have to do: films and drafts."""
        return self.due() | self.to_describe()

    def held_by(self, worker: str) -> GenerationQuerySet:
        """Keep what the workers whose names begin so have in hand."""
        return self.filter(worker__startswith=worker, lease_until__gt=Now())

    def requeue_all(self, worker: str) -> int:
        """Requeue what the workers whose names begin so had in hand when they were ended, at no cost of an attempt."""
        held = self.held_by(worker)
        free = {
            "lease": F("lease") + 1,
            "lease_until": None,
            "worker": "",
            "attempt": F("attempt") - 1,
            "waiting_since": Now(),
        }
        return held.drafts().update(**free) + held.running().update(status=self.model.Status.QUEUED, **free)

    def claim(self, worker: str, films: int | None = None, drafts: int | None = None) -> Generation | None:
        """Take the generation whose turn it is, or none.

        Describing a draft's picture takes a second and its owner waits before the page: it comes before all films. Both
        are fair between users. Of drafts, everybody has one at a time, and who was served longest ago comes first. Of
        films, who has fewest running comes first, then who was served longest ago, then the oldest request. The conditional
        update is the lock: of two workers that chose the same row, one gets it.

        `worker` is "host:process". No film is taken while the host makes `films` of them, and no draft while it
        describes `drafts` of them. Those who choose do it one after the other, so that nobody gets more than a user may have.
        """
        if not self.waiting().exists():
            return None
        with transaction.atomic():
            _choose_alone()
            return self._claim_draft(worker, drafts) or self._claim_film(worker, films)

    def _claim_draft(self, worker: str, drafts: int | None) -> Generation | None:
        turns = self.to_describe().order_by(F("owner__described_at").asc(nulls_first=True), "waiting_since")
        being_described = self.model.objects.being_described()
        for pk, lease in turns.values_list("pk", "lease")[:8]:
            if self.to_describe()._with_free_slot(being_described, worker, drafts)._claim(pk, lease, worker):
                taken = self.get(pk=pk)
                taken.owner.note("described_at")
                return taken
        return None

    def _claim_film(self, worker: str, films: int | None) -> Generation | None:
        for pk, lease in self._in_turn()[:8]:
            if taken := self.take(pk, lease, worker, films):
                return taken
        return None

    def take(self, pk: Any, lease: int, worker: str, films: int | None = None) -> Generation | None:
        """Claim one known film if it still waits under this lease number, and its host has a slot free for it."""
        running = self.model.objects.running().order_by()
        waiting = self.due()._with_free_slot(running, worker, films)
        made = {"status": self.model.Status.RUNNING, "started_at": Now(), "finished_at": None, "stage": ""}
        if not waiting._claim(pk, lease, worker, **made):
            return None
        taken = self.get(pk=pk)
        taken.owner.note("served_at")
        return taken

    def _claim(self, pk: Any, lease: int, worker: str, **fields: Any) -> bool:
        claimed = {"lease": F("lease") + 1, "lease_until": Now() + LEASE, "attempt": F("attempt") + 1}
        rows = self.filter(pk=pk, lease=lease)
        return rows.update(**claimed, worker=worker[:120], error="", **fields) == 1

    def _with_free_slot(
        self, taken: GenerationQuerySet, worker: str, slots: int | None
    ) -> GenerationQuerySet:
        """Keep nothing while a worker's host has as many of `taken` as it may; asked within the claim itself."""
        if slots is None:
            return self
        host = worker.rpartition(":")[0]
        here = taken.filter(worker__startswith=f"{host}:")
        count = here.values("status").annotate(n=Count("pk")).values("n")
        free: GenerationQuerySet = self.annotate(taken_here=Coalesce(Subquery(count), 0)).filter(
            taken_here__lt=slots
        )
        return free

    def _in_turn(self) -> models.QuerySet[Any, tuple[Any, int]]:
        of_owner = self.model.objects.filter(owner=OuterRef("owner")).order_by().values("owner")
        running = of_owner.filter(status=self.model.Status.RUNNING).annotate(n=Count("pk")).values("n")
        turns: models.QuerySet[Any, tuple[Any, int]] = (
            self.due()
            .annotate(owner_running=Coalesce(Subquery(running), 0))
            .filter(owner_running__lt=Coalesce("owner__films_running", settings.GENERATOR_RUNNING_PER_USER))
            .order_by("owner_running", F("owner__served_at").asc(nulls_first=True), "created_at")
            .values_list("pk", "lease")
        )
        return turns

    def ahead_of(self, generation: Generation) -> int:
        """Count the films that would be claimed before this waiting one if none ended and none came.

        Claims go around: whoever has fewest running is next. So the third film of one owner waits until the others
        have three each, running ones included, or none left. Of two that have as many, the one goes first that has
        been given fewer meanwhile, because it was served longer ago.
        """
        of_owner = self.model.objects.filter(owner=OuterRef("owner")).order_by().values("owner")
        running = of_owner.filter(status=self.model.Status.RUNNING).annotate(n=Count("pk")).values("n")
        lines = {
            owner: (queued, running or 0, earlier, (-(running or 0), served is not None, served, oldest))
            for owner, queued, running, earlier, served, oldest in self.queued()
            .order_by()
            .values("owner")
            .annotate(
                queued=Count("pk"),
                owner_running=Subquery(running),
                earlier=Count("pk", filter=Q(created_at__lt=generation.created_at)),
                oldest=Min("created_at"),
            )
            .values_list("owner", "queued", "owner_running", "earlier", "owner__served_at", "oldest")
        }
        # A worker may have taken the owner's last waiting film since the row was read.
        if generation.owner_id not in lines:
            return 0
        _, own_running, own_earlier, own_turn = lines.pop(generation.owner_id)
        level = own_running + own_earlier
        ahead = int(own_earlier)
        for queued, others_running, _, turn in lines.values():
            goes_first = turn < own_turn
            ahead += min(int(queued), max(0, level - others_running + goes_first))
        return ahead

    def reap(self) -> int:
        """Queue again the runs whose worker is gone; give up after the last attempt. Return how many there were."""
        ended = {"lease": F("lease") + 1, "lease_until": None, "worker": ""}
        # A draft whose worker is gone can be claimed again as it stands, but not for ever.
        fatal = self.drafts().filter(
            lease_until__lt=Now(), attempt__gte=MAX_ATTEMPTS, description_fingerprint=""
        )
        fatal.update(error=NOT_DESCRIBED, **ended)
        lost = self.running().filter(lease_until__lt=Now())
        given_up = lost.filter(attempt__gte=MAX_ATTEMPTS).update(
            status=self.model.Status.FAILED, error=GIVEN_UP, finished_at=Now(), **ended
        )
        return given_up + lost.update(status=self.model.Status.QUEUED, waiting_since=Now(), **ended)

    def drop_old_drafts(self) -> int:
        """Delete the drafts that were left for too long. Return how many there were."""
        pictures = Q(kind=self.model.Kind.IMAGE, created_at__lt=Now() - DRAFT_LIFE)
        texts = Q(kind=self.model.Kind.TEXT, changed_at__lt=Now() - TEXT_DRAFT_LIFE)
        return self.drafts().out_of_bin()._drop(pictures | texts)

    def drop_surplus_drafts(self, owner: User, kind: str) -> int:
        """Delete an owner's oldest drafts of a kind beyond as many as are kept."""
        is_text = kind == self.model.Kind.TEXT
        most = TEXT_DRAFTS_PER_USER if is_text else DRAFTS_PER_USER
        drafts = self.drafts().owned_by(owner).of_kind(kind)
        newest = drafts.order_by("-changed_at" if is_text else "-created_at").values_list("pk", flat=True)
        return drafts._drop(Q(pk__in=list(newest[most:])))

    def latest_draft(self, owner: User, kind: str) -> Generation | None:
        """Return the draft of a kind that an owner has changed last, or None."""
        return self.drafts().owned_by(owner).of_kind(kind).order_by("-changed_at").first()

    def _drop(self, which: Q) -> int:
        if not self.filter(which).exists():
            return 0
        with transaction.atomic():
            # Locked and asked anew, so that none goes that its owner submits at this moment.
            sure = list(self.filter(which).select_for_update().values_list("pk", flat=True))
            self.filter(pk__in=sure).delete()
        return len(sure)

    def judge(self, review: str) -> None:
        """Note what staff think of the films that are shown."""
        Film.objects.filter(pk__in=self.exclude(film=None).values("film")).update(review=review)
        self.update(review=review)

    def release_charges(self) -> None:
        """Give back the charges of films that never came to anything."""
        unmade = self.exclude(status__in=(self.model.Status.SUCCEEDED, self.model.Status.SCENES))
        Charge.objects.filter(generation__in=unmade.values("pk")).delete()

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows and, once that is sure, their files."""
        rows = list(
            self.prefetch_related("scenes__cutaways", "scenes__takes", "pieces", "films", "start_pictures")
        )
        names = [name for generation in rows for name in generation.file_names()]
        brands = {pk for generation in rows for pk in generation.brands()}
        self.release_charges()
        result = super().delete()
        delete_files(names)
        Brand.objects.filter(pk__in=brands).unused().delete()
        return result

    delete.alters_data = True  # type: ignore[attr-defined]  # Django's mark that keeps templates from calling it.
    delete.queryset_only = True  # type: ignore[attr-defined]  # And its mark against the manager.
