"""The services on operators' own graphics cards, as the settings make their entries."""

from __future__ import annotations

import json
from typing import Any

from generator.providers.card import Entry
from generator.providers.vendors.comfyui.card import CARD as COMFYUI
from generator.providers.vendors.sdapi.card import CARD as SDAPI
from tests.vendors.fakes.comfyui import HEADERS
from tests.vendors.fakes.sdapi import PASSWORD, USER


def sdapi(url: str, **changed: Any) -> Entry:
    values = {setting.name: setting.default for setting in SDAPI.settings}
    given = {"SDAPI_BASE_URL": f"{url}/sdapi", "SDAPI_AUTH": f"{USER}:{PASSWORD}", **changed}
    (entry,) = SDAPI.entries(values | given)["image"]
    return entry


# A graph as people export it: nodes of their classes, with links as [node, output].
GRAPH = {
    "3": {
        "class_type": "KSampler",
        "inputs": {
            "seed": 1,
            "steps": 20,
            "cfg": 7,
            "sampler_name": "euler",
            "scheduler": "normal",
            "denoise": 1,
            "model": ["4", 0],
            "positive": ["6", 0],
            "negative": ["7", 0],
            "latent_image": ["5", 0],
        },
    },
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "xl/sd_xl_base_1.0.safetensors"}},
    "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 512, "batch_size": 1}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a cat", "clip": ["4", 1]}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "ugly", "clip": ["4", 1]}},
    "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
    "9": {"class_type": "SaveImage", "inputs": {"filename_prefix": "film", "images": ["8", 0]}},
}


# And one that sets a picture in motion.
CLIP_GRAPH = {
    "1": {"class_type": "LoadImage", "inputs": {"image": "example.png"}},
    "2": {"class_type": "UNETLoader", "inputs": {"unet_name": "wan2.2_i2v_14B.safetensors"}},
    "3": {"class_type": "CLIPLoader", "inputs": {"clip_name": "umt5_xxl.safetensors", "type": "wan"}},
    "4": {"class_type": "CLIPTextEncode", "inputs": {"text": "a cat", "clip": ["3", 0]}},
    "5": {"class_type": "CLIPTextEncode", "inputs": {"text": "blurred", "clip": ["3", 0]}},
    "6": {"class_type": "VAELoader", "inputs": {"vae_name": "wan_2.1_vae.safetensors"}},
    "7": {
        "class_type": "WanImageToVideo",
        "inputs": {
            "width": 832,
            "height": 480,
            "length": 81,
            "batch_size": 1,
            "positive": ["4", 0],
            "negative": ["5", 0],
            "vae": ["6", 0],
            "start_image": ["1", 0],
        },
    },
    "8": {
        "class_type": "KSampler",
        "inputs": {
            "seed": 1,
            "steps": 20,
            "model": ["2", 0],
            "positive": ["7", 0],
            "negative": ["7", 1],
            "latent_image": ["7", 2],
        },
    },
    "9": {"class_type": "VAEDecode", "inputs": {"samples": ["8", 0], "vae": ["6", 0]}},
    "10": {"class_type": "CreateVideo", "inputs": {"images": ["9", 0], "fps": 16}},
    "11": {"class_type": "SaveVideo", "inputs": {"video": ["10", 0], "filename_prefix": "film"}},
}


def comfyui_clips(url: str, **changed: Any) -> Entry:
    values = {setting.name: setting.default for setting in COMFYUI.settings}
    given = {
        "COMFYUI_BASE_URL": f"{url}/comfyui",
        "COMFYUI_CLIP_WORKFLOW": json.dumps(CLIP_GRAPH),
        "COMFYUI_HEADERS": HEADERS,
        **changed,
    }
    (entry,) = COMFYUI.entries(values | given)["motion"]
    return entry


def comfyui(url: str, **changed: Any) -> Entry:
    values = {setting.name: setting.default for setting in COMFYUI.settings}
    given = {
        "COMFYUI_BASE_URL": f"{url}/comfyui",
        "COMFYUI_WORKFLOW": json.dumps(GRAPH),
        "COMFYUI_HEADERS": HEADERS,
        **changed,
    }
    (entry,) = COMFYUI.entries(values | given)["image"]
    return entry


def on_own_gpus(url: str) -> list[Entry]:
    return [sdapi(url), comfyui(url)]
