"""Settings of the services that hosts share: database, cache, queue and file storage."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import dj_database_url
from environs import ValidationError, validate

from videogen_site import values
from videogen_site.environment import Environment

# SQLite needs these options to serve several processes: without WAL and IMMEDIATE, one write in five fails as locked.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
# A silently broken connection is noticed within 25 s, and no statement blocks a process for ever. There is no pool: it
# breaks the worker, which forks.
POSTGRES_OPTIONS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15000,
    "options": "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000",
}
# Seconds that a frozen Redis may delay a request; with redis-py's defaults it is a minute. Submitting a film uses both;
# the queue's reader blocks for a second at a time, so its time-out is above that.
CACHE_PATIENCE, QUEUE_PATIENCE = 1, 2
# Seconds: SigV4 signatures last a week at most.
LONGEST_LINK = 7 * 24 * 3600


def database(env: Environment, data_dir: Path) -> dict[str, Any]:
    """Read DATABASE_URL: PostgreSQL, or SQLite in the data folder."""
    url = env.str("DATABASE_URL", f"sqlite:///{data_dir / 'db.sqlite3'}", validate=_valid_database)
    found: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=60), "CONN_HEALTH_CHECKS": True}
    if found["ENGINE"] == "django.db.backends.sqlite3":
        return {**found, "OPTIONS": SQLITE_OPTIONS}
    # Options in the URL itself, such as sslmode, take precedence.
    return {**found, "OPTIONS": {**POSTGRES_OPTIONS, **found.get("OPTIONS", {})}}


def _valid_database(url: str) -> None:
    if not re.match(r"(postgres|postgresql|sqlite)://", url):
        raise ValidationError("must begin with postgresql:// or sqlite://.")
    try:
        name = dj_database_url.parse(url)["NAME"]
    except ValueError as error:
        message = "cannot be read; in a password, write # as %23, / as %2F and @ as %40."
        raise ValidationError(message) from error
    if not name:
        raise ValidationError("must end with a database's name: postgresql://user:password@host/name.")


def caches(env: Environment, data_dir: Path) -> dict[str, Any]:
    """Return the caches from REDIS_URL: rate limits and health of services, the queue's statistics, and answers.

    All processes must share the first. The queue's statistics change twice a second, too often for a table. Answers of
    services are too large for a database, and useful on this host alone.
    """
    answers = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": data_dir / "answers",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
    # What was heard of scenes and voices: some 150 kB each.
    heard = {**answers, "LOCATION": data_dir / "heard", "OPTIONS": {"MAX_ENTRIES": 600}}
    if url := _redis_url(env):
        shared: dict[str, Any] = {
            "BACKEND": "videogen_site.redis_cache.ForgivingRedisCache",
            "LOCATION": url,
            "OPTIONS": _redis_patience(CACHE_PATIENCE),
        }
        return {name: {**shared, "KEY_PREFIX": name} for name in ("default", "queue")} | {
            "answers": answers,
            "heard": heard,
        }
    table = {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "generator_cache",
        # Large, because an entry dropped to make room could be a rate limit, or a slot among the calls in flight.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
    queue = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": data_dir / "queue",
    }
    return {"default": table, "queue": queue, "answers": answers, "heard": heard}


def queue(env: Environment, workers: int, run_seconds: int) -> dict[str, Any]:
    """Return django-q2's settings for `workers` processes and runs of up to `run_seconds`.

    `timeout` is a safety net beyond the run's own deadline. `retry` is far above it: a repeated message finds nothing
    to claim, but costs a query.
    """
    return {
        "name": "generator",
        "label": "Queue",
        "workers": workers,
        "queue_limit": 1,
        "bulk": 1,
        "timeout": run_seconds + 120,
        "retry": 2 * run_seconds + 600,
        "ack_failures": True,
        "max_attempts": 1,
        "recycle": 25,
        "save_limit": 200,
        "catch_up": False,
        "cache": "queue",
        "log_level": "WARNING",
        **_broker(env),
    }


def _broker(env: Environment) -> dict[str, Any]:
    """Return django-q2's settings of its broker from REDIS_URL: Redis, or the database."""
    url = _redis_url(env)
    if not url:
        return {"orm": "default", "broker_class": "generator.tasks.Messages", "poll": 0.15}
    from redis.connection import SSLConnection, parse_url

    options: dict[str, Any] = {
        **parse_url(url),  # type: ignore[no-untyped-call]  # redis-py has types for most of it only.
        **_redis_patience(QUEUE_PATIENCE),
    }
    options["ssl"] = options.pop("connection_class", None) is SSLConnection
    return {"redis": options}


def _redis_patience(seconds: int) -> dict[str, Any]:
    # Clients are imported only if they are used: each adds a quarter of a second to every start.
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return {
        "socket_connect_timeout": 1,
        "socket_timeout": seconds,
        "health_check_interval": 15,
        "retry": Retry(NoBackoff(), 0),
    }


def _redis_url(env: Environment) -> str:
    return env.str("REDIS_URL", "", validate=_valid_redis)


def _valid_redis(url: str) -> None:
    if not re.match(r"rediss?://", url):
        raise ValidationError("must begin with redis:// or rediss://.")
    from redis.connection import parse_url

    try:
        parse_url(url)  # type: ignore[no-untyped-call]  # As above.
    except ValueError as error:
        message = "cannot be read; in a password, write # as %23, / as %2F and @ as %40."
        raise ValidationError(message) from error


def file_storage(env: Environment, link_seconds: int) -> dict[str, Any]:
    """Return the storage from S3_*: a private bucket with signed URLs that expire, or else the data folder."""
    bucket = env.str("S3_BUCKET", "", validate=_valid_bucket)
    endpoint = env.str("S3_ENDPOINT_URL", "", validate=_valid_endpoint)
    region = env.str("S3_REGION", "", validate=values.REGION)
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    from botocore.config import Config

    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "access_key": env.str("S3_ACCESS_KEY", "") or None,
        "secret_key": env.str("S3_SECRET_KEY", "") or None,
        "region_name": region or None,
        # Without an ACL objects are private, and stores without ACLs accept them too.
        "default_acl": None,
        "querystring_auth": True,
        "querystring_expire": link_seconds,
        "file_overwrite": False,
        "client_config": Config(
            signature_version="s3v4",
            # Self-hosted stores rarely have a host name for each bucket.
            s3={"addressing_style": "path" if endpoint else "auto"},
            connect_timeout=5,
            read_timeout=15,
            retries={"mode": "standard", "total_max_attempts": 3},
            # Not all stores other than Amazon's support its newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    }
    return {"BACKEND": "videogen_site.bucket.PrivateBucket", "OPTIONS": options}


def _valid_bucket(name: str) -> None:
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", name):
        raise ValidationError("must be a bucket's name: 3 to 63 small letters, digits, dots and hyphens.")


def _valid_endpoint(url: str) -> None:
    if not re.fullmatch(r"https?://[\w.:\[\]-]+/?", url):
        raise ValidationError("must be http:// or https:// and a host, without a bucket or a path behind it.")


def link_seconds(env: Environment) -> int:
    """Return for how many seconds a signed URL is valid: long enough to watch a film, as players seek with it."""
    limits = validate.Range(60, LONGEST_LINK, error="must be from 60 to 604800 seconds.")
    return env.int("S3_LINK_SECONDS", 2 * 3600, validate=limits)


def origins_of_files(env: Environment, delivery: str) -> list[str]:
    """Return the origins besides the site from which pages may load films and pictures."""
    named: list[str] = env.list("FILES_ORIGIN", [], validate=values.ORIGINS)
    endpoint = env.str("S3_ENDPOINT_URL", "")
    return [endpoint.rstrip("/")] if delivery == "s3" and endpoint and not named else named
