"""How a number is written, read off its text, so that it can be counted up to it in the same digits."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# Signs that stand between thousands or before decimals in some language.
_SEPARATORS = ",.'’٬٫  \u202f\u00a0 ·"  # noqa: RUF001
_SPACES = " \u202f\u00a0\u2009"


@dataclass(frozen=True, slots=True)
class Writing:
    """A way to write numbers: `digits` in order, `group` between thousands by `sizes`, `point` before `decimals`."""

    digits: str
    group: str = ""
    sizes: tuple[int, int] = (3, 3)
    point: str = "."
    decimals: int = 0

    def write(self, value: float) -> str:
        """Return a number as it is written."""
        whole, _, rest = f"{abs(value):.{self.decimals}f}".partition(".")
        text = _grouped(whole, self.group, self.sizes) + (self.point + rest if rest else "")
        return "".join(self.digits[int(sign)] if sign in "0123456789" else sign for sign in text)

    @property
    def alphabet(self) -> str:
        """All characters that numbers may have."""
        return self.digits + "".join(dict.fromkeys(self.group + self.point * bool(self.decimals)))


def writing_of(text: str, value: float) -> Writing | None:
    """Return the way in which a text writes a value; None if it does it in no way that can be counted."""
    digits = _digits_of(text)
    if digits is None or value < 0:
        return None
    signs = [(place, sign) for place, sign in enumerate(text) if not sign.isdecimal()]
    if any(sign not in _SEPARATORS for _, sign in signs):
        return None
    for writing in _readings(text, signs, digits):
        if writing.write(value) == text:
            return writing
    return None


def _readings(text: str, signs: list[tuple[int, str]], digits: str) -> list[Writing]:
    if not signs:
        return [Writing(digits)]
    last_place, last = signs[-1]
    decimals = len(text) - last_place - 1
    first = signs[0][1]
    options = [Writing(digits, last, sizes) for sizes in ((3, 3), (3, 2), (4, 4))]
    if last not in _SPACES:
        groups = [""] if len(signs) == 1 else [first]
        options += [
            Writing(digits, group, sizes, last, decimals) for group in groups for sizes in ((3, 3), (3, 2))
        ]
    return options


def _digits_of(text: str) -> str | None:
    found = next((sign for sign in text if sign.isdecimal()), None)
    if found is None:
        return None
    zero = ord(found) - unicodedata.decimal(found)
    digits = "".join(chr(zero + value) for value in range(10))
    return digits if all(sign in digits for sign in text if sign.isdecimal()) else None


def _grouped(whole: str, group: str, sizes: tuple[int, int]) -> str:
    if not group or len(whole) <= sizes[0]:
        return whole
    parts, rest = [whole[-sizes[0] :]], whole[: -sizes[0]]
    while rest:
        parts.append(rest[-sizes[1] :])
        rest = rest[: -sizes[1]]
    return group.join(reversed(parts))
