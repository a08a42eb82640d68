"""Captions: narrations cut into cues that can be read while they are spoken, and written as WebVTT and SRT."""

from __future__ import annotations

import html
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, zip_longest

from studio.film.faults import blamed_on
from studio.film.plan import FRAME_RATE, Cue, FilmPlan, SpokenWord
from studio.film.schedule import Schedule, SpokenSpan
from studio.film.text.bidi import main_direction, marked
from studio.film.text.words import TimedPiece, ending_of, hyphen_after, is_sign, join_pieces, timed_pieces
from studio.text.lines.breaking import columns, strain

# Seconds: a shorter cue cannot be read, and a longer one is better split (BBC subtitle guidelines, rounded).
_SHORTEST, _LONGEST = 1.0, 6.0
# Seconds that a cue stays after its last word if none follows, and the smallest gap between cues that is not closed.
_LINGER, _SMALLEST_GAP = 0.4, 0.3
_MOST_COLUMNS = 42
# The share of a dip to black, on either side of the cut, that is too dark for captions.
_DARKENED = 0.25
# Font sizes as shares of the side of a square of the frame's area.
_LETTERS = {"small": 0.034, "medium": 0.042, "large": 0.054}
# The columns of capitals in which a line has room, as a share of those of small letters.
_CAPITALS = 0.86
# Costs of ending a cue inside a clause, of ending it at a comma, and of not ending it after a sentence; the last is
# added if it ends with a short word (an article or preposition), just after a clause begins, or before its last word or
# a dash or emoji.
_MID_CLAUSE, _AT_CLAUSE, _RUN_ON, _DANGLING = 3.0, 1.0, 2.0, 1.5
_SHORT_WORD = 3
# Cost of a cue that fills both lines, so that a text for two cues is divided about equally.
_FULL = 1.0
# The share of a cue's words from which on it would only repeat what can be read in the picture.
_MOST_SHOWN = 0.8
# Cost of each column of strain if a cue ends inside a word.
_TORN = 0.3


@dataclass(frozen=True, slots=True)
class _Draft:
    """A cue whose end is not yet decided: its words with their times in seconds, in one or two lines, and their places in the narration."""

    words: tuple[SpokenWord, ...]
    text: str
    places: tuple[int, ...] = ()
    shot: int = 0

    @property
    def start(self) -> float:
        return self.words[0].start

    @property
    def end(self) -> float:
        return self.words[-1].end


def line_limit(size: tuple[int, int], letters: str = "medium") -> int:
    """Return the most columns of a caption line in a frame of (width, height) pixels; see CAPTION_LETTERS."""
    font_size = caption_font_size(size, letters)
    return max(12, min(_MOST_COLUMNS, int(0.84 * size[0] / (0.56 * font_size))))


def caption_font_size(size: tuple[int, int], letters: str = "medium") -> int:
    """Return the font size in pixels, in proportion to the square root of the frame's area.

    `letters` is one of CAPTION_LETTERS.
    """
    return max(6, round(_LETTERS[letters] * math.sqrt(size[0] * size[1])))


def make_cues(
    schedule: Schedule,
    size: tuple[int, int],
    letters: str = "medium",
    *,
    most_words: int = 0,
    is_upper: bool = False,
) -> tuple[Cue, ...]:
    """Return the captions of a film in chronological order; no two overlap.

    Times come from the narration's word times if it has them; else its duration is divided by characters. `letters` is
    one of CAPTION_LETTERS: fewer large ones fit into a line, and fewer if it `is_upper`. A line break or a long pause
    in a narration ends a cue, and so do `most_words`, if it is not 0.
    """
    limit = max(10, round(line_limit(size, letters) * (_CAPITALS if is_upper else 1)))
    captioned = [span for span in schedule.spoken if span.narration.is_captioned]
    direction = _direction(captioned)
    drafts = [draft for span in captioned for draft in _drafts(span, limit, direction, most_words)]
    return tuple(_settled(drafts, list(_pictures(schedule))))


def burned_cues(cues: tuple[Cue, ...], plan: FilmPlan) -> tuple[Cue, ...]:
    """Return the captions that are drawn into the pictures of a film: none without a style, and none twice.

    One of which most words can be read in the picture is left out.
    """
    if not plan.captions.is_drawn:
        return ()
    shown = _words_shown(plan)
    return tuple(cue for cue in cues if not _is_shown(cue, shown[cue.shot]))


def _words_shown(plan: FilmPlan) -> list[set[int]]:
    """Return for each shot which words of its narration can be read in the pictures that go with it."""
    shown, narrated = list[set[int]](), 0
    for index, shot in enumerate(plan.shots):
        shown.append(set())
        # A shot without a narration shares that of the nearest one before it.
        narrated = index if shot.narration or not shot.is_scene else narrated
        shown[narrated].update(shot.words_shown)
        for cutaway in shot.cutaways:
            shown[narrated].update(cutaway.words_shown)
    return shown


def _is_shown(cue: Cue, words: set[int]) -> bool:
    return bool(cue.places) and sum(place in words for place in cue.places) >= _MOST_SHOWN * len(cue.places)


def write_vtt(cues: tuple[Cue, ...]) -> str:
    """Return the cues as a WebVTT file (W3C WebVTT, section 4: &, < and > are escaped)."""
    blocks = [
        f"{clock(cue.start)} --> {clock(cue.end)}\n{html.escape(cue.text, quote=False)}\n" for cue in cues
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def write_srt(cues: tuple[Cue, ...]) -> str:
    """Return the cues as a SubRip file, which has no way to escape an arrow in a text."""
    blocks = [
        f"{number}\n{clock(cue.start, ',')} --> {clock(cue.end, ',')}\n{cue.text.replace('-->', '→')}\n"
        for number, cue in enumerate(cues, start=1)
    ]
    return "\n".join(blocks)


def clock(seconds: float, point: str = ".") -> str:
    """Return a time in seconds in WebVTT's format, or in SubRip's if `point` is a comma."""
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{milliseconds:03}"


def _direction(spans: list[SpokenSpan]) -> str:
    try:
        return main_direction(" ".join(span.narration.text for span in spans))
    except Exception:
        for span in spans:
            with blamed_on(span.shot, "captions"):
                main_direction(span.narration.text)
        raise


def _drafts(span: SpokenSpan, limit: int, direction: str, most_words: int) -> list[_Draft]:
    with blamed_on(span.shot, "captions"):
        return list(_cut(span, limit, direction, most_words))


def _cut(span: SpokenSpan, limit: int, direction: str, most_words: int) -> Iterator[_Draft]:
    """Cut one narration into cues at the least total cost, by dynamic programming over all cuts."""
    pieces = timed_pieces(span.narration, limit)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        options = []
        for begin in range(end - 1, -1, -1):
            if begin < end - 1 and (pieces[begin].ends_line or _are_many(pieces[begin:end], most_words)):
                break
            following = pieces[end] if end < len(pieces) else None
            lines = _lay_out(pieces[begin:end], following, limit)
            # A single piece always fits: pieces are no wider than a line.
            if lines is None:
                break
            fullness = columns(_text_of(lines)) / (2 * limit)
            cost = _cost(pieces[begin:end], following) + _FULL * fullness**2
            options.append((best[begin][0] + cost, begin))
        best.append(min(options))
    places = list(accumulate((not piece.is_joined for piece in pieces[1:]), initial=0))
    ends = [len(pieces)]
    while ends[-1] > 0:
        ends.append(best[ends[-1]][1])
    for begin, end in pairwise(reversed(ends)):
        following = pieces[end] if end < len(pieces) else None
        lines = _lay_out(pieces[begin:end], following, limit) or [pieces[begin:end]]
        words = tuple(_heard(piece, span.start) for line in lines for piece in line)
        yield _Draft(words, marked(_text_of(lines), direction), tuple(places[begin:end]), span.shot)


def _are_many(pieces: list[TimedPiece], most: int) -> bool:
    return most > 0 and sum(not is_sign(piece.text) for piece in pieces) > most


def _text_of(lines: list[list[TimedPiece]]) -> str:
    return "\n".join(map(join_pieces, lines))


def _heard(piece: TimedPiece, start: float) -> SpokenWord:
    return SpokenWord(text=piece.text, start=start + piece.start, end=start + piece.end)


def _cost(pieces: list[TimedPiece], following: TimedPiece | None) -> float:
    """Return the cost of a cue of these pieces; `following` is the first piece of the next cue."""
    seconds = pieces[-1].end - pieces[0].start
    cost = 1.0 + 4 * max(0.0, _SHORTEST - seconds) + 2 * max(0.0, seconds - _LONGEST)
    endings = [ending_of(piece.text) for piece in pieces]
    cost += _RUN_ON * sum(ending == 2 for ending in endings[:-1])
    if following is None or endings[-1] == 2 or pieces[-1].ends_line:
        return cost
    if endings[-1] == 1:
        return cost + _AT_CLAUSE
    if following.is_joined:
        return cost + _MID_CLAUSE + _TORN * strain(pieces[-1].text, following.text)
    is_near = any(endings[-3:]) + (ending_of(following.text) > 0 or is_sign(following.text))
    return cost + _MID_CLAUSE + _DANGLING * (_is_short(pieces[-1]) + is_near)


def _is_short(piece: TimedPiece) -> bool:
    return columns(piece.text) <= _SHORT_WORD and not is_sign(piece.text)


def _lay_out(
    pieces: list[TimedPiece], following: TimedPiece | None, limit: int
) -> list[list[TimedPiece]] | None:
    """Return the pieces in one line or two balanced lines, or None if they need more.

    A line that ends inside a word ends with a hyphen; `following` is the first piece of the next cue.
    """
    hyphens = [_hyphen(*pair) for pair in pairwise([*pieces, following])]
    # The columns up to the end of each piece, counting the space before it if there is one.
    ends = list(accumulate(columns(piece.text) + (not piece.is_joined) for piece in pieces))
    spaces = [not piece.is_joined for piece in pieces]
    width = ends[-1] - spaces[0] + len(hyphens[-1])
    # A word wider than a line is a line of its own.
    if width <= limit or len(pieces) == 1:
        return [_ended(pieces, hyphens[-1])]
    breaks = []
    for place in range(1, len(pieces)):
        above, below = ends[place - 1] - spaces[0], ends[-1] - ends[place - 1] - spaces[place]
        widths = above + len(hyphens[place - 1]), below + len(hyphens[-1])
        counts = place, len(pieces) - place
        if all(side <= limit or count == 1 for side, count in zip(widths, counts, strict=True)):
            favour = _favour(*pieces[place - 1 : place + 1])
            breaks.append((abs(widths[0] - widths[1]) - favour, place))
    if not breaks:
        return None
    _, place = min(breaks)
    return [_ended(pieces[:place], hyphens[place - 1]), _ended(pieces[place:], hyphens[-1])]


def _favour(last: TimedPiece, first: TimedPiece) -> float:
    """Return how many columns of difference a line break between two pieces makes up for.

    A break after punctuation makes up for some; one after an article, inside a word, or before an emoji or a dash costs
    some.
    """
    favour = 6.0 * min(1, ending_of(last.text)) - 4 * _is_short(last) - 6 * is_sign(first.text)
    return favour - strain(last.text, first.text) if first.is_joined else favour


def _hyphen(piece: TimedPiece | None, following: TimedPiece | None) -> str:
    if piece is None or following is None:
        return ""
    return hyphen_after(piece.text, following.text, is_joined=following.is_joined)


def _ended(line: list[TimedPiece], hyphen: str) -> list[TimedPiece]:
    return [*line[:-1], replace(line[-1], text=line[-1].text + hyphen)]


def _pictures(schedule: Schedule) -> Iterator[tuple[float, float]]:
    """Yield for each shot its end, and the time from which too little of it is left for a caption, in seconds."""
    for shot, following in zip_longest(schedule.shots, schedule.shots[1:]):
        is_dark = following is not None and following.transition == "dip"
        leaving = shot.end - (shot.fade_out * _DARKENED if is_dark else 0) - shot.closing
        yield shot.end / FRAME_RATE, leaving / FRAME_RATE


def _settled(drafts: list[_Draft], pictures: list[tuple[float, float]]) -> Iterator[Cue]:
    """Yield cues that linger a little, with small gaps closed, clear of the next cue and of the next picture.

    A cue whose last moments would lie over a cut ends at the cut, if it can be read by then.
    """
    last = pictures[-1]
    for index, draft in enumerate(drafts):
        barrier = drafts[index + 1].start if index + 1 < len(drafts) else last[0]
        shortest = draft.start + _SHORTEST
        end = max(draft.end + _LINGER, shortest)
        if barrier - end < _SMALLEST_GAP:
            end = barrier
        _, leaving = next((picture for picture in pictures if picture[0] >= draft.end), last)
        end = min(end, barrier, max(leaving, draft.end, shortest))
        if end > draft.start:
            yield Cue(
                start=draft.start,
                end=end,
                text=draft.text,
                words=draft.words,
                shot=draft.shot,
                places=draft.places,
            )
