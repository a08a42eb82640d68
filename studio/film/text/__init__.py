"""Captions, cards and chapters: text in any script, broken into lines and drawn."""

from __future__ import annotations
