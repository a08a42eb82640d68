"""Who may open what: every address of the site, as nobody, owner, stranger and staff.

The rules stand here by name; an address that has none fails the test, so that no page is added without one.
"""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from generator import tasks, urls
from generator.models import Generation
from tests.factories import make_generation, make_scene
from tests.media import CAPTIONS, SUBTITLES, photo

# Open to everybody.
OPEN = {"home", "help", "terms", "privacy", "licences", "contact", "health"}
# Open to everybody who is signed in; about their own things only.
OWN = {"text_to_video", "image_to_video", "library"}
# About one video: its owner, and nobody else.
OF_OWNER = {"watch", "progress", "cancel", "retry", "delete", "draft", "seen", "storyboard"}
# The files of one video: its owner, and the staff who review.
OF_OWNER_AND_STAFF = {"video", "poster", "captions", "subtitles", "picture", "scene_picture"}
# These change something, so a link alone must do nothing.
POST_ONLY = {"cancel", "retry"}
NAMES = [pattern.name for pattern in urls.urlpatterns]
RULES = {**dict.fromkeys(OPEN, "open"), **dict.fromkeys(OWN, "own")}
RULES |= {**dict.fromkeys(OF_OWNER, "owner"), **dict.fromkeys(OF_OWNER_AND_STAFF, "owner and staff")}

pytestmark = pytest.mark.django_db


@pytest.fixture
def generation(alice) -> Generation:
    generation = make_generation(
        alice,
        status=Generation.Status.SUCCEEDED,
        video=b"film",
        poster=photo(),
        input_image=photo(),
        captions_file=CAPTIONS,
        subtitles_file=SUBTITLES,
    )
    make_scene(generation, image=photo())
    return generation


@pytest.fixture(autouse=True)
def a_living_worker():
    tasks.say_alive()


def address_of(name: str, generation: Generation) -> str:
    arguments = {"pk": generation.pk, "number": 1}
    pattern = next(pattern for pattern in urls.urlpatterns if pattern.name == name)
    wanted = pattern.pattern.converters
    return reverse(name, kwargs={key: value for key, value in arguments.items() if key in wanted})


def ask(client: Client, name: str, generation: Generation) -> tuple[int, str]:
    address = address_of(name, generation)
    response = client.post(address) if name in POST_ONLY else client.get(address)
    if response.streaming:
        response.getvalue()
    return response.status_code, response.headers.get("Location", "")


def test_every_address_has_a_rule_and_every_rule_an_address():
    assert sorted(NAMES) == sorted(RULES)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_gets_further_than_the_open_pages(client: Client, generation, name: str):
    status, location = ask(client, name, generation)
    if RULES[name] == "open":
        assert status == 200
    else:
        assert status == 302
        assert location == f"{reverse('account_login')}?next={quote(address_of(name, generation))}"


@pytest.mark.parametrize("name", NAMES)
def test_an_owner_gets_everywhere(as_alice: Client, generation, name: str):
    status, location = ask(as_alice, name, generation)
    assert status in (200, 302)
    assert "/accounts/" not in location


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_is_told_that_there_is_nothing(as_bob: Client, generation, name: str):
    status, _ = ask(as_bob, name, generation)
    assert status == (200 if RULES[name] in ("open", "own") else 404)


@pytest.mark.parametrize("name", NAMES)
def test_staff_get_the_files_but_not_the_pages(as_staff: Client, generation, name: str):
    status, _ = ask(as_staff, name, generation)
    assert status == (404 if RULES[name] == "owner" else 200)


@pytest.mark.parametrize("name", sorted(OF_OWNER))
def test_a_stranger_changes_nothing_by_sending_a_form(as_bob: Client, generation, name: str):
    before = Generation.objects.values().get(pk=generation.pk)
    assert as_bob.post(address_of(name, generation)).status_code in (404, 405)
    assert Generation.objects.values().get(pk=generation.pk) == before


@pytest.mark.parametrize("name", sorted(POST_ONLY))
def test_a_link_alone_changes_nothing(as_alice: Client, generation, name: str):
    assert as_alice.get(address_of(name, generation)).status_code == 405


@pytest.mark.parametrize(
    "name",
    sorted(POST_ONLY | {"delete", "draft", "storyboard", "text_to_video", "image_to_video", "contact"}),
)
def test_a_form_from_another_site_is_refused(alice, generation, name: str):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    response = client.post(address_of(name, generation))
    assert response.status_code == 403
    assert b"Please try once more" in response.content
    assert Generation.objects.filter(pk=generation.pk, status="succeeded").exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_suspended_owner_is_nobody(as_alice: Client, alice, generation, name: str):
    alice.is_active = False
    alice.save(update_fields=["is_active"])
    status, _ = ask(as_alice, name, generation)
    assert status == (200 if RULES[name] == "open" else 302)
