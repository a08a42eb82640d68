"""`manage.py reindex`: write the index of the search anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from generator.models import Generation, SearchEntry


class Command(BaseCommand):
    help = (
        "Writes anew what the search knows of every video. Nobody needs it after an upgrade: whatever changes a video "
        "keeps the index current. It helps when rows were changed by hand, or a copy of the database is damaged."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        SearchEntry.objects.rebuild()
        Generation.objects.index_words()
        self.stdout.write(f"{SearchEntry.objects.count()} videos can be found.")
