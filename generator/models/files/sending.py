"""A clip or recording on its way here: sent parcel by parcel, so that a connection that breaks costs one parcel only."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import models, transaction
from django.utils import timezone

if TYPE_CHECKING:
    from generator.models.user import User

# How many clips or recordings one person may be sending at a time (there may be one of each scene), and for how long one that is not whole is kept: as long as the
# sweep leaves files that no row names.
MOST_SENDINGS, MOST_RECORDINGS = 4, 130
KEPT = timedelta(days=1)


class SendingQuerySet(models.QuerySet["Sending"]):
    def owned_by(self, user: User) -> SendingQuerySet:
        return self.filter(owner=user)

    def make_room(self, user: User, *, is_recording: bool = False) -> None:
        """Drop what has come too long ago, and the oldest beyond as many as may be on their way, but for one."""
        theirs = self.owned_by(user).filter(is_recording=is_recording).order_by("-made_at")
        most = MOST_RECORDINGS if is_recording else MOST_SENDINGS
        kept = theirs.filter(made_at__gt=timezone.now() - KEPT)[: most - 1]
        for sending in theirs.exclude(pk__in=[one.pk for one in kept]):
            sending.drop()


class Sending(models.Model):
    """A clip or recording of `size` bytes, of which the first `received` are here: for a scene, or for a film yet to be begun."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sendings")
    generation = models.ForeignKey(
        "generator.Generation",
        on_delete=models.CASCADE,
        related_name="sendings",
        null=True,
        blank=True,
        help_text="The film that has the scene. Empty: a film is to be begun with it.",
    )
    is_recording = models.BooleanField(default=False, help_text="Of somebody's own voice, and no clip.")
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    parcels = models.JSONField(default=list, help_text="Names of the stored files, in order.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SendingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.received} of {self.size} bytes"

    @property
    def directory(self) -> str:
        return self.generation.directory if self.generation else f"users/{self.owner_id}"

    @property
    def is_whole(self) -> bool:
        return self.received == self.size

    def take(self, at: int, data: bytes) -> bool:
        """Store a parcel that begins with byte `at`; say whether it was the next one. Others are forgotten."""
        if not data or at != self.received or at + len(data) > self.size:
            return False
        name = default_storage.save(
            f"{self.directory}/sending-{self.pk.hex}/{at:012d}-{uuid.uuid4().hex[:8]}",
            ContentFile(data),
        )
        received, parcels = at + len(data), [*self.parcels, name]
        if not Sending.objects.filter(pk=self.pk, received=at).update(received=received, parcels=parcels):
            # It came twice.
            default_storage.delete(name)
            return False
        self.received, self.parcels = received, parcels
        if self.generation:
            self.generation.count_more(len(data))
        return True

    def gather(self) -> TemporaryUploadedFile:
        """Return all of it as a file of this machine, which is gone once it is closed. Raises OSError if a parcel is."""
        whole = TemporaryUploadedFile("clip", "application/octet-stream", self.size, None)
        try:
            for name in self.parcels:
                with default_storage.open(name) as parcel:
                    for chunk in parcel.chunks():
                        whole.write(chunk)
            whole.seek(0)
        except OSError:
            whole.close()
            raise
        return whole

    def drop(self) -> None:
        """Delete the row and, once that is sure, its files."""
        names = list(self.parcels)
        with transaction.atomic():
            if self.generation:
                self.generation.count_less(self.received)
            self.delete()
            for name in names:
                transaction.on_commit(partial(default_storage.delete, name), robust=True)
