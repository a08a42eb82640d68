"""Encoding: H.264 segments, and the MP4 file that they are joined into."""

from __future__ import annotations
