"""Layouts of words."""

from __future__ import annotations
