"""Pictures by a graph that ComfyUI runs: queued, asked for until it is done, and fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.providers.pictures import SIDE, fit, model_seed, painted_size
from generator.providers.prompts import picture_prompt
from generator.providers.vendors.comfyui.answers import NAME
from generator.providers.vendors.comfyui.graph import Graph
from generator.providers.vendors.comfyui.jobs import PASSING, Jobs
from studio.contracts import ImageProvider, Picture
from studio.errors import ProviderError, ProviderFailure

SIDES = (256, 2048)


class ComfyUI(Jobs, ImageProvider):
    """A graph that paints."""

    def __init__(
        self,
        *,
        base_url: str,
        graph: str,
        bindings: Sequence[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
        side: int = SIDE,
        seconds: float = 300.0,
    ) -> None:
        if not SIDES[0] <= side <= SIDES[1]:
            message = f"COMFYUI_SIDE has to be from {SIDES[0]} to {SIDES[1]}."
            raise ProviderError(message, ProviderFailure.CONFIG)
        super().__init__(base_url, headers, seconds)
        self._graph = Graph(graph, bindings)
        self._side = side

    def illustrate(
        self, *, prompt: str, style: str, width: int, height: int, seed: int, variant: int
    ) -> Picture:
        """Have the graph run near the wanted size and crop its picture to size; see the contract.

        Each further call of one instance, once the job before has ended, is another job with another seed: with the same
        one the server would have nothing new to make.
        """
        wanted, unwanted = picture_prompt(prompt, style)
        across, down = painted_size(width, height, self._side)
        tried = model_seed(seed, variant, self._asked)
        values: dict[str, str | int] = {
            "prompt": wanted,
            "negative_prompt": unwanted,
            "width": across,
            "height": down,
            "seed": tried,
        }
        try:
            data = self._made(self._graph.filled(values))
        except ProviderError as error:
            self._asked += error.kind not in PASSING
            raise
        self._asked += 1
        try:
            fitted = fit(data, width, height, self.service)
        except ProviderError as error:
            raise _black() if error.kind == ProviderFailure.REFUSED else error from error
        return Picture(data=fitted, width=width, height=height, model=self._graph.model, seed=tried)


def _black() -> ProviderError:
    message = f"{NAME} made a black picture: the settings of its sampler do not fit its model."
    return ProviderError(message, ProviderFailure.BAD_ANSWER)
