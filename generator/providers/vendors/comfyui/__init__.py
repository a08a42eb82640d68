"""ComfyUI on a machine of the operator's: any graph that it can run, exported for its API."""

from __future__ import annotations
