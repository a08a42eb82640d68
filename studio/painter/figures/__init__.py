"""Drawings as figures: where they stand, how large they are, how they are lit."""

from __future__ import annotations
