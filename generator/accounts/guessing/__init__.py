"""Limits on guessing passwords and codes, and the known devices that they spare."""

from __future__ import annotations
