"""Conversion of the COCO-SSD detector from its TensorFlow.js graph to an ONNX model, without TensorFlow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Side of the square input in pixels; number of anchors; number of classes, the first of which is "nothing".
INPUT_SIDE, ANCHORS, CLASSES = 300, 1917, 91
# The heads of a single-shot detector read feature maps of six sizes (Liu et al. 2016, section 2).
_HEADS = 6
# The box coder's variances: offsets are tenths of an anchor, the logarithms of sizes are fifths (SSD, appendix).
_OFFSET_SCALE, _SIZE_SCALE = 0.1, 0.2
_ANCHORS_NAME = "Postprocessor/ExpandDims"
_EPSILON = 1e-3
_OPSET, _IR_VERSION = 13, 8

Array = NDArray[Any]


def convert_detector(model: Mapping[str, Any], shards: Mapping[str, bytes]) -> bytes:
    """Return a serialised ONNX model.

    Its input is "pixels" (1, 300, 300, 3) in 0..255, its outputs are "boxes" (1917, 4) and "scores" (1917,
    91). Boxes are top, left, bottom, right in fractions of the picture. Kernels are stored as 16-bit floats.
    Raises KeyError or ValueError if the model is not the one that this was written for,
    onnx.checker.ValidationError (a ValueError) if its shapes do not fit.
    """
    import onnx
    from onnx import TensorProto, helper

    weights = _read_weights(model, shards)
    graph = _Graph({node["name"]: node for node in model["modelTopology"]["node"]}, weights)
    graph.build(weights[_ANCHORS_NAME].reshape(-1, 4))
    made = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "coco-ssd",
            [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, [1, INPUT_SIDE, INPUT_SIDE, 3])],
            [
                helper.make_tensor_value_info("boxes", TensorProto.FLOAT, [ANCHORS, 4]),
                helper.make_tensor_value_info("scores", TensorProto.FLOAT, [ANCHORS, CLASSES]),
            ],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", _OPSET)],
    )
    made.ir_version = _IR_VERSION
    onnx.checker.check_model(made, full_check=True)
    return bytes(made.SerializeToString())


def _read_weights(model: Mapping[str, Any], shards: Mapping[str, bytes]) -> dict[str, Array]:
    """Cut the shards of each group, joined end to end, into the arrays that the model's manifest names."""
    kinds = {"float32": np.dtype("<f4"), "int32": np.dtype("<i4")}
    weights = {}
    for group in model["weightsManifest"]:
        content, start = b"".join(shards[path] for path in group["paths"]), 0
        for row in group["weights"]:
            kind, count = kinds[row["dtype"]], int(np.prod(row["shape"], dtype=np.int64))
            # np.frombuffer raises ValueError if the shards end too early.
            weights[row["name"]] = np.frombuffer(content, kind, count, start).reshape(row["shape"])
            start += count * kind.itemsize
    return weights


class _Graph:
    """Converts the graph from its heads back to the pixels, node by node, to ONNX."""

    def __init__(self, sources: Mapping[str, Mapping[str, Any]], weights: Mapping[str, Array]) -> None:
        self._sources, self._weights = sources, weights
        self._values: dict[str, str] = {}
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def build(self, anchors: Array) -> None:
        scale, one = self._constant(np.float32(2 / 255)), self._constant(np.float32(1))
        value = self._node("Transpose", "pixels", perm=[0, 3, 1, 2])
        # The network was trained on pixels from -1 to 1; the nodes before this one only resize.
        self._values["Preprocessor/sub"] = self._node("Sub", self._node("Mul", value, scale), one)
        self._decode(self._collect("BoxEncodingPredictor", 4), anchors)
        self._node("Sigmoid", self._collect("ClassPredictor", CLASSES), output="scores")

    def _collect(self, kind: str, width: int) -> str:
        """Concatenate the rows of one kind from all heads, `width` numbers in each row."""
        shape, parts = self._constant(np.array([-1, width], np.int64)), []
        for head in range(_HEADS):
            value = self._follow(f"BoxPredictor_{head}/{kind}/BiasAdd")
            value = self._node("Transpose", value, perm=[0, 2, 3, 1])
            parts.append(self._node("Reshape", value, shape))
        return self._node("Concat", *parts, axis=0)

    def _decode(self, codes: str, anchors: Array) -> None:
        """Turn codes (y, x, height, width) relative to anchors (top, left, bottom, right) into boxes."""
        starts, ends = np.split(anchors.astype(np.float32), 2, axis=1)
        sizes, centres = self._constant(ends - starts), self._constant((starts + ends) / 2)
        halves = self._constant(np.array([2, 2], np.int64))
        offset_scale, size_scale = (
            self._constant(np.float32(_OFFSET_SCALE)),
            self._constant(np.float32(_SIZE_SCALE)),
        )
        self._add("Split", [codes, halves], ["offset_codes", "size_codes"], axis=1)
        offset = self._node("Mul", self._node("Mul", "offset_codes", offset_scale), sizes)
        centre = self._node("Add", offset, centres)
        size = self._node("Mul", self._node("Exp", self._node("Mul", "size_codes", size_scale)), sizes)
        half = self._node("Mul", size, self._constant(np.float32(0.5)))
        self._node(
            "Concat", self._node("Sub", centre, half), self._node("Add", centre, half), output="boxes", axis=1
        )

    def _follow(self, name: str) -> str:
        """Return the ONNX name of a node's value, after writing the nodes that it depends on."""
        if name not in self._values:
            source = self._sources[name]
            self._values[name] = self._translate(source["op"], name, source)
        return self._values[name]

    def _translate(self, kind: str, name: str, source: Mapping[str, Any]) -> str:
        inputs = source.get("input", [])
        match kind:
            case "Const":
                return self._constant(_channels_first(self._weights[name]))
            case "Conv2D" | "DepthwiseConv2dNative":
                return self._convolve(kind, inputs, source["attr"])
            case "FusedBatchNorm":
                numbers = [self._constant(self._weights[wanted]) for wanted in inputs[1:]]
                return self._node("BatchNormalization", self._follow(inputs[0]), *numbers, epsilon=_EPSILON)
            case "Relu6":
                return self._node(
                    "Clip",
                    self._follow(inputs[0]),
                    self._constant(np.float32(0)),
                    self._constant(np.float32(6)),
                )
            case "Add" | "BiasAdd" | "AddN" | "Mul":
                names = {"Mul": "Mul", "AddN": "Sum"}
                return self._node(names.get(kind, "Add"), *map(self._follow, inputs))
        raise ValueError(f"The graph has a {kind}, which this network has not.")

    def _convolve(self, kind: str, inputs: list[str], attributes: Mapping[str, Any]) -> str:
        kernel, groups = self._weights[inputs[1]], 1
        # TensorFlow's order is height, width, in, out; a depthwise kernel has one input of each of its groups.
        if kind == "Conv2D":
            kernel = kernel.transpose(3, 2, 0, 1)
        else:
            height, width, groups, factor = kernel.shape
            kernel = kernel.transpose(2, 3, 0, 1).reshape(groups * factor, 1, height, width)
        padding = bytes(attributes["padding"]["s"]).decode()
        return self._node(
            "Conv",
            self._follow(inputs[0]),
            self._half_constant(kernel),
            kernel_shape=list(kernel.shape[2:]),
            strides=[int(step) for step in attributes["strides"]["list"]["i"]][1:3],
            group=groups,
            auto_pad={"SAME": "SAME_UPPER", "VALID": "VALID"}[padding],
        )

    def _half_constant(self, numbers: Array) -> str:
        """Add a constant stored as 16-bit floats, which become 32-bit ones when the network is loaded."""
        from onnx import TensorProto

        return self._node("Cast", self._constant(numbers.astype(np.float16)), to=TensorProto.FLOAT)

    def _constant(self, numbers: Any) -> str:
        from onnx import numpy_helper

        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(numbers), name))
        return name

    def _node(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        output = output or f"value{len(self.nodes)}"
        self._add(kind, list(inputs), [output], **attributes)
        return output

    def _add(self, kind: str, inputs: list[str], outputs: list[str], **attributes: Any) -> None:
        from onnx import helper

        self.nodes.append(helper.make_node(kind, inputs, outputs, **attributes))


def _channels_first(numbers: Array) -> Array:
    """Reshape one number per channel so that it broadcasts to (batch, channels, height, width)."""
    return numbers.reshape(1, -1, 1, 1) if numbers.size > 1 else numbers
