"""The command line, before any command."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings

ASK = "import manage, os; print(os.environ['OPENBLAS_NUM_THREADS'])"


@pytest.mark.parametrize(("given", "threads"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "4"}, "4")])
def test_matrix_products_take_one_thread_unless_somebody_wants_more(given: dict[str, str], threads: str):
    command = [sys.executable, "-c", ASK]
    asked = subprocess.run(
        command, cwd=settings.BASE_DIR, env=given, capture_output=True, text=True, check=True
    )
    assert asked.stdout.strip() == threads
