"""System checks: what is wrong with a set-up, in sentences."""

from __future__ import annotations
