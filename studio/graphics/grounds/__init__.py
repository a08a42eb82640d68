"""Grounds: the still pictures over which letters stand."""

from __future__ import annotations
