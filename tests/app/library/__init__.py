"""Tests of how owners keep their films."""
