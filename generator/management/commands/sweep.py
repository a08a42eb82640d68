"""`manage.py sweep`: remove files that no row names, and leftovers of dead runs on this host."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from generator.models import Generation
from generator.pipeline import sweep


class Command(BaseCommand):
    help = (
        "Removes stored files that no row names, work folders of dead runs, cut-off uploads, old answers, and what was in a bin for long enough. "
        "Workers do the same each day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="name what would go, and remove nothing")
        parser.add_argument(
            "--older-than",
            type=float,
            metavar="HOURS",
            default=sweep.settled_after().total_seconds() / 3600,
            help="leave what changed in these hours alone, because it may still be written (default: %(default)g)",
        )

    def handle(self, *args: Any, dry_run: bool, older_than: float, **options: Any) -> None:
        age = timedelta(hours=older_than)
        counts, sizes = Counter[str](), Counter[str]()
        for finding in chain(sweep.find_in_storage(age), sweep.find_on_host(age)):
            if dry_run or options["verbosity"] > 1:
                self.stdout.write(f"{finding.kind} {finding.name} ({finding.size} bytes)")
            if not dry_run:
                finding.remove()
            counts[finding.kind] += 1
            sizes[finding.kind] += finding.size
        overdue = Generation.objects.overdue_in_bin()
        if binned := overdue.count() if dry_run else overdue.delete_by_and_by():
            counts["in the bin for long enough"] += binned
        if not dry_run:
            sweep.forget_old_sessions()
        for kind, count in counts.items():
            self.stdout.write(f"{kind}: {count}, {sizes[kind] / 1e6:.1f} MB")
        done = "would be removed" if dry_run else "removed"
        self.stdout.write(f"{counts.total()} in all {done}, {sizes.total() / 1e6:.1f} MB.")
