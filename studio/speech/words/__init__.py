"""From written text to spoken words: numbers, signs, abbreviations, spelling."""

from __future__ import annotations
