"""One frame of a graphic scene, drawn by the film's engine."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.film.picture.camera import Move, plan_breathing
from studio.film.picture.canvases import Canvas
from studio.film.picture.easel import Easel
from studio.film.picture.library import StillLibrary
from studio.film.picture.planes import Frame
from studio.film.plan import FRAME_RATE, Shot
from studio.graphics.laid_out import LaidOut

# From luma and chroma of BT.709, in the limited range, to red, green and blue.
_TO_RGB = np.array([[1.1644, 0.0, 1.7927], [1.1644, -0.2132, -0.5329], [1.1644, 2.1124, 0.0]], np.float32)


def draw_frame(scene: LaidOut, size: tuple[int, int], seconds: float, duration: float) -> NDArray[np.uint8]:
    """Return the frame (height, width, 3) of a scene at a time, of one that lasts `duration` seconds."""
    count = max(1, round(duration * FRAME_RATE))
    number = min(count - 1, max(0, round(seconds * FRAME_RATE)))

    def breathe(index: int, canvas: Canvas) -> Move:
        return plan_breathing(canvas.extent, size, (count - 1) / FRAME_RATE)

    shot = Shot(picture=scene.picture, layers=scene.layers, over=scene.over, move=scene.move)
    frame, easel = Frame.blank(size), Easel(size)
    shown = StillLibrary((shot,), size, breathe).still(0)
    try:
        shown.draw(number, count, frame, easel)
    finally:
        shown.close()
    return _to_rgb(frame)


def _to_rgb(frame: Frame) -> NDArray[np.uint8]:
    width, height = frame.size
    colours = [
        np.asarray(cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR), np.float32) - 128
        for plane in (frame.u, frame.v)
    ]
    planes = np.stack([frame.y.astype(np.float32) - 16, *colours], -1)
    return np.clip(np.round(planes @ _TO_RGB.T), 0, 255).astype(np.uint8)
