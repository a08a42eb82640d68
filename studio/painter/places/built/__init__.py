"""Places outdoors that people have built: towns, streets, fields, stations, stadiums."""

from __future__ import annotations
