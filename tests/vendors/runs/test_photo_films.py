"""Whole films of photos from collections: found, credited, kept through edits, and painted where nothing is found."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from generator.models import Cutaway, Generation, Scene, TakeOrder, User
from generator.models.credits.listed import credits_in
from generator.models.library.duplicate import duplicate
from generator.pipeline import run as pipeline
from generator.pipeline.takes.making import make_take, still_fits
from generator.views.library.download import download
from studio.film import plan as timeline
from tests.support.factories import make_generation, make_user
from tests.support.media import photo
from tests.support.stand_ins import PROVIDERS, log
from tests.vendors.conftest import closed_port, collections, rendered_at_once
from tests.vendors.offers import asked
from tests.vendors.server import Services, in_json, page

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "A red fox crosses the snow. An old lighthouse stands by the sea. Storks return to the village."
SMALL, PICTURE = (320, 180), (368, 206)


@pytest.fixture(autouse=True)
def site(request, settings, monkeypatch, services: Services) -> None:
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "photo": collections(services.url)}
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", SMALL)
    if "really_rendered" not in request.fixturenames:
        monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)


@pytest.fixture
def really_rendered() -> None:
    """Have the film cut by the real renderer."""


def film(owner: User | None = None, **fields) -> Generation:
    values = {
        "input_text": TEXT,
        "title": "",
        "music": "",
        "pictures": "photos",
        "shows": "pictures",
        **fields,
    }
    return again(make_generation(owner, **values))


def again(generation: Generation) -> Generation:
    taken = Generation.objects.take(generation.pk, generation.lease, "test")
    assert taken
    pipeline.run(taken)
    generation.refresh_from_db()
    return generation


def first(made: Generation) -> Scene:
    """Return the first scene: one sentence becomes as many as are worth watching."""
    scene = made.scenes.first()
    assert scene
    return scene


def searches(services: Services, name: str = "openverse") -> list[str]:
    word = {"openverse": "q", "pixabay": "q", "pexels": "query", "wikimedia": "gsrsearch"}[name]
    return [
        asked(call)[word] for call in services.calls if call.service == name and "/files/" not in call.path
    ]


def files(services: Services) -> list[str]:
    return [call.path for call in services.calls if "/files/" in call.path]


def test_a_text_becomes_a_film_of_photos_with_their_credits(services, really_rendered):
    made = film()
    assert made.status == "succeeded"
    scenes = list(made.scenes.all())
    assert [scene.image_origin for scene in scenes] == ["collection"] * 3
    assert not any(scene.fell_back for scene in scenes)
    assert log.count("image") == 0
    assert sorted(searches(services)) == ["old lighthouse sea", "red fox snow", "storks village"]
    for scene in scenes:
        with scene.image.open("rb") as file:
            assert Image.open(io.BytesIO(file.read())).size == PICTURE
    credits = [work.credit for work in credits_in(made.film.scenes).works]
    assert len({credit.page for credit in credits}) == 3
    for credit in credits:
        assert credit.source == "Flickr, by Openverse"
        assert credit.author.startswith("Photographer")
        assert credit.must_be_named == credit.licence.startswith("CC BY")
        assert credit.fetched
        assert credit.licence_page.startswith("https://creativecommons.org/")
    assert made.made_with.count("Openverse") == 1


@pytest.mark.long
def test_an_edit_of_words_keeps_the_photo_and_another_prompt_gets_another(services):
    made = film()
    first, second, _ = list(made.scenes.all())
    before, fetched, asked_before = first.credit, len(files(services)), len(searches(services))
    first.narration = "A fox, quite red, crosses the deep snow."
    first.save()
    second.prompt = "a wooden bridge over a river"
    second.save()
    assert made.revise(input_text=made.input_text)
    again(made)
    changed, other, _ = list(made.scenes.all())
    assert changed.credit == before
    assert len(files(services)) == fetched + 1
    assert searches(services)[asked_before:] == ["wooden bridge river"]
    assert other.credit["title"].startswith("Wooden Bridge River")


@pytest.mark.long
def test_the_style_of_the_film_leaves_its_photos_alone(services):
    made = film()
    fetched = len(files(services))
    assert made.revise(style="oil")
    again(made)
    assert len(files(services)) == fetched
    assert {scene.image_origin for scene in made.scenes.all()} == {"collection"}


@pytest.mark.long
def test_two_scenes_of_one_thing_show_two_photos(services):
    made = film(input_text="A red fox sleeps. A red fox wakes. A red fox runs.")
    assert len({scene.credit["page"] for scene in made.scenes.all()}) == 3
    # Its answer is remembered; two that ask side by side may both have asked.
    assert len(searches(services)) <= 2


@pytest.mark.long
def test_wider_words_are_tried_where_nothing_is_found(services):
    def few(call):
        words = asked(call)["q"] if "/files/" not in call.path else ""
        return in_json({"results": []}) if len(words.split()) > 1 else services.good["openverse"](call)

    services.on("openverse", few)
    others = [entry for entry in collections(services.url) if "openverse" in entry["BACKEND"]]
    from django.conf import settings

    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "photo": others}
    made = film(input_text="An old lighthouse stands by the sea.")
    tried = list(dict.fromkeys(searches(services)))
    assert tried == ["old lighthouse sea", "lighthouse sea", "old lighthouse", "lighthouse"]
    assert first(made).credit["title"].startswith("Lighthouse")


def test_what_no_collection_has_is_painted_and_says_why(services):
    made = film(input_text="A quokka smiles.")
    scene = first(made)
    assert (scene.image_origin, scene.image_fell_back, scene.credit) == ("painted", True, {})
    assert scene.error == "No free photo was found for this scene, so it is painted."
    mixed = film(made.owner, input_text="A quokka smiles.", pictures="mixed")
    scene = first(mixed)
    assert (scene.image_origin, scene.image_fell_back, scene.error) == ("painted", False, "")


def test_a_mixed_film_has_photos_only_where_one_is_of_the_scenes_thing(services):
    def off(call):
        if "/files/" in call.path:
            return services.good[call.service](call)
        from tests.vendors.fakes.openverse import result, results

        return results(call, result(call, "harbour crane", 1, title="Something else"))

    services.on("openverse", off)
    for name in ("wikimedia", "pexels", "pixabay"):
        services.on(name, page(503))
    kinds, owner = {}, make_user()
    for wish in ("photos", "mixed"):
        made = film(owner, input_text="A red fox crosses the snow.", pictures=wish)
        kinds[wish] = {scene.image_origin for scene in made.scenes.all()}
    # One photo is all there is, and whichever scene comes first has it.
    assert "collection" in kinds["photos"]
    assert kinds["mixed"] == {"painted"}


@pytest.mark.long
def test_a_scene_can_be_painted_in_a_film_of_photos_and_the_other_way_round(services):
    made = film()
    for scene, wish in zip(made.scenes.all(), ("painted", "", "mixed"), strict=True):
        scene.pictures = wish
        scene.save()
    made.revise(input_text=made.input_text)
    again(made)
    assert [scene.image_origin for scene in made.scenes.all()] == ["painted", "collection", "collection"]
    assert made.scenes.first().credit == {}
    assert [work.scenes for work in credits_in(made.film.scenes).works] == [(2,), (3,)]


def test_the_film_comes_although_all_collections_are_dead(services, settings):
    dead = closed_port()
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "photo": collections(services.url, dead)}
    made = film(input_text="A red fox crosses the snow.")
    scene = first(made)
    assert made.status == "succeeded"
    assert (scene.image_origin, scene.image_fell_back) == ("painted", True)
    assert scene.error.endswith("cannot be reached.")


@pytest.mark.long
def test_links_that_lead_nowhere_and_files_that_are_no_pictures_are_passed_over(services):
    broken = iter((page(200), page(404), in_json({}, 410)))

    def mostly(call):
        if "/files/" in call.path and (answer := next(broken, None)):
            return answer
        return services.good["openverse"](call)

    services.on("openverse", mostly)
    scenes = film(input_text="A red fox crosses the snow.").scenes.all()
    assert {scene.image_origin for scene in scenes} == {"collection"}
    assert sum(scene.image_tries for scene in scenes) == len(scenes) + 3


def test_without_collections_a_film_of_photos_is_painted(settings):
    settings.GENERATOR_PROVIDERS = PROVIDERS
    made = film(input_text="A red fox crosses the snow.")
    assert first(made).image_origin == "painted"


@pytest.mark.long
def test_the_sources_of_former_films_stay_with_them(services):
    made = film(input_text="A red fox crosses the snow.")
    before = made.film
    made.scenes.update(prompt="a wooden bridge over a river")
    made.revise(input_text=made.input_text)
    again(made)
    now, then = credits_in(made.film.scenes).works, credits_in(before.scenes).works
    assert now[0].credit.title.startswith("Wooden Bridge")
    assert then[0].credit.title.startswith("Red Fox")
    assert made.restore(before)
    assert first(made).credit["title"].startswith("Red Fox")


@pytest.mark.long
def test_further_pictures_of_a_scene_are_other_photos_and_one_is_chosen_with_its_credit(services):
    made = film(input_text="A red fox crosses the snow.")
    scene = first(made)
    for number in range(3):
        TakeOrder.objects.create(scene=scene, prompt=scene.prompt, variant=50 + number)
    while order := TakeOrder.objects.claim("host:1"):
        make_take(order, should_stop=lambda: False)
    takes = list(scene.takes.all())
    pages = {row.credit["page"] for row in (*made.scenes.all(), *takes)}
    assert [take.image_origin for take in takes] == ["collection"] * 3
    assert len(pages) == made.scenes.count() + 3
    assert all(still_fits(take) for take in takes)
    takes[0].put_into(scene)
    scene.save()
    fetched = len(files(services))
    made.revise(input_text=made.input_text)
    again(made)
    assert len(files(services)) == fetched
    assert credits_in(made.film.scenes).works[0].credit.page == takes[0].credit["page"]


@pytest.mark.long
def test_orders_side_by_side_take_different_photos(services):
    made = film(input_text="A red fox crosses the snow.")
    scene = first(made)
    for number in range(2):
        TakeOrder.objects.create(scene=scene, prompt=scene.prompt, variant=50 + number)
    one, two = (TakeOrder.objects.claim(f"host:{number}") for number in range(2))
    assert one
    assert two
    # The later one looks while the first is on its way.
    make_take(two, should_stop=lambda: False)
    make_take(one, should_stop=lambda: False)
    assert len({take.credit["page"] for take in scene.takes.all()}) == 2


@pytest.mark.long
def test_a_film_in_another_size_shows_the_same_photos(services):
    made = film(input_text="A red fox crosses the snow.")
    before = [scene.credit["page"] for scene in made.scenes.all()]
    assert made.revise(quality="1080p")
    again(made)
    assert [scene.credit["page"] for scene in made.scenes.all()] == before


def test_its_page_its_file_its_archive_and_the_export_name_the_works(services, client):
    made = film(input_text="A red fox crosses the snow.")
    client.force_login(made.owner)
    seen = client.get(made.get_absolute_url()).content.decode()
    credit = first(made).credited
    assert credit
    assert "Before you share or download it" in seen
    for link in (credit.page, credit.author_page, credit.licence_page):
        assert f'href="{link}"' in seen
    assert seen.count("noopener noreferrer") >= 3
    told = client.get(reverse("credits", args=[made.pk]))
    text = b"".join(told.streaming_content).decode()
    assert credit.page in text
    assert credit.licence_page in text
    assert "attachment" in told["Content-Disposition"]
    assert credit.page in client.get(reverse("version", args=[made.pk, 1])).content.decode()
    chosen = Generation.objects.filter(pk=made.pk)
    packed = download(made.owner, chosen, "video")
    names = zipfile.ZipFile(io.BytesIO(b"".join(packed.streaming_content))).namelist()
    assert [name.endswith("credits.txt") for name in sorted(names)].count(True) == 1


def test_a_painted_film_has_no_credits(services, client):
    made = film(input_text="A red fox crosses the snow.", pictures="painted")
    client.force_login(made.owner)
    assert "Credits" not in client.get(made.get_absolute_url()).content.decode()
    assert not made.film.credits
    assert client.get(reverse("credits", args=[made.pk])).status_code == 404


@pytest.mark.long
def test_a_duplicate_and_another_shape_name_them_too(services):
    made = film(input_text="A red fox crosses the snow.")
    pages = [work.credit.page for work in credits_in(made.film.scenes).works]
    copied = duplicate(made)
    assert [work.credit.page for work in credits_in(copied.film.scenes).works] == pages
    assert [scene.credit["page"] for scene in copied.scenes.all()] == [
        scene.credit["page"] for scene in made.scenes.all()
    ]


@pytest.mark.long
def test_a_picture_of_the_owners_takes_the_credit_with_the_photo(services):
    made = film(input_text="A red fox crosses the snow.")
    scene = first(made)
    scene.upload.save("upload", ContentFile(photo()), save=True)
    made.revise(input_text=made.input_text)
    again(made)
    assert first(made).credit == {}
    assert 1 not in [number for work in credits_in(made.film.scenes).works for number in work.scenes]


LONG = (
    "A red fox crosses the deep and quiet snow of the forest in the early morning! "
    "An old lighthouse guides the fishing boats into the harbour of the village! "
    "A steam train crosses the long stone bridge over the river in the valley."
)


@pytest.mark.long
def test_later_sentences_have_photos_of_their_own_or_none(services):
    made = film(input_text=LONG, cutting="lively")
    cutaways = [cutaway for scene in made.scenes.all() for cutaway in scene.cutaways.all()]
    assert cutaways
    assert all(cutaway.image and cutaway.credit for cutaway in cutaways)
    pages = [row.credit["page"] for row in (*made.scenes.all(), *cutaways)]
    assert len(set(pages)) == len(pages)
    assert {work.credit.page for work in credits_in(made.film.scenes).works} == set(pages)
    fetched = len(files(services))
    made.revise(style="oil")
    again(made)
    assert len(files(services)) == fetched
    # What is not there is looked for once, and the scene goes without it.
    services.on("openverse", in_json({"results": []}))
    for name in ("wikimedia", "pexels", "pixabay"):
        services.on(name, page(503))
    Cutaway.objects.update(prompt="a quokka", image_fingerprint="")
    made.revise(style="clay")
    again(made)
    assert not any(cutaway.image for cutaway in Cutaway.objects.all())
    asked_before = len(services.calls)
    made.revise(style="anime")
    again(made)
    assert len(services.calls) == asked_before
