"""The grammar of English: parts of speech, clauses, things, people, and the forms of words."""

from __future__ import annotations
