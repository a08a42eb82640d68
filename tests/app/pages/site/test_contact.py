"""The contact page."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from generator.models import ContactMessage

pytestmark = pytest.mark.django_db
ADDRESS = reverse("contact")
LETTER = {"email": "reader@example.org", "message": "How do I\r\nmake it longer?"}


def test_a_message_is_kept(client: Client):
    response = client.post(ADDRESS, LETTER, follow=True)
    assert "Your message has reached us" in response.content.decode()
    kept = ContactMessage.objects.get()
    assert (kept.email, kept.message, kept.sender) == (
        "reader@example.org",
        "How do I\nmake it longer?",
        None,
    )
    assert mail.outbox == []


def test_a_message_is_mailed_where_an_address_is_set(client: Client, settings):
    settings.CONTACT_EMAIL = "staff@example.org"
    client.post(ADDRESS, LETTER)
    (letter,) = mail.outbox
    assert letter.to == ["staff@example.org"]
    assert letter.reply_to == ["reader@example.org"]
    assert "make it longer?" in letter.body


def test_a_message_is_kept_when_the_mail_server_is_down(client: Client, settings, monkeypatch, caplog):
    def refuse(self, messages):
        raise ConnectionRefusedError

    settings.CONTACT_EMAIL = "staff@example.org"
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    response = client.post(ADDRESS, LETTER, follow=True)
    assert "Your message has reached us" in response.content.decode()
    assert ContactMessage.objects.count() == 1
    assert "kept but not mailed" in caplog.text


def test_a_member_need_not_type_the_address(as_alice: Client, alice):
    assert b'value="alice@example.org"' in as_alice.get(ADDRESS).content
    as_alice.post(ADDRESS, {**LETTER, "email": alice.email})
    assert ContactMessage.objects.get().sender == alice


def test_a_program_that_fills_every_field_is_thanked_and_forgotten(client: Client, settings):
    settings.CONTACT_EMAIL = "staff@example.org"
    response = client.post(ADDRESS, {**LETTER, "website": "https://spam.example"}, follow=True)
    assert "Your message has reached us" in response.content.decode()
    assert not ContactMessage.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"message": "  "}, "Please write a message."),
        ({"email": ""}, "Please tell us where to answer."),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"message": "x" * 5001}, "at most 5000 characters"),
        ({"email": "a@example.org\nBcc: all@example.org"}, "Enter a valid email address."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, change: dict[str, str], sentence: str
):
    page = client.post(ADDRESS, LETTER | change).content.decode()
    assert sentence in page
    assert LETTER["message"].split()[-1] in page or "message" in change
    assert not ContactMessage.objects.exists()
