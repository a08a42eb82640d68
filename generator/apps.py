"""The Django application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from generator.models import Generation


class GeneratorConfig(AppConfig):
    name = "generator"
    verbose_name = "Video Generator"

    def ready(self) -> None:
        # The imports register the system checks and the receivers of allauth's signals.
        from generator import checks  # noqa: F401  # Registering is all.
        from generator.accounts import receivers, security_log  # noqa: F401
        from generator.tasks import after_run

        after_run.append(_make_waiting_changes)


def _make_waiting_changes(generation: Generation) -> None:
    """Make the changes that wait for a film; processes that make none need no forms."""
    if type(generation).objects.filter(pk=generation.pk).exclude(waiting_changes="").exists():
        from generator import tasks
        from generator.forms.settings.waiting import make_waiting_changes

        make_waiting_changes(generation, tasks.enqueue)
