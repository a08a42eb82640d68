"""Where letters stand: in the zone, at the edge where reading begins, in the digits and words of the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.graphics.grounds.painting import split_cut
from studio.graphics.values import Figure, Graphic, Phrase
from tests.studio.graphics.scenes import SHAPES, WORDS, forms, graphic_of, laid

# Pixels by which a soft edge may reach out.
_SOFT = 1.5


def out_of_zone(graphic: Graphic, shape: str, **changes: object) -> list[str]:
    """Return the letters that reach out of the zone, with how far they do."""
    sheet = laid(graphic, shape, **changes)
    frame = sheet.frame
    left = frame.left_of(frame.begin, frame.zone_width)
    right = left + frame.zone_width
    beyond = []
    for imprint in sheet.lettered:
        x0, y0, x1, y1 = imprint.box
        over = max(left - x0, x1 - right, frame.top - y0, y1 - frame.bottom)
        if over > _SOFT:
            beyond.append(f"{imprint.letters.text} {over:.1f}")
    return beyond


# All scripts in the widest and the narrowest frame, the longest words in all.
@pytest.mark.parametrize(
    ("shape", "script"),
    [("16:9", script) for script in ("latin", "hindi", "tamil")]
    # Letters as high and as wide as the Latin ones, and the shorter words.
    + [pytest.param("16:9", script, marks=pytest.mark.long) for script in ("vietnamese", "cyrillic")]
    + [("9:16", script) for script in ("arabic", "thai")]
    + [pytest.param("9:16", script, marks=pytest.mark.long) for script in ("german", "hindi")]
    + [("1:1", "german"), ("4:5", "hebrew")],
)
def test_no_letter_leaves_the_zone(shape: str, script: str):
    for kind, form in forms():
        graphic = graphic_of(kind, form, script)
        assert out_of_zone(graphic, shape, is_captioned=True) == [], (kind, form)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_letter_leaves_the_zone_beside_a_painting(shape: str):
    for kind, form in forms():
        assert out_of_zone(graphic_of(kind, form, ground="split"), shape) == [], (kind, form)


def test_letters_stand_below_the_painting_of_a_split_in_tall_frames():
    for kind, form in (("title", "title"), ("number", "number")):
        sheet = laid(graphic_of(kind, form, ground="split"), "9:16")
        highest = min(imprint.box[1] for imprint in sheet.lettered)
        assert highest >= (split_cut(kind) - 0.05) * sheet.frame.height


def begins_at(graphic: Graphic) -> float:
    """Return how far from the edge where reading begins the first letters stand, in units."""
    sheet = laid(graphic)
    frame = sheet.frame
    left = frame.left_of(frame.begin, frame.zone_width)
    if frame.is_leftwards:
        ink = left + frame.zone_width - max(imprint.box[2] for imprint in sheet.lettered)
    else:
        ink = min(imprint.box[0] for imprint in sheet.lettered) - left
    return ink / frame.unit


@pytest.mark.parametrize(("kind", "form"), list(forms()))
def test_what_is_read_from_the_right_is_mirrored(kind: str, form: str):
    assert begins_at(graphic_of(kind, form, "hebrew")) == pytest.approx(
        begins_at(graphic_of(kind, form, "latin")), abs=4
    )


def test_a_number_stands_at_the_edge_where_reading_begins():
    for script, is_right in (("latin", False), ("hebrew", True), ("arabic", True)):
        sheet = laid(graphic_of("number", "number", script))
        [counted] = [imprint for imprint in sheet.lettered if imprint.letters.text == WORDS[script][1]]
        left = sheet.frame.left_of(sheet.frame.begin, sheet.frame.zone_width)
        edge = left + sheet.frame.zone_width if is_right else left
        assert abs(counted.box[2 if is_right else 0] - edge) <= 2


def test_letters_are_those_of_the_text():
    for kind, form in forms():
        for script in ("german", "arabic"):
            graphic = graphic_of(kind, form, script)
            said = "".join(
                "".join(phrase.text for phrase in (*graphic.phrases.values(), *graphic.items)).split()
            ) + "".join(figure.text + figure.sign + figure.unit for figure in graphic.figures)
            # A word that is broken takes a hyphen, as in captions; an item has its number.
            said += "-" + "2" * (kind == "item") + "٢" * (kind == "item")
            for imprint in laid(graphic, "9:16").lettered:
                assert set("".join(imprint.letters.text.split())) <= set(said), (
                    kind,
                    form,
                    imprint.letters.text,
                )


def test_a_list_item_has_its_number_in_the_digits_of_the_text():
    item = graphic_of("item", "type", "hindi")
    item = replace(item, phrases={"main": Phrase(text="रोज़ १० मिनट चलें", first=0, last=3)})
    texts = [imprint.letters.text for imprint in laid(item).lettered]
    assert "२" in texts


def test_what_no_font_can_draw_is_painted_instead():
    from studio.graphics.lay_out import set_sheet

    unseen = Graphic(kind="title", phrases={"main": Phrase(text="\u1a00\u1a01\u1a02 \u1a03\u1a04")})
    assert set_sheet(unseen, size=(320, 180)) is None
    assert set_sheet(Graphic(kind="number"), size=(320, 180)) is None
    assert set_sheet(Graphic(kind="title"), size=(320, 180)) is None


def test_a_word_too_long_for_its_line_is_broken_or_smaller():
    phrase = Phrase(text="Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz")
    for kind, role in (("title", "main"), ("definition", "term"), ("name", "main"), ("call", "main")):
        assert out_of_zone(Graphic(kind=kind, phrases={role: phrase}), "9:16") == []
    figure = Figure(value=123456789012, text="123.456.789.012", unit="Quadratkilometer", sign="€")
    assert out_of_zone(Graphic(kind="number", figures=(figure,)), "9:16") == []
