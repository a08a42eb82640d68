"""The card of Stable Diffusion WebUI's API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable
from generator.providers.vendors.sdapi.images import NAME
from studio.errors import ProviderFailure


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    if not values["SDAPI_BASE_URL"]:
        return {}
    user, _, password = values["SDAPI_AUTH"].partition(":")
    entry = {
        "BACKEND": f"{__package__}.images.StableDiffusionApi",
        "OPTIONS": {
            "base_url": values["SDAPI_BASE_URL"],
            "user": user,
            "password": password,
            "model": values["SDAPI_MODEL"],
            "extra": values["SDAPI_EXTRA"],
            "side": values["SDAPI_SIDE"],
            "seconds": values["SDAPI_SECONDS"],
        },
        "EXTERNAL": True,
        # The server makes one picture after the other, behind one lock: further calls would only wait there.
        "AT_ONCE": 1,
        "SECONDS": values["SDAPI_SECONDS"],
    }
    return {"image": [entry]}


CARD = Card(
    module=str(__package__),
    name=NAME,
    # Whoever is at the address.
    firm="",
    told={"image": "the description of each scene, which is taken from your text, to paint its picture"},
    settings=(
        Variable(name="SDAPI_BASE_URL", form="address"),
        Variable(name="SDAPI_AUTH", form="login"),
        Variable(name="SDAPI_MODEL"),
        Variable(name="SDAPI_EXTRA", default={}, form="fields"),
        Variable(name="SDAPI_SIDE", default=1024, form="count"),
        Variable(name="SDAPI_SECONDS", default=300, form="count"),
    ),
    entries=_entries,
    switch="SDAPI_BASE_URL",
    models="SDAPI_MODEL",
    gives="pictures by your own graphics card, with A1111, Forge or sd.cpp",
    cost="nothing but the machine; one call a picture",
    otherwise="the built-in painter",
    serving=(
        "Stable Diffusion WebUI paints the pictures on a machine of yours.",
        "The picture prompts are sent to it. `manage.py check_providers` calls it once.",
    ),
    absent=(
        "No address of Stable Diffusion WebUI is set.",
        "With SDAPI_BASE_URL in .env, A1111, Forge or sd.cpp paints the pictures on a graphics card of your own.",
    ),
    advice={
        ProviderFailure.CONFIG: (
            "look at SDAPI_BASE_URL, SDAPI_AUTH and SDAPI_EXTRA in .env, and start the server with --api (from another "
            "machine with --listen too)"
        ),
        ProviderFailure.GONE: "name a checkpoint in SDAPI_MODEL that the server has, or leave it empty",
        ProviderFailure.RETRY: "start the server with --api, look at its window, and at SDAPI_BASE_URL and SDAPI_SECONDS",
        ProviderFailure.BUSY: "free memory of the graphics card, or set a smaller SDAPI_SIDE",
        ProviderFailure.QUOTA: "look at what stands before the server",
        ProviderFailure.REFUSED: "look at the filters that the server runs with",
        ProviderFailure.INPUT: "look at SDAPI_EXTRA and SDAPI_SIDE, and at the server's window",
        ProviderFailure.BAD_ANSWER: (
            'for Flux in Forge give SDAPI_EXTRA "scheduler": "Simple", "cfg_scale": 1, "distilled_cfg_scale": 3.5 and its '
            "forge_additional_modules; where pictures of another model are black, start the server with --no-half-vae"
        ),
    },
    packages=(
        Package(
            name="requests",
            purpose="asks Stable Diffusion WebUI, where it is set up",
            licence="Apache-2.0",
        ),
    ),
    secrets=("password",),
    loggers=("urllib3",),
)
