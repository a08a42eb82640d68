"""Flat faces in space: rooms, furniture, houses and castles."""

from __future__ import annotations
