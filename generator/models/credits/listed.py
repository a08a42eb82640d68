"""All credits of one film: what is to be told of other people's works wherever the film is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from generator.models.credits.credited import read_credit
from generator.models.credits.voices import voice_credits
from generator.models.files.origin import Origin
from studio.contracts import Credit

# What a work is; of the columns of a snapshot that name pictures, by where the picture of a scene comes from: if it is
# not said, a photo.
PHOTO, CLIP, VOICE = "Photo", "Clip", "Voice"
_OF = {"credit": {Origin.FOOTAGE: CLIP}}
# Characters of all credits in the metadata of a file, which some programs show in one line.
LONGEST_SENTENCE = 4000
# Lines and characters of a title on an end card; further works are told by their authors alone.
MOST_ON_CARD, LONGEST_ON_CARD = 10, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One work: what it is, the credit, and the numbers of the scenes that show it."""

    what: str
    credit: Credit
    scenes: tuple[int, ...]

    @property
    def in_one(self) -> str:
        """What it is called where it has no title."""
        return f"A {self.what.lower()}"

    @property
    def where(self) -> str:
        """The scenes in words: "Scene 2", "Scenes 1 and 3"."""
        numbers = [str(number) for number in self.scenes]
        if len(numbers) == 1:
            return f"Scene {numbers[0]}"
        return f"Scenes {', '.join(numbers[:-1])} and {numbers[-1]}"

    @property
    def short(self) -> str:
        """The credit as an end card has it: title, author, source and licence, without addresses."""
        credit = self.credit
        title = Truncator(credit.title or self.what).chars(LONGEST_ON_CARD)
        title = f"The voice {title}" if self.what == VOICE else title
        by = f"{title}: {credit.author}" if credit.author else title
        return f"{by}, {credit.source}, {credit.licence}"

    @property
    def line(self) -> str:
        """The credit in one line, with all that licences ask for."""
        credit = self.credit
        name = f"“{credit.title}”" if credit.title else f"{self.what} from {credit.source}"
        name = f"The voice {name}" if self.what == VOICE else name
        by = f" by {credit.author}" if credit.author else ""
        parts = [f"{name}{by}", credit.source if credit.title else "", credit.page]
        licence = " ".join(part for part in (credit.licence, credit.licence_page) if part)
        return ", ".join(part for part in (*parts, licence) if part)


@dataclass(frozen=True, slots=True)
class Credits:
    """The works that a film shows, in the order in which they are seen, each once."""

    works: tuple[Listed, ...]

    @property
    def must_be_told(self) -> bool:
        """Whether a licence asks that somebody is named wherever the film is shown."""
        return any(work.credit.must_be_named for work in self.works)

    @property
    def are_shared_alike(self) -> bool:
        """Whether a licence asks that what is made with the work be shared under the same one."""
        return any("BY-SA" in work.credit.licence.upper() for work in self.works)

    @property
    def pages(self) -> list[str]:
        return [work.credit.page for work in self.works]

    @property
    def in_a_sentence(self) -> str:
        """What the file of the film says of them; empty if there are none."""
        told = "; ".join(work.line for work in self.works)
        return f"{self.named}: {told[:LONGEST_SENTENCE]}." if told else ""

    @property
    def named(self) -> str:
        """What they are: "Photos", "Clips", "Photos, clips and voices"."""
        there = {work.what for work in self.works}
        *before, last = [f"{kind}s" for kind in (PHOTO, CLIP, VOICE) if kind in there] or [""]
        return (f"{', '.join(before)} and {last}" if before else last).capitalize()

    @property
    def on_card(self) -> str:
        """What the end card says of them: a line for each, or the authors of many by their licences; empty if there are none."""
        if len(self.works) <= MOST_ON_CARD:
            return "\n".join(work.short for work in self.works)
        by: dict[str, dict[str, None]] = {}
        for work in self.works:
            by.setdefault(work.credit.licence, {})[work.credit.author or work.credit.source] = None
        return "\n".join(f"{licence}: {', '.join(authors)}" for licence, authors in by.items())

    @property
    def for_description(self) -> str:
        """What belongs into the description of the video where it is published: a line for each work."""
        return "\n".join(work.line for work in self.works)

    def as_text(self, title: str) -> str:
        """Return them as plain text; empty if there are none."""
        if not self.works:
            return ""
        lines = [f"Credits of “{title}”" if title else "Credits", ""]
        for work in self.works:
            lines.append(f"{work.where}{' *' if work.credit.must_be_named else ''}: {work.line}")
        there = {work.what for work in self.works}
        changed = ["The photos are cropped, and may move."] if PHOTO in there else []
        changed += ["The clips are cut and cropped, and have no sound."] if CLIP in there else []
        lines += ["", *changed]
        if self.must_be_told:
            lines.append("* The licence asks for this line wherever the video is shown.")
        if self.are_shared_alike:
            lines.append("Licences with SA ask that the video be shared under the same licence.")
        return "\n".join(lines) + "\n"


def credits_in(scenes: Iterable[dict[str, Any]]) -> Credits:
    """Return the credits in a film's snapshot of its scenes."""
    found: dict[str, tuple[str, Credit, list[int]]] = {}
    for scene in scenes:
        number = int(scene.get("position", 0)) + 1
        for row in (scene, *scene.get("cutaways", [])):
            for column, kinds in _OF.items():
                what = kinds.get(row.get("image_origin", ""), PHOTO)
                if credit := read_credit(row.get(column)):
                    numbers = found.setdefault(credit.page, (what, credit, []))[2]
                    if number not in numbers:
                        numbers.append(number)
        for told in scene.get("voices", []):
            if credit := read_credit(told):
                found.setdefault(credit.page, (VOICE, credit, []))[2].append(number)
    return Credits(
        tuple(Listed(what=what, credit=credit, scenes=tuple(some)) for what, credit, some in found.values())
    )


def credits_of(generation: Any) -> Credits:
    """Return the credits of the scenes of a generation as they are now."""
    scenes = generation.scenes.prefetch_related("cutaways")
    return credits_in(
        {
            "position": scene.position,
            "credit": scene.credit,
            "image_origin": scene.image_origin,
            "voices": voice_credits(scene.speech_provider) if scene.speech else [],
            "cutaways": [{"credit": cutaway.credit} for cutaway in scene.cutaways.all()],
        }
        for scene in scenes
    )
