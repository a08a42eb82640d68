"""Stable Diffusion WebUI's API: A1111, Forge, sd.cpp on a machine of the operator's."""

from __future__ import annotations
