"""Placing and lighting of a cast in the painted scenery."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from studio.painter.core.apart import Laid, Piece
from studio.painter.core.arrays import Array, blur
from studio.painter.core.light import Light
from studio.painter.core.noise import layered
from studio.painter.core.place import Place
from studio.painter.core.sprites import HAZE_REACH
from studio.painter.core.view import Painting, View
from studio.painter.figures.art import Art
from studio.painter.figures.figures import Figure, draw_figure, fit, light_figure, sketch_figure, veil
from studio.painter.figures.lamps import light_on_subject, own_light
from studio.painter.figures.shadows import mirror_figure, shade_below, throw_shadow, touch_ground
from studio.painter.figures.staging import FEET, FLIGHTS, Ground, Spot, hero_column, hero_size, in_front
from studio.painter.figures.stature import kind_of, read_statures
from studio.painter.figures.surroundings import air_behind, bounced_light
from studio.painter.finishing import style_of
from studio.painter.places.indoors.stills import TABLE
from studio.painter.places.indoors.tabletop import set_table
from studio.painter.read.casting import Cast, Role
from studio.painter.rehearsal import is_bust, lay_out

# As shares of a figure's height: DRAUGHT is under water if it floats, SINK is hidden by what grows or lies on
# the ground if it stands, HEM is how uneven that edge is.
DRAUGHT, SINK, HEM = 0.09, 0.02, 0.01
MOST = 5
# Drawings that include water of their own, which is cut off in favour of the picture's.
DRAUGHTS = {
    "sailboat": 0.2, "canoe": 0.3, "speedboat": 0.36, "motor-boat": 0.3, "ferry": 0.13, "passenger-ship": 0.13, "ship": 0.13,
    "person-rowing-boat": 0.28, "man-rowing-boat": 0.28, "woman-rowing-boat": 0.28,
    "person-swimming": 0.42, "man-swimming": 0.42, "woman-swimming": 0.42,
}  # fmt: skip
# Things beside each other keep the order of their true heights, but not the ratio: a mouse would be lost.
LIKENESS = 0.36
SMALLEST, LARGEST = 0.36, 0.8


class Ensemble:
    """Adds figures to one painting, in the order of their distance."""

    def __init__(self, painting: Painting, place: Place, light: Light, art: Art, table: float | None) -> None:
        self.painting, self.place, self.art, self.table = painting, place, art, table
        self.view: View = painting.view
        self.light = light
        self.ground = Ground(painting, place)
        self.random = np.random.default_rng((int(self.view.turn * 2**30), self.view.number & 0xFFFFFFFF, 71))
        self.placed: list[tuple[Role, str, Spot]] = []

    def enter(self, cast: Cast) -> None:
        """Find a spot for each figure, then paint them, the farthest first."""
        if cast.subject is None or not self._place_hero(cast):
            return
        for role in cast.companions:
            for number in range(min(role.count, MOST)):
                self._place_companion(role, cast.subject, number)
        for number in range(1, min(cast.subject.count, MOST)):
            self._place_companion(cast.subject, cast.subject, number)
        self.painting.cover = np.zeros(self.painting.depth.shape, np.float32)
        hero = self.placed[0]
        for entry in sorted(self.placed, key=lambda entry: -entry[2].away):
            self._paint(*entry, is_hero=entry is hero)

    def _place_hero(self, cast: Cast) -> bool:
        role = cast.subject
        assert role is not None
        share = 0.88 if cast.companions or role.count > 1 else 1.0
        figure = sketch_figure(self.art, role.drawing)
        for smaller in (1.0, 0.82, 0.66):
            tall = hero_size(self.view, figure.aspect, share * smaller)
            box = self._spot(role, figure, tall, hero_column(self.view, self.place), 0)
            if box is not None:
                self.placed.append((role, self._manner(role), box))
                return True
        return False

    def _place_companion(self, role: Role, hero: Role, number: int) -> None:
        lead = self.placed[0][2]
        ratio = (role.height / max(hero.height, 1e-3)) ** LIKENESS
        ratio = (
            float(np.clip(ratio, SMALLEST, LARGEST)) if role is not hero else self.random.uniform(0.55, 0.85)
        )
        figure = sketch_figure(self.art, role.drawing)
        tall = min(lead.tall * ratio, hero_size(self.view, figure.aspect, 1.0))
        side = -1 if lead.x > self.view.width / 2 else 1
        if number % 2:
            side = -side
        column = self.view.width / 2 + side * self.view.width * self.random.uniform(0.16, 0.34)
        box = self._spot(role, figure, tall, column, number + 1)
        if box is not None and max(box.overlap(entry[2]) for entry in self.placed) < 0.4:
            self.placed.append((role, self._manner(role), box))

    def _manner(self, role: Role) -> str:
        """Return how a role is shown here; it floats only if there is water.

        "front" is before all else, at the picture's lower edge, for figures that are drawn down to the chest
        only.
        """
        if is_bust(role.drawing):
            return "front"
        if self.place.is_weightless:
            return "air"
        if self.place.name == "underwater":
            return "air" if role.stage in ("water", "air") else "ground"
        if role.stage == "water":
            return "water" if self.painting.water is not None and self.ground.water.max() > 0.6 else "ground"
        return "air" if role.stage == "air" else "ground"

    def _spot(self, role: Role, figure: Figure, tall: float, column: float, number: int) -> Spot | None:
        view, taken = self.view, [entry[2] for entry in self.placed]
        manner = self._manner(role)
        if manner == "front":
            return in_front(view, figure.aspect, tall, column, taken, self.table)
        if manner == "air":
            row = FLIGHTS[(view.number + number) % len(FLIGHTS)] * view.height
            away = 1.8 + 0.2 * number if self.place.kind == "room" else 9.0 + 6 * number
            return self.ground.fly(figure.aspect, tall, (column, row), taken, away)
        foot = FEET[(view.number + number) % len(FEET)] * view.height
        if role.height > 6 or manner == "water":
            foot -= 0.05 * view.height
        if number:
            foot -= 0.07 * view.height
        return self.ground.stand(
            figure.aspect, tall, (column, foot), taken, afloat=manner == "water", vary=bool(number)
        )

    def _paint(self, role: Role, manner: str, box: Spot, *, is_hero: bool) -> None:
        lean, style = self._lean(role, manner), style_of(self.view.style)
        figure = draw_figure(self.art, role.drawing, box.tall * style.detail)
        shape = fit(figure, box.tall, lean, mirrored=self._mirrored(role, box))
        modelling, own = style.modelling, own_light(role.drawing, self.light)
        lit = light_figure(shape, self.light, bounced_light(self.painting, box), modelling, own)
        lit = veil(lit, air_behind(self.painting, box), self._lost(box))
        for ground in self._grounds():
            self._shade(ground, lit, box, manner)
        piece = _piece_of(role, manner, box, is_hero=is_hero)
        if manner == "water":
            keel = round(lit.values.shape[0] * (1 - DRAUGHTS.get(role.drawing, DRAUGHT)))
            lit = Figure(np.ascontiguousarray(lit.values[:keel]))
            reflected = mirror_figure(self.painting, lit, box.x, box.foot)
            if reflected is not None:
                self._keep(replace(piece, kind="reflection", is_hero=False), reflected)
        self._set(lit, box, manner, piece)

    def _grounds(self) -> tuple[Painting, ...]:
        """Return all states of the picture on which shadows fall."""
        return (self.painting, self.painting.plate) if self.painting.plate else (self.painting,)

    def _shade(self, ground: Painting, lit: Figure, box: Spot, manner: str) -> None:
        if manner == "ground":
            # Both begin behind the uneven edge of ground that covers the foot.
            sole = box.foot - 1.4 * HEM * box.tall
            throw_shadow(ground, lit, box.x, sole, box.away, self.light)
            touch_ground(ground, lit, box.x, sole)
        elif manner == "air" and not self.place.is_weightless:
            self._shade_far_below(ground, lit, box)

    def _keep(self, piece: Piece, laid: Laid) -> None:
        """Keep what was laid on the picture as a piece, if it is painted in layers."""
        if self.painting.plate is not None and (laid.values[..., 3] > 0).any():
            piece.rows, piece.columns, piece.values = laid
            self.painting.pieces.append(piece)

    def _mirrored(self, role: Role, box: Spot) -> bool:
        """Return whether to mirror a figure to look into the picture; one without a side may carry words."""
        wanted = "right" if box.x < self.view.width / 2 else "left"
        return role.faces in ("left", "right") and role.faces != wanted

    def _lean(self, role: Role, manner: str) -> float:
        most = {"air": 0.1, "water": 0.05}.get(manner, 0.0)
        if self.place.is_weightless and manner != "front":
            most = 0.26
        return float(self.random.uniform(-most, most))

    def _lost(self, box: Spot) -> float:
        away = min(box.away, 4_000.0)
        if self.place.name == "underwater":
            return 1 - math.exp(-min(away, 30) / 120)
        return 1 - math.exp(away * math.log(max(1 - self.light.haze, 0.01)) / HAZE_REACH * 3)

    def _shade_far_below(self, ground: Painting, figure: Figure, box: Spot) -> None:
        row = min(box.foot + 0.22 * self.view.height, 0.93 * self.view.height)
        if row > self.view.horizon and self.ground._away(box.x, row) < 60:
            shade_below(ground, figure.values.shape[1], box.x, row)

    def _set(self, figure: Figure, box: Spot, manner: str, piece: Piece) -> None:
        """Paste the figure into the picture, behind what is nearer."""
        painting, view = self.painting, self.view
        height, width = figure.values.shape[:2]
        left = round(box.x - width / 2)
        top = round(box.foot - height * (1 - SINK if manner == "ground" and self._is_soft() else 1))
        rows = slice(max(top, 0), min(top + height, view.height))
        columns = slice(max(left, 0), min(left + width, view.width))
        if rows.stop <= rows.start or columns.stop <= columns.start:
            return
        values = figure.values[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
        seen = self._seen(painting.depth, (rows, columns), box, manner)
        cover = values[..., 3:] * seen[..., None]
        painting.pixels[rows, columns] = (
            painting.pixels[rows, columns] * (1 - cover) + values[..., :3] * seen[..., None]
        )
        assert painting.cover is not None
        painting.cover[rows, columns] = np.maximum(painting.cover[rows, columns], cover[..., 0])
        painting.depth[rows, columns] = np.where(cover[..., 0] > 0.5, box.away, painting.depth[rows, columns])
        if painting.plate is not None:
            # What stands before the figure lies over it, and does not cut it.
            if not self._stands_among(piece, rows, columns):
                seen = self._seen(painting.plate.depth, (rows, columns), box, manner)
            self._keep(piece, Laid(rows, columns, values * seen[..., None]))

    def _seen(self, depth: Array, part: tuple[slice, slice], box: Spot, manner: str) -> Array:
        """Return which share of a figure in some rows and columns nothing hides in a picture of this depth."""
        rows, columns = self.view.rows[part[0]], self.view.columns[:, part[1]]
        seen = (depth[part] > 0.9 * box.away).astype(np.float32)
        # Ground directly before the feet is nearer than they are, but must not hide them.
        if manner == "ground":
            seen = np.maximum(seen, (rows > box.foot - 0.03 * box.tall).astype(np.float32))
        seen = blur(seen, 0.7)
        if manner in ("ground", "water"):
            seen = seen * self._hem(rows, columns, box, manner)
        return seen

    def _stands_among(self, piece: Piece, rows: slice, columns: slice) -> bool:
        """Return whether some of a piece of the scenery stands before a figure there, and some behind it."""
        here = replace(piece, rows=rows, columns=columns)
        return any(
            other.is_of_scenery and other.nearest < piece.away <= other.away and other.overlaps(here, 0)
            for other in self.painting.pieces
        )

    def _is_soft(self) -> bool:
        return self.painting.gain is None

    def _hem(self, rows: Array, columns: Array, box: Spot, manner: str) -> Array:
        """Return a mask that cuts an uneven lower edge: blades, sand or waves reach over the foot."""
        if manner == "ground" and not self._is_soft():
            return np.ones((rows.shape[0], columns.shape[1]), np.float32)
        size = HEM * box.tall
        wave = layered(columns / max(size * 9, 4), np.zeros_like(columns), 3, exponent=0.6, number=2)
        line = box.foot - size * (0.6 + 0.6 * wave)
        return np.asarray(np.clip(line - rows + 0.5, 0, 1), np.float32)


# How a figure is there, by how it is shown.
MANNERS = {"ground": "stands", "front": "stands", "water": "floats", "air": "flies"}


def _piece_of(role: Role, manner: str, box: Spot, *, is_hero: bool) -> Piece:
    """Return a figure's piece, without what is to be seen of it."""
    stature = read_statures().get(role.drawing)
    return Piece(
        values=np.empty((0, 0, 4), np.float32), rows=slice(0), columns=slice(0),
        away=box.away, nearest=box.away, foot=box.foot,
        kind=kind_of(role.drawing), manner=MANNERS[manner], name=role.drawing,
        tall=stature.height if stature else 0.0, is_hero=is_hero, is_in_front=manner == "front",
    )  # fmt: skip


def perform(painting: Painting, place: Place, cast: Cast, art: Art) -> None:
    """Add a cast to a painted place; if there is no room for the subject, the scenery stays as it is."""
    if cast.subject is None:
        return
    light = light_on_subject(painting, place)
    needs_table, cast = lay_out(place, cast)
    table = set_table(painting) if needs_table else None
    if needs_table and painting.plate is not None:
        painting.plate, painting.pieces = painting.copied(), []
    Ensemble(painting, TABLE if needs_table else place, light, art, table).enter(cast)
