"""A web socket on the loopback, as far as the fakes need one: small frames, no extensions (RFC 6455)."""

from __future__ import annotations

import base64
import hashlib
import struct
from http.server import BaseHTTPRequestHandler

TEXT, BINARY, CLOSE = 1, 2, 8
_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Talk:
    """One conversation: the handshake, then messages in turn."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self._handler = handler
        key = handler.headers["Sec-WebSocket-Key"].encode()
        accept = base64.b64encode(hashlib.sha1(key + _GUID).digest()).decode()
        handler.send_response(101)
        for name, value in (
            ("Upgrade", "websocket"),
            ("Connection", "Upgrade"),
            ("Sec-WebSocket-Accept", accept),
        ):
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.flush()
        handler.close_connection = True

    def hear(self) -> str:
        """Return the next message of the client."""
        _, second = self._read(2)
        size = second & 127
        if size == 126:
            (size,) = struct.unpack(">H", self._read(2))
        elif size == 127:
            (size,) = struct.unpack(">Q", self._read(8))
        mask, data = self._read(4), self._read(size)
        return bytes(sign ^ mask[place % 4] for place, sign in enumerate(data)).decode()

    def say(self, data: str | bytes) -> None:
        if isinstance(data, str):
            self.send(TEXT, data.encode())
        else:
            self.send(BINARY, data)

    def send(self, kind: int, data: bytes) -> None:
        size = len(data)
        if size < 126:
            head = bytes([0x80 | kind, size])
        elif size < 65536:
            head = struct.pack(">BBH", 0x80 | kind, 126, size)
        else:
            head = struct.pack(">BBQ", 0x80 | kind, 127, size)
        self._handler.wfile.write(head + data)
        self._handler.wfile.flush()

    def _read(self, size: int) -> bytes:
        found = self._handler.rfile.read(size)
        if len(found) < size:
            raise ConnectionAbortedError
        return found
