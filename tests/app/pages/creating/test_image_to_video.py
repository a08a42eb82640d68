"""From a picture to a waiting video."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_q.models import OrmQ

from generator.models import Generation
from studio.film.uploads.pictures import MAX_UPLOAD_BYTES
from tests.support.factories import make_generation
from tests.support.media import photo

pytestmark = pytest.mark.django_db
ADDRESS = reverse("image_to_video")
FIELDS = {"input_text": "", "title": "", "style": "plain", "size": "16:9", "voice": "", "music": "calm"}
HTMX = {"hx-request": "true"}


def send(client: Client, data: bytes | None, name: str = "photo.jpg", query: str = "", **change: object):
    files = {} if data is None else {"upload": SimpleUploadedFile(name, data)}
    return client.post(ADDRESS + query, FIELDS | change | files)


def test_the_form_asks_in_plain_words(as_alice: Client):
    page = as_alice.get(ADDRESS).content.decode()
    for words in ("Picture", "What should the narrator say?", "Generate video", 'accept="image/jpeg'):
        assert words in page


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_without_words_becomes_a_waiting_video(as_alice: Client, alice, kind: str):
    data = photo(kind=kind)
    response = send(as_alice, data, "../../etc/passwd.jpg")
    generation = Generation.objects.get()
    assert response["Location"] == generation.get_absolute_url()
    assert (generation.owner, generation.kind, generation.status) == (alice, "image", "queued")
    assert generation.input_text == ""
    # The name that a stranger gave the file goes nowhere.
    assert generation.upload.name == f"{generation.directory}/upload"
    with generation.upload.open() as stored:
        assert stored.read() == data


def test_words_are_kept_for_the_narrator(as_alice: Client):
    send(as_alice, photo(), input_text="This is our harbour.")
    assert Generation.objects.get().input_text == "This is our harbour."


def refused(client: Client, data: bytes | None, **change: object) -> str:
    response = send(client, data, **change)
    assert response.status_code == 200
    assert not Generation.objects.exists()
    return response.context["form"].errors["upload"][0]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "Please choose a picture or a clip."),
        (b"", "This file is empty. Please choose a picture or a clip."),
        (b"just words", "not a picture we can read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture we can read"),
        (photo()[:-400], "damaged or incomplete"),
        (photo((32, 32)), "too small"),
        (photo() + b"\0" * MAX_UPLOAD_BYTES, "larger than 25 MB"),
    ],
    ids=["none", "empty", "text", "svg", "cut off", "tiny", "huge"],
)
def test_what_is_no_usable_picture_is_refused_with_a_sentence(
    as_alice: Client, data: bytes | None, sentence: str
):
    assert sentence in refused(as_alice, data)


def test_words_survive_a_refused_picture(as_alice: Client):
    page = send(as_alice, b"no picture", input_text="This is our harbour.", title="Harbour").content.decode()
    assert "This is our harbour." in page
    assert 'value="Harbour"' in page


def test_a_picture_need_not_be_chosen_again_when_the_words_were_refused(as_alice: Client):
    response = send(as_alice, photo(), input_text="?!", title="Harbour", style="paper")
    assert "signs alone" in response.context["form"].errors["input_text"][0]
    draft = Generation.objects.get()
    assert (draft.status, draft.title, draft.style, draft.input_text) == ("draft", "Harbour", "paper", "")
    page = response.content.decode()
    assert f'action="{reverse("draft", args=[draft.pk])}"' in page
    assert "?!" in page
    assert "Nothing you gave us is lost" in page


def test_a_picture_that_waits_its_turn_need_not_be_chosen_again_either(as_alice: Client, alice, settings):
    settings.GENERATOR_WAITING_PER_USER = 1
    make_generation(alice)
    response = send(as_alice, photo())
    assert "1 of your videos are still waiting" in response.content.decode()
    assert Generation.objects.filter(status="draft").exists()


class TestDescribeBeforeMaking:
    def test_a_picture_is_sent_to_be_described(
        self, as_alice: Client, alice, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            response = send(as_alice, photo(), look="1", title="Harbour", size="9:16")
        draft = Generation.objects.get()
        assert response["Location"] == reverse("draft", args=[draft.pk])
        assert (draft.owner, draft.kind, draft.status) == (alice, "image", "draft")
        assert (draft.title, draft.size) == ("Harbour", "9:16")
        assert OrmQ.objects.count() == 1

    def test_scripts_get_what_is_to_be_seen_alone_and_the_drafts_address(self, as_alice: Client):
        response = as_alice.post(
            ADDRESS, FIELDS | {"look": "1", "upload": SimpleUploadedFile("x", photo())}, headers=HTMX
        )
        draft = Generation.objects.get()
        assert response.content.strip().startswith(b"<div")
        assert response["HX-Replace-Url"] == reverse("draft", args=[draft.pk])
        assert reverse("seen", args=[draft.pk]) in response.content.decode()

    def test_half_filled_fields_do_not_keep_the_picture_from_being_described(self, as_alice: Client):
        data = FIELDS | {"look": "1", "upload": SimpleUploadedFile("x", photo()), "input_text": "A"}
        assert b"looked at when your video is made" in as_alice.post(ADDRESS, data, headers=HTMX).content
        assert Generation.objects.get().status == "draft"

    def test_scripts_are_told_what_is_wrong_with_a_picture(self, as_alice: Client):
        data = FIELDS | {"look": "1", "upload": SimpleUploadedFile("x", b"just words")}
        response = as_alice.post(ADDRESS, data, headers=HTMX)
        assert b"not a picture we can read" in response.content
        assert "HX-Replace-Url" not in response
        assert not Generation.objects.exists()

    def test_nothing_is_described_without_a_picture(self, as_alice: Client):
        assert refused(as_alice, None, look="1") == "Please choose a picture or a clip."


def test_a_request_beyond_the_limit_is_answered_before_it_is_read(as_alice: Client, settings):
    settings.MAX_REQUEST_BYTES = 1000
    response = send(as_alice, photo())
    assert response.status_code == 413
    assert b"That file is too large" in response.content
    assert not Generation.objects.exists()


class TestNewVersion:
    @pytest.fixture
    def earlier(self, alice) -> Generation:
        return make_generation(alice, kind="image", input_image=photo(), input_text="This is our harbour.")

    def test_it_shows_the_earlier_picture_and_asks_for_none(self, as_alice: Client, earlier):
        response = as_alice.get(ADDRESS, {"from": str(earlier.pk)})
        assert reverse("picture", args=[earlier.pk]) in response.content.decode()
        assert not response.context["form"].fields["upload"].required

    def test_it_works_on_a_copy_of_the_earlier_picture(self, as_alice: Client, earlier):
        assert send(as_alice, None, query=f"?from={earlier.pk}").status_code == 302
        newer = Generation.objects.exclude(pk=earlier.pk).get()
        assert newer.upload.name == f"{newer.directory}/upload"
        with newer.upload.open() as copied, earlier.input_image.open() as original:
            assert copied.read() == original.read()

    def test_another_picture_takes_its_place(self, as_alice: Client, earlier):
        other = photo((400, 300))
        send(as_alice, other, query=f"?from={earlier.pk}")
        with Generation.objects.exclude(pk=earlier.pk).get().upload.open() as stored:
            assert stored.read() == other

    def test_what_was_seen_and_corrected_is_taken_over(self, as_alice: Client, earlier):
        Generation.objects.update(
            keywords="Rex, beach", description="Rex at the sea.", description_fingerprint="seen"
        )
        form = as_alice.get(ADDRESS, {"from": str(earlier.pk)}).context["form"]
        assert (form["keywords"].value(), form["description"].value()) == ("Rex, beach", "Rex at the sea.")
        send(as_alice, None, query=f"?from={earlier.pk}", keywords="Rex", description="Rex again.")
        newer = Generation.objects.exclude(pk=earlier.pk).get()
        assert (newer.keywords, newer.description) == ("Rex", "Rex again.")

    def test_what_was_seen_is_not_said_of_another_picture(self, as_alice: Client, earlier):
        Generation.objects.update(keywords="Rex", description="Rex.", description_fingerprint="seen")
        send(as_alice, photo(), query=f"?from={earlier.pk}", keywords="Rex", description="Rex.")
        newer = Generation.objects.exclude(pk=earlier.pk).get()
        assert (newer.keywords, newer.description) == ("", "")

    def test_an_earlier_video_without_a_picture_does_not_spare_one(self, as_alice: Client, alice):
        earlier = make_generation(alice)
        response = send(as_alice, None, query=f"?from={earlier.pk}")
        assert "Please choose a picture or a clip." in response.content.decode()


def test_a_picture_with_words_that_no_voice_has_is_refused_with_what_can_be_done(as_alice: Client):
    response = send(as_alice, photo(), input_text="ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ")
    assert "Cherokee, which no voice here speaks" in response.context["form"].errors["voice"][0]
    assert not Generation.objects.exclude(status="draft").exists()
    assert send(as_alice, photo(), input_text="ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ", voice="none").status_code == 302
