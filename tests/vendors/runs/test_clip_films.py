"""Whole films of clips from collections: found, cut to their scenes, credited, and replaced where nothing is found."""

from __future__ import annotations

import io
from pathlib import Path

import av
import pytest
from django.core.cache import caches
from django.urls import reverse
from PIL import Image

from generator.models import Generation, Scene, User
from generator.models.credits.listed import credits_in
from generator.models.library.duplicate import duplicate
from generator.pipeline import run as pipeline
from generator.pipeline.photos.making import part_of
from generator.pipeline.remade import what_is_remade
from generator.pipeline.stages.shots import _clip
from studio.film import plan as timeline
from studio.film.plan import FilmPlan
from tests.support.factories import make_generation
from tests.support.stand_ins import PROVIDERS, log
from tests.support.unrendered import unrendered
from tests.vendors.conftest import clip_collections, closed_port, collections
from tests.vendors.fakes import pexels
from tests.vendors.offers import asked, ready_clips
from tests.vendors.server import Answer, Services, in_json, page

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "A red fox crosses the snow. An old lighthouse stands by the sea. Storks return to the village."
FOX = "A red fox crosses the snow."
SMALL = (320, 180)


@pytest.fixture(autouse=True)
def plans(request, settings, monkeypatch, services: Services) -> list[FilmPlan]:
    settings.GENERATOR_PROVIDERS = {
        **PROVIDERS,
        "photo": collections(services.url),
        "clip": clip_collections(services.url)[1:],
    }
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", SMALL)
    ready_clips(320)
    seen: list[FilmPlan] = []

    def rendered_at_once(plan: FilmPlan, folder: Path, *others: object) -> object:
        seen.append(plan)
        return unrendered(plan, folder)

    if "really_rendered" not in request.fixturenames:
        monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)
    return seen


@pytest.fixture
def really_rendered() -> None:
    """Have the film cut by the real renderer."""


def film(owner: User | None = None, **fields) -> Generation:
    values = {
        "input_text": TEXT,
        "title": "",
        "music": "",
        "pictures": "clips",
        "shows": "pictures",
        "split": "sentence",
    }
    return again(make_generation(owner, **values | fields))


def again(generation: Generation) -> Generation:
    taken = Generation.objects.take(generation.pk, generation.lease, "test")
    assert taken
    pipeline.run(taken)
    generation.refresh_from_db()
    return generation


def edited(made: Generation, **changes: object) -> Generation:
    assert made.revise(**{"input_text": made.input_text, **changes})
    return again(made)


def origins(made: Generation) -> list[str]:
    return [scene.image_origin for scene in made.scenes.all()]


def first(made: Generation) -> Scene:
    scene = made.scenes.first()
    assert scene
    return scene


def fetched(services: Services) -> list[str]:
    return [call.path for call in services.calls if ".mp4" in call.path]


def test_a_text_becomes_a_film_of_clips_with_their_credits(services, really_rendered):
    made = film()
    assert made.status == "succeeded"
    scenes = list(made.scenes.all())
    assert origins(made) == ["footage"] * 3
    assert not any(scene.fell_back or scene.error for scene in scenes)
    assert log.count("image") == 0
    # The smallest file that fills the film, once for each scene, and no photo.
    assert len(fetched(services)) == 3
    assert all("-320.mp4" in path for path in fetched(services))
    assert len(services.calls) == 3 + len([call for call in services.calls if "/videos/" in call.path])
    for scene in scenes:
        assert scene.shows_clip
        assert not any((scene.clip_sound_file, scene.clip_upload, scene.is_own_picture))
        with scene.clip.open("rb") as file, av.open(file) as clip:
            assert (clip.streams.video[0].width, clip.streams.video[0].height) == SMALL
            assert not clip.streams.audio
        with scene.image.open("rb") as file:
            assert Image.open(io.BytesIO(file.read())).size == SMALL
    works = credits_in(made.film.scenes).works
    assert [(work.what, work.credit.source) for work in works] == [("Clip", "Pexels")] * 3
    assert len({work.credit.page for work in works}) == 3
    assert all(work.credit.fetched and work.credit.author for work in works)
    assert made.made_with.count("Pexels") == 1
    # The camera of each clip goes over its landscape, so that its scene moves.
    with made.film.video.open("rb") as file, av.open(file) as container:
        shown = [frame.to_ndarray(format="gray8") for frame in container.decode(video=0)]
    quarter = len(shown) // 8
    assert abs(shown[quarter].astype(int) - shown[quarter + 10].astype(int)).mean() > 1.0


def test_clips_play_without_their_sound_and_as_long_as_their_scenes(plans):
    film()
    for shot in plans[-1].shots:
        if shot.card:
            continue
        assert shot.clip
        assert shot.clip_sound is None
        assert shot.clip.speed == 1.0
        assert not shot.cutaways


def test_a_clip_that_is_too_short_runs_slower():
    def speed(seconds: float, words: float) -> float:
        scene = Scene(narration="x", image_origin="footage", clip_seconds=seconds, speech_duration=words)
        return _clip(scene, Path("clip.mp4")).speed

    assert speed(12, 6) == 1.0
    assert 0.6 < speed(4, 5) < 0.8
    assert speed(2, 20) == 0.5


@pytest.mark.long
def test_a_clip_shorter_than_half_of_its_scene_is_not_taken_and_a_long_one_comes_first(services, settings):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "clip": clip_collections(services.url)[1:2]}

    def short(call):
        if ".mp4" in call.path:
            return services.good["pexels"](call)
        words = asked(call)["query"]
        lengths = {1: 1, 2: 3, 3: 12, 4: 900}
        return in_json({"videos": [pexels.video(call, words, n, duration=lengths[n]) for n in lengths]})

    services.on("pexels", short)
    words = "A red fox crosses the deep and quiet snow of the forest in the early morning."
    made = film(input_text=words, split="sentence")
    assert first(made).credit["page"].endswith("-5003/")
    assert not [path for path in fetched(services) if "-1-" in path or "-4-" in path]


def test_a_long_clip_is_shown_from_behind_its_beginning():
    assert part_of(12, 8, 15) == (0, 12)
    assert part_of(60, 8, 15) == (13, 28)
    assert part_of(600, 20, 60) == (145, 205)


def test_where_no_clip_is_found_a_photo_stands_in_and_then_the_painter(services, settings):
    for name in ("pexels", "pixabay"):
        services.on(name, in_json({"videos": [], "hits": [], "photos": []}))
    services.on("internet_archive", in_json({"response": {"docs": []}}))
    made = film(input_text=FOX)
    scene = first(made)
    assert (scene.image_origin, scene.image_fell_back) == ("collection", True)
    assert scene.error == "No free clip was found for this scene."
    asked_before = len(services.calls)
    edited(made, style="oil")
    # What there is not is not looked for with each change.
    assert len(services.calls) == asked_before
    settings.GENERATOR_PROVIDERS = {**settings.GENERATOR_PROVIDERS, "photo": []}
    made = film(made.owner, input_text=FOX)
    assert (first(made).image_origin, first(made).image_fell_back) == ("painted", True)
    assert first(made).error == "No free clip was found for this scene."


def test_the_film_comes_although_all_collections_are_dead(services, settings):
    dead = closed_port()
    settings.GENERATOR_PROVIDERS = {
        **PROVIDERS,
        "photo": collections(services.url, dead),
        "clip": clip_collections(services.url, dead),
    }
    made = film(input_text=FOX)
    assert made.status == "succeeded"
    assert (first(made).image_origin, first(made).image_fell_back) == ("painted", True)
    assert first(made).error.endswith("cannot be reached.")


@pytest.mark.long
def test_links_that_lead_nowhere_and_files_that_are_no_clips_are_passed_over(services):
    broken = iter((page(200), page(404), Answer(b"\0\0\0\x20ftypisom" + b"x" * 4000, type="video/mp4")))

    def mostly(call):
        if ".mp4" in call.path and (answer := next(broken, None)):
            return answer
        return services.good["pexels"](call)

    services.on("pexels", mostly)
    made = film(input_text=FOX)
    assert set(origins(made)) == {"footage"}
    scenes = made.scenes.all()
    assert sum(scene.image_tries for scene in scenes) == len(scenes) + 3


@pytest.mark.long
def test_an_edit_of_words_or_style_keeps_the_clip_and_another_prompt_gets_another(services):
    made = film(input_text=FOX)
    scene = first(made)
    before, count = scene.clip.name, len(fetched(services))
    scene.narration = "A fox, quite red, crosses the snow."
    scene.save()
    edited(made, style="oil")
    assert (first(made).clip.name, len(fetched(services))) == (before, count)
    scene = first(made)
    scene.prompt, scene.image_fingerprint = "a wooden bridge over a river", ""
    scene.save()
    edited(made)
    assert first(made).credit["title"].startswith("Wooden bridge")
    assert len(fetched(services)) == count + 1
    assert (
        not Path(scene.clip.storage.path(before)).exists() or before in made.film.kept or made.films.exists()
    )


@pytest.mark.long
def test_another_size_shows_the_same_clips(services):
    ready_clips(640)
    made = film(input_text=FOX)
    before = [scene.credit["page"] for scene in made.scenes.all()]
    edited(made, quality="1080p")
    assert all("-640.mp4" in path for path in fetched(services)[len(before) :])
    assert [scene.credit["page"] for scene in made.scenes.all()] == before
    assert set(origins(made)) == {"footage"}


@pytest.mark.long
def test_a_scene_can_show_something_else_than_its_film_and_go_back(services):
    made = film()
    told = {
        kind: what_is_remade(
            made, {"pictures": kind}, list(made.scenes.prefetch_related("cutaways"))
        ).pictures
        for kind in ("painted", "photos", "mixed", "moved")
    }
    assert told == {"painted": 3, "photos": 3, "mixed": 0, "moved": 3}
    wishes = ("painted", "photos", "clips")
    for scene, wish in zip(made.scenes.all(), wishes, strict=True):
        scene.pictures = wish
        scene.save()
    edited(made)
    assert origins(made) == ["painted", "collection", "footage"]
    assert not first(made).clip
    assert [work.what for work in credits_in(made.film.scenes).works] == ["Photo", "Clip"]
    made.scenes.update(pictures="")
    edited(made)
    assert origins(made) == ["footage"] * 3
    edited(made, pictures="painted")
    assert origins(made) == ["painted"] * 3
    assert not [scene for scene in made.scenes.all() if scene.clip or scene.credit]


@pytest.mark.long
def test_a_mixed_film_shows_what_fits_best(services):
    made = film(input_text=FOX, pictures="mixed")
    # Of clips and photos that fit as well, clips move.
    assert set(origins(made)) == {"footage"}

    def off(call):
        answer = services.good["pexels"](call)
        if "/videos/" not in call.path:
            return answer
        return in_json({"videos": [pexels.video(call, "harbour crane", 1)]})

    services.on("pexels", off)
    services.on("pixabay", in_json({"hits": []}))
    services.on("internet_archive", page(503))
    caches["answers"].clear()
    made = film(made.owner, input_text=FOX, pictures="mixed")
    assert set(origins(made)) == {"collection"}
    for name in ("openverse", "wikimedia"):
        services.on(name, in_json({"results": [], "batchcomplete": True}))
    services.on("pexels", in_json({"videos": [], "photos": []}))
    caches["answers"].clear()
    made = film(made.owner, input_text=FOX, pictures="mixed")
    assert set(origins(made)) == {"painted"}


@pytest.mark.long
def test_former_films_and_duplicates_keep_their_clips(services):
    made = film(input_text=FOX)
    before, clip = made.film, first(made).clip.name
    copied = duplicate(made)
    assert first(copied).shows_clip
    assert first(copied).credit == first(made).credit
    edited(made, pictures="painted")
    assert first(made).image_origin == "painted"
    assert made.restore(before)
    scene = first(made)
    assert (scene.image_origin, scene.clip.name, scene.credit["source"]) == ("footage", clip, "Pexels")
    assert scene.clip.storage.exists(clip)
    count = len(fetched(services))
    edited(made, title="Another title")
    assert len(fetched(services)) == count


def test_its_page_names_the_clips_and_edit_offers_another_and_no_takes(services, client):
    made = film(input_text=FOX)
    client.force_login(made.owner)
    seen = client.get(made.get_absolute_url()).content.decode()
    credit = first(made).credited
    assert credit
    assert f'href="{credit.page}"' in seen
    told = b"".join(client.get(reverse("credits", args=[made.pk])).streaming_content).decode()
    assert credit.page in told
    assert "The clips are cut and cropped, and have no sound." in told
    edit = client.get(reverse("storyboard", args=[made.pk])).content.decode()
    assert "Find another clip" in edit
    assert "data-takes" not in edit
    for choice in ("painted", "photos", "clips", "mixed"):
        assert f'<option value="{choice}"' in edit
    assert '<option value="moved"' not in edit


@pytest.mark.long
def test_archives_clips_are_fetched_where_its_front_sends_on_to(services, settings):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "clip": clip_collections(services.url)[3:]}
    made = film(input_text=FOX)
    credit = first(made).credited
    assert credit
    assert (credit.source, first(made).image_origin) == ("Internet Archive", "footage")
    assert "Before" not in credit.licence


@pytest.mark.long
@pytest.mark.parametrize("place", [0, 1, 2], ids=["wikimedia", "pexels", "pixabay"])
def test_a_film_is_made_wholly_of_clips_of_each(services, settings, place):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "clip": clip_collections(services.url)[place : place + 1]}
    made = film(input_text=FOX)
    assert set(origins(made)) == {"footage"}
    assert not any(scene.fell_back for scene in made.scenes.all())
