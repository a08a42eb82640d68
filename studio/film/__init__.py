"""Renders films: pictures, captions, sound, encoding, and the check of the result."""

from __future__ import annotations
