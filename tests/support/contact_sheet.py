"""Tiles a film's frames into one JPEG: `python -m tests.support.contact_sheet FILM.mp4 OUT.jpg [--starts 0 4.2 9.1]`."""

from __future__ import annotations

import argparse
from io import BytesIO
from pathlib import Path

import av
from PIL import Image, ImageDraw, ImageFont

# A scene is shown near its beginning, in its middle and near its end: that is where its camera comes from and goes to.
_SHARES = (0.15, 0.5, 0.85)
_EVENLY = 6
_WIDTH, _GAP, _LINE = 1680, 6, 22
_MOST_BYTES = 350_000
_GROUND, _INK = (24, 24, 27), (212, 212, 216)


def make_sheet(film: Path, starts: list[float] | None = None) -> bytes:
    """Return a JPEG of at most 350 kB with three frames of each scene.

    `starts` are the scenes' first seconds. Without them the film's chapters are taken, and else even parts.
    """
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        seconds = float(stream.frames / stream.average_rate)
        chapters = [float(one["start"] * one["time_base"]) for one in container.chapters()]
        starts = starts or chapters or [seconds * part / _EVENLY for part in range(_EVENLY)]
        scenes = list(zip(starts, [*starts[1:], seconds], strict=True))
        times = [[start + (end - start) * share for share in _SHARES] for start, end in scenes]
        frames = [[_frame_at(container, time) for time in row] for row in times]
    return _packed(_tiled(frames, times))


def _frame_at(container: av.container.InputContainer, seconds: float) -> Image.Image:
    stream = container.streams.video[0]
    container.seek(round(seconds / stream.time_base), stream=stream)
    for frame in container.decode(stream):
        if frame.time >= seconds - 0.5 / float(stream.average_rate):
            return frame.to_image()
    raise ValueError(f"The film ends before {seconds:.1f} s.")


def _tiled(frames: list[list[Image.Image]], times: list[list[float]]) -> Image.Image:
    width, height = frames[0][0].size
    scenes_a_row = 1 if len(frames) <= 2 else 2 if width > height else 3 if width == height else 4
    columns = scenes_a_row * len(_SHARES)
    tile = (_WIDTH // columns - _GAP, round((_WIDTH // columns - _GAP) * height / width))
    rows = -(-len(frames) // scenes_a_row)
    sheet = Image.new("RGB", (_WIDTH, rows * (tile[1] + _LINE + _GAP)), _GROUND)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(14)
    for index, (scene, moments) in enumerate(zip(frames, times, strict=True)):
        for number, (frame, moment) in enumerate(zip(scene, moments, strict=True)):
            left = (index % scenes_a_row * len(_SHARES) + number) * (tile[0] + _GAP)
            top = index // scenes_a_row * (tile[1] + _LINE + _GAP)
            label = f"{index + 1}   {moment:.1f} s" if number == 0 else f"{moment:.1f} s"
            draw.text((left + 2, top + 2), label, _INK, font)
            sheet.paste(frame.resize(tile, Image.Resampling.LANCZOS), (left, top + _LINE))
    return sheet


def _packed(sheet: Image.Image) -> bytes:
    for quality in range(88, 30, -6):
        packed = BytesIO()
        sheet.save(packed, "JPEG", quality=quality, optimize=True, progressive=True)
        if packed.tell() <= _MOST_BYTES:
            return packed.getvalue()
    smaller = sheet.resize((sheet.width * 3 // 4, sheet.height * 3 // 4), Image.Resampling.LANCZOS)
    return _packed(smaller)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("film", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--starts", type=float, nargs="+", help="the first second of each scene")
    asked = parser.parse_args()
    asked.out.write_bytes(make_sheet(asked.film, asked.starts))
    print(f"{asked.out}: {asked.out.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
