"""What the look-up of known holes says."""

from __future__ import annotations

import subprocess

import pytest

from tests import audit

MENDED = {"id": "PYSEC-1", "fix_versions": ["1.2", "2.0"], "aliases": [], "description": ""}
OPEN = {**MENDED, "id": "PYSEC-2", "fix_versions": []}


def package(name: str, *holes: dict) -> dict:
    return {"name": name, "version": "1.0", "vulns": list(holes)}


def test_each_hole_is_told_in_a_line_with_what_mends_it():
    assert audit.report([package("one", MENDED, OPEN), package("two")]) == [
        "Known hole: one 1.0, PYSEC-1: mended in 1.2, 2.0.",
        "Known hole: one 1.0, PYSEC-2: not mended yet.",
    ]


def test_what_was_not_looked_up_is_not_called_safe():
    skipped = {"name": "three", "version": "1.0", "skip_reason": "not found"}
    assert audit.report([package("one"), skipped]) == [
        "Known holes: none in 1 packages, 1 could not be looked up."
    ]
    assert audit.report([skipped]) == [audit.UNKNOWN]


@pytest.mark.parametrize("answer", ["", "Traceback", '{"error": 1}', None])
def test_without_a_network_it_says_so_and_ends(monkeypatch, capsys, answer: str | None):
    def run(command, **options):
        if answer is None:
            raise subprocess.TimeoutExpired(command, options["timeout"])
        return subprocess.CompletedProcess(command, 1, stdout=answer)

    monkeypatch.setattr(audit.subprocess, "run", run)
    audit.main()
    assert capsys.readouterr().out.strip() == audit.UNKNOWN
