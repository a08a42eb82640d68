"""Makes the films of a folder's README again, each with a sheet of a frame a second: `python -m tests.bench.films docs/films`.

The README tells each film under a heading of its own: its picture, the options of `manage.py generate` in a code span, and
its text as a quotation. Sheets are written beside it; films are kept where `--keep` says. DATA_DIR says where assets are.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import av
from PIL import Image

_FILM = re.compile(
    r"^### .*\n+!\[[^\]]*\]\((?P<sheet>[\w-]+)\.jpg\)\n+`(?P<options>[^`\n]*)`[^\n]*\n+(?P<text>(?:> ?.*\n?)+)",
    re.MULTILINE,
)
_WIDTH, _GAP = 1500, 4
_TILES = {True: 7, False: 5}
_MOST_BYTES = 105_000
_GROUND = (24, 24, 27)


@dataclass(frozen=True, slots=True)
class Told:
    """A film as the README tells it: the name of its sheet, the options it is made with, its text."""

    name: str
    options: tuple[str, ...]
    text: str


def films_of(readme: str) -> Iterator[Told]:
    """Yield the films that a README tells, in order."""
    for match in _FILM.finditer(readme):
        text = "\n".join(line.removeprefix(">").strip() for line in match["text"].strip().splitlines())
        yield Told(match["sheet"], tuple(match["options"].split()), text)


def make_film(told: Told, out: Path) -> None:
    """Make a film; raises CalledProcessError with what went wrong."""
    command = [sys.executable, "manage.py", "generate", told.text, *told.options, "--out", str(out)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def make_sheet(film: Path) -> bytes:
    """Return a JPEG with a frame for each second of a film."""
    with av.open(str(film)) as container:
        frames = list(_seconds(container))
    width, height = frames[0].size
    columns = _TILES[width < height]
    wide = _WIDTH // columns - _GAP
    high = round(wide * height / width)
    sheet = Image.new("RGB", (_WIDTH, -(-len(frames) // columns) * (high + _GAP)), _GROUND)
    for index, frame in enumerate(frames):
        place = index % columns * (wide + _GAP), index // columns * (high + _GAP)
        sheet.paste(frame.resize((wide, high), Image.Resampling.LANCZOS), place)
    return _packed(sheet)


def _seconds(container: av.container.InputContainer) -> Iterator[Image.Image]:
    """Yield the frames in the middle of each second."""
    wanted = 0.5
    for frame in container.decode(container.streams.video[0]):
        if frame.time >= wanted:
            yield frame.to_image()
            wanted += 1


def _packed(sheet: Image.Image) -> bytes:
    for quality in range(84, 30, -6):
        packed = BytesIO()
        sheet.save(packed, "JPEG", quality=quality, optimize=True, progressive=True)
        if packed.tell() <= _MOST_BYTES:
            return packed.getvalue()
    smaller = sheet.resize((sheet.width * 4 // 5, sheet.height * 4 // 5), Image.Resampling.LANCZOS)
    return _packed(smaller)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.films", description=__doc__)
    parser.add_argument("folder", type=Path, help="with a README.md that tells the films")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="the names of sheets, without .jpg")
    parser.add_argument("--keep", type=Path, help="where films stay; those that are there are not made again")
    asked = parser.parse_args()
    told = list(films_of((asked.folder / "README.md").read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as aside:
        films = asked.keep or Path(aside)
        films.mkdir(parents=True, exist_ok=True)
        for one in told:
            if asked.only and one.name not in asked.only:
                continue
            film, start = films / f"{one.name}.mp4", time.monotonic()
            if not film.exists():
                make_film(one, film)
            sheet = make_sheet(film)
            (asked.folder / f"{one.name}.jpg").write_bytes(sheet)
            print(f"{one.name}: {time.monotonic() - start:.0f} s, {len(sheet) // 1000} kB", flush=True)


if __name__ == "__main__":
    main()
