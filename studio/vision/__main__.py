"""Describe a photo, as JSON: `python -m studio.vision photo.jpg`."""

from __future__ import annotations

import argparse
import io
import json
import sys
from dataclasses import asdict
from pathlib import Path

from PIL import Image, ImageOps

from studio.assets import default_assets
from studio.errors import StudioError
from studio.vision import EmbeddedVision

# The longer side, in pixels, of the largest picture that a vision provider is given.
LONGEST_SIDE = 1536


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m studio.vision", description=__doc__)
    parser.add_argument("photo", type=Path, help="a JPEG, PNG, WebP or AVIF file")
    parser.add_argument(
        "--assets", type=Path, default=default_assets(), help="where set-up has put the detector"
    )
    options = parser.parse_args()
    vision = EmbeddedVision(cache_dir=options.assets.parent / "models", assets_dir=options.assets)
    try:
        description = vision.describe(picture=_upright(options.photo))
    except (StudioError, OSError) as error:
        sys.exit(str(error))
    print(json.dumps(asdict(description), ensure_ascii=False, indent=1))


def _upright(photo: Path) -> bytes:
    """Return a photo in the form that `VisionProvider.describe` asks for."""
    with Image.open(photo) as opened:
        image = ImageOps.exif_transpose(opened).convert("RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=92)
    return packed.getvalue()


if __name__ == "__main__":
    main()
