"""Measurements, under the settings that `manage.py` gives each process before it loads anything."""

from __future__ import annotations

import manage  # noqa: F401
