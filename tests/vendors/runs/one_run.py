"""Makes a film that was taken, in a process of its own that a test may kill: `python -m tests.vendors.runs.one_run`.

A fork of the tests' process would inherit what thousands of other tests have left there: a thread that writes to SQLite
at that moment leaves its lock in the fork for ever. Real workers are forked from a process that does nothing else.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import django

SMALL = (160, 90)


def make_film(pk: str, **changed: Any) -> None:
    """Run the pipeline for a generation with settings that differ from the tests' usual ones."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = changed.pop("DATABASE")
    for name, value in changed.items():
        setattr(settings, name, Path(value) if name.endswith("_DIR") else value)
    django.setup()
    from generator.models import Generation
    from generator.pipeline import run as pipeline
    from studio.film.plan import FRAME_SIZES

    # As in the test: pictures are stored with the size that they were ordered in.
    FRAME_SIZES["16:9"] = SMALL

    pipeline.run(Generation.objects.get(pk=pk))


if __name__ == "__main__":
    make_film(sys.argv[1], **json.loads(sys.argv[2]))
