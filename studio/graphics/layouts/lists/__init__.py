"""Layouts of lists and their items."""

from __future__ import annotations
