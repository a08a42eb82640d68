"""An empty room with its windows, the basis of all interiors."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from studio.painter.buildings.furniture import Piece
from studio.painter.buildings.indoors import Lamp, RoomLight, Window
from studio.painter.buildings.solids import Face, Model, Paint, plain, vector
from studio.painter.buildings.windows import bars, folds, outside
from studio.painter.core.arrays import Array, blur, mix
from studio.painter.core.colours import colour, luminance
from studio.painter.core.sprites import Spot, paste
from studio.painter.core.turned import Paint as TurnedPaint
from studio.painter.core.turned import Profile, turned
from studio.painter.core.view import SKY, Painting, View


@dataclass(slots=True)
class Room:
    """A room `width` x `height` x `length` metres, seen from its near end; `side` is the side of its windows."""

    view: View
    width: float
    height: float
    length: float
    eye: float
    light: RoomLight
    model: Model
    rounds: list[tuple[Profile, TurnedPaint, float, float, float, float, float, float]] = field(
        default_factory=list
    )

    def add(self, *pieces: Piece) -> None:
        for faces, blocks in pieces:
            self.model.add(faces)
            self.light.blocks.extend(blocks)

    def _is_dark(self) -> bool:
        return self.view.light.is_dark or self.view.time == "dusk"

    def hang(self, faces: list[Face]) -> None:
        self.model.add(faces)

    def stand(
        self, profile: Profile, paint: TurnedPaint, right: float, up: float, away: float, tall: float, aspect: float = 0.6,
        shine: float = 0.12,
    ) -> None:  # fmt: skip
        """Add a turned thing (a vase, a lampshade), `tall` metres high; its profile is in that unit."""
        self.rounds.append((profile, paint, right, up, away, tall, aspect, shine))

    def _set_rounds(self, pixels: Array, depth: Array) -> None:
        view = self.view
        for profile, paint, right, up, away, tall, aspect, shine in sorted(
            self.rounds, key=lambda item: -item[4]
        ):
            spot = vector(right, up + tall / 2, away)
            arriving = (
                self.light(spot[None], vector(-view.side * 0.0, 0, -1))[0]
                + self.light(spot[None], vector(view.side, 0, 0))[0]
            )
            light = replace(
                view.light,
                azimuth=view.side * 1.35,
                elevation=0.45,
                sun=arriving * 0.75,
                ambient=arriving * 0.4 + self.light.ambient * 0.5,
            )
            size = view.focal * tall / away
            sprite = turned(light, profile, paint, aspect, int(np.clip(size, 24, 420)), shine)
            x = view.centre + view.focal * right / away
            y = view.horizon - view.focal * (up - self.eye) / away
            paste(view, pixels, depth, sprite, Spot(x, y, size, away), None)

    def lamp(self, right: float, up: float, away: float, tint: Array) -> None:
        self.light.lamps.append(Lamp(vector(right, up, away), tint))

    def paint(self, ground: float = 0.86) -> Painting:
        """Render everything, then add a bloom around bright windows."""
        view = self.view
        pixels = np.zeros((view.height, view.width, 3), np.float32) + self.light.ambient
        depth = np.full((view.height, view.width), SKY, np.float32)
        self.model.render(pixels, depth)
        self._set_rounds(pixels, depth)
        # Eyes adapt to a room: the exposure is for its walls, not its windows.
        middle = float(np.median(luminance(pixels[::4, ::4])))
        wanted = 0.13 if self._is_dark() else 0.3
        pixels *= np.float32(np.clip((wanted / max(middle, 1e-3)) ** 0.8, 0.6, 3.5))
        bright = np.maximum(pixels - 0.9, 0)
        pixels += blur(bright, view.unit / 60) * 0.35 + blur(bright, view.unit / 14) * 0.22
        left = (0.08 if view.side > 0 else 0.5) * view.width
        floor = ground * view.height
        slot = (left, max(floor - 0.6 * view.height, 0.1 * view.height), left + 0.42 * view.width, floor)
        return Painting(pixels=pixels, depth=depth, view=view, ground=floor, slot=slot, gain=1.0)


def room(
    view: View, *, floor: Paint, wall: Paint, back: Paint | None = None, height: float = 2.9, length: float = 4.8,
    wide: float = 0.74, windows: int = 2, window_on_back: bool = False, curtains: Array | None = None, eye: float = 1.3,
) -> Room:  # fmt: skip
    """Return the empty room; `wide` is the back wall's share of the picture's width."""
    view.horizon = view.height * (0.42 + 0.12 * ((view.turn * 3) % 1))
    view.shift = (0.0, 0.13, -0.09, 0.17, -0.15)[view.number % 5] * view.side
    width = max(length * view.width / view.focal * wide, 3.2)
    height = max(height, min(eye + view.horizon / view.focal * length * 0.92, height * 1.5))
    light = _room_light(view, width, height, length)
    model = Model(view, eye, lambda points, normal: light(points, normal))
    built = Room(view, width, height, length, eye, light, model)
    _add_shell(built, floor, wall, back or wall)
    _add_windows(built, windows, curtains, on_back=window_on_back)
    # Sunbeams have sharp edges: they are computed for each pixel of floor and walls, not on a coarse grid.
    model.illuminate = light
    return built


def _room_light(view: View, width: float, height: float, length: float) -> RoomLight:
    light = view.light
    dark = light.is_dark or view.time == "dusk"
    low = max(math.sin(light.elevation), 0.28)
    toward = vector(view.side * 0.86, low * 1.05, 0.32)
    toward /= np.linalg.norm(toward)
    sun = light.sun * (1.5 if light.overcast < 0.3 and not dark else 0.0)
    warm = mix(light.ambient, light.ambient * colour("#ffe9cf"), 0.5)
    sky = (light.ambient * 6.0 + light.sun * 1.6) * (0.22 if dark else 1.0)
    ambient = colour("#ffb970") * 0.11 + warm * 0.1 if dark else warm * 0.36 + light.sun * 0.07
    return RoomLight((width, height, length), sky.astype(np.float32), sun, toward, ambient.astype(np.float32))


def _add_shell(built: Room, floor: Paint, wall: Paint, back: Paint) -> None:
    width, height, length = built.width, built.height, built.length
    ceiling = plain(colour("#f4f1ea") * 0.92)
    left, right, near = -width / 2, width / 2, -1.0
    deep = length - near
    built.model.add(
        [
            _sunned(built, Face(vector(left, 0, near), vector(width, 0, 0), vector(0, 0, deep), floor, 40)),
            _sunned(
                built, Face(vector(left, 0, length), vector(width, 0, 0), vector(0, height, 0), back, 24)
            ),
            _sunned(built, Face(vector(left, 0, near), vector(0, 0, deep), vector(0, height, 0), wall, 24)),
            _sunned(
                built, Face(vector(right, 0, length), vector(0, 0, -deep), vector(0, height, 0), wall, 24)
            ),
            Face(vector(left, height, length), vector(width, 0, 0), vector(0, 0, -deep), ceiling, 24),
        ]
    )
    board = plain(colour("#efe9de"))
    for start, along in (
        (vector(left, 0, length - 0.02), vector(width, 0, 0)),
        (vector(left + 0.02, 0, near), vector(0, 0, deep)),
        (vector(right - 0.02, 0, length), vector(0, 0, -deep)),
    ):
        built.model.add([Face(start, along, vector(0, 0.1, 0), board, 12)])


def _sunned(built: Room, face: Face) -> Face:
    """Add the sunlight through the windows to a face, pixel by pixel."""
    face.direct = built.light.sunlight
    return face


def _add_windows(built: Room, count: int, curtains: Array | None, *, on_back: bool) -> None:
    view, width, height, length = built.view, built.width, built.height, built.length
    sill, head = 0.85, min(height - 0.35, 2.6)
    if on_back:
        run, inward = width, vector(0, 0, -1)
        start, along = vector(-width / 2, sill, length - 0.03), vector(1, 0, 0)
    elif view.side > 0:
        run, inward = length - 1.0, vector(-1, 0, 0)
        start, along = vector(width / 2 - 0.03, sill, length), vector(0, 0, -1)
    else:
        run, inward = length - 1.0, vector(1, 0, 0)
        start, along = vector(-width / 2 + 0.03, sill, 1.0), vector(0, 0, 1)
    pane = run / (count + (count + 1) * 0.38)
    gap = 0.38 * pane
    for number in range(count):
        corner = start + along * (gap + number * (pane + gap))
        window = Window(corner, along * pane, vector(0, head - sill, 0), inward)
        built.light.windows.append(window)
        face = Face(corner, along * pane, vector(0, head - sill, 0), bars(pane, head - sill), 2)
        face.glow = outside(view, pane, head - sill, number)
        built.model.add([face])
        if curtains is not None:
            for edge, wide in ((-0.26, 0.3), (pane - 0.04, 0.3)):
                cloth = Face(
                    corner + along * edge + inward * 0.06 - vector(0, 0.25, 0),
                    along * wide,
                    vector(0, head - sill + 0.4, 0),
                    folds(curtains),
                    6,
                )
                built.model.add([cloth])
