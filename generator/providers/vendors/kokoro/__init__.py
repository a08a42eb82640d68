"""Kokoro: natural voices from a server of the operator's own, with exact times of words."""

from __future__ import annotations
