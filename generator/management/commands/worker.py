"""`manage.py worker`: make the queued films."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from generator.management.cluster import Worker


class Command(BaseCommand):
    help = "Makes the queued films. SIGTERM or Ctrl-C gives running ones back to the queue and ends."

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(Worker().run())
