"""The EfficientNet-Lite0 network as an ONNX model, built from its weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Side of the square input in pixels, and the number of classes.
INPUT_SIDE = 224
CLASSES = 1000

# Strides of the seven stages, and the step of batch normalisation, as in the paper's code (Tan and Le 2019, table 1;
# the Lite variant has no squeeze-and-excite and clips at 6).
_STRIDES = (1, 2, 2, 2, 1, 2, 1)
_EPSILON = 1e-3
# The weights were trained on (pixel - 127) / 128.
_MEAN, _SCALE = 127.0, 1 / 128
_OPSET, _IR_VERSION = 13, 8

Weights = Mapping[str, NDArray[Any]]


def build_network(weights: Weights) -> bytes:
    """Return a serialised ONNX model: "pixels" (n, 224, 224, 3) in 0..255 to "probabilities" (n, 1000).

    Raises KeyError if a weight is missing, onnx.checker.ValidationError if the shapes do not fit.
    """
    import onnx
    from onnx import TensorProto, helper

    graph = _Graph(weights)
    graph.predict(graph.extract())
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "efficientnet-lite0",
            [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["n", INPUT_SIDE, INPUT_SIDE, 3])],
            [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["n", CLASSES])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", _OPSET)],
    )
    model.ir_version = _IR_VERSION
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString())


class _Graph:
    def __init__(self, weights: Weights) -> None:
        from onnx import helper, numpy_helper

        self._weights = weights
        self._make_node = helper.make_node
        self._make_constant = numpy_helper.from_array
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def extract(self) -> str:
        """Add everything from the pixels to the last convolution; return the name of its output."""
        mean, scale = self._constant(np.float32(_MEAN)), self._constant(np.float32(_SCALE))
        value = self._node("Transpose", "pixels", perm=[0, 3, 1, 2])
        value = self._node("Mul", self._node("Sub", value, mean), scale)
        value = self._convolve(value, "_conv_stem", "_bn0", stride=2)
        stage, channels = -1, 0
        blocks = 1 + max(int(name.split(".")[1]) for name in self._weights if name.startswith("_blocks."))
        for number in range(blocks):
            width = self._weights[f"_blocks.{number}._project_conv.weight"].shape[0]
            starts_stage = width != channels
            stage, channels = stage + starts_stage, width
            value = self._block(
                value, f"_blocks.{number}.", _STRIDES[stage] if starts_stage else 1, starts_stage
            )
        return self._convolve(value, "_conv_head", "_bn1")

    def predict(self, value: str) -> None:
        """Add pooling and the dense layer behind the last convolution."""
        value = self._node("Flatten", self._node("GlobalAveragePool", value))
        dense = (self._constant(self._weights["_fc.weight"]), self._constant(self._weights["_fc.bias"]))
        value = self._node("Gemm", value, *dense, transB=1)
        self._node("Softmax", value, output="probabilities", axis=1)

    def _block(self, value: str, prefix: str, stride: int, starts_stage: bool) -> str:
        """Add an inverted residual block; only blocks that keep the shape have the residual connection."""
        start = value
        if f"{prefix}_expand_conv.weight" in self._weights:
            value = self._convolve(value, f"{prefix}_expand_conv", f"{prefix}_bn0")
        value = self._convolve(value, f"{prefix}_depthwise_conv", f"{prefix}_bn1", stride, depthwise=True)
        value = self._convolve(value, f"{prefix}_project_conv", f"{prefix}_bn2", clips=False)
        return value if starts_stage else self._node("Add", value, start)

    def _convolve(
        self,
        value: str,
        name: str,
        norm: str,
        stride: int = 1,
        *,
        depthwise: bool = False,
        clips: bool = True,
    ) -> str:
        """Add a convolution with its batch normalisation folded into kernel and bias."""
        kernel = self._weights[f"{name}.weight"]
        scale = self._weights[f"{norm}.weight"] / np.sqrt(self._weights[f"{norm}.running_var"] + _EPSILON)
        bias = self._weights[f"{norm}.bias"] - self._weights[f"{norm}.running_mean"] * scale
        value = self._node(
            "Conv",
            value,
            self._constant(kernel * scale[:, None, None, None]),
            self._constant(bias),
            kernel_shape=list(kernel.shape[2:]),
            strides=[stride, stride],
            group=kernel.shape[0] if depthwise else 1,
            auto_pad="SAME_UPPER",
        )
        if not clips:
            return value
        return self._node("Clip", value, self._constant(np.float32(0)), self._constant(np.float32(6)))

    def _constant(self, numbers: Any) -> str:
        name = f"constant{len(self.constants)}"
        self.constants.append(self._make_constant(np.ascontiguousarray(numbers, dtype=np.float32), name))
        return name

    def _node(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        output = output or f"value{len(self.nodes)}"
        self.nodes.append(self._make_node(kind, list(inputs), [output], **attributes))
        return output
