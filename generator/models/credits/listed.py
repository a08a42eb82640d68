"""All credits of one film: what is to be told of other people's works wherever the film is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.models.credits.credited import read_credit
from studio.contracts import Credit

# What each entry of a snapshot may name works of; later ones may have a voice or a music of somebody's.
_OF = {"credit": "Photo"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One work: what it is, the credit, and the numbers of the scenes that show it."""

    what: str
    credit: Credit
    scenes: tuple[int, ...]

    @property
    def where(self) -> str:
        """The scenes in words: "Scene 2", "Scenes 1 and 3"."""
        numbers = [str(number) for number in self.scenes]
        if len(numbers) == 1:
            return f"Scene {numbers[0]}"
        return f"Scenes {', '.join(numbers[:-1])} and {numbers[-1]}"

    @property
    def line(self) -> str:
        """The credit in one line, with all that licences ask for."""
        credit = self.credit
        name = f"“{credit.title}”" if credit.title else f"{self.what} from {credit.source}"
        by = f" by {credit.author}" if credit.author else ""
        parts = [f"{name}{by}", credit.source if credit.title else "", credit.page]
        licence = " ".join(part for part in (credit.licence, credit.licence_page) if part)
        return ", ".join(part for part in (*parts, licence) if part)


def listed(scenes: Iterable[dict[str, Any]]) -> list[Listed]:
    """Return the works in a film's snapshot of its scenes, in the order in which they are seen, each once."""
    found: dict[str, tuple[str, Credit, list[int]]] = {}
    for scene in scenes:
        number = int(scene.get("position", 0)) + 1
        for row in (scene, *scene.get("cutaways", [])):
            for column, what in _OF.items():
                if credit := read_credit(row.get(column)):
                    scenes_of = found.setdefault(credit.page, (what, credit, []))[2]
                    if number not in scenes_of:
                        scenes_of.append(number)
    return [
        Listed(what=what, credit=credit, scenes=tuple(numbers)) for what, credit, numbers in found.values()
    ]


def written(works: list[Listed], title: str) -> str:
    """Return the credits of a film as plain text; empty if there are none."""
    if not works:
        return ""
    head = f"Credits of “{title}”\n" if title else "Credits\n"
    changed = "The photos are cropped, and may move."
    asked = any(work.credit.must_be_named for work in works)
    please = "Licences marked * ask for these lines wherever the video is shown.\n" if asked else ""
    lines = [f"{'* ' if work.credit.must_be_named else ''}{work.where}: {work.line}" for work in works]
    alike = any("BY-SA" in work.credit.licence for work in works)
    shared = "Licences with SA ask that what is made with a photo be shared under the same licence.\n" if alike else ""
    return "\n".join([head, *lines, "", f"{changed}", f"{please}{shared}"]).rstrip() + "\n"
