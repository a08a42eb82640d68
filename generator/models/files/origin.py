"""Where a scene's picture comes from."""

from __future__ import annotations

from django.db import models


class Origin(models.TextChoices):
    """Where a scene's picture comes from."""

    PAINTED = "painted"
    PHOTO = "photo", "part of the film's photo"
    UPLOAD = "upload", "a picture of the owner's for this scene"
    CLIP = "clip", "a clip of the owner's for this scene"
    COLLECTION = "collection", "a photo from a collection"
    FOOTAGE = "footage", "a clip from a collection"
    MOVED = "moved", "a picture that a service set in motion"
    CARD = "card", "a plain card"


# Origins of what is shown as a clip.
MOVING = frozenset((Origin.CLIP, Origin.FOOTAGE, Origin.MOVED))
