"""One text spoken by espeak-ng, in a process of its own.

Its licence is the GPL, and a crash must not reach the worker. Reads one line of JSON from standard input:
{"text", "voice", "rate" in words per minute, "seconds" to live}. Writes one line of JSON: {"sample_rate",
"words": [[first character, milliseconds], ...], "ends": [milliseconds of clause ends]}, then the samples as
16-bit PCM, little-endian, mono. Ends with status 3 if the voice is unknown.

"or" names voices that will do if it has none of the first name. With "clauses", lists of words, nothing is spoken: it writes {"clauses": [[phonemes of the clause, [phonemes of each word
by itself]], ...]}, in the International Phonetic Alphabet.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import threading
from typing import Any

UNKNOWN_VOICE = 3

# From espeak-ng/speak_lib.h.
_RETRIEVAL, _UTF8, _RATE = 1, 1, 1
_IPA = 2
_WORD, _END = 1, 5


class _Identity(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identity),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


def _die_with_the_parent() -> None:
    # The parent keeps our input open while it waits; the input closes when the parent ends, however it ends.
    sys.stdin.buffer.read()
    os._exit(1)


def _speak(library: Any, text: str) -> tuple[bytes, list[tuple[int, int]], list[int]]:
    sound, words, ends = bytearray(), [], []

    def collect(samples: Any, count: int, events: Any) -> int:
        if count > 0:
            sound.extend(ctypes.string_at(samples, count * 2))
        index = 0
        while events[index].type:
            event = events[index]
            if event.type == _WORD:
                # Positions are in characters and begin at one.
                words.append((event.text_position - 1, event.audio_position))
            elif event.type == _END:
                ends.append(event.audio_position)
            index += 1
        return 0

    callback = _Callback(collect)
    library.espeak_SetSynthCallback(callback)
    encoded = text.encode()
    library.espeak_Synth(encoded, ctypes.c_size_t(len(encoded) + 1), 0, 0, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    return bytes(sound), words, ends


def _pronounce(library: Any, text: str) -> str:
    """Return the phonemes of a text. The library gives them clause by clause, and moves on its pointer to the text."""
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    place = ctypes.c_char_p(text.encode())
    found = []
    while place.value is not None:
        sounds = library.espeak_TextToPhonemes(ctypes.byref(place), _UTF8, _IPA)
        found.append((sounds or b"").decode(errors="replace").strip())
    return " ".join(filter(None, found))


def main() -> int:
    """Answer one request; return the exit status."""
    request = json.loads(sys.stdin.buffer.readline())
    # SIGALRM's default action ends the process, even from within the library.
    signal.alarm(request["seconds"])
    threading.Thread(target=_die_with_the_parent, daemon=True).start()
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    sample_rate = library.espeak_Initialize(_RETRIEVAL, 0, espeakng_loader.get_data_path().encode(), 0)
    names = [request["voice"], *request.get("or", [])]
    if sample_rate <= 0 or all(library.espeak_SetVoiceByName(name.encode()) for name in names):
        return UNKNOWN_VOICE
    if "clauses" in request:
        told = [
            [_pronounce(library, " ".join(words)), [_pronounce(library, word) for word in words]]
            for words in request["clauses"]
        ]
        sys.stdout.buffer.write(json.dumps({"clauses": told}).encode() + b"\n")
        sys.stdout.buffer.flush()
        return 0
    library.espeak_SetParameter(_RATE, request["rate"], 0)
    sound, words, ends = _speak(library, request["text"])
    header = json.dumps({"sample_rate": sample_rate, "words": words, "ends": ends})
    sys.stdout.buffer.write(header.encode() + b"\n" + sound)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    # Not sys.exit, which would wait for the watching thread.
    os._exit(main())
