"""Calls to outside services: in order, with deadlines, retries, limits and a circuit breaker."""

from __future__ import annotations
