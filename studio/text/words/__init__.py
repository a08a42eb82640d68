"""Vocabulary of many languages: which language a text is in, where sentences end, words for place, time and
mood.
"""

from __future__ import annotations
