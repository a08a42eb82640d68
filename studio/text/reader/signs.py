"""What the lines of a text show together: whether they are a script, and whether they have times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from studio.text.reader.line import Line
from studio.text.reader.notes.brackets import BRACKETED, is_hearers, is_note, is_slug, read_note, read_scene
from studio.text.reader.notes.labels import (
    Role,
    is_part,
    is_stanza_label,
    labels_within,
    role_of,
    split_label,
)
from studio.text.reader.notes.times import counts_from_start, has_times, is_in_minutes

# Before what is said, in place of a label.
MOUTH = re.compile(r"^\s*[🗣🎙🎤👄]\ufe0f?\s*")
_NAME_ALONE = re.compile(r"^[^\W\d_a-z](?:[^\W\d_a-z]|[ .'-]){1,24}(?:\s*\((?:[^()]*)\))?$")


def is_script(lines: Sequence[Line]) -> bool:
    """Return whether lines are a script, with notes for those who make a film of it."""
    sure = likely = 0
    for line in lines:
        text = line.text.strip(" *_")
        label = split_label(text)
        role = role_of(label[0]) if label else None
        heads = [role_of(cell) for cell in line.cells] if not line.head else []
        bare = (
            role_of(text.strip("[]()【】 "))
            if line.kind == "heading" or line.is_strong or is_note(text)
            else None
        )
        sure += bool(role and role[1] and role[0] not in (Role.HASHTAGS, Role.PART, Role.ABOUT)) + is_slug(
            text
        )
        sure += sum(bool(head and head[0] in (Role.NARRATION, Role.PICTURE)) for head in heads) > 1
        sure += bool(bare and bare[1]) or (line.kind == "verse" and is_stanza_label(text))
        sure += role is not None and role[0] == Role.PART and role[1]
        likely += read_scene(text) is not None or (
            has_times(text)
            and not is_in_minutes(text)
            and (line.kind == "heading" or line.is_strong or "[" in text or "(" in text)
        )
        # "Topic", "Date", "Problem" stand over other texts too.
        # "Runtime", "Aspect ratio" of other things; both together are of a film.
        likely += bool(role and role == (Role.ABOUT, True))
        likely += bool(role and not role[1] and role[0] not in (Role.TITLE, Role.ABOUT, Role.PART))
        sure += any(map(_is_sure, [*_notes_within(line.text), *labels_within(line.text)[1:]]))
        sure += line.starts and line.kind in ("paragraph", "heading") and is_capitals(text) and is_part(text)
        likely += sum(_is_square_note(note) for note in re.findall(r"\[([^\[\]\n]{3,300})\]", line.text))
    return sure > 0 or likely > 1 or _is_first_scene(lines)


def _notes_within(text: str) -> list[str]:
    """Return what stands in brackets within a line."""
    return [group for found in BRACKETED.findall(text) for group in found if group]


def _is_sure(note: str) -> bool:
    """Return whether brackets hold a label that only scripts have: "B-roll: a field"."""
    label = split_label(note)
    role = role_of(label[0]) if label else None
    return bool(role and role[1] and role[0] in (Role.PICTURE, Role.SOUND, Role.SCREEN, Role.NARRATION))


def _is_square_note(note: str) -> bool:
    """Return whether square brackets hold what is seen or read: "slow zoom on the cat", "text: she blinked"."""
    found = read_note(note, in_script=False, is_line=True)
    label = split_label(note)
    return bool(found and found.what in ("picture", "stage direction")) or bool(label and role_of(label[0]))


def is_capitals(text: str) -> bool:
    """Return whether a line is in capitals but for what stands in brackets: "HOOK (first 3 seconds)"."""
    return BRACKETED.sub("", text).isupper()


def _is_first_scene(lines: Sequence[Line]) -> bool:
    """Return whether a heading or brackets name a scene."""
    return any(
        read_scene(line.text) is not None and (line.kind == "heading" or line.is_strong or is_note(line.text))
        for line in lines
    )


def has_clocks(lines: Sequence[Line]) -> bool:
    """Return whether lines begin with the times of a recording."""
    return counts_from_start([line.text for line in lines])


def has_hearers(lines: Sequence[Line]) -> bool:
    """Return whether brackets somewhere say what those do who listen to a speech."""
    return any(is_hearers(note) for line in lines for note in _notes_within(line.text))


def is_song(lines: Sequence[Line]) -> bool:
    """Return whether lines have the labels of stanzas."""
    return sum(is_stanza_label(line.text) for line in lines) > 1


def is_name_alone(line: str) -> bool:
    """Return whether a line may be a name over what somebody says."""
    return bool(_NAME_ALONE.match(line))


def names_alone(lines: Sequence[Line]) -> int:
    """Return how many names in capitals stand over what they say."""
    has_places = any(is_slug(line.text) for line in lines)
    return sum(
        is_capitals(line.text)
        and is_name_alone(line.text)
        and not names_part(line.text)
        and (has_places or not below.starts)
        for line, below in pairwise(lines)
    )


def names_part(line: str) -> bool:
    """Return whether a line alone is the label of a part of a film, of what is seen or heard: "COLD OPEN"."""
    role = role_of(line)
    return role is not None and role[0] != Role.NARRATION


def are_capitals(lines: Sequence[Line]) -> bool:
    """Return whether the names of those who speak are in capitals, as in a play."""
    names = [label[0] for line in lines if (label := split_label(line.text))]
    return bool(names) and all(re.sub(r"\([^)]*\)", "", name).isupper() for name in names)


def stands_alone(line: Line, text: str) -> bool:
    """Return whether a line may be the label of what stands below it."""
    return (line.starts and (line.is_strong or is_capitals(text) or is_stanza_label(text))) or (
        line.kind == "verse" and is_stanza_label(text)
    )
