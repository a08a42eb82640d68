"""Says whether the parts that the site stands on are there, for supervisors and load balancers."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from generator import tasks

logger = logging.getLogger(__name__)

STORAGE_KEY = "generator:health:storage"


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def cache_keeps() -> bool:
    cache.set("generator:health:cache", True, 30)
    return bool(cache.get("generator:health:cache"))


def storage_takes_files() -> bool:
    # Anybody may ask, so at most one file is written in a while.
    if cache.get(STORAGE_KEY):
        return True
    name = default_storage.save("health/check", ContentFile(b"ok"))
    default_storage.delete(name)
    cache.set(STORAGE_KEY, True, 15)
    return True


PARTS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "cache": cache_keeps,
    "storage": storage_takes_files,
    "worker": tasks.worker_is_alive,
    "queue": tasks.films_are_taken,
}


def works(name: str) -> bool:
    try:
        return PARTS[name]()
    # Whatever a part raises means the same: it does not work, and the answer must come all the same.
    except Exception:
        logger.exception("Health: %s does not work", name)
        return False


@require_safe
@login_not_required
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    parts = {name: works(name) for name in PARTS}
    return JsonResponse({"healthy": all(parts.values()), **parts}, status=200 if all(parts.values()) else 503)
