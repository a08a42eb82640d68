"""What is believed of the detector's sightings, how it is counted and said, and what the provider makes of it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.contracts import Box
from studio.vision import EmbeddedVision, prepare
from studio.vision.detector import Sighting
from studio.vision.measures import Measures
from studio.vision.names import Finding, read_names
from studio.vision.sentences import describe
from studio.vision.things import read_kinds, recognise
from tests.studio.vision.networks import write_network

PERSON, BUS, CAT, DOG, HORSE, SHEEP, KITE, CUP, TABLE = 1, 6, 17, 18, 19, 20, 38, 47, 67
MINIBUS, TABBY, TIGER_CAT = 654, 281, 282


def sighting(number: int, score: float = 0.8, left: float = 0.0, size: float = 0.2) -> Sighting:
    return Sighting(number, score, (left, 0.1, left + size, 0.1 + size))


def agreeing(*indices: int, share: float = 0.5):
    """Stand in for the classifier: it finds these classes wherever it looks."""
    row = np.zeros(1000, np.float32)
    row[list(indices)] = share / max(1, len(indices))
    return lambda regions: np.tile(row, (len(regions), 1))


def never_asked(regions):
    raise AssertionError("No second opinion is needed.")


def names(things) -> list[str]:
    return [thing.kind.name for thing in things]


def test_people_are_believed_without_a_second_opinion():
    (people,) = recognise([sighting(PERSON, 0.55), sighting(PERSON, 0.52, 0.5)], never_asked)
    assert (people.kind.plural, people.count, people.is_exact) == ("people", 2, True)


def test_a_doubtful_one_makes_the_count_a_guess():
    (people,) = recognise([sighting(PERSON, 0.9), sighting(PERSON, 0.4, 0.5)], never_asked)
    assert (people.count, people.is_exact) == (1, False)


def test_nobody_is_seen_below_the_limit():
    assert recognise([sighting(PERSON, 0.49), sighting(CAT, 0.45)], never_asked) == []


@pytest.mark.parametrize(("share", "expected"), [(0.2, ["a cat"]), (0.1, [])])
def test_things_need_the_classifier_to_agree(share, expected):
    opinion = agreeing(TABBY, TIGER_CAT, share=share)
    assert names(recognise([sighting(CAT, 0.96)], opinion)) == expected


def test_a_swirl_is_no_kite_but_beside_a_person_it_is_one():
    assert recognise([sighting(KITE, 0.96)], agreeing()) == []
    assert names(recognise([sighting(PERSON), sighting(KITE, 0.8, 0.5)], agreeing())) == [
        "a person",
        "a kite",
    ]


def test_two_classes_for_one_place_are_one_thing():
    assert names(
        recognise([sighting(PERSON), sighting(HORSE, 0.95, 0.5), sighting(SHEEP, 0.91, 0.5)], agreeing(348))
    ) == [
        "a person",
        "a horse",
    ]


def test_what_fills_the_picture_must_be_surer():
    assert recognise([sighting(CAT, 0.6, 0.0, 0.9)], never_asked) == []
    assert names(recognise([sighting(CAT, 0.8, 0.0, 0.9)], agreeing(TABBY))) == ["a cat"]


def test_a_class_that_is_not_believed_hides_no_other():
    assert names(recognise([sighting(SHEEP, 0.97), sighting(HORSE, 0.91)], agreeing())) == ["a horse"]


def test_people_come_first_then_what_is_larger():
    seen = [sighting(CAT, 0.9, 0.0, 0.2), sighting(BUS, 0.8, 0.3, 0.5), sighting(PERSON, 0.7, 0.9, 0.05)]
    assert names(recognise(seen, agreeing(TABBY, MINIBUS, share=0.8))) == ["a person", "a bus", "a cat"]


def test_the_classes_that_are_alike_bear_the_names_one_would_expect():
    friendly = read_names()
    expected = {
        BUS: "a bus",
        CAT: "a cat",
        DOG: "a dog",
        9: "a boat",
        16: "a bird",
        50: "a wooden spoon",
        63: "a sofa",
    }
    for number, name in expected.items():
        kinds = {word for index in read_kinds()[number].alike for word in friendly[index]}
        assert name in kinds
    assert len(read_kinds()) == 80
    assert all(index < 1000 for kind in read_kinds().values() for index in kind.alike)


def facts(**changes) -> Measures:
    values = {
        "colours": ("brown", "grey"), "tone": "", "light": "", "shape": "wide", "is_grey": False, "is_graphic": False,
        "has_blue_sky": False, "has_greenery": False,
    }  # fmt: skip
    return Measures(**{**values, **changes})


def things(*counts: tuple[int, int], doubts: tuple[int, ...] = ()):
    """Believe so many of each class, side by side."""
    seen = [
        sighting(number, 0.9 - 0.01 * place, 0.02 + 0.12 * place, 0.1)
        for place, number in enumerate(number for number, count in counts for _ in range(count))
    ]
    seen += [sighting(number, 0.4, 0.9, 0.05) for number in doubts]
    alike = [read_kinds()[number].alike[0] for number, _ in counts if read_kinds()[number].alike]
    return recognise(seen, agreeing(*alike, share=len(alike)))


@pytest.mark.parametrize(
    ("seen", "found", "measured", "text"),
    [
        (things((PERSON, 2), (BUS, 1)), None, facts(), "Two people and a bus in a street. The picture is mostly brown and grey."),
        (things((PERSON, 1)), None, facts(has_greenery=True), "A person, with greenery. The picture is mostly brown and grey."),
        (things((PERSON, 7)), None, facts(), "Several people. The picture is mostly brown and grey."),
        (things((DOG, 3), doubts=(DOG,)), None, facts(), "A few dogs. The picture is mostly brown and grey."),
        (things((DOG, 1), doubts=(DOG,)), None, facts(), "A dog. The picture is mostly brown and grey."),
        (things((PERSON, 3), (TABLE, 1)), None, facts(), "Three people at a table. The picture is mostly brown and grey."),
        (
            things((CUP, 1), (TABLE, 1)),
            Finding("a cup of coffee", "a drink", True),
            facts(light="warm tones"),
            "A cup of coffee on a table. The picture is mostly brown and grey, in warm tones.",
        ),
        (things((CAT, 1)), Finding("a tabby cat", "a cat", True), facts(), "A tabby cat. The picture is mostly brown and grey."),
        (things((CAT, 1)), Finding("a tabby cat", "a cat", False), facts(), "A cat. The picture is mostly brown and grey."),
        (things((CAT, 2)), Finding("a tabby cat", "a cat", True), facts(), "Two cats. The picture is mostly brown and grey."),
        (
            things((PERSON, 1)),
            Finding("a tripod", "a tripod", True),
            facts(is_grey=True),
            "A black and white picture of a person and a tripod.",
        ),
        (things((PERSON, 1)), Finding("a tripod", "a tripod", False), facts(), "A person. The picture is mostly brown and grey."),
        (
            things((PERSON, 2)),
            Finding("a beach", "the water's edge", True),
            facts(has_blue_sky=True),
            "Two people, with blue sky and a beach. The picture is mostly brown and grey.",
        ),
    ],
)  # fmt: skip
def test_the_sentence_counts_and_says_where(seen, found, measured, text):
    assert describe(found, measured, seen).text == text


@pytest.mark.parametrize(
    ("seen", "found", "keywords"),
    [
        (things((PERSON, 2), (BUS, 1)), None, ("people", "bus", "brown", "grey")),
        (things((CAT, 1)), Finding("a tabby cat", "a cat", True), ("tabby cat", "cat", "brown", "grey")),
        (things((CAT, 2)), Finding("a cat", "a cat", True), ("cats", "brown", "grey")),
        (things((PERSON, 1)), Finding("a tripod", "a tripod", True), ("person", "tripod", "brown", "grey")),
        (things((PERSON, 1)), Finding("a tripod", "a tripod", False), ("person", "brown", "grey")),
    ],
)
def test_keywords_name_what_was_seen_first(seen, found, keywords):
    assert describe(found, facts(), seen).keywords == keywords


def test_a_description_says_where_each_object_is():
    boxes = describe(None, facts(), things((PERSON, 1), (CAT, 1))).boxes
    assert boxes[0] == Box(
        name="person", left=0.02, top=0.1, right=pytest.approx(0.12), bottom=pytest.approx(0.2)
    )
    assert [box.name for box in boxes] == ["person", "cat"]


def encode(image: Image.Image) -> bytes:
    packed = BytesIO()
    image.save(packed, "JPEG", quality=90)
    return packed.getvalue()


@pytest.fixture(scope="module")
def cache_dir(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    prepare(folder)
    return folder


@pytest.fixture
def photo() -> bytes:
    noise = np.random.default_rng(3).integers(0, 255, (40, 60, 3), np.uint8)
    return encode(Image.fromarray(noise).resize((600, 400), Image.Resampling.BICUBIC))


def test_with_its_asset_the_provider_sees_people(cache_dir, photo, tmp_path):
    write_network(tmp_path / "coco-ssd-1.0.6-1.onnx", (PERSON, 0.9, (0.1, 0.1, 0.3, 0.9)))

    seen = EmbeddedVision(cache_dir=cache_dir, assets_dir=tmp_path).describe(picture=photo)

    assert seen.keywords[0] == "people"
    assert seen.text.startswith(("Two people", "Three people"))
    assert {box.name for box in seen.boxes} == {"person"}


def test_without_its_asset_it_works_as_ever(cache_dir, photo, tmp_path):
    alone = EmbeddedVision(cache_dir=cache_dir).describe(picture=photo)

    assert EmbeddedVision(cache_dir=cache_dir, assets_dir=tmp_path).describe(picture=photo) == alone
    assert alone.boxes == ()


def test_a_drawing_is_not_looked_at(cache_dir, tmp_path):
    write_network(tmp_path / "coco-ssd-1.0.6-1.onnx", (PERSON, 0.9, (0.1, 0.1, 0.3, 0.9)))
    drawing = Image.new("RGB", (400, 300), (200, 60, 60))

    assert (
        EmbeddedVision(cache_dir=cache_dir, assets_dir=tmp_path).describe(picture=encode(drawing)).boxes == ()
    )
