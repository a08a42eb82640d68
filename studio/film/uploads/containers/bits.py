"""Reads numbers of any count of bits, as the headers of coded pictures have them."""

from __future__ import annotations

from studio.film.uploads.containers.structure import TruncatedError

# A code of more leading zeros stands for a number that no header has.
_MOST_ZEROS = 32


class Bits:
    """The bits of some bytes, first to last. What asks for more than there are raises TruncatedError."""

    def __init__(self, data: bytes) -> None:
        self._number = int.from_bytes(data, "big")
        self._left = 8 * len(data)

    def take(self, count: int = 1) -> int:
        if count > self._left:
            raise TruncatedError
        self._left -= count
        return (self._number >> self._left) & ((1 << count) - 1)

    def take_golomb(self) -> int:
        """Read an Exp-Golomb code: ue(v) of HEVC, uvlc of AV1."""
        zeros = 0
        while not self.take():
            zeros += 1
            if zeros > _MOST_ZEROS:
                raise TruncatedError
        return (1 << zeros) - 1 + self.take(zeros)
