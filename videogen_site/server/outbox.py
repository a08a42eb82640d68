"""A buffer for answers: bytes that a client does not take at once are kept, so that no thread waits for it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from socket import socket
from typing import IO

PIECE = 256 * 1024
IN_MEMORY = 64 * 1024
# Most bytes kept of one answer: beyond them its thread waits. Only downloads of films are so long, and no page.
MOST_KEPT = 16 * 1024 * 1024
# Seconds that the client of such an answer may take for each piece.
PIECE_SECONDS = 30.0


class Outbox:
    """A stand-in for the socket while a request is answered."""

    def __init__(self, sock: socket, folder: Path) -> None:
        self.sock, self.folder = sock, folder
        self.file: IO[bytes] | None = None
        self.start = self.end = 0
        sock.setblocking(False)

    @property
    def left(self) -> int:
        return self.end - self.start

    def sendall(self, data: bytes) -> None:
        view = memoryview(data)
        if not self.left:
            view = view[self._send(view) :]
        if view and not self._keep(view):
            self._send_patiently(view)

    def send(self, data: bytes) -> int:
        self.sendall(data)
        return len(data)

    def sendfile(self, file: IO[bytes], offset: int = 0, count: int | None = None) -> int:
        file.seek(offset)
        left = count
        while data := file.read(PIECE if left is None else min(PIECE, left)):
            self.sendall(data)
            left = None if left is None else left - len(data)
        return file.tell() - offset

    def shutdown(self, how: int) -> None:
        # The worker ends the connection once all is sent.
        raise OSError("An outbox is not shut down.")

    def close(self) -> None:
        """Discard unsent bytes; gunicorn calls this too, if an answer broke off."""
        if self.file:
            self.file.close()
        self.file, self.end = None, self.start

    def flush(self) -> None:
        """Send as much of the kept bytes as the client takes."""
        self.start += self._send(self._next())

    def _send(self, data: bytes | memoryview) -> int:
        try:
            return self.sock.send(data)
        except (BlockingIOError, InterruptedError):
            return 0

    def _next(self) -> bytes:
        if not self.file:
            return b""
        self.file.seek(self.start)
        return self.file.read(min(PIECE, self.left))

    def _keep(self, view: memoryview) -> bool:
        if self.left + len(view) > MOST_KEPT:
            return False
        try:
            if not self.file:
                self.file = tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(self.folder))  # noqa: SIM115  # `close` does.
            self.file.seek(self.end)
            self.file.write(view)
        except OSError:
            # The disk is full.
            return False
        self.end += len(view)
        return True

    def _send_patiently(self, view: memoryview) -> None:
        self.sock.settimeout(PIECE_SECONDS)
        try:
            while piece := self._next():
                self.sock.sendall(piece)
                self.start += len(piece)
            self.sock.sendall(view)
        finally:
            self.sock.setblocking(False)
