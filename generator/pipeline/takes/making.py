"""A picture that was ordered for a scene besides the one that it shows: made by the same stage, beside any run of the film."""

from __future__ import annotations

import copy
import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from generator.exceptions import RunOverdueError, RunStoppedError
from generator.models import Scene, Take, TakeOrder
from generator.models.files.origin import Origin
from generator.models.files.stored import delete_unnamed
from generator.models.scenes.take import KINDS
from generator.pipeline.heartbeat import Heartbeat
from generator.pipeline.photos.keeping import told_of
from generator.pipeline.photos.ordering import Photos
from generator.pipeline.products import picture_files
from generator.pipeline.stages.illustrate import Order, order_picture
from generator.providers.calling.chain import Served
from generator.providers.calling.meter import made_for
from generator.providers.setup.whose import films_of
from studio.contracts import Picture
from studio.errors import StudioError, is_of_the_machine

logger = logging.getLogger(__name__)

NOT_MADE = "This picture could not be made. Please ask for another."
TOO_LONG = "Making this picture took longer than it may. Please ask for another."


def make_take(order: TakeOrder, *, should_stop: Callable[[], bool]) -> None:
    """Make a claimed picture, and put it beside the others of its scene; however it ends, the row says so.

    What a service has answered is remembered, so that a worker that takes up what another has left pays for nothing
    twice. Raises RunOverdueError if it lasted too long: something in this process may still hang.
    """
    settings.GENERATOR_WORK_DIR.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=settings.GENERATOR_WORK_DIR, ignore_cleanup_errors=True) as folder,
        Heartbeat(order, should_stop, lambda stage, progress: None) as heartbeat,
        films_of(order.scene.generation.owner_id),
    ):
        try:
            scene = as_ordered(order)
            picture = order_picture(scene, Path(folder), _photos(order, scene, Path(folder)))
            # A scene without its own picture always lacks one.
            assert picture
            with made_for(scene.generation_id, scene.generation.owner_id):
                served = picture.call(lambda share: heartbeat.check())
            heartbeat.check()
            _keep(order, scene, picture, served)
        except RunStoppedError:
            if should_stop():
                order.give_back()
        except RunOverdueError:
            order.fail(TOO_LONG)
            raise
        except Exception as error:
            is_told = isinstance(error, StudioError) and not is_of_the_machine(error)
            if not is_told:
                logger.error("A take of scene %s could not be made", order.scene_id, exc_info=error)
            order.fail(str(error) if is_told else NOT_MADE)


def as_ordered(order: TakeOrder) -> Scene:
    """Return the scene as if it were to be painted as ordered; it is never saved."""
    scene: Scene = copy.copy(order.scene)
    scene.generation = order.scene.generation
    scene.prompt, scene.style = order.prompt, order.style
    scene.is_painted, scene.is_own_picture = order.is_painted, False
    scene.pictures, scene.picked = order.pictures, {}
    scene.image_variant = order.variant
    for name in ("image", "layers", "upload", "clip_upload", "image_fingerprint"):
        setattr(scene, name, "")
    return scene


def _photos(order: TakeOrder, scene: Scene, folder: Path) -> Photos | None:
    """Return the photos for a scene that shows them; the best ones are left to orders before this one."""
    if not scene.wants_photo:
        return None
    before = TakeOrder.objects.on_the_way().filter(scene_id=order.scene_id, variant__lt=order.variant)
    return Photos(scene.generation, folder, skipped=before.count())


def still_fits(take: Take) -> bool:
    """Return whether the scene can show a take without anything being painted: not one of another shape or size."""
    if take.image_origin not in (Origin.PAINTED, Origin.COLLECTION):
        return True
    scene: Scene = copy.copy(take.scene)
    scene.generation = take.scene.generation
    take.put_into(scene)
    scene.upload = scene.clip_upload = ""
    # Where it is what the stage would make, none is missing.
    return order_picture(scene, Path()) is None


def _keep(order: TakeOrder, scene: Scene, picture: Order, served: Served[Picture]) -> None:
    """Store the picture, and name it in a row if the order still stands."""
    told = told_of(served)
    take = Take(
        scene=order.scene,
        prompt=scene.prompt,
        style=scene.style_in_force,
        variant=order.variant,
        cuts_away=scene.cuts_away,
        is_painted=scene.is_painted,
        pictures=KINDS.get(told["image_origin"], ""),
        image_fingerprint=picture.stamp(served),
        **told,
    )
    for name, content in picture_files(served.value, "take").items():
        if content:
            getattr(take, name).save(*content, save=False)
    if not order.fulfil(take):
        delete_unnamed(take.file_names())
