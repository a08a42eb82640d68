"""The stage makes a scene's clip once, with the picture that stands for it; a clip that cannot be read costs no film."""

from __future__ import annotations

import av
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from generator.models import Generation, Scene
from generator.models.files.origin import Origin
from generator.pipeline.stages import clips
from generator.pipeline.stages.illustrate import illustrate
from generator.pipeline.stages.narrate import narrate
from studio.film.plan import frame_size
from tests.support.factories import make_scene
from tests.support.media import photo
from tests.support.stand_ins import log


@pytest.fixture
def film(claimed, clip) -> Generation:
    generation = claimed(quality="480p")
    scene = make_scene(generation, clip_length=2.0, clip_has_sound=True)
    scene.clip_upload.save("upload", ContentFile(clip(tone=440.0)))
    make_scene(generation)
    return generation


def again(**changes) -> Generation:
    Scene.objects.filter(position=0).update(**changes)
    return Generation.objects.get()


def test_a_scene_gets_a_house_clip_its_sound_and_its_first_frame(film, run_stage, own_media):
    assert run_stage(illustrate, film) == 2
    scene = Scene.objects.get(position=0)
    assert (scene.image_origin, scene.shows_clip, scene.is_own_picture) == (Origin.CLIP, True, True)
    assert scene.clip_seconds == pytest.approx(2.0, abs=0.11)
    with scene.image.open() as file, Image.open(file) as picture:
        assert picture.size == frame_size("16:9", "480p")
    with scene.clip.open() as file, av.open(file) as container:
        assert not container.streams.audio
        assert container.streams.video[0].codec_context.height == 480
    assert scene.clip_sound_file.size > 48_000
    assert scene.clip_upload, "Another part may be wanted."
    assert log.count("image") == 1
    assert set(scene.file_names()) >= {scene.clip.name, scene.clip_upload.name, scene.clip_sound_file.name}


def test_a_clip_is_made_once_and_anew_for_another_part_or_size(film, run_stage, own_media):
    run_stage(illustrate, film)
    first = Scene.objects.get(position=0)
    assert run_stage(illustrate, again()) == 0
    assert run_stage(illustrate, again(clip_ending="loop", clip_sound="under")) == 0
    assert run_stage(illustrate, again(clip_start=1.0)) == 1
    second = Scene.objects.get(position=0)
    assert second.clip_seconds == pytest.approx(1.0, abs=0.11)
    assert not default_storage.exists(first.clip.name)
    assert not default_storage.exists(first.image.name)
    Generation.objects.update(size="1:1")
    assert run_stage(illustrate, again()) == 2


def test_a_picture_in_place_of_a_clip_takes_its_files_away(film, run_stage, own_media):
    run_stage(illustrate, film)
    scene = Scene.objects.get(position=0)
    made = [scene.clip.name, scene.clip_sound_file.name]
    gone = scene.drop_clip()
    scene.is_own_picture, scene.image_fingerprint = False, ""
    scene.save()
    assert gone
    assert Scene.objects.get(position=0).clip, "The film of now may be gone back to."
    run_stage(illustrate, again())
    scene = Scene.objects.get(position=0)
    assert (scene.clip.name, scene.clip_seconds, scene.image_origin) == ("", None, Origin.PAINTED)
    assert not any(map(default_storage.exists, made))


def test_a_picture_of_ones_own_in_place_of_a_clip_is_shown(film, run_stage, own_media):
    run_stage(illustrate, film)
    scene = Scene.objects.get(position=0)
    scene.drop_clip()
    scene.upload.save("upload", ContentFile(photo()))
    run_stage(illustrate, again())
    scene = Scene.objects.get(position=0)
    assert (scene.image_origin, scene.shows_clip) == (Origin.UPLOAD, False)


def test_a_broken_clip_is_stood_in_for_with_a_sentence(film, run_stage, own_media):
    scene = Scene.objects.get(position=0)
    scene.clip_upload.save("upload", ContentFile(b"\x00\x00\x00\x18ftypmp42" + bytes(100)))
    run_stage(illustrate, again(clip_sound="instead"))
    scene = Scene.objects.get(position=0)
    assert scene.image_fell_back
    assert "damaged or incomplete" in scene.error
    assert scene.image
    assert not scene.replaces_narrator
    # Another part of it may be whole; this one is tried again when its owner asks for it.
    assert default_storage.exists(scene.clip_upload.name)
    assert run_stage(illustrate, again()) == 0
    assert run_stage(illustrate, again(clip_start=0.5)) == 1
    Scene.objects.forget_stand_ins()
    assert run_stage(illustrate, again()) == 1


def test_nobody_speaks_where_the_clip_does(film, run_stage, own_media):
    assert run_stage(narrate, again(clip_sound="instead")) == 1
    assert not Scene.objects.get(position=0).speech
    assert run_stage(narrate, again(clip_sound="under")) == 1


@pytest.mark.parametrize(
    ("words", "sound", "seconds"),
    [
        ("A boat.", "off", 15.0),
        ("word " * 60, "off", 60.0),
        ("word " * 190, "off", 120.0),
        ("A boat.", "instead", 120.0),
    ],
)
def test_of_a_long_clip_only_what_the_scene_may_need_is_made(claimed, tmp_path, words, sound, seconds):
    generation = claimed()
    make_scene(generation, narration="Before.")
    scene = make_scene(generation, narration=words, clip_upload="clip", clip_start=3.0, clip_sound=sound)
    made_from, _ = clips.clip_order(generation, scene, tmp_path) or ("", None)
    scene.narration = words.replace("boat", "ship")
    assert (clips.clip_order(generation, scene, tmp_path) or ("",))[0] == made_from
    assert clips._needed(generation, scene) == seconds
    shared = make_scene(generation, narration="", clip_upload="clip")
    assert clips._needed(generation, shared) == (seconds if sound == "off" else 15.0)
    scene.clip_end = 5.0
    assert (clips.clip_order(generation, scene, tmp_path) or ("",))[0] != made_from
