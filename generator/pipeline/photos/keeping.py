"""How a picture, a photo or a clip that came is kept in its scene, and what the row notes of how it was made."""

from __future__ import annotations

from typing import Any

from generator.models import Scene
from generator.models.credits.credited import told_credit
from generator.models.files.origin import Origin
from generator.models.files.stored import delete_unnamed
from generator.pipeline.jobs import edges_of
from generator.pipeline.photos.making import FoundClip, FoundPhoto
from generator.pipeline.photos.ordering import Stamps
from generator.pipeline.products import keep_files, picture_files
from generator.pipeline.stages.clips import ClipPicture, keep_made_clip, without_clip
from generator.pipeline.stages.photo import ViewPicture
from generator.providers.calling.chain import Served
from studio.contracts import Picture


def keep_found(scene: Scene, marks: Stamps, served: Served[Any]) -> None:
    """Store what came: a clip, or a picture."""
    if isinstance(served.value, ClipPicture):
        keep_made_clip(scene, marks.of(served.value), served, **_told_of_clip(served))
    else:
        keep_picture(scene, marks.of(served.value), served)


def _told_of_clip(served: Served[Any]) -> dict[str, Any]:
    told = told_of(served)
    return {name: told[name] for name in told if name not in ("image_seconds", "image_tries", "focus")}


def keep_picture(scene: Scene, made_from: str, served: Served[Picture], **fields: Any) -> None:
    """Store a picture in the place of the one that the scene has, or of its clip."""
    no_clip, gone = without_clip(scene)
    told = told_of(served)
    if fields.get("is_own_picture"):
        told["image_origin"] = Origin.UPLOAD
    keep_files(
        scene,
        picture_files(served.value, "picture"),
        image_fingerprint=made_from,
        **told,
        **no_clip,
        **fields,
    )
    delete_unnamed(gone)


def told_of(served: Served[Picture]) -> dict[str, Any]:
    """Return what a row notes of how its picture was made."""
    return {
        "image_origin": _origin_of(served.value),
        "credit": told_credit(served.value.credit),
        "image_provider": served.maker(served.value.model)[:100],
        "image_fell_back": served.fell_back,
        "image_seed": served.value.seed,
        "image_seconds": served.seconds,
        "image_tries": served.tries,
        "error": served.reason[:500],
        "focus": stored_focus(served.value),
    }


def _origin_of(picture: Picture) -> Origin:
    if isinstance(picture, FoundPhoto):
        return Origin.COLLECTION
    if isinstance(picture, ClipPicture):
        return Origin.FOOTAGE if isinstance(picture, FoundClip) else Origin.MOVED
    return Origin.PHOTO if isinstance(picture, ViewPicture) else Origin.PAINTED


def stored_focus(picture: Picture) -> list[list[Any]]:
    seen = picture.focus if isinstance(picture, ViewPicture) else ()
    return [[area.name, *edges_of(area)] for area in seen]
