"""Whose works a film shows, and under what terms."""

from __future__ import annotations
