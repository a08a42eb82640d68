"""The phonemes that espeak-ng makes of texts, asked of it in a process of its own: `[voice, text]` rows in, phonemes out."""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from collections.abc import Sequence

# From espeak-ng/speak_lib.h: sound is retrieved, texts are UTF-8, phonemes are written in the International Alphabet.
_RETRIEVAL, _UTF8, _ALPHABET = 1, 1, 2


def phonemes(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Return the phonemes of each text by a voice; "(en)" stands where the voice turns to English."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.studio.speech.phonemes"],
        input=json.dumps(rows),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    said: list[str] = json.loads(answer.stdout)
    return said


def _main() -> None:
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(_RETRIEVAL, 0, espeakng_loader.get_data_path().encode(), 0)
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    print(json.dumps([_say(library, voice, text) for voice, text in json.load(sys.stdin)]))


def _say(library: ctypes.CDLL, voice: str, text: str) -> str:
    assert library.espeak_SetVoiceByName(voice.encode()) == 0
    rest, clauses = ctypes.c_char_p(text.encode()), []
    while rest.value is not None:
        clauses.append(library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _ALPHABET).decode())
    return " | ".join(clauses)


if __name__ == "__main__":
    _main()
