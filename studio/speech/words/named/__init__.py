"""Numbers and letters that name a thing and count nothing: flights, roads, houses, verses, zones of time."""

from __future__ import annotations
