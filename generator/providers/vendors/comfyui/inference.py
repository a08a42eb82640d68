"""What a graph's usual classes of nodes tell: which take the prompts, which say the size, and where the seeds are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Nodes = Mapping[str, Mapping[str, Any]]
Place = tuple[str, str]

# Inputs in which nodes hold words; some, as those of SDXL and Flux, hold them twice.
_WORDS = ("text", "prompt", "text_g", "text_l", "clip_l", "t5xxl", "string", "value")
_SEEDS = ("seed", "noise_seed")
_NUMBERS = ("seed", "value", "int", "number")
# Of graphs that set a picture in motion, the node that does so says the size.
_EMPTY = re.compile(r"Empty.*Latent|ImageToVideo|I2V")
# Inputs of samplers and guiders by which words come, for and against.
_FOR, _AGAINST = ("positive", "conditioning", "cond1", "cond2"), ("negative",)
# Inputs that lead to models, pictures and noise, and never to words.
_ELSEWHERE = re.compile(r"clip|model|vae|image|latent|samples|control|mask|noise|sigmas|pixels|style|unet")


def find_prompts(nodes: Nodes) -> tuple[list[Place], list[Place]]:
    """Return the places of the words that samplers paint, and of those that they avoid."""
    wanted: dict[Place, None] = {}
    unwanted: dict[Place, None] = {}
    for node in nodes.values():
        if not re.search("Sampler|Guider", node["class_type"]):
            continue
        for keys, found in ((_FOR, wanted), (_AGAINST, unwanted)):
            for key in keys:
                found |= dict.fromkeys(_words_behind(nodes, node["inputs"].get(key), keys, set()))
    return list(wanted), [place for place in unwanted if place not in wanted]


def _words_behind(nodes: Nodes, link: Any, side: tuple[str, ...], seen: set[str]) -> list[Place]:
    """Return the places of words from which a link comes, on the wanted or the unwanted side."""
    number = _source(nodes, link)
    if number is None or number in seen:
        return []
    seen.add(number)
    node = nodes[number]
    if "ZeroOut" in node["class_type"]:
        # It takes the words away.
        return []
    inputs = node["inputs"]
    held = [(number, key) for key in _WORDS if isinstance(inputs.get(key), str)]
    if held:
        return held
    both = any(key in inputs for key in _FOR[:1]) and any(key in inputs for key in _AGAINST)
    names = [
        name for name in inputs if (name in side if both else not _ELSEWHERE.search(name) or name in _WORDS)
    ]
    return [place for name in names for place in _words_behind(nodes, inputs[name], side, seen)]


def find_sizes(nodes: Nodes) -> list[str]:
    """Return the nodes that say the size of what is painted; none if they say different ones."""
    found = {
        number: (node["inputs"].get("width"), node["inputs"].get("height"))
        for number, node in nodes.items()
        if _EMPTY.search(node["class_type"])
    }
    are_told = all(_is_number(side) for size in found.values() for side in size)
    return list(found) if are_told and len(set(found.values())) == 1 else []


def find_pictures(nodes: Nodes) -> list[Place]:
    """Return where pictures are loaded."""
    return [
        (number, "image")
        for number, node in nodes.items()
        if re.match("LoadImage", node["class_type"]) and isinstance(node["inputs"].get("image"), str)
    ]


def find_seeds(nodes: Nodes) -> list[Place]:
    """Return all places of seeds, also of those that come from a node of their own."""
    found: dict[Place, None] = {}
    for number, node in nodes.items():
        for key in _SEEDS:
            value = node["inputs"].get(key)
            if _is_number(value):
                found[number, key] = None
            elif (source := _source(nodes, value)) is not None:
                held = [name for name in _NUMBERS if _is_number(nodes[source]["inputs"].get(name))]
                found |= dict.fromkeys((source, name) for name in held[:1])
    return list(found)


def _source(nodes: Nodes, link: Any) -> str | None:
    """Return the node from which an input comes; None for one that holds its value itself."""
    is_link = isinstance(link, list) and len(link) == 2 and str(link[0]) in nodes
    return str(link[0]) if is_link else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
