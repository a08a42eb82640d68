"""What the built-in painter's pictures cost: `python -m tests.bench.paintings`.

Paints places x styles x shapes, with a subject and without, one after the other in one process as a worker does, and
says how many CPU seconds each took and how much memory the process needed at most.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import cv2

from studio.contracts import STYLES
from studio.film.plan import FRAME_SIZES, frame_size
from studio.painter import EmbeddedIllustrator, gazetteer

SHAPES = ("16:9", "9:16", "1:1")
# Each place as words name it, and who is there.
PLACES = {
    "airport": ("an airport", "A pilot"),
    "beach": ("a beach", "A crab"), "bedroom": ("a bedroom", "A cat"), "castle": ("a castle", "A dragon"),
    "chamber": ("a parliament", "A judge"),
    "city": ("a city", "A man with a dog"), "classroom": ("a classroom", "A teacher and three children"),
    "cliff": ("a cliff", "An eagle"), "clouds": ("the sky above the clouds", "An aeroplane"),
    "coast": ("a rocky coast", "A sailing boat"), "desert": ("a desert", "Three camels"),
    "factory": ("a factory", "A robot"),
    "field": ("farmland", "A tractor"), "forest": ("a forest", "A fox"), "garden": ("a garden", "A rabbit"),
    "harbour": ("a harbour", "A ship"), "hospital": ("a hospital", "A nurse"), "jungle": ("a jungle", "A tiger and a parrot"),
    "kitchen": ("a kitchen", "A cook"), "laboratory": ("a laboratory", "A scientist"),
    "lake": ("a lake", "A swan"), "library": ("a library", "An old woman"), "mars": ("Mars", "An astronaut"),
    "meadow": ("a meadow", "Two horses and a dog"), "moon": ("the lunar surface", "A rocket"),
    "mountains": ("the mountains", "A goat"), "office": ("an office", "A woman"), "orbit": ("orbit", "A satellite"),
    "river": ("a river", "A bear"), "road": ("a road", "A car"), "room": ("a living room", "A dog"),
    "ruins": ("the ruins of a temple", "A lion"), "savanna": ("the savanna", "Two elephants"),
    "sea": ("the open sea", "A whale"), "snow": ("the arctic", "A penguin"), "space": ("outer space", "A rocket"),
    "stadium": ("a stadium", "A footballer"), "station": ("a railway station", "A train"),
    "stage": ("a stage", "A dancer"), "street": ("a street", "A bus"), "studio": ("a studio", "A guitar"),
    "table": ("a table", "A cup of coffee and a croissant"), "technology": ("a server room", "A robot"),
    "underwater": ("a coral reef", "A turtle"), "village": ("a village", "A cow"), "volcano": ("a volcano", "A dinosaur"),
}  # fmt: skip
# A new place is measured too, after these, so that their pictures stay what they were.
PLACES |= {
    name: (f"the {place.named.split()[0]}", "A dog")
    for name, place in gazetteer.PLACES.items()
    if name not in PLACES
}
MOMENTS = ("", " in the morning", " at sunset", " on a rainy day", " at night", " in winter", " in the fog")
# The bars of a picture of 1280 x 720 pixels, in CPU seconds and MB.
MOST_SECONDS, MOST_MEGABYTES = 2.0, 400
SEED = 11


@dataclass(frozen=True, slots=True)
class Commission:
    """One picture that is asked for."""

    place: str
    style: str
    shape: str
    prompt: str
    is_peopled: bool
    variant: int

    @property
    def name(self) -> str:
        subject = "subject" if self.is_peopled else "alone"
        return f"{self.place} {self.style} {self.shape.replace(':', 'x')} {subject} {self.variant}"


def commissions(options: argparse.Namespace) -> Iterator[Commission]:
    """Yield the chosen part of the matrix.

    By default each place is painted in each style once, in one of the shapes and with or without a subject by turns;
    `--all` crosses these as well. Time and weather always take turns.
    """
    ways = list(product(SHAPES, (True, False)))
    for row, place in enumerate(PLACES):
        for column, style in enumerate(STYLES):
            for turn, (shape, peopled) in enumerate(ways):
                number = row + column
                is_wanted = shape in options.shapes and peopled in options.subjects
                is_turn = options.all or turn == (row // 2 + column) % len(ways)
                if place in options.places and style in options.styles and is_wanted and is_turn:
                    where, who = PLACES[place]
                    scene = (f"{who} at {where}" if peopled else where) + MOMENTS[number % len(MOMENTS)]
                    yield Commission(place, style, shape, scene, peopled, number % 6)


def measure(
    paint: Callable[[Commission], bytes], asked: list[Commission], folder: Path | None
) -> list[float]:
    """Return the CPU seconds of each picture; they are kept in `folder`, if there is one."""
    spent = []
    for commission in asked:
        started = time.process_time()
        data = paint(commission)
        spent.append(time.process_time() - started)
        if folder:
            (folder / f"{commission.name.replace(' ', '_')}.jpg").write_bytes(data)
    return spent


def report(asked: list[Commission], spent: list[float], worst: int) -> None:
    """Print the figures of all, of each style, and the dearest pictures."""
    print("\n| | pictures | median | p95 | worst |\n|---|---|---|---|---|")
    for style in ("all", *STYLES):
        times = sorted(
            seconds for one, seconds in zip(asked, spent, strict=True) if style in ("all", one.style)
        )
        if times:
            p95 = times[min(round(0.95 * len(times)), len(times) - 1)]
            print(
                f"| {style} | {len(times)} | {statistics.median(times):.2f} | {p95:.2f} | {times[-1]:.2f} |"
            )
    print(f"\nThe dearest {worst}:")
    for seconds, commission in sorted(zip(spent, asked, strict=True), key=lambda pair: -pair[0])[:worst]:
        print(f"  {seconds:.2f} s  {commission.name}  ({commission.prompt})")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    over = sum(seconds > MOST_SECONDS for seconds in spent)
    print(f"\n{over} of {len(spent)} took more than {MOST_SECONDS:.1f} CPU s.")
    print(f"Peak memory of the process: {peak:.0f} MB ({MOST_MEGABYTES} allowed).")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.paintings", description=__doc__)
    parser.add_argument("--places", nargs="+", choices=PLACES, default=list(PLACES), metavar="PLACE")
    parser.add_argument("--styles", nargs="+", choices=STYLES, default=list(STYLES), metavar="STYLE")
    parser.add_argument("--shapes", nargs="+", choices=FRAME_SIZES, default=list(SHAPES), metavar="SHAPE")
    people = parser.add_mutually_exclusive_group()
    people.add_argument(
        "--scenery", dest="subjects", action="store_const", const=(False,), help="no subjects"
    )
    people.add_argument(
        "--peopled", dest="subjects", action="store_const", const=(True,), help="subjects only"
    )
    parser.set_defaults(subjects=(True, False))
    parser.add_argument("--all", action="store_true", help="the whole matrix: six times as many")
    parser.add_argument("--sample", type=int, metavar="N", help="only N of these, always the same ones")
    parser.add_argument("--quality", default="720p", help="of the film, 720p by default")
    parser.add_argument("--folder", type=Path, help="where to keep the pictures")
    parser.add_argument("--sums", type=Path, help="compare with the sums in this file, or write it")
    parser.add_argument("--worst", type=int, default=10, help="how many of the dearest to name (10)")
    return parser.parse_args()


def compare(sums: dict[str, str], file: Path) -> None:
    """Say which pictures are others than when the file of sums was written; write it where there is none.

    Machines with other processors round otherwise, so a file holds for one machine.
    """
    if not file.exists():
        file.write_text(json.dumps(sums, indent=0))
        print(f"Wrote the sums of {len(sums)} pictures.")
        return
    known = json.loads(file.read_text())
    changed = sorted(name for name, digest in sums.items() if known.get(name) != digest)
    print(
        f"{len(sums) - len(changed)} of {len(sums)} pictures are the same bit for bit.", *changed, sep="\n  "
    )


def main() -> None:
    options = _options()
    # A worker renders in the same process, and gives OpenCV one thread for it.
    cv2.setNumThreads(1)
    illustrator = EmbeddedIllustrator(assets_dir=Path(os.environ.get("DATA_DIR", "var"), "assets"))

    def paint(commission: Commission) -> bytes:
        width, height = frame_size(commission.shape, options.quality)
        return illustrator.illustrate(
            prompt=commission.prompt,
            style=commission.style,
            width=width,
            height=height,
            seed=SEED,
            variant=commission.variant,
        ).data

    asked = list(commissions(options))
    # Out of order, no picture finds a subject that the one before has drawn.
    random.Random(SEED).shuffle(asked)
    asked = asked[: options.sample]
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
    # Words, tagger, art and the shape of mountains are loaded or made once in a worker's life.
    paint(Commission("mountains", "plain", "16:9", "A fox in the mountains", True, 0))
    sums: dict[str, str] = {}

    def summed(commission: Commission) -> bytes:
        data = paint(commission)
        sums[commission.name] = hashlib.sha256(data).hexdigest()
        return data

    report(asked, measure(summed, asked, options.folder), options.worst)
    if options.sums:
        compare(sums, options.sums)


if __name__ == "__main__":
    main()
