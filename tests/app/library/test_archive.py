"""Archives as streams: names that every system takes, nothing compressed, little memory."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from generator.web.archive import BLOCK, Names, Packed, archive, safe_name

MADE = datetime(2026, 3, 4, 5, 6, 8)


def packed(*titles: str, data: bytes = b"film") -> list[Packed]:
    return [
        Packed(
            title=title,
            made_at=MADE,
            files=[("mp4", default_storage.save(f"users/1/{number}/film", ContentFile(data)))],
        )
        for number, title in enumerate(titles)
    ]


def names_in(films: list[Packed]) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(b"".join(archive(films)))) as opened:
        assert opened.testzip() is None
        return opened.namelist()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The fox", "The fox"),
        ('A/B\\C:D*E?F"G<H>I|J', "A B C D E F G H I J"),
        ("Ends with dots...", "Ends with dots"),
        (" . ", "video"),
        ("", "video"),
        ("???", "video"),
        ("con", "con video"),
        ("NUL.txt", "NUL video.txt"),
        ("Com1", "Com1 video"),
        ("LPT¹", "LPT¹ video"),
        ("Conrad", "Conrad"),
        ("Console.log", "Console.log"),
        ("../../etc/passwd", "etc passwd"),
        ("line\nbreak\ttab", "linebreaktab"),
        ("\u202egpj.exe", "gpj.exe"),
        ("حارس المنارة", "حارس المنارة"),
        ("京都", "京都"),
        ("U\u0308ber", "Über"),
        ("x" * 200, "x" * 80),
        ("京" * 200, "京" * 60),
        ("👩‍🚀 in space", "👩🚀 in space"),
    ],
)
def test_names_are_safe_on_every_system(title: str, name: str):
    assert safe_name(title) == name
    assert len(f"{safe_name(title)} (300).chapters.vtt".encode()) < 255


def test_names_are_given_once_whatever_their_case():
    names = Names()
    assert [names.take(name) for name in ("Fox", "fox", "FOX", "Fox (2)", "Straße", "STRASSE")] == [
        *("Fox", "fox (2)", "FOX (3)", "Fox (2) (2)", "Straße", "STRASSE (2)")
    ]


def test_films_that_are_called_alike_are_all_there():
    assert names_in(packed("Fox", "fox", "Fox?")) == ["Fox.mp4", "fox (2).mp4", "Fox (3).mp4"]


def test_no_film_takes_the_name_of_the_list_of_what_is_missing():
    films = [
        *packed("Not in this archive"),
        Packed(title="Gone", made_at=MADE, files=[("mp4", "users/1/gone")]),
    ]
    assert names_in(films) == ["Not in this archive (2).mp4", "Not in this archive.txt"]


@pytest.mark.parametrize("year", [1970, 1980, 2026, 2200])
def test_times_that_the_format_does_not_know_do_no_harm(year: int):
    (film,) = packed("Old")
    assert names_in([Packed(title="Old", made_at=MADE.replace(year=year), files=film.files)]) == ["Old.mp4"]


def test_a_file_that_breaks_off_is_named_and_the_rest_comes(monkeypatch):
    films = packed("First", "Second", data=b"x" * 3 * BLOCK)
    opened = default_storage.open

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() >= BLOCK:
                raise OSError("The line is dead.")
            return super().read(size)

    broken = films[0].files[0][1]
    monkeypatch.setattr(
        default_storage, "open", lambda name: Broken(b"x" * 3 * BLOCK) if name == broken else opened(name)
    )
    with zipfile.ZipFile(io.BytesIO(b"".join(archive(films)))) as archived:
        assert archived.testzip() is None
        assert len(archived.read("Second.mp4")) == 3 * BLOCK
        assert "First.mp4 could not be read" in archived.read("Not in this archive.txt").decode()


def test_it_takes_little_memory_however_much_it_has():
    films = packed(*map(str, range(12)), data=b"x" * 8 * BLOCK)
    longest = 0
    tracemalloc.start()
    for block in archive(films):
        longest = max(longest, len(block))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert longest < 2 * BLOCK
    assert peak < 12 * BLOCK


def test_whoever_goes_away_leaves_nothing_open():
    stream = archive(packed("Fox", data=b"x" * 4 * BLOCK))
    next(stream)
    stream.close()
