"""A few drawings of our own, for common things that the art lacks, in the art's soft style."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing of our own, with all that the painter needs to know about it.

    `shapes` are elements of SVG on a sheet of 32 x 32. `words` are those that call for it, in the singular, separated
    by commas. `traits` are names of `traits.tsv`. The other facts are those of a `Stature`.
    """

    name: str
    shapes: str
    words: str
    kind: str
    height: float
    stage: str
    faces: str = ""
    cut: str = ""
    traits: frozenset[str] = frozenset()

    @property
    def svg(self) -> str:
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{self.shapes}</svg>'


_GLASS = (
    '<defs><linearGradient id="own-water" x2="0" y2="1"><stop stop-color="#bfe6ff"/><stop offset="1" stop-color="#5fb4ec"/></linearGradient>'
    '<linearGradient id="own-glass"><stop stop-color="#eaf6ff"/><stop offset=".5" stop-color="#cfe6f5"/><stop offset="1" stop-color="#a9cbe2"/>'
    "</linearGradient></defs>"
    '<path fill="url(#own-glass)" d="M7 2.500h18c.9 0 1.500.8 1.400 1.600l-2.200 23.400c-.2 1.500-1.300 2.500-2.800 2.500H10.600c-1.500 0-2.600-1-2.800-2.500L5.600 4.100c-.1-.8.500-1.600 1.400-1.600"/>'
    '<path fill="url(#own-water)" d="M7.600 9.500h16.800l-1.700 17.200c-.1 1.100-.8 1.800-1.900 1.800h-9.600c-1.100 0-1.800-.7-1.900-1.800z"/>'
    '<ellipse cx="16" cy="9.500" rx="8.400" ry="1.500" fill="#e3f5ff"/><ellipse cx="16" cy="3.800" rx="9.300" ry="1.200" fill="#f6fcff"/>'
    '<path fill="#fff" fill-opacity=".6" d="M9.400 12l1 13c.1.900 1.200.8 1.200 0l-.6-13c-.1-.9-1.700-.9-1.600 0"/>'
)
_ATOM = (
    '<defs><radialGradient id="own-core" cx=".35" cy=".3" r=".8"><stop stop-color="#ffb36b"/><stop offset="1" stop-color="#e0442a"/></radialGradient>'
    '<radialGradient id="own-electron" cx=".35" cy=".3" r=".8"><stop stop-color="#a9dcff"/><stop offset="1" stop-color="#2f7fd0"/></radialGradient></defs>'
    '<g fill="none" stroke="#7d8fd8" stroke-width="1.500"><ellipse cx="16" cy="16" rx="14.200" ry="5.400"/>'
    '<ellipse cx="16" cy="16" rx="14.200" ry="5.400" transform="rotate(60 16 16)"/>'
    '<ellipse cx="16" cy="16" rx="14.200" ry="5.400" transform="rotate(120 16 16)"/></g>'
    '<circle cx="14.500" cy="14.800" r="2.900" fill="url(#own-core)"/><circle cx="18" cy="15.200" r="2.900" fill="#8f6fd0"/>'
    '<circle cx="16.200" cy="18" r="2.900" fill="url(#own-core)"/><circle cx="30" cy="16" r="1.800" fill="url(#own-electron)"/>'
    '<circle cx="9" cy="3.800" r="1.800" fill="url(#own-electron)"/><circle cx="9" cy="28.200" r="1.800" fill="url(#own-electron)"/>'
)
_GOLD = (
    '<defs><linearGradient id="own-gold" x2="0" y2="1"><stop stop-color="#ffe07a"/><stop offset="1" stop-color="#e8a52a"/></linearGradient></defs>'
    '<g id="own-bar"><path fill="#c8841f" d="M2 28.500l2.400-8.500h9.200l2.400 8.500z"/><path fill="url(#own-gold)" d="M4.400 20l1.600-2.500h6l1.600 2.500z"/>'
    '<path fill="url(#own-gold)" d="M3 27.500l2-6.800h8l2 6.800z"/></g>'
    '<g transform="translate(14.500 0)"><path fill="#c8841f" d="M2 28.500l2.400-8.500h9.200l2.400 8.500z"/><path fill="url(#own-gold)" d="M4.400 20l1.600-2.500h6l1.600 2.500z"/>'
    '<path fill="url(#own-gold)" d="M3 27.500l2-6.800h8l2 6.800z"/></g>'
    '<g transform="translate(7.200 -10.500)"><path fill="#c8841f" d="M2 28.500l2.400-8.500h9.200l2.400 8.500z"/><path fill="url(#own-gold)" d="M4.400 20l1.600-2.500h6l1.600 2.500z"/>'
    '<path fill="url(#own-gold)" d="M3 27.500l2-6.800h8l2 6.800z"/></g>'
)


def _soaring(name: str, body: tuple[str, str], wings: tuple[str, str, str], tips: str, beak: str) -> str:
    """Return a bird that soars to the left; `wings` are its colours from far to near."""
    return (
        f'<defs><linearGradient id="{name}-near" x2="0" y2="1"><stop stop-color="{wings[1]}"/><stop offset="1" stop-color="{wings[2]}"/></linearGradient>'
        f'<linearGradient id="{name}-far" x2="0" y2="1"><stop stop-color="{wings[0]}"/><stop offset="1" stop-color="{wings[1]}"/></linearGradient>'
        f'<radialGradient id="{name}-body" cx=".4" cy=".3" r=".8"><stop stop-color="{body[0]}"/><stop offset=".55" stop-color="{body[0]}"/>'
        f'<stop offset="1" stop-color="{body[1]}"/></radialGradient></defs><g transform="scale(.3333)">'
        f'<path fill="url(#{name}-far)" d="M52 52C56 36 66 22 91 14c-1 4-4 7-8 9 2 0 4 .5 5 1.500-2 3-6 5-10 6.500 1.500.3 3 1 4 2C74 39 66 46 60 58z"/>'
        f'<path fill="{tips}" d="M91 14c-1 4-4 7-8 9 2 0 4 .5 5 1.500-2 3-6 5-10 6.500L76 22C81 18.500 86 16 91 14z"/>'
        f'<path fill="{body[1]}" d="M56 55C64 53 72 54 81 59c-3 1-6 1.500-9 1.500 2 1 3.500 2 4.500 3.500-8 1.500-15 1-21-1z"/>'
        f'<path fill="url(#{name}-body)" d="M22 60c0-6 5-9.500 10.500-9 5 .4 9 2 14 2.500 8 .8 15 2 20 5-6 7-16 10-26 9.500-6-.3-10-1.500-13-3.500-3-.5-5.500-2-5.500-4.500z"/>'
        f'<path fill="url(#{name}-near)" d="M50 57C42 40 30 30 5 27c2 4 5 6 9 7.500-2 .2-3.500.8-5 1.800 3 3 7 4.500 11 5.500-1.500.5-3 1.200-4 2.200C26 48 34 54 42 62c3 2 7 0 8-5z"/>'
        f'<path fill="{tips}" d="M5 27c2 4 5 6 9 7.500-2 .2-3.500.8-5 1.800 3 3 7 4.500 11 5.500l2-10C17 29 11 27.700 5 27z"/>'
        f'<path fill="{beak}" d="M23 58.500c-4 .2-7 1.700-9.500 4.500 3.500 1 7 .8 10.500-1z"/><circle cx="28.500" cy="57" r="1.700" fill="#1d1a2b"/></g>'
    )


_GULL = _soaring("own-gull", ("#ffffff", "#c6cddc"), ("#d3dce6", "#bcc8d6", "#8796aa"), "#414a59", "#f2a33a")
# Plain "birds" of no kind, which may fly anywhere: brown above and pale below.
_BIRD = _soaring("own-bird", ("#f3dcc0", "#cf9f74"), ("#b98561", "#a8714c", "#7c4d33"), "#4f3125", "#e8a23c")
_OWN = (
    Drawing(
        name="glass-of-water",
        shapes=_GLASS,
        words="drinking water, glass of water, mineral water, tap water",
        kind="thing",
        height=0.2,
        stage="table",
    ),
    Drawing(
        name="atom",
        shapes=_ATOM,
        words="atom, electron, molecule, neutron, nuclear physics, proton, quantum physics",
        kind="sign",
        height=0.6,
        stage="table",
    ),
    Drawing(
        name="gold-bars",
        shapes=_GOLD,
        words="gold, gold bar, gold price, gold reserve",
        kind="thing",
        height=0.2,
        stage="table",
    ),
    Drawing(
        name="gull",
        shapes=_GULL,
        words="albatross, gull, seagull, tern",
        kind="animal",
        height=0.5,
        stage="air",
        faces="left",
    ),
    # No word calls for it: it is the flying twin of the art's bird.
    Drawing(name="bird-flying", shapes=_BIRD, words="", kind="animal", height=0.5, stage="air", faces="left"),
)
DRAWINGS: dict[str, Drawing] = {drawing.name: drawing for drawing in _OWN}
