"""Photos of collections for scenes: found, fetched, and fitted to their film."""

from __future__ import annotations
