"""The Django application."""

from __future__ import annotations

from django.apps import AppConfig


class GeneratorConfig(AppConfig):
    name = "generator"
    verbose_name = "Video Generator"

    def ready(self) -> None:
        # The imports register the system checks and the receivers of allauth's signals.
        from generator import checks  # noqa: F401  # Registering is all.
        from generator.accounts import receivers, security_log  # noqa: F401
