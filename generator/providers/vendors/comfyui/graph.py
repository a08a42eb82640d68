"""Graphs as ComfyUI's API takes them: read, bound to prompt, size and seed, and filled in for one picture."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.providers.vendors.comfyui.inference import find_pictures, find_prompts, find_seeds, find_sizes
from studio.errors import ProviderError, ProviderFailure

# What is filled in, and the input of a node that usually takes it.
USUAL = {
    "prompt": "text",
    "negative_prompt": "text",
    "width": "width",
    "height": "height",
    "seed": "seed",
    "image": "image",
}
# What else a list of bindings may name: with a value of its own it is set, else it stays as it is in the graph.
OTHERS = {"model": "ckpt_name", "steps": "steps", "n": "batch_size"}
_PLACEHOLDER = re.compile(r"\{\{ ?(prompt|negative_prompt|width|height|seed|image) ?\}\}")
_SAFE = re.compile(r"[\w:.-]{1,40}")
# Inputs that name what a graph paints with.
_MODELS = ("ckpt_name", "unet_name", "model_name")

Nodes = dict[str, dict[str, Any]]
# Node and input that take a value.
Place = tuple[str, str]


def wrong(sentence: str) -> ProviderError:
    return ProviderError(sentence, ProviderFailure.CONFIG)


class Graph:
    """A graph whose inputs for prompt, negative prompt, size and seed are known.

    `bindings` are as Open WebUI lists them: type, node_ids, key, and value for what is not ours. Without any, the
    placeholders of the graph say what goes where, and without these the usual classes of nodes do. One that `takes_picture` has
    a place for it too. Raises ProviderError, with a sentence for the operator.
    """

    def __init__(
        self, text: str, bindings: Sequence[Mapping[str, Any]] = (), *, takes_picture: bool = False
    ) -> None:
        self._takes_picture = takes_picture
        self._nodes = _read(text)
        self._places: dict[str, list[Place]] = {}
        self._marked = {name for _, _, value in _inputs(self._nodes) for name in _placeholders(value)}
        if bindings:
            self._bind(bindings)
        elif self._marked:
            if "prompt" not in self._marked:
                raise wrong("The graph of COMFYUI_WORKFLOW has placeholders, but none for the prompt.")
        else:
            self._infer()
        if not self._places.get("seed") and "seed" not in self._marked:
            self._places["seed"] = find_seeds(self._nodes)
            if not self._places["seed"]:
                # What has been made once would not be made again, and nothing would come.
                raise wrong("The graph of COMFYUI_WORKFLOW has no seed: COMFYUI_BINDINGS has to bind one.")
        if takes_picture and not self._places.get("image") and "image" not in self._marked:
            raise wrong(
                "The graph of COMFYUI_WORKFLOW loads no picture: COMFYUI_BINDINGS has to bind an image."
            )

    @property
    def model(self) -> str:
        """Return the name of what the graph paints with, without folder and ending; "graph" if it tells none."""
        for _, key, value in _inputs(self._nodes):
            if key in _MODELS and isinstance(value, str) and value.strip():
                return re.split(r"[\\/]", value)[-1].rpartition(".")[0] or value
        return "graph"

    def filled(self, values: Mapping[str, str | int]) -> Nodes:
        """Return the graph with these values for prompt, negative_prompt, width, height and seed."""
        nodes = copy.deepcopy(self._nodes)
        for node, key, value in _inputs(self._nodes):
            if _placeholders(value):
                nodes[node]["inputs"][key] = _replaced(value, values)
        for name, places in self._places.items():
            for node, key in places:
                nodes[node]["inputs"][key] = values[name]
        return nodes

    def _bind(self, bindings: Sequence[Mapping[str, Any]]) -> None:
        for binding in bindings:
            kind = binding.get("type")
            if kind == "image" and not self._takes_picture:
                raise wrong(
                    "COMFYUI_BINDINGS binds an input picture, but pictures are made of words here alone."
                )
            if kind not in USUAL and kind not in OTHERS and "value" not in binding:
                raise wrong("COMFYUI_BINDINGS has an entry whose type is none that we know.")
            key = binding.get("key") or USUAL.get(str(kind)) or OTHERS.get(str(kind), "")
            for node in _node_ids(binding):
                self._bind_one(str(kind), node, str(key), binding)
        if not self._places.get("prompt"):
            raise wrong("COMFYUI_BINDINGS has to bind the prompt to a node of the graph.")

    def _bind_one(self, kind: str, node: str, key: str, binding: Mapping[str, Any]) -> None:
        named = node if _SAFE.fullmatch(node) else "that it binds"
        if node not in self._nodes:
            raise wrong(f"COMFYUI_BINDINGS names the node {named}, which is not in the graph.")
        if not key:
            raise wrong(f"COMFYUI_BINDINGS names no key for the node {named}.")
        if kind in USUAL:
            self._places.setdefault(kind, []).append((node, key))
        elif "value" in binding or kind == "n":
            self._nodes[node]["inputs"][key] = binding.get("value", 1)

    def _infer(self) -> None:
        prompts, negatives = find_prompts(self._nodes)
        if len({node for node, _ in prompts}) != 1:
            why = "several nodes could take" if prompts else "no node seems to take"
            raise wrong(
                f"In the graph of COMFYUI_WORKFLOW {why} the prompt: COMFYUI_BINDINGS or the placeholder prompt in "
                "double braces has to say which one does."
            )
        self._places["prompt"] = prompts
        if len({node for node, _ in negatives}) == 1:
            self._places["negative_prompt"] = negatives
        if self._takes_picture and len(loaded := find_pictures(self._nodes)) == 1:
            self._places["image"] = loaded
        for node in find_sizes(self._nodes):
            self._places.setdefault("width", []).append((node, "width"))
            self._places.setdefault("height", []).append((node, "height"))


def _read(text: str) -> Nodes:
    """Return the nodes of a graph by their numbers. Raises ProviderError with what to do."""
    if not text.strip():
        raise wrong("COMFYUI_WORKFLOW has to name the file of a graph that was exported for the API.")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise wrong(
            "The graph of COMFYUI_WORKFLOW is not JSON; placeholders stand in quotes there."
        ) from None
    if isinstance(found, dict) and isinstance(found.get("nodes"), list):
        raise wrong(
            "The graph of COMFYUI_WORKFLOW is in the editor's format: export it in ComfyUI by “Export (API)”, in older "
            "ones by “Save (API Format)” once the developer options are on."
        )
    # As it is sent to the API, or kept in pictures.
    if isinstance(found, dict) and isinstance(found.get("prompt"), dict) and "class_type" not in found:
        found = found["prompt"]
    if not isinstance(found, dict) or not found or not all(map(_is_node, found.values())):
        raise wrong("The file of COMFYUI_WORKFLOW is not a graph that ComfyUI has exported for its API.")
    return found


def _is_node(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("class_type"), str)
        and isinstance(value.get("inputs"), dict)
    )


def _inputs(nodes: Nodes) -> Iterator[tuple[str, str, Any]]:
    return ((number, key, value) for number, node in nodes.items() for key, value in node["inputs"].items())


def _node_ids(binding: Mapping[str, Any]) -> list[str]:
    """Return the numbers of nodes, which are a list, or a text with commas."""
    told = binding.get("node_ids", binding.get("node_id", []))
    listed = told.split(",") if isinstance(told, str) else told if isinstance(told, list) else [told]
    return [number for one in listed if (number := str(one).strip())]


def _placeholders(value: Any) -> list[str]:
    return _PLACEHOLDER.findall(value) if isinstance(value, str) else []


def _replaced(value: str, values: Mapping[str, str | int]) -> str | int:
    """Return a text with its placeholders filled in; a number where it is nothing but one placeholder of a number."""
    whole = _PLACEHOLDER.fullmatch(value.strip())
    if whole:
        return values[whole.group(1)]
    return _PLACEHOLDER.sub(lambda found: str(values[found.group(1)]), value)
