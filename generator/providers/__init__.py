"""Providers: implementations of the studio's contracts, outside services among them."""

from __future__ import annotations
