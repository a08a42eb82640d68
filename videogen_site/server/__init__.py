"""The web server's worker: a thread gets a request once it is complete, and is free once it has answered.

So slow clients delay no one else. gunicorn's own worker gives each connection to a thread at once, which then reads for
as long as the client takes to send; and it closes connections, for up to two seconds each, in the loop that serves all
others.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE
from socket import SHUT_WR, socket
from typing import IO, Any

from django.conf import settings
from gunicorn import http, util
from gunicorn.http.unreader import Unreader
from gunicorn.workers.gthread import TConn, ThreadWorker

from videogen_site.server.arrival import Arrival
from videogen_site.server.outbox import Outbox

# Bytes read at a time of a head, and of a body.
HEAD_PIECE = 16 * 1024
PIECE = 1024 * 1024
# Seconds for a head, and for a body or an answer, which gets another second for each of this many bytes.
HEAD_SECONDS = 15.0
BODY_SECONDS = 30.0
SLOWEST = 4 * 1024
# Seconds that a client may take to close the connection once all is sent.
PARTING_SECONDS = 2.0
# Most bytes on the disk for all incomplete bodies together.
MOST_GATHERED = 1024 * 1024 * 1024
OUT_OF_FILES = (errno.EMFILE, errno.ENFILE)
GONE = (errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED)
FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 60\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
)


class Received(Unreader):  # type: ignore[misc]  # gunicorn tells no types.
    """A reader for the parser in place of the socket: one request, and then the end."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self.file = file
        file.seek(0)

    def chunk(self, size_hint: int | None = None) -> bytes:
        # Never more than wanted: the parser copies its remaining bytes at each step.
        return self.file.read(min(size_hint or HEAD_PIECE, PIECE))


class Connection(TConn):  # type: ignore[misc]  # As above.
    arrival: Arrival | None = None
    outbox: Outbox | None = None
    # The bytes received already of the next request.
    rest = b""
    until = 0.0


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # As above.
    """A worker whose sending, idle and closing connections wait in the loop; of too many, the oldest is dropped."""

    def init_process(self) -> None:
        self.waiting: dict[Connection, None] = {}
        super().init_process()

    def accept(self, listener: socket) -> None:
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno in OUT_OF_FILES:
                self._drop_oldest()
            elif error.errno not in GONE:
                raise
            return
        self.nr_conns += 1
        self._await_request(Connection(self.cfg, sock, client, listener.getsockname()), HEAD_SECONDS)
        if self.nr_conns >= self.worker_connections:
            self._drop_oldest()

    def _await_request(self, conn: Connection, seconds: float) -> None:
        self._wait(conn, seconds, EVENT_READ, partial(self._read, conn, self._feed))
        if conn.rest:
            self._feed(conn, conn.rest)

    def _wait(self, conn: Connection, seconds: float, event: int, act: Callable[[], None]) -> None:
        """Call `act` whenever a connection is ready, until it is taken out, or dropped after `seconds`."""
        conn.until = time.monotonic() + seconds
        conn.sock.setblocking(False)
        self.waiting[conn] = None
        # Handling another connection that was ready at the same time may have dropped this one.
        self.poller.register(conn.sock, event, lambda sock: act() if conn in self.waiting else None)

    def _read(self, conn: Connection, take: Callable[[Connection, bytes], None]) -> None:
        try:
            data = conn.sock.recv(PIECE if conn.arrival and conn.arrival.has_head else HEAD_PIECE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if data:
            take(conn, data)
        else:
            self._drop(conn)

    def _feed(self, conn: Connection, data: bytes) -> None:
        now = time.monotonic()
        if conn.arrival is None:
            conn.arrival = Arrival(settings.MAX_REQUEST_BYTES, settings.FILE_UPLOAD_TEMP_DIR)
            conn.until = now + HEAD_SECONDS
        arrival, had_head = conn.arrival, conn.arrival.has_head
        try:
            conn.rest = arrival.feed(data)
        except OSError:
            # The disk is full.
            arrival.refusal = FULL
        if arrival.refusal or arrival.is_whole:
            self._take_out(conn)
            self._refuse(conn, arrival.refusal) if arrival.refusal else self._hand_on(conn, arrival)
        elif arrival.has_head and not had_head:
            conn.until = now + BODY_SECONDS + arrival.length / SLOWEST
            self._make_room()
            self._say(conn, arrival.invitation)

    def _hand_on(self, conn: Connection, arrival: Arrival) -> None:
        conn.parser = http.get_parser(self.cfg, conn.sock, conn.client)
        conn.parser.unreader = Received(arrival.file)
        conn.data_ready = True
        self.enqueue_req(conn)

    def handle_request(self, req: Any, conn: Connection) -> Any:
        arrival = conn.arrival
        assert arrival
        told = dict(req.headers).get("CONTENT-LENGTH", "0")
        if arrival.is_last or told != str(arrival.length):
            req.force_close()
        # "100 Continue" was sent already, or the body is not wanted.
        req._expected_100_continue = False
        sock = conn.sock
        conn.sock = conn.outbox = Outbox(sock, settings.FILE_UPLOAD_TEMP_DIR)
        try:
            return super().handle_request(req, conn)
        except TimeoutError as slow:
            # gunicorn's way to end a connection without a log entry.
            conn.outbox = None
            raise StopIteration from slow
        finally:
            conn.sock = sock

    def _keepalive_after(self, conn: Connection, keepalive: bool) -> bool:
        # The unread part of a body is not left on the connection, so it can be reused.
        return keepalive

    def finish_request(self, conn: Connection, done: Future[Any]) -> None:
        is_kept = not done.cancelled() and not done.exception() and done.result()
        if conn.arrival:
            conn.arrival.file.close()
            conn.arrival = None
        try:
            if conn.outbox and conn.outbox.left:
                seconds = BODY_SECONDS + conn.outbox.left / SLOWEST
                self._wait(conn, seconds, EVENT_WRITE, partial(self._send_rest, conn, conn.outbox, is_kept))
            else:
                self._go_on(conn, is_kept)
        except (OSError, ValueError):
            # The thread has already closed it.
            self._drop(conn)

    def _send_rest(self, conn: Connection, outbox: Outbox, is_kept: bool) -> None:
        try:
            outbox.flush()
        except OSError:
            self._drop(conn)
            return
        if not outbox.left:
            self._take_out(conn)
            self._go_on(conn, is_kept)

    def _go_on(self, conn: Connection, is_kept: bool) -> None:
        """Wait for the next request, or end the connection."""
        if conn.outbox:
            conn.outbox.close()
            conn.outbox = None
        if is_kept:
            self._await_request(conn, self.cfg.keepalive)
        else:
            self._part(conn)

    def _refuse(self, conn: Connection, answer: bytes) -> None:
        self._say(conn, answer)
        self._part(conn)

    def _say(self, conn: Connection, words: bytes) -> None:
        try:
            conn.sock.send(words)
        except OSError:
            # A client that does not read is dropped after its time.
            return

    def _part(self, conn: Connection) -> None:
        """End a connection after the client has read everything: closing with unread bytes would cut the answer off."""
        try:
            conn.sock.shutdown(SHUT_WR)
        except OSError:
            self._drop(conn)
        else:
            # Bytes that arrive now are discarded.
            self._wait(conn, PARTING_SECONDS, EVENT_READ, partial(self._read, conn, lambda conn, data: None))

    def _take_out(self, conn: Connection) -> None:
        if self.waiting.pop(conn, conn) is None:
            self.poller.unregister(conn.sock)

    def _drop(self, conn: Connection) -> None:
        self._take_out(conn)
        if conn.arrival:
            conn.arrival.file.close()
        if conn.outbox:
            conn.outbox.close()
        self.nr_conns -= 1
        util.close(conn.sock)

    def _make_room(self) -> None:
        """Drop the connections with the oldest bodies until the others fit on the disk."""
        bodies = {conn: conn.arrival.length for conn in self.waiting if conn.arrival}
        gathered = sum(bodies.values())
        for conn, length in bodies.items():
            if gathered <= MOST_GATHERED:
                return
            self._drop(conn)
            gathered -= length

    def _drop_oldest(self) -> None:
        if self.waiting:
            self._drop(next(iter(self.waiting)))

    def murder_pending(self) -> None:
        now = time.monotonic()
        for conn in [conn for conn in self.waiting if conn.until < now]:
            self._drop(conn)

    def _cap_keepalive(self, deadline: float) -> None:
        for conn in self.waiting:
            if conn.arrival is None and conn.outbox is None:
                conn.until = min(conn.until, deadline)
