"""What was typed into a form that could not be taken: it is there again after signing in, or with a new token."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from generator.accounts.middleware import KEPT
from generator.models import Generation, User
from generator.web import unsent
from tests.conftest import signed_in
from tests.support.factories import PASSWORD, make_generation, make_scene
from tests.support.media import photo

pytestmark = pytest.mark.django_db
WORDS = "The fox crosses the snow.\n\nNobody sees it."
FIELDS = {"style": "paper", "size": "9:16", "voice": "", "music": "calm", "split": "auto", "title": "Fox"}
TEXT = FIELDS | {"input_text": WORDS}


def sign_in(client: Client, user: User, next_page: str = ""):
    credentials = {"login": user.email, "password": PASSWORD, "next": next_page}
    return client.post(reverse("account_login"), credentials, follow=True)


def make_draft(owner: User, **fields: Any) -> Generation:
    return make_generation(owner, **{"status": "draft", "title": "", "input_text": "Before.", **fields})


@pytest.fixture
def visitor(alice) -> Client:
    """A browser in which Alice's visit has ended, while a form of hers was open."""
    return Client()


@pytest.mark.parametrize("marked", [True, False], ids=["a page of hers", "no page"])
def test_a_text_sent_after_the_visit_has_ended_is_there_after_signing_in(
    visitor: Client, alice, marked: bool
):
    mark = {"writer": unsent.mark_of(alice)} if marked else {}
    answer = visitor.post(reverse("text_to_video"), TEXT | mark)
    assert answer["Location"] == f"{reverse('account_login')}?next={reverse('text_to_video')}"
    assert not Generation.objects.exists(), "Nobody is signed in: nothing is written for anybody."
    assert KEPT in visitor.get(answer["Location"]).content.decode()
    page = sign_in(visitor, alice, reverse("text_to_video"))
    form = page.context["form"]
    draft = Generation.objects.get()
    assert page.redirect_chain[-1][0] == draft.get_absolute_url()
    assert "What you typed is back." in page.content.decode()
    assert {name: form[name].value() for name in TEXT} == TEXT
    assert (draft.owner, draft.status) == (alice, "draft")
    assert visitor.get(reverse("text_to_video")).status_code == 200, "It comes back once."


def test_it_is_there_after_signing_up_too(client: Client, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    client.post(reverse("text_to_video"), TEXT)
    fields = {"email": "new@example.org", "password1": PASSWORD, "next": reverse("text_to_video")}
    page = client.post(reverse("account_signup"), fields, follow=True)
    assert page.context["form"]["input_text"].value() == WORDS


def test_it_is_there_though_signing_in_has_led_elsewhere(visitor: Client, alice):
    visitor.post(reverse("text_to_video"), TEXT)
    page = sign_in(visitor, alice).content.decode()
    assert "What you typed is back." in page
    assert Generation.objects.get().get_absolute_url() in page


def test_a_draft_that_was_open_goes_on(visitor: Client, alice):
    draft = make_draft(alice)
    address = draft.get_absolute_url()
    visitor.post(address, TEXT | {"draft": draft.pk, "revision": 0})
    assert sign_in(visitor, alice, address).redirect_chain[-1][0] == address
    assert Generation.objects.get().input_text == WORDS


@pytest.mark.parametrize(
    "change", [{"revision": 3}, {"status": "queued"}, None], ids=["typed", "sent", "deleted"]
)
def test_a_draft_that_has_changed_meanwhile_stays_as_it_is(visitor: Client, alice, change):
    draft = make_draft(alice)
    address = draft.get_absolute_url()
    visitor.post(address, TEXT | {"draft": draft.pk, "revision": 0})
    if change:
        Generation.objects.update(**change)
    else:
        draft.delete()
    page = sign_in(visitor, alice, address)
    assert page.context["form"]["input_text"].value() == WORDS
    others = Generation.objects.exclude(input_text=WORDS).values_list("input_text", flat=True)
    assert list(others) == (["Before."] if change else [])


def test_nobody_else_at_the_same_computer_sees_it(visitor: Client, alice, bob):
    visitor.post(reverse("text_to_video"), TEXT | {"writer": unsent.mark_of(alice)})
    page = sign_in(visitor, bob, reverse("text_to_video"))
    assert page.redirect_chain[-1][0] == reverse("text_to_video")
    assert not page.context["form"]["input_text"].value()
    assert WORDS.split("\n")[0] not in visitor.get(reverse("library")).content.decode()
    assert not Generation.objects.exists()


def test_it_goes_when_somebody_signs_out(visitor: Client, alice, bob):
    visitor.post(reverse("image_to_video"), TEXT | {"writer": unsent.mark_of(bob)})
    sign_in(visitor, alice)
    visitor.post(reverse("account_logout"))
    assert unsent.KEY not in visitor.session
    assert not sign_in(visitor, bob, reverse("image_to_video")).context["form"].is_bound


def test_a_mark_that_was_made_up_is_no_mark(visitor: Client, alice, bob):
    assert unsent.writer_of({"writer": f"{bob.pk}:forged"}) is None
    assert unsent.writer_of({"writer": unsent.mark_of(bob)}) == bob.pk


def test_the_picture_form_comes_back_filled(visitor: Client, alice):
    picture = SimpleUploadedFile("dog.jpg", photo(), "image/jpeg")
    visitor.post(reverse("image_to_video"), TEXT | {"upload": picture})
    page = sign_in(visitor, alice, reverse("image_to_video"))
    assert page.context["form"]["input_text"].value() == WORDS
    assert "Please choose a picture or a clip." in page.content.decode()
    assert visitor.get(reverse("image_to_video")).context["form"]["input_text"].value() == WORDS, (
        "Also a second time."
    )
    visitor.post(reverse("image_to_video"), TEXT | {"upload": SimpleUploadedFile("dog.jpg", photo())})
    assert not visitor.get(reverse("image_to_video")).context["form"].is_bound


def test_a_picture_that_was_described_comes_back_as_it_was_corrected(visitor: Client, alice):
    seen = {"description_fingerprint": "seen", "description": "A dog.", "keywords": "dog"}
    draft = make_generation(alice, kind="image", status="draft", input_image=photo(), **seen)
    visitor.post(draft.get_absolute_url(), TEXT | {"description": "Rex at the sea.", "keywords": "rex"})
    form = sign_in(visitor, alice, draft.get_absolute_url()).context["form"]
    assert (form["description"].value(), form["input_text"].value()) == ("Rex at the sea.", WORDS)


@pytest.fixture
def film(alice) -> Generation:
    film = make_generation(alice, status="succeeded", video=b"film", lease=2)
    make_scene(film, narration="The sea was calm.")
    make_scene(film, narration="A boat came in.")
    return film


def edited(film: Generation) -> dict[str, str]:
    page = signed_in(film.owner).get(reverse("storyboard", args=[film.pk])).content.decode()
    sent = dict(re.findall(r'<input type="(?:hidden|number)" name="([^"]+)"(?: value="([^"]*)")?', page))
    areas = re.findall(r'<textarea name="(scenes-\d-\w+)"[^>]*>\s*([^<]*)</textarea>', page)
    return (
        sent
        | {name: unescape(text) for name, text in areas}
        | {"scenes-1-narration": "A great ship came in."}
    )


def test_changes_to_scenes_come_back(visitor: Client, alice, film):
    address = reverse("storyboard", args=[film.pk])
    visitor.post(address, edited(film))
    page = sign_in(visitor, alice, address).content.decode()
    assert "The changes that you had typed are back." in page
    assert "A great ship came in." in page
    assert "marked in red" not in page
    assert "changed elsewhere" not in page
    sent = edited(film)
    visitor.post(address, sent)
    assert film.scenes.get(position=1).narration == "A great ship came in."
    Generation.objects.update(status="succeeded")
    assert "are back" not in visitor.get(address).content.decode()


def test_changes_that_are_back_need_not_be_wanted(visitor: Client, alice, film):
    address = reverse("storyboard", args=[film.pk])
    visitor.post(address, edited(film))
    sign_in(visitor, alice)
    page = visitor.get(address, {"afresh": ""}, follow=True).content.decode()
    assert "A great ship" not in page
    assert "A boat came in." in page


def test_changes_are_told_from_those_of_another_window_when_they_are_back(visitor: Client, alice, film):
    address = reverse("storyboard", args=[film.pk])
    visitor.post(address, edited(film))
    Generation.objects.update(revision=1)
    page = sign_in(visitor, alice, address).content.decode()
    assert "This video was changed elsewhere" in page
    assert "A great ship came in." in page


@pytest.mark.parametrize("address", ["cancel", "delete", "retry", "discard"])
def test_nothing_is_kept_of_what_nobody_typed(visitor: Client, film, address: str):
    visitor.post(reverse(address, args=[film.pk]), {"next": "/", "input_text": "x"})
    assert unsent.KEY not in visitor.session


def test_a_browser_keeps_only_so_many_and_so_much(visitor: Client, alice):
    drafts = [make_draft(alice) for _ in range(unsent.MOST + 2)]
    for draft in drafts:
        visitor.post(draft.get_absolute_url(), TEXT)
    assert len(visitor.session[unsent.KEY]) == unsent.MOST
    other = Client()
    other.post(reverse("text_to_video"), {"input_text": "x" * (unsent.LONGEST + 1)})
    assert unsent.KEY not in other.session


class TestWithoutToken:
    """The page that asks to send once more."""

    def send(self, client: Client, address: str, data: dict[str, Any], **headers: str):
        client.handler.enforce_csrf_checks = True
        return client.post(address, data, headers={"host": "testserver", **headers})

    def again(self, answer: Any) -> dict[str, str]:
        page = answer.content.decode()
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
        areas = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n([^<]*)</textarea>', page)
        return {name: unescape(value) for name, value in [*hidden, *areas]}

    def test_it_keeps_all_that_was_typed_and_can_be_sent_again(self, as_alice: Client):
        answer = self.send(as_alice, reverse("text_to_video"), TEXT)
        assert (answer.status_code, answer["Cache-Control"]) == (
            403,
            "max-age=0, no-cache, no-store, must-revalidate, private",
        )
        assert "Send again" in answer.content.decode()
        sent = self.again(answer)
        assert {name: sent[name] for name in TEXT} == TEXT
        assert self.send(as_alice, reverse("text_to_video"), sent).status_code == 302
        assert Generation.objects.get().input_text == WORDS

    @pytest.mark.parametrize("address", ["contact", "image_to_video", "text_to_video"])
    def test_each_form_in_which_people_type_has_it(self, as_alice: Client, address: str):
        answer = self.send(
            as_alice, reverse(address), {"message": WORDS, "input_text": WORDS, "email": "a@example.org"}
        )
        assert self.again(answer)["message"] == WORDS
        assert "no-store" in answer["Cache-Control"]

    def test_changes_to_scenes_are_shown_with_the_number_of_the_scene(self, as_alice: Client, film):
        answer = self.send(as_alice, reverse("storyboard", args=[film.pk]), edited(film))
        page = answer.content.decode()
        assert re.search(r"Words of scene 2</label><textarea[^>]*>\nA great ship came in.", page)
        # The form of a page without scripts has one more, for a new scene.
        assert self.again(answer)["scenes-TOTAL_FORMS"] == "3"

    @pytest.mark.parametrize(
        "name", ["account_change_password", "delete_account", "account_login", "account_email"]
    )
    def test_no_other_form_can_be_sent_again_so(self, as_alice: Client, name: str):
        answer = self.send(as_alice, reverse(name), {"password": "a-secret", "email": "evil@example.org"})
        assert answer.status_code == 403
        assert b"Send again" not in answer.content
        assert b"secret" not in answer.content
        assert b"evil" not in answer.content

    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
        ],
    )
    def test_what_another_site_sends_is_not_shown_as_ours(self, as_alice: Client, headers):
        answer = self.send(as_alice, reverse("text_to_video"), TEXT, **headers)
        assert answer.status_code == 403
        assert b"fox" not in answer.content
        assert b"Send again" not in answer.content

    def test_what_was_typed_is_shown_and_not_obeyed(self, as_alice: Client):
        evil = '</textarea><script>alert(1)</script>"><img src=x>'
        page = self.send(
            as_alice, reverse("text_to_video"), TEXT | {"input_text": evil, evil: evil}
        ).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<script>" not in page

    def test_files_are_asked_for_again(self, as_alice: Client):
        picture = SimpleUploadedFile("dog.jpg", photo(), "image/jpeg")
        answer = self.send(as_alice, reverse("image_to_video"), TEXT | {"upload": picture})
        assert "Only files have to be chosen again." in answer.content.decode()


@pytest.mark.parametrize("address", ["text_to_video", "contact"])
def test_a_form_that_is_sent_too_often_is_on_the_page_that_says_so(as_alice: Client, settings, address: str):
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "submit": "1/h", "contact": "1/h"}
    data = TEXT | {"message": WORDS}
    as_alice.post(reverse(address), data)
    answer = as_alice.post(reverse(address), data)
    assert (answer.status_code, answer["Cache-Control"]) == (429, "private, no-store")
    again = TestWithoutToken().again(answer)
    assert {name: again[name] for name in data} == data
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "submit": "", "contact": ""}
    assert as_alice.post(reverse(address), again).status_code != 429


def test_no_other_form_is_on_that_page(client: Client, settings):
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "sign_in": "1/h"}
    for _ in range(2):
        answer = client.post(reverse("account_login"), {"login": "a@example.org", "password": "a-secret"})
    assert answer.status_code == 429
    assert b"secret" not in answer.content
