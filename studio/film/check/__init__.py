"""Compares a finished film with what was planned and drawn."""

from __future__ import annotations
