"""The application."""

from __future__ import annotations

from django.apps import AppConfig


class GeneratorConfig(AppConfig):
    name = "generator"
    verbose_name = "Video Generator"

    def ready(self) -> None:
        # The import registers the system checks.
        from generator import checks  # noqa: F401  # Registering is all.
