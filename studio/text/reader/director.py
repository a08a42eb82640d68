"""Lines as blocks: what is spoken, what is shown, what only those who make a film are told."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studio.text.reader.around import ABOUT_SCRIPT, MODEL, why_apart
from studio.text.reader.document import Block, Kind, left_out, pause_mark
from studio.text.reader.formats.parts import row_in_words
from studio.text.reader.line import Line
from studio.text.reader.lines import ends_sentence
from studio.text.reader.notes.brackets import (
    BRACKETED,
    Note,
    is_apart,
    is_end_of_music,
    is_film_end,
    is_hearers,
    is_number_of_scene,
    is_sound,
    read_note,
    read_scene,
    scene_of_script,
    showing,
)
from studio.text.reader.notes.chatter import is_page_furniture, is_request, without_last_hashtags
from studio.text.reader.notes.heads import name_of_script
from studio.text.reader.notes.labels import (
    Role,
    labels_within,
    role_of,
    split_label,
    without_quotes,
)
from studio.text.reader.notes.times import is_time, without_times
from studio.text.reader.signs import (
    MOUTH,
    are_capitals,
    has_clocks,
    has_hearers,
    is_capitals,
    is_name_alone,
    is_script,
    is_song,
    names_alone,
    names_part,
    stands_alone,
)
from studio.text.reader.speakers import name_of, speakers_of
from studio.text.words.punctuation import SENTENCE_ENDS

# What follows a bare label of these roles, up to the next heading, label or empty line, has the role too.
_SILENT = (Role.PICTURE, Role.SOUND, Role.SCREEN, Role.ABOUT, Role.HASHTAGS, Role.TITLE)
_FEW_WORDS, _GAP = 6, "\0"
_KIND = {"heading": Kind.HEADING, "item": Kind.ITEM, "line": Kind.ITEM, "verse": Kind.VERSE}


class Director:
    """Reads the lines of one text in their order."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        lines = [line for line in lines if line.kind != "apart"]
        self._in_script = is_script(lines)
        self._clocks = has_clocks(lines)
        self._speakers = speakers_of(lines)
        # The role of lines without a label, and whether a line had it already.
        self._role: Role | None = None
        self._used, self._speaker = False, ""
        self._is_play = bool(self._speakers) and are_capitals(lines)
        self._is_chat = any(is_request(line.text) for line in lines)
        self._next: Line | None = None
        # Whoever speaks to people is told in brackets what to do; what these do shows it.
        self._is_speech = has_hearers(lines)
        self._is_screenplay = self._in_script and names_alone(lines) > 1
        self._is_song = is_song(lines)
        self.title = ""

    @property
    def is_screenplay(self) -> bool:
        """Whether names stand over what they say, and all other lines say what is seen."""
        return self._is_screenplay

    def read(self) -> list[Block]:
        blocks: list[Block] = []
        was_asked = False
        for index, line in enumerate(self._lines):
            if line.kind == "apart":
                blocks.append(left_out(line.text.strip(), line.reason))
                continue
            if is_page_furniture(line.text):
                was_asked = is_request(line.text)
            elif was_asked:
                blocks.append(left_out(line.text, MODEL))
                continue
            blocks += self._read_line(line, index)
        return blocks

    def _read_line(self, line: Line, index: int) -> Iterator[Block]:
        text = line.text.strip()
        self._next = self._lines[index + 1] if index + 1 < len(self._lines) else None
        if line.kind == "rule":
            self._role, self._used = None, False
        elif line.kind == "code":
            yield left_out(text, "code")
        elif line.kind == "picture":
            yield Block(kind=Kind.PICTURE, text=text) if text else left_out(text, "picture")
        elif line.kind == "row":
            yield from self._read_row(line)
        elif text and (
            reason := why_apart(self._lines, index, in_script=self._in_script, is_chat=self._is_chat)
        ):
            self.title = self.title or (name_of_script(text) if reason == ABOUT_SCRIPT else "") or ""
            yield left_out(text, reason)
        elif text:
            yield from self._read_text(line)

    def _read_text(self, line: Line) -> Iterator[Block]:
        text = line.text.strip()
        if self._in_script or self._clocks:
            text = without_times(text, clocks=self._clocks)
        had_times = text != line.text.strip()
        if not text:
            self._start_scene()
            yield Block(kind=Kind.SCENE)
        elif (self._in_script or self._is_play) and is_film_end(text.strip("[]() ")):
            yield left_out(text, "stage direction")
        elif self._in_script and is_end_of_music(text):
            yield left_out(text, Role.SOUND.value)
        elif self._in_script and (name := scene_of_script(text)) is not None:
            yield from self._read_scene(name)
        elif self._is_screenplay and self._speaker and re.fullmatch(r"\([^()]*\)", text):
            yield left_out(text, "stage direction")
        elif (found := BRACKETED.fullmatch(text.strip("*_ "))) and (note := self._note(found, is_line=True)):
            if had_times and line.starts:
                yield from self._shown_from(note)
            yield from self._read_note(note, text)
        elif self._is_screenplay and is_capitals(text) and is_name_alone(text):
            yield from self._read_name(text)
        elif self._in_script and (had_times or stands_alone(line, text)) and (role := role_of(text)):
            self._start_role(role[0])
            if role[0] in _SILENT:
                yield left_out(text, "label")
            elif role[0] != Role.NARRATION or had_times:
                yield Block(kind=Kind.SCENE)
        elif had_times and self._names_scene(line, text):
            self._start_scene()
            yield Block(kind=Kind.SCENE, text=text.strip(" :"))
        elif line.kind == "heading":
            yield from self._read_heading(line, text)
        else:
            if had_times and line.starts and self._clocks:
                yield Block(kind=Kind.SCENE)
            yield from self._read_parts(line, text)

    def _read_name(self, text: str) -> Iterator[Block]:
        if names_part(text):
            self._start_scene()
            yield Block(kind=Kind.SCENE)
        elif self._next is not None and (
            is_film_end(self._next.text) or read_scene(self._next.text) is not None
        ):
            yield Block(kind=Kind.HEADING, text=text, level=1, starts=True)
        else:
            self._speaker = name_of(text)

    def _read_parts(self, line: Line, text: str) -> Iterator[Block]:
        """Yield the parts of a line of a script with labels within: "1. Wide: a village. VO: It rains."."""
        first, *others = labels_within(text) if self._in_script else [text]
        is_shot = bool(others) and (line.kind == "item" or first[:1].isdigit()) and split_label(first) is None
        if is_shot:
            yield from self._silent(Role.PICTURE, re.sub(r"^\d+[.)]\s*", "", first))
        else:
            yield from self._read_labelled(line, first)
        for part in others:
            yield from self._read_labelled(line, part)

    def _names_scene(self, line: Line, text: str) -> bool:
        """Return whether a line with a time stamp is the heading of a scene."""
        is_short = len(text.split()) <= _FEW_WORDS and text[-1:] not in SENTENCE_ENDS
        return (
            self._in_script
            and split_label(text) is None
            and (line.kind == "heading" or line.is_strong or is_short)
        )

    def _read_scene(self, name: str) -> Iterator[Block]:
        self._start_scene()
        label = split_label(name)
        role = role_of(label[0]) if label else None
        if label and role and role[0] != Role.TITLE:
            yield Block(kind=Kind.SCENE)
            yield from self._labelled(role[0], label[1], Line(kind="paragraph", text=label[1]))
        else:
            yield Block(kind=Kind.SCENE, text=name)

    def _shown_from(self, note: Note) -> Iterator[Block]:
        """Begin the scene of a picture with a time: "(0:07-0:15) [Close on a hand]"."""
        if self._in_script and note.what == "picture":
            self._start_scene()
            yield Block(kind=Kind.SCENE)

    def _start_scene(self) -> None:
        self._role, self._used, self._speaker = None, False, ""

    def _start_role(self, role: Role) -> None:
        self._role = role if role in _SILENT else None
        self._used, self._speaker = False, ""

    def _read_heading(self, line: Line, text: str) -> Iterator[Block]:
        self._start_scene()
        label = split_label(text)
        role = role_of(text) or (role_of(label[0]) if label else None)
        if self._in_script and role and (role[1] or not label or not label[1]):
            rest = label[1] if label and not role_of(text) else ""
            if role[0] == Role.TITLE and rest:
                self.title = self.title or rest
                yield left_out(text, "title")
            elif rest:
                yield Block(kind=Kind.SCENE)
                yield from self._labelled(role[0], rest, line)
            else:
                self._start_role(role[0])
                yield Block(kind=Kind.SCENE) if role[0] not in _SILENT else left_out(text, "label")
        elif label and role and role[0] == Role.TITLE and label[1]:
            self.title = self.title or label[1]
            yield left_out(text, "title")
        else:
            words = text.strip().rstrip(":：").strip(" #")
            yield Block(kind=Kind.HEADING, text=words, level=line.level or 2, starts=True)

    def _read_labelled(self, line: Line, text: str) -> Iterator[Block]:
        label = split_label(text.strip("*_ ") if line.is_strong else text)
        role = role_of(label[0]) if label else None
        if label and name_of(label[0]) in self._speakers:
            self._start_scene()
            self._speaker = name_of(label[0])
            yield from self._spoken(label[1], Kind.SPOKEN, line)
        elif label and role and self._counts(role, label, line):
            yield from self._labelled(role[0], label[1], line)
        elif self._role in _SILENT and (not self._used or not line.starts or line.kind == "item"):
            self._used = True
            yield from self._silent(self._role, text)
        else:
            self._role = None
            if line.starts and line.kind == "paragraph":
                self._speaker = ""
            if self._is_screenplay and not self._speaker:
                yield Block(kind=Kind.PICTURE, text=text)
                return
            kind = Kind.SPOKEN if self._speaker else _KIND.get(line.kind, Kind.PARAGRAPH)
            yield from self._spoken(text, kind, line)

    def _counts(self, role: tuple[Role, bool], label: tuple[str, str], line: Line) -> bool:
        """Return whether a label of a known role is one here."""
        if role[0] == Role.TITLE:
            return bool(label[1]) and (self._in_script or line is self._lines[0])
        if role[0] == Role.HASHTAGS:
            return True
        return self._in_script

    def _labelled(self, role: Role, rest: str, line: Line) -> Iterator[Block]:
        rest = rest.strip(" *_")
        self._start_role(role)
        if not rest:
            if role == Role.PART:
                yield Block(kind=Kind.SCENE)
            return
        if role == Role.NARRATION and is_sound(rest):
            role = Role.SOUND
        if role in _SILENT:
            self._role = None
            yield from self._silent(role, rest)
            return
        if role == Role.PART:
            yield Block(kind=Kind.SCENE)
        yield from self._spoken(without_quotes(rest), Kind.PARAGRAPH, line)

    def _silent(self, role: Role | None, text: str) -> Iterator[Block]:
        if role == Role.TITLE:
            self.title = self.title or text.strip(' "“”*_')
            yield left_out(text, "title")
        elif role == Role.PICTURE:
            yield Block(kind=Kind.PICTURE, text=showing(text))
        else:
            yield left_out(text, role.value if role else "label")

    def _note(self, found: re.Match[str], *, is_line: bool) -> Note | None:
        inner = next(group for group in found.groups() if group is not None)
        in_script = self._in_script or (is_line and bool(self._speakers))
        # What is in round brackets in a song is sung as well.
        in_script = in_script and not (self._is_song and found[0][0] == "(")
        # "[slow zoom on the cat]" in a script; "[your name]" is to be spoken.
        is_note = self._in_script and found[0][0] in "[【" and len(inner.split()) > 2
        ends = is_hearers(inner) and not found.string[found.end() :].strip()
        note = read_note(
            inner,
            in_script=in_script,
            is_line=is_line or is_note,
            is_apart=is_line or ends or is_apart(found),
        )
        return note or (Note("stage direction", inner) if self._is_aside(found, inner) else None)

    def _is_aside(self, found: re.Match[str], inner: str) -> bool:
        """Return whether brackets tell what somebody does who speaks: "(looks away)", in a play "(Sits down.)"."""
        if found[0][0] != "(" or len(inner.split()) > _FEW_WORDS or not re.search(r"[^\W\d_]{2}", inner):
            return False
        leads = not found.string[: found.start()].strip()
        if (self._in_script or self._is_speech) and leads:
            return inner[-1] not in SENTENCE_ENDS and bool(found.string[found.end() :].strip())
        return (self._is_play and is_apart(found)) or (leads and bool(self._speaker) and inner.count(" ") < 2)

    def _read_note(self, note: Note, text: str) -> Iterator[Block]:
        if note.what == "pause":
            yield Block(kind=Kind.PAUSE, seconds=note.seconds)
        elif note.what == "picture" and note.text:
            yield Block(kind=Kind.PICTURE, text=showing(note.text))
        elif note.what == "scene":
            yield from self._read_scene(note.text)
        elif note.what == "part":
            self._start_scene()
            yield Block(kind=Kind.SCENE)
        elif note.what == "narration":
            self._start_scene()
            if note.text:
                yield from self._spoken(note.text, Kind.PARAGRAPH, Line(kind="paragraph", text=note.text))
        elif note.what == Role.TITLE.value and note.text:
            self.title = self.title or note.text
            yield left_out(text, "title")
        else:
            yield left_out(text.strip("*_ "), "label" if note.what == "picture" else note.what)

    def _spoken(self, text: str, kind: Kind, line: Line) -> Iterator[Block]:
        """Yield what is spoken in a line, without the notes within it, and these."""
        notes: list[Block] = []

        def keep(found: re.Match[str]) -> str:
            note = self._note(found, is_line=False)
            if note is None or note.what == "narration":
                return found[0] if note is None else note.text
            if note.what == "pause":
                return pause_mark(note.seconds)
            notes.extend(self._read_note(note, found[0]) if note.what != "scene" else ())
            return _GAP

        if self._in_script:
            text = MOUTH.sub("", text)
        words = re.sub(rf"\s*{_GAP}\s*([,.;:!?…])", r"\1", BRACKETED.sub(keep, text)).replace(_GAP, " ")
        words, hashtags = without_last_hashtags(words)
        if hashtags:
            notes.append(left_out(hashtags, "hashtags"))
        words = without_quotes(" ".join(words.split())) if notes else " ".join(words.split())
        yield from (note for note in notes if note.kind == Kind.PICTURE)
        if line.kind == "line" and kind == Kind.ITEM and ends_sentence(words):
            kind = Kind.PARAGRAPH
        if re.search(r"\w", words):
            speaker = self._speaker if kind == Kind.SPOKEN else ""
            yield Block(kind=kind, text=words, speaker=speaker, starts=line.starts)
        yield from (note for note in notes if note.kind != Kind.PICTURE)

    def _read_cell(self, role: Role, cell: str, line: Line) -> Iterator[Block]:
        """Yield what stands in a cell; it may have labels and notes of its own: "(soft music) Narrator: Good night."."""
        for part in labels_within(cell):
            label = split_label(part)
            own = role_of(label[0]) if label else None
            if label and own and own[1]:
                yield from self._labelled(own[0], label[1], line)
            elif (found := BRACKETED.fullmatch(part)) and (note := self._note(found, is_line=True)):
                yield from self._read_note(note, part)
            else:
                yield from self._labelled(role, part, line)

    def _read_row(self, line: Line) -> Iterator[Block]:
        """Yield a row of a table: a scene if its columns are those of a script, else a sentence."""
        if not any(line.cells):
            return
        if not line.head:
            roles = [role_of(cell) for cell in line.cells]
            if not any(line.head for line in self._lines):
                yield from self._spoken(", ".join(filter(None, line.cells)), Kind.ITEM, line)
            else:
                yield left_out(" | ".join(line.cells), "label" if any(roles) else "heads of columns")
            return
        heads = [role_of(cell) for cell in line.head]
        if any(head and head[0] in (Role.NARRATION, Role.PICTURE) for head in heads) and self._in_script:
            yield Block(kind=Kind.SCENE)
            for head, cell in sorted(
                zip(heads, line.cells, strict=False),
                key=lambda one: not (one[0] and one[0][0] == Role.PICTURE),
            ):
                is_said = without_times(cell).strip(" –—-") and not (
                    is_number_of_scene(cell) or is_time(cell)
                )
                if head and is_said:
                    yield from self._read_cell(head[0], cell, line)
        else:
            yield from self._spoken(row_in_words(line.head, line.cells), Kind.ITEM, line)
