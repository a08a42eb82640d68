"""Cases of which each run of the tests takes some, and `make test-long` the rest: each is dear, and much like its neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def one_in(count: int, cases: Iterable[Any]) -> list[Any]:
    """Return cases for `parametrize`, of which one in `count` is run each time, the first among them."""
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            marks=[pytest.mark.long] if number % count else [],
        )
        for number, case in enumerate(cases)
    ]
