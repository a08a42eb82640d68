"""Texts and names of files that no keyboard writes: what stands for no sign is left out, and names go nowhere."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from generator.forms.contact import ContactForm
from generator.forms.fields import Keywords, LineField, LongTextField
from generator.models import Generation
from tests.support.factories import make_generation
from tests.support.media import photo

pytestmark = pytest.mark.django_db
# Private, at the end of each plane, never given away, and halves of a pair.
BAD = "\ue000\uf8ff\U000f0000\U0010fffd\ufffe\uffff\U0001fffe\U0010ffff\ufdd0\ufdef\ud800\udfff\x00\x07"
# Joined emoji, newer than this Python, of four scripts, combined.
GOOD = "Fox 👩‍👩‍👧 \U0001fae9 狐 लोमड़ी ثعلب é \u200f\ufffd"


def test_every_field_leaves_out_what_stands_for_no_sign_and_nothing_else():
    for field in (LongTextField(), LineField(), Keywords()):
        assert field.clean(f"{BAD}{GOOD}{BAD}") == GOOD
    assert LongTextField().clean("one\ntwo\tthree\ue000") == "one\ntwo\tthree"
    assert LineField().clean("one\ntwo\ue000") == "one two"


def sent(client: Client, **fields: str) -> Generation:
    common = {"style": "plain", "size": "16:9", "voice": "", "music": "calm"}
    response = client.post(reverse("text_to_video"), common | fields)
    assert response.status_code == 302
    return Generation.objects.get()


def test_text_title_and_cards_of_a_video_are_free_of_it(as_alice: Client):
    bad = BAD.encode("utf-8", "replace").decode().replace("\x00", "").replace("?", "")
    names = ("input_text", "title", "title_card_text", "end_card_text")
    generation = sent(as_alice, **dict.fromkeys(names, f"A {bad}red fox.{bad}"))
    assert [getattr(generation, name) for name in names] == ["A red fox."] * 4


def test_a_text_of_nothing_else_is_no_text(as_alice: Client):
    response = as_alice.post(reverse("text_to_video"), {"input_text": "\ue000\uffff" * 9})
    assert response.context["form"].errors["input_text"]


def test_bytes_that_are_no_text_are_no_fault_of_the_site(as_alice: Client):
    body = (
        b"input_text=A+red+fox.%ED%A0%80%FF%C0%80&title=%F4%90%80%80T&style=plain&size=16:9&voice=&music=calm"
    )
    response = as_alice.post(reverse("text_to_video"), body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302
    Generation.objects.get().input_text.encode()


def test_a_message_to_the_staff_is_free_of_it():
    form = ContactForm({"email": "a@example.org", "message": f"Hello{BAD}"})
    assert form.is_valid()
    assert form.cleaned_data["message"] == "Hello"


def test_the_command_takes_no_half_pairs_from_the_shell(tmp_path):
    with pytest.raises(CommandError):
        call_command("generate", "\udcff\udcfe", out=tmp_path / "film.mp4")


NAMES = [
    b"../../../etc/passwd", b"..\\..\\windows\\win.ini", b"/etc/shadow", b"C:\\CON.jpg", b"NUL", b"aux.png",
    b"x" * 300 + b".jpg", b"a\x00b.jpg", b"\xe2\x80\xaegpj.exe", b"\xf0\x9f\xa6\x8a.jpg", b"%2e%2e%2fup.jpg",
    b"a;b=c.jpg", b"<script>.jpg", b".htaccess", b" ", b"photo.jpg ", b"{{ x }}.jpg",
]  # fmt: skip


def multipart(name: str, filename: bytes, data: bytes, **fields: str) -> bytes:
    parts = [
        b'--edge\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (key.encode(), value.encode())
        for key, value in fields.items()
    ]
    head = b'--edge\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\n' % (
        name.encode(),
        filename,
    )
    return b"".join(parts) + head + b"Content-Type: image/jpeg\r\n\r\n" + data + b"\r\n--edge--\r\n"


def stored(folder: str = "") -> list[str]:
    folders, files = default_storage.listdir(folder)
    inner = [name for one in folders for name in stored(f"{folder}/{one}".strip("/"))]
    return [*(f"{folder}/{file}".strip("/") for file in files), *inner]


@pytest.mark.parametrize("filename", NAMES)
def test_the_name_of_a_picture_or_a_sound_matters_nowhere(as_alice: Client, filename: bytes):
    kind = "multipart/form-data; boundary=edge"
    fields = {"style": "plain", "size": "16:9", "voice": "", "music": "calm"}
    picture = multipart("upload", filename, photo(), input_text="Our harbour.", **fields)
    response = as_alice.post(reverse("image_to_video"), picture, content_type=kind)
    assert response.status_code == 302
    generation = Generation.objects.get()
    assert generation.upload.name == f"{generation.directory}/upload"
    assert b"passwd" not in as_alice.get(generation.get_absolute_url()).content

    sound = multipart("music_file", filename, b"ID3 la la la", input_text="A red fox.", **fields)
    assert as_alice.post(reverse("text_to_video"), sound, content_type=kind).status_code == 302
    generation = Generation.objects.exclude(pk=generation.pk).get()
    assert generation.music_file.name == f"{generation.directory}/music"
    assert {name.rsplit("/")[-1] for name in stored()} == {"upload", "music"}


def test_a_name_that_is_no_text_is_answered_with_a_sentence(as_alice: Client):
    body = multipart("upload", b"\xff\xfe\xed\xa0\x80.jpg", photo())
    response = as_alice.post(
        reverse("image_to_video"), body, content_type="multipart/form-data; boundary=edge"
    )
    assert response.context["form"].errors["upload"] == ["Please choose a picture or a clip."]


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "a\u202egpj", "x" * 80, "狐" * 80, "\ue000\uffff", 'a"b\\c\r\nSet-Cookie: x'],
)
def test_a_film_is_downloaded_under_a_name_that_every_system_takes(as_alice: Client, alice, title: str):
    generation = make_generation(alice, title=title, status=Generation.Status.SUCCEEDED, video=b"film")
    response = as_alice.get(reverse("video", args=[generation.pk]), {"download": "1"})
    assert b"".join(response.streaming_content) == b"film"
    header = response["Content-Disposition"]
    assert header.isascii()
    assert header.startswith("attachment; filename")
    assert header.rstrip('"').endswith(".mp4")
    for sign in ("\r", "\n", "/", "\\", "%2F", "%0D", "%E2%80%AE", "%EE%80%80"):
        assert sign not in header
