"""The classifier that comes inside a wheel, the measured facts, and what is said of both."""

from __future__ import annotations

import math
import pickle
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from studio.errors import ProviderError, ProviderFailure
from studio.vision import EmbeddedVision, classifier, prepare
from studio.vision.measures import Measures, measure
from studio.vision.names import Finding, find_object, read_names
from studio.vision.sentences import describe
from studio.vision.weights import read_weights
from tests.support.threads import side_by_side

BEAGLE, COLLIE, PUG, TABBY, TIGER_CAT, ESPRESSO, MATCHSTICK = 162, 231, 254, 281, 282, 967, 644


@pytest.fixture(scope="module")
def cache_dir(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def vision(cache_dir) -> EmbeddedVision:
    return EmbeddedVision(cache_dir=cache_dir)


def encode(image: Image.Image) -> bytes:
    packed = BytesIO()
    image.convert("RGB").save(packed, "JPEG", quality=90)
    return packed.getvalue()


def draw_clock() -> Image.Image:
    """An old clock on a shaded wall, drawn well enough to be taken for one."""
    shade = np.linspace(40, -40, 480)[:, None, None] + (150, 120, 95)
    image = Image.fromarray(shade.repeat(640, axis=1).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.ellipse((140, 60, 500, 420), fill=(60, 40, 30))
    draw.ellipse((160, 80, 480, 400), fill=(240, 236, 225))

    def at(turn: float, radius: float) -> tuple[float, float]:
        return 320 + radius * math.sin(math.tau * turn), 240 - radius * math.cos(math.tau * turn)

    for minute in range(60):
        inner, width = (130, 5) if minute % 5 == 0 else (145, 2)
        draw.line((*at(minute / 60, inner), *at(minute / 60, 152)), fill=(20, 20, 20), width=width)
    for hour in range(1, 13):
        draw.text(at(hour / 12, 112), str(hour), fill=(10, 10, 10), anchor="mm", font_size=26)
    draw.line((320, 240, 250, 190), fill=(10, 10, 10), width=9)
    draw.line((320, 240, 380, 150), fill=(10, 10, 10), width=6)
    return image.filter(ImageFilter.GaussianBlur(1))


def draw_meadow() -> Image.Image:
    """Blue sky that gets paler towards the horizon, above grass."""
    chance = np.random.default_rng(4)
    paler = np.linspace(0, 1, 200)[:, None, None]
    sky = (1 - paler) * (70, 130, 225) + paler * (190, 215, 240)
    grass = np.array((70, 130, 40)) * chance.uniform(0.5, 1.3, (200, 600, 1))
    return Image.fromarray(np.vstack([sky.repeat(600, axis=1), grass]).clip(0, 255).astype(np.uint8))


def crops(**shares: float) -> np.ndarray:
    """Five crops that agree on the share of some classes, the rest spread over all others."""
    given = {globals()[name]: share for name, share in shares.items()}
    row = np.full(1000, (1 - sum(given.values())) / 1000, dtype=np.float32)
    row[list(given)] = list(given.values())
    return np.tile(row, (5, 1))


def facts(**changes: object) -> Measures:
    plain = {"colours": ("brown", "grey"), "tone": "", "light": "", "shape": "wide", "is_grey": False}
    more = {"is_graphic": False, "has_blue_sky": False, "has_greenery": False}
    return Measures(**{**plain, **more, **changes})


def test_a_clock_is_recognised_and_described(vision):
    description = vision.describe(picture=encode(draw_clock()))

    assert description.text.startswith("A picture of a clock, mostly ")
    assert description.keywords[0] == "clock"
    assert "brown" in description.keywords


def test_a_meadow_is_described_by_what_is_certain(vision):
    description = vision.describe(picture=encode(draw_meadow()))

    assert description.text.startswith("An outdoor picture with blue sky and greenery, mostly ")
    assert description.keywords[:3] == ("blue sky", "greenery", "outdoors")


def noise(seed: int, grain: int) -> Image.Image:
    rough = np.random.default_rng(seed).integers(0, 256, (300 // grain, 400 // grain, 3), dtype=np.uint8)
    return Image.fromarray(rough).resize((400, 300), Image.Resampling.BICUBIC)


def three_gradients() -> Image.Image:
    down = Image.linear_gradient("L")
    return Image.merge("RGB", [down, Image.radial_gradient("L"), down.rotate(90)])


@pytest.mark.parametrize(
    "image",
    [noise(1, 1), noise(2, 1), noise(3, 25), three_gradients(), Image.new("RGB", (300, 300), (200, 30, 30))],
    ids=["noise", "more noise", "clouds of colour", "gradients", "one colour"],
)
def test_nothing_is_invented_where_nothing_is(image, vision):
    description = vision.describe(picture=encode(image))

    assert " of " not in description.text
    assert " with " not in description.text.replace("with strong contrast", "")
    known_colours = set(measure(image).colours) | {"black and white"}
    assert known_colours.issuperset(description.keywords)


def test_a_flat_drawing_is_not_shown_to_the_classifier(vision, monkeypatch):
    monkeypatch.setattr("studio.vision.classify", None)
    silhouette = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(silhouette).ellipse((120, 60, 280, 240), fill="black")

    assert vision.describe(picture=encode(silhouette)).text.startswith("A bright black and white picture")


@pytest.mark.parametrize("picture", [b"", b"no picture", encode(draw_meadow())[:500]])
def test_an_unreadable_picture_is_a_provider_error(picture, vision):
    with pytest.raises(ProviderError, match="could not be read") as caught:
        vision.describe(picture=picture)
    assert caught.value.kind is ProviderFailure.REFUSED


def test_the_network_gives_probabilities(cache_dir):
    shares = classifier.classify(draw_meadow(), cache_dir)

    assert shares.shape == (5, 1000)
    assert shares.min() >= 0
    assert shares.sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_the_network_is_made_once_and_then_kept(tmp_path, monkeypatch):
    network = prepare(tmp_path / "new" / "folder")
    assert [file.name for file in network.parent.iterdir()] == [network.name]

    monkeypatch.setattr(classifier, "build_network", None)
    assert prepare(tmp_path / "new" / "folder") == network


def test_many_threads_make_and_load_one_network(tmp_path, monkeypatch):
    built = []
    build = classifier.build_network
    monkeypatch.setattr(classifier, "build_network", lambda weights: built.append(1) or build(weights))
    results = []
    side_by_side([lambda: results.append(classifier.classify(draw_clock(), tmp_path))] * 4)

    assert len(built) == 1
    assert len(results) == 4
    assert all(np.allclose(result, results[0], atol=1e-5) for result in results)


def test_a_damaged_network_is_made_again(tmp_path):
    prepare(tmp_path).write_bytes(b"half a file")

    with pytest.raises(ProviderError) as caught:
        classifier.classify(draw_clock(), tmp_path)
    assert caught.value.kind is ProviderFailure.RETRY
    assert classifier.classify(draw_clock(), tmp_path).shape == (5, 1000)


def test_other_weights_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(classifier, "_CHECKSUM", "0" * 64)

    with pytest.raises(ProviderError, match="not installed") as caught:
        prepare(tmp_path)
    assert caught.value.kind is ProviderFailure.CONFIG


def test_a_missing_wheel_is_a_matter_of_configuration(tmp_path, monkeypatch):
    monkeypatch.setattr(classifier, "_WHEEL", "no_such_wheel")

    with pytest.raises(ProviderError) as caught:
        EmbeddedVision(cache_dir=tmp_path).describe(picture=encode(draw_meadow()))
    assert caught.value.kind is ProviderFailure.CONFIG


def test_a_folder_that_cannot_be_made_is_a_matter_of_configuration(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(ProviderError, match="cannot be written") as caught:
        prepare(tmp_path / "file")
    assert caught.value.kind is ProviderFailure.CONFIG
    assert str(tmp_path) not in str(caught.value)


# A state dictionary in the old format: one 2 x 3 tensor, stored by columns, and its storage of six numbers.
TENSOR = (
    b"((S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI%d\nNtQI0\n(I2\nI3\nt(I1\nI%d\ntI00\nccollections\n"
    b"OrderedDict\n)Rt"
)
NUMBERS = np.arange(6, dtype="<f4")


def write_weights(path: Path, tensor: bytes, numbers: bytes = NUMBERS.tobytes(), count: int = 6) -> Path:
    state = b"(dS'w'\n" + tensor + b"s."
    head = [pickle.dumps(0x1950A86A20F9469CFC6C), pickle.dumps(1001), pickle.dumps({"little_endian": True})]
    body = [state, pickle.dumps(["0"]), count.to_bytes(8, "little"), numbers]
    path.write_bytes(b"".join(head + body))
    return path


def test_weights_are_read_with_their_strides(tmp_path):
    tensor = b"ctorch._utils\n_rebuild_tensor_v2\n" + TENSOR % (6, 2) + b"R"

    weights = read_weights(write_weights(tmp_path / "w.pth", tensor))

    assert weights["w"].tolist() == [[0, 2, 4], [1, 3, 5]]


@pytest.mark.parametrize(
    "call",
    [
        b"cos\nsystem\n(S'true'\ntR",
        b"cbuiltins\neval\n(S'1'\ntR",
        b"ctorch\nOrderedDict\n)R",
        b"ctorch._utils\n_rebuild_sparse_tensor\n)R",
        b"cnumpy\narray\n)R",
    ],
)
def test_weights_that_ask_for_anything_but_numbers_are_refused(call, tmp_path):
    with pytest.raises(pickle.UnpicklingError, match="no business"):
        read_weights(write_weights(tmp_path / "w.pth", call))


@pytest.mark.parametrize(
    ("stored", "stride", "numbers", "count"),
    [(6, 3, NUMBERS.tobytes(), 6), (6, 2, NUMBERS.tobytes()[:-1], 6), (6, 2, NUMBERS.tobytes(), 5)],
    ids=["strides lead out", "file ends early", "sizes disagree"],
)
def test_damaged_weights_are_refused(stored, stride, numbers, count, tmp_path):
    tensor = b"ctorch._utils\n_rebuild_tensor_v2\n" + TENSOR % (stored, stride) + b"R"

    with pytest.raises(ValueError, match=r"damaged|buffer"):
        read_weights(write_weights(tmp_path / "w.pth", tensor, numbers, count))


def test_every_class_has_a_name_and_a_kind_or_neither():
    rows = read_names()

    assert len(rows) == 1000
    assert all(bool(name) == bool(kind) for name, kind in rows)
    assert (rows[TABBY], rows[ESPRESSO]) == (("a tabby cat", "a cat"), ("a cup of coffee", "a drink"))
    assert rows[MATCHSTICK] == ("", "")
    kind_of: dict[str, set[str]] = {}
    for name, kind in rows:
        kind_of.setdefault(name, set()).add(kind)
    assert all(len(kinds) == 1 for kinds in kind_of.values())


@pytest.mark.parametrize(
    ("shares", "finding"),
    [
        ({"TABBY": 0.7}, Finding("a tabby cat", "a cat", True)),
        ({"TABBY": 0.4, "TIGER_CAT": 0.3}, Finding("a tabby cat", "a cat", True)),
        ({"BEAGLE": 0.3, "COLLIE": 0.3, "PUG": 0.3}, Finding("a dog", "a dog", True)),
        ({"BEAGLE": 0.2, "COLLIE": 0.2, "PUG": 0.2}, Finding("a dog", "a dog", False)),
        ({"BEAGLE": 0.55}, Finding("a beagle", "a dog", False)),
        ({"ESPRESSO": 0.4, "BEAGLE": 0.3}, None),
        ({"MATCHSTICK": 0.99}, None),
    ],
)
def test_classes_of_one_name_or_kind_are_summed(shares, finding):
    assert find_object(crops(**shares)) == finding


def test_one_crop_alone_is_not_believed():
    shares = crops(TABBY=0.01)
    shares[0] = crops(TABBY=0.99)[0]

    assert find_object(shares) is None


@pytest.mark.parametrize(
    ("found", "measured", "text"),
    [
        (
            Finding("a tabby cat", "a cat", True),
            facts(light="soft light"),
            "A picture of a tabby cat, mostly brown and grey, in soft light.",
        ),
        (
            Finding("a bear", "a bear", False),
            facts(has_greenery=True, colours=("green",)),
            "A picture of what looks like a bear, with greenery, mostly green.",
        ),
        (
            None,
            facts(tone="bright", has_blue_sky=True, has_greenery=True, colours=("green", "light blue")),
            "A bright outdoor picture with blue sky and greenery, mostly green and light blue.",
        ),
        (
            None,
            facts(has_blue_sky=True, colours=("light blue",), light="cool tones"),
            "An outdoor picture with blue sky, mostly light blue, in cool tones.",
        ),
        (None, facts(shape="tall"), "A tall picture, mostly brown and grey."),
        (None, facts(tone="dark", is_grey=True), "A dark black and white picture."),
        (
            Finding("a tripod", "a tripod", True),
            facts(is_grey=True, light="strong contrast"),
            "A black and white picture of a tripod, with strong contrast.",
        ),
    ],
)
def test_the_sentence_says_what_a_person_would_say(found, measured, text):
    assert describe(found, measured).text == text


@pytest.mark.parametrize(
    ("found", "measured", "keywords"),
    [
        (
            Finding("a Labrador", "a dog", True),
            facts(has_greenery=True),
            ("labrador", "dog", "greenery", "outdoors", "brown", "grey"),
        ),
        (Finding("a mountain", "mountains", True), facts(), ("mountain", "brown", "grey")),
        (Finding("a person in a suit", "a person", False), facts(), ("person", "suit", "brown", "grey")),
        (Finding("the water's edge", "the water's edge", True), facts(), ("water's edge", "brown", "grey")),
        (None, facts(is_grey=True, colours=("grey",)), ("black and white",)),
    ],
)
def test_keywords_are_objects_first_then_facts(found, measured, keywords):
    assert describe(found, measured).keywords == keywords


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((205, 30, 35), "red"), ((240, 130, 30), "orange"), ((95, 60, 35), "brown"), ((240, 215, 60), "yellow"),
        ((50, 125, 45), "green"), ((30, 60, 30), "green"), ((50, 170, 170), "turquoise"), ((155, 200, 240), "light blue"),
        ((35, 70, 170), "blue"), ((110, 50, 150), "purple"), ((245, 155, 190), "pink"), ((220, 200, 168), "beige"),
        ((15, 15, 16), "black"), ((245, 245, 245), "white"), ((125, 125, 125), "grey"),
    ],
)  # fmt: skip
def test_colours_have_everyday_names(colour, name):
    assert measure(Image.new("RGB", (80, 60), colour)).colours == (name,)


def test_colours_come_in_the_order_of_their_share():
    image = Image.new("RGB", (100, 100), (205, 30, 35))
    image.paste((35, 70, 170), (0, 0, 100, 40))
    image.paste((245, 245, 245), (0, 90, 100, 100))

    assert measure(image).colours == ("red", "blue")


def test_a_grey_picture_is_black_and_white():
    measured = measure(draw_clock().convert("L").convert("RGB"))

    assert measured.is_grey
    assert set(measured.colours) <= {"black", "grey", "white"}
    assert not measure(draw_clock()).is_grey


@pytest.mark.parametrize(("level", "tone"), [(25, "dark"), (110, ""), (225, "bright")])
def test_light_and_dark_are_told_apart(level, tone):
    assert measure(Image.new("RGB", (80, 60), (level, level, level))).tone == tone


@pytest.mark.parametrize(
    ("size", "shape"), [((160, 90), "wide"), ((90, 160), "tall"), ((100, 105), "square")]
)
def test_the_shape_is_named(size, shape):
    assert measure(Image.new("RGB", size, "red")).shape == shape


def test_a_blue_wall_is_no_sky_and_green_paint_no_greenery():
    meadow = measure(draw_meadow())
    walls = Image.new("RGB", (600, 400), (90, 150, 225))
    walls.paste((70, 130, 40), (0, 200, 600, 400))

    assert (meadow.has_blue_sky, meadow.has_greenery) == (True, True)
    assert (measure(walls).has_blue_sky, measure(walls).has_greenery) == (False, False)


def test_the_sea_below_is_no_sky():
    assert not measure(draw_meadow().transpose(Image.Transpose.FLIP_TOP_BOTTOM)).has_blue_sky
