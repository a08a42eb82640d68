"""Segments of H.264, and the file that they are joined into."""

from __future__ import annotations
