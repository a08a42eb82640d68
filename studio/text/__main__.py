"""Cut a text into a storyboard, as JSON: `python -m studio.text story.txt`."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from studio.contracts import SPLITS
from studio.errors import StudioError
from studio.text.provider import EmbeddedText


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m studio.text", description=__doc__)
    parser.add_argument("file", type=Path, help="a text file in UTF-8, or - for standard input")
    parser.add_argument(
        "--language", default="", help="ISO 639-1 code; found in the text where it is not given"
    )
    parser.add_argument("--split", choices=SPLITS, default="auto", help="where scenes begin (auto)")
    options = parser.parse_args()
    try:
        text = sys.stdin.read() if str(options.file) == "-" else options.file.read_text(encoding="utf-8")
        board = EmbeddedText().write_storyboard(text=text, language=options.language, split=options.split)
    except (StudioError, OSError, UnicodeDecodeError) as error:
        sys.exit(str(error))
    print(json.dumps(asdict(board), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
