"""What can be asked of a text provider that writes, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptWish:
    """A text that a narrator needs some `seconds` for, about `letters` characters, on a topic.

    `tone` and `audience` are words for people; an empty language is that of the topic. `draft` is an earlier answer,
    which is to be brought to that length.
    """

    topic: str
    seconds: int
    letters: int
    tone: str = ""
    audience: str = ""
    language: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What a narrator could say about a topic: paragraphs of plain text without marks, and a title."""

    title: str
    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneWish:
    """The narration of a scene that is to be said otherwise, in about `letters` characters; 0 keeps its length.

    `before` and `after` are what its neighbours say.
    """

    narration: str
    language: str
    letters: int = 0
    title: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What stands beside a film where it is published; `hashtags` are without their sign."""

    title: str
    description: str
    hashtags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A film's title and narrations in another language: as many as there were, each with the marks that it had."""

    title: str
    narrations: tuple[str, ...]
