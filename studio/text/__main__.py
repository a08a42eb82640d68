"""Read a text as it was pasted, and cut it into a storyboard, as JSON: `python -m studio.text story.txt`.

Prints its title and language, its blocks, what of it is left out with the reasons, and its scenes.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from studio.contracts import SPLITS, Storyboard
from studio.errors import StudioError
from studio.text.provider import EmbeddedText
from studio.text.reader.document import Document, Kind
from studio.text.reader.read import as_it_stands, read_text
from studio.text.reader.script import Script


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m studio.text", description=__doc__)
    parser.add_argument("file", type=Path, help="a text file in UTF-8, or - for standard input")
    parser.add_argument(
        "--language", default="", help="ISO 639-1 code; found in the text where it is not given"
    )
    parser.add_argument("--split", choices=SPLITS, default="auto", help="where scenes begin (auto)")
    parser.add_argument("--verbatim", action="store_true", help="every word is spoken as it stands")
    options = parser.parse_args()
    try:
        text = sys.stdin.read() if str(options.file) == "-" else options.file.read_text(encoding="utf-8")
        document = as_it_stands(text) if options.verbatim else read_text(text)
        script = Script(document, options.language, options.split)
        board = script.direct(
            EmbeddedText().write_storyboard(
                text=script.text,
                title=document.title,
                language=options.language,
                split=script.split,
                verbatim=options.verbatim,
            )
        )
    except (StudioError, OSError, UnicodeDecodeError) as error:
        sys.exit(str(error))
    print(json.dumps(_told(document, board), ensure_ascii=False, indent=1))


def _told(document: Document, board: Storyboard) -> dict[str, Any]:
    blocks = [
        {name: value for name, value in asdict(block).items() if value not in ("", 0, 0.0, False)}
        for block in document.blocks
    ]
    return {
        "title": board.title,
        "language": board.language,
        "mood": board.mood,
        "keywords": board.keywords,
        "blocks": [block for block in blocks if block["kind"] != Kind.LEFT_OUT],
        "left_out": [block for block in blocks if block["kind"] == Kind.LEFT_OUT],
        "passages": [asdict(passage) for passage in board.passages],
    }


if __name__ == "__main__":
    main()
