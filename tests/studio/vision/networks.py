"""Small detectors: one in the words of a foreign graph, one that always sees the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from studio.assets.detector import ANCHORS, CLASSES, INPUT_SIDE

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


def write_network(path: Path, *seen: tuple[int, float, tuple[float, float, float, float]]) -> Path:
    """Write a detector that sees the same in every crop: class, score, and left, top, right, bottom in the crop."""
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
