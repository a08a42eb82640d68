"""The card of ComfyUI."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable
from generator.providers.vendors.comfyui.answers import NAME
from studio.errors import ProviderFailure


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    if not values["COMFYUI_BASE_URL"]:
        return {}
    entry = {
        "BACKEND": f"{__package__}.images.ComfyUI",
        "OPTIONS": {
            "base_url": values["COMFYUI_BASE_URL"],
            "graph": values["COMFYUI_WORKFLOW"],
            "bindings": values["COMFYUI_BINDINGS"],
            "headers": values["COMFYUI_HEADERS"],
            "side": values["COMFYUI_SIDE"],
            "seconds": values["COMFYUI_SECONDS"],
        },
        "EXTERNAL": True,
        "AT_ONCE": values["COMFYUI_CALLS_AT_ONCE"],
        "SECONDS": values["COMFYUI_SECONDS"],
    }
    # A server may be there for clips alone.
    paints = values["COMFYUI_WORKFLOW"] or not values["COMFYUI_CLIP_WORKFLOW"]
    return {"image": [entry] if paints else [], "motion": _clip_entries(values)}


def _clip_entries(values: Mapping[str, Any]) -> list[Entry]:
    """Return the entry of the graph that sets pictures in motion, if there is one."""
    if not values["COMFYUI_CLIP_WORKFLOW"]:
        return []
    options = {
        "base_url": values["COMFYUI_BASE_URL"],
        "graph": values["COMFYUI_CLIP_WORKFLOW"],
        "bindings": values["COMFYUI_CLIP_BINDINGS"],
        "headers": values["COMFYUI_HEADERS"],
        "side": values["COMFYUI_CLIP_SIDE"],
        "seconds": values["COMFYUI_CLIP_SECONDS"],
    }
    return [
        {
            "BACKEND": f"{__package__}.clips.ComfyUIClips",
            "OPTIONS": options,
            "EXTERNAL": True,
            # One graphics card makes one clip after the other.
            "AT_ONCE": 1,
            "SECONDS": values["COMFYUI_CLIP_SECONDS"],
        }
    ]


CARD = Card(
    module=str(__package__),
    name=NAME,
    # Whoever is at the address.
    firm="",
    told={
        "image": "the description of each scene, which is taken from your text, to paint its picture",
        "motion": "the picture and the description of each scene that is to be set in motion",
    },
    settings=(
        Variable(name="COMFYUI_BASE_URL", form="address"),
        Variable(name="COMFYUI_WORKFLOW", form="file"),
        Variable(name="COMFYUI_BINDINGS", default=[], form="bindings"),
        Variable(name="COMFYUI_CLIP_WORKFLOW", form="file"),
        Variable(name="COMFYUI_CLIP_BINDINGS", default=[], form="bindings"),
        Variable(name="COMFYUI_CLIP_SIDE", default=640, form="count"),
        Variable(name="COMFYUI_CLIP_SECONDS", default=600, form="count"),
        Variable(name="COMFYUI_HEADERS", default={}, form="headers"),
        Variable(name="COMFYUI_SIDE", default=1024, form="count"),
        Variable(name="COMFYUI_SECONDS", default=300, form="count"),
        Variable(name="COMFYUI_CALLS_AT_ONCE", default=2, form="count"),
    ),
    entries=_entries,
    switch="COMFYUI_BASE_URL",
    models="COMFYUI_WORKFLOW",
    gives="pictures, and pictures in motion, by your own graphics card, with any graph of ComfyUI",
    cost="nothing but the machine; one run of the graph a picture",
    otherwise="the built-in painter",
    serving=(
        "ComfyUI paints the pictures, or sets them in motion, on a machine of yours.",
        "The picture prompts are sent to it, and pictures that shall move. `manage.py check_providers` runs each graph once.",
    ),
    absent=(
        "No address of ComfyUI is set.",
        "With COMFYUI_BASE_URL and COMFYUI_WORKFLOW in .env, a graph of ComfyUI paints the pictures on a graphics card of your own.",
    ),
    advice={
        ProviderFailure.CONFIG: (
            "look at COMFYUI_BASE_URL, COMFYUI_WORKFLOW, COMFYUI_BINDINGS (for clips COMFYUI_CLIP_WORKFLOW, COMFYUI_CLIP_BINDINGS) and, behind a proxy, COMFYUI_HEADERS in .env; run "
            "the graph once in ComfyUI itself, and export it for the API again"
        ),
        ProviderFailure.GONE: "put the file where ComfyUI looks for it, or name another one in the graph",
        ProviderFailure.RETRY: "start ComfyUI (for other machines with --listen), and look at COMFYUI_BASE_URL and COMFYUI_SECONDS",
        ProviderFailure.BUSY: "free memory of the graphics card, or set a smaller COMFYUI_SIDE",
        ProviderFailure.QUOTA: "look at what stands before the server",
        ProviderFailure.INPUT: "run the graph once in ComfyUI itself, and look at its window",
        ProviderFailure.REFUSED: "run the graph once in ComfyUI itself, and look at its window",
        ProviderFailure.BAD_ANSWER: "run the graph once in ComfyUI itself: it has to save a picture, and no black one",
    },
    packages=(Package(name="requests", purpose="asks ComfyUI, where it is set up", licence="Apache-2.0"),),
    secrets=("headers",),
    loggers=("urllib3",),
)
