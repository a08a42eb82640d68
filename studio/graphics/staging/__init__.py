"""Staging: what stands where in a graphic scene, when it comes, and in which colours."""

from __future__ import annotations
