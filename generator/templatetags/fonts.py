"""The link to the font of the pages, where set-up has made it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html

from studio.assets.page_font import STYLESHEET

register = template.Library()


@register.simple_tag
def page_font() -> str:
    """Return the link to the font's stylesheet; nothing without it, and the page is shown in the system's font."""
    # Served from its own folder, or from where hashed copies of all static files were collected.
    folder = settings.DATA_DIR if settings.WHITENOISE_USE_FINDERS else settings.STATIC_ROOT
    if not _is_there(Path(folder, "fonts", STYLESHEET)):
        return ""
    return format_html('<link rel="stylesheet" href="{}">', static(f"fonts/{STYLESHEET}"))


@cache
def _is_there(file: Path) -> bool:
    # Asked once: the server lists its static files when it starts.
    return file.is_file()
