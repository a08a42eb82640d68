from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import RenderError
from studio.film.plan import FRAME_RATE, FRAME_SIZES, FilmPlan, Narration, Shot
from studio.film.render import render_film
from studio.film.schedule import LEAD_IN, LONGEST_CARD, TAIL, Schedule, schedule_film
from studio.film.text.cards import _balanced, _hyphenated, draw_card
from studio.film.text.chapters import write_chapters
from studio.film.text.words import join_parts
from tests.studio.film.factories import decode_frames, make_flat_picture, make_narration, make_plan

NARRATION = Narration(file=Path("speech.wav"), duration=4.0, text="A fox walks home.")
SCENE = Shot(picture=Path("picture.png"), narration=NARRATION)


def card(text: str) -> Shot:
    return Shot(picture=Path("picture.png"), card=text)


def schedule_of(*shots: Shot, transition: str = "fade") -> Schedule:
    return schedule_film(FilmPlan(shots=shots, size=(160, 90), transition=transition))


@pytest.mark.parametrize("shape", FRAME_SIZES)
@pytest.mark.parametrize("text", ["Fox", "The lighthouse keeper and the storm of the year", "word " * 32])
def test_the_words_of_a_card_lie_in_the_middle_and_inside(shape: str, text: str):
    width, height = FRAME_SIZES[shape]
    words = draw_card(text, (width, height))
    assert words is not None
    high, wide = words.ink[0].shape

    assert words.left + wide / 2 == pytest.approx(width / 2, abs=3)
    assert words.top + high / 2 == pytest.approx(height / 2, abs=3)
    assert wide <= 0.98 * width
    assert high <= 0.8 * height


def test_a_card_without_a_letter_that_can_be_drawn_has_no_words():
    assert draw_card("—", (320, 180)) is None


def test_the_lines_of_a_card_are_about_equally_long():
    lines = [join_parts(line) for line in _balanced("The keeper of the old lighthouse by the sea", 30)]

    assert lines == ["The keeper of the old", "lighthouse by the sea"]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Thank you for watching!", 12, ["Thank", "you for", "watching!"]),
        ("The year of the last ship", 12, ["The year", "of the", "last ship"]),
        ("嵐の夜のスーパーマーケット", 22, ["嵐の夜の", "スーパーマーケット"]),
        ("등대지기와 폭풍우 치는 밤", 22, ["등대지기와", "폭풍우 치는 밤"]),
    ],
)
def test_no_line_of_a_card_is_short_or_torn_where_it_need_not(text: str, limit: int, expected: list[str]):
    assert [join_parts(line) for line in _balanced(text, limit)] == expected


def test_a_long_word_is_set_smaller_before_it_is_torn():
    whole = draw_card("Geschwindigkeitsbegrenzung", FRAME_SIZES["9:16"])
    short = draw_card("Fox", FRAME_SIZES["9:16"])

    assert whole is not None
    assert short is not None
    # One line, lower than one of a short title.
    assert whole.ink[0].shape[0] < short.ink[0].shape[0]


def test_a_word_that_is_torn_on_a_card_gets_hyphens():
    word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"

    lines = [join_parts(line) for line in _hyphenated(_balanced(f"Das {word}", 20))]

    assert "".join(lines).replace("-", "").replace(" ", "") == f"Das{word}"
    assert all(line.endswith("-") for line in lines if line not in ("Das", lines[-1]))
    assert not lines[-1].endswith("-")
    assert max(map(len, lines)) <= 20


def test_a_title_without_spaces_is_as_large_as_another():
    thai, latin = (
        draw_card(text, FRAME_SIZES["9:16"]) for text in ("ประภาคารในคืนที่มีพายุรุนแรง", "The Old Lighthouse")
    )

    assert thai is not None
    assert latin is not None
    assert thai.ink[0].shape[0] > 0.7 * latin.ink[0].shape[0]


def test_a_line_break_of_the_writer_is_kept():
    assert [join_parts(line) for line in _balanced("Thank you\nexample.org", 30)] == [
        "Thank you",
        "example.org",
    ]


def test_nobody_speaks_over_a_card():
    bare = schedule_of(SCENE)
    schedule = schedule_of(card("The fox"), SCENE, card("The end"))
    title, scene, end = schedule.shots

    assert schedule.spoken[0].start == pytest.approx(title.end / FRAME_RATE + LEAD_IN)
    assert schedule.spoken[0].end + TAIL == pytest.approx(end.start / FRAME_RATE, abs=1 / FRAME_RATE)
    assert scene.end - scene.start == bare.frame_count
    assert [span.card for span in schedule.shots] == ["The fox", "", "The end"]


def test_a_card_stands_long_enough_to_be_read_and_not_for_ever():
    short, long = (schedule_of(card("word " * count), SCENE).shots[0].end for count in (1, 20))

    assert 2 * FRAME_RATE < short < long
    assert schedule_of(card("word " * 100), SCENE).shots[0].end == LONGEST_CARD * FRAME_RATE


@pytest.mark.parametrize(
    ("transition", "kinds"),
    [("cut", ["fade", "cut"]), ("slide", ["fade", "slide"]), ("dip", ["dip", "dip"])],
)
def test_a_card_comes_and_goes_softly_whatever_the_scenes_do(transition: str, kinds: list[str]):
    shots = schedule_of(card("The fox"), SCENE, SCENE, transition=transition).shots

    assert [span.transition for span in shots[1:]] == kinds
    assert shots[1].fade_in > 0


@pytest.mark.parametrize("shots", [(SCENE, card("Between"), SCENE), (card("Alone"),), ()])
def test_a_plan_of_cards_in_the_wrong_places_is_refused(shots: tuple[Shot, ...]):
    with pytest.raises(RenderError):
        schedule_of(*shots)


def test_a_card_is_a_chapter_of_its_own():
    chapters = write_chapters(schedule_of(card("The fox & I"), SCENE, card("The end")))

    assert chapters.split("\n")[3::3] == ["The fox &amp; I", "A fox walks home", "The end"]


def test_a_film_with_cards_tells_when_its_scenes_are(tmp_path: Path):
    grey = make_flat_picture(tmp_path / "grey.png", (180, 180, 180), (320, 180))
    scene = Shot(picture=grey, narration=make_narration(tmp_path, seconds=2.0))
    shots = (Shot(picture=grey, card="The fox"), scene, Shot(picture=grey, card="The end"))
    (tmp_path / "out").mkdir()

    film = render_film(
        make_plan(tmp_path, shots=shots, size=(320, 180)), tmp_path / "out", lambda share: None
    )

    ((start, end),) = film.scenes
    assert start > 2.5
    assert film.duration - end > 2.5
    assert film.cues[0].start > start
    first, *_, last = decode_frames(film.video, every=10)
    for frame in (first, last):
        # White letters on a dark and soft picture.
        assert frame.max() > 220
        assert frame[:40].max() < 140


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (854, 480)])
@pytest.mark.parametrize("lines", [8, 14, 18])
def test_a_long_list_gets_letters_that_fit_the_frame(size, lines):
    drawn = draw_card("\n".join(f"Fox {number}: Ann Lee, Flickr, CC BY 4.0" for number in range(lines)), size)
    assert drawn
    height, width = drawn.ink[0].shape
    assert height <= 0.72 * size[1]
    assert width < size[0]
