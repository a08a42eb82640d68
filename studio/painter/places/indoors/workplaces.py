"""Workplaces: office and laboratory."""

from __future__ import annotations

import numpy as np

from studio.painter.buildings.furniture import cabinet, chair, screen, solid, table
from studio.painter.buildings.household import pick
from studio.painter.buildings.interiors import Room, room
from studio.painter.buildings.patterns import plaster, tiles
from studio.painter.buildings.solids import Paint, plain
from studio.painter.core.arrays import Array, mix
from studio.painter.core.colours import colour
from studio.painter.core.noise import layered
from studio.painter.core.place import Place
from studio.painter.core.view import Painting, View


def paint_office(view: View) -> Painting:
    """Paint desks with screens before a wide window."""
    wood = colour("#c9a878")
    built = room(
        view, floor=plain_carpet(colour("#6b7480")), wall=plaster(colour("#e6e4de")), windows=3,
        window_on_back=view.turn < 0.6, length=5.6, wide=0.7, height=2.8, eye=1.35,
    )  # fmt: skip
    width, length = built.width, built.length
    blue = np.array([0.32, 0.52, 0.8], np.float32)
    count = max(2, int(width // 2.1))
    for row, away in enumerate((length - 1.2, length - 3.1)):
        for number in range(count):
            right = (number - (count - 1) / 2) * 2.1 + 0.2 * view.side
            if row and abs(right) < 0.8:
                continue
            built.add(table(right, away, 1.5, 0.72, 0.74, wood))
            built.add(
                screen(right - 0.22, 0.74, away + 0.12, 0.56, 0.1, blue),
                screen(right + 0.36, 0.74, away + 0.1, 0.5, -0.2, blue),
            )
            built.add(solid(right, 0.74, away - 0.18, 0.42, 0.02, 0.14, plain(colour("#d9d9d6"))))
            built.add(chair(right, away - 0.55, colour("#30343a"), angle=3.1416))
    built.add(
        cabinet(
            -view.side * (width / 2 - 0.5),
            0,
            length - 0.25,
            0.9,
            1.2,
            0.4,
            colour("#d9d3c6"),
            colour("#c2b8a6"),
        )
    )
    return built.paint(0.88)


def plain_carpet(tone: Array) -> Paint:
    def paint(along: Array, up: Array, size: Array) -> Array:
        pile = layered(along / 0.05, up / 0.05, 2, number=2) * np.clip(0.02 / size, 0, 1)
        return np.asarray(tone * (1 + 0.06 * pile)[..., None], np.float32)

    return paint


def paint_laboratory(view: View) -> Painting:
    """Paint white benches with glassware, bright and clean."""
    white, steel = colour("#eef1f2"), colour("#aab4ba")
    built = room(
        view, floor=tiles(colour("#dfe3e4"), colour("#cfd6d8"), 0.6), wall=plaster(colour("#e9eef0")), windows=3,
        window_on_back=view.turn > 0.5, length=5.4, wide=0.7, eye=1.4,
    )  # fmt: skip
    width, length, side = built.width, built.length, view.side
    built.add(cabinet(0, 0, length - 0.35, width, 0.9, 0.65, white, steel))
    if view.turn <= 0.5:
        built.add(cabinet(0, 1.6, length - 0.2, width * 0.9, 0.7, 0.36, white, white))
    _glassware(built, length - 0.45, 0.9, 9, width)
    bench = min(2.4, width * 0.45)
    built.add(cabinet(-side * 0.18 * width, 0, length - 2.7, bench, 0.9, 0.8, white, steel))
    _glassware(built, length - 2.7, 0.9, 6, bench, -side * 0.18 * width)
    built.add(
        screen(
            -side * 0.18 * width + bench * 0.3,
            0.9,
            length - 2.6,
            0.5,
            0.15,
            np.array([0.2, 0.65, 0.62], np.float32),
        )
    )
    return built.paint(0.9)


def _glassware(built: Room, away: float, up: float, count: int, width: float, middle: float = 0.0) -> None:
    random = built.view.random
    for number in range(count):
        right = middle + width * ((number + 0.5) / count - 0.5) * 0.9 + random.uniform(-0.06, 0.06)
        _flask(
            built,
            right,
            up,
            away + random.uniform(-0.15, 0.15),
            random.uniform(0.18, 0.34),
            int(random.integers(3)),
        )


def _flask(built: Room, right: float, up: float, away: float, tall: float, kind: int) -> None:
    """Add a flask, a bottle or a cylinder, with something coloured in it."""
    liquid = pick(built.view, ("#2f8fc8", "#3fae7a", "#d98a2f", "#b8406a", "#7a5fc8"))

    def profile(height: Array) -> Array:
        shapes = (
            0.36 - 0.3 * np.clip(height / 0.7, 0, 1),
            np.sqrt(np.clip(0.3**2 - (height - 0.3) ** 2, 0.0049, 1)),
            np.full_like(height, 0.12),
        )
        body = np.maximum(shapes[kind], 0.07)
        return np.where(height < 0.99, body + 0.02 * (height > 0.95), 0).astype(np.float32)

    def paint(height: Array, place: Array) -> Array:
        filled = (height < 0.45) & (height > 0.02)
        glass = mix(colour("#dfeaec"), colour("#8fa6ac"), (np.abs(place) ** 4)[..., None])
        return np.asarray(np.where(filled[..., None], liquid * 1.3, glass), np.float32)

    built.stand(profile, paint, right, up, away, tall, 0.8, 0.5)


OFFICE = Place(
    name="office",
    paint=paint_office,
    kind="room",
    named=(
        "office workplace headquarters coworking desk cubicle boardroom meeting_room conference_room "
        "call_centre"
    ),
    typical=(
        "meetings colleague colleagues manager managers boss employee employees deadline email emails "
        "presentation spreadsheet remote career_path consultant accountant marketing"
    ),
    vague=(
        "work working job jobs team teams teamwork project projects strategy leadership productivity "
        "interview"
    ),
    foreign="büro arbeit besprechung oficina trabajo reunión bureau travail réunion",
)

LABORATORY = Place(
    name="laboratory",
    paint=paint_laboratory,
    kind="room",
    named="laboratory lab pharmacy research_centre",
    typical=(
        "science scientific scientist scientists experiment experiments chemistry chemical chemist "
        "molecule molecules microscope virus viruses bacteria germ germs vaccine vaccines medicine "
        "medicines disease diseases health pill pills blood cell cells dna gene genes genetic genetics "
        "cancer immune test_tube antibiotic antibiotics therapy physics physicist einstein relativity "
        "newton curie pasteur penicillin pandemic"
    ),
    foreign=(
        "labor krankenhaus arzt wissenschaft laboratorio hospital médico ciencia laboratoire hôpital "
        "médecin science_médicale virus impfung vacuna vaccin"
    ),
)
