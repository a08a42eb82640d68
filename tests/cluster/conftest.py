"""The servers that several machines share, and the site with its files in a bucket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.servers import ObjectStore, Postgres, Redis, start_postgres, start_redis, start_s3
from videogen_site import hosts
from videogen_site.environment import Environment


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what needs these servers to `make test-services`."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def s3() -> Iterator[ObjectStore]:
    with start_s3() as server:
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with start_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    with start_redis() as server:
        yield server


@pytest.fixture
def bucket(s3: ObjectStore, settings, monkeypatch, tmp_path) -> Iterator[ObjectStore]:
    """Keep the files of this test in a bucket, by the settings of the product."""
    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    env = Environment(tmp_path / "no.env")
    settings.STORAGES = {**settings.STORAGES, "default": hosts.file_storage(env, 7200)}
    settings.S3_BUCKET, settings.S3_ENDPOINT_URL, settings.FILE_DELIVERY = s3.bucket, s3.endpoint, "s3"
    settings.S3_LINK_SECONDS = 7200
    yield s3
    for key in s3.listing():
        s3.client().delete_object(Bucket=s3.bucket, Key=key)
