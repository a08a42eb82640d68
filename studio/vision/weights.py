"""Weights read from PyTorch's old file format, without PyTorch and without trusting the pickle."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

# The first two numbers of the format that torch.save wrote before version 1.6.
_MAGIC = 0x1950A86A20F9469CFC6C
_PROTOCOL = 1001

_KINDS: Mapping[str, np.dtype[Any]] = {"FloatStorage": np.dtype("<f4"), "LongStorage": np.dtype("<i8")}


@dataclass
class _Storage:
    kind: np.dtype[Any]
    count: int
    numbers: NDArray[Any] = field(default_factory=lambda: np.empty(0))


@dataclass(frozen=True)
class _Tensor:
    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def numbers(self) -> NDArray[Any]:
        """Copy the numbers out of the storage; strides count numbers. Raises ValueError if out of its range."""
        last = self.offset + sum(
            (side - 1) * stride for side, stride in zip(self.shape, self.strides, strict=True)
        )
        if min(0, self.offset, *self.strides) < 0 or last >= self.storage.numbers.size:
            raise ValueError("This file of weights is damaged.")
        start = self.storage.numbers[self.offset :]
        steps = [stride * start.itemsize for stride in self.strides]
        return np.lib.stride_tricks.as_strided(start, self.shape, steps, writeable=False).copy()


def _rebuild_tensor(
    storage: _Storage, offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_: object
) -> _Tensor:
    return _Tensor(storage, offset, shape, strides)


# All that the pickle of a plain dictionary of weights needs; anything else could run foreign code.
_ALLOWED: Mapping[tuple[str, str], Any] = {
    ("collections", "OrderedDict"): OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _rebuild_tensor,
    ("torch", "FloatStorage"): "FloatStorage",
    ("torch", "LongStorage"): "LongStorage",
}


class _WeightsUnpickler(pickle.Unpickler):
    def __init__(self, file: BinaryIO, storages: dict[str, _Storage]) -> None:
        super().__init__(file)
        self._storages = storages

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"A file of weights has no business with {module}.{name}.")
        return _ALLOWED[module, name]

    def persistent_load(self, reference: tuple[Any, ...]) -> _Storage:
        _, kind, key, _, count = reference[:5]
        return self._storages.setdefault(key, _Storage(_KINDS[kind], count))


def read_weights(path: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of a state dictionary by name.

    Raises pickle.UnpicklingError if the file asks for anything but numbers, ValueError if it is damaged.
    """
    storages: dict[str, _Storage] = {}
    with path.open("rb") as file:

        def load() -> Any:
            return _WeightsUnpickler(file, storages).load()

        if load() != _MAGIC or load() != _PROTOCOL or not load().get("little_endian"):
            raise ValueError("This is not a file of weights in the old format.")
        tensors, order = load(), load()
        for key in order:
            _read_numbers(file, storages[key])
    return {name: tensor.numbers() for name, tensor in tensors.items()}


def _read_numbers(file: BinaryIO, storage: _Storage) -> None:
    if int.from_bytes(file.read(8), "little") != storage.count:
        raise ValueError("This file of weights is damaged.")
    size = storage.count * storage.kind.itemsize
    # np.frombuffer raises ValueError if the file ends too early.
    storage.numbers = np.frombuffer(file.read(size), storage.kind, storage.count)
