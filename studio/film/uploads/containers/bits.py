"""A bit reader for the headers of coded pictures."""

from __future__ import annotations

from studio.film.uploads.containers.structure import TruncatedError

# More leading zeros in an Exp-Golomb code would give a number that no header has.
_MOST_ZEROS = 32


class Bits:
    """A reader of bits, first to last. Reading more than there are raises TruncatedError."""

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
