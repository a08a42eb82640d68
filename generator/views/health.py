"""The health check of the servers that the site depends on, for supervisors and load balancers."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from generator import tasks
from generator.models import Generation

logger = logging.getLogger(__name__)

STORAGE_KEY = "generator:health:storage"
# Seconds after which a storage that does not answer counts as failed.
STORAGE_PATIENCE = 3.0


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def cache_keeps() -> bool:
    cache.set("generator:health:cache", True, 30)
    return bool(cache.get("generator:health:cache"))


class Trial:
    """A check that may hang: it runs in one separate thread, however many requests wait for its result."""

    def __init__(self, tried: Callable[[], None], patience: float) -> None:
        self._tried = tried
        self.patience = patience
        self._turn = threading.Lock()
        self._result: Future[None] = Future()
        self._until = 0.0

    def run(self) -> None:
        """Run the check. Raises whatever the check raises, or TimeoutError if it takes longer than its limit."""
        with self._turn:
            if self._result.done() or not self._until:
                self._result, self._until = Future(), time.monotonic() + self.patience
                # A daemon thread, so that stopping the site need not wait for a server that hangs.
                threading.Thread(target=self._try, args=[self._result], daemon=True).start()
            result, left = self._result, self._until - time.monotonic()
        result.result(timeout=max(0.0, left))

    def _try(self, result: Future[None]) -> None:
        try:
            self._tried()
        except Exception as error:
            result.set_exception(error)
        else:
            result.set_result(None)


def write_a_file() -> None:
    name = default_storage.save("health/check", ContentFile(b"ok"))
    default_storage.delete(name)


writing = Trial(write_a_file, STORAGE_PATIENCE)


def storage_takes_files() -> bool:
    # The page is public, so the test file is not written at each request.
    if cache.get(STORAGE_KEY):
        return True
    writing.run()
    cache.set(STORAGE_KEY, True, 15)
    return True


PARTS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "cache": cache_keeps,
    "storage": storage_takes_files,
    "worker": tasks.worker_is_alive,
    "queue": tasks.work_is_taken,
}


def works(name: str) -> bool:
    try:
        return PARTS[name]()
    # Whatever a part raises, it has failed, and the page must answer all the same.
    except Exception:
        logger.exception("Health: %s does not work", name)
        return False


def waiting_seconds() -> dict[str, float] | None:
    """Return the longest waits of drafts and films in seconds, or None if the database is unreachable."""
    try:
        waits = Generation.objects.longest_waits()
        # "look" is what this answer has always called drafts, and monitors read it.
        return {"look": round(waits["draft"], 1), "film": round(waits["film"], 1)}
    except Error:
        return None


@require_safe
@login_not_required
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 if all is well, else 503; `?part=database`, which can be repeated, limits the check to those parts."""
    asked = [name for name in PARTS if name in request.GET.getlist("part")]
    parts: dict[str, Any] = {name: works(name) for name in asked or PARTS}
    is_well = all(parts.values())
    if "queue" in parts:
        parts["waiting_seconds"] = waiting_seconds()
    return JsonResponse({"healthy": is_well, **parts}, status=200 if is_well else 503)
