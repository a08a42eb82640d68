"""Real servers on loopback for tests of several hosts: PostgreSQL, Valkey (which speaks Redis) and S3."""

from __future__ import annotations

from tests.support.servers.base import Server
from tests.support.servers.object_store import ObjectStore
from tests.support.servers.postgres import Postgres
from tests.support.servers.redis import Redis

__all__ = ["ObjectStore", "Postgres", "Redis", "Server", "start_postgres", "start_redis", "start_s3"]


def start_postgres() -> Postgres:
    """Start PostgreSQL with an empty database "films"; use it in a `with` block."""
    return started(Postgres)


def start_redis() -> Redis:
    """Start an empty server that speaks Redis; use it in a `with` block."""
    return started(Redis)


def start_s3() -> ObjectStore:
    """Start an S3 server with an empty bucket; use it in a `with` block."""
    return started(ObjectStore)


def started(kind: type[Server]):
    server = kind()
    try:
        server.start()
    except BaseException:
        server.__exit__()
        raise
    return server
