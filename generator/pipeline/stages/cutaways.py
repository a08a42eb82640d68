"""The choice of the later sentences of scenes that get pictures of their own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from django.db import transaction

from generator.exceptions import RunStoppedError
from generator.models import Cutaway, Generation, Scene
from generator.models.files.stored import delete_files
from generator.pipeline.jobs import fingerprint
from generator.providers.factory import has_service
from studio.film.plan import CUTTINGS
from studio.film.text.words import ending_of
from studio.text.storyboard.cutaways import Later, find_later

# Letters spoken a second, to guess how long a scene will last and when a word of it comes.
_LETTERS_A_SECOND = 14.0
# A picture is shown for at least this share of the least time that the cutting wants.
_LEAST = 0.75


def choose_cutaways(generation: Generation, scenes: Sequence[Scene]) -> None:
    """Write which sentences of a claimed film's scenes get pictures, where that was not decided yet.

    A decision stands until the scene's own words or the cutting change: what is done to other scenes leaves it alone.
    Raises RunStoppedError if the run no longer holds its lease.
    """
    reasons = {scene: _chosen_from(generation, scene) for scene in scenes}
    new = [scene for scene in scenes if scene.cutaway_fingerprint != reasons[scene]]
    if not new:
        return
    found = _find(generation, scenes) if any(reasons[scene] for scene in new) else {}
    with transaction.atomic():
        if not generation.held().select_for_update().exists():
            raise RunStoppedError
        for scene in new:
            _replace(scene, _choose(generation, scene, found[scene]) if reasons[scene] else [])
            Scene.objects.filter(pk=scene.pk).update(cutaway_fingerprint=reasons[scene])


def shows_photo(generation: Generation, scene: Scene) -> bool:
    """Return whether a scene shows the owner's photo: the first one does, whatever photos the others have."""
    is_found = scene.wants_photo and scene.position > 0
    return bool(generation.input_image) and not scene.is_painted and not is_found


def _chosen_from(generation: Generation, scene: Scene) -> str:
    """Return a fingerprint of what decides on a scene's cutaways, or "" if it gets none.

    A service would have to be paid for each of them, so its scenes only show their picture from nearer.
    """
    cutting = generation.cutting_in_force
    is_own = scene.is_own_picture or scene.upload or scene.clip_upload or scene.wants_clip
    is_paid_for = has_service("image") and not scene.wants_photo
    if not (cutting and scene.narration and scene.cuts_away) or is_own or is_paid_for:
        return ""
    told = (cutting, scene.narration, generation.language, scene.pace_in_force)
    # Scenes of before show their picture only, and keep what was chosen.
    graphics = ["graphics", _graphic_words(scene)] if scene.graphics else []
    return fingerprint("cutaways", *told, *graphics)


def _graphic_words(scene: Scene) -> list[tuple[int, int]]:
    """Return the ranges of words of a scene that are shown as words and figures, which need no picture."""
    starts = [sentence["first"] for sentence in scene.sentences] + [len(scene.as_read.split())]
    ranges = zip(scene.sentences, pairwise(starts), strict=True)
    return [span for sentence, span in ranges if sentence["graphic"]]


def _find(generation: Generation, scenes: Sequence[Scene]) -> dict[Scene, tuple[Later, ...]]:
    """Return the sentences of each scene that could have a picture; for views of the photo, its clauses."""
    narrations = [scene.as_read for scene in scenes]
    later = find_later(narrations, generation.language or "en", generation.keyword_list)
    found = {
        scene: _clauses(scene.as_read) if shows_photo(generation, scene) else ones
        for scene, ones in zip(scenes, later, strict=True)
    }
    return {scene: _where_pictures_are(scene, ones) for scene, ones in found.items()}


def _where_pictures_are(scene: Scene, found: Sequence[Later]) -> tuple[Later, ...]:
    graphic = _graphic_words(scene)
    return tuple(one for one in found if not any(start <= one.word < end for start, end in graphic))


def _clauses(narration: str) -> tuple[Later, ...]:
    words = narration.split()
    ends = [place for place, word in enumerate(words[:-1], 1) if ending_of(word)]
    return tuple(Later(place, "") for place in ends)


def _choose(generation: Generation, scene: Scene, found: Sequence[Later]) -> list[Later]:
    chosen = _spread(generation, scene, found)
    if chosen or not shows_photo(generation, scene):
        return chosen
    # A view of the photo need not wait for what is said.
    anywhere = [Later(place, "") for place in range(1, len(scene.as_read.split()))]
    return _spread(generation, scene, _where_pictures_are(scene, anywhere))


def _spread(generation: Generation, scene: Scene, found: Sequence[Later]) -> list[Later]:
    """Return those that lie far enough apart, and from the scene's beginning and end."""
    least, most = CUTTINGS[generation.cutting_in_force]
    words, chosen, last = scene.as_read.split(), list[Later](), 0.0
    seconds = _seconds(scene.as_read, scene)
    for one in found if seconds > most else ():
        at = _seconds(" ".join(words[: one.word]), scene)
        if min(at - last, seconds - at) >= _LEAST * least:
            chosen.append(one)
            last = at
    return chosen


def _seconds(text: str, scene: Scene) -> float:
    return len(text) / _LETTERS_A_SECOND / scene.pace_in_force


def _replace(scene: Scene, chosen: Sequence[Later]) -> None:
    """Write the cutaways of a scene; one that stays as it was keeps its picture."""
    wanted = {(one.word, one.prompt) for one in chosen}
    gone = [cutaway for cutaway in scene.cutaways.all() if (cutaway.word, cutaway.prompt) not in wanted]
    delete_files([name for cutaway in gone for name in cutaway.file_names()])
    scene.cutaways.filter(pk__in=[cutaway.pk for cutaway in gone]).delete()
    kept = {(cutaway.word, cutaway.prompt) for cutaway in scene.cutaways.all() if cutaway not in gone}
    new = [one for one in chosen if (one.word, one.prompt) not in kept]
    Cutaway.objects.bulk_create(Cutaway(scene=scene, word=one.word, prompt=one.prompt) for one in new)
