"""Who tries to sign in: known devices, and limits on guessing."""

from __future__ import annotations
