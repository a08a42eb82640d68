"""Say what the sentences of a text are shown as: `python -m studio.graphics --choose TEXT`."""

from __future__ import annotations

import argparse
import sys

from studio.contracts import STYLES
from studio.errors import StudioError
from studio.graphics.choice.choose import WISHES
from studio.graphics.choice.told import choose_for, tell


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m studio.graphics", description=__doc__)
    parser.add_argument("--choose", metavar="TEXT", required=True, help="a text, or the name of a file")
    parser.add_argument(
        "--language", default="", help="ISO 639-1 code; found in the text where it is not given"
    )
    parser.add_argument("--style", choices=STYLES, default="plain", help="the style of the paintings (plain)")
    parser.add_argument("--wish", choices=WISHES, default="mixed", help="which scenes are wanted (mixed)")
    options = parser.parse_args()
    try:
        choices = choose_for(
            options.choose, language=options.language, style=options.style, wish=options.wish
        )
    except (StudioError, OSError, UnicodeDecodeError) as error:
        sys.exit(str(error))
    print("\n".join(tell(choices)))


if __name__ == "__main__":
    main()
