"""Presentations are read slide by slide: each is a scene."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.util import Inches

from studio.text.documents.read import read_document
from studio.text.documents.values import DocumentError, ReadDocument
from studio.text.reader.notes.labels import as_seen
from studio.text.reader.read import read_text
from studio.text.reader.sections import scenes_of

TITLE, BULLETS, BLANK = 0, 1, 6


def slide(presentation: Any, layout: int, title: str, *bullets: str, notes: str = "") -> Any:
    made = presentation.slides.add_slide(presentation.slide_layouts[layout])
    if title:
        made.shapes.title.text = title
    if bullets:
        frame = made.placeholders[1].text_frame
        frame.text = bullets[0]
        for bullet in bullets[1:]:
            frame.add_paragraph().text = bullet
    if notes:
        made.notes_slide.notes_text_frame.text = notes
    return made


def read(presentation: Any, tmp_path: Path) -> ReadDocument:
    file = tmp_path / "document"
    presentation.save(str(file))
    return read_document(file, 20_000)


def test_notes_are_spoken_instead_of_bullets(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide(presentation, BULLETS, "Bridges", "Old", "Long", notes="Good morning. Today we look at bridges.")
    assert read(presentation, tmp_path).text == "## Bridges\n\nGood morning. Today we look at bridges."


def test_without_notes_title_and_bullets_are_spoken(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide(presentation, BULLETS, "Three kinds", "Beam", "Arch", "Suspension")
    assert read(presentation, tmp_path).text == "## Three kinds\n\n- Beam\n- Arch\n- Suspension"


def test_each_slide_is_a_scene(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide(
        presentation,
        TITLE,
        "Bridges",
        "A short history",
        notes="Good morning. " * 3 + "Let us begin with the oldest one.",
    )
    slide(presentation, BULLETS, "Three kinds", "Beam", "Arch", "Suspension")
    slide(presentation, BULLETS, "", "Thank you for listening")
    told = read(presentation, tmp_path).text
    narrations = [scene.narration for scene in scenes_of(read_text(told), "en")]
    assert len(narrations) == 3
    assert narrations[0].startswith("Bridges\nGood morning.")
    assert narrations[1] == "Three kinds\nBeam\nArch\nSuspension"
    assert narrations[2] == "Thank you for listening"


def test_hidden_and_silent_slides_are_left_out_and_told(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide(presentation, BULLETS, "Seen", "A point")
    slide(presentation, BULLETS, "Hidden", "Another").element.set("show", "0")
    slide(presentation, BLANK, "")
    told = read(presentation, tmp_path)
    assert "Hidden" not in told.text
    assert told.notes == ("1 slide that is hidden was left out.", "1 slide without words was left out.")


def test_tables_groups_and_boxes_are_read_from_above(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    made = slide(presentation, 5, "Numbers")
    box = made.shapes.add_textbox(Inches(1), Inches(6), Inches(4), Inches(1))
    box.text_frame.text = "Source: the town's books."
    cells = made.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(2)).table
    for row, words in enumerate((("Year", "Carts"), ("1780", "200"))):
        for column, word in enumerate(words):
            cells.cell(row, column).text = word
    group = made.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(5), Inches(4), Inches(1)).text_frame.text = "Within a group."
    assert as_seen(read(presentation, tmp_path).text) == (
        "## Numbers\n\n| Year | Carts |\n| --- | --- |\n| 1780 | 200 |\n\nWithin a group.\n\n"
        "Source: the town's books."
    )


def test_a_presentation_without_words_is_refused(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide(presentation, BLANK, "")
    with pytest.raises(DocumentError, match="no words"):
        read(presentation, tmp_path)


def test_more_slides_than_are_read_are_refused(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    for _ in range(201):
        presentation.slides.add_slide(presentation.slide_layouts[BLANK])
    with pytest.raises(DocumentError, match="has 201 slides"):
        read(presentation, tmp_path)


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Title 1",
            "Title: Our plan",
            "Visuals",
            "Music",
            "Music: an overview",
            "Hook",
            "Sound effects: rain",
        ),
        *("Duration: two weeks", "Ziel: mehr Licht", "Plan", "Target audience", "Hashtags", "OUTRO"),
    ],
)
def test_titles_of_slides_are_spoken_whatever_scripts_call_so(tmp_path: Path, title: str) -> None:
    presentation = pptx.Presentation()
    slide(presentation, BULLETS, title, "Goal: ten in a hundred more", "Note: all of it")
    slide(presentation, BULLETS, title, "One", "Two", notes="Topic: what we did. It went well.")
    document = read_text(read(presentation, tmp_path).text)
    narrations = [scene.narration for scene in scenes_of(document, "en")]
    assert narrations == [
        f"{title}\nGoal: ten in a hundred more\nNote: all of it",
        f"{title}\nTopic: what we did. It went well.",
    ]
    assert document.title == title
