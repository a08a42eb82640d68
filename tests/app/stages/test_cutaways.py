"""Further pictures of a scene: for which sentences, when anew, and what happens if one cannot be made."""

from __future__ import annotations

import pytest
from PIL import Image

from generator.exceptions import RunStoppedError
from generator.models import Cutaway, Generation, Scene
from generator.pipeline.stages.illustrate import illustrate, picture_size
from generator.pipeline.stages.render import render
from studio.errors import ProviderError
from tests.app.stages.conftest import photo
from tests.support.factories import make_scene
from tests.support.stand_ins import PROVIDERS, QuickImage, log

LONG = (
    "The keeper of the lighthouse climbs two hundred steps every evening. "
    "A horse stands in the shallow river and drinks from it all evening."
)
SHORT = "The horse ran away."


def told(claimed, *narrations: str, **fields) -> Generation:
    generation = claimed(**{"language": "en", **fields})
    for words in narrations or (LONG, SHORT):
        make_scene(generation, narration=words, prompt="keeper climbing steps, lighthouse")
    return generation


def again(**changes) -> Generation:
    Generation.objects.update(**changes)
    return Generation.objects.get()


def prompts() -> list[str]:
    return [asked["prompt"] for kind, asked in log.calls if kind == "image"]


def test_a_later_sentence_of_a_long_scene_gets_a_picture_of_what_it_says(claimed, run_stage):
    assert run_stage(illustrate, told(claimed)) == 3
    (cutaway,) = Cutaway.objects.all()
    assert cutaway.scene.position == 0
    assert LONG.split()[cutaway.word] == "A"
    assert "horse" in cutaway.prompt
    assert prompts()[2] == cutaway.prompt
    with cutaway.image.open() as file, Image.open(file) as picture:
        assert picture.size == picture_size("16:9", "720p")


@pytest.mark.parametrize(
    "fields",
    [{"cutting": "scenes"}, {"cutting": "calm", "pace": 1.3}],
    ids=["from scene to scene", "short enough"],
)
def test_it_gets_none_if_the_picture_is_not_to_change(claimed, run_stage, fields):
    words = LONG if fields["cutting"] == "scenes" else LONG[:120] + "."
    assert run_stage(illustrate, told(claimed, words, **fields)) == 1
    assert not Cutaway.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [{"cuts_away": False}, {"is_own_picture": True}, {"narration": ""}],
    ids=lambda value: str(value),
)
def test_a_scene_whose_picture_its_owner_chose_gets_none(claimed, run_stage, fields):
    generation = told(claimed)
    generation.scenes.filter(position=0).update(**fields)
    run_stage(illustrate, generation)
    assert not Cutaway.objects.exists()


def test_a_service_is_not_paid_for_further_pictures(settings, claimed, run_stage):
    service = {"BACKEND": "tests.support.stand_ins.QuickImage", "EXTERNAL": True, "AT_ONCE": 2}
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [service, *PROVIDERS["image"]]}
    assert run_stage(illustrate, told(claimed)) == 2
    assert not Cutaway.objects.exists()


def test_scripts_without_spaces_have_none(claimed, run_stage):
    words = "狐狸在雪地里走了很久很久。它看见一只小兔子躲在树下。然后它慢慢地走回家去了。" * 5
    run_stage(illustrate, told(claimed, words, language="zh"))
    assert not Cutaway.objects.exists()


def test_a_portrait_film_is_lively_by_itself_and_has_more(claimed, run_stage):
    words = (
        "The fox runs home. " * 3 + "The owl flies over the village church. The ship leaves the old harbour."
    )
    run_stage(illustrate, told(claimed, words, size="9:16"))
    assert Cutaway.objects.count() == 2
    run_stage(illustrate, again(cutting="scenes"))
    assert not Cutaway.objects.exists()


def test_nothing_is_made_twice_and_other_scenes_words_change_nothing(claimed, run_stage):
    generation = told(claimed, SHORT, LONG)
    run_stage(illustrate, generation)
    before = Cutaway.objects.get()
    assert run_stage(illustrate, again()) == 0
    generation.scenes.filter(position=0).update(narration="Night fell over the desert, and a ship sailed by.")
    assert run_stage(illustrate, again()) == 0
    after = Cutaway.objects.get()
    assert (after.pk, after.prompt, after.image.name) == (before.pk, before.prompt, before.image.name)


def test_its_own_new_words_choose_anew_and_remove_the_old_file(
    claimed, run_stage, own_media, django_capture_on_commit_callbacks
):
    generation = told(claimed, LONG)
    run_stage(illustrate, generation)
    old = Cutaway.objects.get().image.name
    generation.scenes.update(narration=LONG.replace("horse", "camel"))
    with django_capture_on_commit_callbacks(execute=True):
        run_stage(illustrate, again())
    (new,) = Cutaway.objects.all()
    assert "camel" in new.prompt
    assert not (own_media / old).exists()
    assert len([path for path in own_media.rglob("*") if path.is_file()]) == 2


def test_another_picture_of_a_scene_means_all_of_them(claimed, run_stage):
    generation = told(claimed, LONG)
    run_stage(illustrate, generation)
    generation.scenes.update(variant=7)
    assert run_stage(illustrate, again()) == 2


def test_a_film_from_a_photo_shows_another_part_of_it(claimed, run_stage):
    generation = claimed(
        kind="image", language="en", input_image=photo(1600, 1200), boxes=[["dog", 0.6, 0.5, 0.75, 0.7]]
    )
    make_scene(
        generation,
        narration="This was a long and quiet day by the sea, with friends and with very much to eat and to drink, and our dog swam far out, and came back.",
    )
    run_stage(illustrate, generation)
    (cutaway,) = Cutaway.objects.all()
    assert cutaway.prompt == ""
    assert cutaway.focus
    assert log.count("image") == 0


def test_one_that_cannot_be_made_is_left_out_and_the_scene_is_as_it_was(claimed, run_stage, monkeypatch):
    paint = QuickImage.illustrate

    def illustrate_but_herons(self, **asked):
        if "horse" in asked["prompt"]:
            raise ProviderError("No herons today.")
        return paint(self, **asked)

    monkeypatch.setattr(QuickImage, "illustrate", illustrate_but_herons)
    run_stage(illustrate, told(claimed, LONG))
    assert not Cutaway.objects.get().image
    assert not Scene.objects.get().image_fell_back


def test_a_lost_run_chooses_nothing(claimed, tmp_path):
    generation = told(claimed)
    Generation.objects.update(lease=99)
    with pytest.raises(RunStoppedError):
        illustrate(generation, tmp_path)
    assert not Cutaway.objects.exists()


def test_all_its_files_are_counted_and_go_with_it(
    claimed, run_stage, own_media, django_capture_on_commit_callbacks
):
    generation = told(claimed, LONG)
    run_stage(illustrate, generation)
    assert Cutaway.objects.get().image.name in generation.file_names()
    with django_capture_on_commit_callbacks(execute=True):
        Generation.objects.get().delete()
    assert not any(path.is_file() for path in own_media.rglob("*"))


def test_a_film_is_made_anew_only_for_a_cutting_that_it_did_not_have(claimed, run_stage, tmp_path):
    generation = told(claimed, LONG, cutting="scenes")
    made = [len(render(again(cutting=cutting), _folder(tmp_path, cutting))) for cutting in ("scenes", "calm")]
    assert made == [1, 1]
    assert generation.cutting == "scenes"


def _folder(root, name: str):
    folder = root / name
    folder.mkdir()
    return folder
