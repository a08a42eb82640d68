from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest

from studio.film.plan import FRAME_RATE, FRAME_SIZES, Cue, FilmPlan, Narration, Shot, SpokenWord
from studio.film.schedule import Schedule, schedule_film
from studio.film.text.captions import _Draft, _settled, line_limit, make_cues, write_srt, write_vtt
from studio.text.lines.breaking import columns

TEXT = (
    "One stormy night, a small boat appeared between the waves; nobody could say where it had come from. "
    "The keeper turned the beam toward it. At dawn the sea was calm again, and on the rocks below, "
    "a young fox and her cubs were sleeping in the morning sun."
)
WIDE = FRAME_SIZES["16:9"]


def schedule_of(*narrations: tuple[str, float], pauses: float = 0.0, transition: str = "fade") -> Schedule:
    """Return the schedule of texts with their durations, each word timed evenly, `pauses` of it silence between."""
    shots = []
    for text, duration in narrations:
        parts = text.split()
        share = duration / len(parts)
        words = tuple(
            SpokenWord(text=part, start=place * share, end=(place + 1 - pauses) * share)
            for place, part in enumerate(parts)
        )
        shots.append(
            Shot(
                picture=Path("picture.png"),
                narration=Narration(file=Path("speech.wav"), duration=duration, text=text, words=words),
            )
        )
    return schedule_film(FilmPlan(shots=tuple(shots), size=WIDE, transition=transition))


@pytest.mark.parametrize("shape", FRAME_SIZES)
def test_cues_have_at_most_two_lines_that_fit_the_frame(shape: str):
    size = FRAME_SIZES[shape]

    for cue in make_cues(schedule_of((TEXT, 18.0)), size):
        lines = cue.text.split("\n")
        assert len(lines) <= 2
        assert max(columns(line) for line in lines) <= line_limit(size)


def test_lines_are_42_columns_in_landscape_and_fewer_in_portrait():
    assert [line_limit(FRAME_SIZES[shape]) for shape in ("16:9", "1:1", "9:16")] == [42, 35, 26]


def test_a_line_of_a_right_to_left_film_that_begins_with_a_latin_name_says_so():
    cues = make_cues(
        schedule_of(("Google شركة كبيرة.", 2.0), ("اشترت بعد ذلك YouTube!", 2.0), ("Maps!", 2.0)), WIDE
    )

    assert [cue.text for cue in cues] == ["\u200fGoogle شركة كبيرة.", "اشترت بعد ذلك YouTube!", "Maps!"]
    assert [word.text for word in cues[0].words] == ["Google", "شركة", "كبيرة."]
    assert "\u200fGoogle شركة كبيرة." in write_vtt(cues)


def test_all_words_are_captioned_once_and_in_order():
    cues = make_cues(schedule_of((TEXT, 18.0), ("The end.", 1.0)), WIDE)

    assert " ".join(cue.text for cue in cues).split() == f"{TEXT} The end.".split()


def test_cues_never_overlap_and_stay_inside_the_film():
    schedule = schedule_of((TEXT, 18.0), ("Yes.", 0.3), (TEXT, 15.0))
    cues = make_cues(schedule, WIDE)

    assert all(first.end <= second.start for first, second in itertools.pairwise(cues))
    assert all(cue.start < cue.end for cue in cues)
    assert cues[0].start >= 0
    assert cues[-1].end <= schedule.duration


def test_a_cue_starts_with_its_first_word():
    schedule = schedule_of((TEXT, 18.0), (TEXT, 12.0))
    starts = {
        round(span.start + word.start, 3): word.text
        for span in schedule.spoken
        for word in span.narration.words
    }

    for cue in make_cues(schedule, WIDE):
        assert starts[round(cue.start, 3)] == cue.text.split()[0]


def test_a_cue_lingers_after_its_last_word_but_not_into_the_next():
    schedule = schedule_of(("One two three.", 2.0), ("Four five six.", 2.0))
    first, second = make_cues(schedule, WIDE)

    assert schedule.spoken[0].end <= first.end <= second.start
    assert second.end == pytest.approx(schedule.spoken[1].end + 0.4, abs=0.01)


def test_a_single_short_word_can_be_read():
    (cue,) = make_cues(schedule_of(("Fox", 0.3)), WIDE)

    assert cue.end - cue.start >= 1.0


def test_cues_break_at_the_ends_of_sentences_and_clauses():
    texts = [cue.text.replace("\n", " ") for cue in make_cues(schedule_of((TEXT, 18.0)), WIDE)]

    assert sum(text[-1] in ".;," for text in texts) >= len(texts) - 1
    assert "The keeper turned the beam toward it." in texts


def test_initials_end_no_sentence():
    texts = [cue.text for cue in make_cues(schedule_of(("The U.S. economy grew again.", 3.0)), WIDE)]

    assert texts == ["The U.S. economy grew again."]


def test_two_lines_are_balanced():
    (cue,) = make_cues(schedule_of(("A young fox and her cubs were sleeping on the rocks.", 4.0)), WIDE)
    first, second = cue.text.split("\n")

    assert abs(len(first) - len(second)) <= 10


def test_a_narration_without_word_times_is_captioned_over_its_whole_length():
    shot = Shot(
        picture=Path("picture.png"), narration=Narration(file=Path("speech.wav"), duration=18.0, text=TEXT)
    )
    schedule = schedule_film(FilmPlan(shots=(shot,), size=WIDE))
    cues = make_cues(schedule, WIDE)

    assert cues[0].start == pytest.approx(schedule.spoken[0].start, abs=0.01)
    assert cues[-1].end == pytest.approx(schedule.spoken[0].end, abs=0.5)
    speeds = [len(cue.text) / (cue.end - cue.start) for cue in cues]
    assert max(speeds) < 2 * min(speeds)


def test_webvtt_is_escaped_and_timed_in_milliseconds():
    cues = (
        Cue(start=0.3, end=1.25, text="Fox & <hen>\n--> here"),
        Cue(start=3661.0015, end=3662.0, text="End"),
    )

    assert write_vtt(cues) == (
        "WEBVTT\n\n"
        "00:00:00.300 --> 00:00:01.250\nFox &amp; &lt;hen&gt;\n--&gt; here\n\n"
        "01:01:01.002 --> 01:01:02.000\nEnd\n"
    )


def test_srt_is_numbered_and_not_escaped():
    cues = (Cue(start=0.3, end=1.25, text="Fox & <hen>"), Cue(start=2.0, end=3.0, text="End"))

    assert write_srt(cues) == (
        "1\n00:00:00,300 --> 00:00:01,250\nFox & <hen>\n\n2\n00:00:02,000 --> 00:00:03,000\nEnd\n"
    )


def test_no_line_of_srt_looks_like_a_time():
    assert write_srt((Cue(start=0, end=1, text="A --> B"),)).count("-->") == 1


def test_both_files_hold_the_same_times():
    cues = make_cues(schedule_of((TEXT, 18.0)), WIDE)
    times = re.findall(r"[\d:.]+ --> [\d:.]+", write_vtt(cues))

    assert times == [line.replace(",", ".") for line in re.findall(r"[\d:,]+ --> [\d:,]+", write_srt(cues))]
    assert len(times) == len(cues)


def test_larger_letters_leave_fewer_columns():
    assert [line_limit(FRAME_SIZES["9:16"], letters) for letters in ("small", "medium", "large")] == [
        32,
        26,
        20,
    ]


def test_a_cue_knows_when_its_words_are_spoken():
    schedule = schedule_of((TEXT, 18.0), ("The end.", 1.0))

    for cue in make_cues(schedule, WIDE):
        assert "".join(word.text for word in cue.words) == "".join(cue.text.split())
        assert cue.words[0].start == pytest.approx(cue.start, abs=0.001)
        assert all(first.end <= second.start + 1e-6 for first, second in itertools.pairwise(cue.words))
        assert cue.words[-1].end <= cue.end + 0.001


def test_a_cue_ends_with_its_picture():
    schedule = schedule_of(("The keeper sleeps.", 3.0), ("A fox comes.", 3.0))
    cues = make_cues(schedule, WIDE)
    cut = schedule.shots[0].end / FRAME_RATE

    assert cues[0].words[-1].end < cut == cues[0].end < cues[1].start


def test_a_cue_leaves_a_picture_that_dips_to_black_with_the_last_word():
    schedule = schedule_of(("The keeper sleeps.", 3.0), ("A fox comes.", 3.0), transition="dip")
    cues = make_cues(schedule, WIDE)

    assert cues[0].end == pytest.approx(cues[0].words[-1].end)
    # Nothing dips behind the last picture.
    assert cues[1].end > cues[1].words[-1].end


def test_a_cue_too_short_to_be_read_stays_over_the_cut():
    drafts = [
        _Draft((SpokenWord(text=text, start=start, end=start + 0.4),), text)
        for text, start in (("No!", 2.4), ("So.", 3.6))
    ]

    short, _ = _settled(drafts, [(3.0, 3.0), (6.0, 6.0)])

    assert short.end == pytest.approx(3.4)


def test_what_must_be_cut_is_cut_into_cues_of_about_the_same_length():
    text = "The old lighthouse keeper climbed the hundred steps every evening, and lit the lamp before the first ships came in."

    for shape, expected in (
        ("16:9", ["every evening,", "came in."]),
        ("9:16", ["climbed", "every evening,", "came in."]),
        ("4:5", ["hundred steps", "came in."]),
    ):
        cues = make_cues(schedule_of((text, 6.5)), FRAME_SIZES[shape])
        assert all(cue.text.endswith(end) for cue, end in zip(cues, expected, strict=True)), shape


def test_words_of_scripts_with_spaces_are_never_torn():
    text = "폭풍우가 치는 밤, 등대지기는 백 개의 계단을 올라 등불을 켰다. 오늘 밤은 어떤 배도 가라앉지 않을 것이다."

    cues = make_cues(schedule_of((text, 9.0)), FRAME_SIZES["9:16"])

    assert " ".join(cue.text for cue in cues).split() == text.split()


def test_a_line_does_not_begin_with_the_emoji_of_the_word_before():
    text = "At the station in Berlin a bear 🐻 sold them coffee ☕ for €4.50, and everybody was happy."

    first, *_ = make_cues(schedule_of((text, 6.0)), FRAME_SIZES["1:1"])

    assert first.text.startswith("At the station in Berlin a bear 🐻\n")


LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


@pytest.mark.parametrize("shape", FRAME_SIZES)
@pytest.mark.parametrize("letters", ["small", "medium", "large"])
@pytest.mark.parametrize("word", [LONG, LONG * 3, "hippopotomonstrosesquippedaliophobia", "x" * 120])
def test_a_word_much_longer_than_a_line_is_never_torn_without_a_hyphen(shape: str, letters: str, word: str):
    cues = make_cues(schedule_of((f"Das {word} gilt.", 9.0)), FRAME_SIZES[shape], letters)
    lines = [line for cue in cues for line in cue.text.split("\n")]

    assert "".join(lines).replace("-", "").replace(" ", "") == f"Das{word}gilt."
    limit = line_limit(FRAME_SIZES[shape], letters)
    # A word up to half as long again is whole, in smaller letters.
    assert max(map(columns, lines)) <= 1.5 * limit + 1
    if len(word) > 1.5 * limit:
        assert any(line.endswith("-") for line in lines)
        assert max(map(columns, lines)) <= limit
    for above, below in itertools.pairwise(lines):
        is_torn = f"{above.removesuffix('-').split()[-1]}{below.split()[0].removesuffix('-')}" in word
        assert above.endswith("-") == is_torn


def test_the_hyphens_of_a_torn_word_stand_in_both_files_and_among_the_words_of_the_cue():
    cues = make_cues(schedule_of((f"Das {LONG * 3} gilt.", 9.0)), FRAME_SIZES["9:16"])

    assert len(cues) > 2
    for cue in cues:
        assert "".join(word.text for word in cue.words) == "".join(cue.text.split())
    assert "-\n" in write_vtt(cues)
    assert "-\n" in write_srt(cues)


def test_an_address_that_is_torn_behind_a_sign_gets_no_hyphen():
    address = "https://example.org/" + "a-long-path/" * 6

    cues = make_cues(schedule_of((address, 6.0)), FRAME_SIZES["9:16"])

    assert "".join("".join(cue.text.split()) for cue in cues) == address


@pytest.mark.parametrize("with_times", [True, False])
def test_a_line_break_ends_a_cue_with_or_without_a_full_stop(with_times: bool):
    schedule = schedule_of(("Butter\nTwo eggs\nA pinch of salt", 4.0))
    if not with_times:
        (span,) = schedule.spoken
        schedule = replace(schedule, spoken=(replace(span, narration=replace(span.narration, words=())),))
    cues = make_cues(schedule, WIDE)
    assert [cue.text for cue in cues] == ["Butter", "Two eggs", "A pinch of salt"]
    assert write_srt(cues).count("-->") == 3
    assert all(first.end <= second.start for first, second in itertools.pairwise(cues))


def test_a_long_line_is_cut_as_a_sentence_is_and_never_joined_to_the_next():
    verse = "Whose woods these are I think I know and nobody else in all the village does by now"
    cues = make_cues(schedule_of((f"{verse}\nHis house is in the village", 9.0)), WIDE)
    assert len(cues) >= 2
    assert cues[-1].text == "His house is in the village"


def test_a_caption_does_not_tell_before_a_long_pause_what_comes_after_it():
    words = [("And", 0.0), ("the", 0.3), ("winner", 0.6), ("is", 0.9), ("Anna.", 3.2)]
    narration = Narration(
        file=Path("speech.wav"),
        duration=3.5,
        text="And the winner is Anna.",
        words=tuple(SpokenWord(text=text, start=start, end=start + 0.3) for text, start in words),
    )
    plan = FilmPlan(shots=(Shot(picture=Path("picture.png"), narration=narration),), size=WIDE)
    first, second = make_cues(schedule_film(plan), WIDE)
    assert (first.text, second.text) == ("And the winner is", "Anna.")
    assert second.start - first.end > 1


def test_a_narration_without_words_has_no_cue():
    narration = Narration(file=None, duration=4.0, text="")
    plan = FilmPlan(shots=(Shot(picture=Path("picture.png"), narration=narration),), size=WIDE)
    assert make_cues(schedule_film(plan), WIDE) == ()
