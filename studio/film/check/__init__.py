"""Checks of a finished film against its plan and the frames that were drawn."""

from __future__ import annotations
