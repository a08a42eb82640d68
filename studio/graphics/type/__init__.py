"""Type: sizes, lines and letters of graphic scenes."""

from __future__ import annotations
