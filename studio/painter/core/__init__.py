"""Arrays, colours, noise, the view and the camera that every other room of the painter uses."""

from __future__ import annotations
