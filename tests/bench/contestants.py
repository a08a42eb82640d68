"""What is compared: each contestant is a command that makes the film of the work item, and nothing else."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.film.encode.encoder import X264
from studio.film.picture.easel import Easel
from studio.film.plan import FRAME_RATE
from studio.film.production import compose
from studio.film.render import render_film
from studio.film.schedule import schedule_film
from studio.film.text.captions import make_cues
from tests.bench.material import MUSIC, load_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work item: the folder of its material, the frame size, and about how many seconds the film lasts."""

    folder: Path
    size: tuple[int, int]
    seconds: float

    @property
    def frames(self) -> Path:
        """The finished frames, raw: what the limit starts from."""
        return self.folder / f"frames-{self.size[1]}.yuv"

    @property
    def reference(self) -> Path:
        return self.folder / f"reference-{self.size[1]}.mp4"

    @property
    def store(self) -> Path:
        return self.folder / f"store-{self.size[1]}"

    def video(self, name: str) -> Path:
        return self.folder / f"{name}-{self.size[1]}" / "film.mp4"

    def command(self, name: str) -> list[str]:
        """Return the command of a contestant."""
        if name == "limit":
            return encode_command(self.frames, self.size, self.video(name))
        return [sys.executable, "-m", __name__, name, *self.arguments]

    @property
    def arguments(self) -> list[str]:
        """What `parse` takes in another process."""
        return [str(self.folder), f"{self.size[0]}x{self.size[1]}", str(self.seconds)]

    @classmethod
    def parse(cls, folder: str, shape: str, seconds: str) -> Work:
        width, height = (int(side) for side in shape.split("x"))
        return cls(folder=Path(folder), size=(width, height), seconds=float(seconds))


class Kept:
    """A store of segments in a folder; only a film that is rendered to fill it adds to it."""

    def __init__(self, folder: Path, *, is_filled: bool) -> None:
        self._folder, self._is_filled = folder, is_filled
        folder.mkdir(exist_ok=True)

    def get(self, fingerprint: str) -> Path | None:
        file = self._folder / fingerprint
        return file if file.exists() else None

    def put(self, fingerprint: str, file: Path) -> None:
        if not self._is_filled:
            shutil.copyfile(file, self._folder / fingerprint)


def render_ours(work: Work) -> None:
    """Render the film by the product's own way."""
    plan = load_plan(work.folder, work.size, work.seconds)
    render_film(plan, work.video("ours").parent, ignore)


def render_as_peers(work: Work) -> None:
    """Render the film by the usual MoviePy way."""
    # Here, so that our own way does not pay for what it does not use.
    from tests.bench.peers import render_peers

    plan = load_plan(work.folder, work.size, work.seconds)
    render_peers(plan, work.folder / MUSIC, work.video("peers"))


def ignore(share: float) -> None:
    """A report that nobody reads."""


RENDERERS: dict[str, Callable[[Work], None]] = {
    "ours": render_ours,
    "peers": render_as_peers,
}


def write_frames(work: Work) -> None:
    """Write the finished frames of the film, raw, as the limit wants them."""
    plan = load_plan(work.folder, work.size, work.seconds)
    schedule = schedule_film(plan)
    composition = compose(plan, schedule, make_cues(schedule, plan.size))
    easel = Easel(plan.size)
    with work.frames.open("wb") as file:
        for number in range(schedule.frame_count):
            composition.paint(number, easel)
            file.write(easel.frame.buffer.data)


def encode_command(frames: Path, size: tuple[int, int], video: Path) -> list[str]:
    """Return the cheapest command that codes the ready frames by the film's settings: pictures only, no sound."""
    import imageio_ffmpeg

    from tests.bench.reference import BT709

    shape = ["-s", f"{size[0]}x{size[1]}", "-r", str(FRAME_RATE)]
    options = [word for name, value in X264.items() for word in (f"-{name}", value)]
    return [
        *[imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y"],
        *["-f", "rawvideo", "-pix_fmt", "yuv420p", *BT709, *shape, "-i", str(frames)],
        *["-c:v", "libx264", *options, "-threads", "1", *BT709, str(video)],
    ]


def main() -> None:
    name, *arguments = sys.argv[1:]
    RENDERERS[name](Work.parse(*arguments))


if __name__ == "__main__":
    main()
