"""Word files are read with their structure, and without what is not part of the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from studio.text.documents.read import read_document
from studio.text.documents.values import DocumentError
from studio.text.reader.document import Kind
from studio.text.reader.notes.labels import as_seen
from studio.text.reader.read import read_text


def saved(document: Any, tmp_path: Path) -> Path:
    file = tmp_path / "document"
    document.save(str(file))
    return file


def read(document: Any, tmp_path: Path) -> str:
    return read_document(saved(document, tmp_path), 20_000).text


def add(document: Any, inner: str) -> None:
    """Add a paragraph of raw XML."""
    document.element.body.insert_element_before(parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"), "w:sectPr")


def test_headings_lists_tables_and_emphasis_are_kept(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("The bridge", 0)
    document.add_heading("How it began", 2)
    words = document.add_paragraph("It was built in ")
    words.add_run("1780").bold = True
    words.add_run(" by ")
    words.add_run("masons").italic = True
    words.add_run(" from the north.")
    for thing in ("Granite", "Oak"):
        document.add_paragraph(thing, style="List Bullet")
    document.add_paragraph("They did this:")
    for step in ("Dig", "Build"):
        document.add_paragraph(step, style="List Number")
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate((("Year", "Carts"), ("1780", "200"))):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    assert as_seen(read(document, tmp_path)) == (
        "# The bridge\n\n## How it began\n\nIt was built in **1780** by *masons* from the north.\n\n- Granite\n- Oak\n\n"
        "They did this:\n\n1. Dig\n2. Build\n\n| Year | Carts |\n| --- | --- |\n| 1780 | 200 |"
    )


def test_the_reader_of_pasted_texts_understands_it(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("The bridge", 1)
    document.add_paragraph("It was built long ago.")
    document.add_paragraph("Granite", style="List Bullet")
    document.add_paragraph("Oak", style="List Bullet")
    found = [block.kind for block in read_text(read(document, tmp_path)).blocks]
    assert found == [Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.ITEM]


def test_heads_of_pages_are_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Annual report"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_paragraph("Only this is told.")
    assert read(document, tmp_path) == "Only this is told."


def test_changes_count_as_made_and_what_was_taken_away_is_gone(tmp_path: Path) -> None:
    document = docx.Document()
    add(
        document,
        "<w:r><w:t xml:space='preserve'>The bridge is </w:t></w:r>"
        "<w:del w:id='1' w:author='a'><w:r><w:delText>new</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>very old</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> and secret</w:t></w:r>"
        "<w:r><w:t>.</w:t></w:r>",
    )
    assert read(document, tmp_path) == "The bridge is very old."


def test_links_and_content_controls_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    add(
        document,
        "<w:hyperlink><w:r><w:t>The bridge</w:t></w:r></w:hyperlink><w:r><w:t xml:space='preserve'> is old.</w:t></w:r>",
    )
    body = document.element.body
    body.insert_element_before(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>It still stands.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
        "w:sectPr",
    )
    assert read(document, tmp_path) == "The bridge is old.\n\nIt still stands."


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.element.body.insert_element_before(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
            "<w:sdtContent><w:p><w:r><w:t>Chapter 1 ... 3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
        "w:sectPr",
    )
    document.add_paragraph("The text itself.")
    assert read(document, tmp_path) == "The text itself."


def test_without_words_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no words in this document"):
        read(docx.Document(), tmp_path)


def test_headings_are_spoken_whatever_scripts_call_so(tmp_path: Path) -> None:
    document = docx.Document()
    titles = ("Title: Our plan", "Music", "Picture: the year", "Visuals", "Voice over IP", "Summary")
    for title in titles:
        document.add_heading(title, 1)
        document.add_paragraph("It went well for all of us this year.")
    found = read_text(read(document, tmp_path))
    assert [block.text for block in found.of_kind(Kind.HEADING)] == list(titles)
    assert found.title == "Title: Our plan"
    assert not found.of_kind(Kind.LEFT_OUT)


def test_headings_of_a_script_say_what_is_seen_and_what_is_spoken(tmp_path: Path) -> None:
    document = docx.Document()
    for name, words in (("Visuals", "A harbour at dawn"), ("Voiceover", "The boats come home.")) * 2:
        document.add_heading(name, 2)
        document.add_paragraph(words)
    found = read_text(read(document, tmp_path))
    assert found.text.split("\n\n") == ["The boats come home."] * 2
    assert len(found.of_kind(Kind.PICTURE)) == 2
