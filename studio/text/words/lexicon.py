"""The English words that the voice's lexicon knows."""

from __future__ import annotations

import functools
import sqlite3


@functools.lru_cache(maxsize=4096)
def is_word(word: str) -> bool:
    """Return whether a lower-case word is spelt like an English one, in any of its forms."""
    return f"\n{word}\n".encode(errors="replace") in _words()


@functools.cache
def _words() -> bytes:
    """Return all words, each in a line: the file has no index, and is read through for a single word."""
    import gruut_lang_en

    file = gruut_lang_en.get_lang_dir() / "lexicon.db"
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    try:
        found = connection.execute("SELECT DISTINCT word FROM word_phonemes")
        return b"\n%b\n" % "\n".join(word for (word,) in found).encode()
    finally:
        connection.close()
