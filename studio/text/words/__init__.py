"""What holds for texts of many languages: which language, where sentences end, words for place, time and mood."""

from __future__ import annotations
