from __future__ import annotations

from pathlib import Path

import pytest

from studio.film.encode.packets import CodedFrame, is_whole_segment, read_packets, write_packets

PARAMETERS = bytes(range(40))
FRAMES = [
    CodedFrame(0, -2, True, b"key\nframe"),
    CodedFrame(2, -1, False, bytes(range(256)) * 9),
    CodedFrame(1, 0, False, b"{"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_packets(tmp_path / "a.segment", PARAMETERS, FRAMES)
    return tmp_path / "a.segment"


def test_what_is_written_is_read_again(file: Path):
    assert list(read_packets(file)) == FRAMES


def test_a_whole_segment_is_told_by_its_length_and_its_parameters(file: Path):
    assert is_whole_segment(file, 3, PARAMETERS)
    assert not is_whole_segment(file, 2, PARAMETERS)
    assert not is_whole_segment(file, 3, PARAMETERS[1:])


def test_a_segment_must_start_with_a_key_frame(tmp_path: Path):
    write_packets(tmp_path / "b.segment", PARAMETERS, FRAMES[1:])

    assert not is_whole_segment(tmp_path / "b.segment", 2, PARAMETERS)


@pytest.mark.parametrize("kept", [0, 10, 200, -1])
def test_a_truncated_file_is_no_whole_segment(file: Path, kept: int):
    file.write_bytes(file.read_bytes()[:kept])

    assert not is_whole_segment(file, 3, PARAMETERS)


@pytest.mark.parametrize(
    "content", [b"\n", b"[]\n", b'{"kind": 1}\n', b"\xff\xfe\n", b'{"kind": "H.264 packets 1"}\n']
)
def test_a_file_of_another_kind_is_no_whole_segment(tmp_path: Path, content: bytes):
    (tmp_path / "c.segment").write_bytes(content)

    assert not is_whole_segment(tmp_path / "c.segment", 3, PARAMETERS)


def test_a_file_that_is_not_there_is_no_whole_segment(tmp_path: Path):
    assert not is_whole_segment(tmp_path / "nowhere.segment", 3, PARAMETERS)
