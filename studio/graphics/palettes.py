"""The six palettes, one for each mood of a film."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as "#rrggbb".

    `night0` to `night2` are a dark ground from its darkest to its lightest, `ink` the letters on it, `accent1` and
    `accent2` what stands out on it, `sun` a disc. `paper0` and `paper1` are paper, `paper_ink` the letters on it,
    `paper_accent` what stands out, `marker` a marker and cut paper, `soft` paler cut paper. `flood1` and `flood2` are a
    ground in the key colours.
    """

    night0: str
    night1: str
    night2: str
    ink: str
    accent1: str
    accent2: str
    sun: str
    paper0: str
    paper1: str
    paper_ink: str
    paper_accent: str
    marker: str
    soft: str
    flood1: str
    flood2: str


def _palette(codes: str) -> Palette:
    return Palette(*(f"#{code}" for code in codes.split()))


PALETTE_OF = {
    "calm": _palette(
        "0A1C2B 11384A 2B6B75 F7F4EB F6DCA6 93D8D2 F3D9A4 F3F0E7 E6E4D6 15303B 1B6570 BFE0DA DDE9E3 F6DCA6 93D8D2"
    ),
    "uplifting": _palette(
        "260C38 651A50 D8504C FFF8EF FFD37C FFA98C FFBE5C FFF4E6 FBE3CB 36143A BC3046 FFD48A FFE3CC FFD37C FF9F80"
    ),
    "dramatic": _palette(
        "0C0A0D 231216 64201A F8F1E7 FF8F52 EBD8BC E8552B F0E8DC DDCFBD 1D1215 A5341A F2B48A E6D6C3 FF9C5E EE6234"
    ),
    "playful": _palette(
        "28126B 4B22B8 8A3FF0 FFFDF5 FFDB54 FF9CCB FF7FB8 FFF6E0 FFE7B8 2B1A66 C01C66 FFDB54 FFE0EC FFDB54 FF9CCB"
    ),
    "tech": _palette(
        "060D2B 0D2766 2263D6 F3F8FF 62E4F3 A3B4FF 3FA9F5 F0F5FC DCE7F8 0B1D40 1453CC A8E8F2 DCE8FC 6FE6F2 A3B4FF"
    ),
    "neutral": _palette(
        "0E0C1B 221B49 4D3CD8 F7F6FC BDB5FF FFA283 FF8A66 F7F6FB E9E6F6 15131F 4C3BDB CFC8FF E8E5FF C3BCFF FFB096"
    ),
}
