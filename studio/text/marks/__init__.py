"""Marks in narrations: pauses, words said otherwise than they are written, and the ends of lines."""

from __future__ import annotations
