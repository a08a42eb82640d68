"""What layers cost beside the same picture alone and beside the encoder alone: `python -m tests.bench.layers [NAMES]`.

Shots of six seconds with captions, painted and encoded by one thread; best of some rounds. Processor seconds, never those of
the clock. Then a whole film of such shots, made by as many painters as there would be, and the most memory that it held.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageDraw

from studio.film.encode.encoder import encode_segments
from studio.film.layers.motion import Key, Motion, Track, Wave
from studio.film.layers.values import Clip, Counter, Fall, Ground, Layer, Reveal
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from studio.film.plan import FRAME_RATE, FilmPlan, Narration, Shot, frame_size
from studio.film.plan_file import write_plan
from studio.film.production import compose
from studio.film.schedule import schedule_film
from studio.film.text.captions import make_cues
from studio.film.text.fonts import load_font
from studio.painter.provider import EmbeddedIllustrator
from tests.bench.figures.meter import measure

# What shots may cost of the same picture alone (paint and encoder), and a process at most in MiB.
BARS = {"cut-outs": 1.4, "floor": 1.4, "falls": 1.75, "sky": 1.75, "sea": 1.75, "words": 1.0, "clip": 1.3}
MEMORY = {"720p": 330, "1080p": 470}
TEXT = "A small red boat leaves the harbour before the sun is up, and nobody sees it go."
SECONDS, SHOTS = 5.0, 4
BASE = "still"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.layers", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"some of {', '.join((BASE, *BARS))}")
    parser.add_argument("--rounds", type=int, default=3, help="how often each shot is made (3)")
    parser.add_argument("--quality", default="720p", choices=MEMORY)
    parser.add_argument("--no-films", action="store_true", help="leave the memory unmeasured")
    options = parser.parse_args()
    names = options.names or [BASE, *BARS]
    with tempfile.TemporaryDirectory(prefix="layers-") as folder:
        print("| shot | paint ms a frame | of the still | of the encoder | MB a minute | peak MiB |")
        print("|---|---|---|---|---|---|")
        plans = {name: plan_of(name, Path(folder), options.quality) for name in dict.fromkeys((BASE, *names))}
        rows = {name: Row(plan) for name, plan in plans.items()}
        for _ in range(options.rounds):
            for row in rows.values():
                row.go(Path(folder))
        for name, row in rows.items():
            peak = 0.0 if options.no_films else peak_of(plans[name], Path(folder))
            report(name, row, rows[BASE], peak, options.quality)


def peak_of(plan: FilmPlan, folder: Path) -> float:
    """Return the most MiB that a process held which rendered a film of such shots."""
    write_plan(replace(plan, shots=plan.shots * SHOTS), folder / "plan.json")
    files = [str(folder / "plan.json"), "--out", str(folder / "film.mp4")]
    return measure([sys.executable, "-m", "studio.film", *files]).peak


def report(name: str, row: Row, base: Row, peak: float, quality: str) -> None:
    """Print what a shot took, with a star where it takes more than it should."""
    cost = (row.paint + row.encode) / (base.paint + base.encode)
    marks = ("*" if cost > BARS.get(name, 1.0) else "", "*" if peak > MEMORY[quality] else "")
    size = row.size / 1e6 / row.count * FRAME_RATE * 60
    print(
        f"| {name} | {1000 * row.paint / row.count:.2f} | {cost:.2f}{marks[0]} "
        f"| {(row.paint + row.encode) / row.encode:.2f} | {size:.1f} | {peak:.0f}{marks[1]} |",
        flush=True,
    )


class Row:
    """One shot, and the least that painting and encoding it took."""

    def __init__(self, plan: FilmPlan) -> None:
        self._plan, schedule = plan, schedule_film(plan)
        self._composition = compose(plan, schedule, make_cues(schedule, plan.size))
        self._easel, self.count = Easel(plan.size), schedule.frame_count
        self.paint = self.encode = float("inf")
        self.size = 0
        self._composition.paint(0, self._easel)

    def go(self, folder: Path) -> None:
        """Paint all frames, then encode them as they come out of memory."""
        self.paint = min(self.paint, seconds_of(lambda: list(map(self._paint, range(self.count)))))
        frames = []
        for number in range(self.count):
            self._paint(number)
            frames.append(self._easel.frame.buffer.copy())
        file, shown = folder / "one.segment", Frame.blank(self._plan.size)

        def fed() -> Iterator[Frame]:
            for buffer in frames:
                np.copyto(shown.buffer, buffer)
                yield shown

        def encode() -> None:
            encode_segments(fed(), [(file, self.count)], self._plan.size, 1, lambda done: None)

        self.encode = min(self.encode, seconds_of(encode))
        self.size = file.stat().st_size

    def _paint(self, number: int) -> None:
        self._composition.paint(number, self._easel)


def seconds_of(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def plan_of(name: str, folder: Path, quality: str) -> FilmPlan:
    """Return the plan of one shot; all are of one painting."""
    size = frame_size("16:9", quality)
    picture = folder / "picture.jpg"
    if not picture.exists():
        painted = EmbeddedIllustrator().illustrate(
            prompt="A lake in the mountains at noon", style="photorealistic", width=round(1.15 * size[0]),
            height=round(1.15 * size[1]), seed=1, variant=0,
        )  # fmt: skip
        picture.write_bytes(painted.data)
    shot = Shot(picture=picture, narration=Narration(file=None, duration=SECONDS, text=TEXT))
    shown = SHOWN[name](shot, folder, size) if name in SHOWN else shot
    return FilmPlan(shots=(shown,), size=size, music="", transition="fade", seed=1)


def cut_outs(shot: Shot, folder: Path, size: tuple[int, int]) -> Shot:
    """Three things on a flat picture, cut out of it, that breathe, bob and turn."""
    breathing = Motion(stretch=Track(1, waves=(Wave(0.011, 3.1),)))
    bobbing = Motion(y=Track(waves=(Wave(0.006, 3.7),)))
    rolling = Motion(turn=Track(waves=(Wave(1.6, 5.3),)))
    places = ((0.12, 0.4, 0.36, 0.86), (0.42, 0.5, 0.62, 0.8), (0.7, 0.35, 0.92, 0.78))
    layers = tuple(
        Layer(
            picture=cut(shot.picture, folder, place),
            left=place[0],
            top=place[1],
            right=place[2],
            bottom=place[3],
            motion=motion,
        )
        for place, motion in zip(places, (breathing, bobbing, rolling), strict=True)
    )
    return replace(shot, layers=layers)


def cut(picture: Path, folder: Path, place: tuple[float, float, float, float]) -> Path:
    """Cut an ellipse out of a picture and return its file."""
    file = folder / f"cut-{place[0]}.png"
    with Image.open(picture) as whole:
        sides = (whole.width, whole.height, whole.width, whole.height)
        part = whole.crop(tuple(round(share * side) for share, side in zip(place, sides, strict=True)))
    cover = Image.new("L", part.size, 0)
    ImageDraw.Draw(cover).ellipse((4, 4, part.width - 4, part.height - 4), fill=255)
    part.putalpha(cover)
    part.save(file)
    return file


def floor(shot: Shot, folder: Path, size: tuple[int, int]) -> Shot:
    ground = Ground(line=0.6, depth=0.65)
    made = cut_outs(shot, folder, size)
    layers = tuple(replace(layer, depth=ground.depth_at(layer.bottom)) for layer in made.layers)  # type: ignore[union-attr]
    return replace(made, ground=ground, layers=layers)


def falls(shot: Shot, folder: Path, size: tuple[int, int]) -> Shot:
    made = floor(shot, folder, size)
    return replace(made, layers=(Fall(kind="snow"), *made.layers, Fall(kind="snow", is_near=True)))


def sky(shot: Shot, folder: Path, size: tuple[int, int]) -> Shot:
    made = floor(shot, folder, size)
    return replace(made, ground=replace(made.ground, drift=0.006, skyline=0.5, bleed=0.03))


def sea(shot: Shot, folder: Path, size: tuple[int, int]) -> Shot:
    made = cut_outs(shot, folder, size)
    ground = Ground(depth=0.65, drift=0.006, skyline=0.5, bleed=0.03, flow=0.02)
    return replace(made, ground=ground, layers=made.layers[:1])


def words(shot: Shot, folder: Path, size: tuple[int, int]) -> Shot:
    """Ten words that come one after the other, a bar, a ring and a number that counts, on plain tones that breathe."""
    unit, over = size[1] / 720, list[Layer | Counter]()
    font = load_font("Inter", round(60 * unit))
    for number, word in enumerate(TEXT.split()[:10]):
        wide, high, at = round(font.getlength(word)) + 8, round(84 * unit), 0.2 + 0.3 * number
        file, corner = folder / f"word{number}.png", (0.06 + 0.17 * (number % 5), 0.1 + 0.14 * (number // 5))
        picture = Image.new("RGBA", (wide, high), (255, 255, 255, 0))
        ImageDraw.Draw(picture).text((4, 0.75 * high), word, fill="white", font=font, anchor="ls")
        picture.save(file)
        rise = Motion(
            y=Track(0, (Key(at, 0.03), Key(at + 0.6, 0, "out"))),
            opacity=Track(1, (Key(at, 0), Key(at + 0.25, 1, "line"))),
        )
        right, bottom = corner[0] + wide / size[0], corner[1] + high / size[1]
        over.append(
            Layer(picture=file, left=corner[0], top=corner[1], right=right, bottom=bottom, motion=rise)
        )
    block, ring = Image.new("RGBA", (64, 32), (255, 190, 60, 255)), Image.new("RGBA", (400, 400))
    ImageDraw.Draw(ring).ellipse((10, 10, 390, 390), outline=(80, 220, 200, 255), width=36)
    block.save(folder / "block.png")
    ring.save(folder / "ring.png")
    grown = Reveal(right=Track(1, (Key(0.5, 0), Key(1.4, 1, "inout"))))
    swept = Reveal(sweep=Track(1, (Key(0.5, 0), Key(1.6, 0.8, "inout"))))
    over += [
        Layer(
            picture=folder / "block.png", left=0.06, top=0.45, right=0.5, bottom=0.52, reveal=grown
        ),
        Layer(picture=folder / "ring.png", left=0.7, top=0.42, right=0.92, bottom=0.81, reveal=swept),
        counter(folder, unit),
    ]  # fmt: skip
    ground = folder / "ground.png"
    tones = np.linspace((20, 30, 80), (90, 20, 120), 828)[:, None].repeat(1472, 1)
    Image.fromarray(np.asarray(tones, np.uint8)).save(ground)
    return replace(shot, picture=ground, over=tuple(over), move="breathe", words_shown=tuple(range(17)))


def counter(folder: Path, unit: float) -> Counter:
    characters, font = "0123456789,", load_font("Inter", round(110 * unit))
    cell = round(max(font.getlength(one) for one in characters)) + 4
    strip = Image.new("RGBA", (cell * len(characters), round(150 * unit)), (255, 255, 255, 0))
    for place, one in enumerate(characters):
        ImageDraw.Draw(strip).text(
            ((place + 0.5) * cell, 0.76 * strip.height), one, fill="white", font=font, anchor="ms"
        )
    strip.save(folder / "strip.png")
    value = Track(0, (Key(0.5, 1000), Key(1.6, 9000, "out")))
    cells = (1 / len(characters),) * len(characters)
    return Counter(
        glyphs=folder / "strip.png", alphabet=characters, cells=cells, left=0.06, top=0.6, bottom=0.8, value=value,
        group=",",
    )  # fmt: skip


def clip(shot: Shot, folder: Path, size: tuple[int, int]) -> Shot:
    """The same picture as a clip that a camera moves over, coded as the house codes clips."""
    file = folder / "clip.mp4"
    if not file.exists():
        schedule = schedule_film(FilmPlan(shots=(shot,), size=size, music=""))
        composition = compose(FilmPlan(shots=(shot,), size=size, music="", seed=1), schedule, ())
        options = {
            "preset": "superfast",
            "tune": "fastdecode",
            "crf": "18",
            "x264-params": "keyint=8:min-keyint=8:scenecut=0:bframes=0:ref=1",
        }
        easel = Easel(size)
        with av.open(str(file), "w", format="mp4") as container:
            stream = container.add_stream("libx264", rate=FRAME_RATE, options=options)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            for number in range(schedule.frame_count):
                composition.paint(number, easel)
                frame = av.VideoFrame.from_ndarray(easel.frame.buffer.reshape(-1, size[0]), "yuv420p")
                frame.pts, frame.time_base = number, Fraction(1, FRAME_RATE)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    return replace(shot, clip=Clip(file=file, ending="swing"))


SHOWN: dict[str, Callable[[Shot, Path, tuple[int, int]], Shot]] = {
    "cut-outs": cut_outs, "floor": floor, "falls": falls, "sky": sky, "sea": sea, "words": words, "clip": clip,
}  # fmt: skip


if __name__ == "__main__":
    main()
