"""Flying birds, made from the art's drawings of sitting ones: bent forward, with spread wings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from studio.painter.figures.drawings import DRAWINGS

FLYING = "-flying"
# Side of the sheet on which a bird of 32 x 32 is drawn with its wings, and the position of its middle there.
SHEET, MIDDLE = 60, (30.0, 36.0)


@dataclass(frozen=True, slots=True)
class Wing:
    """A bird's wings: root on its drawing (32 x 32), colours of the near and the far one, and size.

    `bend` is the angle in degrees by which the bird leans forward. A bird seen from the front spreads both
    wings to the sides.
    """

    root: tuple[float, float]
    near: str
    far: str
    bend: float = 0.0
    size: float = 1.0
    is_front: bool = False


WINGS: Mapping[str, Wing] = {
    "owl": Wing((9.5, 16.0), "#7a5138", "#5a3828", size=1.0, is_front=True),
    "blackbird": Wing((17.0, 14.0), "#54477a", "#382c54", 32),
    "parrot": Wing((15.5, 14.0), "#2f7fd0", "#f2b53a", 26),
    "duck": Wing((18.0, 18.0), "#c9c3d6", "#8d8799"),
    "swan": Wing((19.0, 19.0), "#f1eef6", "#c9c4d4", size=1.1),
    "goose": Wing((16.0, 17.0), "#9a6248", "#6b4232", 8),
    "flamingo": Wing((18.0, 11.5), "#ff86b0", "#d95c8c", 6, 0.95),
    "lady-beetle": Wing((11.0, 13.0), "#e2c9d2", "#cbb0bd", size=0.9, is_front=True),
    "beetle": Wing((11.0, 12.0), "#c9dcc4", "#a8c2a4", size=0.9, is_front=True),
    "cricket": Wing((16.0, 13.0), "#a5e08c", "#6cb45e", size=0.8),
}
_WING = "M-3.500 3C-7-8-2-19 11-25c.6 3.600.2 6.400-.6 8.800c2-.9 3.600-1.200 5.200-1.200c-.4 3.600-1.800 6-3.600 7.800c1.600-.4 3-.4 4.400 0c-1.400 4-5 6.600-8 7.800c-4 1.800-9 3.600-11.900 4.800"
_FEATHERS = "M-1-1C1-9 5-15 9.500-18M2 .500C5-5 8-8.500 12.500-11"


def can_fly(name: str) -> bool:
    """Return whether a drawing of a sitting or standing animal has a flying version, its name plus FLYING."""
    return name in WINGS or f"{name}{FLYING}" in DRAWINGS


def perched(name: str) -> str:
    """Return the drawing that a flying one is made from; any other name unchanged."""
    bird = name.removesuffix(FLYING)
    return bird if bird in WINGS else name


def spread_wings(name: str, svg: str) -> str:
    """Return a flying bird, made from the SVG of a sitting one; any other drawing unchanged."""
    bird = name.removesuffix(FLYING)
    box = re.search(r'viewBox="([^"]+)"', svg)
    if bird == name or bird not in WINGS or box is None:
        return svg
    wing = WINGS[bird]
    content = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    left, top = MIDDLE[0] - 16, MIDDLE[1] - 16
    body = f'<svg x="{left}" y="{top}" width="32" height="32" viewBox="{box.group(1)}">{content}</svg>'
    x, y = left + wing.root[0], top + wing.root[1]
    if wing.is_front:
        other = 2 * MIDDLE[0] - x
        behind = _draw(wing.near, x, y, f"rotate(-62) scale({-wing.size} {wing.size})")
        behind += _draw(wing.near, other, y, f"rotate(62) scale({wing.size})")
        inner = f"{behind}{body}"
    else:
        far = _draw(wing.far, x - 2.5, y, f"rotate(-34) scale({0.94 * wing.size})")
        inner = f"{far}{body}{_draw(wing.near, x, y, f'rotate(8) scale({wing.size})')}"
    turned = f'<g transform="rotate({-wing.bend} {MIDDLE[0]} {MIDDLE[1]})">{inner}</g>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SHEET} {SHEET}">{turned}</svg>'


def _draw(tone: str, x: float, y: float, turn: str) -> str:
    return (
        f'<g transform="translate({x} {y}) {turn}"><path fill="{tone}" d="{_WING}"/>'
        f'<path fill="none" stroke="#2a1030" stroke-opacity=".22" stroke-width=".8" stroke-linecap="round" d="{_FEATHERS}"/></g>'
    )
