"""Rooms and backdrops."""

from __future__ import annotations
