"""Has the product's processes keep a ledger of what they do, which outlives them."""

from __future__ import annotations

import os
import sys
import time

from django.apps import AppConfig

LEDGER = "FAULTS_LEDGER"


def note(*words: object) -> None:
    """Append a line to the ledger: one write, so that lines of several processes stay whole."""
    with open(os.environ[LEDGER], "ab", buffering=0) as ledger:  # noqa: PTH123
        ledger.write((" ".join(map(str, words)) + "\n").encode())


class FaultsConfig(AppConfig):
    name = "tests.faults.site"

    def ready(self) -> None:
        from django.conf import settings

        from generator.models import Generation, generation_queryset, life_cycle
        from generator.models.generation_queryset import GenerationQuerySet

        # Where nobody counts how often everything is killed, nobody counts attempts.
        for module in (generation_queryset, life_cycle):
            module.MAX_ATTEMPTS = int(os.environ.get("FAULTS_ATTEMPTS", module.MAX_ATTEMPTS))

        claim, take, publish = GenerationQuerySet.claim, GenerationQuerySet.take, Generation.publish
        pause = float(os.environ.get("FAULTS_PUBLISH_SECONDS", "0"))

        def noted_claim(self, *arguments):
            began = time.monotonic()
            claimed = claim(self, *arguments)
            if claimed is None:
                note("nothing", time.monotonic() - began)
            elif claimed.status == Generation.Status.DRAFT:
                note(
                    "describing",
                    claimed.pk,
                    claimed.lease,
                    claimed.worker,
                    claimed.owner_id,
                    time.monotonic(),
                )
            return claimed

        def noted_take(self, *arguments):
            taken = take(self, *arguments)
            if taken:
                note("started", taken.pk, taken.lease, taken.worker, taken.owner_id, time.monotonic())
            return taken

        def noted_publish(self):
            if pause:
                note("called", "publish", os.getpid())
                time.sleep(pause)
            done = publish(self)
            if done:
                note("published", self.pk, self.lease, self.worker, self.owner_id, time.monotonic())
            return done

        GenerationQuerySet.claim, GenerationQuerySet.take = noted_claim, noted_take
        Generation.publish = noted_publish
        if "worker" in sys.argv and not settings.REAL_WORK:
            from tests.faults.site import work

            work.take_the_place_of_the_renderer()
