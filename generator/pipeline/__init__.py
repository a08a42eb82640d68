"""The order of work."""

from __future__ import annotations
