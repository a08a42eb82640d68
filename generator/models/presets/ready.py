"""The presets that everybody has."""

from __future__ import annotations

from typing import Any, Final

# By their keys: name, what it is for, and the choices that differ from the usual ones.
READY: Final[dict[str, tuple[str, str, dict[str, Any]]]] = {
    "short": (
        "Short for phones",
        "Upright, lively, large words one at a time",
        {
            **{"size": "9:16", "pace": 1.15, "cutting": "lively", "music": "uplifting"},
            **{"caption_style": "pop", "caption_position": "middle", "caption_letters": "large"},
            **{"caption_words": "three", "progress_line": "bottom"},
        },
    ),
    "lesson": (
        "Lesson",
        "Calm, with clear captions, words and figures, and a title",
        {
            **{"pace": 0.85, "cutting": "calm", "camera": "subtle", "music": "calm", "title_card": True},
            **{"caption_style": "plate", "caption_letters": "large", "split": "paragraph", "effects": False},
        },
    ),
    "product": (
        "Product",
        "Crisp pictures, brisk words, the call to action at the end",
        {
            **{"style": "photorealistic", "pace": 1.15, "cutting": "lively", "music": "uplifting"},
            **{"caption_style": "lit", "title_card": True, "effects": False, "palette": "tech"},
            **{"end_card_text": "Find out more"},
        },
    ),
    "story": (
        "Story",
        "Painted pictures without graphic scenes, with the sounds of their places",
        {
            **{"style": "watercolour", "shows": "pictures", "cutting": "calm", "transition": "fade"},
            **{"caption_style": "outline", "title_card": True, "lower_thirds": False},
            **{"end_card_text": "The End"},
        },
    ),
    "podcast": (
        "Podcast picture",
        "Square, still pictures, words that light up as they are spoken",
        {
            **{"size": "1:1", "camera": "none", "cutting": "scenes", "transition": "cut", "music": ""},
            **{"caption_style": "lit", "caption_position": "middle", "caption_letters": "large"},
            **{"progress_line": "bottom", "effects": False},
        },
    ),
}
