"""Render a plan: `python -m studio.film plan.json --out film.mp4`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from studio.errors import StudioError
from studio.film.plan_file import read_plan
from studio.film.render import render_film


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m studio.film", description=__doc__)
    parser.add_argument("plan", type=Path, help="a plan as `manage.py generate --keep-plan` writes it")
    parser.add_argument("--out", type=Path, required=True, help="the .mp4 file to write")
    parser.add_argument("--extras", type=Path, help="a folder for poster, captions, transcript and chapters")
    options = parser.parse_args()
    try:
        plan = read_plan(options.plan)
        with tempfile.TemporaryDirectory() as folder:
            film = render_film(plan, Path(folder), _say)
            shutil.move(film.video, options.out)
            if options.extras:
                shutil.copytree(folder, options.extras, dirs_exist_ok=True)
    except (StudioError, OSError) as error:
        sys.exit(str(error))
    print(f"\r{options.out}: {film.duration:.1f} s", file=sys.stderr)


def _say(share: float) -> None:
    print(f"\r{share:4.0%}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
