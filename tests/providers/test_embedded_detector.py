"""The detector: its network from a foreign graph, its sightings, what is believed of them and how that is said."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from generator.providers.base import Box
from generator.providers.embedded.assets.detector import ANCHORS, CLASSES, INPUT_SIDE, convert_detector
from generator.providers.embedded.vision import EmbeddedVision, prepare
from generator.providers.embedded.vision.detector import Sighting, detect
from generator.providers.embedded.vision.measures import Measures
from generator.providers.embedded.vision.names import Finding, read_names
from generator.providers.embedded.vision.sentences import describe
from generator.providers.embedded.vision.things import read_kinds, recognise

PERSON, BUS, CAT, DOG, HORSE, SHEEP, KITE, CUP, TABLE = 1, 6, 17, 18, 19, 20, 38, 47, 67
MINIBUS, TABBY, TIGER_CAT, BEAGLE, ESPRESSO, MUG = 654, 281, 282, 162, 967, 504

# Channels of the graph below, and boxes of each place on its six maps.
CHANNELS, PLACES = 4, (3, 6, 6, 6, 6, 6)


class Graph:
    """Writes a small detector in the words of a TensorFlow.js model: one picture in, six maps of 19 to 1 places."""

    def __init__(self, corner: float, bias: np.ndarray, offsets: np.ndarray, anchors: np.ndarray) -> None:
        self.nodes: list[dict] = []
        self.weights: dict[str, np.ndarray] = {"Postprocessor/ExpandDims": anchors[None]}
        # Looks at the top left pixel of its 16 x 16 alone, so that a kernel laid wrongly sees something else.
        kernel = np.zeros((16, 16, 3, CHANNELS))
        kernel[0, 0, 0, 0] = corner
        value = self.convolve("stem", "Preprocessor/sub", kernel, 16)
        for head, places in enumerate(PLACES):
            if head:
                value = self.shrink(f"shrink{head}", value)
            self.predict(f"BoxPredictor_{head}/BoxEncodingPredictor", value, np.tile(offsets, places), False)
            self.predict(f"BoxPredictor_{head}/ClassPredictor", value, np.tile(bias, places), True)

    def add(self, name: str, kind: str, inputs: list[str], **attributes) -> str:
        self.nodes.append({"name": name, "op": kind, "input": inputs, "attr": attributes})
        return name

    def constant(self, name: str, numbers: np.ndarray) -> str:
        self.weights[name] = np.asarray(numbers)
        return self.add(name, "Const", [])

    def convolve(self, name: str, value: str, kernel: np.ndarray, stride: int, kind: str = "Conv2D") -> str:
        inputs = [value, self.constant(f"{name}/kernel", kernel)]
        strides = {"list": {"i": ["1", str(stride), str(stride), "1"]}}
        return self.add(name, kind, inputs, strides=strides, padding={"s": list(b"SAME")})

    def shrink(self, name: str, value: str) -> str:
        """Halve a map: take every second value, add 0.5, norm by nothing, clip to 0..6."""
        kernel = np.zeros((1, 1, CHANNELS, 1))
        kernel[:] = 1
        value = self.convolve(name, value, kernel, 2, "DepthwiseConv2dNative")
        norm = [self.constant(f"{name}/{part}", np.full(CHANNELS, part in ("scale", "variance"))) for part in
                ("scale", "offset", "mean", "variance")]  # fmt: skip
        value = self.add(f"{name}/norm", "FusedBatchNorm", [value, *norm])
        return self.add(f"{name}/clip", "Relu6", [value])

    def predict(self, name: str, value: str, bias: np.ndarray, is_seeing: bool) -> None:
        kernel = np.zeros((1, 1, CHANNELS, len(bias)))
        # The first class but "nothing" of each place follows the corner.
        kernel[0, 0, 0, 1::CLASSES] = is_seeing
        value = self.convolve(f"{name}/conv", value, kernel, 1)
        self.add(f"{name}/BiasAdd", "BiasAdd", [value, self.constant(f"{name}/bias", bias)])

    def model(self) -> tuple[dict, dict[str, bytes]]:
        rows = [
            {"name": name, "shape": list(numbers.shape), "dtype": "float32"}
            for name, numbers in self.weights.items()
        ]
        content = b"".join(numbers.astype("<f4").tobytes() for numbers in self.weights.values())
        # Cut in the middle of an array, as real shards are.
        shards = {"shard1": content[:1001], "shard2": content[1001:]}
        manifest = [{"paths": list(shards), "weights": rows}]
        return {"modelTopology": {"node": self.nodes}, "weightsManifest": manifest}, shards


def make_anchors() -> np.ndarray:
    starts = np.random.default_rng(1).uniform(0, 0.5, (ANCHORS, 2))
    return np.hstack([starts, starts + np.array([0.2, 0.4])]).astype(np.float32)


def run(network: bytes, level: int) -> tuple[np.ndarray, np.ndarray]:
    pixels = np.full((1, INPUT_SIDE, INPUT_SIDE, 3), level, np.float32)
    boxes, scores = onnxruntime.InferenceSession(network).run(["boxes", "scores"], {"pixels": pixels})
    return boxes, scores


def test_a_foreign_graph_becomes_a_network_of_boxes_and_scores():
    bias, offsets = np.linspace(-2, 2, CLASSES), np.array([1.0, -2.0, 5 * np.log(2), 0.0])
    network = convert_detector(*Graph(2.0, bias, offsets, make_anchors()).model())

    boxes, white = run(network, 255)
    _, black = run(network, 0)

    # An anchor of 0.2 x 0.4 is moved by 0.1 of its height down and 0.2 of its width left, and grows twice as high.
    anchors = make_anchors()
    centres = (anchors[:, :2] + anchors[:, 2:]) / 2 + np.array([0.1 * 0.2, -0.2 * 0.4])
    expected = np.hstack([centres - 0.2, centres + 0.2])
    np.testing.assert_allclose(boxes, expected, atol=1e-5)
    # White is 1 and black -1 at the corners.
    for scores, corner in ((white, 2.0), (black, -2.0)):
        logits = np.tile(bias, (ANCHORS, 1))
        logits[:, 1] += expected_corners(corner)
        np.testing.assert_allclose(scores, 1 / (1 + np.exp(-logits)), atol=1e-3)


def expected_corners(corner: float) -> np.ndarray:
    """Compute what the class heads see of the corners, by plain slicing."""
    # 19 x 16 pixels are 4 more than 300: two of the padding lie before the first corner.
    seen, rows = np.full((19, 19), corner), []
    seen[0, :] = seen[:, 0] = 0
    for places in PLACES:
        rows.append(seen.repeat(places))
        seen = seen[::2, ::2].clip(0, 6)
    return np.concatenate(rows)


def test_kernels_are_stored_in_half_the_space():
    network = convert_detector(*Graph(1.0, np.zeros(CLASSES), np.zeros(4), make_anchors()).model())
    graph = onnx.load_from_string(network).graph
    kinds = {constant.name: constant.data_type for constant in graph.initializer}
    stored = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Cast"}
    kernels = [stored[node.input[1]] for node in graph.node if node.op_type == "Conv"]
    assert {kinds[name] for name in kernels} == {TensorProto.FLOAT16}


def test_a_graph_with_other_nodes_is_refused():
    graph = Graph(1.0, np.zeros(CLASSES), np.zeros(4), make_anchors())
    graph.nodes[1]["op"] = "Softplus"

    with pytest.raises(ValueError, match="Softplus"):
        convert_detector(*graph.model())


def test_shards_that_end_too_early_are_refused():
    model, shards = Graph(1.0, np.zeros(CLASSES), np.zeros(4), make_anchors()).model()

    with pytest.raises(ValueError, match="buffer"):
        convert_detector(model, shards | {"shard2": shards["shard2"][:-8]})


def write_network(path: Path, *seen: tuple[int, float, tuple[float, float, float, float]]) -> Path:
    """Write a detector that sees the same in every look: class, score, and left, top, right, bottom in the look."""
    boxes, scores = np.zeros((len(seen), 4), np.float32), np.zeros((len(seen), CLASSES), np.float32)
    for row, (number, score, (left, top, right, bottom)) in enumerate(seen):
        boxes[row] = top, left, bottom, right
        scores[row, number] = score
    # ONNX wants the input used: nothing of it is added to the boxes.
    nodes = [
        helper.make_node("ReduceMean", ["pixels"], ["mean"], keepdims=0),
        helper.make_node("Mul", ["mean", "zero"], ["nothing"]),
        helper.make_node("Add", ["fixed", "nothing"], ["boxes"]),
        helper.make_node("Identity", ["certain"], ["scores"]),
    ]
    constants = {"zero": np.zeros((), np.float32), "fixed": boxes, "certain": scores}
    graph = helper.make_graph(
        nodes,
        "fixed",
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, [1, INPUT_SIDE, INPUT_SIDE, 3])],
        [
            helper.make_tensor_value_info("boxes", TensorProto.FLOAT, boxes.shape),
            helper.make_tensor_value_info("scores", TensorProto.FLOAT, scores.shape),
        ],
        [numpy_helper.from_array(numbers, name) for name, numbers in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    path.write_bytes(model.SerializeToString())
    return path


SQUARE = Image.new("RGB", (120, 120))


def rounded(sightings: list[Sighting]) -> list[tuple]:
    return [
        (seen.number, round(seen.score, 2), tuple(round(edge, 2) for edge in seen.region))
        for seen in sightings
    ]


def test_one_object_is_seen_once(tmp_path):
    network = write_network(
        tmp_path / "a.onnx",
        (CAT, 0.6, (0.1, 0.1, 0.5, 0.5)),
        (CAT, 0.9, (0.12, 0.1, 0.52, 0.5)),
        (CAT, 0.8, (0.15, 0.15, 0.3, 0.3)),
        (CAT, 0.7, (0.6, 0.1, 0.9, 0.5)),
        (CAT, 0.2, (0.6, 0.6, 0.9, 0.9)),
    )
    assert rounded(detect(SQUARE, network)) == [
        (CAT, 0.9, (0.12, 0.1, 0.52, 0.5)),
        (CAT, 0.7, (0.6, 0.1, 0.9, 0.5)),
    ]


def test_a_wide_picture_is_looked_at_in_parts_too(tmp_path):
    network = write_network(tmp_path / "a.onnx", (DOG, 0.9, (0.4, 0.2, 0.6, 0.6)))
    found = rounded(detect(Image.new("RGB", (200, 100)), network))
    assert sorted(region for _, _, region in found) == [
        (0.2, 0.2, 0.3, 0.6),
        (0.4, 0.2, 0.6, 0.6),
        (0.7, 0.2, 0.8, 0.6),
    ]


def test_what_an_inner_edge_cuts_is_left_to_the_other_look(tmp_path):
    network = write_network(tmp_path / "a.onnx", (DOG, 0.9, (0.7, 0.2, 1.0, 0.6)))
    found = rounded(detect(Image.new("RGB", (200, 100)), network))
    # The left part's right edge lies in the picture; the right part's is the picture's own.
    assert sorted(region for _, _, region in found) == [(0.7, 0.2, 1.0, 0.6)]


def test_a_damaged_network_sees_nothing_and_is_removed(tmp_path):
    network = tmp_path / "damaged.onnx"
    network.write_bytes(b"nothing of the kind")
    assert detect(SQUARE, network) == []
    assert not network.exists()


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
        (things((PERSON, 2), (BUS, 1)), None, facts(), "Two people and a bus in a street, mostly brown and grey."),
        (things((PERSON, 1)), None, facts(has_greenery=True), "A person, with greenery, mostly brown and grey."),
        (things((PERSON, 7)), None, facts(), "Several people, mostly brown and grey."),
        (things((DOG, 3), doubts=(DOG,)), None, facts(), "A few dogs, mostly brown and grey."),
        (things((DOG, 1), doubts=(DOG,)), None, facts(), "A dog, mostly brown and grey."),
        (things((PERSON, 3), (TABLE, 1)), None, facts(), "Three people at a table, mostly brown and grey."),
        (
            things((CUP, 1), (TABLE, 1)),
            Finding("a cup of coffee", "a drink", True),
            facts(light="warm tones"),
            "A cup of coffee on a table, mostly brown and grey, in warm tones.",
        ),
        (things((CAT, 1)), Finding("a tabby cat", "a cat", True), facts(), "A tabby cat, mostly brown and grey."),
        (things((CAT, 1)), Finding("a tabby cat", "a cat", False), facts(), "A cat, mostly brown and grey."),
        (things((CAT, 2)), Finding("a tabby cat", "a cat", True), facts(), "Two cats, mostly brown and grey."),
        (
            things((PERSON, 1)),
            Finding("a tripod", "a tripod", True),
            facts(is_grey=True),
            "A black and white picture of a person and a tripod.",
        ),
        (things((PERSON, 1)), Finding("a tripod", "a tripod", False), facts(), "A person, mostly brown and grey."),
        (
            things((PERSON, 2)),
            Finding("a beach", "the water's edge", True),
            facts(has_blue_sky=True),
            "Two people, with blue sky and a beach, mostly brown and grey.",
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
