"""Checking and cleaning of untrusted uploads."""

from __future__ import annotations
