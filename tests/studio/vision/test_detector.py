"""The detector: its network from a foreign graph, and what it sees where."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto
from PIL import Image

from studio.assets.detector import ANCHORS, CLASSES, INPUT_SIDE, convert_detector
from studio.vision import EmbeddedVision
from studio.vision.detector import Sighting, detect, load_detector
from tests.studio.vision.networks import PLACES, Graph, make_anchors, write_network

CAT, DOG = 17, 18


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


def test_two_neighbours_are_not_seen_as_a_third(tmp_path):
    network = write_network(
        tmp_path / "a.onnx",
        (CAT, 0.9, (0.0, 0.1, 0.4, 0.9)),
        (CAT, 0.8, (0.38, 0.1, 0.8, 0.9)),
        (CAT, 0.7, (0.2, 0.15, 0.6, 0.85)),
        (DOG, 0.6, (0.2, 0.15, 0.6, 0.85)),
    )
    assert [(seen.number, round(seen.score, 1)) for seen in detect(SQUARE, network)] == [
        (CAT, 0.9),
        (CAT, 0.8),
        (DOG, 0.6),
    ]


def test_a_wide_picture_is_looked_at_in_parts_too(tmp_path):
    network = write_network(tmp_path / "a.onnx", (DOG, 0.9, (0.4, 0.2, 0.6, 0.6)))
    found = rounded(detect(Image.new("RGB", (200, 100)), network))
    assert sorted(region for _, _, region in found) == [
        (0.2, 0.2, 0.3, 0.6),
        (0.4, 0.2, 0.6, 0.6),
        (0.7, 0.2, 0.8, 0.6),
    ]


def test_what_an_inner_edge_cuts_is_left_to_the_other_crop(tmp_path):
    network = write_network(tmp_path / "a.onnx", (DOG, 0.9, (0.7, 0.2, 1.0, 0.6)))
    found = rounded(detect(Image.new("RGB", (200, 100)), network))
    # The left part's right edge lies in the picture; the right part's is the picture's own.
    assert sorted(region for _, _, region in found) == [(0.7, 0.2, 1.0, 0.6)]


def test_a_damaged_network_sees_nothing_and_is_removed(tmp_path):
    network = tmp_path / "damaged.onnx"
    network.write_bytes(b"nothing of the kind")
    assert detect(SQUARE, network) == []
    assert not network.exists()


def test_networks_that_were_loaded_before_need_no_loading_for_the_first_look(tmp_path, monkeypatch):
    vision = EmbeddedVision(cache_dir=tmp_path, assets_dir=tmp_path)
    # Nothing was prepared: nothing is made of it, and nothing is said.
    vision.get_ready()
    assert list(tmp_path.iterdir()) == []

    network = tmp_path / "broken.onnx"
    network.write_bytes(b"no network")
    assert load_detector(network) is None
    assert not network.exists()
