"""Openverse: openly licensed photos of many sites, without a key."""

from __future__ import annotations
