"""Captions as they are drawn into the picture, by their styles."""

from __future__ import annotations
