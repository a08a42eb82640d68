"""The neural voice: phonemes to samples and the length of each phoneme; the same input gives the same sound."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

Samples = npt.NDArray[np.float32]

SAMPLE_RATE = 22_050
# Samples per frame of the network's decoder (the hop of the VITS configuration that the voice was trained with).
HOP = 256

# The network draws noise twice: to vary the lengths of phonemes, and to vary their sound. Its random nodes
# cannot be seeded per call, so the nodes that read them are connected to fixed noise (see _fix_noise).
_NOISES = (
    ("/dp/RandomNormalLike_output_0", "/dp/FixedNormalNoise_output_0", "/dp/ConstantOfShape_output_0", 2),
    ("/RandomNormalLike_output_0", "/FixedNormalNoise_output_0", "/Transpose_3_output_0", 192),
)
_DURATIONS = "/Ceil_output_0"
# Frames of fixed noise; longer speech repeats it after twelve seconds, when no ear can compare.
_NOISE_FRAMES = 1024
_NOISE_SEED = 1
# The network rounds the length of every symbol up to whole frames, so that a scale of 0.5 does not halve the
# time. Measured on four sentences: the length relative to that at scale 1, and the scale that gives it.
_SLOWNESS = (0.51, 0.64, 0.76, 0.87, 0.96, 1.0, 1.11, 1.36, 1.73, 2.12)
_SCALE = (0.3, 0.5, 0.7, 0.8, 0.9, 1.0, 1.2, 1.5, 2.0, 2.5)


class Network:
    """A loaded Piper voice. Its `say` may be called from several threads.

    `rate` is that of its samples in Hz. Of a voice of several speakers `speaker` is the number of the one who speaks.
    """

    def __init__(self, model: Path, configuration: Path, *, threads: int, speaker: int = 0) -> None:
        settings = json.loads(configuration.read_text(encoding="utf-8"))
        self.rate = int(settings["audio"]["sample_rate"])
        self._symbols: dict[str, int] = {symbol: ids[0] for symbol, ids in settings["phoneme_id_map"].items()}
        self._sound_noise = float(settings["inference"]["noise_scale"])
        self._length_noise = float(settings["inference"]["noise_w"])
        self._length = float(settings["inference"].get("length_scale", 1))
        self._speakers = {"sid": np.array([speaker], np.int64)} if settings.get("num_speakers", 1) > 1 else {}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # The arena would keep the memory of the longest sentence for good, some 300 MB.
        options.enable_cpu_mem_arena = False
        # If loaded from memory, the session would keep a second copy of the model, 63 MB.
        with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
            file.write(_fix_noise(model.read_bytes()))
            file.flush()
            self._session = onnxruntime.InferenceSession(
                file.name, options, providers=["CPUExecutionProvider"]
            )

    def say(self, phonemes: Sequence[str], *, slowness: float) -> tuple[Samples, npt.NDArray[np.float64]]:
        """Return the speech of one utterance.

        `phonemes` holds single symbols of the voice; unknown symbols are silent. `slowness` is the duration
        as a multiple of that at the speaker's own pace. Returns samples from -1 to 1 at `rate`, and the times in
        seconds at which each phoneme begins, followed by the time of the end: len(phonemes) + 1 of them.
        """
        blank = self._symbols["_"]
        ids, places = [self._symbols["^"], blank], []
        for phoneme in phonemes:
            places.append(len(ids))
            if phoneme in self._symbols:
                ids += [self._symbols[phoneme], blank]
        places.append(len(ids))
        ids.append(self._symbols["$"])
        scale = float(np.interp(slowness, _SLOWNESS, _SCALE)) * self._length
        sound, *lengths = self._session.run(
            None,
            {
                "input": np.array([ids], np.int64),
                "input_lengths": np.array([len(ids)], np.int64),
                "scales": np.array([self._sound_noise, scale, self._length_noise], np.float32),
                **self._speakers,
            },
        )
        samples = sound.ravel().astype(np.float32)
        duration = len(samples) / self.rate
        counted = lengths[0].ravel() if lengths else np.zeros(0)
        begins = np.concatenate([[0.0], np.cumsum(counted, dtype=np.float64)]) * HOP / self.rate
        if len(begins) != len(ids) + 1 or abs(begins[-1] - duration) > HOP / self.rate:
            # There are no lengths, or they do not belong to this sound: an even division is the better guess.
            return samples, np.linspace(0, duration, len(phonemes) + 1)
        return samples, begins[places]


def _fix_noise(model: bytes) -> bytes:
    """Make an ONNX model of a Piper voice repeatable, and add the lengths of phonemes to its outputs.

    Protocol Buffers merge a repeated message: a second `graph` appended to the model adds nodes, constants
    and outputs to the first (https://protobuf.dev/programming-guides/encoding/#last-one-wins). So neither the
    onnx package nor a changed copy of the file is needed. The readers of the random noise are redirected to
    the added nodes by replacing the name with another of the same length.

    A voice whose nodes have other names is left as it is: it then differs a little from one time to the next, and the
    times of its words are a guess.
    """
    if not all(_field(1, random) in model for random, *_ in _NOISES) or _field(2, _DURATIONS) not in model:
        return model
    graph = _field(12, _field(1, _DURATIONS))
    for random, fixed, like, channels in _NOISES:
        model = model.replace(_field(1, random), _field(1, fixed))
        graph += _noise_nodes(fixed, like, channels)
    return model + _field(7, graph)


def _noise_nodes(name: str, like: str, channels: int) -> bytes:
    """Build nodes that cut (or repeat) fixed noise to the frames on the third axis of tensor `like`."""
    noise = (
        np.random.default_rng(_NOISE_SEED).standard_normal((1, channels, _NOISE_FRAMES)).astype(np.float32)
    )
    constants = {
        "noise": noise,
        "zero": np.array(0),
        "one": np.array(1),
        "axis": np.array(2),
        "period": np.array(_NOISE_FRAMES),
    }
    nodes = (
        ("Shape", [like], "shape"),
        ("Gather", ["shape", "axis"], "frames"),
        ("Range", ["zero", "frames", "one"], "counted"),
        ("Mod", ["counted", "period"], "places"),
    )
    own = {*constants, *(output for _, _, output in nodes)}

    def called(tensor: str) -> str:
        return f"{name}/{tensor}" if tensor in own else tensor

    return b"".join(
        [
            *(_field(5, _tensor(called(tensor), values)) for tensor, values in constants.items()),
            *(
                _field(1, _node(kind, [called(i) for i in inputs], called(output)))
                for kind, inputs, output in nodes
            ),
            _field(1, _node("Gather", [called("noise"), called("places")], name) + _field(5, _axis(2))),
        ]
    )


# The field numbers below are those of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).


def _node(kind: str, inputs: Sequence[str], output: str) -> bytes:
    return b"".join(_field(1, name) for name in inputs) + _field(2, output) + _field(4, kind)


def _axis(value: int) -> bytes:
    integer = 2
    return _field(1, "axis") + _field(3, value) + _field(20, integer)


def _tensor(name: str, values: npt.NDArray[np.float32] | npt.NDArray[np.int64]) -> bytes:
    kind = {"float32": 1, "int64": 7}[values.dtype.name]
    dimensions = b"".join(_field(1, size) for size in values.shape)
    return dimensions + _field(2, kind) + _field(8, name) + _field(9, values.tobytes())


def _field(number: int, value: int | str | bytes) -> bytes:
    """Encode one field of a Protocol Buffers message: an integer, or a string or bytes with a length prefix."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    content = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 127:
        encoded.append(value & 127 | 128)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
