"""Bodies for drawings of a head only: a sitting or standing animal, a person down to the chest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Side of the square sheet on which all is drawn; the feet nearly touch its lower edge.
SHEET = 64


@dataclass(frozen=True, slots=True)
class Coat:
    """The look of a body: `build` is one of BUILDS and `tail` one of TAILS or "".

    The colours are of fur or cloth, of lighter or darker parts (belly, trimming), and of the paws.
    """

    build: str
    fur: str
    belly: str
    paws: str
    tail: str = ""


COATS: Mapping[str, Coat] = {
    "fox": Coat("sitting", "#f07a26", "#ffd9b8", "#5a3535", "brush"),
    "wolf": Coat("sitting", "#8d8a92", "#cfccd4", "#6d6a74", "bushy"),
    "raccoon": Coat("sitting", "#9a97a3", "#d6d3dc", "#4d4955", "ringed"),
    "lion": Coat("sitting", "#f0a540", "#ffd28c", "#e39a3c", "tufted"),
    "bear": Coat("sitting", "#8a5545", "#b98a6c", "#6d3f35"),
    "polar-bear": Coat("sitting", "#e4e2ec", "#f6f5fa", "#d2cfdd"),
    "panda": Coat("sitting", "#e9e5f2", "#f8f6fc", "#564f80"),
    "koala": Coat("sitting", "#98959f", "#dddae2", "#7c7984"),
    "hamster": Coat("sitting", "#f7a883", "#ffdcc8", "#f28d7c"),
    "frog": Coat("sitting", "#3fc79a", "#ffd27a", "#2fae86"),
    "alien": Coat("sitting", "#6fdc6a", "#a6f08c", "#56bf55"),
    "moose": Coat("standing", "#7d5145", "#9a6c58", "#4b2f35", "short"),
    "boar": Coat("standing", "#87564a", "#9c6a5a", "#5b3638", "short"),
    "unicorn": Coat("standing", "#ccb4f6", "#e2d2ff", "#8d6fd0", "mane"),
    "robot": Coat("built", "#d9d5e8", "#8f88ad", "#e8355f"),
    "old-man": Coat("dressed", "#4f6f8f", "#e9e4da", "#ffc83d"),
    "old-woman": Coat("dressed", "#a8567a", "#f3dfe4", "#ffc83d"),
    "santa-claus": Coat("dressed", "#d8283c", "#f4f0f2", "#ffc83d"),
    "mrs-claus": Coat("dressed", "#d8283c", "#f4f0f2", "#ffc83d"),
}
# Position of the head on the sheet: left, top, side.
HEADS = {
    "sitting": (14.5, 0.0, 35.0),
    "dressed": (13.5, 5.0, 37.0),
    "built": (16.5, 0.0, 31.0),
    "moose": (1.0, 0.0, 33.0),
    "unicorn": (2.0, 0.0, 35.0),
    "boar": (1.0, 18.0, 31.0),
}
TAILS = {
    "brush": '<path fill="{fur}" d="M43 60c10 1 17-5 17-14c0-5-3-9-6-11c1 6-2 10-6 13c-4 3-7 6-7 8c0 3 1 4 2 4"/>'
    '<path fill="{belly}" d="M59.500 42c-1-3-3-5.500-5.500-7c.8 4.600-.7 8-3 10.500c3 1.500 6.500 1 8.700-.5c0-1 0-2-.2-3"/>',
    "bushy": '<path fill="{fur}" d="M43 61c9 1 16-3 16-11c0-4-2-7-4-9c0 5-3 8-6 10c-4 2-8 5-8 7c0 2 1 3 2 3"/>',
    "ringed": '<path fill="none" stroke="{fur}" stroke-width="8" stroke-linecap="round" d="M43 57c6 1 12-2 13-12"/>'
    '<path fill="none" stroke="{paws}" stroke-width="8" stroke-dasharray="2.600 3.600" d="M46 57.200c6 0 10-4 10.200-14"/>',
    "tufted": '<path fill="none" stroke="{fur}" stroke-width="2.600" stroke-linecap="round" d="M43 59c8 1 13-3 13-12"/>'
    '<ellipse cx="56.200" cy="44.500" rx="3.400" ry="4.600" fill="#7c3f3f"/>',
    "short": '<path fill="{paws}" d="M57 35c3 1 4.500 4 4 8c-2.500-1-5-3-6-6z"/>',
    "mane": '<path fill="url(#body-mane)" d="M54 31c6-1 9 4 8 11c-.5 5 0 8 1 11c-6-1-9-6-9-12z"/>',
}
_SHADES = (
    '<defs><radialGradient id="body-fur" cx=".38" cy=".3" r=".85"><stop stop-color="#fff" stop-opacity=".2"/>'
    '<stop offset=".45" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#3a1030" stop-opacity=".34"/></radialGradient>'
    '<linearGradient id="body-mane" x2="0" y2="1"><stop stop-color="#7fb8ff"/><stop offset="1" stop-color="#ff7ad9"/></linearGradient></defs>'
)
BUILDS = {
    "sitting": (
        "{tail}"
        '<ellipse cx="20.500" cy="53" rx="8.500" ry="8.600" fill="{fur}"/><ellipse cx="20.500" cy="53" rx="8.500" ry="8.600" fill="url(#body-fur)"/>'
        '<ellipse cx="43.500" cy="53" rx="8.500" ry="8.600" fill="{fur}"/><ellipse cx="43.500" cy="53" rx="8.500" ry="8.600" fill="url(#body-fur)"/>'
        '<ellipse cx="19" cy="60" rx="6.200" ry="2.900" fill="{paws}"/><ellipse cx="45" cy="60" rx="6.200" ry="2.900" fill="{paws}"/>'
        '<path id="body-trunk" fill="{fur}" d="M32 24c-8 0-11 8-12.500 16c-1.500 9-1 20 12.500 20s14-11 12.500-20C43 32 40 24 32 24"/>'
        '<path fill="url(#body-fur)" d="M32 24c-8 0-11 8-12.500 16c-1.500 9-1 20 12.500 20s14-11 12.500-20C43 32 40 24 32 24"/>'
        '<ellipse cx="32" cy="44" rx="7.600" ry="12" fill="{belly}"/>'
        '<path fill="{fur}" d="M24.500 40c2.600 0 4.300 2 4.500 5l.6 14.500h-7L21.500 45c-.2-3 1-5 3-5M39.500 40c-2.600 0-4.300 2-4.500 5l-.6 14.500h7L42.500 45c.2-3-1-5-3-5"/>'
        '<path fill="none" stroke="#3a1030" stroke-opacity=".22" stroke-width=".7" d="M28.800 44l.7 15M35.200 44l-.7 15"/>'
        '<ellipse cx="26" cy="60" rx="4.300" ry="2.700" fill="{paws}"/><ellipse cx="38" cy="60" rx="4.300" ry="2.700" fill="{paws}"/>'
        '<ellipse cx="32" cy="31" rx="8.600" ry="4.600" fill="#3a1030" fill-opacity=".2"/>'
    ),
    "standing": (
        "{tail}"
        '<path fill="{paws}" d="M28 42h5.500l-.6 18.500h-4.300zM49 42h5.500l.4 18.500h-4.300z"/>'
        '<path fill="{fur}" d="M20 40c-3-10 4-16 14-15c6 .6 11 1.600 16 3c7 2 9.500 8 8 14c-1.200 5-6 7-13 7H30c-5 0-8.500-3-10-9"/>'
        '<path fill="url(#body-fur)" d="M20 40c-3-10 4-16 14-15c6 .6 11 1.600 16 3c7 2 9.500 8 8 14c-1.200 5-6 7-13 7H30c-5 0-8.500-3-10-9"/>'
        '<path fill="{belly}" fill-opacity=".6" d="M28 47.500c5-2.500 14-2.500 20 0c-2 1.300-4 1.500-6 1.500H31c-1.200 0-2-.6-3-1.500"/>'
        '<path fill="{fur}" d="M21.500 42h6.500l-.4 17h-5.200zM51.500 40h6.300l-.4 19h-5.200z"/>'
        '<path fill="{paws}" d="M22.200 57.500h5.600l.3 4h-6.200zM52 57.500h5.700l.3 4h-6.300z"/>'
    ),
    "built": (
        '<path fill="{belly}" d="M29 27h6v8h-6zM22.500 50h5.500v9h-5.500zM36 50h5.500v9H36z"/>'
        '<path fill="none" stroke="{belly}" stroke-width="3.600" stroke-linecap="round" d="M18.500 37c-5 2-6.500 6-6 11M45.500 37c5 2 6.500 6 6 11"/>'
        '<circle cx="12.500" cy="49" r="3.200" fill="{paws}"/><circle cx="51.500" cy="49" r="3.200" fill="{paws}"/>'
        '<rect x="18" y="32" width="28" height="20" rx="6" fill="{fur}"/><rect x="18" y="32" width="28" height="20" rx="6" fill="url(#body-fur)"/>'
        '<rect x="24" y="37" width="16" height="9" rx="2.500" fill="#3a2c55"/><circle cx="28.500" cy="41.500" r="1.800" fill="#4fc3f7"/>'
        '<circle cx="35.500" cy="41.500" r="1.800" fill="#ffc83d"/>'
        '<path fill="{paws}" d="M20 62c0-3 2-5 5-5h3c1.500 0 2.500 1 2.500 2.500V62zM44 62c0-3-2-5-5-5h-3c-1.500 0-2.500 1-2.500 2.500V62z"/>'
    ),
    "dressed": (
        '<path fill="{paws}" d="M27 32h10v12H27z"/>'
        '<path fill="#3a1030" fill-opacity=".18" d="M27 36c3 3 7 3 10 0v3c-3 3-7 3-10 0z"/>'
        '<path fill="{fur}" d="M7 64c0-14 6-20 19-22.500c4 3 8 3 12 0C51 44 57 50 57 64z"/>'
        '<path fill="{belly}" d="M26 41.500L32 52l6-10.500l2.500 1L33.500 64h-3L23.500 42.500z"/>'
        '<path fill="none" stroke="#3a1030" stroke-opacity=".28" stroke-width=".8" d="M17 53c1 4 1.500 7 1.500 11M47 53c-1 4-1.500 7-1.500 11"/>'
    ),
}


def add_body(name: str, svg: str) -> str:
    """Return the drawing of a head (an SVG) with a body under it; any other drawing unchanged."""
    coat = COATS.get(name)
    box = re.search(r'viewBox="([^"]+)"', svg)
    if coat is None or box is None:
        return svg
    colours = {"fur": coat.fur, "belly": coat.belly, "paws": coat.paws}
    tail = TAILS[coat.tail].format(**colours) if coat.tail else ""
    body = BUILDS[coat.build].format(**colours, tail=tail)
    left, top, side = HEADS.get(name) or HEADS[coat.build]
    head = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SHEET} {SHEET}">{_SHADES}{body}'
        f'<svg x="{left}" y="{top}" width="{side}" height="{side}" viewBox="{box.group(1)}">{head}</svg></svg>'
    )
