"""Settings alone take the site from one machine to many; a wrong one is told of in a sentence."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from generator import checks
from videogen_site import hosts
from videogen_site.environment import Environment
from videogen_site.values import NON_NEGATIVE, PORTS, POSITIVE


@pytest.fixture
def env(tmp_path: Path) -> Environment:
    return Environment(tmp_path / "no.env")


READERS = {
    "DATABASE_URL": lambda env: hosts.database(env, Path("/data")),
    "REDIS_URL": lambda env: (hosts.caches(env, Path("/data")), hosts.queue(env, 2, 60)),
    "S3_BUCKET": lambda env: hosts.file_storage(env, 60),
    "S3_ENDPOINT_URL": lambda env: hosts.file_storage(env, 60),
    "S3_LINK_SECONDS": hosts.link_seconds,
    "WEB_THREADS": lambda env: env.int("WEB_THREADS", 8, validate=POSITIVE),
    "PORT": lambda env: env.int("PORT", 8000, validate=PORTS),
    "GENERATOR_REUSE_DAYS": lambda env: env.int("GENERATOR_REUSE_DAYS", 7, validate=NON_NEGATIVE),
    "DEBUG": lambda env: env.bool("DEBUG", True),
}


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "mysql://root:secret@db/films", "must begin with postgresql:// or sqlite://."),
        ("DATABASE_URL", "postgresql://u:secret#@db/films", "cannot be read; in a password, write # as %23"),
        ("DATABASE_URL", "postgresql://u:secret@db", "must end with a database's name"),
        ("REDIS_URL", "localhost:6379", "must begin with redis:// or rediss://."),
        ("REDIS_URL", "redis://:sec/ret@host:port", "cannot be read; in a password"),
        ("S3_BUCKET", "My Films", "must be a bucket's name"),
        ("S3_ENDPOINT_URL", "s3.example.org", "must be http:// or https:// and a host"),
        (
            "S3_ENDPOINT_URL",
            "https://s3.example.org/films",
            "must be http:// or https:// and a host, without a bucket",
        ),
        ("S3_LINK_SECONDS", "0", "must be from 60 to 604800 seconds."),
        ("S3_LINK_SECONDS", "a while", "is not a valid integer."),
        ("WEB_THREADS", "0", "must be 1 or more."),
        ("WEB_THREADS", "many", "is not a valid integer."),
        ("PORT", "70000", "must be from 1 to 65535."),
        ("GENERATOR_REUSE_DAYS", "-1", "must be 0 or more."),
        ("DEBUG", "perhaps", "is not a valid boolean."),
    ],
)
def test_a_wrong_value_is_told_of_in_a_sentence(monkeypatch, env, name, value, sentence):
    monkeypatch.setenv(name, value)
    READERS[name](env)
    with pytest.raises(ImproperlyConfigured) as told:
        env.refuse_wrong_values()
    (line,) = str(told.value).splitlines()
    assert line.startswith(f"{name} {sentence}")
    assert "secret" not in line


def test_the_command_tells_of_all_wrong_values_together_and_shows_no_traceback(tmp_path):
    wrong = {"PORT": "x", "EMAIL_VERIFICATION": "maybe", "LOG_LEVEL": "loud", "X_ACCEL_PREFIX": "files"}
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=django_settings.BASE_DIR,
        env={"PATH": "/usr/bin:/bin", "DATA_DIR": str(tmp_path), **wrong},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert {line.split()[0] for line in result.stderr.splitlines()[1:]} == set(wrong)


def test_an_empty_value_is_the_default(monkeypatch, env):
    monkeypatch.setenv("WEB_THREADS", " ")
    assert READERS["WEB_THREADS"](env) == 8
    env.refuse_wrong_values()


def test_an_empty_rate_is_no_limit_as_the_example_says(tmp_path):
    example = (django_settings.BASE_DIR / ".env.example").read_text()
    assert "nothing after the sign is no limit.\n#RATE_SIGN_UP=" in example
    names = re.findall("^#(RATE_[A-Z_]+)=", example, re.MULTILINE)
    told = subprocess.run(
        [sys.executable, "-c", "from videogen_site.settings import GENERATOR_RATES; print(GENERATOR_RATES)"],
        cwd=django_settings.BASE_DIR,
        env={"PATH": "/usr/bin:/bin", "DATA_DIR": str(tmp_path), **dict.fromkeys(names[1:], " ")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    rates = list(ast.literal_eval(told.stdout).values())
    assert rates == ["10/m,200/d", *[""] * len(names[1:])]
    assert len(rates) > 1


def test_postgresql_gets_time_limits_and_keeps_what_the_address_says(monkeypatch, env):
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p%23w@db.example.org:6543/films?sslmode=require")
    database = hosts.database(env, Path("/data"))
    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("db.example.org", 6543, "p#w")
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["CONN_MAX_AGE"] == 60
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["tcp_user_timeout"] == 15000
    assert "lock_timeout=10000" in database["OPTIONS"]["options"]
    # It breaks processes that fork, which the worker's do.
    assert "pool" not in database["OPTIONS"]


def test_redis_carries_cache_and_queue_and_never_holds_anybody_up(monkeypatch, env):
    monkeypatch.setenv("REDIS_URL", "rediss://:word@redis.example.org:6380/2")
    options = hosts.queue(env, 2, 60)["redis"]
    assert (options["host"], options["port"], options["db"], options["ssl"]) == (
        "redis.example.org",
        6380,
        2,
        True,
    )
    assert options["password"] == "word"
    # The queue's reader waits for a second at a time.
    assert 1 < options["socket_timeout"] <= 2
    caches = hosts.caches(env, Path("/data"))
    assert {caches[name]["KEY_PREFIX"] for name in ("default", "queue")} == {"default", "queue"}
    assert caches["default"]["OPTIONS"]["socket_connect_timeout"] == 1
    assert options["socket_timeout"] + caches["default"]["OPTIONS"]["socket_timeout"] < 3.5


@pytest.mark.parametrize(
    ("named", "delivery", "origins"),
    [
        ("", "s3", ["https://s3.example.org"]),
        ("https://cdn.example.org", "s3", ["https://cdn.example.org"]),
        ("", "x-accel", []),
    ],
)
def test_pages_may_load_films_from_where_they_lie(monkeypatch, env, named, delivery, origins):
    monkeypatch.setenv("S3_ENDPOINT_URL", "https://s3.example.org/")
    monkeypatch.setenv("FILES_ORIGIN", named)
    assert hosts.origins_of_files(env, delivery) == origins


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, []),
        ({"S3_BUCKET": "films"}, []),
        ({"S3_BUCKET": "films", "S3_ACCESS_KEY": "a", "S3_SECRET_KEY": "b"}, []),
        ({"S3_BUCKET": "films", "S3_ACCESS_KEY": "a"}, ["S3_ACCESS_KEY is set, but S3_SECRET_KEY is not."]),
        ({"S3_BUCKET": "films", "S3_SECRET_KEY": "b"}, ["S3_SECRET_KEY is set, but S3_ACCESS_KEY is not."]),
        (
            {"S3_ENDPOINT_URL": "https://s3.example.org"},
            ["S3 settings are there, but S3_BUCKET is not set, so files stay on this machine."],
        ),
    ],
)
def test_it_knows_half_a_bucket(settings, given, expected):
    for name in ("S3_BUCKET", "S3_ENDPOINT_URL", "S3_ACCESS_KEY", "S3_SECRET_KEY"):
        setattr(settings, name, given.get(name, ""))
    assert [message.msg for message in checks.check_bucket(None)] == expected


def test_it_warns_when_pages_may_not_load_films_from_the_bucket(settings):
    settings.FILE_DELIVERY, settings.S3_BUCKET, settings.FILES_ORIGIN = "s3", "films", []
    assert [message.id for message in checks.check_delivery(None)] == ["generator.W005"]


def test_it_knocks_at_what_hosts_share_only_when_it_is_asked_to(settings):
    settings.REDIS_URL, settings.S3_BUCKET = "redis://127.0.0.1:1", "films"
    assert checks.check_connections(None) == []
    found = checks.check_connections(None, databases=["default"])
    assert [message.id for message in found] == ["generator.E010", "generator.E011", "generator.E012"]


@pytest.mark.django_db
def test_a_new_secret_key_signs_nobody_out_while_the_old_one_is_named(settings, as_alice):
    library = reverse("library")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "a-new-key-0123456789abcdefghijklmnopqrstuvwxyz"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert as_alice.get(library).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    settings.SECRET_KEY = "another-key-0123456789abcdefghijklmnopqrstuvwx"
    assert as_alice.get(library).status_code == 302
