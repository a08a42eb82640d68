"""A request as it arrives in pieces: whether it is complete, and answers that are due before that."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import IO

HEAD_END = b"\r\n\r\n"
# Bytes. A longer head is passed to the parser as it is, which reports the error.
LONGEST_HEAD = 64 * 1024
# Bytes kept in memory; longer requests wait on the disk.
IN_MEMORY = 64 * 1024
LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r$", re.IGNORECASE | re.MULTILINE)
ANY_LENGTH = re.compile(rb"^[ \t]*content-length", re.IGNORECASE | re.MULTILINE)
CHUNKED = re.compile(rb"^[ \t]*transfer-encoding", re.IGNORECASE | re.MULTILINE)
EXPECTS = re.compile(rb"^expect:[ \t]*100-continue[ \t]*\r$", re.IGNORECASE | re.MULTILINE)
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
# Django does not read a body without a Content-Length.
LENGTH_REQUIRED = b"HTTP/1.1 411 Length Required\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Arrival:
    """An arriving request: collects the head, and then as many bytes as it announces."""

    def __init__(self, most: int, folder: Path) -> None:
        self.most = most
        self.file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(folder))  # noqa: SIM115  # Closed by the worker.
        self.head = bytearray()
        self.length = self.missing = 0
        self.has_head = False
        # No request can follow on this connection: its start is unknown, or not worth waiting for.
        self.is_last = False
        # Bytes to send at once, in place of an answer, or before the body arrives.
        self.refusal = self.invitation = b""

    @property
    def is_whole(self) -> bool:
        return self.has_head and not self.missing

    def feed(self, data: bytes) -> bytes:
        """Take received bytes, and return those of the next request."""
        if not self.has_head:
            searched = max(0, len(self.head) - len(HEAD_END) + 1)
            self.head += data
            end = self.head.find(HEAD_END, searched)
            if end < 0 and len(self.head) < LONGEST_HEAD:
                return b""
            self.is_last = end < 0
            end = len(self.head) if end < 0 else end + len(HEAD_END)
            head, data = bytes(self.head[:end]), bytes(self.head[end:])
            self._read(head)
            self.file.write(head)
        taken = data[: self.missing]
        self.file.write(taken)
        self.missing -= len(taken)
        return data[len(taken) :]

    def _read(self, head: bytes) -> None:
        """Find the length of the body from the head. Errors in it are left to the parser."""
        self.has_head = True
        lengths = LENGTH.findall(head)
        if CHUNKED.search(head):
            self.refusal = LENGTH_REQUIRED
        elif len(lengths) == len(ANY_LENGTH.findall(head)) <= 1:
            self.length = self.missing = int(lengths[0]) if lengths else 0
        else:
            self.is_last = True
        if self.length > self.most:
            # The site answers that it is too large; none of it is read.
            self.missing, self.is_last = 0, True
        elif self.missing and EXPECTS.search(head):
            self.invitation = CONTINUE
