"""What is understood of a text before a film is made of it: its parts, its language, and who will speak it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from generator.forms.fields import MOST_PASTED
from generator.models import Generation, User
from generator.pipeline.stages.storyboard import MIN_PICTURES
from generator.providers.costs.estimating import Plan, estimate
from generator.providers.factory import Speaker, can_speak, get_voices, has_service, speaker_of
from studio.contracts import is_speakable
from studio.speech.voices import name_language
from studio.text.marks.told import as_read
from studio.text.reader.document import Block, Document, Kind
from studio.text.reader.read import as_it_stands, read_text
from studio.text.reader.sections import scenes_of
from studio.text.words.language import identify, may_be_in
from studio.text.words.writing import tidy

# The fields of a form that decide what is understood of its text.
UNDERSTOOD = ("input_text", "description", "split", "verbatim", "voice", "chosen_language", "pictures")
# How many of each kind of parts are listed.
_LISTED = 40


@dataclass(frozen=True, kw_only=True)
class Understanding:
    """The text of one form, and the choices in it, as they were sent."""

    input_text: str
    description: str
    split: str
    verbatim: str
    voice: str
    chosen_language: str
    owner: User
    pictures: str = ""
    is_topic: bool = False

    @cached_property
    def told(self) -> str:
        """What is to be read: the text, else the description of a picture."""
        return tidy(self.input_text).strip() or tidy(self.description).strip()

    @property
    def is_description(self) -> bool:
        """Whether the description of a picture is what will be spoken."""
        return is_speakable(self.description) and not is_speakable(self.input_text)

    @property
    def is_verbatim(self) -> bool:
        """Whether nothing is left out; a topic is no text to be read."""
        return self.is_topic or self.verbatim.lower() not in ("", "false", "off", "0")

    @cached_property
    def document(self) -> Document:
        # A description is no text that was pasted.
        as_given = self.is_verbatim or self.is_description
        return (as_it_stands if as_given else read_text)(self.told[:MOST_PASTED])

    @cached_property
    def shown(self) -> str:
        """What is read in captions: without marks of pauses and of sounds."""
        return as_read(self.document.text, verbatim=self.is_verbatim)

    @property
    def length(self) -> int:
        """How many characters are spoken; a film may have MAX_TEXT of them."""
        return len(self.shown)

    @property
    def has_words(self) -> bool:
        return is_speakable(self.told)

    @cached_property
    def language(self) -> str:
        """The language of the text: the owner's choice, that of the chosen voice, or the one that is found."""
        voice = next((voice.language for voice in get_voices() if voice.value == self.voice), "")
        text = self.shown
        if self.chosen_language or (voice and may_be_in(text, voice)):
            return self.chosen_language or voice
        films = Generation.objects.owned_by(self.owner)
        return identify(text, films.habitual_language() or settings.LANGUAGE_CODE.partition("-")[0])

    @property
    def language_name(self) -> str:
        return name_language(self.language)

    @cached_property
    def scenes(self) -> int:
        split = self.split if self.split in Generation.Split.values else Generation.Split.AUTO
        return len(scenes_of(self.document, self.language, split))

    @property
    def is_estimate(self) -> bool:
        """Whether a service decides in the end where the scenes of the text begin."""
        return has_service("text") and not self.document.is_structured

    @property
    def has_narrator(self) -> bool:
        return self.voice != Generation.NO_VOICE

    @property
    def speaker(self) -> Speaker | None:
        """Who will speak; None if nobody does."""
        if self.voice == Generation.NO_VOICE or not can_speak(self.language):
            return None
        return speaker_of(self.language, self.voice)

    @property
    def estimate(self) -> str:
        """Say what services will be asked for, and about what it costs; empty if nothing can cost anything."""
        plan = Plan(
            texts=int(self.is_estimate),
            # Even a short text gets a few.
            pictures=0 if self.pictures == Generation.Pictures.PHOTOS else max(self.scenes, MIN_PICTURES),
            letters=self.length if self.speaker else 0,
            language=self.language,
            voice=self.voice,
        )
        return estimate(plan)

    @property
    def counts(self) -> str:
        """Say in a line what the text consists of: "6 scenes, 2 headings, 4 notes left out"."""
        found = Counter(
            block.kind for block in self.document.blocks if block.text or block.kind != Kind.SCENE
        )
        told = [
            f"about {_counted(self.scenes, 'scene')}" if self.is_estimate else _counted(self.scenes, "scene")
        ]
        told += [
            _counted(found[kind], kind.value)
            for kind in (Kind.HEADING, Kind.SCENE, Kind.PICTURE, Kind.PAUSE)
            if found[kind]
        ]
        if speakers := {block.speaker for block in self.document.of_kind(Kind.SPOKEN) if block.speaker}:
            told.append(_counted(len(speakers), "speaker"))
        if left_out := found[Kind.LEFT_OUT]:
            told.append(f"{_counted(left_out, 'note')} left out")
        return ", ".join(told)

    @property
    def parts(self) -> list[tuple[str, list[Block], int]]:
        """List the parts that are not simply spoken, by kind, and how many further ones there are."""
        document = self.document
        shown = [
            ("Headings, which are spoken and begin a scene", document.of_kind(Kind.HEADING)),
            ("Pictures that you described", document.of_kind(Kind.PICTURE)),
            ("Pauses", document.of_kind(Kind.PAUSE)),
            ("Lines of speakers", document.of_kind(Kind.SPOKEN)),
            (
                "Scene headings, which are not spoken",
                [block for block in document.of_kind(Kind.SCENE) if block.text],
            ),
            ("Left out", document.of_kind(Kind.LEFT_OUT)),
        ]
        return [(title, blocks[:_LISTED], max(0, len(blocks) - _LISTED)) for title, blocks in shown if blocks]


def _counted(number: int, what: str) -> str:
    plural = "lines of verse" if what == Kind.VERSE else f"{what}s"
    return f"{number} {what if number == 1 else plural}"
