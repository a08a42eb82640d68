"""Judges and cleans strangers' files."""

from __future__ import annotations
