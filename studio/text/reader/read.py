"""The reader of pasted texts: from what somebody has copied to what a film is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studio.text.reader.alike import is_written_on
from studio.text.reader.director import Director
from studio.text.reader.document import Block, Document, Kind
from studio.text.reader.formats.chats import read_chat
from studio.text.reader.formats.html import is_html, to_markdown
from studio.text.reader.formats.numbered import read_numbers
from studio.text.reader.formats.parts import read_markdown
from studio.text.reader.formats.plays import read_play, read_signs
from studio.text.reader.formats.prints import read_print, set_footnotes_apart
from studio.text.reader.formats.records import read_record
from studio.text.reader.formats.songs import read_lyrics, without_chords
from studio.text.reader.formats.subtitles import is_subtitles, read_subtitles, read_transcript
from studio.text.reader.formats.wikis import read_wiki
from studio.text.reader.lines import is_wrapped, join_lines, plain_letters
from studio.text.reader.notes.heads import with_title
from studio.text.reader.notes.labels import as_seen, role_of, without_quotes
from studio.text.reader.notes.mails import set_mail_apart
from studio.text.reader.source import is_chapter, is_number, lines_of
from studio.text.words.writing import tidy, without_partings

# The names of parts that every article has.
_PARTS = re.compile(
    r"^(?:abstract|summary|introduction|background|overview|contents|preface|foreword|zusammenfassung|einleitung|inhalt|vorwort|überblick|résumé|introduction|sommaire|avant-propos|resumen|introducción|índice|prólogo|riassunto|introduzione|indice|prefazione|resumo|introdução|prefácio|samenvatting|inleiding|streszczenie|wstęp|sammanfattning|inledning|аннотация|введение|содержание|摘要|引言|要旨|はじめに|초록|서론)\W*$",
    re.IGNORECASE,
)


def read_text(pasted: str) -> Document:
    """Read a text as it was pasted: Markdown, HTML, a script, subtitles, a poem, prose.

    If nothing of it would be spoken, it is read as it stands.
    """
    text = read_lyrics(read_numbers(without_chords(plain_letters(tidy(pasted)).strip()))).strip()
    if is_subtitles(text):
        text = read_subtitles(text)
    text = read_transcript(text) or text
    text = read_record(read_chat(with_title(text)))
    text = to_markdown(text) if is_html(text) else set_footnotes_apart(read_print(read_wiki(text)))
    text = set_mail_apart(text)
    text = read_play(read_signs(text))
    director = Director(lines_of(read_markdown(text)))
    blocks = director.read()
    if not director.is_screenplay:
        blocks = list(_with_spoken_scenes(blocks))
    if not any(block.is_spoken for block in blocks):
        return as_it_stands(pasted)
    title = as_seen(director.title or _first_heading(blocks))
    blocks = [replace(block, text=as_seen(block.text)) for block in blocks]
    return Document(blocks=tuple(blocks), title=title)


def as_it_stands(text: str) -> Document:
    """Return a text of which every word is spoken; only lines that a page's width parted are joined."""
    paragraphs = [
        [" ".join(line.split()) for line in paragraph.split("\n") if line.strip()]
        for paragraph in re.split(r"\n\s*\n", without_partings(tidy(as_seen(text))).strip())
    ]
    wrapped = is_wrapped([lines for lines in paragraphs if len(lines) > 1])
    return Document(
        blocks=tuple(
            Block(kind=Kind.PARAGRAPH, text=line, starts=index == 0)
            for lines in paragraphs
            for index, line in enumerate(join_lines(lines, wrapped=wrapped) if wrapped else lines)
        )
    )


def _with_spoken_scenes(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks; the name of a scene in which nothing else is spoken is what is spoken in it."""
    for index, block in enumerate(blocks):
        yield block
        if block.kind != Kind.SCENE or not block.text:
            continue
        within = _until_next_scene(blocks[index + 1 :])
        if not any(one.is_spoken for one in within) and role_of(block.text) is None:
            yield Block(kind=Kind.PARAGRAPH, text=block.text, starts=True)


def _until_next_scene(blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        if block.kind in (Kind.SCENE, Kind.HEADING):
            break
        found.append(block)
    return found


def _first_heading(blocks: Sequence[Block]) -> str:
    """Return the heading that stands over the whole text, or the first one if it comes before other words."""
    spoken = [block for block in blocks if block.is_spoken]
    if len(spoken) > 1 and is_written_on(spoken[0].text):
        spoken = spoken[1:]
    first = spoken[0]
    second = spoken[1] if len(spoken) > 1 else first
    several = sum(is_number(block.text) for block in spoken if block.kind == Kind.HEADING) > 1
    if (
        not several
        and is_number(first.text)
        and first.kind == second.kind == Kind.HEADING
        and not is_number(second.text)
    ):
        return without_quotes(second.text)
    if (
        _PARTS.match(first.text)
        or first.kind != Kind.HEADING
        or is_number(first.text)
        or is_chapter(first.text)
        or role_of(first.text)
    ):
        return ""
    # "1 A year of storms" is a chapter where "2 A year of visitors" follows.
    if first.text.startswith("1 ") and any(
        block.text.startswith("2 ") for block in spoken if block.kind == Kind.HEADING
    ):
        return ""
    return without_quotes(first.text)
