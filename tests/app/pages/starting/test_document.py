"""A document's words come into the text field, to be corrected before a film is made."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pptx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pptx.util import Inches

from generator.models import Generation
from generator.models.generation import MAX_TEXT
from generator.pipeline import run as pipeline
from studio.film.uploads.pictures import PictureError
from tests.studio.text.documents.drawn import picture
from tests.support.factories import make_generation
from tests.support.printed import Set, pdf, prose
from tests.support.stand_ins import PROVIDERS
from tests.support.unrendered import unrendered

pytestmark = pytest.mark.django_db

FIELDS = {"title": "", "style": "paper", "size": "9:16", "voice": "none", "music": "calm", "split": "auto"}
WORDS = "The old bridge at Aldersby still stands, and nobody knows who built it."


def document(content: bytes = WORDS.encode(), name: str = "notes.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def word(*paragraphs: str) -> bytes:
    made, written = io.BytesIO(), docx.Document()
    for paragraph in paragraphs:
        written.add_paragraph(paragraph)
    written.save(made)
    return made.getvalue()


def read(client: Client, *files: SimpleUploadedFile) -> dict[str, object]:
    answer = client.post(reverse("read_document"), {"document": list(files)} if files else {})
    assert answer.status_code == 200
    told: dict[str, object] = answer.json()
    return told


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", WORDS.encode()), ("a.docx", word(WORDS)), ("a.pdf", pdf([prose(WORDS)]))],
)
def test_a_script_is_answered_with_the_words_of_a_document(as_alice: Client, name: str, content: bytes):
    told = read(as_alice, document(content, name))
    assert told["text"] == WORDS
    assert told["notes"] == ["Please look through what was read, and correct it before you make the video."]


def test_its_name_says_nothing(as_alice: Client):
    assert read(as_alice, document(pdf([prose(WORDS)]), "picture.png"))["text"] == WORDS


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This file is empty"),
        (bytes(range(256)) * 20, "This is no document that can be read here"),
        (pdf([[]]), "as scanners make them"),
        (b"PK\x03\x04" + bytes(99), "damaged"),
    ],
)
def test_a_script_is_told_why_a_document_is_refused(as_alice: Client, content: bytes, says: str):
    assert says in str(read(as_alice, document(content))["refusal"])


def test_a_script_that_sends_none_is_told_so(as_alice: Client):
    assert read(as_alice) == {"refusal": "Please choose a document."}


def test_a_long_document_is_cut_and_says_what_is_left_out(as_alice: Client):
    told = read(as_alice, document("\n\n".join(f"{number}. {WORDS}" for number in range(500)).encode()))
    assert len(str(told["text"])) <= MAX_TEXT
    assert "one video can tell 20,000" in str(told["notes"])


def test_without_scripts_its_words_are_a_draft_with_all_other_choices(as_alice: Client):
    answer = as_alice.post(reverse("text_to_video"), {**FIELDS, "input_text": "", "document": document()})
    draft = Generation.objects.get()
    assert answer.url == draft.get_absolute_url()
    assert (draft.status, draft.input_text, draft.style, draft.size) == ("draft", WORDS, "paper", "9:16")
    shown = as_alice.get(answer.url).content.decode()
    assert WORDS in shown
    assert "Please look through what was read" in shown


def test_its_words_stand_below_those_that_were_written(as_alice: Client, alice):
    draft = make_generation(alice, status="draft", title="", input_text="My own first words.")
    sent = {**FIELDS, "input_text": draft.input_text, "draft": draft.pk, "revision": draft.revision}
    as_alice.post(draft.get_absolute_url(), {**sent, "document": document()})
    draft.refresh_from_db()
    assert draft.input_text == f"My own first words.\n\n{WORDS}"
    assert Generation.objects.count() == 1


def test_a_refused_document_is_told_at_its_field_and_nothing_is_lost(as_alice: Client):
    sent = {**FIELDS, "input_text": "My own first words.", "document": document(pdf([[]]))}
    answer = as_alice.post(reverse("text_to_video"), sent)
    shown = answer.content.decode()
    assert "as scanners make them" in shown
    assert "My own first words." in shown
    assert Generation.objects.get().input_text == "My own first words."


def test_no_file_is_kept(as_alice: Client, settings):
    as_alice.post(reverse("text_to_video"), {**FIELDS, "input_text": "", "document": document(word(WORDS))})
    assert Generation.objects.get().file_names() == []
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_document_that_costs_hours_is_refused_in_time(as_alice: Client, settings):
    settings.GENERATOR_LOOK_SECONDS = 2
    page = [Set(f"word {number}", 72 + number % 400, 700 - number % 600) for number in range(150_000)]
    told = read(as_alice, document(pdf([page, page])))
    assert "takes too long to read" in str(told["refusal"])


def presentation() -> bytes:
    """Three slides: two with a picture of their own, and a logo on all."""
    made, written = pptx.Presentation(), io.BytesIO()
    for number, letter in enumerate("A-B", 1):
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = f"Part {number} of the harbour"
        slide.notes_slide.notes_text_frame.text = f"These words are said over slide number {number}."
        slide.shapes.add_picture(io.BytesIO(picture("L")), Inches(9), Inches(7), Inches(1))
        if letter != "-":
            slide.shapes.add_picture(io.BytesIO(picture(letter)), Inches(1), Inches(2), Inches(5))
    made.save(written)
    return written.getvalue()


def test_pictures_of_slides_are_a_drafts_and_the_text_names_them(as_alice: Client):
    sent = {**FIELDS, "input_text": "", "draft": "", "revision": ""}
    told = as_alice.post(reverse("read_document"), {**sent, "document": document(presentation())}).json()
    draft = Generation.objects.get()
    assert (told["draft"], told["address"]) == (str(draft.pk), draft.get_absolute_url())
    assert told["text"].count("[Picture: picture") == 2
    assert "2 pictures of it are seen where the text says so." in told["notes"]
    assert [Path(one.upload.path).read_bytes() for one in draft.start_pictures.all()] == [
        picture("A"),
        picture("B"),
    ]
    assert draft.stored_bytes >= len(picture("A")) + len(picture("B"))
    # A further document goes on counting, and what the text names no more is let go of.
    sent |= {
        "draft": told["draft"],
        "input_text": told["text"].replace("[Picture: picture 1 of your document]", ""),
    }
    more = as_alice.post(reverse("read_document"), {**sent, "document": document(presentation())}).json()
    assert "draft" not in more
    assert [number + 1 for number in draft.start_pictures.values_list("position", flat=True)] == [2, 3, 4]
    assert "picture 3 of your document" in more["text"]
    assert Generation.objects.count() == 1


@pytest.mark.long
def test_without_scripts_pictures_are_kept_with_the_draft(as_alice: Client):
    as_alice.post(
        reverse("text_to_video"), {**FIELDS, "input_text": "", "document": document(presentation())}
    )
    draft = Generation.objects.get()
    assert draft.start_pictures.count() == 2
    assert draft.input_text.count("[Picture: picture") == 2


def test_what_is_no_picture_is_not_named(as_alice: Client, monkeypatch):
    def refuse(*asked: object) -> None:
        raise PictureError("It is broken.")

    monkeypatch.setattr("generator.forms.starting.documents.inspect_upload", refuse)
    sent = {**FIELDS, "input_text": ""}
    told = as_alice.post(reverse("read_document"), {**sent, "document": document(presentation())}).json()
    assert "Picture" not in told["text"]
    assert not Generation.objects.exists()


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_scenes_show_the_pictures_of_their_slides(as_alice: Client, settings, monkeypatch):
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setattr(
        "generator.pipeline.stages.render.render_film",
        lambda plan, folder, *more, **options: unrendered(plan, folder),
    )
    as_alice.post(
        reverse("text_to_video"), {**FIELDS, "input_text": "", "document": document(presentation())}
    )
    draft = Generation.objects.get()
    sent = {**FIELDS, "input_text": draft.input_text, "draft": draft.pk, "revision": draft.revision}
    assert as_alice.post(draft.get_absolute_url(), sent).status_code == 302
    taken = Generation.objects.claim("test")
    pipeline.run(taken)
    taken.refresh_from_db()
    assert taken.status == "succeeded", taken.error
    scenes = list(taken.scenes.filter(narration__gt=""))
    assert [scene.is_own_picture for scene in scenes] == [True, False, True]
    assert [scene.error for scene in scenes] == ["", "", ""]
    assert scenes[0].image
    assert Path(scenes[0].image.path).read_bytes() != Path(scenes[2].image.path).read_bytes()
    assert not scenes[0].upload
    # A copy is made from the same document, which nobody has to send again.
    again = as_alice.post(
        f"{reverse('text_to_video')}?from={taken.pk}", {**FIELDS, "input_text": sent["input_text"]}
    )
    assert again.status_code == 302
    copy = Generation.objects.claim("test")
    pipeline.run(copy)
    assert [scene.is_own_picture for scene in copy.scenes.filter(narration__gt="")] == [True, False, True]
