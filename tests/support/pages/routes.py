"""Every address that the site answers to, read from the resolver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# What takes the place of a part that a route leaves open, where no object of a test is meant.
FILLERS = {
    "app_label": "generator",
    "content_type_id": 1,
    "id": 1,
    "key": "none",
    "name": "gemini",
    "language": "de",
    "number": 1,
    "object_id": 1,
    "pk": 1,
    "scene": 1,
    "token": "none",
    "uidb36": "1",
    "url": "nowhere",
}
# The admin's routes that only lead on have no name.
NAMELESS = {
    "<path:object_id>/": "leads_on",
    "(?P<url>.*)$": "everything_else",
}


@dataclass(frozen=True, slots=True)
class Route:
    """One address: `parts` are the names of what it leaves open."""

    name: str
    pattern: str
    parts: tuple[str, ...]

    def address(self, **objects: Any) -> str:
        values = {part: objects.get(part, FILLERS.get(part)) for part in self.parts}
        if not self.name.endswith(tuple(NAMELESS.values())):
            return reverse(self.name, kwargs=values)
        filled = self.pattern.replace("(?P<url>.*)$", "<path:url>")
        for part, value in values.items():
            filled = filled.replace(f"<path:{part}>", str(value))
        return f"/{filled}"


def all_routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns, "", "", ()))


def _walk(patterns: list[Any], namespace: str, before: str, parts: tuple[str, ...]) -> Iterator[Route]:
    for entry in patterns:
        pattern = before + str(entry.pattern)
        inner = (*parts, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            space = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, space, pattern, inner)
        elif isinstance(entry, URLPattern):
            yield Route(namespace + (entry.name or _stand_in(entry, before)), pattern, inner)


def _stand_in(entry: URLPattern, before: str) -> str:
    """Name a route of the admin that has no name after the model that it is about."""
    about = "_".join(before.strip("/").split("/")[1:])
    return "_".join(filter(None, (about, NAMELESS[str(entry.pattern)])))
