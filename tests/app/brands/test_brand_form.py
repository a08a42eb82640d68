from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from generator.models import Brand, Generation, User
from tests.app.brands.files import colour_at, font_upload, logo_file, make_brand
from tests.app.pages.creating.test_typing import FIELDS, WORDS, type_in

pytestmark = pytest.mark.django_db

PAGE = "/text-to-video/"
USUAL = {
    "logo_corner": "top-right",
    "logo_size": "medium",
    "accent_colour": "#ffd02e",
    "letters_colour": "#ffffff",
    "plate_colour": "#0c0c0c",
    "font": "",
}


def send(client: Client, query: str = "", **fields: Any) -> Any:
    data = {"input_text": WORDS, "title": "Foxes", "style": "plain", "size": "16:9", "music": "auto", **USUAL}
    return client.post(f"{PAGE}{query}", {**data, **fields})


def newest() -> Generation:
    return Generation.objects.latest("created_at")


def test_a_film_without_choices_has_no_brand(as_alice: Client):
    assert send(as_alice).status_code == 302
    assert newest().brand is None
    assert not Brand.objects.exists()


def test_a_page_that_was_opened_before_there_were_brands_can_be_sent(as_alice: Client):
    data = {"input_text": WORDS, "style": "plain", "size": "16:9", "music": "auto"}
    assert as_alice.post(PAGE, data).status_code == 302
    assert newest().brand is None


def test_a_film_gets_the_logo_colours_and_font_that_were_chosen(as_alice: Client):
    chosen = {
        **{"logo": logo_file(), "logo_corner": "bottom-left", "logo_size": "large", "own_colours": "on"},
        **{
            "accent_colour": "#FF00AA",
            "letters_colour": "#fff3d6",
            "font": "own",
            "font_file": font_upload(),
        },
    }
    assert send(as_alice, **chosen).status_code == 302
    brand = newest().brand
    assert brand
    assert (brand.logo_corner, brand.logo_size) == ("bottom-left", "large")
    assert brand.marks[:4] == ["#fff3d6", "", "#ff00aa", "own"]
    assert (brand.font_name, brand.name, brand.owner.email) == ("Hind Siliguri", "", "alice@example.org")
    assert colour_at(brand) == (255, 0, 0)
    # What a stranger calls a file never reaches the storage.
    assert "our" not in f"{brand.logo.name} {brand.font_file.name}".lower()
    assert brand.stored_bytes > 1000


def test_a_colour_that_is_changed_counts_without_the_switch(as_alice: Client):
    send(as_alice, accent_colour="#00aaff")
    brand = newest().brand
    assert brand
    assert (brand.accent_colour, brand.letters_colour, brand.plate_colour) == ("#00aaff", "", "")


def test_a_ready_font_can_be_chosen(as_alice: Client):
    send(as_alice, font="Heebo")
    brand = newest().brand
    assert brand
    assert (brand.font, bool(brand.font_file)) == ("Heebo", False)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"logo": SimpleUploadedFile("a.png", b"no logo")}, "not a logo we can read"),
        ({"logo": SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><text>a</text></svg>")}, "SVG"),
        ({"logo": SimpleUploadedFile("a.png", b"")}, "This file is empty"),
        ({"font": "own"}, "Please choose a font file"),
        ({"font": "own", "font_file": SimpleUploadedFile("a.ttf", b"words")}, "not a font we can read"),
        ({"font": "Comic"}, "Select a valid choice"),
        ({"own_colours": "on", "accent_colour": "red"}, "Please give a colour"),
        ({"logo_corner": "middle"}, "Select a valid choice"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_at_its_place_and_nothing_else_is_lost(
    as_alice: Client, wrong: dict[str, Any], says: str
):
    for file in wrong.values():
        if isinstance(file, SimpleUploadedFile):
            file.seek(0)
    answer = send(as_alice, **{"letters_colour": "#123456", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert says in page
    assert "Please look at what is marked in red" in page
    assert WORDS in page
    assert 'value="#123456"' in page
    assert not Generation.objects.filter(status=Generation.Status.QUEUED).exists()


def test_a_copy_shares_the_brand_as_long_as_it_looks_alike(as_alice: Client):
    send(as_alice, logo=logo_file(), own_colours="on", accent_colour="#00aaff")
    first = newest()
    page = as_alice.get(f"{PAGE}?from={first.pk}").content.decode()
    assert "Your logo from before is used again" in page
    assert 'value="#00aaff"' in page
    send(as_alice, f"?from={first.pk}", own_colours="on", accent_colour="#00aaff")
    assert newest() != first
    assert newest().brand == first.brand


def test_a_copy_with_other_choices_has_a_brand_and_files_of_its_own(as_alice: Client):
    send(as_alice, logo=logo_file(), own_colours="on", accent_colour="#00aaff")
    first = newest()
    send(as_alice, f"?from={first.pk}", own_colours="on", accent_colour="#00aaff", logo_corner="top-left")
    second = newest()
    assert first.brand
    assert second.brand
    assert second.brand != first.brand
    assert second.brand.logo.name != first.brand.logo.name
    assert colour_at(second.brand) == colour_at(first.brand) == (255, 0, 0)
    first.brand.refresh_from_db()
    assert first.brand.logo_corner == "top-right"


def test_a_copy_can_go_without_the_logo_and_the_colours(as_alice: Client):
    send(as_alice, logo=logo_file(), own_colours="on", accent_colour="#00aaff")
    first = newest()
    send(as_alice, f"?from={first.pk}", without_logo="on", accent_colour="#00aaff")
    assert newest() != first
    assert newest().brand is None
    assert first.brand
    assert default_storage.exists(first.brand.logo.name)


def test_a_draft_keeps_what_was_chosen_while_one_types(as_alice: Client):
    sent = {**USUAL, "logo": logo_file(), "accent_colour": "#00aaff", "own_colours": "on"}
    told = type_in(as_alice, WORDS, **sent).json()
    draft = Generation.objects.get()
    assert (told["kept"], told["refused"]) == (["logo"], {})
    assert draft.brand
    assert (colour_at(draft.brand), draft.brand.accent_colour) == ((255, 0, 0), "#00aaff")
    row, before = draft.brand, draft.brand.logo.name
    # The next words are sent without the file, and it stays; another takes its place in the same row.
    del sent["logo"]
    known = {"draft": told["draft"], "revision": told["revision"]}
    told = type_in(as_alice, WORDS * 2, **sent, **known).json()
    assert told["kept"] == ["logo"]
    known = {"draft": told["draft"], "revision": told["revision"]}
    type_in(as_alice, WORDS * 2, **{**sent, "logo": logo_file((0, 0, 255))}, **known)
    draft.refresh_from_db()
    assert Brand.objects.get() == draft.brand == row
    assert colour_at(draft.brand) == (0, 0, 255)
    assert not default_storage.exists(before)


def test_a_logo_that_cannot_be_used_is_told_while_one_types(as_alice: Client):
    told = type_in(as_alice, WORDS, **USUAL, logo=SimpleUploadedFile("a.png", b"no logo")).json()
    assert told["kept"] == []
    assert "not a logo" in told["refused"]["logo"]
    assert Generation.objects.get().input_text == WORDS


def test_the_brand_of_a_sent_film_is_never_written_by_a_draft(as_alice: Client):
    alice = User.objects.get(email="alice@example.org")
    shared = make_brand(alice, accent_colour="#111111")
    film = Generation.objects.create(owner=alice, kind="text", brand=shared, status="succeeded")
    data = {**FIELDS, **USUAL, "input_text": WORDS, "own_colours": "on", "accent_colour": "#222222"}
    assert as_alice.post(f"{reverse('typed')}?from={film.pk}", data).status_code == 200
    draft = Generation.objects.get(status=Generation.Status.DRAFT)
    shared.refresh_from_db()
    assert draft.brand
    assert (shared.accent_colour, draft.brand.accent_colour) == ("#111111", "#222222")
