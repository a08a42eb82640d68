"""The outside world behind the contracts of the studio."""

from __future__ import annotations
