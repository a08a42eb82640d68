"""Two machines that make films and one that serves them, with PostgreSQL, Redis and S3 between them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import requests

from studio.film.check.probe import probe_film
from tests.cluster.machines import Machine, Visitor, leave_no_process
from tests.support.media import photo
from tests.support.pages.real_site import wait_until
from tests.support.servers import ObjectStore, Postgres, Redis

pytestmark = pytest.mark.faults
# Small films: what is tried here lies between the machines.
FIELDS = {"quality": "480p", "style": "plain", "size": "16:9", "voice": "", "music": "calm", "title": ""}


@pytest.fixture(scope="module")
def shared(postgres: Postgres, redis: Redis, s3: ObjectStore) -> dict[str, str]:
    return {**postgres.environment, **redis.environment, **s3.environment}


@pytest.fixture(scope="module")
def machines(shared, tmp_path_factory) -> Iterator[dict[str, Machine]]:
    folder = tmp_path_factory.mktemp("machines")
    found = {name: Machine(folder / name, name, shared) for name in ("web", "one", "two")}
    try:
        found["web"].manage("setup")
        found["web"].run("web")
        leave_dead_run(found["one"])
        for name in ("one", "two"):
            found[name].run("worker")
        wait_until(found["web"].is_up, 120)
        yield found
    finally:
        leave_no_process(list(found.values()))


def leave_dead_run(machine: Machine) -> None:
    """Leave what a power cut leaves of a run: a folder that nobody will come back to."""
    folder = machine.folder / "work" / "dead"
    folder.mkdir(parents=True)
    os.utime(folder, (0, 0))


def test_films_are_made_by_both_machines_and_lie_in_the_bucket(
    machines: dict[str, Machine], postgres: Postgres, s3: ObjectStore, tmp_path: Path
):
    alice, bob = (Visitor(machines["web"], f"{name}@example.org") for name in ("alice", "bob"))
    wait_until(lambda: alice.get("/health/").json()["healthy"], 120)
    seen = alice.send("/image-to-video/", {"upload": ("sea.jpg", photo((640, 480)))})
    films = {
        alice: alice.send("/text-to-video/", input_text="The sea was calm.", **FIELDS),
        bob: bob.send("/text-to-video/", input_text="A fox crossed the snow.", **FIELDS),
    }
    wait_until(lambda: 'name="description"' in alice.get(seen).text, 120)
    for person, page in films.items():
        wait_until(lambda person=person, page=page: f'src="{page}video.mp4' in person.get(page).text, 120)

    with psycopg.connect(postgres.url("films")) as database:
        rows = database.execute("SELECT worker, lease, attempt FROM generator_generation WHERE kind = 'text'")
        made_by = sorted(rows.fetchall())
    assert [name.split(":")[0] for name, _, _ in made_by] == ["one", "two"]
    assert [row[1:] for row in made_by] == [(1, 1), (1, 1)]
    assert not any(machine.stored_files() for machine in machines.values())
    assert not (machines["one"].folder / "work" / "dead").exists()

    look_at(alice, films[alice], s3, tmp_path)
    assert bob.get(films[alice]).status_code == 404
    assert bob.get(f"{films[alice]}video.mp4").status_code == 404
    assert f'src="{films[alice]}miniature.webp' in alice.get("/videos/").text

    folder = films[alice].removeprefix("/videos/").strip("/")
    alice.send(f"{films[alice]}delete/")
    alice.send("/videos/bin/empty/")
    assert not [key for key in s3.listing() if folder in key]
    assert machines["one"].stop() == machines["two"].stop() == machines["web"].stop() == 0
    for machine in machines.values():
        assert "Traceback" not in machine.log()
        assert machine.processes() == []


def look_at(person: Visitor, page: str, s3: ObjectStore, folder: Path) -> None:
    """Play as a browser does: through the site to a signed address, which it keeps for all seeks."""
    led = person.get(f"{page}video.mp4", allow_redirects=False)
    address = led.headers["Location"]
    assert address.startswith(f"{s3.endpoint}/{s3.bucket}/users/")
    assert s3.endpoint in person.get(page).headers["Content-Security-Policy"]
    film = requests.get(address, timeout=30).content
    sought = requests.get(address, headers={"Range": f"bytes={len(film) // 2}-"}, timeout=30)
    assert (sought.status_code, sought.content) == (206, film[len(film) // 2 :])
    assert requests.get(address.split("?")[0], timeout=30).status_code == 403
    file = folder / "film.mp4"
    file.write_bytes(film)
    probe = probe_film(file)
    assert (probe.codec, probe.size, probe.audio_streams) == ("h264", (854, 480), 1)
    assert probe.video_duration > 1
    assert person.get(f"{page}poster.jpg").content.startswith(b"\xff\xd8")
    assert person.get(f"{page}captions.vtt").text.startswith("WEBVTT")
