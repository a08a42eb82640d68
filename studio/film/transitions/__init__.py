"""Transitions: what is seen between one shot and the next."""
