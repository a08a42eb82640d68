"""What an owner uploaded before, chosen again for another scene: shared by name, counted once, seen by nobody else."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from generator.models import Generation, Scene, StartPicture, Take, User
from generator.models.files import mine
from generator.models.files.stored import counted_by
from generator.models.library.duplicate import duplicate
from tests.app.pages.editing.conftest import quick, run, sent_for
from tests.app.takes.conftest import rendered_at_once
from tests.support.factories import make_generation, make_scene, make_user
from tests.support.media import photo
from tests.support.stand_ins import log

__all__ = ["quick", "rendered_at_once"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick", "rendered_at_once")]
TEXT = "The sea was very calm today. A small boat came in. Nobody at all was on it."


@pytest.fixture
def film(alice) -> Generation:
    return run(make_generation(alice, input_text=TEXT, shows="pictures"))


def scene_of(film: Generation, number: int = 2) -> Scene:
    found = film.scenes.get(position=number - 1)
    found.generation = film
    return found


def uploaded(owner: User, title: str = "The harbour", **fields) -> Scene:
    """Return a scene of another film, with a picture of its owner's."""
    other = make_generation(owner, title=title, input_text="Words.", status="succeeded", video=b"film")
    values = {
        "image": photo(),
        "image_origin": "upload",
        "is_own_picture": True,
        "image_fingerprint": uuid.uuid4().hex,
    }
    scene = make_scene(other, **{**values, **fields})
    other.measure_storage()
    return scene


def revise(client: Client, film: Generation, **change) -> Generation:
    film.refresh_from_db()
    answer = client.post(reverse("storyboard", args=[film.pk]), sent_for(film, **change))
    film.refresh_from_db()
    assert film.status == "queued", answer.content.decode()[:2000]
    return run(film)


def shown(client: Client, film: Generation, **query) -> list[str]:
    address = reverse("choose_picture", args=[film.pk, scene_of(film).pk])
    page = client.get(address, {"tab": "mine", **query}).content.decode()
    return re.findall(r'name="pick" value="mine:([^"]+)"', page)


def test_a_picture_is_shown_again_without_being_stored_again(film, alice, as_alice):
    source = uploaded(alice)
    before, painted = scene_of(film).image.name, log.count("image")
    film = revise(as_alice, film, s1_pick=f"mine:scene-{source.pk}")
    scene = scene_of(film)
    assert (scene.image.name, scene.is_own_picture, scene.image_origin) == (source.image.name, True, "upload")
    assert (log.count("image"), scene.credit, scene.image_fell_back) == (painted, {}, False)
    # What it showed before is a take.
    assert Take.objects.get(scene=scene).image.name == before
    # One file, which counts for the film in whose folder it lies.
    assert counted_by([scene.image.name]) == {source.image.name: str(source.generation_id)}
    film.measure_storage()
    film.refresh_from_db()
    with_it = film.stored_bytes
    Scene.objects.filter(pk=scene.pk).update(image="")
    film.measure_storage()
    film.refresh_from_db()
    assert film.stored_bytes == with_it


def test_the_file_goes_with_the_last_scene_that_shows_it(film, alice, as_alice):
    source = uploaded(alice)
    name = source.image.name
    film = revise(as_alice, film, s1_pick=f"mine:scene-{source.pk}")
    source.generation.delete()
    assert default_storage.exists(name)
    # It counts for its heir now.
    film.refresh_from_db()
    with_it = film.stored_bytes
    film = revise(as_alice, film, s1_prompt="A paper boat")
    film.films.exclude(pk=film.film_id).delete()
    assert default_storage.exists(name)
    Take.objects.filter(scene=scene_of(film), image=name).drop()
    assert not default_storage.exists(name)
    film.measure_storage()
    film.refresh_from_db()
    assert film.stored_bytes < with_it + len(photo())


def test_the_shelf_has_all_kinds_of_uploads_and_nothing_that_was_made(film, alice, as_alice):
    own = uploaded(alice, "Own")
    painted = make_scene(own.generation, image=photo(), image_origin="painted")
    waiting = uploaded(alice, "Not cleaned yet", upload=b"upload", image_fingerprint="")
    clip = uploaded(
        alice,
        "Clip",
        image_origin="clip",
        is_own_picture=False,
        clip_upload=b"clip",
        clip=b"clip",
        clip_length=4.0,
    )
    take = Take(
        scene=painted, style="", variant=3, image_origin="upload", is_own_picture=True, image_fingerprint="t"
    )
    take.image.save("take.jpg", ContentFile(photo()))
    begun = make_generation(
        alice, kind="image", title="Photo", input_image=photo(), status="succeeded", video=b"film"
    )
    start = StartPicture(generation=begun, position=0, is_seen=True)
    start.image.save("start.jpg", ContentFile(photo()))
    unseen = StartPicture(generation=begun, position=1, is_seen=False)
    unseen.upload.save("start", ContentFile(photo()))
    found = shown(as_alice, film)
    assert set(found) == {
        f"scene-{own.pk}", f"scene-{clip.pk}:4.00", f"take-{take.pk}", f"film-{begun.pk}", f"start-{start.pk}",
    }  # fmt: skip
    assert f"scene-{waiting.pk}" not in found
    # The newest film first.
    assert found[-1] == f"scene-{own.pk}" or found.index(f"film-{begun.pk}") < found.index(f"scene-{own.pk}")
    for ref in found:
        answer = as_alice.get(reverse("pick_miniature", args=[ref.partition(":")[0]]))
        assert answer.status_code == 200, ref
        answer.getvalue()


@pytest.mark.parametrize("kind", ["film", "start", "take", "scene"])
def test_each_kind_can_be_chosen(film, alice, as_alice, kind):
    begun = make_generation(alice, kind="image", input_image=photo(), status="succeeded", video=b"film")
    start = StartPicture(generation=begun, position=0, is_seen=True)
    start.image.save("start.jpg", ContentFile(photo()))
    scene = uploaded(alice)
    take = Take(
        scene=scene, style="", variant=3, image_origin="upload", is_own_picture=True, image_fingerprint="t"
    )
    take.image.save("take.jpg", ContentFile(photo()))
    row = {"film": begun, "start": start, "take": take, "scene": scene}[kind]
    name = (row.input_image if kind == "film" else row.image).name
    film = revise(as_alice, film, s1_pick=f"mine:{kind}-{row.pk}")
    assert (scene_of(film).image.name, scene_of(film).fell_back) == (name, False)


def test_copies_of_one_upload_are_there_once(film, alice, as_alice):
    source = uploaded(alice)
    duplicate(source.generation)
    film = revise(as_alice, film, s1_pick=f"mine:scene-{source.pk}")
    assert len(shown(as_alice, film)) == 1


def test_it_is_searched_by_title_and_by_what_its_film_says(film, alice, as_alice):
    harbour = uploaded(alice, "The harbour")
    uploaded(alice, "A walk")
    for one in Generation.objects.all():
        one.index_words()
    assert shown(as_alice, film, q="harbour") == [f"scene-{harbour.pk}"]
    assert shown(as_alice, film, q="quokka") == []
    assert len(shown(as_alice, film)) == 2


def test_it_is_paged(film, alice, as_alice, monkeypatch):
    monkeypatch.setattr(mine, "AT_ONCE", 2)
    made = [uploaded(alice, f"Film {number}").pk for number in range(5)]
    pages = [shown(as_alice, film, page=number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert [ref for page in pages for ref in page] == [f"scene-{pk}" for pk in reversed(made)]


def test_others_have_nothing_of_it(film, alice, as_alice):
    bob = make_user("bob@example.org")
    theirs = uploaded(bob)
    assert shown(as_alice, film) == []
    before = scene_of(film).image.name
    for ref in (
        f"scene-{theirs.pk}",
        f"film-{theirs.generation_id}",
        "scene-",
        "scene-x",
        "start-7",
        "film-7",
        "user-1",
    ):
        answer = as_alice.post(reverse("storyboard", args=[film.pk]), sent_for(film, s1_pick=f"mine:{ref}"))
        assert "What you chose for this scene is gone." in answer.content.decode(), ref
    assert scene_of(film).image.name == before
    assert as_alice.get(reverse("pick_miniature", args=[f"scene-{theirs.pk}"])).status_code == 404
    stranger = Client()
    stranger.force_login(bob)
    assert stranger.get(reverse("choose_picture", args=[film.pk, scene_of(film).pk])).status_code == 404


def test_what_is_in_the_bin_is_not_on_the_shelf(film, alice, as_alice):
    source = uploaded(alice)
    Generation.objects.filter(pk=source.generation_id).throw_away()
    assert shown(as_alice, film) == []
    assert mine.find(alice, f"scene-{source.pk}") is None


def test_the_shelf_costs_the_same_however_much_there_is(film, alice, as_alice, django_assert_max_num_queries):
    for number in range(12):
        uploaded(alice, f"Film {number}")
    with django_assert_max_num_queries(16):
        assert len(shown(as_alice, film)) == 12


def test_two_pictures_at_once_are_not_guessed_at(film, alice, as_alice):
    source = uploaded(alice)
    sent = sent_for(film, s1_pick=f"mine:scene-{source.pk}", s1_again="on")
    answer = as_alice.post(reverse("storyboard", args=[film.pk]), sent).content.decode()
    assert "Two pictures were chosen for this scene." in answer


def test_without_scripts_it_is_chosen_on_a_page(film, alice, as_alice):
    source = uploaded(alice)
    address = reverse("choose_picture", args=[film.pk, scene_of(film).pk])
    state = f"{film.lease}.{film.revision}"
    sent = {"tab": "mine", "state": state, "choose": "yes", "pick": f"mine:scene-{source.pk}"}
    assert as_alice.post(address, sent).status_code == 302
    assert scene_of(run(film)).image.name == source.image.name
