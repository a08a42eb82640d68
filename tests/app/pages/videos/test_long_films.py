"""Films of as many scenes as there may be: their pages are light, and one form saves all of it."""

from __future__ import annotations

import gzip

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from generator.forms import Storyboard
from generator.models import Cutaway, Generation
from generator.models.files.origin import Origin
from generator.templatetags.films import ABOVE_FOLD
from studio.contracts import MOST_LETTERS, MOST_SCENES
from tests.support.factories import make_generation, make_scene

pytestmark = pytest.mark.django_db
WORDS = (
    "The keeper of lighthouse {} climbs two hundred steps every evening, polishes the great lens, and waits. "
    * 2
)
# Bytes of a page as it is sent. That for editing has 120 scenes with all their fields, and all settings of the film.
HEAVIEST, HEAVIEST_EDITOR = 60_000, 85_000


@pytest.fixture
def film(alice) -> Generation:
    generation = make_generation(
        alice, status="succeeded", input_text="word " * 3999, video=b"film", duration=1440.0
    )
    for place in range(MOST_SCENES):
        make_scene(
            generation,
            narration=WORDS.replace("{}", str(place))[: MOST_LETTERS // MOST_SCENES - 1],
            prompt=f"keeper climbing step {place}, lens, lighthouse, rocky coast, evening, warm light",
            image=b"picture",
            image_fingerprint="a" * 64,
            start=12.0 * place,
            end=12.0 * place + 12,
        )
    return generation


def as_a_browser_sends(film: Generation) -> dict[str, object]:
    """Return every field of the page as it is sent, but for the files."""
    formset = Storyboard(instance=film)
    sent: dict[str, object] = {"state": f"{film.lease}.{film.revision}"}
    sent |= {f"scenes-{name}": value for name, value in formset.management_form.initial.items()}
    for form in formset:
        names = ("id", "narration", "prompt", "ORDER")
        sent |= {form.add_prefix(name): form[name].value() or "" for name in names}
    return sent


def send(client: Client, film: Generation, sent: dict[str, object]):
    """Send the form as a browser does: with an empty file for each scene, as nobody has chosen one."""
    body = encode_multipart(BOUNDARY, sent)
    for place in range(int(str(sent["scenes-TOTAL_FORMS"]))):
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="scenes-{place}-new_picture"; filename=""'
        )
        kind = "Content-Type: application/octet-stream"
        body = f"{head}\r\n{kind}\r\n\r\n\r\n".encode() + body
    return client.generic("POST", reverse("storyboard", args=[film.pk]), body, MULTIPART_CONTENT)


@pytest.mark.parametrize("page", ["storyboard", "watch", "progress"])
def test_pages_of_the_longest_film_are_light(film, as_alice: Client, page: str):
    if page == "progress":
        Generation.objects.update(status="running")
    headers = {"Accept-Encoding": "gzip", "HX-Request": "true"}
    response = as_alice.get(reverse(page, args=[film.pk]), headers=headers)
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < (HEAVIEST_EDITOR if page == "storyboard" else HEAVIEST)
    whole = gzip.decompress(response.content).decode()
    assert all(f"lighthouse {place} climbs" in whole for place in range(MOST_SCENES))
    # The pictures that a window shows at once are not kept waiting.
    pictures = [part.partition(">")[0] for part in whole.split("<img ")[1:] if "scene" in part[:120]]
    assert all('loading="lazy"' in picture for picture in pictures[ABOVE_FOLD:])
    assert len(pictures) in (0, MOST_SCENES)


def test_one_form_saves_the_longest_film(film, as_alice: Client, django_assert_max_num_queries):
    sent = as_a_browser_sends(film) | {
        "scenes-119-narration": "The lamp went out.",
        "scenes-0-ORDER": MOST_SCENES + 1,
        **{f"scenes-{place}-again": "on" for place in range(MOST_SCENES)},
    }
    with django_assert_max_num_queries(600):
        response = send(as_alice, film, sent)
    assert response.status_code == 302
    told = list(film.scenes.values_list("narration", flat=True))
    assert len(told) == MOST_SCENES
    assert told[-2] == "The lamp went out."
    assert "lighthouse 0 climbs" in told[-1]


def test_scenes_that_were_added_and_left_out_again_do_not_stand_in_the_way(film, as_alice: Client):
    sent = as_a_browser_sends(film)
    for place in range(MOST_SCENES, 2 * MOST_SCENES):
        sent |= {
            f"scenes-{place}-id": "",
            f"scenes-{place}-narration": "",
            f"scenes-{place}-prompt": "",
            f"scenes-{place}-ORDER": place + 1,
            f"scenes-{place}-DELETE": "on",
        }
    sent |= {"scenes-TOTAL_FORMS": 2 * MOST_SCENES, "scenes-3-narration": "Changed."}
    response = send(as_alice, film, sent)
    assert response.status_code == 302
    assert film.scenes.count() == MOST_SCENES


@pytest.mark.long
def test_one_scene_too_many_is_refused_with_everything_kept(film, as_alice: Client):
    sent = as_a_browser_sends(film)
    more = {"id": "", "narration": "One more.", "prompt": "", "ORDER": MOST_SCENES + 1}
    sent |= {f"scenes-{MOST_SCENES}-{name}": value for name, value in more.items()}
    response = send(as_alice, film, sent | {"scenes-TOTAL_FORMS": MOST_SCENES + 1})
    page = response.content.decode()
    assert response.status_code == 200
    assert "120" in str(response.context["formset"].non_form_errors())
    assert "One more." in page


@pytest.mark.parametrize("kind", ["text", "image"])
def test_scenes_that_are_filled_in_are_what_their_forms_would_be(film: Generation, kind: str):
    odd = {
        1: {"narration": "Signs <b>&amp; \"quotes\"</b> 'and' \\1 \\g<0>", "prompt": "\n\nlines"},
        2: {"image": "", "image_fingerprint": ""},
        3: {"narration": "", "prompt": "", "image_origin": Origin.PHOTO},
        4: {"is_painted": True, "image_origin": Origin.PHOTO},
        5: {"narration": "7310554201 7310554202"},
    }
    if kind == "image":
        film.input_image = "photo.jpg"
        film.scenes.update(image_origin=Origin.PHOTO)
    for position, values in odd.items():
        film.scenes.filter(position=position).update(**values)
    for word, position in enumerate((6, 7, 7)):
        Cutaway.objects.create(scene=film.scenes.get(position=position), word=word)
    by_forms = Storyboard(instance=film)
    filled = list(Storyboard(instance=film).markup)
    assert len(filled) == MOST_SCENES
    for form, found in zip(by_forms, filled, strict=True):
        named = {"form": form, "scene": form.instance, "generation": film}
        assert found == render_to_string("generator/_scene.html", named)
