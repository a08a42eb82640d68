"""Small clips, and the ways of the stages to run them."""

from __future__ import annotations

from tests.app.clips.conftest import clip
from tests.app.stages.conftest import claimed, quick_providers, run_stage

__all__ = ["claimed", "clip", "quick_providers", "run_stage"]
