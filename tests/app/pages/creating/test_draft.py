"""The page of a draft: what was seen in a picture is corrected, and then the video is made."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_q.models import OrmQ

from generator import tasks
from generator.forms.fields import MAX_KEYWORDS
from generator.models import Generation
from tests.support.factories import make_generation
from tests.support.media import photo

pytestmark = pytest.mark.django_db
FIELDS = {"input_text": "", "title": "", "style": "plain", "size": "16:9", "voice": "", "music": "calm"}
SEEN = {"keywords": "dog, beach", "description": "A dog stands on a beach."}
DAMAGED = "This picture is damaged or incomplete. Please try another copy of it."


@pytest.fixture
def waiting(alice) -> Generation:
    tasks.report_alive()
    return make_generation(
        alice, kind="image", status="draft", title="", input_text="", style="paper", upload=photo()
    )


@pytest.fixture
def seen(alice) -> Generation:
    fields = {"input_text": "", "title": "", "description_fingerprint": "seen", "lease": 1, **SEEN}
    return make_generation(alice, kind="image", status="draft", input_image=photo(), **fields)


@pytest.fixture
def refused(waiting) -> Generation:
    Generation.objects.update(error=DAMAGED, attempt=1, lease=1)
    waiting.refresh_from_db()
    return waiting


def song(words: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("song.mp3", f"ID3 {words}".encode())


def send(client: Client, draft: Generation, **change: object):
    return client.post(draft.get_absolute_url(), FIELDS | change)


def page(client: Client, draft: Generation) -> str:
    return " ".join(client.get(draft.get_absolute_url()).content.decode().split())


def test_it_asks_until_the_picture_was_described(as_alice: Client, waiting):
    shown = page(as_alice, waiting)
    assert f'hx-get="{reverse("seen", args=[waiting.pk])}"' in shown
    assert "Looking at the picture…" in shown
    assert 'name="keywords"' not in shown
    # What was chosen before the picture was sent is chosen still.
    assert as_alice.get(waiting.get_absolute_url()).context["form"]["style"].value() == "paper"


def test_what_was_seen_can_be_corrected(as_alice: Client, seen):
    shown = page(as_alice, seen)
    assert 'value="dog, beach"' in shown
    assert "A dog stands on a beach.</textarea>" in shown
    assert reverse("picture", args=[seen.pk]) in shown
    assert "hx-get" not in shown


def test_it_is_said_how_the_description_is_understood(as_alice: Client, seen):
    assert "The description is read: <strong>1 scene</strong>" in page(as_alice, seen)
    # The answer that brings the description brings that as well, and each change of it asks again.
    answer = as_alice.get(reverse("seen", args=[seen.pk]), headers={"HX-Request": "true"}).content.decode()
    assert '<div id="understood" hx-swap-oob="innerHTML">' in answer
    assert "The description is read" in answer
    assert f'hx-post="{reverse("understood")}"' in answer


def test_the_video_is_made_of_what_its_owner_left_standing(
    as_alice: Client, seen, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = send(
            as_alice, seen, keywords=" Rex,beach , rex,", description="Rex at the sea.", size="1:1"
        )
    row = Generation.objects.get()
    assert response["Location"] == reverse("watch", args=[seen.pk])
    assert (row.pk, row.status, row.size, row.caption_style) == (seen.pk, "queued", "1:1", "box")
    assert (row.keyword_list, row.description) == (["rex", "beach"], "Rex at the sea.")
    assert OrmQ.objects.count() == 1


def test_the_description_need_not_be_waited_for(as_alice: Client, waiting):
    send(as_alice, waiting, input_text="This is our harbour.")
    row = Generation.objects.get()
    assert (row.status, row.input_text, row.upload.name) == (
        "queued",
        "This is our harbour.",
        waiting.upload.name,
    )


def test_what_was_seen_after_the_page_was_loaded_is_not_forgotten(as_alice: Client, seen):
    send(as_alice, seen)
    row = Generation.objects.get()
    assert (row.status, row.keywords, row.description) == ("queued", "dog, beach", SEEN["description"])


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"description": ""}, "description", "Please describe the picture in a sentence"),
        ({"description": "?!"}, "description", "signs alone"),
        ({"keywords": ",".join(f"word {n}" for n in range(MAX_KEYWORDS + 1))}, "keywords", "keep to 20"),
        ({"keywords": "a whole sentence without commas that goes on and on"}, "keywords", "too long"),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_sentence(as_alice: Client, seen, change, field, sentence):
    response = send(as_alice, seen, **SEEN | {"title": "Kept"} | change)
    assert sentence in response.context["form"].errors[field][0]
    assert list(response.context["form"].errors) == [field]
    assert 'value="Kept"' in response.content.decode()
    assert Generation.objects.get().status == "draft"


def test_a_description_is_not_needed_where_the_owner_tells_something(as_alice: Client, seen):
    send(as_alice, seen, keywords="", description="", input_text="This is our harbour.")
    assert Generation.objects.get().status == "queued"


def test_keywords_may_come_in_other_scripts(as_alice: Client, seen):
    send(as_alice, seen, **SEEN | {"keywords": "\u72d7\uff0c\u6d77\u6ee9\u3001\u6ce2\u0000"})
    assert Generation.objects.get().keyword_list == ["\u72d7", "\u6d77\u6ee9", "\u6ce2"]


def test_a_picture_that_could_not_be_read_says_so_and_keeps_the_form(as_alice: Client, refused):
    assert DAMAGED in page(as_alice, refused)
    response = send(as_alice, refused, input_text="This is our harbour.")
    assert response.context["form"].errors["upload"] == [DAMAGED]
    assert "This is our harbour." in response.content.decode()
    assert Generation.objects.get().status == "draft"


def test_a_picture_can_be_described_again(as_alice: Client, refused):
    assert send(as_alice, refused, look="1", title="Harbour")["Location"] == refused.get_absolute_url()
    assert (Generation.objects.to_describe().get().title) == "Harbour"


@pytest.mark.parametrize("only_described", [{}, {"look": "1"}], ids=["made at once", "described first"])
def test_another_picture_takes_its_place(
    as_alice: Client, seen, only_described, own_media, django_capture_on_commit_callbacks
):
    other = photo((400, 300))
    with django_capture_on_commit_callbacks(execute=True):
        send(as_alice, seen, upload=SimpleUploadedFile("other.jpg", other), **SEEN, **only_described)
    row = Generation.objects.get()
    assert row.pk != seen.pk
    assert row.status == ("draft" if only_described else "queued")
    # What was seen was said of the picture before.
    assert (row.keywords, row.description, row.description_fingerprint) == ("", "", "")
    assert [path.read_bytes() for path in own_media.rglob("*") if path.is_file()] == [other]


def test_another_picture_that_is_none_leaves_the_draft_as_it_is(as_alice: Client, seen):
    response = send(as_alice, seen, upload=SimpleUploadedFile("other.jpg", b"just words"), **SEEN)
    assert "not a picture we can read" in response.context["form"].errors["upload"][0]
    assert Generation.objects.get().pk == seen.pk


def test_music_is_kept_with_the_draft_and_replaced_with_it(
    as_alice: Client, seen, own_media, django_capture_on_commit_callbacks
):
    send(as_alice, seen, **SEEN, look="1", music="own", music_file=song("la la la"))
    Generation.objects.update(music_seconds=180.0)
    assert "Your music from before is used again" in page(as_alice, seen)
    with django_capture_on_commit_callbacks(execute=True):
        send(as_alice, seen, **SEEN, music="own", music_file=song("tra la la"))
    row = Generation.objects.get()
    assert (row.status, row.music, row.music_seconds) == ("queued", "own", None)
    assert [path.read_bytes() for path in own_media.rglob("music*")] == [b"ID3 tra la la"]


def test_music_need_not_be_chosen_again_when_the_words_were_refused(as_alice: Client, seen):
    shown = send(
        as_alice, seen, **SEEN, **{"input_text": "?!", "music": "own", "music_file": song("la")}
    ).content.decode()
    assert "Nothing you gave us is lost" in shown
    send(as_alice, seen, **SEEN, music="own")
    row = Generation.objects.get()
    assert (row.status, bool(row.music_file)) == ("queued", True)


def test_a_draft_that_was_sent_on_elsewhere_leads_to_its_video(as_alice: Client, seen):
    address = seen.get_absolute_url()
    seen.submit()
    for response in (as_alice.get(address), as_alice.post(address, FIELDS | SEEN)):
        assert response["Location"] == reverse("watch", args=[seen.pk])
    assert Generation.objects.get().status == "queued"


def test_what_people_write_is_shown_and_not_obeyed(as_alice: Client, seen):
    evil = '</textarea><script>alert(1)</script>"><img src=x>'
    Generation.objects.update(keywords=evil, description=evil, title=evil[:80], error=evil)
    shown = page(as_alice, seen)
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


def test_it_can_be_thrown_away(as_alice: Client, seen):
    as_alice.post(reverse("delete", args=[seen.pk]))
    assert not Generation.objects.owned_by(seen.owner).exists()
    assert Generation.objects.all_of(seen.owner).in_bin().get() == seen
