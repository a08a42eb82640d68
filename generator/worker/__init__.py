"""The processes that make films."""

from __future__ import annotations
