"""What the film's engine draws of graphics is what the slow compositor draws of them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from studio.graphics.drawing import draw_frame
from studio.graphics.graphic_file import pack_graphic, read_graphic, unpack_graphic
from studio.graphics.lay_out import lay_out
from tests.cases import one_in
from tests.studio.graphics.samples import SAMPLES, SCRIPTS
from tests.studio.graphics.scenes import draw, forms, graphic_of, painting, spoken
from tests.support.compositor import draw_at

_SIZE = (512, 288)


@pytest.mark.parametrize(("kind", "form"), one_in(2, forms()))
def test_the_engine_draws_what_was_laid_out(kind: str, form: str, tmp_path: Path):
    picture = tmp_path / "painting.png"
    Image.fromarray(painting()).save(picture)
    ground = "painted" if form in ("tag", "painted") else "veil"
    done = lay_out(
        graphic_of(kind, form, ground=ground), size=_SIZE, words=spoken(12), duration=5.0, picture=picture,
        drawing=draw, folder=tmp_path / "out",
    )  # fmt: skip
    assert done
    for seconds in (1.0, 4.0):
        wanted = draw_at(done, _SIZE, seconds).astype(float)
        found = draw_frame(done, _SIZE, seconds, 5.0).astype(float)
        # Colour has half the pixels in a film: compare the light, a little softened.
        weights = np.array([0.2126, 0.7152, 0.0722])
        away = np.abs(cv2.GaussianBlur((wanted - found) @ weights, (0, 0), 1.0))
        assert away.mean() < 1.5, (seconds, away.mean())
        assert np.quantile(away, 0.999) < 28, (seconds, np.quantile(away, 0.999))


def test_graphics_are_written_and_read(tmp_path: Path):
    for name, graphic in (SAMPLES | SCRIPTS).items():
        assert unpack_graphic(pack_graphic(graphic)) == graphic, name
    file = tmp_path / "graphic.json"
    for wrong in (
        "[]",
        '{"kind": "poem"}',
        '{"kind": "title", "colour": 3}',
        '{"kind": "title", "ground": "lava"}',
        "{",
    ):
        file.write_text(wrong)
        with pytest.raises(ValueError, match=r"."):
            read_graphic(file)
