"""A few drawings of our own, for what texts name often and the art lacks: SVG on 32 x 32, in the art's soft manner."""

from __future__ import annotations

from collections.abc import Mapping

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
DRAWINGS: Mapping[str, str] = {
    name: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{shapes}</svg>'
    for name, shapes in {"glass-of-water": _GLASS, "atom": _ATOM, "gold-bars": _GOLD}.items()
}
