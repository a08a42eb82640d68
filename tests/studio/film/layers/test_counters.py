"""Numbers that count: how they are written in each script, and that nothing shakes."""

from __future__ import annotations

import numpy as np
import pytest

from studio.film.layers.counters import PreparedCounter, write_number
from studio.film.layers.motion import Key, Track
from studio.film.layers.placing import ShotFrame
from studio.film.layers.staging import _read
from studio.film.layers.values import Counter
from studio.film.picture.camera import CameraView, CropBox
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from tests.studio.film.layers.material import SIZE, make_counter

SCREEN = CropBox(0.0, 0.0, 320.0, 180.0)


@pytest.mark.parametrize(
    ("value", "how", "written"),
    [
        (0, {}, "0"),
        (9000, {"group": ","}, "9,000"),
        (999.6, {"group": ","}, "1,000"),
        (1234567.891, {"group": ".", "point": ",", "decimals": 2}, "1.234.567,89"),
        (1234567, {"group": " "}, "1 234 567"),
        (12345678, {"group": ",", "sizes": (3, 2)}, "1,23,45,678"),
        (12345678, {}, "12345678"),
        (-0.2, {}, "0"),
        (-12.5, {"decimals": 1}, "-12.5"),
        (-12.5, {"decimals": 1, "alphabet": "−-0123456789."}, "−12.5"),  # noqa: RUF001
        (9000, {"group": "٬", "digits": "٠١٢٣٤٥٦٧٨٩"}, "٩٬٠٠٠"),
        (3.75, {"point": "٫", "decimals": 2, "digits": "۰۱۲۳۴۵۶۷۸۹"}, "۳٫۷۵"),
        (123456, {"group": ",", "sizes": (3, 2), "digits": "०१२३४५६७८९"}, "१,२३,४५६"),
        (42, {"digits": "๐๑๒๓๔๕๖๗๘๙"}, "๔๒"),
        (20500, {"group": ",", "digits": "〇一二三四五六七八九"}, "二〇,五〇〇"),
    ],
)
def test_a_number_is_written_as_its_language_does(tmp_path, value: float, how: dict, written: str):
    assert write_number(value, make_counter(tmp_path, **{"group": "", **how})) == written


def prepared(counter: Counter) -> PreparedCounter:
    return PreparedCounter(counter, _read(counter.glyphs), SCREEN, 1.0)


def columns_of(counter: Counter, number: int = 0) -> tuple[float, float]:
    """Return the first and the last column in which something of a number is seen."""
    frame, view = Frame.blank(SIZE), CameraView(0.0, 0.0, 320.0)
    prepared(counter).draw(ShotFrame(number, 90, view, view), frame, Easel(SIZE))
    light = np.flatnonzero(frame.y.max(axis=0) > 120)
    return float(light[0]), float(light[-1] + 1)


def test_a_number_begins_ends_or_stands_where_it_should(tmp_path):
    value = Track(1234.0)
    begins = columns_of(make_counter(tmp_path, value=value, group=""))
    ends = columns_of(make_counter(tmp_path, value=value, group="", is_ended=True))
    middle = columns_of(make_counter(tmp_path, value=value, group="", is_centred=True))
    cell = 0.2 * 180 / 40 * 16
    assert begins[0] == pytest.approx(160 + 3 * cell / 16, abs=1)
    assert ends[1] == pytest.approx(160 - 3 * cell / 16, abs=1)
    assert sum(middle) / 2 == pytest.approx(160, abs=1)
    assert begins[1] - begins[0] == pytest.approx(4 * cell - 6 * cell / 16, abs=1.5)


def test_digits_stand_still_while_they_change(tmp_path):
    edges = [
        columns_of(make_counter(tmp_path, value=Track(float(value)), group=""))
        for value in (2222, 4849, 9000, 7373)
    ]
    assert all(edge == pytest.approx(edges[0], abs=1) for edge in edges)


def test_it_counts_and_rests_at_the_number_that_was_said(tmp_path):
    counter = make_counter(tmp_path, value=Track(0, (Key(0.0, 0), Key(1.0, 9000, "out"))))
    seen = [write_number(counter.value.at(number / 30), counter) for number in range(0, 60, 2)]
    assert seen[0] == "0"
    assert seen[15:] == ["9,000"] * 15
    values = [int(text.replace(",", "")) for text in seen]
    assert values == sorted(values)


def test_a_number_is_seen_from_its_start_to_its_end_only(tmp_path):
    counter = make_counter(tmp_path, value=Track(77.0), start=1.0, end=2.0)
    view = CameraView(0.0, 0.0, 320.0)
    lit = []
    for number in (29, 30, 59, 60):
        frame = Frame.blank(SIZE)
        prepared(counter).draw(ShotFrame(number, 90, view, view), frame, Easel(SIZE))
        lit.append(bool((frame.y > 120).any()))
    assert lit == [False, True, True, False]
