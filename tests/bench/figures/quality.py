"""Compares a film with the lossless reference: VMAF and SSIM as ffmpeg's libvmaf measures them."""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import av
import imageio_ffmpeg

from studio.film.plan import FRAME_RATE

# The share of the picture that is compared, from the top: captions below it look different in each contestant.
_SHARE = 0.72
# One frame in so many is compared.
_STEP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Means over the compared frames: VMAF 0..100 (model v0.6.1), SSIM of luma 0..1."""

    vmaf: float
    ssim: float


def compare(film: Path, reference: Path, left_out: frozenset[int]) -> Quality:
    """Compare the frames of a film, but for those `left_out`, with the same frames of the reference."""
    crop = f"crop=iw:floor(ih*{_SHARE}/2)*2:0:0,format=yuv420p"
    # A film without colour tags was coded by BT.601, as ffmpeg does when nobody asks for anything else.
    converted = "" if _is_bt709(film) else "scale=in_color_matrix=bt601:out_color_matrix=bt709,"
    even = f"fps={FRAME_RATE},settb=1/{FRAME_RATE},setpts=N"
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "scores.json"
        measure = (
            f"libvmaf=n_subsample={_STEP}:n_threads=2:feature=name=float_ssim:log_fmt=json:log_path={log}"
        )
        graph = f"[0:v]{converted}{even},{crop}[a];[1:v]{even},{crop}[b];[a][b]{measure}"
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-i", str(film)]
        subprocess.run([*command, "-i", str(reference), "-lavfi", graph, "-f", "null", "-"], check=True)
        frames = json.loads(log.read_text())["frames"]
    scores = [frame["metrics"] for frame in frames if frame["frameNum"] not in left_out]
    return Quality(
        vmaf=sum(score["vmaf"] for score in scores) / len(scores),
        ssim=sum(score["float_ssim"] for score in scores) / len(scores),
    )


def _is_bt709(film: Path) -> bool:
    with av.open(str(film)) as container:
        return bool(container.streams.video[0].codec_context.colorspace == 1)
