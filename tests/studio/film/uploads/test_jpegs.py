"""Whatever is in a picture, it can be written."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from generator.providers.pictures import fit
from studio.film.encode.poster import save_frame
from studio.film.encode.thumbnails import encode_thumbnail
from studio.film.photo.views import ViewOrder, make_view
from studio.film.picture.planes import Frame
from studio.film.uploads.jpegs import pack_jpeg
from studio.film.uploads.pictures import clean_picture, shrink_jpeg


def noise(width: int, height: int) -> Image.Image:
    """Nothing is harder to code than this."""
    return Image.fromarray(np.random.default_rng(3).integers(0, 256, (height, width, 3), dtype=np.uint8))


@pytest.mark.parametrize("size", [(200, 200), (64, 1_000), (1_000, 64), (1_024, 768), (2_560, 1_440)])
def test_a_grainy_picture_is_cleaned_and_shrunk(size, tmp_path):
    packed = io.BytesIO()
    noise(*size).save(packed, "PNG", compress_level=1)
    cleaned = tmp_path / "clean.jpg"
    assert clean_picture(packed, cleaned) == size
    Image.open(io.BytesIO(shrink_jpeg(cleaned, 1_536))).load()


@pytest.mark.parametrize("quality", [72, 85, 92, 100])
def test_any_noise_can_be_packed_at_any_quality(quality):
    for size in ((8, 8), (65, 33), (200, 200), (3_000, 70)):
        for options in ({}, {"subsampling": 0}, {"comment": b"x" * 60_000}):
            packed = pack_jpeg(noise(*size), quality, **options)
            assert Image.open(io.BytesIO(packed)).convert("RGB").size == size


def test_posters_views_small_pictures_and_answers_of_services_can_be_as_grainy(tmp_path):
    grainy = noise(640, 360)
    frame = Frame.blank((640, 360))
    for plane in frame.planes:
        plane[:] = np.random.default_rng(4).integers(0, 256, plane.shape, dtype=np.uint8)
    save_frame(frame, tmp_path / "poster.jpg")
    cleaned = tmp_path / "photo.jpg"
    cleaned.write_bytes(pack_jpeg(grainy, 92, subsampling=0))
    order = ViewOrder(areas=(), words="", number=1, style="plain", size=(640, 360))
    answer = io.BytesIO()
    grainy.save(answer, "PNG")
    for data in (
        (tmp_path / "poster.jpg").read_bytes(),
        make_view(cleaned, order).data,
        encode_thumbnail(noise(160, 90)),
        fit(answer.getvalue(), 320, 180, "Hugging Face"),
    ):
        Image.open(io.BytesIO(data)).load()
