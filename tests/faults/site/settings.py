"""The product's settings for the processes that fault tests start: stand-in work, a ledger, and a clock that may be wrong."""

from __future__ import annotations

import os
import time
from datetime import timedelta

from django.utils import timezone

from videogen_site.settings import *  # noqa: F403
from videogen_site.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.site"]
REAL_WORK = os.environ.get("FAULTS_REAL_WORK") == "1"
if not REAL_WORK:
    GENERATOR_PROVIDERS = {
        kind: [{"BACKEND": f"tests.faults.site.work.{name}"}]
        for kind, name in {
            "text": "WorkText",
            "vision": "WorkVision",
            "image": "WorkImage",
            "speech": "WorkSpeech",
        }.items()
    }
    # Nothing is answered from memory.
    GENERATOR_REUSE_DAYS = 0

# The clock of this host, and of nobody else's, goes wrong by so many seconds.
if wrong_by := float(os.environ.get("FAULTS_CLOCK", "0")):
    right_now, right_time = timezone.now, time.time
    timezone.now = lambda: right_now() + timedelta(seconds=wrong_by)
    time.time = lambda: right_time() + wrong_by
