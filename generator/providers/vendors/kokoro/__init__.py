"""Kokoro: natural voices from a server of the operator's own."""

from __future__ import annotations
