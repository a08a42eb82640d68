"""The transcript of a film, and its chapters as WebVTT."""

from __future__ import annotations

import html
from itertools import accumulate

from studio.film.faults import blamed_on
from studio.film.plan import FRAME_RATE
from studio.film.schedule import Schedule, SpokenSpan
from studio.film.text.captions import clock
from studio.film.text.words import TimedPiece, ending_of, join_pieces, timed_pieces
from studio.text.lines.breaking import columns
from studio.text.lines.clusters import split_clusters
from studio.text.words.punctuation import CLAUSE_ENDS

# Players cut off titles in their chapter menus after about this many characters.
_LONGEST_TITLE = 40


def write_transcript(title: str, schedule: Schedule) -> str:
    """Return the narration as plain text: the title, then a paragraph for each narration, with its line breaks."""
    passages = (_lines(span.narration.text) for span in schedule.spoken)
    return "\n\n".join(part for part in (title.strip(), *passages) if part) + "\n"


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def write_chapters(schedule: Schedule) -> str:
    """Return a WebVTT file of chapters (W3C WebVTT, 4.8): one for each shot, titled by the first words heard in it.

    A card is titled by its own words. An intro or outro is a part of the chapter beside it.
    """
    heard = [
        (span.start + piece.start, piece)
        for span in schedule.spoken
        if span.narration.is_captioned
        for piece in _pieces(span)
    ]
    blocks = []
    for index, shot in enumerate(schedule.shots):
        if shot.is_bookend:
            continue
        start, end = shot.start / FRAME_RATE, shot.end / FRAME_RATE
        title = _shortened(shot.card) or _title([piece for when, piece in heard if start <= when < end])
        title = title or f"Scene {schedule.scene_index(index) + 1}"
        start, end = _with_bookends(schedule, index)
        blocks.append(f"{clock(start)} --> {clock(end)}\n{html.escape(title, quote=False)}\n")
    return "\n".join(["WEBVTT\n", *blocks])


def _with_bookends(schedule: Schedule, index: int) -> tuple[float, float]:
    """Return when a chapter begins and ends, in seconds; the first and the last one reach to the film's ends."""
    shots = schedule.shots
    first = 0 if index and shots[index - 1].is_bookend else shots[index].start
    last = index + 1 < len(shots) and shots[index + 1].is_bookend
    return first / FRAME_RATE, (schedule.frame_count if last else shots[index].end) / FRAME_RATE


def _pieces(span: SpokenSpan) -> list[TimedPiece]:
    with blamed_on(span.shot, "captions"):
        return timed_pieces(span.narration, _LONGEST_TITLE)


def _shortened(text: str) -> str:
    """Return as much of a card's words as fits into a title."""
    words = " ".join(text.split())
    if columns(words) <= _LONGEST_TITLE:
        return words
    clusters = list(split_clusters(words))
    widths = accumulate(columns(cluster) for cluster in clusters)
    fitting = sum(width < _LONGEST_TITLE for width in widths)
    return f"{''.join(clusters[:fitting]).rstrip()}…"


def _title(pieces: list[TimedPiece]) -> str:
    """Return as many of the first words as fit into a title, at most one sentence or line."""
    for count in range(1, len(pieces) + 1):
        title = join_pieces(pieces[:count])
        if ending_of(pieces[count - 1].text) == 2:
            return title.rstrip(".。")
        if pieces[count - 1].ends_line:
            return title.rstrip(CLAUSE_ENDS)
        if columns(join_pieces(pieces[: count + 1])) > _LONGEST_TITLE:
            return f"{title.rstrip(CLAUSE_ENDS)}…"
    return join_pieces(pieces).rstrip(CLAUSE_ENDS)
