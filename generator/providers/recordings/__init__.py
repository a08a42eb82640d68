"""Recordings of any service: decoded by their samples and not by their headers, and stretched to a pace."""

from __future__ import annotations
