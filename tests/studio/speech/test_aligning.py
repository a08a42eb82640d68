"""Written words get the times of the words that a service has spoken for them."""

from __future__ import annotations

import time

import pytest

from studio.contracts import Word
from studio.speech.aligning import align
from tests.studio.corpora.corpus import Row, judge


def heard(text: str, seconds: float = 1.0) -> list[Word]:
    """Return words as a service tells them, each as long as the others."""
    return [
        Word(text=word, start=place * seconds, end=(place + 1) * seconds)
        for place, word in enumerate(text.split())
    ]


def mistake_in_times(row: Row) -> str:
    """Return which written word begins or ends half a spoken word off, or nothing."""
    text, language, spoken, expected = row
    spans = align(text.split(), heard(spoken), language)
    wrong = []
    for place, (word, right) in enumerate(zip(text.split(), expected.split(), strict=True)):
        if right == "-":
            continue
        first, _, last = right.partition("-")
        wanted = (int(first), int(last or first) + 1)
        start, end = spans.get(place, (-9.0, -9.0))
        if abs(start - wanted[0]) > 0.5 or abs(end - wanted[1]) > 0.5:
            wrong.append(f"{word} {start:.1f}-{end:.1f} for {wanted[0]}-{wanted[1]}")
    return ", ".join(wrong)


@pytest.mark.parametrize(("corpus", "floor"), [("heard", 0.99), ("heard_unseen", 0.99)])
def test_words_get_the_times_of_what_was_said_for_them(corpus, floor):
    score = judge(corpus, mistake_in_times)
    assert score.share >= floor, str(score)


def test_times_are_in_order_and_never_overlap():
    text = "It cost $5 million in 1999, on 12/24; and — well — 3 of 4 didn't pay the £7.50 fee."
    said = "It cost five million dollars in nineteen ninety nine on twelve twenty four and well three of four did n't pay the seven pounds fifty fee"
    spans = align(text.split(), heard(said, 0.4), "en")
    times = [time for _, span in sorted(spans.items()) for time in span]
    assert times == sorted(times)
    assert set(range(len(text.split()))) - spans.keys() == {9, 11}


def test_nothing_in_common_is_shared_out_by_length():
    spans = align(["Привет", "всем"], heard("privet vsem"), "ru")
    assert spans[0][0] == 0
    assert spans[1][1] == 2
    assert spans[0][1] == spans[1][0] == pytest.approx(1.2)


@pytest.mark.parametrize("told", ["", ". , !", "—"])
def test_without_words_there_are_no_times(told):
    assert align(["One", "two"], heard(told), "en") == {}


def test_a_long_text_takes_no_second():
    text = " ".join(
        f"In {year} the keeper number {year % 7} wrote letter {year * 3}." for year in range(1800, 1920)
    )
    started = time.process_time()
    spans = align(text.split(), heard(text.replace("-", " "), 0.3), "en")
    assert time.process_time() - started < 3
    assert [span[0] for _, span in sorted(spans.items())] == pytest.approx(
        [0.3 * place for place in range(len(text.split()))]
    )
