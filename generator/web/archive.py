"""A ZIP archive of films as a stream: made while it is sent, a block at a time, with nothing stored on the way."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage

BLOCK = 256 * 1024
# What an archive can have of each film: the names of products, by the choice. Credits go wherever the video goes.
CONTENTS = {
    "captions": ("Videos and subtitles", ("video", "subtitles", "credits")),
    "video": ("Videos only", ("video", "credits")),
    "all": ("Everything", ("video", "subtitles", "captions", "transcript", "chapters", "poster", "credits")),
}
# The file in the archive that names what is not in it.
MISSING = "Not in this archive.txt"
# Bytes of a file's name before its ending: file systems take 255, some programs add to it.
LONGEST = 180
# Names that Windows keeps for devices, whatever ending they have.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)


def safe_name(title: str, otherwise: str = "video") -> str:
    """Return a title as the name of a file, in any script, that every system takes; without an ending."""
    # Control and format characters could reverse the name or hide its extension.
    visible = "".join(sign for sign in title if unicodedata.category(sign)[0] != "C")
    name = re.sub(r'[\s/\\:*?"<>|]+', " ", unicodedata.normalize("NFC", visible)).strip(" .")[:80].strip(" .")
    while len(name.encode()) > LONGEST:
        name = name[:-1].strip(" .")
    if _DEVICES.fullmatch(name):
        name = f"{name.partition('.')[0]} video{name[len(name.partition('.')[0]) :]}"
    return name or otherwise


class Names:
    """Names that are given once, also to systems that do not tell small letters from capitals."""

    def __init__(self, *taken: str) -> None:
        self._taken = {self._folded(name) for name in taken}

    def take(self, name: str) -> str:
        """Return the name, or one with a number that nobody has."""
        number, free = 1, name
        while self._folded(free) in self._taken:
            number += 1
            free = f"{name} ({number})"
        self._taken.add(self._folded(free))
        return free

    @staticmethod
    def _folded(name: str) -> str:
        return unicodedata.normalize("NFKC", name).casefold()


@dataclass(frozen=True, slots=True)
class Packed:
    """A film as it goes into an archive: its title, when it was made, and the endings of its stored files.

    Without files it is only named as missing, with the reason.
    """

    title: str
    made_at: datetime
    files: Sequence[tuple[str, str]]
    reason: str = ""


class _Sink:
    """Where the archive is written to, until it is taken away."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def archive(films: Sequence[Packed], tick: Callable[[], object] = lambda: None) -> Iterator[bytes]:
    """Yield a ZIP archive of films, which is not compressed: films are already. `tick` is called with each block.

    What the storage does not have is named in a text in the archive, which comes last.
    """
    sink, names, missing = _Sink(), Names(MISSING.partition(".")[0]), []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED, allowZip64=True) as packed:  # type: ignore[call-overload]  # It only writes.
        for film in films:
            name = names.take(safe_name(film.title))
            if film.reason:
                missing.append(f"{film.title}: {film.reason}")
            for ending, stored in film.files:
                try:
                    for _ in _add(packed, f"{name}.{ending}", stored, film.made_at):
                        tick()
                        yield sink.take()
                except OSError:
                    missing.append(f"{film.title}: the file {name}.{ending} could not be read.")
        if missing:
            packed.writestr(_entry(MISSING, datetime.now()), _told(missing))
    yield sink.take()


def _told(missing: list[str]) -> str:
    lines = ["These could not be put into the archive, or not whole:", "", *missing, ""]
    # Windows' oldest editor shows lines and letters only so.
    return "\ufeff" + "\r\n".join(lines)


def _entry(name: str, made_at: datetime) -> zipfile.ZipInfo:
    # ZIP knows no year before 1980, and nothing after 2107.
    entry = zipfile.ZipInfo(
        name, made_at.timetuple()[:6] if 1980 <= made_at.year <= 2107 else (1980, 1, 1, 0, 0, 0)
    )
    entry.compress_type = zipfile.ZIP_STORED
    entry.external_attr = 0o644 << 16
    return entry


def _add(packed: zipfile.ZipFile, name: str, stored: str, made_at: datetime) -> Iterator[None]:
    """Copy a stored file into an archive, a block at a time. Raises OSError if it is not there, or breaks off."""
    with default_storage.open(stored) as source:
        # Read before the entry is begun: a file that is not there leaves nothing in the archive.
        block = source.read(BLOCK)
        with packed.open(_entry(name, made_at), "w", force_zip64=True) as target:
            while block:
                target.write(block)
                yield
                block = source.read(BLOCK)
    yield
