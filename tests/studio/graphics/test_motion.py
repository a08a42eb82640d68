# ruff: noqa: RUF001
"""When letters come and go: with their words, in time to be read, and at once in a film's first frame."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.film.layers.counters import write_number
from studio.film.layers.values import Counter, Layer
from studio.graphics.lay_out import lay_out
from studio.graphics.sheet.imprints import CountImprint
from studio.graphics.sheet.timing import Timing
from studio.graphics.type.counting import writing_of
from studio.graphics.values import Figure, Graphic, Phrase
from tests.studio.graphics.scenes import forms, graphic_of, laid, spoken

_SMALL = (256, 144)


@pytest.mark.parametrize(("kind", "form"), list(forms()))
def test_the_first_frame_of_a_film_is_not_empty(kind: str, form: str):
    sheet = laid(graphic_of(kind, form), is_first=True)
    assert any(imprint.motion.opacity.at(0.0) > 0.5 for imprint in sheet.lettered)


@pytest.mark.parametrize(("kind", "form"), list(forms()))
def test_all_letters_are_there_in_time_and_leave_before_the_end(kind: str, form: str):
    sheet = laid(graphic_of(kind, form), duration=6.0, words=spoken(10))
    for imprint in sheet.lettered:
        opacity = imprint.motion.opacity
        assert opacity.at(5.99) < 0.1
        assert max(opacity.at(step / 10) for step in range(60)) == pytest.approx(1.0)
        assert opacity.at(5.0) == pytest.approx(1.0), imprint.letters.text
        # At rest where it belongs while it is read.
        assert imprint.motion.y.at(5.0) == 0
        assert imprint.motion.x.at(5.0) == 0


@pytest.mark.parametrize(("kind", "form"), list(forms()))
def test_no_scene_begins_with_an_empty_frame_for_long(kind: str, form: str):
    late = tuple(replace(word, start=word.start + 1.3, end=word.end + 1.3) for word in spoken(12))
    sheet = laid(graphic_of(kind, form), words=late, duration=8.0)
    assert any(imprint.motion.opacity.at(0.75) > 0.5 for imprint in sheet.imprints)


def test_the_places_of_items_can_be_seen_below_a_head_before_they_are_spoken_of():
    late = tuple(replace(word, start=word.start + 3.0, end=word.end + 3.0) for word in spoken(12))
    sheet = laid(graphic_of("list", "rows"), words=late, duration=9.0)
    seen = [
        imprint for imprint in sheet.imprints if not imprint.letters and imprint.motion.opacity.at(1.2) > 0.9
    ]
    assert len(seen) >= 3


def test_words_come_shortly_before_they_are_heard():
    timing = Timing(starts=(0.5, 1.5, 2.5), duration=8.0)
    assert timing.comes(1) == pytest.approx(1.38)
    assert timing.comes(0, is_lead=True) == pytest.approx(0.3)
    first = Timing(starts=(0.5, 1.5, 2.5), duration=8.0, is_first=True)
    assert first.comes(1, is_lead=True) == pytest.approx(-0.45)
    # What is said last comes early enough to be read.
    late = Timing(starts=(0.2, 7.5), duration=8.0)
    assert late.comes(1, 3) + 0.6 + 1.6 + 0.2 <= 8.0
    # In a scene that is too short it is there with the scene.
    assert Timing(starts=(0.0, 0.5), duration=1.0).comes(1) == pytest.approx(0.18)


def test_a_number_counts_up_to_what_the_text_says(tmp_path: Path):
    written = [
        ("9,000", 9000), ("1.250.000,5", 1250000.5), ("30 000", 30000), ("2.4", 2.4), ("٩٬٠٠٠", 9000), ("३०,०००", 30000),
        ("12,34,567", 1234567), ("7", 7),
    ]  # fmt: skip
    for text, value in written:
        graphic = Graphic(kind="number", figures=(Figure(value=value, text=text),))
        done = lay_out(graphic, size=_SMALL, duration=5.0, folder=tmp_path)
        assert done
        [counter] = [one for one in done.over if isinstance(one, Counter)]
        assert write_number(counter.value.at(4.0), counter) == text
        shown = {write_number(counter.value.at(step / 30), counter) for step in range(150)}
        assert all(set(number) <= set(counter.alphabet) for number in shown)
        assert len(shown) > 3


def test_a_number_that_cannot_be_counted_stands_still():
    assert writing_of("XIV", 14) is None
    assert writing_of("3/4", 0.75) is None
    assert writing_of("9.000", 8000) is None
    sheet = laid(Graphic(kind="number", figures=(Figure(value=0.75, text="3/4"),)))
    assert not any(isinstance(imprint, CountImprint) for imprint in sheet.imprints)


def test_items_come_one_after_the_other():
    sheet = laid(graphic_of("list", "rows"), words=spoken(12), duration=7.0)
    starts: dict[int, float] = {}
    for imprint in sheet.lettered:
        starts.setdefault(imprint.letters.group, imprint.motion.opacity.keys[0].at)
    in_order = [starts[group] for group in sorted(starts)]
    assert in_order == sorted(in_order)
    assert in_order[-1] > in_order[0] + 0.5


def test_a_bar_grows_from_its_beginning(tmp_path: Path):
    for script in ("latin", "hebrew"):
        done = lay_out(
            graphic_of("comparison", "bars", script),
            size=_SMALL,
            duration=6.0,
            words=spoken(8),
            folder=tmp_path,
        )
        assert done
        bars = [one for one in done.over if isinstance(one, Layer) and one.motion.x.keys]
        assert len(bars) == 2
        for bar in bars:
            at = bar.motion.x.keys[0].at + 0.4
            short = min(_SMALL)
            width = (bar.right - bar.left) * _SMALL[0]
            shift = bar.motion.x.at(at) * short
            # The edge where it begins stays where it is while it moves in.
            if script == "latin":
                edge = bar.left * _SMALL[0] + shift + bar.reveal.left.at(at) * width
                assert edge == pytest.approx(bar.left * _SMALL[0], abs=0.5)
            else:
                edge = bar.left * _SMALL[0] + shift + bar.reveal.right.at(at) * width
                assert edge == pytest.approx(bar.right * _SMALL[0], abs=0.5)


def test_a_first_scene_whose_words_come_late_shows_its_first_letters():
    graphic = Graphic(kind="comparison", form="bars", items=(Phrase(text="old", first=8, last=8), Phrase(text="new", first=9, last=9)),
                      figures=(Figure(value=9, text="9", first=8, last=8), Figure(value=3, text="3", first=9, last=9)))  # fmt: skip
    sheet = laid(graphic, is_first=True)
    assert any(imprint.motion.opacity.at(0.0) > 0.5 for imprint in sheet.lettered)


def test_times_are_made_up_where_there_are_none():
    sheet = laid(graphic_of("quote", "quote"), words=(), duration=8.0)
    starts = [imprint.motion.opacity.keys[0].at for imprint in sheet.lettered]
    assert min(starts) >= 0.18
    assert max(starts) < 7.0
    assert np.isfinite(starts).all()
