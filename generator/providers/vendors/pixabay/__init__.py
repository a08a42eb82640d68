"""Pixabay: free photos, with a key."""

from __future__ import annotations
