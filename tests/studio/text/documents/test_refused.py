"""What is no document, and what would do harm, is refused with a sentence that says what to do."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from studio.text.documents.read import read_document
from studio.text.documents.values import MAX_DOCUMENT_BYTES, DocumentError
from tests.support.printed import Set, pdf

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def read(tmp_path: Path, content: bytes) -> str:
    file = tmp_path / "document"
    file.write_bytes(content)
    return read_document(file, 20_000).text


def archive(**parts: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/").replace("_0", "."), content)
    return made.getvalue()


def word(**changed: bytes) -> bytes:
    """Return a Word file with some parts replaced or added."""
    made = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("The bridge is old.")
    document.save(made)
    changed = {name.replace("__", "/"): content for name, content in changed.items()}
    told = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            if part.removesuffix(".xml") not in changed:
                target.writestr(part, source.read(part))
        for name, content in changed.items():
            target.writestr(f"{name}.xml", content)
    return told.getvalue()


def named(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(500)


def locked_pdf(algorithm: str) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf([[Set("Secret words of mine", 72, 700)]]))))
    writer.encrypt("a password", "another", algorithm=algorithm)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This file is empty"),
        (b"  \n\t \n", "This file is empty"),
        (b"-- ** --", "no words in this document"),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4,
            "This is no document that can be read here",
        ),
        (b"{\\rtf1\\ansi Hello}", "rich text file"),
        (named("WordDocument"), "old Word file"),
        (named("PowerPoint Document"), "old PowerPoint file"),
        (named("Workbook"), "old table of Excel"),
        (named("EncryptedPackage"), "protected by a password"),
        (archive(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument document"),
        (archive(mimetype="application/vnd.oasis.opendocument.presentation"), "OpenDocument presentation"),
        (archive(mimetype="application/epub+zip"), "e-book"),
        (archive(Index__Document_0iwa=b"x"), "Pages or Keynote"),
        (archive(xl__workbook_0xml=b"<x/>"), "table of Excel"),
        (archive(readme=b"nothing"), "This is no document that can be read here"),
        (b"PK\x03\x04" + bytes(40), "damaged"),
        (b"%PDF-1.7\nnot a pdf at all", "damaged"),
        (pdf([[Set("Words", 72, 700)]])[:300], "damaged|as scanners make them"),
        (word()[:-300], "damaged"),
        (word(word__document=b"<w:document"), "damaged"),
        (locked_pdf("RC4-128"), "protected by a password"),
        (locked_pdf("AES-256"), "protected by a password"),
    ],
)
def test_it_is_refused_with_a_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        read(tmp_path, content)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "document"
    with file.open("wb") as target:
        target.truncate(MAX_DOCUMENT_BYTES + 1)
    with pytest.raises(DocumentError, match="larger than 25 MB"):
        read_document(file, 20_000)


def test_a_whole_library_of_plain_text_is_cut_in_a_moment(tmp_path: Path) -> None:
    (tmp_path / "document").write_bytes(b"The old bridge stands. " * 800_000)
    began = time.monotonic()
    told = read_document(tmp_path / "document", 20_000)
    assert time.monotonic() - began < 20
    assert told.notes[0].startswith("It has 18,399,999 characters, and one video can tell 20,000")


def test_an_archive_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="takes far too much room"):
        read(tmp_path, word(word__bomb=b" " * 40_000_000))


def test_an_archive_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="takes far too much room"):
        read(tmp_path, word(**{f"part{number}": b"<x/>" for number in range(6_000)}))


def test_entities_are_refused(tmp_path: Path) -> None:
    lines = [b'<!ENTITY a0 "lol">']
    lines += [b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 12)]
    laughs = b"<?xml version='1.0'?><!DOCTYPE x [" + b"".join(lines) + b"]><x>&a11;</x>"
    with pytest.raises(DocumentError, match="damaged"):
        read(tmp_path, word(word__document=laughs))


def test_entities_that_name_files_are_refused(tmp_path: Path) -> None:
    outward = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><x>&f;</x>"
    with pytest.raises(DocumentError, match="damaged"):
        read(tmp_path, word(word__settings=outward))


def test_entities_in_another_encoding_are_refused(tmp_path: Path) -> None:
    hidden = "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>".encode(
        "utf-16"
    )
    with pytest.raises(DocumentError, match="damaged"):
        read(tmp_path, word(word__document=hidden))


def test_very_deep_elements_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="damaged"):
        read(tmp_path, word(word__document=b"<a>" * 100_000 + b"</a>" * 100_000))


def test_what_a_pdf_asks_a_viewer_to_do_is_ignored(tmp_path: Path) -> None:
    acts = pdf(
        [[Set("Only the words of the page count.", 72, 700)]],
        catalog="/OpenAction << /S /Launch /F (/bin/sh) >> /Names << /JavaScript << /Names [(a) 5 0 R] >> "
        "/EmbeddedFiles << /Names [(secret.txt) 6 0 R] >> >> /AA << /WC << /S /JavaScript /JS (app.alert\\(1\\)) >> >>",
        extra=[
            b"<< /S /JavaScript /JS (app.alert(1)) >>",
            b"<< /Type /Filespec /F (secret.txt) /EF << >> >>",
        ],
    )
    assert read(tmp_path, acts) == "Only the words of the page count."


def test_a_tree_of_pages_that_has_itself_as_a_branch_ends(tmp_path: Path) -> None:
    looped = pdf([[Set("Words", 72, 700)]]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(DocumentError):
        read(tmp_path, looped)
