"""Words for the settings of vendors on pages: a label, and the sentence that explains the setting to operators."""

from __future__ import annotations

import re
from functools import cache

from django.conf import settings
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from generator.providers.card import Variable

# By the end of the setting's name, the longest first.
_LABELS = {
    "API_KEY": "Key",
    "KEY": "Key",
    "TOKEN": "Key",
    "BASE_URL": "Address",
    "MODELS": "Models",
    "MODEL": "Model",
    "TEXT_MODELS": "Models that write",
    "VISION_MODELS": "Models that look at pictures",
    "IMAGE_MODELS": "Models that paint",
    "IMAGE_ROUTE": "Way of painting",
    "IMAGE_SIZES": "Sizes of pictures",
    "IMAGE_BASE_URL": "Address for pictures",
    "IMAGE_API_KEY": "Key for pictures",
    "SPEECH_MODEL": "Model that speaks",
    "SPEECH_BASE_URL": "Address for voices",
    "SPEECH_API_KEY": "Key for voices",
    "CLIP_MODELS": "Models that set pictures in motion",
    "CLIP_SECONDS": "Seconds for one clip",
    "CLIP_BASE_URL": "Address for clips",
    "CLIP_API_KEY": "Key for clips",
    "CLIP_WORKFLOW": "Graph that sets a picture in motion",
    "CLIP_BINDINGS": "Bindings of that graph",
    "CLIP_SIDE": "Longest side of a clip",
    "HUB_URL": "Address of the list of models",
    "VOICES": "Voices",
    "CALLS_AT_ONCE": "Calls at once",
    "ROUTE": "Route",
    "AUTH": "Name and password",
    "EXTRA": "Further fields",
    "SIDE": "Longest side of a picture",
    "SECONDS": "Seconds for one picture",
    "WORKFLOW": "Graph",
    "BINDINGS": "Bindings",
    "HEADERS": "Headers",
    "CLIENT_ID": "Client",
    "CLIENT_SECRET": "Secret of the client",
    "CONTACT": "How this site is reached",
    "PACKAGE": "Package",
    "MOST_CONTEXT": "Longest context",
    "TLD": "Country of its address",
    "SLOW": "Speak slowly",
}
_ENDINGS = sorted(_LABELS, key=len, reverse=True)


def label_of(setting: Variable) -> str:
    """Return what a setting is called on a page."""
    ending = next((ending for ending in _ENDINGS if setting.name.endswith(f"_{ending}")), "")
    rest = setting.name.partition("_")[2] or setting.name
    return _LABELS.get(ending) or rest.replace("_", " ").capitalize()


def explain(setting: Variable) -> SafeString:
    """Return what the example of the environment says of a setting, with its name there."""
    parts = _sentences().get(setting.name, "").split("`")
    # Between two backticks stands what is typed.
    told = [
        format_html("<code>{}</code>", part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    ]
    return format_html(
        "{} <code>{}</code>", format_html_join("", "{}", ((part,) for part in told)), setting.name
    )


@cache
def _sentences() -> dict[str, str]:
    """Return the sentence above each setting of the example; empty where the file is not at hand."""
    found, sentence, is_new = {}, "", True
    path = settings.BASE_DIR / ".env.example"
    for line in path.read_text().splitlines() if path.exists() else ():
        if line.startswith("# "):
            sentence = line[2:] if is_new else f"{sentence} {line[2:]}"
            is_new = False
        elif named := re.match(r"#([A-Z0-9_]+)=", line):
            found[named[1]] = sentence
            is_new = True
        else:
            sentence, is_new = "", True
    return found
