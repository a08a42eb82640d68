"""The contrast (WCAG 2) of all letters in finished frames with what lies behind them: captions, cards, graphic scenes.

`python -m tests.bench.contrast` measures every style of captions and every size, cards, and every kind of graphic scene
in all palettes and grounds, over white, black, stripes, strong colours and paintings, and prints the weakest of each.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np

from studio.film.plan import CAPTION_STYLES, frame_size
from tests.bench.contrast.measuring import grounds, read_captions, read_cards, read_graphics


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.contrast", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take each n-th graphic scene only (1)")
    parser.add_argument("--weakest", type=int, default=12, help="how many of the weakest are printed (12)")
    options = parser.parse_args()
    over = grounds(painted=True)
    styles = [style for style in CAPTION_STYLES if style != "none"]
    sizes = [
        frame_size(shape, quality)
        for shape, quality in (("16:9", "480p"), ("16:9", "720p"), ("9:16", "720p"))
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        groups = {
            "captions": list(read_captions(folder, over, sizes, styles)),
            "cards": list(read_cards(folder, over, sizes)),
            "graphic scenes": list(read_graphics(folder, over, ("16:9", "9:16"), "480p", options.every)),
        }
    for name, readings in groups.items():
        readings.sort(key=lambda reading: reading.share)
        below = sum(reading.share < 1 for reading in readings)
        median = np.median([reading.found for reading in readings])
        print(f"{name}: {len(readings)} readings, {below} below what they need, median {median:.1f} to 1")
        for reading in readings[: options.weakest]:
            print(f"  {reading.found:5.2f} (of {reading.needed}) {reading.what}, over {reading.over}")


if __name__ == "__main__":
    main()
