"""Support for the worker's processes: locks, queue, watchdog."""

from __future__ import annotations
