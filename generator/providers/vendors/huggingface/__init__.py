"""Hugging Face: pictures by Stable Diffusion, FLUX and others."""

from __future__ import annotations
