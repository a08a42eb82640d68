"""Hugging Face: pictures from Stable Diffusion, FLUX and others."""

from __future__ import annotations
