"""The grammar of English: parts of speech, clauses, noun phrases, people, and inflected forms."""

from __future__ import annotations
