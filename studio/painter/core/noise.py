"""Seamless noise, made once from fixed seeds and read anywhere at any scale."""

from __future__ import annotations

import functools
import math

import cv2
import numpy as np

from studio.painter.core.arrays import Array, look_up

TILE = 512


def spectral(
    random: np.random.Generator, rows: int, columns: int, exponent: float, lowest: float = 0.0
) -> Array:
    """Return seamless noise with mean 0 and deviation 1 whose power falls as 1 / frequency^exponent.

    Frequencies below `lowest` (in cycles per side) are left out. Spectral synthesis: Saupe, in Peitgen and Saupe,
    "The Science of Fractal Images", 1988.
    """
    down = np.fft.fftfreq(rows, 1 / rows).astype(np.float32)[:, None]
    across = np.fft.rfftfreq(columns, 1 / columns).astype(np.float32)[None]
    frequency = np.hypot(down, across)
    frequency[0, 0] = 1
    amplitude = frequency ** np.float32(-exponent / 2)
    amplitude[frequency < lowest] = 0
    amplitude[0, 0] = 0
    angle = random.random(amplitude.shape, np.float32) * np.float32(2 * np.pi)
    spectrum = np.empty(amplitude.shape, np.complex64)
    spectrum.real = np.cos(angle) * amplitude
    spectrum.imag = np.sin(angle) * amplitude
    values = np.fft.irfft2(spectrum, s=(rows, columns)).astype(np.float32)
    values -= values.mean()
    values /= values.std() + 1e-9
    return values


@functools.lru_cache(maxsize=16)
def tile(exponent: float, number: int = 0, lowest: float = 0.0, size: int = TILE) -> Array:
    """Return a noise tile (size, size) shared by all pictures, mean 0, deviation 1; treat it as read-only."""
    seed = (7_919, number, int(exponent * 100), int(lowest))
    values = spectral(np.random.default_rng(seed), size, size, exponent, lowest)
    values.setflags(write=False)
    return values


@functools.lru_cache(maxsize=16)
def octave(number: int = 0) -> Array:
    """Return a tile with a single octave: features of about TILE / 12 texels; mean 0, deviation 1, read-only."""
    random = np.random.default_rng((6_007, number))
    down = np.fft.fftfreq(TILE, 1 / TILE).astype(np.float32)[:, None]
    across = np.fft.rfftfreq(TILE, 1 / TILE).astype(np.float32)[None]
    band = np.exp(-(((np.hypot(down, across) - 11) / 4) ** 2))
    values = np.fft.irfft2(band * np.exp(2j * np.pi * random.random(band.shape)), s=(TILE, TILE)).astype(
        np.float32
    )
    values = (values - values.mean()) / values.std()
    values.setflags(write=False)
    return values


@functools.lru_cache(maxsize=8)
def bumps(number: int = 0) -> Array:
    """Return an octave with its slopes, (TILE, TILE, 3): height, across, down; deviation 1 each, read-only."""
    height = octave(number)
    across = np.roll(height, -1, 1) - np.roll(height, 1, 1)
    down = np.roll(height, -1, 0) - np.roll(height, 1, 0)
    stacked = np.stack([height, across / across.std(), down / down.std()], -1).astype(np.float32)
    stacked.setflags(write=False)
    return stacked


@functools.lru_cache(maxsize=4)
def slopes(number: int = 0) -> Array:
    """Return the slopes (TILE, TILE, 2) across and down of a rippled surface, deviation 1; treat as read-only."""
    surface = tile(3.2, 40 + number, lowest=4)
    across = (np.roll(surface, -1, 1) - np.roll(surface, 1, 1)) / 2
    down = (np.roll(surface, -1, 0) - np.roll(surface, 1, 0)) / 2
    stacked = np.stack([across / across.std(), down / down.std()], -1).astype(np.float32)
    stacked.setflags(write=False)
    return stacked


def wrapped(position: Array, scale: float = 1.0) -> Array:
    """Return positions, given in units of the largest feature, as texels of a tile near enough to read.

    `scale` is the largest whole number by which the result will be multiplied.
    """
    first, last = float(position.min()) / 12, float(position.max()) / 12
    if (last - math.floor(first)) * TILE * scale < 31_000:
        position = position - np.float32(12 * math.floor(first))
    else:
        position = position - 12 * np.floor(position / 12)
    return np.multiply(position, TILE / 12, dtype=np.float32)


def layered(across: Array, down: Array, octaves: int, exponent: float = 1.0, number: int = 0) -> Array:
    """Return the sum of octaves of noise at positions in units of the largest feature; mean 0, deviation 1.

    Each octave has twice the frequency and 1 / 2^exponent of the height of the one before.
    """
    base = octave(number)
    across, down = wrapped(across, 2 ** (octaves - 1)), wrapped(down, 2 ** (octaves - 1))
    total = np.zeros(np.broadcast(across, down).shape, np.float32)
    scale, height, weight = 1.0, 1.0, 0.0
    for level in range(octaves):
        shift = 137.3 * level + 61.7 * number
        column, row = across * np.float32(scale), down * np.float32(scale)
        column += np.float32(shift)
        row += np.float32(shift * 1.7)
        cv2.scaleAdd(look_up(base, column, row), height, total, total)
        weight += height * height
        scale, height = scale * 2, height * 0.5**exponent
    total *= np.float32(weight**-0.5)
    return total
