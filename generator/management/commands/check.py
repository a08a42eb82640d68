"""`manage.py check`: Django's checks, and a description of the configured services."""

from __future__ import annotations

from typing import Any

from django.core.checks import register
from django.core.checks.registry import registry
from django.core.management.commands import check

from generator.checks import describe_services


class Command(check.Command):
    def handle(self, *app_labels: Any, **options: Any) -> None:
        # Only here: other commands run checks too and should not repeat this each time.
        register(describe_services)
        try:
            super().handle(*app_labels, **options)
        finally:
            registry.registered_checks.discard(describe_services)
