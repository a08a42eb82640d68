"""Mends what the tagger gets wrong, word by word."""

from __future__ import annotations
