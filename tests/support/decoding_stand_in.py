"""Takes the place of the process that decodes: a file may ask for what no file should get, and all others are decoded.

What a file asks for is a word in its first bytes, such as a JPEG's comment.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from generator.pipeline import decoding_child
from studio.errors import StudioError

decode = decoding_child.work


def work(order: dict[str, Any]) -> Any:
    asked = Path(order["source"]).read_bytes()[:1024]
    if b"costs hours" in asked:
        # One call of C code that does not return to Python.
        hashlib.pbkdf2_hmac("sha256", b"", b"", 2_000_000_000)
    if b"breaks the decoder" in asked:
        ctypes.string_at(0)
    if b"takes all memory" in asked:
        bytearray(decoding_child.MEMORY + 1)
    if b"takes more than a clip may" in asked:
        bytearray(1_700_000_000)
    if b"fills the disk" in asked:
        raise OSError(28, "No space left on device")
    if b"is killed" in asked:
        os.kill(os.getpid(), 9)
    if b"asks for keys" in asked:
        raise StudioError(" ".join(f"{name}={value}" for name, value in os.environ.items()))
    return decode(order)


if __name__ == "__main__":
    decoding_child.work = work
    decoding_child.main()
    os._exit(0)
