"""What a stranger's sound file says it is."""

from __future__ import annotations

import io

import pytest

from studio.film.uploads.sound_files import MAX_MUSIC_BYTES, MusicError, inspect_music


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"ID3\x04\x00\x00", "MP3"),
        (b"\xff\xfb\x90\x64", "MP3"),
        (b"RIFF\x24\x08\x00\x00WAVEfmt ", "WAV"),
        (b"OggS\x00\x02", "OGG"),
        (b"\x00\x00\x00\x20ftypM4A ", "M4A"),
    ],
)
def test_it_knows_each_accepted_kind_by_its_first_bytes(head: bytes, kind: str):
    file = io.BytesIO(head + bytes(100))
    assert inspect_music(file, 100) == kind
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("head", "size", "sentence"),
    [
        (b"", 0, "empty"),
        (b"ID3", MAX_MUSIC_BYTES + 1, "larger than 20 MB"),
        (b"#EXTM3U\nhttp://example.org/", 30, "not a sound file"),
        (b"ffconcat version 1.0\nfile /etc/passwd", 40, "not a sound file"),
        (b"RIFF\x24\x08\x00\x00AVI LIST", 30, "not a sound file"),
        (b"fLaC\x00", 30, "not a sound file"),
        (b"\xff\xd8\xff\xe0", 30, "not a sound file"),
        (b"\x00\x00\x00\x20", 30, "not a sound file"),
    ],
)
def test_it_refuses_anything_else_with_a_sentence(head: bytes, size: int, sentence: str):
    with pytest.raises(MusicError, match=rf"^[A-Z].*{sentence}.*\.$"):
        inspect_music(io.BytesIO(head), size)
