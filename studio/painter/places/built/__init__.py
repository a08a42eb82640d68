"""Built places outdoors: towns, streets, fields, stations, stadiums."""

from __future__ import annotations
