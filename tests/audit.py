"""Looks up known holes in the pinned packages: `python -m tests.audit`. It reports and never fails.

A hole that has no mended release must not stop all other work, and neither must a network that is away.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

WITHIN = 60.0
COMMAND = (
    *(sys.executable, "-m", "pip_audit", "-r", "requirements.txt", "--require-hashes", "--disable-pip"),
    *("--progress-spinner", "off", "--timeout", "5", "--format", "json"),
)
UNKNOWN = "Known holes: not looked up, for the package index was not reached or tells of none."


def report(packages: list[dict[str, Any]]) -> list[str]:
    """Say in lines what was found in packages as pip-audit lists them."""
    looked_up = [package for package in packages if "vulns" in package]
    lines = [
        f"Known hole: {package['name']} {package['version']}, {hole['id']}: {_mended(hole['fix_versions'])}"
        for package in looked_up
        for hole in package["vulns"]
    ]
    if not looked_up:
        return [UNKNOWN]
    missing = len(packages) - len(looked_up)
    rest = f", {missing} could not be looked up" if missing else ""
    return lines or [f"Known holes: none in {len(looked_up)} packages{rest}."]


def _mended(versions: list[str]) -> str:
    return f"mended in {', '.join(versions)}." if versions else "not mended yet."


def main() -> None:
    try:
        found = subprocess.run(COMMAND, capture_output=True, text=True, check=False, timeout=WITHIN)
        lines = report(json.loads(found.stdout)["dependencies"])
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        lines = [UNKNOWN]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
