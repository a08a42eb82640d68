"""Web support: middleware, rate limits, delivery of files."""

from __future__ import annotations
