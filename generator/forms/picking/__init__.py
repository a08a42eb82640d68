"""Choosing the picture of a scene: among photos of collections, what its owner uploaded before, and its takes."""

from __future__ import annotations
