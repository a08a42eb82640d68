"""Say what the sentences of a text are shown as, or draw a graphic.

`python -m studio.graphics --choose TEXT`, `python -m studio.graphics --render graphic.json --size 16:9 --at 2.0 --out x.png`
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from studio.assets import default_assets, prepared_fonts
from studio.contracts import STYLES
from studio.errors import StudioError
from studio.film.plan import FRAME_SIZES
from studio.film.text.fonts import add_font
from studio.graphics.choice.choose import WISHES
from studio.graphics.choice.told import choose_for, tell
from studio.graphics.drawing import draw_frame
from studio.graphics.drawings import art_drawing
from studio.graphics.graphic_file import read_graphic
from studio.graphics.lay_out import lay_out


def main() -> None:
    options = _options()
    if options.render is None and options.choose is None:
        sys.exit("Say what to do: --choose TEXT names graphics, --render FILE draws one.")
    try:
        if options.choose is not None:
            asked = {name: getattr(options, name) for name in ("language", "style", "wish")}
            print("\n".join(tell(choose_for(options.choose, **asked))))
            return
        frame = _render(options)
    except (StudioError, OSError, ValueError) as error:
        sys.exit(str(error))
    if frame is None:
        sys.exit("This graphic cannot be shown: it has nothing to draw, or letters that no font has.")
    Image.fromarray(frame).save(options.out)
    print(f"{options.out}: {frame.shape[1]} x {frame.shape[0]}, {options.at:g} s")


def _render(options: argparse.Namespace) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]] | None:
    for family, file in prepared_fonts(options.assets).items():
        add_font(family, file)
    size = FRAME_SIZES[options.size]
    with tempfile.TemporaryDirectory() as folder:
        done = lay_out(
            read_graphic(options.render),
            size=size,
            duration=options.duration,
            is_captioned=options.captions,
            is_first=options.first,
            picture=options.picture,
            drawing=art_drawing(options.assets),
            folder=Path(folder),
        )
        return draw_frame(done, size, options.at, options.duration) if done else None


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m studio.graphics", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--choose", metavar="TEXT", help="a text, or the name of a file, whose sentences are told"
    )
    parser.add_argument(
        "--language", default="", help="ISO 639-1 code; found in the text where it is not given"
    )
    parser.add_argument("--style", choices=STYLES, default="plain", help="the style of the paintings (plain)")
    parser.add_argument("--wish", choices=WISHES, default="mixed", help="which scenes are wanted (mixed)")
    parser.add_argument("--render", type=Path, metavar="FILE", help="a graphic as JSON, to be drawn")
    parser.add_argument("--size", choices=FRAME_SIZES, default="16:9", help="the shape of the frame (16:9)")
    parser.add_argument("--at", type=float, default=2.0, metavar="SECONDS", help="the moment to draw (2)")
    parser.add_argument("--duration", type=float, default=5.0, metavar="SECONDS", help="of the scene (5)")
    parser.add_argument("--picture", type=Path, help="the painting of the scene, for grounds that need one")
    parser.add_argument("--captions", action="store_true", help="leave room for captions")
    parser.add_argument("--first", action="store_true", help="as the first scene of a film")
    parser.add_argument("--assets", type=Path, default=default_assets(), help="where set-up has put the art")
    parser.add_argument("--out", type=Path, default=Path("graphic.png"), help="the picture to write")
    return parser.parse_args()


if __name__ == "__main__":
    main()
