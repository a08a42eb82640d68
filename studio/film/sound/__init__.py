"""Voice, music, loudness."""

from __future__ import annotations
