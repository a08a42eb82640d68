"""The life cycle of a generation: its states, the moves between them, and the lease that allows writes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Now

from generator.models.generation_queryset import FIRST_PAUSE, LEASE, MAX_ATTEMPTS


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFacts:
    """The facts of a stage besides its name."""

    # The share of the whole time that it takes, in per cent.
    weight: int
    # Stages of one step run side by side; a step is named after its first stage.
    step: int
    # What its line on the page says until there is something to tell.
    note: str
    # What its line is called in a film without a narrator, where that is something else.
    label_unspoken: str = ""
    # Whether only films from a picture show it.
    is_for_pictures: bool = False
    # Whether only films with the owner's own music show it.
    is_for_own_music: bool = False
    # Whether it takes longer for more scenes.
    grows: bool = False
    # Whether it comes before an owner looks at the scenes who wants to see them first.
    is_before_scenes: bool = True


class LifeCycle(models.Model):
    """`status` says whether, `stage` says where.

    The row is the truth: whoever holds `lease` (a number that rises with each claim) may write results, and nobody
    else. A draft belongs to its owner, but a worker that describes its picture holds a lease on it too.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "In progress"
        SCENES = "scenes", "Scenes to look at"
        SUCCEEDED = "succeeded", "Ready"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    class Stage(models.TextChoices):
        """The one table of stages, in their order: the value that rows keep, the facts, the label."""

        DESCRIBE = (
            "describe",
            StageFacts(weight=4, step=1, note="What it shows", is_for_pictures=True),
            "Looking at the picture",
        )
        LISTEN = (
            "listen",
            StageFacts(weight=1, step=1, note="The music that you gave us", is_for_own_music=True),
            "Listening to your music",
        )
        STORYBOARD = (
            "storyboard",
            StageFacts(weight=2, step=2, note="Your words, scene by scene"),
            "Writing the storyboard",
        )
        ILLUSTRATE = (
            "illustrate",
            StageFacts(weight=33, step=3, note="One for each scene", grows=True),
            "Painting the pictures",
        )
        NARRATE = (
            "narrate",
            StageFacts(
                weight=15,
                step=3,
                note="Beside the pictures",
                label_unspoken="Timing the captions",
                grows=True,
                is_before_scenes=False,
            ),
            "Recording the narration",
        )
        RENDER = (
            "render",
            StageFacts(
                weight=45,
                step=4,
                note="Motion, transitions, sound and captions",
                grows=True,
                is_before_scenes=False,
            ),
            "Cutting the video",
        )

        facts: StageFacts

        def __new__(cls, value: str, facts: StageFacts) -> Self:
            stage = str.__new__(cls, value)
            stage._value_ = value
            stage.facts = facts
            return stage

    # Each move with the states that it starts from and the one that it leads to. Claim and reap, which move many rows,
    # are on the queryset.
    MOVES: ClassVar[dict[str, tuple[tuple[str, ...], str]]] = {
        "edit": ((Status.DRAFT,), Status.DRAFT),
        "hand_over": ((Status.DRAFT,), Status.DRAFT),
        "submit": ((Status.DRAFT,), Status.QUEUED),
        "publish": ((Status.RUNNING,), Status.SUCCEEDED),
        "show_scenes": ((Status.RUNNING,), Status.SCENES),
        "make_film": ((Status.SCENES,), Status.QUEUED),
        "fail": ((Status.RUNNING,), Status.FAILED),
        "requeue": ((Status.RUNNING,), Status.QUEUED),
        "postpone": ((Status.RUNNING,), Status.QUEUED),
        "cancel": ((Status.QUEUED, Status.RUNNING), Status.CANCELLED),
        "retry": ((Status.FAILED, Status.CANCELLED), Status.QUEUED),
        "revise": ((Status.SUCCEEDED, Status.SCENES, Status.FAILED, Status.CANCELLED), Status.QUEUED),
        "retry_stand_ins": ((Status.SUCCEEDED, Status.FAILED, Status.CANCELLED), Status.QUEUED),
        "note": ((Status.SUCCEEDED,), Status.SUCCEEDED),
        "discard": ((Status.FAILED, Status.CANCELLED), Status.SUCCEEDED),
        "restore": ((Status.SUCCEEDED, Status.FAILED, Status.CANCELLED), Status.SUCCEEDED),
    }

    # The moves of workers, which end what they have in hand; all others are their owner's, who takes a film out of the
    # bin first.
    OF_WORKERS: ClassVar = frozenset(("hand_over", "publish", "fail", "requeue", "postpone"))

    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    stage = models.CharField(max_length=12, choices=Stage, blank=True)
    shows_scenes_first = models.BooleanField(
        default=False,
        editable=False,
        help_text="The run ends when all scenes have pictures, until its owner has the film made.",
    )
    progress = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    attempt = models.PositiveSmallIntegerField(default=0)
    lease = models.PositiveBigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    not_before = models.DateTimeField(null=True, blank=True, help_text="Empty: at once.")
    error = models.CharField(max_length=500, blank=True)
    binned_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When its owner threw it away. Empty: it is not in the bin.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(
        db_default=Now(), editable=False, help_text="When its owner last typed in it, as a draft."
    )
    revision = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="Rises with each change of its owner's: windows name the one they know.",
    )
    waiting_since = models.DateTimeField(
        db_default=Now(),
        editable=False,
        help_text="When it was last left to the workers, by the database's clock.",
    )
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_active(self) -> bool:
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)

    def _row(self) -> models.QuerySet[Any]:
        return self._meta.default_manager.filter(pk=self.pk)  # type: ignore[union-attr]  # Generation has one.

    def _move(self, verb: str, *, held: bool = True, revises: bool = False, **fields: Any) -> bool:
        """Change the status if the row still stands where this object believes it does; say whether it did.

        With `held` false the lease is not compared: a worker may have claimed the row since it was read. With `revises`
        the revision is compared, and rises: no other window of the owner's has changed the row since it was read.
        """
        sources, target = self.MOVES[verb]
        row = self._row().filter(status__in=sources)
        if verb not in self.OF_WORKERS:
            row = row.filter(binned_at=None)
        if held:
            row = row.filter(lease=self.lease)
        if revises:
            row = row.filter(revision=self.revision)
            fields["revision"] = models.F("revision") + 1
        if row.update(status=target, **fields) != 1:
            return False
        # Expressions such as Now() have their value only in the database.
        self.refresh_from_db()
        return True

    def edit(self, **fields: Any) -> bool:
        """Write what the owner has changed in a draft."""
        return self._move("edit", held=False, **fields)

    def type_in(self, **fields: Any) -> bool:
        """Write what the owner is typing in a draft, unless another window of theirs has done so meanwhile."""
        return self._move("edit", held=False, revises=True, changed_at=Now(), **fields)

    def describe_again(self, **fields: Any) -> bool:
        """Have the picture of a draft described once more after that failed."""
        return self.edit(attempt=0, error="", waiting_since=Now(), **fields)

    def hand_over(self, error: str = "") -> bool:
        """Leave a draft to its owner: its picture was described, or `error` says why it could not be."""
        return self._move("hand_over", error=error[:500], lease_until=None, worker="")

    def yield_turn(self, message: str) -> bool:
        """Put a draft behind those of others; after the last attempt its owner gets a message instead."""
        if self.attempt >= MAX_ATTEMPTS:
            return self.hand_over(message)
        return self._move("hand_over", lease_until=None, worker="", waiting_since=Now())

    def submit(self, *, revises: bool = False, **fields: Any) -> bool:
        """Queue a draft with its owner's last changes; a worker that still describes it writes nothing more.

        It is asked for now, however long it was a draft.
        """
        return self._move(
            "submit",
            held=False,
            revises=revises,
            created_at=Now(),
            attempt=0,
            error="",
            stage="",
            progress=0,
            lease_until=None,
            worker="",
            waiting_since=Now(),
            **fields,
        )

    def show_scenes(self) -> bool:
        """Leave a run to its owner, who looks at the scenes before the film is made."""
        return self._move("show_scenes", error="", finished_at=Now(), lease_until=None)

    def make_film(self) -> bool:
        """Queue the film whose scenes its owner has seen."""
        return self._move("make_film", shows_scenes_first=False, **self._from_the_start())

    def see_scenes_first(self, wants: bool) -> None:
        """Note whether the next run ends with the scenes, before it is queued."""
        self._row().filter(status=self.Status.SCENES).update(shows_scenes_first=wants)
        self.shows_scenes_first = wants

    def fail(self, message: str) -> bool:
        return self._move("fail", error=message[:500], finished_at=Now(), lease_until=None)

    def requeue(self) -> bool:
        """Requeue a run that this worker was asked to drop: it was no failure, so its attempt does not count."""
        verb = "hand_over" if self.status == self.Status.DRAFT else "requeue"
        attempt = models.F("attempt") - 1
        return self._move(verb, attempt=attempt, lease_until=None, worker="", waiting_since=Now())

    def postpone(self, message: str) -> bool:
        """Requeue a run for later that something beside the film has ended; after the last attempt it fails with a message.

        The pause doubles with each attempt, for a server or a disk that needs a while.
        """
        if self.attempt >= MAX_ATTEMPTS:
            return self.fail(message)
        due = Now() + FIRST_PAUSE * 2 ** (self.attempt - 1)
        return self._move("postpone", not_before=due, waiting_since=due, lease_until=None, worker="")

    def cancel(self) -> bool:
        """Stop for good; a worker that is at it finds out at its next heartbeat and writes nothing more."""
        return self._move("cancel", held=False, finished_at=Now(), lease_until=None, error="")

    def retry(self) -> bool:
        """Queue a failed or cancelled film again; all that was made well is kept."""
        return self._move("retry", not_before=None, **self._from_the_start())

    def _from_the_start(self) -> dict[str, Any]:
        """Return the fields of a film that is queued anew by its owner."""
        start = {"attempt": 0, "error": "", "stage": "", "progress": 0}
        return {**start, "finished_at": None, "waiting_since": Now()}

    def held(self) -> models.QuerySet[Any]:
        """Return the row as long as this run may write to it, else nothing."""
        return self._row().filter(lease=self.lease, status__in=(self.Status.RUNNING, self.Status.DRAFT))

    def heartbeat(self, stage: str, progress: int) -> bool:
        """Prolong the lease and write the progress. False: cancelled or lost, stop and write nothing more."""
        # A draft that was handed over has the same state and number as before, but no lease to prolong.
        held = self.held().exclude(status=self.Status.DRAFT, lease_until=None)
        return held.update(lease_until=Now() + LEASE, stage=stage, progress=progress) == 1

    def keep(self, **fields: Any) -> bool:
        """Write a product, but only while this run still holds the lease. Say whether it was written."""
        if self.held().update(**fields) != 1:
            return False
        for name, value in fields.items():
            setattr(self, name, value)
        return True


# The steps of a run in their order.
STEPS: tuple[tuple[LifeCycle.Stage, ...], ...] = tuple(
    tuple(stages) for _, stages in groupby(LifeCycle.Stage, key=lambda stage: stage.facts.step)
)
