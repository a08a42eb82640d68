"""The pipeline: the stages from a claimed generation to a published film."""

from __future__ import annotations
