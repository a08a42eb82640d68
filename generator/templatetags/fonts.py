"""The links to the font of the pages and to previews of others, where set-up has made them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html

from studio.assets.font_previews import PREVIEWS, class_of
from studio.assets.page_font import STYLESHEET

register = template.Library()


@register.simple_tag
def page_font() -> str:
    """Return the link to the font's stylesheet; nothing without it, and the page is shown in the system's font."""
    return _link(STYLESHEET)


@register.simple_tag
def font_previews() -> str:
    """Return the link to the previews' stylesheet; nothing without it, and fonts' names are shown as all others."""
    return _link(PREVIEWS)


@register.filter
def preview_class(family: object) -> str:
    """Return the class in which a font's name is shown in the font itself."""
    return class_of(str(family))


def _link(stylesheet: str) -> str:
    # Served from its own folder, or from where hashed copies of all static files were collected.
    folder = settings.DATA_DIR if settings.WHITENOISE_USE_FINDERS else settings.STATIC_ROOT
    if not _is_there(Path(folder, "fonts", stylesheet)):
        return ""
    return format_html('<link rel="stylesheet" href="{}">', static(f"fonts/{stylesheet}"))


@cache
def _is_there(file: Path) -> bool:
    # Asked once: the server lists its static files when it starts.
    return file.is_file()
