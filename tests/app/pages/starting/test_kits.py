"""Brand kits: a logo, colours and a font under a name, chosen for many videos."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from generator.models import Brand, Generation, User
from tests.support.factories import make_generation
from tests.support.media import film as clip
from tests.support.media import photo

pytestmark = pytest.mark.django_db

COLOURS = {
    "own_colours": "on",
    "accent_colour": "#ff8800",
    "letters_colour": "#ffffff",
    "plate_colour": "#0c0c0c",
}
KIT = {"name": "Ours", "logo_corner": "top-left", "logo_size": "small", "font": "", **COLOURS}
FIELDS = {"title": "", "style": "plain", "size": "16:9", "voice": "", "music": "calm", "split": "auto"}
LOGO = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><rect width='40' height='20' fill='red'/></svg>"


def make(client: Client, **change: Any) -> Brand:
    assert client.post(reverse("kits"), {**KIT, **change}).status_code == 302
    return Brand.objects.kits().get(name=change.get("name", "Ours"))


def test_a_kit_is_made_and_chosen_for_a_video(as_alice: Client):
    kit = make(as_alice, logo=SimpleUploadedFile("logo.svg", LOGO))
    assert (kit.accent_colour, kit.logo_corner, bool(kit.logo)) == ("#ff8800", "top-left", True)
    assert kit.stored_bytes > 0
    assert "Ours" in as_alice.get(reverse("text_to_video")).content.decode()
    as_alice.post(
        reverse("text_to_video"),
        {**FIELDS, "input_text": "A fox.", "kit": kit.pk, "logo_corner": "top-right"},
    )
    assert Generation.objects.get().brand == kit


def test_a_changed_kit_changes_no_video_that_has_it(as_alice: Client, alice: User):
    kit = make(as_alice, logo=SimpleUploadedFile("logo.svg", LOGO))
    film = make_generation(alice, status="succeeded", brand=kit)
    draft = make_generation(alice, status="draft", brand=kit)
    as_alice.post(reverse("change_kit", args=[kit.pk]), {**KIT, "accent_colour": "#00aa00"})
    film.refresh_from_db()
    draft.refresh_from_db()
    assert film.brand.accent_colour == "#ff8800"
    assert film.brand.name == ""
    assert draft.brand.accent_colour == "#00aa00"
    assert (draft.brand.name, bool(draft.brand.logo)) == ("Ours", True)
    assert Brand.objects.kits().count() == 1


def test_a_kit_that_no_video_has_is_replaced_with_its_files(as_alice: Client):
    kit = make(as_alice, logo=SimpleUploadedFile("logo.svg", LOGO))
    as_alice.post(reverse("change_kit", args=[kit.pk]), {**KIT, "without_logo": "on"})
    assert Brand.objects.count() == 1
    assert not Brand.objects.get().logo


def test_a_kit_is_renamed_in_place(as_alice: Client):
    kit = make(as_alice)
    as_alice.post(reverse("change_kit", args=[kit.pk]), {**KIT, "name": "Theirs"})
    kit.refresh_from_db()
    assert kit.name == "Theirs"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "Please give the kit a name."),
        ({"name": "ours"}, "You have a kit of this name already."),
        (
            {"name": "Empty", "own_colours": "", "accent_colour": "#ffd02e"},
            "Please choose something for this kit",
        ),
        ({"name": "Wrong", "logo": SimpleUploadedFile("logo.png", b"nothing")}, "logo"),
    ],
)
def test_what_cannot_be_a_kit_is_refused(as_alice: Client, change: dict[str, Any], says: str):
    make(as_alice)
    answer = as_alice.post(reverse("kits"), {**KIT, **change})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert Brand.objects.count() == 1


def test_a_deleted_kit_stays_with_its_videos(as_alice: Client, alice: User):
    kit = make(as_alice)
    film = make_generation(alice, status="succeeded", brand=kit)
    as_alice.post(reverse("delete_kit", args=[kit.pk]))
    film.refresh_from_db()
    assert film.brand == kit
    assert Brand.objects.kits().count() == 0
    other = make(as_alice, name="Other")
    as_alice.post(reverse("delete_kit", args=[other.pk]))
    assert Brand.objects.get() == kit


def test_a_kit_that_went_meanwhile_is_told(as_alice: Client):
    kit = make(as_alice)
    as_alice.post(reverse("delete_kit", args=[kit.pk]))
    make(as_alice, name="Other")
    answer = as_alice.post(
        reverse("text_to_video"),
        {**FIELDS, "input_text": "A fox.", "kit": kit.pk, "logo_corner": "top-right"},
    )
    assert "This brand kit is no longer there" in answer.content.decode()


def test_kits_of_others_cannot_be_chosen(as_alice: Client, bob: User):
    theirs = Brand.objects.create(owner=bob, name="Bob's", accent_colour="#ff0000")
    answer = as_alice.post(
        reverse("text_to_video"),
        {**FIELDS, "input_text": "A fox.", "kit": theirs.pk, "logo_corner": "top-right"},
    )
    assert answer.status_code == 200
    assert not Generation.objects.filter(brand=theirs).exists()


def test_a_kit_of_intro_and_outro_alone_says_what_it_has_and_comes_into_a_video(as_alice: Client):
    plain = {name: "" for name in COLOURS if name != "own_colours"}
    sent = {name: value for name, value in (KIT | plain).items() if name != "own_colours"}
    files = {
        "intro": SimpleUploadedFile("intro.jpg", photo()),
        "outro": SimpleUploadedFile("outro.mp4", clip()),
    }
    assert as_alice.post(reverse("kits"), {**sent, **files}).status_code == 302
    kit = Brand.objects.kits().get()
    assert kit.has == ["intro", "outro"]
    assert "intro, outro" in as_alice.get(reverse("kits")).content.decode()
    as_alice.post(reverse("text_to_video"), {**FIELDS, "input_text": "A fox.", "kit": kit.pk})
    brand = Generation.objects.get().brand
    assert (brand, bool(brand.intro), bool(brand.outro)) == (kit, True, True)
    # And both can be taken out of it again.
    as_alice.post(reverse("change_kit", args=[kit.pk]), {**KIT, "without_intro": "on", "without_outro": "on"})
    assert Brand.objects.kits().get().has == ["colours"]
