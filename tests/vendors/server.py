"""A server on the loopback that speaks the protocols of the outside services, and fails in every way when told to."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from typing import Any
from urllib.parse import urlsplit

GEMINI, HUGGING_FACE, GTTS = "gemini", "huggingface", "gtts"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes over the wire. `how` is whole, cut, reset, hang, drip (of the body) or drip-head (of the headers)."""

    body: bytes = b""
    status: int = 200
    type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    how: str = "whole"

    def being(self, how: str) -> Answer:
        return replace(self, how=how)


def in_json(value: Any, status: int = 200, **options: Any) -> Answer:
    return Answer(json.dumps(value).encode(), status, **options)


def page(status: int = 200) -> Answer:
    """Return a page for people where a program has asked."""
    return Answer(
        b"<!doctype html><title>Before you continue</title>" + b"<p>Sorry.</p>" * 40, status, "text/html"
    )


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it came over the wire."""

    service: str
    path: str
    headers: dict[str, str]
    body: bytes
    method: str = "POST"

    def json(self) -> Any:
        return json.loads(self.body)


Answering = Callable[[Call], Answer]


@dataclass
class Services:
    """What the services do, and what was asked of them."""

    good: dict[str, Answering]
    url: str = ""
    calls: list[Call] = field(default_factory=list)
    in_flight: Counter[str] = field(default_factory=Counter)
    most_in_flight: Counter[str] = field(default_factory=Counter)
    # Seconds that each good answer takes.
    delay: float = 0.0
    # Seconds between two bytes of an answer that drips.
    drop: float = 0.05
    closing: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    planned: dict[str, Answering] = field(default_factory=dict)
    # What is done to each answer before it is sent.
    rewrite: Callable[[Answer], Answer] = field(default=lambda answer: answer)

    def on(self, service: str, answering: Answering | Answer, *, times: int = -1, after: int = 0) -> None:
        """Answer calls to a service otherwise: so many times (-1: always), once `after` more have gone well."""
        left = {"before": after, "times": times}

        def answer(call: Call) -> Answer:
            if left["before"]:
                left["before"] -= 1
                return self.good[service](call)
            if left["times"] == 0:
                return self.good[service](call)
            left["times"] -= 1
            return answering if isinstance(answering, Answer) else answering(call)

        self.planned[service] = answer

    def well(self, service: str) -> None:
        self.planned.pop(service, None)

    def count(self, service: str) -> int:
        return sum(call.service == service for call in self.calls)

    def counts(self) -> tuple[int, int, int]:
        """Return how many calls there were to Gemini, Hugging Face and gTTS."""
        return self.count(GEMINI), self.count(HUGGING_FACE), self.count(GTTS)

    def last(self) -> Call:
        return self.calls[-1]

    def answer(self, call: Call) -> Answer:
        with self.lock:
            self.calls.append(call)
            self.in_flight[call.service] += 1
            flying = self.in_flight[call.service]
            self.most_in_flight[call.service] = max(self.most_in_flight[call.service], flying)
            answering = self.planned.get(call.service, self.good[call.service])
        # Answers are made one after the other, so that those that count their calls need no lock.
        with self.lock:
            answer = self.rewrite(answering(call))
        self.closing.wait(self.delay)
        return answer

    def done(self, service: str) -> None:
        with self.lock:
            self.in_flight[service] -= 1


def service_of(path: str, known: Iterable[str] = ()) -> str:
    """Return whom a path belongs to: most services stand below a folder of their name."""
    # A proxy is given whole addresses.
    first = urlsplit(path).path.split("/")[1]
    if first in known and first not in (GEMINI, HUGGING_FACE, GTTS):
        return first
    if ":generateContent" in path:
        return GEMINI
    return GTTS if "batchexecute" in path else HUGGING_FACE


def _handler(services: Services) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            service = service_of(self.path, services.good)
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = services.answer(Call(service, self.path, headers, body, self.command))
            try:
                self.send(answer)
            except OSError:
                # The client has hung up, as it should on an answer that does not end.
                self.close_connection = True
            finally:
                services.done(service)

        def do_GET(self) -> None:
            if service_of(self.path, services.good) in (GEMINI, HUGGING_FACE, GTTS):
                # Where Google sends those who ask too often.
                self.send(page(429))
            else:
                self.do_POST()

        def do_PUT(self) -> None:
            self.do_GET()

        def do_DELETE(self) -> None:
            self.do_GET()

        def send(self, answer: Answer) -> None:
            if answer.how == "hang":
                services.closing.wait(30)
            if answer.how in ("hang", "reset"):
                self.connection.shutdown(SHUT_RDWR)
                self.close_connection = True
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers:
                self.send_header(name, value)
            if answer.how == "drip-head":
                self.flush_headers()
                self.drip(b"X-Wait: " + b"." * 10_000)
            self.end_headers()
            if answer.how == "drip":
                self.drip(answer.body)
            elif answer.how == "cut":
                self.wfile.write(answer.body[: len(answer.body) * 2 // 3])
                self.close_connection = True
            else:
                self.wfile.write(answer.body)

        def drip(self, data: bytes) -> None:
            for place in range(len(data)):
                self.wfile.write(data[place : place + 1])
                if services.closing.wait(services.drop):
                    raise ConnectionAbortedError

        def log_message(self, *arguments: Any) -> None:
            """Say nothing."""

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A client that stops waiting must not print a traceback into the tests' output.
    block_on_close = False

    def handle_error(self, request: Any, address: Any) -> None:
        """Say nothing: clients hang up."""


@contextmanager
def serving(good: dict[str, Answering]) -> Iterator[Services]:
    services = Services(good)
    server = _Server(("127.0.0.1", 0), _handler(services))
    services.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield services
    finally:
        services.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
        # Handlers that were waiting end on their own.
        until = time.monotonic() + 2
        while any(services.in_flight.values()) and time.monotonic() < until:
            time.sleep(0.01)
