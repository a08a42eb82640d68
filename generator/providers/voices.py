"""The public collection of Piper voices: what it has, and the files of one voice, checked by their sums."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.providers.vendors.fetching import fetch
from studio.errors import ProviderError, ProviderFailure
from studio.speech.piper.installed import KEY, NOTE

SERVICE = "The collection of voices"
# Seconds and bytes for the list, for the text about a voice, and for its largest file (115 MB today).
LIST, CARD, MODEL = (60.0, 8 * 2**20), (30.0, 2**20), (3600.0, 400 * 2**20)
# Where the text about a voice names its licence, and where its recordings come from.
_LICENCE = re.compile(r"^[\s*#-]*licen[cs]e\s*:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
_SOURCE = re.compile(r"^[\s*#-]*url\s*:\s*(\S+)\s*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One voice of the collection. `files` are its files by address below the collection: size in bytes and MD5 sum."""

    key: str
    language: str
    region: str
    named: str
    quality: str
    files: dict[str, tuple[int, str]]
    speakers: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Return the bytes that are fetched."""
        return sum(size for size, _ in self.files.values())

    def file(self, ending: str) -> str:
        """Return the address of the file with this ending. Raises ProviderError if there is none, or more than one."""
        found = [path for path in self.files if path.endswith(ending)]
        if len(found) != 1:
            raise _odd(self.key)
        return found[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the text about a voice says of it: its licence and the address of its recordings, in its own words."""

    licence: str
    source: str


def list_offers(url: str) -> list[Offer]:
    """Return the voices of the collection at an address, by name. Raises ProviderError."""
    into = io.BytesIO()
    _fetch(url, "voices.json", into, LIST)
    try:
        told = json.loads(into.getvalue())
        found = [_offer(key, entry) for key, entry in told.items()]
    except (ValueError, AttributeError, RecursionError) as error:
        message = f"{SERVICE} has no list that we can read."
        raise ProviderError(message, ProviderFailure.BAD_ANSWER) from error
    return sorted((offer for offer in found if offer), key=lambda offer: offer.key)


def _offer(key: str, entry: Any) -> Offer | None:
    """Return an entry of the list; None if it is none of a voice."""
    try:
        language = entry["language"]
        speakers: dict[str, int] = entry.get("speaker_id_map") or {}
        offer = Offer(
            key=key,
            language=str(language["family"]),
            region=str(language.get("region") or ""),
            named=str(language.get("name_english") or language["family"]),
            quality=str(entry["quality"]),
            files={
                path: (int(told["size_bytes"]), str(told["md5_digest"]))
                for path, told in entry["files"].items()
            },
            speakers=tuple(sorted(speakers, key=lambda name: speakers[name])),
        )
    except (LookupError, TypeError, ValueError, AttributeError):
        return None
    return offer if KEY.fullmatch(key) else None


def read_terms(url: str, offer: Offer) -> Terms:
    """Return what is said of a voice before it is used. Raises ProviderError."""
    into = io.BytesIO()
    path = offer.file("MODEL_CARD")
    _fetch(url, path, into, CARD)
    _check(into.getvalue(), offer.files[path], offer.key)
    text = into.getvalue().decode(errors="replace")
    licence, source = _LICENCE.search(text), _SOURCE.search(text)
    return Terms(
        licence=licence.group(1)[:200] if licence else "not named",
        source=source.group(1)[:200] if source else "",
    )


def add_voice(url: str, offer: Offer, terms: Terms, folder: Path) -> None:
    """Fetch the files of a voice into a folder, where it is found from then on. Raises ProviderError, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for ending in (".onnx.json", ".onnx"):
        path = offer.file(ending)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".fetching-", delete=False) as part:
            try:
                _fetch(url, path, part, MODEL)
                part.flush()
                _check_file(Path(part.name), offer.files[path], offer.key)
                Path(part.name).replace(folder / f"{offer.key}{ending}")
            finally:
                Path(part.name).unlink(missing_ok=True)
    note = {
        "key": offer.key,
        "language": offer.language,
        "region": offer.region,
        "licence": terms.licence,
        "source": terms.source,
        "speakers": offer.speakers,
        "fetched": datetime.now(UTC).date().isoformat(),
    }
    # Last, and at once: a voice without its note is not there.
    part_of_note = folder / f".{offer.key}{NOTE}"
    part_of_note.write_text(json.dumps(note, ensure_ascii=False, indent=1), encoding="utf-8")
    part_of_note.replace(folder / f"{offer.key}{NOTE}")


def remove_voice(key: str, folder: Path) -> bool:
    """Delete the files of a voice; return whether there were any."""
    if not KEY.fullmatch(key):
        return False
    # The note first: without it the voice is not there, whatever else fails.
    files = [folder / f"{key}{ending}" for ending in (NOTE, ".onnx", ".onnx.json")]
    found = [file for file in files if file.exists()]
    for file in found:
        file.unlink()
    return bool(found)


def find_offers(offers: Iterable[Offer], language: str) -> list[Offer]:
    """Return the voices of a language, given by its code, with or without a region."""
    code, _, region = language.lower().replace("-", "_").partition("_")
    return [
        offer for offer in offers if offer.language == code and (not region or offer.region.lower() == region)
    ]


def _fetch(url: str, path: str, into: Any, limits: tuple[float, int]) -> None:
    seconds, most = limits
    fetch(f"{url.rstrip('/')}/{path}", into, service=SERVICE, seconds=seconds, most=most, inside=url)


def _check(data: bytes, told: tuple[int, str], key: str) -> None:
    if (len(data), hashlib.md5(data, usedforsecurity=False).hexdigest()) != told:
        raise _odd(key)


def _check_file(file: Path, told: tuple[int, str], key: str) -> None:
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, lambda: hashlib.md5(usedforsecurity=False))
    if (file.stat().st_size, digest.hexdigest()) != told:
        raise _odd(key)


def _odd(key: str) -> ProviderError:
    message = (
        f"The files of the voice {key} are not those that the collection has named, so they are not used."
    )
    return ProviderError(message, ProviderFailure.BAD_ANSWER)
