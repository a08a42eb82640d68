"""An art set of toys, so that painted subjects need no download."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from studio.assets import FLUENT, NOTO, TAGS, manifest

# A red toy whose left half is darker, so that it shows which way it looks.
TOY = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="6" y="2" width="20" height="28" rx="6" '
    'fill="#e02020"/><rect x="6" y="2" width="10" height="28" rx="4" fill="#801010"/></svg>'
)
NAMES = ("red-apple", "lighthouse", "sailboat", "dog", "airplane", "balloon", "fire")


@pytest.fixture
def folder(tmp_path) -> Path:
    products = {asset.key: tmp_path / asset.product for asset in manifest.ASSETS}
    for key in (FLUENT, NOTO):
        with zipfile.ZipFile(products[key], "w") as archive:
            for name in NAMES:
                archive.writestr(name, TOY)
    products[TAGS].write_text(json.dumps({}))
    return tmp_path
