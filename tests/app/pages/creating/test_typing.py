"""What is typed into the text form is a draft: kept while one types, found again, and sent as the same row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ

from generator.forms.creation import CHANGED
from generator.forms.typed import LONGEST_DRAFT
from generator.models import Charge, Generation
from generator.models.allowance import allowance_of
from generator.models.generation_queryset import TEXT_DRAFT_LIFE, TEXT_DRAFTS_PER_USER
from generator.views.create import SENT_ELSEWHERE
from generator.web.unsent import mark_of
from tests.support.factories import make_generation

pytestmark = pytest.mark.django_db
FIELDS = {"title": "", "style": "plain", "size": "16:9", "voice": "", "music": "calm", "split": "auto"}
WORDS = "The fox crosses the snow. "


def type_in(client: Client, text: str, **change: Any):
    return client.post(reverse("typed"), FIELDS | {"input_text": text} | change)


def draft_of(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200
    told = answer.json()
    return {"draft": told["draft"], "revision": told["revision"]}


def make_draft(owner: Any, **fields: Any) -> Generation:
    return make_generation(owner, **{"status": "draft", "title": "", "input_text": WORDS, **fields})


def test_what_is_typed_is_a_draft_with_all_other_choices(as_alice: Client):
    choices = {
        "title": "Fox",
        "style": "paper",
        "size": "9:16",
        "voice": "none",
        "music": "calm",
        "split": "line",
    }
    answer = type_in(as_alice, WORDS, **choices, quality="1080p", pace="1.15", title_card="on")
    row = Generation.objects.get()
    assert answer.json() == {
        "address": reverse("text_draft", args=[row.pk]),
        "draft": str(row.pk),
        "revision": 0,
        "kept": [],
        "refused": {},
    }
    assert {name: getattr(row, name) for name in choices} == choices
    assert (row.status, row.kind, row.input_text, row.quality) == ("draft", "text", WORDS, "1080p")
    assert (row.pace, row.title_card) == (1.15, True)


def test_it_is_there_again_on_another_device(as_alice: Client):
    address = type_in(as_alice, WORDS, style="paper").json()["address"]
    form = as_alice.get(address).context["form"]
    assert (form["input_text"].value(), form["style"].value()) == (WORDS, "paper")


def test_the_next_pause_writes_the_same_row(as_alice: Client):
    told = draft_of(type_in(as_alice, WORDS))
    told = draft_of(type_in(as_alice, WORDS * 2, **told))
    assert told["revision"] == 1
    assert Generation.objects.get().input_text == WORDS * 2


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "?!",
        "word " * 3000,
        "  two\r\n\r\n  lines \t ",
        "\N{SNOWMAN}",
        "狐が雪を渡る。" * 100,
        "<b>&amp;",
    ],
    ids=["short", "signs", "long", "spaces", "sign", "japanese", "markup"],
)
def test_a_draft_is_kept_as_typed_whatever_would_be_said_of_it(as_alice: Client, text: str):
    told = draft_of(type_in(as_alice, text))
    assert Generation.objects.get(pk=told["draft"]).input_text == text.replace("\r\n", "\n")


def test_it_is_judged_when_it_is_sent(as_alice: Client):
    address = type_in(as_alice, "?!").json()["address"]
    response = as_alice.post(address, FIELDS | {"input_text": "?!", "revision": 0})
    assert "signs alone" in response.context["form"].errors["input_text"][0]
    assert Generation.objects.get().status == "draft"


def test_what_no_database_holds_is_left_out(as_alice: Client):
    told = draft_of(type_in(as_alice, "a fox\0 runs", title="Fox\0\nand snow" + "!" * 90))
    row = Generation.objects.get(pk=told["draft"])
    assert (row.input_text, len(row.title), row.title[:12]) == ("a fox runs", 80, "Fox and snow")


def test_choices_that_there_are_none_of_do_not_cost_the_words(as_alice: Client):
    draft_of(type_in(as_alice, WORDS, style="crayon", voice="nobody", pace="9", size=""))
    row = Generation.objects.get()
    assert (row.input_text, row.style, row.voice, row.pace, row.size) == (WORDS, "plain", "", 1.0, "16:9")


@pytest.mark.parametrize("text", ["", "   ", "\r\n"])
def test_no_words_are_no_draft(as_alice: Client, text: str):
    assert type_in(as_alice, text, style="paper").json()["draft"] == ""
    assert not Generation.objects.exists()


def test_a_draft_that_was_emptied_goes(as_alice: Client):
    told = draft_of(type_in(as_alice, WORDS))
    assert type_in(as_alice, "", **told).json()["address"] == reverse("text_to_video")
    assert not Generation.objects.exists()


def test_a_title_alone_is_something(as_alice: Client):
    assert type_in(as_alice, "", title="Fox").json()["draft"]


def test_what_is_far_too_long_is_not_kept_and_that_is_said(as_alice: Client):
    told = draft_of(type_in(as_alice, WORDS))
    assert type_in(as_alice, "x" * (LONGEST_DRAFT + 1), **told).status_code == 413
    assert Generation.objects.get().input_text == WORDS


def test_a_window_does_not_overwrite_the_words_of_another(as_alice: Client):
    told = draft_of(type_in(as_alice, "First words."))
    draft_of(type_in(as_alice, "Words of the one window.", **told))
    assert type_in(as_alice, "Words of the other.", **told).status_code == 409
    assert type_in(as_alice, "", **told).json()["draft"] == ""
    assert Generation.objects.get().input_text == "Words of the one window."


def test_sent_from_a_window_that_is_behind_both_texts_stay(as_alice: Client):
    told = draft_of(type_in(as_alice, "First words."))
    draft_of(type_in(as_alice, "Words of the one window.", **told))
    address = reverse("text_draft", args=[told["draft"]])
    response = as_alice.post(address, FIELDS | told | {"input_text": "Words of the other."})
    form = response.context["form"]
    assert form.non_field_errors() == [CHANGED]
    assert f'action="{form.draft.get_absolute_url()}"' in response.content.decode()
    assert {row.input_text for row in Generation.objects.drafts()} == {
        "Words of the one window.",
        "Words of the other.",
    }
    again = {"draft": form.draft.pk, "revision": form.draft.revision, "input_text": "Words of the other."}
    as_alice.post(form.draft.get_absolute_url(), FIELDS | again)
    assert Generation.objects.queued().get().input_text == "Words of the other."
    assert Generation.objects.drafts().get().input_text == "Words of the one window."


def test_a_window_that_types_in_the_last_moment_is_not_overwritten(as_alice: Client, alice, monkeypatch):
    draft = make_draft(alice)
    submit = Generation.submit

    def late(self, **fields):
        Generation.objects.update(revision=5, input_text="Words of the other.")
        return submit(self, **fields)

    monkeypatch.setattr(Generation, "submit", late)
    response = as_alice.post(draft.get_absolute_url(), FIELDS | {"input_text": WORDS, "revision": 0})
    assert CHANGED in response.context["form"].non_field_errors()
    texts = {(row.status, row.input_text) for row in Generation.objects.all()}
    assert texts == {("draft", "Words of the other."), ("draft", WORDS)}


def test_the_same_row_is_sent_and_is_no_draft_any_more(
    as_alice: Client, alice, django_capture_on_commit_callbacks
):
    draft = make_draft(alice)
    Generation.objects.update(created_at=timezone.now() - timedelta(days=20))
    with django_capture_on_commit_callbacks(execute=True):
        response = as_alice.post(
            draft.get_absolute_url(), FIELDS | {"input_text": WORDS * 2, "size": "1:1", "revision": 0}
        )
    row = Generation.objects.get()
    assert response["Location"] == reverse("watch", args=[draft.pk])
    assert (row.pk, row.status, row.input_text, row.size) == (draft.pk, "queued", (WORDS * 2).strip(), "1:1")
    assert timezone.now() - row.created_at < timedelta(minutes=1), (
        "It is asked for now, and not before others."
    )
    assert OrmQ.objects.count() == 1
    assert as_alice.get(reverse("text_draft", args=[draft.pk]))["Location"] == response["Location"]


@pytest.mark.parametrize("change", [{"status": "queued"}, None])
def test_a_draft_that_is_none_any_more_is_told_as_gone(as_alice: Client, alice, change):
    draft = make_draft(alice)
    pk = str(draft.pk)
    if change:
        Generation.objects.update(**change)
    else:
        draft.delete()
    assert type_in(as_alice, WORDS * 2, draft=pk, revision=0).status_code == 410


def test_nobody_types_in_the_drafts_of_others(as_bob: Client, alice):
    draft = make_draft(alice)
    assert type_in(as_bob, "Bob was here.", draft=draft.pk, revision=0).status_code == 410
    assert as_bob.get(draft.get_absolute_url()).status_code == 404
    assert Generation.objects.get().input_text == WORDS


def test_a_page_of_somebody_elses_writes_nothing_for_who_signed_in_since(as_bob: Client, alice):
    assert type_in(as_bob, WORDS, writer=mark_of(alice)).status_code == 401
    assert not Generation.objects.exists()


def test_a_day_and_a_storage_without_room_keep_words_all_the_same(as_alice: Client, settings):
    settings.GENERATOR_FILMS_PER_DAY, settings.GENERATOR_STORAGE_GB = 1, 1
    Charge.objects.create(owner_id=as_alice.session["_auth_user_id"], made_at=timezone.now())
    address = type_in(as_alice, WORDS).json()["address"]
    response = as_alice.post(address, FIELDS | {"input_text": WORDS * 2, "revision": 0})
    assert "which is as many as a day may have" in response.content.decode()
    row = Generation.objects.get()
    assert (row.status, row.input_text) == ("draft", WORDS * 2)


def test_drafts_take_nothing_of_what_one_may_make_and_no_worker_takes_them(as_alice: Client, alice):
    before = allowance_of(alice)
    type_in(as_alice, WORDS)
    assert allowance_of(alice) == before
    assert not Generation.objects.waiting().exists()
    assert Generation.objects.claim("host:1") is None
    assert OrmQ.objects.count() == 0


def test_drafts_age_from_their_last_change(alice):
    for days in (TEXT_DRAFT_LIFE.days + 1, TEXT_DRAFT_LIFE.days - 1):
        draft = make_draft(alice)
        ago = timezone.now() - timedelta(days=days)
        Generation.objects.filter(pk=draft.pk).update(
            changed_at=ago, created_at=timezone.now() - timedelta(days=90)
        )
    assert Generation.objects.drop_old_drafts() == 1
    assert Generation.objects.get() == draft


def test_of_too_many_drafts_the_one_left_for_longest_goes_and_no_picture(as_alice: Client, alice):
    drafts = [make_draft(alice) for _ in range(TEXT_DRAFTS_PER_USER)]
    picture = make_generation(
        alice, kind="image", status="draft", created_at=timezone.now() - timedelta(hours=5)
    )
    oldest = drafts[7]
    Generation.objects.filter(pk=oldest.pk).update(changed_at=timezone.now() - timedelta(days=1))
    type_in(as_alice, "One more.")
    left = set(Generation.objects.values_list("pk", flat=True))
    assert (oldest.pk in left, picture.pk in left, len(left)) == (False, True, TEXT_DRAFTS_PER_USER + 1)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "The fox crosses the snow."),
        ({"title": "Fox"}, "Fox"),
        (
            {"input_text": "One two three four five six seven eight nine"},
            "One two three four five six seven eight…",
        ),
        ({"input_text": "x" * 200}, "x" * 59 + "…"),
        ({"input_text": "", "title_card_text": "A card"}, "A card"),
        ({"input_text": "\n\n 3 < 4 & 5"}, "3 &lt; 4 &amp; 5"),
        ({"input_text": "\n\n <b>Hello</b> you"}, "Hello you"),
        ({"input_text": "# The Keeper\n\nNobody knew her name."}, "The Keeper"),
        ({"input_text": "**Scene 1**\n**Narrator:** Nobody knew her name."}, "Nobody knew her name."),
        ({"input_text": "# The Keeper", "verbatim": True}, "# The Keeper"),
    ],
)
def test_the_library_names_a_draft_by_its_first_words(as_alice: Client, alice, fields, name: str):
    draft = make_draft(alice, **fields)
    page = as_alice.get(reverse("library")).content.decode()
    assert f'href="{draft.get_absolute_url()}" dir="auto">{name}</a>' in page
    assert "Draft" in page
    assert "Continue" in page


def test_a_draft_is_deleted_as_such(as_alice: Client, alice):
    draft = make_draft(alice)
    assert "Put this draft into the bin?" in as_alice.get(reverse("delete", args=[draft.pk])).content.decode()
    page = as_alice.post(reverse("delete", args=[draft.pk]), follow=True).content.decode()
    assert "The draft is in the bin." in page
    assert not Generation.objects.owned_by(alice).exists()
    page = as_alice.post(reverse("delete", args=[draft.pk]), follow=True).content.decode()
    assert "The draft is deleted for good." in page
    assert not Generation.objects.exists()


def test_an_empty_page_offers_the_draft_and_a_slip_to_the_other_form_leads_back(as_alice: Client, alice):
    assert "Not finished yet" not in as_alice.get(reverse("text_to_video")).content.decode()
    draft = make_draft(alice)
    address = draft.get_absolute_url()
    page = as_alice.get(reverse("text_to_video")).content.decode()
    assert f'Not finished yet: <a href="{address}"' in page
    assert "Not finished yet" not in as_alice.get(address).content.decode()
    assert as_alice.get(reverse("image_to_video")).context["form"].text_tab == address
    Generation.objects.update(changed_at=timezone.now() - timedelta(hours=2))
    assert as_alice.get(reverse("image_to_video")).context["form"].text_tab == reverse("text_to_video")


def test_without_scripts_a_draft_is_kept_by_a_button(as_alice: Client):
    response = as_alice.post(reverse("text_to_video"), FIELDS | {"input_text": "?!", "keep": "1"})
    row = Generation.objects.get()
    assert response["Location"] == row.get_absolute_url()
    assert (row.status, row.input_text) == ("draft", "?!")


def test_a_new_version_takes_its_music_along_into_the_draft(as_alice: Client, alice):
    source = make_generation(alice, status="succeeded", music="own", music_file=b"ID3 la")
    address = f"{reverse('typed')}?from={source.pk}"
    told = as_alice.post(address, FIELDS | {"input_text": WORDS, "music": "own"}).json()
    draft = Generation.objects.get(pk=told["draft"])
    assert draft.music_file.name != source.music_file.name
    assert draft.stored_bytes == 6
    page = as_alice.get(told["address"]).content.decode()
    assert "Your music from before is used again" in page


def test_what_people_type_is_shown_and_not_obeyed(as_alice: Client, alice):
    evil = '</textarea><script>alert(1)</script>"><img src=x>'
    draft = make_draft(alice, input_text=evil, title=evil)
    for address in (draft.get_absolute_url(), reverse("library"), reverse("text_to_video")):
        page = as_alice.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_it_may_be_kept_only_so_often(as_alice: Client, settings):
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "typed": "2/m"}
    answers = [type_in(as_alice, WORDS).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


def test_what_is_typed_beside_a_picture_is_kept_in_its_draft(as_alice: Client, alice):
    seen = {"description_fingerprint": "seen", "description": "A dog.", "keywords": "dog"}
    draft = make_generation(
        alice, kind="image", status="draft", input_text="", title="", input_image=b"x", **seen
    )
    corrected = {"description": "Rex at the sea.", "keywords": "rex, sea,", "title": "Rex"}
    told = draft_of(type_in(as_alice, "This is Rex", draft=draft.pk, revision=0, **corrected))
    row = Generation.objects.get()
    assert {name: getattr(row, name) for name in corrected} == corrected
    assert (row.input_text, row.input_image.name, told["revision"]) == (
        "This is Rex",
        draft.input_image.name,
        1,
    )
    assert type_in(as_alice, "Another window", draft=draft.pk, revision=0).status_code == 409
    assert draft_of(type_in(as_alice, "", title="", **told))["draft"] == str(draft.pk), (
        "A picture is something."
    )


def test_what_was_seen_since_is_not_forgotten_by_a_page_that_does_not_know_it(as_alice: Client, alice):
    seen = {"description_fingerprint": "seen", "description": "A dog.", "keywords": "dog"}
    draft = make_generation(alice, kind="image", status="draft", input_image=b"x", **seen)
    draft_of(type_in(as_alice, "This is Rex", draft=draft.pk, revision=0))
    assert Generation.objects.get().description == "A dog."


@pytest.mark.parametrize("change", [{"status": "queued"}, None], ids=["sent", "deleted"])
def test_other_words_for_a_draft_that_was_sent_elsewhere_are_not_lost(as_alice: Client, alice, change):
    draft = make_draft(alice)
    address = draft.get_absolute_url()
    if change:
        Generation.objects.update(**change)
    else:
        draft.delete()
    response = as_alice.post(address, FIELDS | {"input_text": "Other words.", "revision": 0})
    form = response.context["form"]
    assert form.non_field_errors() == [SENT_ELSEWHERE]
    assert Generation.objects.drafts().get() == form.draft
    as_alice.post(form.draft.get_absolute_url(), FIELDS | {"input_text": "Other words.", "revision": 0})
    assert not Generation.objects.drafts().exists()


def test_the_same_words_sent_twice_are_one_film(as_alice: Client, alice):
    draft = make_draft(alice)
    for _ in range(2):
        response = as_alice.post(draft.get_absolute_url(), FIELDS | {"input_text": WORDS, "revision": 0})
        assert response["Location"] == reverse("watch", args=[draft.pk])
    assert Generation.objects.count() == 1
