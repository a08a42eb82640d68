"""The history of what staff change about services: who and what, and never a value."""

from __future__ import annotations

from django.contrib.admin.models import CHANGE, LogEntry

from generator.models import ServiceSetup
from generator.web.requests import UserRequest


def note_in_history(request: UserRequest, row: ServiceSetup, what: str) -> None:
    """Note who has changed what of a service."""
    LogEntry.objects.log_actions(
        request.user.pk, [row], CHANGE, change_message=f"{row.name}: {what}", single_object=True
    )
