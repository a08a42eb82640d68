"""Wikimedia Commons: photos that anybody may use, without a key."""

from __future__ import annotations
