"""PDFs are read as they were written: without what pages add, in the order of their columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.text.documents.read import read_document
from studio.text.documents.values import DocumentError, ReadDocument
from tests.support.printed import Set, pdf, prose

FIRST = (
    "The old bridge at Aldersby was built by masons from the north, who carried every stone over the hills on carts. "
    "It is the oldest crossing of the river that still stands, and it has seen two floods."
)
SECOND = (
    "Farmers brought their harvest over it until the railway came, and with it the end of the market on the green. "
    "Nobody has counted the carts since, and nobody misses the dust that they raised in summer."
)


def read(tmp_path: Path, content: bytes, most: int = 20_000) -> ReadDocument:
    file = tmp_path / "document"
    file.write_bytes(content)
    return read_document(file, most)


def test_wrapped_lines_become_paragraphs(tmp_path: Path) -> None:
    page = [*prose(FIRST, y=700), *prose(SECOND, y=600)]
    assert read(tmp_path, pdf([page])).text == f"{FIRST}\n\n{SECOND}"


def test_a_first_line_that_is_set_in_begins_a_paragraph(tmp_path: Path) -> None:
    first = prose(FIRST, y=700, set_in=18)
    second = prose(SECOND, y=first[-1].y - 1.25 * 11, set_in=18)
    assert read(tmp_path, pdf([[*first, *second]])).text == f"{FIRST}\n\n{SECOND}"


def test_a_word_that_is_cut_at_the_end_of_a_line_is_whole_again(tmp_path: Path) -> None:
    lines = [
        Set("The masons came from the north with their consid-", 72, 700),
        Set("erable tools, and they built well-", 72, 686),
        Set("known bridges all over the county for many years.", 72, 672),
    ]
    told = read(tmp_path, pdf([lines])).text
    assert "considerable tools" in told
    assert "well-known bridges" in told


def test_larger_letters_are_headings(tmp_path: Path) -> None:
    page = [
        Set("A history of bridges", 72, 760, 22, bold=True),
        Set("The beginning", 72, 725, 15, bold=True),
        *prose(FIRST, y=700),
        Set("What followed", 72, 600, 11, bold=True),
        *prose(SECOND, y=580),
    ]
    assert read(tmp_path, pdf([page])).text == (
        f"# A history of bridges\n\n## The beginning\n\n{FIRST}\n\n### What followed\n\n{SECOND}"
    )


def test_heads_and_numbers_of_pages_are_left_out(tmp_path: Path) -> None:
    pages = [
        [
            Set("Annual Report of the Society", 200, 810, 9),
            *prose(f"{FIRST} This is page {name}.", y=740),
            Set(f"Page {number} of 4", 280, 30, 9),
        ]
        for number, name in enumerate(("one", "two", "three", "four"), 1)
    ]
    told = read(tmp_path, pdf(pages))
    assert "Annual Report" not in told.text
    assert "of 4" not in told.text
    assert told.text.count("This is page") == 4
    assert told.notes == ("Heads and numbers of its pages were left out.",)


def test_a_sentence_goes_on_over_the_end_of_a_page(tmp_path: Path) -> None:
    pages = [
        [*prose("The masons came from the north and", y=120), Set("7", 290, 30, 9)],
        [*prose("brought their tools with them.", y=740), Set("8", 290, 30, 9)],
    ]
    assert (
        read(tmp_path, pdf(pages)).text == "The masons came from the north and brought their tools with them."
    )


def test_notes_at_the_foot_are_left_out_with_their_marks(tmp_path: Path) -> None:
    page = [
        Set("The bridge was built in the year of the flood", 72, 700),
        Set("1", 300, 704, 7),
        Set(" by masons. It measures 40 m", 305, 700),
        Set("2", 450, 704, 7),
        Set(" in all.", 455, 700),
        Set("1 Archive of the city of Aldersby, box 14.", 72, 80, 8),
    ]
    told = read(tmp_path, pdf([page]))
    assert told.text == "The bridge was built in the year of the flood by masons. It measures 40 m2 in all."
    assert told.notes == ("1 note at the foot of pages was left out.",)


@pytest.mark.parametrize("by_rows", [False, True])
def test_columns_are_read_one_after_the_other(tmp_path: Path, *, by_rows: bool) -> None:
    left = prose(FIRST, x=60, y=680, wrapped_at=38)
    right = prose(SECOND, x=320, y=680, wrapped_at=38)
    both = sorted([*left, *right], key=lambda one: (-one.y, one.x)) if by_rows else [*left, *right]
    page = [Set("Bridges and their builders", 60, 740, 20, bold=True), *both]
    assert read(tmp_path, pdf([page])).text == f"# Bridges and their builders\n\n{FIRST}\n\n{SECOND}"


def test_bullets_and_numbers_are_lists(tmp_path: Path) -> None:
    page = [
        *prose("The masons brought these things along:", y=700),
        *[Set(f"\x95 {thing}", 80, 680 - 14 * at) for at, thing in enumerate(("Hammers", "Chisels", "Rope"))],
        *[Set(f"{at}. {step}", 80, 630 - 14 * at) for at, step in enumerate(("Dig", "Build"), 1)],
    ]
    told = read(tmp_path, pdf([page])).text
    assert "- Hammers\n- Chisels\n- Rope" in told
    assert "1. Dig\n2. Build" in told


def test_rows_of_cells_are_a_table(tmp_path: Path) -> None:
    rows = [("Year", "Carts", "Toll"), ("1780", "200", "2 pence"), ("1790", "350", "3 pence")]
    page = [
        *prose(FIRST, y=760),
        *[
            Set(cell, 72 + 150 * at, 640 - 16 * line)
            for line, row in enumerate(rows)
            for at, cell in enumerate(row)
        ],
    ]
    told = read(tmp_path, pdf([page])).text
    assert "| Year | Carts | Toll |\n| --- | --- | --- |\n| 1780 | 200 | 2 pence |" in told


def test_what_stands_upright_beside_the_text_is_left_out(tmp_path: Path) -> None:
    page = [*prose(FIRST), Set("DRAFT OF THE SOCIETY", 20, 300, 14, spins=True)]
    assert read(tmp_path, pdf([page])).text == FIRST


def test_pages_without_text_are_a_scan(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="as scanners make them"):
        read(tmp_path, pdf([[], [], [Set("3", 290, 30, 9)]]))


def test_some_pages_without_text_are_told(tmp_path: Path) -> None:
    assert read(tmp_path, pdf([prose(FIRST), []])).notes == (
        "1 page has no text: it is a picture, or empty.",
    )


def test_more_pages_than_are_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="has 201 pages, and 200 is the most"):
        read(tmp_path, pdf([[Set("Words", 72, 700)]] * 201))


def test_a_long_document_is_cut_after_a_paragraph_and_says_so(tmp_path: Path) -> None:
    told = read(tmp_path, pdf([[*prose(FIRST, y=760), *prose(SECOND, y=600)]]), most=250)
    assert told.text == FIRST
    assert told.notes[-1].endswith(
        "What follows from “Farmers brought their harvest over it until the…” is left out."
    )
