"""Tables that bring the colours of HDR and of wide gamuts into BT.709, as FFmpeg's `lut3d` reads them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Light = NDArray[np.float64]

# Codes of ITU-T H.273: the curves PQ and HLG (table 3), the primaries of BT.2020 and of Display P3 (table 2).
PQ, HLG = 16, 18
BT2020, P3 = 9, 12
# To linear BT.709 from linear light of these primaries; all have the white of D65 (BT.2087-0, annex 1; SMPTE EG 432-1).
_TO_709 = {
    BT2020: np.array([[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]]),
    P3: np.array([[1.2249, -0.2247, 0.0], [-0.0420, 1.0419, 0.0], [-0.0197, -0.0786, 1.0979]]),
}
_LUMA = np.array([0.2126, 0.7152, 0.0722])
# Points along each side of a table, between which is interpolated.
_POINTS = 33
# Candelas per square metre: what is shown as white in HDR (BT.2408-7, 2.2), and the brightest of a display for HLG.
_WHITE, _BRIGHTEST = 203.0, 1000.0
# Up to this share of white, light is left as it is; what is brighter comes ever closer to the brightest of SDR.
_KNEE = 0.5
# Exponent of the displays on which films are looked at.
_DISPLAY = 2.2


def needs_table(curve: int, primaries: int) -> bool:
    """Return whether the colours of a clip with these codes differ from BT.709."""
    return curve in (PQ, HLG) or primaries in _TO_709


def write_table(file: Path, curve: int, primaries: int) -> None:
    """Write the table for a clip with these codes: R'G'B' of the clip to R'G'B' of BT.709, from 0 to 1."""
    steps = np.linspace(0.0, 1.0, _POINTS)
    # Red changes fastest.
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    coded = np.stack([red, green, blue], axis=-1).reshape(-1, 3)
    lines = [
        f"LUT_3D_SIZE {_POINTS}",
        *(f"{r:.5f} {g:.5f} {b:.5f}" for r, g, b in _mapped(coded, curve, primaries)),
    ]
    file.write_text("\n".join(lines) + "\n", encoding="ascii")


def _mapped(coded: Light, curve: int, primaries: int) -> Light:
    if curve in (PQ, HLG):
        light = _softened((_from_pq(coded) if curve == PQ else _from_hlg(coded)) / _WHITE)
        # Who records HDR and says nothing of the primaries means those of BT.2020.
        primaries = primaries if primaries in _TO_709 else BT2020
    else:
        light = coded**_DISPLAY
    light = _inside(light @ _TO_709[primaries].T)
    return np.asarray(light ** (1 / _DISPLAY))


def _softened(light: Light) -> Light:
    """Bring light of 1 for white and more for what shines into 0..1; hues stay, as all three are scaled alike."""
    most = np.maximum(light.max(axis=1, keepdims=True), 1e-9)
    over = np.maximum(most - _KNEE, 0.0) / (1 - _KNEE)
    wanted = np.where(most <= _KNEE, most, _KNEE + (1 - _KNEE) * (1 - np.exp(-over)))
    return np.asarray(light * wanted / most)


def _inside(light: Light) -> Light:
    """Mix colours that BT.709 does not have with the grey of their own light, as much as they need."""
    grey = np.clip(light @ _LUMA, 0.0, 1.0)[:, None]
    low, high = light.min(axis=1, keepdims=True), light.max(axis=1, keepdims=True)
    share = np.ones_like(grey)
    share = np.where(low < 0, np.minimum(share, grey / np.maximum(grey - low, 1e-9)), share)
    share = np.where(high > 1, np.minimum(share, (1 - grey) / np.maximum(high - grey, 1e-9)), share)
    return np.asarray(np.clip(grey + (light - grey) * share, 0.0, 1.0))


def _from_pq(coded: Light) -> Light:
    """Return the candelas per square metre of PQ (SMPTE ST 2084, 5.1)."""
    m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
    power = coded ** (1 / m2)
    return np.asarray(10_000.0 * (np.maximum(power - c1, 0.0) / (c2 - c3 * power)) ** (1 / m1))


def _from_hlg(coded: Light) -> Light:
    """Return the candelas per square metre of HLG on a display of 1,000 (BT.2100-2, table 5)."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(coded <= 0.5, coded**2 / 3, (np.exp((coded - c) / a) + b) / 12)
    luminance = scene @ np.array([0.2627, 0.6780, 0.0593])
    return np.asarray(_BRIGHTEST * scene * np.maximum(luminance, 1e-9)[:, None] ** 0.2)
