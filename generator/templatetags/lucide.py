"""Icons of Lucide, each drawn once: the package would unpack and draw them anew, for half of what a page takes."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
SVG = "{http://www.w3.org/2000/svg}"


@cache
def _archive() -> ZipFile:
    # In memory: of a file that is open, processes that were forked would share the place that is read next.
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))


@register.simple_tag
def lucide(name: str, size: int = 24, **attributes: str | int) -> SafeString:
    return _draw(str(name), size, tuple((key, str(value)) for key, value in attributes.items()))


@lru_cache(maxsize=1024)
def _draw(name: str, size: int, attributes: tuple[tuple[str, str], ...]) -> SafeString:
    svg = ElementTree.fromstring(_archive().read(f"{name}.svg").decode())
    for node in svg.iter():
        node.tag = node.tag.removeprefix(SVG)
    svg.attrib |= {"width": str(size), "height": str(size)}
    svg.attrib |= {key.replace("_", "-"): value for key, value in attributes}
    return mark_safe(ElementTree.tostring(svg, encoding="unicode"))
