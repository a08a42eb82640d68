"""Still pictures under a moving camera, painted straight into the encoder's frames."""

from __future__ import annotations
