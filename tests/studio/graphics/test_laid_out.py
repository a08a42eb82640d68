"""What a graphic becomes: the same files each time, the words that it shows, and what the engine draws of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.film.plan import SpokenWord
from studio.graphics.lay_out import lay_out, shown_words
from studio.graphics.type.looks import ITEM, TITLE
from studio.graphics.type.setting import Room, set_text
from studio.graphics.type.words import parts_of
from studio.graphics.values import Figure, Graphic, Phrase
from tests.studio.graphics.scenes import draw, forms, graphic_of, laid, painting, spoken
from tests.support.compositor import draw_at

_SMALL = (256, 144)


def test_the_same_graphic_gives_the_same_files(tmp_path: Path):
    picture = tmp_path / "painting.png"
    Image.fromarray(painting()).save(picture)
    for kind, form, ground in (
        ("number", "number", "veil"),
        ("item", "panel", "paper"),
        ("quote", "quote", "glow"),
    ):
        graphic = graphic_of(kind, form, ground=ground)
        folders = [tmp_path / f"{kind}{number}" for number in range(2)]
        done = [
            lay_out(graphic, size=_SMALL, words=spoken(10), picture=picture, folder=folder)
            for folder in folders
        ]
        assert done[0]
        assert done[1]
        names = [sorted((file.name, file.read_bytes()) for file in folder.iterdir()) for folder in folders]
        assert names[0] == names[1]
        assert len(done[0].over) == len(done[1].over)


def test_equal_words_are_one_file(tmp_path: Path):
    graphic = Graphic(kind="statement", phrases={"main": Phrase(text="never never never never", last=3)})
    done = lay_out(graphic, size=(640, 360), folder=tmp_path)
    assert done
    assert len(done.over) == 4
    assert len({layer.picture for layer in done.over}) < 4


def test_a_graphic_says_which_words_it_shows():
    said = ["In", "July", "1969", "the", "lunar", "module", "Eagle", "slowly", "landed", "on", "the", "Moon"]
    words = [SpokenWord(text=word, start=place, end=place + 1) for place, word in enumerate(said)]
    graphic = Graphic(
        kind="date",
        phrases={
            "day": Phrase(text="July", first=1, last=1),
            "year": Phrase(text="1969", first=2, last=2),
            "after": Phrase(text="the lunar module Eagle landed on the Moon", first=3, last=11),
        },
    )
    assert [said[place] for place in shown_words(graphic, words)] == [
        word for word in said if word not in ("In", "slowly")
    ]
    number = Graphic(kind="number", figures=(Figure(value=9000, text="9,000", first=4, last=5),))
    assert list(shown_words(number, words)) == [4, 5]


@pytest.mark.parametrize(("kind", "form"), list(forms()))
def test_every_kind_can_be_drawn(kind: str, form: str, tmp_path: Path):
    picture = tmp_path / "painting.png"
    Image.fromarray(painting()).save(picture)
    ground = "painted" if form in ("tag", "painted") else "glow"
    graphic = graphic_of(kind, form, ground=ground)
    done = lay_out(
        graphic,
        size=_SMALL,
        words=spoken(12),
        duration=6.0,
        picture=picture,
        drawing=draw,
        folder=tmp_path / "out",
    )
    assert done
    assert done.picture.exists()
    empty = draw_at(replace(done, over=()), _SMALL, 5.0)
    frame = draw_at(done, _SMALL, 5.0)
    changed = np.abs(frame.astype(int) - empty).max(-1) > 40
    assert changed.mean() > 0.003


def test_lines_end_where_they_read_well():
    room = Room(width=400, unit=4.8, is_tall=False)

    def lines_of(text: str, emphasis: str = "") -> list[str]:
        start = text.find(emphasis) if emphasis else 0
        phrase = Phrase(text=text, emphasis=((start, start + len(emphasis)),) if emphasis else ())
        done = set_text(phrase, TITLE, room)
        assert done
        return [
            " ".join(
                "".join(run.text for _, run in word.pieces)
                for word in sorted(line.words, key=lambda w: w.number)
            )
            for line in done.lines
        ]

    assert lines_of("Chapter 7: the harbour at night", "the harbour")[0] == "Chapter 7:"
    for text in ("The house of a thousand rooms and one door", "What we know about the sea and its fish"):
        lines = lines_of(text)
        assert not any(line.split()[-1] in ("a", "the", "and", "its") for line in lines[:-1]), lines
        assert max(map(len, lines)) < 2.2 * min(map(len, lines))


def test_a_long_unit_stands_below_its_number_and_does_not_make_it_small():
    def highest(unit: str) -> int:
        figure = Figure(value=5.5, text="5.5", unit=unit)
        sheet = laid(Graphic(kind="number", figures=(figure,)), "9:16")
        return max(one.box[3] - one.box[1] for one in sheet.lettered)

    assert highest("million square kilometres") > 0.9 * highest("km")


def test_a_line_is_not_left_with_one_short_word():
    room = Room(width=260, unit=4.8, is_tall=True)
    done = set_text(Phrase(text="Keep your bedroom cool and dark"), ITEM, room)
    assert done
    widths = [line.width for line in done.lines]
    assert min(widths) > 0.5 * max(widths)


def test_small_words_between_those_that_are_shown_count_as_shown():
    said = ["Give", "today", "at", "wells.example"]
    words = [SpokenWord(text=word, start=place, end=place + 1) for place, word in enumerate(said)]
    phrases = {
        "main": Phrase(text="Give today", last=1),
        "link": Phrase(text="wells.example", first=3, last=3),
    }
    assert list(shown_words(Graphic(kind="call", phrases=phrases, language="en"), words)) == [0, 1, 2, 3]


def test_what_needs_no_captions_stands_in_the_middle():
    said = ["Thank", "you", "all"]
    words = [SpokenWord(text=word, start=0.3 + place, end=1.0 + place) for place, word in enumerate(said)]
    graphic = Graphic(kind="statement", phrases={"main": Phrase(text="Thank you all", last=2)}, language="en")
    told = laid(graphic, words=words, is_captioned=True)
    other = laid(
        replace(graphic, phrases={"main": Phrase(text="Thank", last=0)}), words=words, is_captioned=True
    )
    middles = [
        (min(one.box[1] for one in sheet.lettered) + max(one.box[3] for one in sheet.lettered)) / 2
        for sheet in (told, other)
    ]
    assert middles[0] > middles[1] + 10


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "to the crew \U0001f469\U0001f3ff\u200d\U0001f692 and the family",
            ["to", "the", "crew", "and", "the", "family"],
        ),
        ("\U0001f389 We won!", ["We", "won!"]),
        ("\U0001f389", ["\U0001f389"]),
        ("calm \u2013 and cold", ["calm", "\u2013", "and", "cold"]),
    ],
)
def test_an_emoji_that_nothing_can_draw_leaves_no_gap(text: str, parts: list[str]):
    assert [part.text for part in parts_of(Phrase(text=text))] == parts
