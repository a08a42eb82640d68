"""Drawn letters in the planes of the encoder, ready to blend onto a frame."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from studio.film.picture.planes import Frame, Plane, planes_of_rgb, rounded


@dataclass(frozen=True, slots=True)
class Lettering:
    """Drawn letters: their upper left corner, and per plane premultiplied values and the share left of the frame."""

    left: int
    top: int
    ink: tuple[Plane, Plane, Plane]
    remainder: tuple[Plane, Plane, Plane]

    def blend_onto(self, frame: Frame) -> None:
        """Blend the letters over a frame, changing nothing outside its own box."""
        for plane, ink, remainder in zip(frame.planes, self.ink, self.remainder, strict=True):
            scale = frame.y.shape[0] // plane.shape[0]
            top, left = self.top // scale, self.left // scale
            region = plane[top : top + ink.shape[0], left : left + ink.shape[1]]
            cv2.multiply(region, remainder, dst=region, scale=1 / 255)
            cv2.add(region, ink, dst=region)

    @property
    def size(self) -> tuple[int, int]:
        """Its (width, height) in pixels."""
        height, width = self.ink[0].shape
        return width, height

    def scaled(self, scale: float) -> Lettering:
        """Return the same around the same middle, in another size; its sides and its place stay even numbers."""
        width, height = (max(2, round(side * scale / 2) * 2) for side in self.size)
        left = self.left + (self.size[0] - width) // 4 * 2
        top = self.top + (self.size[1] - height) // 4 * 2

        def resized(planes: tuple[Plane, Plane, Plane]) -> tuple[Plane, Plane, Plane]:
            sizes = ((width, height), (width // 2, height // 2), (width // 2, height // 2))
            luma, blue, red = (
                np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR), np.uint8)
                for plane, size in zip(planes, sizes, strict=True)
            )
            return luma, blue, red

        return Lettering(left, top, resized(self.ink), resized(self.remainder))


def lettering_of(picture: Image.Image, place: tuple[int, int]) -> Lettering:
    """Return an RGBA picture as a Lettering; its sides and its place in the frame are even numbers."""
    pixels = np.asarray(picture)
    opacity = np.asarray(pixels[:, :, 3], np.float32) / 255
    ink = [plane * opacity for plane in planes_of_rgb(np.ascontiguousarray(pixels[:, :, :3]))]
    half = (picture.width // 2, picture.height // 2)
    chroma = [cv2.resize(plane, half, interpolation=cv2.INTER_AREA) for plane in (*ink[1:], opacity)]
    luma_rest, chroma_rest = rounded(1 - opacity, 255), rounded(1 - chroma[2], 255)
    ink_planes = (rounded(ink[0]), rounded(chroma[0]), rounded(chroma[1]))
    return Lettering(place[0], place[1], ink_planes, (luma_rest, chroma_rest, chroma_rest))
