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

    def scaled(self, scale: float, frame: tuple[int, int]) -> Lettering:
        """Return the same around the same middle, in another size, as far as it lies in a frame of (width, height).

        Its sides and its place stay even numbers.
        """
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

        return Lettering(left, top, resized(self.ink), resized(self.remainder))._within(frame)

    def _within(self, frame: tuple[int, int]) -> Lettering:
        across, down = (
            (max(0, -self.left), min(self.size[0], frame[0] - self.left)),
            (max(0, -self.top), min(self.size[1], frame[1] - self.top)),
        )

        def cut(planes: tuple[Plane, Plane, Plane]) -> tuple[Plane, Plane, Plane]:
            luma, blue, red = (
                plane[down[0] // scale : down[1] // scale, across[0] // scale : across[1] // scale]
                for plane, scale in zip(planes, (1, 2, 2), strict=True)
            )
            return luma, blue, red

        return Lettering(self.left + across[0], self.top + down[0], cut(self.ink), cut(self.remainder))


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


def cropped(picture: Image.Image, place: tuple[int, int]) -> Lettering:
    """Return the part of an RGBA picture that is not clear, as a Lettering of a picture at a place in the frame."""
    left, top, right, bottom = picture.getbbox() or (0, 0, 2, 2)
    box = (left // 2 * 2, top // 2 * 2, -(-right // 2) * 2, -(-bottom // 2) * 2)
    return lettering_of(picture.crop(box), (place[0] + box[0], place[1] + box[1]))
