"""Quiet effects: sounds that go with what a shot shows, synthesised, far below voice and music."""
