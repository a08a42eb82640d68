"""The style catalogue: prompts for image services, from a scene's prompt and a style."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What no picture of a film should show.
FLAWS = (
    "text, caption, watermark, signature, logo, frame, border, collage, blurry, low quality, jpeg artifacts, "
    "deformed, extra limbs, extra fingers"
)
LONGEST_PROMPT = 700


@dataclass(frozen=True, slots=True)
class StylePrompt:
    """A style's prompts: `positive` follows the subject, `negative` is added to FLAWS."""

    positive: str
    negative: str = ""


STYLE_PROMPTS: dict[str, StylePrompt] = {
    "plain": StylePrompt(
        "clear natural illustration, soft daylight, balanced colours, uncluttered composition"
    ),
    "dramatic": StylePrompt(
        "dramatic cinematic scene, strong contrast, low golden light, deep shadows, wide angle, volumetric light",
        "flat lighting, dull colours",
    ),
    "photorealistic": StylePrompt(
        "photorealistic, photograph taken with a 35 mm lens, natural light, fine detail, shallow depth of field",
        "illustration, painting, drawing, cartoon, 3d render",
    ),
    "watercolour": StylePrompt(
        "watercolour painting on rough paper, soft washes, bleeding edges, visible paper grain",
        "photograph, 3d render, hard outlines",
    ),
    "paper": StylePrompt(
        "layered paper cut-out, flat coloured card with soft shadows between the layers, handmade diorama",
        "photograph, glossy, gradients",
    ),
    "oil": StylePrompt(
        "oil painting on canvas, rich impasto brush strokes, warm palette", "photograph, 3d render"
    ),
    "line": StylePrompt("clean ink line drawing with one accent colour, white ground", "photograph, shading"),
    "anime": StylePrompt("anime background art, painted sky, crisp shapes, luminous colours", "photograph"),
    "pixel": StylePrompt(
        "detailed 16-bit pixel art, limited palette, crisp pixels", "photograph, smooth gradients"
    ),
    "clay": StylePrompt(
        "clay animation still, modelled figures, miniature set, soft studio light", "photograph"
    ),
    "vintage": StylePrompt(
        "vintage travel poster, flat shapes, muted print colours, grain", "photograph, 3d render"
    ),
    "render": StylePrompt(
        "soft three-dimensional render, rounded shapes, gentle studio light", "photograph, noise"
    ),
}

# Words that make services refuse a prompt although a milder picture would do.
_HARSH = re.compile(
    r"\b(blood\w*|gore|corpse\w*|dead|death|dying|kill\w*|murder\w*|naked|nude\w*|sexy|weapon\w*|guns?|knife|knives|"
    r"bombs?|war|wars|wound\w*|torture\w*|suicide|drugs?|violen\w+)\b",
    re.IGNORECASE,
)


def picture_prompt(prompt: str, style: str) -> tuple[str, str]:
    """Return the prompt in a style and the negative prompt; an unknown style adds nothing."""
    chosen = STYLE_PROMPTS.get(style, STYLE_PROMPTS["plain"])
    subject = " ".join(prompt.split())[:LONGEST_PROMPT].rstrip(" .,;")
    return f"{subject}, {chosen.positive}", ", ".join(filter(None, (FLAWS, chosen.negative)))


def soften(prompt: str) -> str:
    """Return a milder prompt after a refusal: the same place and mood, without the offending words."""
    milder = " ".join(_HARSH.sub(" ", prompt).split())
    return f"A calm, friendly scene for all ages, nobody is hurt: {milder}"
