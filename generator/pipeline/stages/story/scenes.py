"""The scenes of a film that begins with several pictures: each shows its picture, and says what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from generator.models import Generation, Scene, StartPicture
from generator.models.files.origin import Origin
from generator.models.files.stored import delete_files
from generator.pipeline.jobs import fingerprint
from studio.contracts import is_speakable
from studio.film.reading import reading_seconds
from studio.text.marks.told import as_read
from studio.text.storyboard.sharing import share_out
from studio.text.words.language import identify

# Seconds that a picture without any words is seen, and that one is seen at least while others share its words.
SILENT, LEAST = 4.0, 2.0
# The provider that is named for pictures of the owner.
_OWN_PICTURE = "Upload"
_LONGEST_PROMPT = 300


@dataclass(slots=True)
class Told:
    """What is said over a picture; `seconds` is how long it is seen in silence, None where words are heard."""

    picture: StartPicture
    narration: str = ""
    seconds: float | None = None


def tell_pictures(generation: Generation) -> list[Told]:
    """Return what is said over each picture of a film.

    That is its own words; else its share of the text over all; where there is no such text, what is seen in it.
    """
    told = [Told(picture, picture.words.strip()) for picture in generation.start_pictures.all()]
    open_ones = [one for one in told if not one.narration]
    text = generation.input_text.strip()
    if is_speakable(as_read(text, verbatim=generation.verbatim)):
        # Not that of the film, which is known only once there are scenes.
        language = generation.chosen_language or identify(text)
        shares = share_out(text, len(open_ones), language, verbatim=generation.verbatim)
        for one, share in zip(open_ones, shares, strict=True):
            one.narration = share
    else:
        for one in open_ones:
            one.narration = one.picture.description.strip()
    _time_silent(told)
    return told


def _time_silent(told: list[Told]) -> None:
    """Let pictures without words be seen while those before go on, as far as these last long enough for all."""
    groups: list[list[Told]] = []
    for has_words, ones in groupby(told, key=lambda one: bool(one.narration)):
        if has_words:
            groups += [[one] for one in ones]
        elif groups:
            groups[-1] += ones
        else:
            groups.append(list(ones))
    for group in groups:
        words = group[0].narration
        together = int(reading_seconds(words) / LEAST) if words else 0
        for one in group[max(1 if words else 0, together) :]:
            one.seconds = SILENT


def told_from_pictures(generation: Generation) -> list[object]:
    """Return what the scenes of such a film are made from, besides its text; nothing for other films."""
    if not generation.has_start_pictures:
        return []
    rows = generation.start_pictures.all()
    files = [
        (row.words, row.description, generation.first_name(row.clip.name or row.image.name)) for row in rows
    ]
    return ["pictures", files]


def write_scenes(generation: Generation) -> int:
    """Make a scene of each picture, and return how many there are. Scenes of the same pictures keep what they have."""
    told = tell_pictures(generation)
    for position, one in enumerate(told):
        scene = generation.scenes.filter(position=position).first() or Scene(
            generation=generation, position=position
        )
        scene.generation = generation
        before = scene.file_names() if scene.pk else []
        scene.narration, scene.seconds = one.narration, one.seconds
        seen = one.picture.description or as_read(one.narration, verbatim=generation.verbatim)
        scene.prompt = scene.prompt if scene.pk and scene.prompt else seen[:_LONGEST_PROMPT]
        scene.cuts_away, scene.style = False, ""
        _show(generation, scene, one.picture)
        scene.save()
        kept = set(scene.file_names())
        delete_files([name for name in before if name not in kept])
    return len(told)


def _show(generation: Generation, scene: Scene, picture: StartPicture) -> None:
    if picture.clip:
        if scene.clip_upload.name == picture.clip.name:
            return
        scene.upload, scene.clip_upload = "", picture.clip.name
        scene.clip_length, scene.clip_has_sound = picture.clip_seconds, picture.clip_has_sound
        scene.clip_start, scene.clip_end = 0.0, None
        is_short = (picture.clip_seconds or 0.0) < (scene.seconds or reading_seconds(scene.as_read))
        scene.clip_ending = Scene.Ending.STRETCH if is_short else Scene.Ending.HOLD
        return
    scene.drop_clip()
    scene.clip, scene.clip_sound_file, scene.clip_filmstrip, scene.clip_seconds = "", "", "", None
    if not picture.image and not picture.upload:
        return
    scene.is_own_picture, scene.layers, scene.focus = True, "", []
    if not picture.image:
        # It could not be read: the scene says so, and lets go of it.
        scene.upload = picture.upload.name
        StartPicture.objects.filter(pk=picture.pk).update(upload="")
        return
    scene.upload, scene.image = "", picture.image.name
    scene.image_fingerprint = fingerprint("own picture", generation.first_name(picture.image.name))
    scene.image_origin, scene.image_provider = Origin.UPLOAD, _OWN_PICTURE
    scene.image_fell_back, scene.error = False, ""
