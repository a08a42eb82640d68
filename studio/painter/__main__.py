"""Paint one picture: `python -m studio.painter "a fox in the snow" --style oil --out fox.png`."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from PIL import Image

from studio.assets import default_assets
from studio.contracts import STYLES
from studio.errors import StudioError
from studio.painter import EmbeddedIllustrator


def main() -> None:
    options = _options()
    width, height = options.size
    painter = EmbeddedIllustrator(assets_dir=options.assets)
    try:
        picture = painter.illustrate(
            prompt=options.prompt,
            style=options.style,
            width=width,
            height=height,
            seed=options.seed,
            variant=options.variant,
        )
    except StudioError as error:
        sys.exit(str(error))
    # Pillow takes the format from the file name; the painter's own format is JPEG.
    with Image.open(io.BytesIO(picture.data)) as image:
        image.save(options.out, quality=95)
    print(f"{options.out}: {width} x {height}, {options.style}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m studio.painter", description=__doc__)
    parser.add_argument("prompt", help="what the picture shows")
    parser.add_argument("--style", choices=STYLES, default="plain")
    parser.add_argument("--size", type=_size, default=(1280, 720), metavar="WxH", help="in pixels (1280x720)")
    parser.add_argument("--seed", type=int, default=0, help="of the film: palette and light (0)")
    parser.add_argument("--variant", type=int, default=0, help="of the scene: another picture (0)")
    parser.add_argument("--assets", type=Path, default=default_assets(), help="where set-up has put the art")
    parser.add_argument("--out", type=Path, required=True, help="a .png, .jpg or .webp file to write")
    return parser.parse_args()


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


if __name__ == "__main__":
    main()
