"""Files in a private S3 bucket: nobody opens one without a signature, players seek, and what is deleted is gone."""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from generator.models import Generation
from generator.models.library.duplicate import duplicate
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.support.factories import make_generation, make_scene
from tests.support.media import CAPTIONS, photo
from tests.support.servers import ObjectStore
from tests.support.stand_ins import PROVIDERS
from videogen_site.bucket import StoredObject

pytestmark = pytest.mark.django_db
MEBIBYTE = 1024 * 1024


def film_bytes(size: int) -> bytes:
    """Make bytes of which each place is told from every other."""
    blocks = (hashlib.sha256(number.to_bytes(8)).digest() for number in range(-(-size // 32)))
    return b"".join(blocks)[:size]


FILM = film_bytes(3 * MEBIBYTE + 17)


@pytest.fixture
def film(bucket, alice) -> Generation:
    fields = {"video": FILM, "poster": photo((64, 64)), "captions": CAPTIONS, "upload": photo()}
    return make_generation(alice, status="succeeded", duration=8.0, **fields)


def signed_address(client: Client, generation: Generation, name: str = "video", **query: object) -> str:
    response = client.get(reverse(name, args=[generation.pk]), query)
    assert response.status_code == 302
    return response["Location"]


def test_a_signed_address_opens_the_film_and_lets_a_player_seek(as_alice: Client, film):
    address = signed_address(as_alice, film)
    whole = requests.get(address, timeout=10)
    assert whole.status_code == 200
    assert whole.content == FILM
    assert whole.headers["Content-Type"] == "video/mp4"
    assert whole.headers["Content-Disposition"] == "inline"
    later = requests.get(address, headers={"Range": "bytes=2000000-2000999"}, timeout=10)
    assert later.status_code == 206
    assert later.headers["Content-Range"] == f"bytes 2000000-2000999/{len(FILM)}"
    assert later.content == FILM[2_000_000:2_001_000]


def test_a_download_is_kept_under_the_films_name(as_alice: Client, film):
    answer = requests.get(signed_address(as_alice, film, download=1), timeout=10)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="The lighthouse keeper.mp4"'


@pytest.mark.parametrize(
    "change",
    [
        lambda address: address.split("?")[0],
        lambda address: address[:-4] + ("0000" if address[-4:] != "0000" else "1111"),
        lambda address: address.replace("X-Amz-Expires=7200", "X-Amz-Expires=72000"),
        lambda address: address.replace("video.mp4", "poster.jpg"),
        lambda address: address.replace("video%2Fmp4", "text%2Fhtml"),
    ],
    ids=["unsigned", "other signature", "longer life", "other file", "other type"],
)
def test_what_is_not_signed_as_it_stands_is_refused(as_alice: Client, film, change):
    address = signed_address(as_alice, film)
    changed = change(address)
    assert changed != address
    answer = requests.get(changed, timeout=10)
    assert answer.status_code == 403
    assert FILM[:100] not in answer.content


def test_an_address_ends_with_its_time(as_alice: Client, film):
    assert parse_qs(urlsplit(signed_address(as_alice, film)).query)["X-Amz-Expires"] == ["7200"]
    short = film.film.video.storage.url(film.film.video.name, expire=4)
    assert requests.get(short, timeout=10).status_code == 200
    time.sleep(5.1)
    assert requests.get(short, timeout=10).status_code == 403


def test_the_bucket_is_listed_and_written_by_nobody_else(bucket: ObjectStore, film):
    root = f"{bucket.endpoint}/{bucket.bucket}"
    assert requests.get(f"{root}?list-type=2", timeout=10).status_code == 403
    assert requests.put(f"{root}/{film.film.video.name}", data=b"other", timeout=10).status_code == 403
    assert requests.delete(f"{root}/{film.film.video.name}", timeout=10).status_code == 403
    assert film.film.video.name in bucket.listing()


def test_a_stranger_is_given_no_address(as_bob: Client, film):
    assert as_bob.get(reverse("video", args=[film.pk])).status_code == 404


def test_the_site_itself_hands_out_pieces_and_fetches_no_more_than_them(
    as_alice: Client, film, settings, monkeypatch
):
    settings.FILE_DELIVERY = "django"
    fetched = []
    read = StoredObject.readinto

    def counted(self, buffer):
        fetched.append(read(self, buffer))
        return fetched[-1]

    monkeypatch.setattr(StoredObject, "readinto", counted)
    address = reverse("video", args=[film.pk])
    response = as_alice.get(address, headers={"Range": "bytes=2500000-"})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes 2500000-{len(FILM) - 1}/{len(FILM)}"
    assert response.getvalue() == FILM[2_500_000:]
    assert sum(fetched) == len(FILM) - 2_500_000
    assert as_alice.get(address).getvalue() == FILM


def test_captions_come_from_the_site_whose_page_plays_them(as_alice: Client, film):
    response = as_alice.get(reverse("captions", args=[film.pk]))
    assert response.status_code == 200
    assert response.getvalue() == CAPTIONS


def test_a_large_file_is_sent_in_parts_and_is_whole(bucket: ObjectStore):
    large = film_bytes(20 * MEBIBYTE)
    name = default_storage.save("users/1/large.mp4", ContentFile(large))
    stored = bucket.client().head_object(Bucket=bucket.bucket, Key=name)
    parts = int(stored["ETag"].strip('"').rpartition("-")[2])
    assert parts >= 3
    with default_storage.open(name) as opened:
        assert hashlib.sha256(opened.read()).digest() == hashlib.sha256(large).digest()


def test_a_file_that_is_not_there_is_told_as_such(bucket):
    with pytest.raises(FileNotFoundError):
        default_storage.open("users/1/nothing.mp4")


@pytest.mark.django_db(transaction=True)
def test_the_files_of_a_deleted_generation_are_gone(bucket: ObjectStore, as_alice: Client, film):
    make_scene(film, image=photo((96, 64)), speech=b"RIFF")
    others = make_generation(film.owner, video=b"another film")
    assert len(bucket.listing()) == 7
    address = signed_address(as_alice, film)
    assert as_alice.post(reverse("delete", args=[film.pk])).status_code == 302
    # It lies in the bin until that is emptied.
    assert len(bucket.listing()) == 7
    assert as_alice.post(reverse("empty_bin")).status_code == 302
    assert bucket.listing() == [others.film.video.name]
    assert requests.get(address, timeout=10).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_uploads_of_drafts_are_described_and_shown_from_the_bucket(
    bucket: ObjectStore, as_alice: Client, settings
):
    settings.GENERATOR_PROVIDERS = PROVIDERS
    upload = SimpleUploadedFile("IMG 0001.jpg", photo((320, 240)))
    assert as_alice.post(reverse("image_to_video"), {"upload": upload}).status_code in (200, 302)
    draft = Generation.objects.get()
    assert bucket.listing() == [draft.upload.name]
    pipeline.describe_draft(Generation.objects.claim("test"))
    draft.refresh_from_db()
    assert draft.error == ""
    assert draft.description
    assert draft.input_image.name in bucket.listing()
    assert as_alice.get(draft.get_absolute_url()).status_code == 200
    shown = requests.get(signed_address(as_alice, draft, "picture"), timeout=10)
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.content.startswith(b"\xff\xd8")


@pytest.mark.django_db(transaction=True)
def test_who_sends_a_picture_while_the_store_is_away_is_told_so(bucket: ObjectStore, as_alice: Client):
    as_alice.raise_request_exception = False
    bucket.stop()
    upload = SimpleUploadedFile("IMG 0001.jpg", photo((320, 240)))
    response = as_alice.post(reverse("image_to_video"), {"upload": upload})
    bucket.start()
    assert response.status_code == 503
    assert b"We are back in a moment" in response.content
    assert not Generation.objects.exists()


def test_pages_name_the_site_and_never_the_bucket(bucket: ObjectStore, as_alice: Client, film):
    for name, arguments, file in (("library", [], "miniature"), ("watch", [film.pk], "poster")):
        shown = as_alice.get(reverse(name, args=arguments)).content.decode()
        assert reverse(file, args=[film.pk]) in shown
        assert bucket.endpoint not in shown


def test_the_bucket_is_swept_of_what_no_row_names(bucket: ObjectStore, film, settings, capsys):
    orphan = default_storage.save(f"users/{film.owner_id}/gone/1/film.mp4", ContentFile(b"12345"))
    others = default_storage.save("backups/database.dump", ContentFile(b"12345"))
    begun = bucket.client().create_multipart_upload(Bucket=bucket.bucket, Key="users/1/never.mp4")
    bucket.client().upload_part(
        Bucket=bucket.bucket, Key="users/1/never.mp4", UploadId=begun["UploadId"], PartNumber=1, Body=b"1"
    )
    call_command("sweep")
    assert orphan in bucket.listing()
    time.sleep(1.1)
    call_command("sweep", "--older-than", "0")
    assert sorted(bucket.listing()) == sorted([others, *film.file_names()])
    assert not bucket.client().list_multipart_uploads(Bucket=bucket.bucket).get("Uploads")


@pytest.mark.django_db(transaction=True)
def test_a_store_that_is_away_puts_a_film_off_and_takes_it_when_it_is_back(
    bucket: ObjectStore, settings, monkeypatch
):
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    make_generation(input_text="The sea was calm.", music="")
    bucket.stop()
    pipeline.run(Generation.objects.claim("test"))
    film = Generation.objects.get()
    assert (film.status, film.attempt, film.error) == ("queued", 1, "")
    bucket.start()
    Generation.objects.update(not_before=None)
    pipeline.run(Generation.objects.claim("test"))
    film.refresh_from_db()
    assert (film.status, film.error) == ("succeeded", "")
    assert set(bucket.listing()) == set(film.file_names())


def test_a_duplicate_has_files_of_its_own_in_the_bucket(film, django_capture_on_commit_callbacks):
    default_storage.delete(film.film.captions.name)
    made = duplicate(film)
    assert not default_storage.exists(made.film.captions.name)
    with django_capture_on_commit_callbacks(execute=True):
        Generation.objects.get(pk=film.pk).delete()
    with default_storage.open(made.film.video.name) as stored:
        assert stored.read() == FILM


def test_an_archive_is_made_of_what_the_bucket_has(as_alice: Client, film, alice):
    gone = make_generation(alice, title="Gone", status="succeeded", video=b"gone")
    default_storage.delete(gone.film.video.name)
    answer = as_alice.post(reverse("many"), {"do": "archive", "contents": "video", "everything": "1"})
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as packed:
        assert packed.read("The lighthouse keeper.mp4") == FILM
        assert "Gone.mp4 could not be read" in packed.read("Not in this archive.txt").decode()
