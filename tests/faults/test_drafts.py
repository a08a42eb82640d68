"""Pictures that cost hours to read, sent in numbers: everybody else is served all the same, and nothing goes on for ever."""

from __future__ import annotations

import time
import uuid
from typing import Any

import psutil
import pytest
from django.db.models import F

from generator.models import Generation
from generator.pipeline.decoding import PICTURE_TAKES_TOO_LONG
from tests.app.stages.conftest import photo
from tests.faults.conftest import all_end
from tests.faults.hosts import Host, alive, wait_for
from tests.faults.visits import ask

HEAVY, LIGHT = photo(comment=b"costs hours"), photo()
# The longest that anybody may wait for a worker to begin while one account sends such pictures, and for how much longer
# with each further account, of which each gets a first turn: of two seconds, or six where the machine has much to do.
PATIENCE, TURN = 10, 7


@pytest.fixture
def host(make_host) -> Host:
    return make_host(GENERATOR_WORKERS="2", FAULTS_CALL_SECONDS="0.05")


def send(host: Host, owner: str, picture: bytes) -> Generation:
    """Send a picture to be described, as the page does, but for the message."""
    pk = uuid.uuid4()
    stored = host.folder / "media" / "uploads" / str(pk)
    stored.parent.mkdir(parents=True, exist_ok=True)
    stored.write_bytes(picture)
    fields: dict[str, Any] = {"kind": "image", "status": "draft", "input_text": "", "upload": f"uploads/{pk}"}
    return host.database.submit(owner=owner, pk=pk, **fields)


def is_described(host: Host, draft: Generation) -> bool:
    return host.database.films.filter(pk=draft.pk).exclude(description_fingerprint="", error="").exists()


def begun(host: Host, kind: str, row: Generation) -> float | None:
    """Return when a worker began, on the clock that all processes of this machine share."""
    return next((float(note[5]) for note in host.notes(kind) if note[1] == str(row.pk)), None)


def decoders(host: Host) -> list[psutil.Process]:
    found = []
    for pid in host.processes():
        try:
            process = psutil.Process(pid)
            if "decoding_stand_in.py" in " ".join(process.cmdline()):
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found


@pytest.mark.faults
@pytest.mark.parametrize("senders", [{"mallory": 6}, {f"mallory-{n}": 3 for n in range(4)}])
def test_pictures_that_cost_hours_do_not_keep_others_waiting(host, tally, senders):
    for sender, count in senders.items():
        for _ in range(count):
            send(host, sender, HEAVY)
    tree = host.work()
    wait_for(lambda: decoders(host), "the first of them")
    waits: dict[str, list[float]] = {"draft": [], "film": []}
    for number in range(2):
        came = time.monotonic()
        draft = send(host, f"bob-{number}", LIGHT)
        film = host.database.submit(owner=f"carol-{number}", text="The sea was calm.")
        wait_for(lambda: is_described(host, draft), "the description", seconds=30)  # noqa: B023
        wait_for(lambda: begun(host, "started", film), "the film", seconds=30)  # noqa: B023
        waits["draft"].append(begun(host, "describing", draft) - came)
        waits["film"].append(begun(host, "started", film) - came)
        draft.refresh_from_db()
        assert draft.description == "A dog stands on a beach."
        # One account has one at a time, and all accounts together leave a process free of drafts.
        assert len(decoders(host)) <= 1
    # As if their owners had thrown them away.
    host.database.films.drafts().update(lease=F("lease") + 1, lease_until=None, error="Given up.")
    all_end(host, 2)
    wait_for(lambda: not decoders(host), "the end of what nobody waits for")
    assert alive(tree.main)
    worst = {f"{kind}_begins_within": f"{max(seconds):.1f} s" for kind, seconds in waits.items()}
    tally.note(16, f"{sum(senders.values())} heavy pictures of {len(senders)}, then others", **worst)
    assert max(*waits["draft"], *waits["film"]) <= PATIENCE + TURN * (len(senders) - 1), waits


@pytest.mark.faults
def test_each_picture_that_costs_hours_gets_its_sentence_and_is_left_alone(host, tally):
    host.environment["GENERATOR_LOOK_SECONDS"] = "2"
    drafts = [send(host, "mallory", HEAVY) for _ in range(3)]
    tree = host.work()
    took = wait_for(lambda: all(is_described(host, draft) for draft in drafts), "the end of all of them")
    for draft in drafts:
        draft.refresh_from_db()
        assert (draft.status, draft.error, draft.attempt) == ("draft", PICTURE_TAKES_TOO_LONG, 1)
    assert len(host.notes("describing")) == 3
    assert not decoders(host)
    assert all(alive(process) for process in tree.all())
    tally.note(15, "3 pictures that cost hours to read", all_ended_after=f"{took:.1f} s")


@pytest.mark.faults
def test_a_decoder_ends_with_the_worker_that_is_killed(host, tally):
    draft = send(host, "mallory", HEAVY)
    host.work()
    wait_for(lambda: decoders(host), "the decoder")
    (decoder,) = decoders(host)
    decoder.parent().kill()
    gone = wait_for(lambda: not alive(decoder), "the end of the decoder", seconds=10)
    # The lease ends, and the draft is taken up by the next process.
    wait_for(lambda: len(host.notes("describing")) == 2, "the second attempt")
    tally.note(1, "a worker killed while it describes", decoder_gone_after=f"{gone:.1f} s")
    assert draft.pk


@pytest.mark.faults
def test_the_health_page_tells_of_pictures_that_wait_in_vain(host, tally):
    host.launch("web")
    host.work()
    wait_for(host.answers, "a healthy site")
    for process in psutil.Process(host.started[-1].pid).children(recursive=True):
        process.suspend()
    send(host, "bob", LIGHT)

    def told() -> bool:
        status, body, _ = ask(host, "/health/", "")
        return status == 503 and '"queue": false' in body

    seconds = wait_for(told, "the news that pictures wait", seconds=40)
    for process in psutil.Process(host.started[-1].pid).children(recursive=True):
        process.resume()
    wait_for(host.answers, "a healthy site")
    tally.note(20, "stuck worker, a picture waits", told_after=f"{seconds:.0f} s of 15")
    assert seconds > 14
