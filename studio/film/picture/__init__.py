"""Still pictures under a camera, painted straight into the frames of the encoder."""

from __future__ import annotations
