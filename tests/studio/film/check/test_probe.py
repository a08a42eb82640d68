from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from studio.errors import RenderError
from studio.film.check.probe import check_film, probe_film
from tests.studio.film.conftest import Rendered
from tests.studio.film.factories import TINY, run_ffmpeg

TAGS = ["-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-profile:v", "high", "-x264-params", "8x8dct=1:cabac=1"]
AAC = ["-c:a", "aac", "-ar", "48000", "-ac", "2"]
SECONDS = 2


def make_film(
    folder: Path,
    *,
    picture: str = "testsrc2",
    sound: str = "sine=f=300",
    tags: list[str] = TAGS,
    sound_seconds: float = SECONDS,
    more: tuple[str, ...] = ("-movflags", "+faststart"),
    size: tuple[int, int] = TINY,
    rate: int = 30,
) -> Path:
    file = folder / "made.mp4"
    separator = ":" if "=" in picture else "="
    source = f"{picture}{separator}s={size[0]}x{size[1]}:r={rate}:d={SECONDS}"
    inputs = ["-f", "lavfi", "-i", source, "-f", "lavfi", "-t", str(sound_seconds), "-i", sound]
    run_ffmpeg(*inputs, *H264, "-pix_fmt", "yuv420p", *tags, *AAC, *more, str(file))
    return file


def check(file: Path, spoken: tuple[tuple[float, float], ...] = ()) -> None:
    check_film(file, size=TINY, frame_count=SECONDS * 30, spoken=spoken)


def test_a_rendered_film_is_what_was_planned(rendered: Rendered):
    probe = probe_film(rendered.film.video)

    assert (probe.codec, probe.profile, probe.pixel_format, probe.is_bt709) == (
        "h264",
        "High",
        "yuv420p",
        True,
    )
    assert (probe.size, probe.frame_rate) == (TINY, 30)
    assert (probe.audio_codec, probe.sample_rate, probe.channels) == ("aac", 48000, 2)
    assert (probe.video_streams, probe.audio_streams) == (1, 1)
    assert probe.frame_count == round(rendered.film.duration * 30)
    assert probe.video_duration == pytest.approx(rendered.film.duration, abs=0.001)
    assert abs(probe.audio_duration - probe.video_duration) < 1 / 30
    assert probe.is_index_first


def test_a_sound_film_passes(tmp_path: Path):
    check(make_film(tmp_path))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"sound_seconds": 1.5}, "not equally long"),
        ({"tags": []}, "wrong format"),
        ({"size": (128, 72)}, "wrong size or frame rate"),
        ({"rate": 25}, "wrong size or frame rate"),
        ({"more": ("-an", "-movflags", "+faststart")}, "lacks its pictures or its sound"),
        ({"more": ()}, "while it loads"),
        (
            {"more": ("-ac", "1", "-movflags", "+faststart")},
            "sound of the finished film has the wrong format",
        ),
        ({"more": ("-frames:v", "40", "-movflags", "+faststart")}, "not as long as planned"),
        ({"sound": "anullsrc=r=48000:cl=stereo"}, "has no sound"),
    ],
    ids=[
        "short sound",
        "no tags",
        "size",
        "rate",
        "no sound track",
        "index last",
        "mono",
        "too short",
        "silent",
    ],
)
def test_it_says_what_is_wrong_with_a_film(tmp_path: Path, changes: dict[str, object], complaint: str):
    file = make_film(tmp_path, **changes)

    with pytest.raises(RenderError, match=complaint) as caught:
        check(file)
    assert str(tmp_path) not in str(caught.value)


def test_a_narration_that_cannot_be_heard_is_found(tmp_path: Path):
    file = make_film(tmp_path, sound="sine=f=300,volume=0:enable='gte(t,1)'")

    check(file, spoken=((0.2, 0.9),))
    with pytest.raises(RenderError, match="narration cannot be heard"):
        check(file, spoken=((0.2, 0.9), (1.2, 1.9)))


def test_a_truncated_film_is_found(rendered: Rendered, tmp_path: Path):
    whole = rendered.film.video.read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) * 2 // 3])

    with pytest.raises(RenderError):
        check_film(tmp_path / "cut.mp4", size=TINY, frame_count=round(rendered.film.duration * 30))


@pytest.mark.parametrize("content", [b"", b"no film", bytes(4000)])
def test_a_file_that_is_no_film_is_a_plain_error(tmp_path: Path, content: bytes):
    (tmp_path / "a.mp4").write_bytes(content)

    with pytest.raises(RenderError, match=r"^The finished film could not be read\.$"):
        probe_film(tmp_path / "a.mp4")


def test_it_ticks_while_it_checks(rendered: Rendered, tmp_path: Path):
    ticks: list[int] = []
    copy = shutil.copy(rendered.film.video, tmp_path / "copy.mp4")
    probe = check_film(
        Path(copy), size=TINY, frame_count=round(rendered.film.duration * 30), tick=lambda: ticks.append(1)
    )

    assert len(ticks) > 1
    assert dataclasses.asdict(probe)["codec"] == "h264"
