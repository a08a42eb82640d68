"""The English words that the voice's lexicon knows."""

from __future__ import annotations

import functools
import sqlite3


@functools.lru_cache(maxsize=4096)
def is_word(word: str) -> bool:
    """Return whether a lower-case word is spelt like an English one, in any of its forms."""
    import gruut_lang_en

    file = gruut_lang_en.get_lang_dir() / "lexicon.db"
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    try:
        found = connection.execute("SELECT 1 FROM word_phonemes WHERE word = ? LIMIT 1", (word,)).fetchone()
    finally:
        connection.close()
    return found is not None
