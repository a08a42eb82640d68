"""Layouts: one file for each kind of graphic scene."""

from __future__ import annotations
