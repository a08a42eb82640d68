"""A picture that is chosen among what collections have: seen by small copies of this site's, fetched, credited, kept."""

from __future__ import annotations

import io
import re
from urllib.parse import unquote

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from PIL import Image

from generator import tasks
from generator.forms.settings.waiting import make_waiting_changes
from generator.models import Generation, Scene, Take
from generator.models.credits.listed import credits_in
from generator.models.library.duplicate import duplicate
from generator.pipeline.photos import browsing, previews
from generator.pipeline.takes.making import still_fits
from generator.providers.vendors import collecting
from studio.film import plan as timeline
from tests.app.pages.editing.conftest import run, sent_for
from tests.support.factories import make_generation, make_user
from tests.support.stand_ins import PROVIDERS, log
from tests.vendors.conftest import closed_port, collections, rendered_at_once
from tests.vendors.offers import asked
from tests.vendors.server import Answer, Services, in_json, page

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "A red fox crosses the snow. An old lighthouse stands by the sea. Storks return to the village."
SMALL, PICTURE = (320, 180), (368, 206)
NAMES = ("openverse", "wikimedia", "pexels", "pixabay")


@pytest.fixture(autouse=True)
def site(request, settings, monkeypatch, services: Services) -> None:
    log.reset()
    for name in ("answers", "default"):
        caches[name].clear()
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "photo": collections(services.url)}
    for shape, size in {"16:9": SMALL, "9:16": SMALL[::-1]}.items():
        monkeypatch.setitem(timeline.FRAME_SIZES, shape, size)
    if "really_rendered" not in request.fixturenames:
        monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)


@pytest.fixture
def really_rendered() -> None:
    """Have the film cut by the real renderer."""


@pytest.fixture
def film(alice) -> Generation:
    return run(make_generation(alice, input_text=TEXT, title="", music="", shows="pictures"))


def scene_of(film: Generation, number: int = 2) -> Scene:
    found = film.scenes.get(position=number - 1)
    found.generation = film
    return found


def picker(film: Generation, number: int = 2) -> str:
    return reverse("choose_picture", args=[film.pk, scene_of(film, number).pk])


def search(client: Client, film: Generation, words: str = "old lighthouse sea", **more: object) -> str:
    sent = {"tab": "photos", "search": "yes", "q": words, **more}
    return client.post(picker(film), sent, headers={"HX-Request": "true"}).content.decode()


def values(shown: str) -> list[str]:
    return re.findall(r'name="pick" value="([^"]+)"', shown)


def searches(services: Services) -> list[str]:
    return [asked(call)["q"] for call in services.calls if "/v1/images/?" in call.path]


def files(services: Services) -> list[str]:
    return [call.path for call in services.calls if "/files/" in call.path or "/thumb/" in call.path]


def revise(client: Client, film: Generation, **change: object) -> Generation:
    film.refresh_from_db()
    client.post(reverse("storyboard", args=[film.pk]), sent_for(film, **change))
    film.refresh_from_db()
    assert film.status == Generation.Status.QUEUED
    return run(film)


def only(settings, services: Services, *names: str) -> None:
    kept = [one for one in collections(services.url) if any(name in one["BACKEND"] for name in names)]
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "photo": kept}


def test_a_photo_is_chosen_and_only_its_scene_is_made_again(
    services, film, as_alice, really_rendered, client
):
    run_before = revise(as_alice, film, s0_narration="A red fox runs over the snow.")
    before = {scene.position: scene.image.name for scene in film.scenes.all()}
    painted, pieces = log.count("image"), set(film.pieces.values_list("fingerprint", flat=True))
    chosen = values(search(as_alice, film))[0]
    film = revise(as_alice, run_before, s1_pick=chosen, s0_narration="A red fox jumps over the snow.")
    scene = scene_of(film)
    assert (scene.image_origin, scene.image_fell_back, scene.cuts_away) == ("collection", False, False)
    with scene.image.open("rb") as file:
        assert Image.open(io.BytesIO(file.read())).size == PICTURE
    assert log.count("image") == painted
    assert {one.position: one.image.name for one in film.scenes.exclude(position=1)} == {
        place: name for place, name in before.items() if place != 1
    }
    assert pieces & set(film.pieces.values_list("fingerprint", flat=True))
    # What was typed elsewhere on the page was saved with it.
    assert scene_of(film, 1).narration == "A red fox jumps over the snow."
    works = credits_in(film.film.scenes).works
    assert [work.scenes for work in works] == [(2,)]
    credit = works[0].credit
    assert (credit.page, credit.fetched != "") == (scene.credit["page"], True)
    seen = as_alice.get(film.get_absolute_url()).content.decode()
    assert f'href="{credit.page}"' in seen
    # What it showed before is a take, and fits.
    take = Take.objects.get(scene=scene)
    take.scene = scene
    assert (take.image.name, take.was_shown, still_fits(take)) == (before[1], True, True)


def test_nothing_is_asked_before_somebody_presses(services, film, as_alice):
    calls = len(services.calls)
    shown = as_alice.get(picker(film)).content.decode()
    assert 'value="old lighthouse sea"' in shown
    assert len(services.calls) == calls
    typed = as_alice.get(picker(film), {"picking-prompt": "a wooden bridge over a river"}).content.decode()
    assert 'value="wooden bridge river"' in typed
    search(as_alice, film, "stone bridge")
    assert searches(services) == ["stone bridge"]
    # The same words are not asked again.
    search(as_alice, film, "stone bridge")
    assert searches(services) == ["stone bridge"]


def test_each_photo_comes_with_who_made_it_and_under_what_licence(services, film, as_alice):
    shown = search(as_alice, film)
    assert len(values(shown)) > 20
    for words in (
        "Photographer 1",
        "Flickr, by Openverse",
        "CC BY 2.0",
        "licenses/by/2.0/",
        "Pexels licence",
    ):
        assert words in shown
    # Nothing on the page leads a browser to another site but links that somebody follows.
    assert not re.search(r'(src|srcset|style|data-[a-z-]+)="https?:', shown)


def test_thumbnails_come_from_this_site_to_whoever_was_offered_them_alone(services, film, as_alice):
    shown = search(as_alice, film)
    address = re.findall(r'src="(/choose/[0-9a-f]+\.webp)"', shown)[0]
    fetched = len(files(services))
    answer = as_alice.get(address)
    assert answer["Content-Type"] == "image/webp"
    assert "private" in answer["Cache-Control"]
    assert max(Image.open(io.BytesIO(answer.content)).size) <= 480
    assert len(files(services)) == fetched
    bob = Client()
    bob.force_login(make_user("bob@example.org"))
    assert bob.get(address).status_code == 404
    # Another host of this site has them not, and fetches.
    caches["answers"].clear()
    assert as_alice.get(address).status_code == 200
    assert len(files(services)) == fetched + 1


@pytest.mark.parametrize(
    "broken",
    [
        page(404),
        page(200),
        Answer(b"\xff\xd8\xff\xe0 not a picture", type="image/jpeg"),
        Answer(b"x" * (previews.MOST_BYTES + 1), type="image/jpeg"),
        Answer(b"", type="image/jpeg"),
    ],
    ids=["gone", "a page", "no picture", "huge", "empty"],
)
def test_without_a_thumbnail_a_photo_is_there_all_the_same(services, settings, film, as_alice, broken):
    only(settings, services, "openverse")

    def thumbs(call):
        return broken if call.path.endswith("/2/thumb/") else services.good["openverse"](call)

    services.on("openverse", thumbs)
    shown = search(as_alice, film)
    assert len(values(shown)) == 8
    assert shown.count("No preview") == 1


def test_a_service_that_fails_says_so_and_the_others_show_what_they_have(services, settings, film, as_alice):
    services.on("wikimedia", page(503))
    services.on("pexels", in_json({}, 401))
    shown = search(as_alice, film)
    assert values(shown)
    assert "Wikimedia" in shown
    assert re.search(r"Pexels[^<]*key", shown)
    dead = closed_port()
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "photo": collections(services.url, dead)}
    shown = search(as_alice, film, "harbour crane")
    assert not values(shown)
    assert shown.count("cannot be reached") == 4
    assert "No free photo was found for “harbour crane”" in shown


@pytest.mark.long
def test_a_service_that_hangs_is_not_waited_for(services, settings, film, as_alice, monkeypatch):
    monkeypatch.setattr(browsing, "WAIT", 3.0)
    monkeypatch.setattr(browsing, "WAIT_FOR_OTHERS", 0.5)
    only(settings, services, "openverse", "pexels")
    monkeypatch.setattr(collecting, "FIRST_BYTE", 6.0)

    def slow(call):
        services.closing.wait(5.0)
        return services.good["pexels"](call)

    services.on("pexels", slow)
    shown = search(as_alice, film)
    assert "Pexels took too long to answer." in shown
    assert len(values(shown)) == 8


def test_the_quota_of_a_service_is_kept(services, settings, film, as_alice):
    only(settings, services, "openverse")
    settings.GENERATOR_PROVIDERS["photo"][0]["RATES"] = [(2, 86400)]
    for words in ("red barn", "blue barn", "green barn"):
        shown = search(as_alice, film, words)
    assert searches(services) == ["red barn", "blue barn"]
    assert "Openverse" in shown
    assert not values(shown)


@pytest.mark.long
def test_more_photos_follow_until_there_are_no_more(services, settings, film, as_alice, monkeypatch):
    monkeypatch.setattr(browsing, "AT_ONCE", 6)
    only(settings, services, "openverse")
    pages = [values(search(as_alice, film, page=number)) for number in (1, 2)]
    assert [len(page) for page in pages] == [6, 2]
    assert not set(pages[0]) & set(pages[1])
    calls = len(searches(services))
    assert calls == 1
    services.on("openverse", in_json({"results": []}))
    shown = search(as_alice, film, page=4)
    assert "There are no more photos for" in shown


def test_whoever_turns_back_sees_the_photos_before(services, settings, film, as_alice):
    only(settings, services, "openverse")
    first = search(as_alice, film)
    turns = re.findall(r'name="page" value="(\d+)"', first)
    assert len(turns) == 1
    further = search(as_alice, film, page=turns[0])
    back = re.findall(r'name="page" value="(\d+)"', further)[0]
    again = search(as_alice, film, page=back)
    # Signed anew, they are the same photos.
    assert [one.split(":")[1] for one in values(again)] == [one.split(":")[1] for one in values(first)]
    # That is the beginning: nothing is before it.
    assert re.findall(r'name="page" value="(\d+)"', again) == turns


def test_works_that_may_not_be_shown_are_not_offered(services, settings, film, as_alice):
    only(settings, services, "openverse")
    from tests.vendors.fakes.openverse import result, results

    def mixed(call):
        if "/v1/images/?" not in call.path:
            return services.good["openverse"](call)
        words = asked(call)["q"]
        odd = (
            {"license": "by-nc"},
            {"mature": True},
            {"width": 90, "height": 60},
            {"title": "<script>alert(1)</script>Sea"},
        )
        return results(call, *(result(call, words, number, **one) for number, one in enumerate(odd, 1)))

    services.on("openverse", mixed)
    shown = search(as_alice, film)
    assert len(values(shown)) == 1
    assert "<script>" not in shown


def test_what_no_search_has_offered_cannot_be_chosen(services, film, as_alice):
    chosen = values(search(as_alice, film))[0]
    bob = make_user("bob@example.org")
    kind, key, token = chosen.split(":", 2)
    forged = browsing._sign(bob.pk, browsing.read_token(film.owner_id, token))
    for value in (
        f"{kind}:{key}:{token[:-2]}",
        f"{kind}:{key}:{forged}",
        "photo:a:",
        "photo",
        "https://a.example/x.jpg",
    ):
        answer = as_alice.post(reverse("storyboard", args=[film.pk]), sent_for(film, s1_pick=value))
        assert "What you chose for this scene is gone." in answer.content.decode()
    film.refresh_from_db()
    assert film.status == Generation.Status.SUCCEEDED


def test_a_photo_that_is_gone_by_then_is_painted_and_says_why(services, film, as_alice):
    chosen = values(search(as_alice, film))[0]
    for name in NAMES:
        services.on(name, page(404))
    before = scene_of(film).image.name
    film = revise(as_alice, film, s1_pick=chosen)
    scene = scene_of(film)
    assert (scene.image_origin, scene.image_fell_back, scene.credit) == ("painted", True, {})
    assert scene.error.startswith("The photo that you chose could not be had, so this is a painting.")
    assert Take.objects.get(scene=scene).image.name == before
    # Tried again where its owner asks for what stand-ins made.
    for name in NAMES:
        services.on(name, services.good[name])
    film.scenes.forget_stand_ins()
    assert film.revise()
    assert scene_of(run(film)).image_origin == "collection"


@pytest.mark.long
def test_it_stays_through_other_changes_and_goes_with_another_picture(services, film, as_alice):
    film = revise(as_alice, film, s1_pick=values(search(as_alice, film))[0])
    picked, credit, fetched = scene_of(film).image.name, scene_of(film).credit, len(files(services))
    film = revise(as_alice, film, s1_narration="An old and tall lighthouse stands by the sea.", style="oil")
    assert (scene_of(film).image.name, len(files(services))) == (picked, fetched)
    film = revise(as_alice, film, s1_style="clay")
    assert (scene_of(film).image.name, len(files(services))) == (picked, fetched)
    # In another shape it is fetched once more, and cut for that.
    film = revise(as_alice, film, size="9:16")
    assert scene_of(film).credit["page"] == credit["page"]
    assert len(files(services)) == fetched + 1
    copied = duplicate(film)
    assert copied.scenes.get(position=1).picked == scene_of(film).picked
    film = revise(as_alice, film, s1_prompt="A paper boat")
    scene = scene_of(film)
    assert (scene.image_origin, scene.credit, scene.picked) == ("painted", {}, {})
    # And comes back as a take.
    take = scene.takes.filter(image_origin="collection").last()
    film = revise(as_alice, film, s1_take=take.pk)
    assert scene_of(film).credit["page"] == credit["page"]
    assert scene_of(film).picked


@pytest.mark.long
def test_a_former_film_comes_back_with_it(services, film, as_alice):
    film = revise(as_alice, film, s1_pick=values(search(as_alice, film))[0])
    with_photo, page_of = film.film, scene_of(film).credit["page"]
    film = revise(as_alice, film, s1_prompt="A paper boat")
    assert film.restore(with_photo)
    assert scene_of(film).credit["page"] == page_of
    assert scene_of(film).picked["credit"]["page"] == page_of


@pytest.mark.long
def test_it_waits_with_other_changes_while_the_film_is_made(services, film, as_alice):
    chosen = values(search(as_alice, film))[0]
    assert film.revise()
    film.refresh_from_db()
    as_alice.post(reverse("storyboard", args=[film.pk]), sent_for(film, s1_pick=chosen))
    film.refresh_from_db()
    assert chosen.split(":")[2] in unquote(film.waiting_changes)
    run(film)
    make_waiting_changes(film, tasks.enqueue)
    assert scene_of(run(film)).image_origin == "collection"


@pytest.mark.long
def test_without_scripts_it_is_a_page_of_its_own(services, film, as_alice):
    shown = as_alice.post(picker(film), {"tab": "photos", "search": "yes", "q": "old lighthouse sea"})
    text = shown.content.decode()
    assert "<h1>Choose a picture for scene 2</h1>" in text
    state = re.search(r'name="state" value="([^"]+)"', text)
    assert state
    sent = {"tab": "photos", "state": state[1], "choose": "yes"}
    none = as_alice.post(picker(film), sent).content.decode()
    assert "Please choose one of the pictures." in none
    answer = as_alice.post(picker(film), {**sent, "pick": values(text)[3]})
    assert answer.status_code == 302
    film.refresh_from_db()
    assert scene_of(run(film)).image_origin == "collection"
    late = as_alice.post(picker(film), {**sent, "pick": values(text)[4]}).content.decode()
    assert "changed elsewhere" in late
