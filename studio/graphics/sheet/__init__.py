"""The sheet on which a scene is laid out: what stands where, when it comes, and in which colours."""

from __future__ import annotations
