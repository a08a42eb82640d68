"""Make the picture of each scene."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generator.models import Cutaway, Generation, Scene
from generator.models.credits.credited import told_credit
from generator.models.files.stored import delete_unnamed
from generator.pipeline.bookends import bookend_jobs
from generator.pipeline.decoding import clean_picture, stop_decoding_with_run
from generator.pipeline.jobs import (
    Job,
    Report,
    bring_here,
    fingerprint,
    picture_size,
    stop_with_run,
)
from generator.pipeline.photos.keeping import keep_found, keep_picture, stored_focus
from generator.pipeline.photos.making import FoundPhoto
from generator.pipeline.photos.moving import Moving, moved_or_still, refusal_for, stamps_of_moved
from generator.pipeline.photos.ordering import (
    Photos,
    Stamps,
    found_or_painted,
    instead_of_photo,
    photo_for_cutaway,
    photos_of,
    stamps,
)
from generator.pipeline.photos.picked import picked_or_painted, picked_stamps
from generator.pipeline.products import keep_files, picture_files
from generator.pipeline.reframing import is_of_service, other_sizes, reframed_or
from generator.pipeline.stages.clips import (
    clip_order,
    keep_clip,
)
from generator.pipeline.stages.cutaways import choose_cutaways, shows_photo
from generator.pipeline.stages.photo import Photo, PhotoView, ViewPicture
from generator.pipeline.stages.sentences import choose_sentences, is_scenery
from generator.pipeline.stand_ins import keep_stand_in_picture, reason_of, stand_in_picture, with_stand_in
from generator.providers.calling.budget import Budget
from generator.providers.calling.chain import Chain, Served
from generator.providers.factory import get_provider, has_service
from generator.providers.prompts import soften
from studio.contracts import ImageProvider, Picture
from studio.film.uploads.pictures import check_picture
from studio.painter.read.scenery import as_scenery

# The provider that is named for pictures of the owner.
OWN_PICTURE = "Upload"
# Added to the variant after a refusal: the same seed might be refused again.
SOFTENED = 1000
# Added to the variant for each cutaway of a scene, so that no other scene has the same.
CUTAWAY = 10_000


def illustrate(generation: Generation, workdir: Path) -> list[Job[Any]]:
    choose_sentences(generation, list(generation.scenes.all()))
    choose_cutaways(generation, list(generation.scenes.prefetch_related("cutaways")))
    scenes = list(generation.scenes.prefetch_related("cutaways"))
    photo = (
        Photo(generation, scenes, workdir, picture_size(generation.size, generation.quality))
        if generation.input_image
        else None
    )
    means = Means(workdir, Budget(), photos_of(generation, scenes, workdir))
    jobs = [_job(generation, scene, photo, means) for scene in scenes]
    # Of scenes that are only looked at, their first pictures are seen.
    jobs += [
        _cutaway_job(generation, scene, cutaway, place, photo, means)
        for scene in (() if generation.shows_scenes_first else scenes)
        for place, cutaway in enumerate(scene.cutaways.all())
    ]
    return [job for job in jobs if job] + bookend_jobs(generation, workdir)


@dataclass(frozen=True, slots=True)
class Means:
    """What the pictures of one run share: a folder, the refusals of services, and the photos of collections.

    Without photos nothing is found: then a scene is only asked whether its picture is missing.
    """

    workdir: Path
    budget: Budget
    photos: Photos | None = None


def order_picture(scene: Scene, workdir: Path, photos: Photos | None = None) -> Order | None:
    """Return how the picture of one scene is made, beside any run of its film."""
    generation: Generation = scene.generation
    size = picture_size(generation.size, generation.quality)
    photo = (
        Photo(generation, list(generation.scenes.all()), workdir, size) if generation.input_image else None
    )
    return _order(generation, scene, photo, Means(workdir, Budget(), photos))


def _job(generation: Generation, scene: Scene, photo: Photo | None, means: Means) -> Job[Any] | None:
    """Return the job of making a scene's picture, with a stand-in if that fails, or None if it is not missing."""
    scene.generation = generation
    try:
        order = _order(generation, scene, photo, means)
    except Exception as error:
        order = Order(
            fingerprint("no picture", scene.pk), partial(_raise, error), partial(keep_picture, scene, "")
        )
    if order is None:
        return None

    def stand_in(error: Exception, report: Report) -> None:
        why = reason_of(error, scene, "picture")
        report(0.0)
        size = picture_size(generation.size, generation.quality)
        keep_stand_in_picture(scene, stand_in_picture(scene, size, why), order.made_from)

    return with_stand_in(Job(order.call, order.keep), stand_in)


def _cutaway_job(
    generation: Generation, scene: Scene, cutaway: Cutaway, place: int, photo: Photo | None, means: Means
) -> Job[Any] | None:
    """Return the job of making a cutaway, or None if it is not missing. If that fails, the scene goes without it."""
    cutaway.scene = scene
    found_from = nothing_from = ""
    if photo and shows_photo(generation, scene):
        words = scene.narration.split()[cutaway.word :]
        view = photo.cutaway(scene, " ".join(words), place)
        made_from, kept = view.fingerprint, {view.fingerprint}
        call: Callable[[Report], Served[Picture]] = partial(_show, view)
    else:
        number = scene.picture_number + CUTAWAY * (place + 1)
        prompt = as_scenery(cutaway.prompt) if is_scenery(scene, cutaway.word) else cutaway.prompt
        made_from, call = _painting(generation, scene, None, Budget(), prompt=prompt, number=number)
        size = picture_size(generation.size, generation.quality)
        kept = _painted_in(generation, scene, {size}, cutaway.prompt, number)
        if scene.wants_photo and cutaway.prompt:
            marks = stamps(scene, cutaway.prompt, size, number, made_from)
            asked = {"prompt": cutaway.prompt, "size": size}
            call = partial(photo_for_cutaway, means.photos, scene, asked, call)
            made_from, found_from, kept = marks.instead, marks.photo, {marks.instead, marks.photo}
            # Looked for once: a later run does not ask again for what there is not.
            nothing_from = fingerprint("no photo", marks.photo)
    if (
        cutaway.image_fingerprint in kept and cutaway.image
    ) or cutaway.image_fingerprint == nothing_from != "":
        return None

    def leave_out(error: Exception, report: Report) -> None:
        reason_of(error, scene, "cutaway")
        if nothing_from:
            keep_files(cutaway, {"image": None, "layers": None}, image_fingerprint=nothing_from, credit={})
        else:
            cutaway.keep(image_fingerprint="")

    return with_stand_in(Job(call, partial(_keep_cutaway, cutaway, made_from, found_from)), leave_out)


def _keep_cutaway(cutaway: Cutaway, made_from: str, found_from: str, served: Served[Picture]) -> None:
    keep_files(
        cutaway,
        picture_files(served.value, "cutaway"),
        image_fingerprint=found_from if isinstance(served.value, FoundPhoto) else made_from,
        focus=stored_focus(served.value),
        credit=told_credit(served.value.credit),
    )


def _raise(error: Exception, report: Report) -> Served[Picture]:
    raise error


@dataclass(frozen=True, slots=True)
class Order:
    """A missing picture: the fingerprint of its input, how it is made, and how it is kept.

    `marks` has those of works of collections, if one is looked for.
    """

    made_from: str
    call: Callable[[Report], Served[Picture]]
    keep: Callable[[Served[Picture]], None]
    marks: Stamps | None = None

    def stamp(self, served: Served[Picture]) -> str:
        """Return the fingerprint of the picture that came."""
        return self.marks.of(served.value) if self.marks else self.made_from


def _order(generation: Generation, scene: Scene, photo: Photo | None, means: Means) -> Order | None:
    workdir = means.workdir
    if scene.clip_upload and not scene.upload:
        found = clip_order(generation, scene, workdir)
        return found and Order(*found, partial(keep_clip, scene, found[0]))
    if scene.is_own_picture and scene.image and not scene.upload:
        return None
    if scene.upload:
        made_from = fingerprint("own picture", generation.first_name(scene.upload.name))
        source = workdir / f"upload-{scene.position}"
        return Order(made_from, partial(_clean, scene, source), partial(_keep_own, scene, made_from))
    view = photo.view(scene) if photo and not (scene.is_painted or scene.picked) else None
    # With a picture service, the later scenes of a film from a photo are painted too: that is what it was set up for.
    if view and (scene.position == 0 or not (has_service("image") or scene.wants_photo)):
        made_from = view.fingerprint
        call: Callable[[Report], Served[Picture]] = partial(_show, view)
    else:
        prompt = as_scenery(scene.prompt) if is_scenery(scene) else scene.prompt
        made_from, call = _painting(generation, scene, view, means.budget, prompt=prompt)
        size, present = picture_size(generation.size, generation.quality), scene.image_fingerprint
        if scene.pick:
            marks = picked_stamps(scene, size, made_from)
            return _found_order(scene, marks, partial(picked_or_painted, scene, size, workdir, call))
        if scene.wants_photo:
            marks = stamps(scene, scene.prompt, size, scene.image_number, made_from)
            asked = {"prompt": scene.prompt, "size": size}
            return _found_order(scene, marks, partial(found_or_painted, means.photos, scene, asked, call))
        if scene.pictures_in_force == Generation.Pictures.MOVED:
            return _moved_order(scene, made_from, call, means)
        if scene.image and present in _painted_in(generation, scene, {size}):
            return None
        if is_of_service(scene) and present in _painted_in(generation, scene, other_sizes(generation)):
            call = partial(reframed_or, scene, workdir, call)
    if scene.image and scene.image_fingerprint == made_from:
        return None
    return Order(made_from, call, partial(keep_picture, scene, made_from))


def _found_order(scene: Scene, marks: Stamps, call: Callable[[Report], Served[Picture]]) -> Order | None:
    """Return how a scene gets a photo or clip, or else its painting; None if it has what it may have."""
    if scene.image and scene.image_fingerprint in marks.fitting:
        return None
    return Order(marks.instead, call, partial(keep_found, scene, marks), marks)


def _moved_order(
    scene: Scene, painted_from: str, paint: Callable[[Report], Served[Picture]], means: Means
) -> Order | None:
    """Return how the picture of a scene is painted and then set in motion; None if it has what it may have."""
    marks = stamps_of_moved(scene, painted_from)
    generation: Generation = scene.generation
    moving = Moving(workdir=means.workdir, budget=means.budget, refusal=refusal_for(generation, scene))
    asked = {"prompt": scene.prompt, "style": scene.style_in_force, "number": scene.image_number}
    return _found_order(scene, marks, partial(moved_or_still, moving, scene, asked, paint))


def _painting(
    generation: Generation,
    scene: Scene,
    view: PhotoView | None,
    budget: Budget,
    *,
    prompt: str = "",
    number: int | None = None,
) -> tuple[str, Callable[[Report], Served[Picture]]]:
    """Return the fingerprint of a painted picture, and the function that makes it, with `view` as the fallback.

    Prompt and number are the scene's, unless others are given.
    """
    style = scene.style_in_force
    width, height = picture_size(generation.size, generation.quality)
    prompt, number = prompt or scene.prompt, scene.image_number if number is None else number
    made_from = _painted_from(generation, prompt, style, (width, height), number)
    # Without the seed, which users do not choose: an identical new film reuses the pictures that were paid for.
    request = fingerprint("picture", generation.owner_id, prompt, style, width, height, number)
    asked = {
        "prompt": prompt,
        "style": style,
        "width": width,
        "height": height,
        "seed": generation.seed,
        "variant": number,
    }
    chain = get_provider("image")
    if view:
        chain = chain.or_else(OWN_PICTURE, lambda: view)
    return made_from, partial(_paint, chain, asked, request, budget)


def _painted_from(generation: Generation, prompt: str, style: str, size: tuple[int, int], number: int) -> str:
    return fingerprint("image", prompt, style, *size, generation.seed, number)


def _painted_in(
    generation: Generation,
    scene: Scene,
    sizes: set[tuple[int, int]],
    prompt: str = "",
    number: int | None = None,
) -> set[str]:
    """Return the fingerprints that a picture has in these sizes, painted with figures or as scenery alone.

    Prompt and number are the scene's, unless others are given. One that is there stays, whichever way it was painted:
    only another prompt asks for another picture.
    """
    prompt, number = prompt or scene.prompt, scene.image_number if number is None else number
    painted = {
        _painted_from(generation, way, scene.style_in_force, size, number)
        for way in (prompt, as_scenery(prompt))
        for size in sizes
    }
    # What was painted where no photo was found is the same picture.
    kinds = [kind for kind in Generation.Pictures if kind != Generation.Pictures.PAINTED]
    return painted | {instead_of_photo(one, kind) for one in painted for kind in kinds}


def _show(view: PhotoView, report: Report) -> Served[Picture]:
    return Served(value=view.make(), provider=OWN_PICTURE)


def _clean(scene: Scene, source: Path, report: Report) -> Served[Picture]:
    cleaned = source.with_suffix(".jpg")
    clean_picture(bring_here(scene.upload, source), cleaned, stop_decoding_with_run(report))
    picture = Picture(data=cleaned.read_bytes(), width=0, height=0, model=OWN_PICTURE)
    return Served(value=picture, provider=OWN_PICTURE)


def _paint(
    chain: Chain[ImageProvider], asked: dict[str, Any], request: str, budget: Budget, report: Report
) -> Served[Picture]:
    milder = {**asked, "prompt": soften(asked["prompt"]), "variant": asked["variant"] + SOFTENED}

    def check(picture: Picture) -> None:
        # The owner's picture has been checked already, and keeps its shape if it is shown whole.
        if not isinstance(picture, ViewPicture):
            check_picture(picture.data, asked["width"], asked["height"])

    return chain.call(
        # Whatever the camera is now: that can be changed without painting anew.
        lambda provider: provider.illustrate_in_layers(**asked),
        check=check,
        softened=lambda provider: provider.illustrate_in_layers(**milder),
        remember=request,
        alive=stop_with_run(report),
        budget=budget,
    )


def _keep_own(scene: Scene, made_from: str, served: Served[Picture]) -> None:
    """Store the cleaned picture in place of the upload, whose metadata may hold place and time."""
    upload = str(scene.upload.name)
    keep_picture(scene, made_from, served, upload="", is_own_picture=True)
    delete_unnamed([upload])
