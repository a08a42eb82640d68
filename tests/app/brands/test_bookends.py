"""Intro and outro: sent with the form or before it, made once for films of one shape, and shared by copies."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from PIL import Image

from generator.models import Bookend, Brand, Generation, Sending
from generator.pipeline import bookends
from generator.pipeline.bookends import bookend_jobs, bookend_of
from generator.views.watch import remarks
from studio.film import plan as timeline
from studio.film.branding.bookends import frame_picture
from studio.film.plan_file import read_plan
from tests.app.brands.test_brand_form import newest, send
from tests.app.clips.conftest import clip
from tests.app.pages.creating.test_typing import WORDS, draft_of, type_in
from tests.support.factories import make_generation, make_user
from tests.support.stand_ins import PROVIDERS, log

__all__ = ["clip"]
pytestmark = pytest.mark.django_db(transaction=True)
Clips = Callable[..., bytes]


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch):
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (320, 180))
    monkeypatch.setitem(timeline.FRAME_SIZES, "9:16", (180, 320))


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("our secret name.mp4", content, "video/mp4")


def card(size: tuple[int, int] = (300, 200)) -> bytes:
    stored = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(stored, "PNG")
    return stored.getvalue()


def brand_with(owner, **files: bytes) -> Brand:
    brand = Brand(owner=owner)
    for place, content in files.items():
        getattr(brand, place).save(place, io.BytesIO(content), save=False)
        if not content.startswith(b"\x89PNG"):
            setattr(brand, f"{place}_seconds", 2.0)
    brand.save()
    brand.measure()
    return brand


def make(generation: Generation, folder: Path) -> int:
    """Do the jobs for what is missing; return how many there were."""
    jobs = bookend_jobs(generation, folder)
    for job in jobs:
        job.keep(job.call(lambda share: None))
    return len(jobs)


def test_the_form_takes_a_clip_and_a_picture(as_alice: Client, clip: Clips):
    assert send(as_alice, intro=upload(clip()), outro=upload(card()), bookend_fit="fill").status_code == 302
    brand = newest().brand
    assert brand
    assert brand.intro_seconds == pytest.approx(2.0, abs=0.2)
    assert (brand.outro_seconds, brand.bookend_fit) == (None, "fill")
    with brand.outro.open("rb") as file, Image.open(file) as picture:
        assert (picture.format, picture.size) == ("JPEG", (300, 200))
    assert "secret" not in f"{brand.intro.name} {brand.outro.name}"
    assert brand.stored_bytes > len(clip())


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"only words", "picture"), (b"\0\0\0\x18ftypmp42" + b"\0" * 400, "clip")],
)
def test_what_cannot_be_used_is_told_at_its_field_and_nothing_else_is_lost(
    as_alice: Client, content: bytes, says: str
):
    page = send(as_alice, outro=upload(content))
    form = page.context["form"]
    assert page.status_code == 200
    assert says in str(form.brand.errors["outro"]).lower()
    assert "intro" not in form.brand.errors
    assert WORDS in page.content.decode()
    assert not Brand.objects.exists()


def test_a_clip_may_be_sent_before_the_form(as_alice: Client, clip: Clips):
    data, address = clip(tone=440.0), reverse("send_first_clip")
    key = as_alice.post(f"{address}?size={len(data)}", b"", "application/octet-stream").json()["id"]
    as_alice.post(f"{address}?id={key}&at=0", data, "application/octet-stream")
    assert send(as_alice, sent_outro=key).status_code == 302
    brand = newest().brand
    assert brand
    with brand.outro.open("rb") as stored:
        assert stored.read() == data
    assert not Sending.objects.exists()


def test_a_clip_that_is_not_whole_is_told_at_its_field(as_alice: Client, clip: Clips):
    address = reverse("send_first_clip")
    key = as_alice.post(f"{address}?size=50000", b"", "application/octet-stream").json()["id"]
    page = send(as_alice, sent_intro=key)
    assert "did not come here whole" in str(page.context["form"].brand.errors["intro"])


def test_strangers_clips_cannot_be_taken(as_alice: Client, client: Client, clip: Clips):
    data, stranger = clip(), make_user("mallory@example.org")
    sending = Sending.objects.create(owner=stranger, size=len(data))
    sending.take(0, data)
    assert "intro" in send(as_alice, sent_intro=sending.pk).context["form"].brand.errors
    assert Sending.objects.filter(pk=sending.pk).exists()


def test_a_draft_keeps_them_and_says_how_much_is_shown(as_alice: Client, clip: Clips, settings):
    settings.GENERATOR_BOOKEND_SECONDS = 1
    told = type_in(as_alice, WORDS, logo_corner="top-right", intro=upload(clip())).json()
    assert told["kept"] == ["intro"]
    page = as_alice.get(Generation.objects.get(pk=told["draft"]).get_absolute_url()).content.decode()
    assert "its first 1 seconds are shown" in page
    assert "Without the intro of before" in page


def test_a_bad_file_of_a_draft_is_told_while_one_types(as_alice: Client):
    told = type_in(as_alice, WORDS, logo_corner="top-right", intro=upload(b"only words")).json()
    assert "intro" in told["refused"]
    assert told["kept"] == []


def test_one_of_before_can_be_left_out_and_its_files_go(
    as_alice: Client, clip: Clips, django_capture_on_commit_callbacks
):
    known = draft_of(type_in(as_alice, WORDS, logo_corner="top-right", intro=upload(clip())))
    name = newest().brand.intro.name  # type: ignore[union-attr]
    type_in(as_alice, WORDS, **known, logo_corner="top-right", without_intro="on")
    assert newest().brand.intro_seconds is None  # type: ignore[union-attr]
    assert not newest().brand.intro  # type: ignore[union-attr]
    assert not default_storage.exists(name)


def test_they_are_made_once_for_films_of_one_shape(tmp_path: Path, clip: Clips):
    owner = make_user()
    brand = brand_with(owner, intro=clip(tone=440.0), outro=card())
    one, copy = (make_generation(owner, brand=brand) for _ in range(2))
    assert make(one, tmp_path) == 2
    assert make(copy, tmp_path) == 0
    intro, outro = (bookend_of(copy, place) for place in Brand.Place)
    assert intro
    assert outro
    assert (bool(intro.clip), bool(intro.sound), bool(outro.clip), outro.seconds) == (True, True, False, 3.0)
    assert intro.seconds == pytest.approx(2.0, abs=0.2)
    other = make_generation(owner, brand=brand, size="9:16")
    assert make(other, tmp_path) == 2
    brand.refresh_from_db()
    files = brand.file_names()
    assert len(files) == 2 + 2 * 4
    assert brand.stored_bytes == sum(default_storage.size(name) for name in files)


def test_only_their_first_seconds_are_shown(tmp_path: Path, clip: Clips, settings):
    settings.GENERATOR_BOOKEND_SECONDS = 1
    owner = make_user()
    generation = make_generation(owner, brand=brand_with(owner, intro=clip()))
    make(generation, tmp_path)
    made = bookend_of(generation, "intro")
    assert made
    assert made.seconds <= 1.0


def test_they_go_with_the_last_film(tmp_path: Path, clip: Clips):
    owner = make_user()
    brand = brand_with(owner, intro=clip(tone=440.0))
    one, copy = (make_generation(owner, brand=brand) for _ in range(2))
    make(one, tmp_path)
    names = brand.file_names()
    one.delete()
    assert all(map(default_storage.exists, names))
    copy.delete()
    assert not any(map(default_storage.exists, names))
    assert not Bookend.objects.exists()


def test_without_one_that_cannot_be_made_the_film_comes_and_says_so(tmp_path: Path, clip: Clips):
    owner = make_user()
    broken = clip()[:2500] + b"\0" * 4000
    generation = make_generation(owner, brand=brand_with(owner, intro=broken))
    make(generation, tmp_path)
    made = bookend_of(generation, "intro")
    assert made
    assert made.error
    assert not made.picture
    assert any(note.startswith("The intro could not be shown") for note in remarks(generation))
    # It is tried again with the next change.
    assert len(bookend_jobs(generation, tmp_path)) == 1


def test_a_fault_of_ours_names_no_details(tmp_path: Path, clip: Clips, monkeypatch):
    owner = make_user()
    generation = make_generation(owner, brand=brand_with(owner, intro=clip()))
    monkeypatch.setattr(bookends, "make_house_clip", lambda *args, **how: 1 / 0)
    make(generation, tmp_path)
    made = bookend_of(generation, "intro")
    assert made
    assert made.error == "Something went wrong on our side."


@pytest.mark.parametrize("fills", [True, False])
def test_a_picture_fills_the_frame_or_stands_whole_before_a_blurred_one(tmp_path: Path, fills: bool):
    (tmp_path / "card.png").write_bytes(card((100, 200)))
    frame_picture(tmp_path / "card.png", tmp_path / "made.jpg", (320, 180), fills=fills)
    with Image.open(tmp_path / "made.jpg") as made:
        assert made.size == (320, 180)
        side, middle = made.getpixel((10, 90)), made.getpixel((160, 90))
    assert middle[0] > 190
    assert (side[0] > 190) is fills


def test_the_command_makes_a_film_between_them(tmp_path: Path, clip: Clips):
    (tmp_path / "intro.mp4").write_bytes(clip(tone=440.0))
    (tmp_path / "outro.png").write_bytes(card())
    call_command(
        "generate", "A red fox. It walks home.", out=tmp_path / "film.mp4", title="Foxes", title_card=True, end_card="Bye",
        intro=tmp_path / "intro.mp4", outro=tmp_path / "outro.png", keep_plan=tmp_path / "plan.json",
    )  # fmt: skip
    plan = read_plan(tmp_path / "plan.json")
    first, last = plan.shots[0], plan.shots[-1]
    assert first.clip
    assert first.clip_sound
    assert (last.clip, last.bookend) == (None, 3.0)
    assert (plan.shots[1].card, plan.shots[-2].card) == ("Foxes", "Bye")
    film = Generation.objects.get().film
    assert film
    starts = [scene["start"] for scene in film.scenes]
    assert starts[0] >= first.bookend
    with film.chapters.open() as file:
        text = file.read().decode()
    assert "\n00:00:00.000 -->" in text


def test_a_change_of_a_scene_codes_neither_anew(tmp_path: Path, clip: Clips, monkeypatch):
    (tmp_path / "intro.mp4").write_bytes(clip())
    call_command(
        "generate",
        "A red fox. It walks home.",
        music="",
        out=tmp_path / "film.mp4",
        intro=tmp_path / "intro.mp4",
    )
    film = Generation.objects.get()
    monkeypatch.setattr(bookends, "make_house_clip", None)
    assert bookend_jobs(film, tmp_path) == []
