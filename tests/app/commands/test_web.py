"""The real web server, with nothing in front: whoever sends or reads slowly keeps nobody else waiting."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from generator.management.commands.serve import web_command
from tests.support.echo import MUCH
from tests.support.pages.real_site import free_port, wait_until
from videogen_site.server.arrival import Arrival

WITHIN = 2.0
HOST = b"Host: localhost\r\n"
POST = b"POST /contact/ HTTP/1.1\r\n" + HOST
# What a client sends, and then nothing more.
SLOW = {
    "nothing": b"",
    "half a head": b"GET /help/ HTTP/1.1\r\nHost: loc",
    "half a body": POST + b"Cookie: csrftoken=a\r\nContent-Length: 1000\r\n\r\nemail=",
    "half a body in pieces": POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nemail",
    "all, without hanging up": b"GET /static/css/app.css HTTP/1.0\r\n" + HOST + b"\r\n",
    "half of a second request": b"GET /static/css/app.css HTTP/1.1\r\n" + HOST + b"\r\nGET /he",
}


class Server:
    """A server in processes of its own, with clients that keep their connections."""

    def __init__(self, folder: Path, port: int, command: list[str]) -> None:
        self.port, self.connections = port, ExitStack()
        self.environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "PORT": str(port),
            "PYTHONWARNINGS": "ignore",
        }
        with (folder / "web.log").open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=settings.BASE_DIR, env=self.environment, stdout=log, stderr=log
            )

    def connect(self, sent: bytes = b"", timeout: float = 10.0, receive: int = 0) -> socket.socket:
        connection = self.connections.enter_context(socket.socket())
        if receive:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        connection.settimeout(timeout)
        connection.connect(("127.0.0.1", self.port))
        connection.sendall(sent)
        return connection

    def ask(self, path: str) -> float:
        """Return how long an ordinary request takes."""
        started = time.monotonic()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            assert answer.status == 200
            answer.read()
        return time.monotonic() - started

    def answers(self, path: str) -> bool:
        try:
            return self.ask(path) > 0
        except OSError:
            return False


@contextmanager
def running(folder: Path, port: int, command: list[str], path: str) -> Iterator[Server]:
    server = Server(folder, port, command)
    try:
        wait_until(lambda: server.answers(path), 60)
        yield server
    finally:
        server.connections.close()
        server.process.terminate()
        try:
            server.process.wait(15)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait()


@pytest.fixture(scope="module")
def web(tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("web")
    with running(folder, free_port(), [sys.executable, "manage.py", "web"], "/help/") as server:
        yield server


@pytest.fixture(scope="module")
def echo(tmp_path_factory) -> Iterator[Server]:
    """The server as the site starts it, with another application and fewer places."""
    folder, port = tmp_path_factory.mktemp("echo"), free_port()
    command = [
        word.replace("videogen_site.wsgi", "tests.support.echo") for word in web_command("127.0.0.1", port)
    ]
    with running(folder, port, [*command, "--threads", "2", "--worker-connections", "30"], "/") as server:
        yield server


@pytest.mark.parametrize("many", [10, 100])
def test_an_ordinary_request_is_answered_beside_many_slow_ones(web: Server, many: int):
    took = {}
    for name, sent in SLOW.items():
        for _ in range(many):
            web.connect(sent)
        time.sleep(0.2)
        took[name] = web.ask("/help/")
        web.connections.close()
    assert {name: seconds for name, seconds in took.items() if seconds > WITHIN} == {}


def said(body: bytes, path: str = "/") -> bytes:
    return f"{path} {len(body)} {hashlib.sha256(body).hexdigest()}".encode()


def request(body: bytes = b"", path: str = "/", more: bytes = b"") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nContent-Length: {len(body)}\r\n".encode()
    return head + HOST + more + b"\r\n" + body


def read_until(connection: socket.socket, end: bytes) -> bytes:
    found = bytearray()
    while not found.endswith(end):
        data = connection.recv(2**20)
        assert data, bytes(found[-1000:])
        found += data
    return bytes(found)


def test_what_drips_arrives_whole(echo: Server):
    body = os.urandom(300_000)
    connection, sent = echo.connect(), request(body)
    places = [0, 7, 60, 100, 70_000, 200_000, len(sent)]
    for start, stop in pairwise(places):
        connection.sendall(sent[start:stop])
        time.sleep(0.02)
    read_until(connection, said(body))


def test_who_does_not_read_holds_no_thread(echo: Server):
    # There are two threads, and no place in the system for an answer of this length.
    readers = [echo.connect(request(path="/much"), receive=100_000) for _ in range(10)]
    time.sleep(0.5)
    assert echo.ask("/") < WITHIN
    # All of it comes to who begins to read after all, and then the next one.
    read_until(readers[0], b"\r\n\r\n" + b"m" * MUCH)
    readers[0].sendall(request(b"next"))
    read_until(readers[0], said(b"next"))
    echo.connections.close()


def test_requests_that_come_together_are_answered_in_order_on_one_connection(echo: Server):
    connection = echo.connect(
        request(b"one", "/1") + request(b"two" * 50_000, "/2") + request(b"", "/3")[:-9]
    )
    read_until(connection, said(b"two" * 50_000, "/2"))
    connection.sendall(request(b"", "/3")[-9:])
    read_until(connection, said(b"", "/3"))


def test_who_asks_first_is_told_to_go_on(echo: Server):
    sent = request(b"body", more=b"Expect: 100-continue\r\n")
    connection = echo.connect(sent[:-4])
    assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.sendall(b"body")
    assert read_until(connection, said(b"body")).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (POST + b"Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n", b"411"),
        (POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\nbody", b"411"),
        (POST + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody", b"400"),
        (POST + b"Content-Length: +4\r\n\r\nbody", b"400"),
        (POST + b"Content-Length : 4\r\n\r\nbody", b"400"),
        (POST + b"A: b\nContent-Length: 4\r\n\r\nbody", b"400"),
        (b"GET /" + b"a" * 70_000, b"414"),
        # It is told at once that this is too much, and nothing of it is taken for a request.
        (POST + b"Content-Length: 9999999999\r\n\r\nGET / HTTP/1.1\r\n\r\n", b"200"),
    ],
)
def test_after_what_cannot_be_read_nothing_is_taken_for_a_request(echo: Server, sent: bytes, status: bytes):
    connection = echo.connect(sent)
    answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert re.findall(rb"HTTP/1.1 (\d+)", answer) == [status]


def test_where_there_are_too_many_who_waited_longest_goes(echo: Server):
    first = echo.connect(b"GET / HT")
    for _ in range(60):
        echo.connect(b"GET / HT")
    assert echo.ask("/") < WITHIN
    assert first.recv(1) == b""
    echo.connections.close()


def test_bodies_on_their_way_do_not_fill_the_disk(echo: Server):
    head = POST + b"Content-Length: 49000000\r\n\r\n"
    first, *others = [echo.connect(head) for _ in range(25)]
    assert first.recv(1) == b""
    others[-1].settimeout(0.2)
    with pytest.raises(TimeoutError):
        others[-1].recv(1)
    echo.connections.close()


def test_it_stops_in_time_beside_half_a_request(tmp_path):
    port = free_port()
    command = [
        word.replace("videogen_site.wsgi", "tests.support.echo") for word in web_command("127.0.0.1", port)
    ]
    with running(tmp_path, port, command, "/") as server:
        server.connect(b"GET / HT")
        started = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(12) == 0
        assert time.monotonic() - started < 8
    assert "Traceback" not in (tmp_path / "web.log").read_text()


@given(
    body=st.binary(max_size=40), behind=st.binary(max_size=40), cuts=st.lists(st.integers(1, 30), min_size=1)
)
def test_a_request_is_whole_at_its_last_byte_however_it_is_cut(body: bytes, behind: bytes, cuts: list[int]):
    sent, arrival, rest, place = request(body), Arrival(100, settings.FILE_UPLOAD_TEMP_DIR), b"", 0
    stream = sent + behind
    while not arrival.is_whole:
        size = cuts[place % len(cuts)]
        piece, stream = stream[:size], stream[size:]
        rest, place = arrival.feed(piece), place + 1
    arrival.file.seek(0)
    assert arrival.file.read() == sent
    assert rest + stream == behind
    arrival.file.close()
