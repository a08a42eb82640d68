"""Styles: each turns linear light into a finished picture."""

from __future__ import annotations
