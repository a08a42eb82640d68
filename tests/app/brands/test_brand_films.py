"""Films with a brand, from the command line and through the pipeline."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from generator.models import Generation
from generator.pipeline import run as pipeline
from generator.pipeline.branding import branding_of
from generator.pipeline.stages.graphics import Graphics
from studio.film import plan as timeline
from studio.film.plan import UNBRANDED, Branding, FilmPlan
from studio.film.plan_file import read_plan
from studio.graphics.own_palette import palette_from
from studio.graphics.values import Graphic
from tests.app.brands.files import FONT, logo_bytes, make_brand
from tests.studio.film.factories import decode_frames
from tests.support.factories import make_generation, make_user
from tests.support.stand_ins import PROVIDERS, log

pytestmark = pytest.mark.django_db(transaction=True)
FRAME = (320, 180)


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch):
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", FRAME)


def run_again(generation: Generation) -> Generation:
    """Have a finished film rendered again, as after a change of its owner's."""
    assert generation.revise()
    taken = Generation.objects.take(generation.pk, generation.lease, "here:1")
    assert taken
    pipeline.run(taken)
    taken.refresh_from_db()
    assert taken.status == Generation.Status.SUCCEEDED
    return taken


def corner(film: Generation) -> float:
    """Return the light of the upper right corner, half way through the film."""
    assert film.film
    frames = decode_frames(Path(film.film.video.path))
    return float(np.mean(frames[len(frames) // 2, 14:26, 280:298]))


def test_the_command_makes_a_film_with_logo_colours_and_font(tmp_path: Path):
    (tmp_path / "logo.png").write_bytes(logo_bytes((255, 255, 255)))
    call_command(
        "generate", "A red fox. It walks home.", music="", out=tmp_path / "film.mp4",
        logo=tmp_path / "logo.png", logo_size="large", accent_colour="#00aaff", font=str(FONT),
        keep_plan=tmp_path / "plan.json",
    )  # fmt: skip
    film = Generation.objects.get()
    assert film.brand
    assert film.brand.marks[:4] == ["", "", "#00aaff", "own"]
    branding = read_plan(tmp_path / "plan.json").branding
    assert (branding.accent, branding.logo_size, branding.corner) == ("#00aaff", "large", "top-right")
    assert branding.logo
    assert branding.font_file
    assert branding.logo.exists()
    assert branding.font_file.exists()
    assert corner(film) > 200


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"logo": "words"}, "not a logo we can read"),
        ({"font": "words"}, "not a font we can read"),
        ({"logo": "nothing"}, "The logo .* cannot be read"),
        ({"accent_colour": "red"}, "Please give a colour"),
    ],
)
def test_the_command_refuses_what_cannot_be_used_in_a_sentence(
    tmp_path: Path, options: dict[str, str], says: str
):
    (tmp_path / "words").write_text("no picture")
    given = {
        name: tmp_path / value if name == "logo" else str(tmp_path / value) if name == "font" else value
        for name, value in options.items()
    }
    with pytest.raises(CommandError, match=says) as refused:
        call_command("generate", "A red fox", out=tmp_path / "film.mp4", **given)
    assert "marked in red" not in str(refused.value)
    assert not Generation.objects.exists()


def test_a_changed_brand_renders_anew_and_neither_paints_nor_speaks(tmp_path: Path):
    call_command("generate", "A red fox. It walks home.", music="", out=tmp_path / "film.mp4")
    film = Generation.objects.get()
    assert film.film
    plain, asked, before = film.film.fingerprint, len(log.calls), corner(film)
    # Nothing was changed: the film stays.
    film = run_again(film)
    assert film.films.count() == 1
    film.brand = make_brand(film.owner)
    film.save(update_fields=["brand"])
    film = run_again(film)
    assert film.film
    assert (film.film.number, film.film.fingerprint != plain) == (2, True)
    assert len(log.calls) == asked
    assert abs(corner(film) - before) > 10


def test_an_empty_brand_is_no_brand(tmp_path: Path):
    call_command("generate", "A red fox.", music="", out=tmp_path / "film.mp4")
    film = Generation.objects.get()
    film.brand = make_brand(film.owner, logo=False, logo_corner="top-left")
    film.save(update_fields=["brand"])
    assert run_again(film).films.count() == 1


def test_a_film_comes_though_the_file_of_its_logo_is_gone(tmp_path: Path):
    owner = make_user()
    brand = make_brand(owner, accent_colour="#00aaff")
    generation = make_generation(owner, brand=brand)
    brand.logo.storage.delete(brand.logo.name)
    assert branding_of(generation, tmp_path) == Branding(accent="#00aaff")
    assert branding_of(make_generation(owner), tmp_path) == UNBRANDED


@pytest.mark.parametrize(
    ("film_palette", "mood", "palette", "owns"),
    [
        ("", "calm", "calm", True),
        ("", "", "neutral", True),
        ("", "mysterious", "neutral", True),
        # Its owner wants this sentence in other colours, or all of them.
        ("", "calm", "tech", False),
        ("tech", "calm", "tech", False),
    ],
)
def test_graphic_scenes_have_the_owners_colours_unless_a_palette_was_chosen(
    tmp_path: Path, film_palette: str, mood: str, palette: str, owns: bool
):
    generation = make_generation(make_user(), palette=film_palette, mood=mood)
    plan = FilmPlan(shots=(), size=FRAME, branding=Branding(accent="#0b8f5a", letters="#fff3d6"))
    graphic = Graphic(kind="statement", palette=palette)
    found = Graphics(generation, [], tmp_path)._palette(plan, graphic)
    assert found == (palette_from("#0b8f5a", "#fff3d6") if owns else None)
    unbranded = FilmPlan(shots=(), size=FRAME, branding=Branding())
    assert Graphics(generation, [], tmp_path)._palette(unbranded, graphic) is None
