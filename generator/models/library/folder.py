"""Folders into which owners put their films."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

if TYPE_CHECKING:
    from generator.models.user import User

MOST_FOLDERS = 100


class FolderQuerySet(models.QuerySet["Folder"]):
    def owned_by(self, user: User) -> FolderQuerySet:
        return self.filter(owner=user)

    def with_counts(self) -> FolderQuerySet:
        """Annotate how many films are in each, without those in the bin."""
        return self.annotate(count=Count("films", filter=Q(films__binned_at=None)))


class Folder(models.Model):
    """A folder of one owner's, on one level; deleting it keeps its films."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="folders")
    name = models.CharField(max_length=60)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FolderQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=("owner", "name"), name="one_folder_of_a_name"),)

    def __str__(self) -> str:
        return self.name
