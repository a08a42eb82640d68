"""Pictures that a graph of ComfyUI sets in motion, such as those of Wan and LTX."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from generator.providers.pictures import model_seed, painted_size
from generator.providers.vendors.comfyui.answers import CLIPS, in_json, status_failure
from generator.providers.vendors.comfyui.graph import Graph
from generator.providers.vendors.comfyui.jobs import PASSING, Jobs
from studio.contracts import ClipProvider, MovingPicture
from studio.errors import ProviderError, ProviderFailure

# The side of a square with as many pixels as the frames that such graphs usually make.
SIDE = 640


class ComfyUIClips(Jobs, ClipProvider):
    """A graph that makes a clip of a picture; how long it is, the graph says."""

    makes, endings = "clip", CLIPS

    def __init__(
        self,
        *,
        base_url: str,
        graph: str,
        bindings: Sequence[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
        side: int = SIDE,
        seconds: float = 600.0,
    ) -> None:
        super().__init__(base_url, headers, seconds)
        try:
            self._graph = Graph(graph, bindings, takes_picture=True)
        except ProviderError as error:
            told = str(error).replace("COMFYUI_", "COMFYUI_CLIP_")
            raise ProviderError(told, error.kind) from None
        self._side = side

    def animate(
        self, *, picture: bytes, prompt: str, seconds: float, width: int, height: int, seed: int
    ) -> MovingPicture:
        """Have the graph run with a picture, which is sent before; see the contract."""
        across, down = painted_size(width, height, self._side)
        tried = model_seed(seed, 0, self._asked)
        values: dict[str, str | int] = {
            "prompt": prompt,
            "negative_prompt": "",
            "width": across,
            "height": down,
            "seed": tried,
            "image": self._upload(picture),
        }
        try:
            data = self._made(self._graph.filled(values))
        except ProviderError as error:
            self._asked += error.kind not in PASSING
            raise
        self._asked += 1
        return MovingPicture(data=data, model=self._graph.model, seed=tried)

    def _upload(self, picture: bytes) -> str:
        """Send a picture, and return the name by which a graph loads it: the same one for the same picture."""
        name = f"film-{hashlib.sha256(picture).hexdigest()[:24]}.jpg"
        response = self._ask(
            "POST",
            "/upload/image",
            files={"image": (name, picture, "image/jpeg")},
            data={"overwrite": "true", "type": "input"},
        )
        if response.status_code != 200:
            raise status_failure(response)
        told = in_json(response)
        given, folder = told.get("name"), told.get("subfolder")
        if not isinstance(given, str) or not given:
            message = f"{self.service} answered with something unusable."
            raise ProviderError(message, ProviderFailure.BAD_ANSWER)
        return f"{folder}/{given}" if isinstance(folder, str) and folder else given
