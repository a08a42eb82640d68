"""Captions, cards and chapters: letters of every script, broken into lines and drawn."""

from __future__ import annotations
