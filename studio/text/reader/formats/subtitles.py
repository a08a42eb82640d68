"""Subtitles and transcripts with times, as the sentences that they were cut from."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.text.reader.notes.labels import SPEAKS, role_of
from studio.text.reader.notes.page_signs import BUTTON

_TIMING = re.compile(
    r"^\s*(?P<start>(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,:]\d{1,3})?)\s*(?:-->|->|,)\s*(?P<end>(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,:]\d{1,3})?)(?:\s+\S+:\S+)*\s*$"
)
_ONE_LINE = re.compile(r"^\s*(?:\d+\s+)?(?P<timing>[\d:.,]+\s*-->\s*[\d:.,]+)\s+(?P<words>\S.*)$")
# A player's transcript: a time alone on its line, before or after the words.
_CLOCK = re.compile(r"^\s*[\[(]?(?P<start>(?:\d{1,2}:)?\d{1,2}:\d{2})[\])]?\s*$")
_HEADS = re.compile(r"^\s*(?:WEBVTT\b.*|NOTE\b.*|STYLE\s*|REGION\b.*|Kind:.*|Language:.*|X-TIMESTAMP-MAP.*)$")
_MARKS = re.compile(
    r"</?(?:[ibu]|c|v|lang|ruby|rt|font)(?:[. ][^<>]*)?>|<[\d:.]+>|\{\\[^{}]*\}|\{[yY]:[^{}]*\}"
)
_VOICE = re.compile(r"<v(?:\.[^ >]*)? ([^<>]+)>")
_ARROWS = re.compile(r"^\s*(?:>{2,3}|&gt;&gt;)\s*")
# Between two subtitles with more silence than this, in seconds, a paragraph ends.
_PAUSE = 2.0
_FEWEST = 2
# "Speaker 1  00:04" over what is said.
_NAMED_CLOCK = re.compile(
    r"^[ \t]*([^\W\d_][^\n:\[(,]{0,30}?)[ \t]+[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[ \u202f]?[ap]\.?m\.?)?[\])]?:?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
# "00:00:04 Anna Berg: Good morning", as programs for meetings write who speaks, and when.
_SPEAKS_AT = re.compile(
    r"^[ \t]*[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])]?[ \t]+(?:[-–—][ \t]+)?(?P<name>[^\W\d_a-z][^\n:\[(]{0,30}?):[ \t]+(?=\S)",
    re.MULTILINE,
)
# The lines of subtitles that have a style for each.
_STYLED = re.compile(
    r"^Dialogue:[^,\n]{0,20},(?P<start>[\d:.]+),(?P<end>[\d:.]+),(?:[^,\n]*,){6}(?P<words>[^\n]*)$",
    re.MULTILINE,
)
# "Transcript" alone over one, and the name of a recording's file: "Weekly sync-20250310_100000-Meeting Recording".
_HEAD_OF_TRANSCRIPT = re.compile(
    r"^[ \t]*(?:(?:\d{1,2} ?h(?:ours?)? ?)?\d{1,3} ?m(?:in(?:utes?)?)?(?: \d{1,2} ?s(?:ec(?:onds?)?)?)?|[^\W\d_]{3,12}\.? \d{1,2},? \d{4},? (?:at )?\d{1,2}[:.]\d{2} ?(?:[ap]m)?|(?:show |full |auto-?generated )?(?:transcripts?|transkript|transcription|transcripción|trascrizione|transcrição|транскрипт)|\S.*?-\d{8}[_-]\d{6}.*|[^\n]{3,20}\b\d{4},? \d{1,2}:\d{2} ?(?:[ap]m)?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
# What a program for meetings notes of itself: "Tom Becker stopped transcription".
_RECORDED = re.compile(
    r"^[ \t]*[^\W\d_][^\n:.!?]{0,40} (?:started|stopped|joined|left|hat die (?:transkription|aufzeichnung)|a (?:démarré|arrêté)|inició|detuvo) (?:the )?(?:transcription|recording|meeting|call|gestartet|beendet|la transcription|la transcripción)[ \t.]*$",
    re.MULTILINE | re.IGNORECASE,
)
# Who has made subtitles: "Subtitles by www.example.org".
_MADE_BY = re.compile(
    r"^[\s♪]*(?:(?:subtitles?|captions?|subt[ií]tulos|sous-titr(?:es|age)|untertitel(?:ung)?|sottotitoli|legendas?|napisy|субтитры|ondertitel\w*|sync(?:ed|hronized)?|translat(?:ed|ion)|traduc\w+|traduit|übersetz\w+|corrected|corrections?)\b.{0,30}(?:\b(?:by|por|par|von|di|da|przez)\b|:|[\w-]+\.\w{2,}).*|.*\b(?:opensubtitles|amara\.org|addic7ed|subscene)\b.*|(?:https?://|www\.)\S+)$",
    re.IGNORECASE,
)
_NOTE_LINE = re.compile(r"\s*(?:[-–—]\s*)?(?:\[[^\[\]]*\]|\([^()]*\)|♪+|♪[^♪]*♪)\s*")
# "GUIDE: And every winter", as those write who add for the deaf who speaks.
_WHO = re.compile(r"^\s*(?:[-–—]\s+)?([^\W\d_a-z][^\W\d_a-z.'’ -]{1,24}(?: \d)?):\s+(?=\S)")
_SAID_AT = re.compile(r"^\s*[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?\s+(?P<words>\S.*)$")


def is_subtitles(text: str) -> bool:
    """Return whether a text has timings of subtitles, or times alone on many of its lines."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(_STYLED.findall(text)) >= _FEWEST:
        return True
    timings = sum(bool(_TIMING.match(line) or _ONE_LINE.match(line)) for line in lines)
    clocks = sum(bool(_CLOCK.match(line)) for line in lines)
    return (timings > 0 and "-->" in text) or (clocks >= _FEWEST and clocks * 3 >= len(lines) and clocks > 2)


def read_transcript(text: str) -> str | None:
    """Return the words of a transcript in which a time stands before each line; None if a text is something else."""
    if (named := _read_named(text)) is not None:
        return named
    lines = [line for line in text.split("\n") if line.strip()]
    said = [found["words"] for line in lines if (found := _SAID_AT.match(line))]
    # Notes of a script have times too, but its words end sentences, and its labels have colons.
    goes_on = sum(words[:1].islower() for words in said[1:])
    if len(said) < len(lines) or len(said) <= _FEWEST or goes_on * 2 < len(said) - 1:
        return None
    return "\n".join(f"{words}" for words in said) if goes_on < len(said) - 1 else " ".join(said)


def _read_named(text: str) -> str | None:
    """Return a transcript with a name and a time over what each says, as lines with names; None if it is something else."""
    at = list(_SPEAKS_AT.finditer(text))
    names = [found["name"] for found in at]
    starts = sum(bool(line.strip()) for line in text.split("\n"))
    if (
        len(at) > _FEWEST
        and len(set(names)) < len(names)
        and len(at) * 2 >= starts
        and not any(map(role_of, names))
    ):
        return _SPEAKS_AT.sub(lambda found: f"\n{found['name']}{SPEAKS}: ", text).strip()
    parts = _NAMED_CLOCK.split(_RECORDED.sub("", text))
    before, names, words = parts[0], parts[1::2], parts[2::2]
    if len(names) < _FEWEST or len(set(names)) == len(names):
        return None
    said = [
        f"{name}{SPEAKS}: {' '.join(one.split())}"
        for name, one in zip(names, words, strict=True)
        if one.strip()
    ]
    return "\n\n".join(filter(None, (_HEAD_OF_TRANSCRIPT.sub("", before).strip(), *said)))


def read_subtitles(text: str) -> str:
    """Return the words of subtitles: one line for each paragraph; speakers stand before a colon."""
    if _STYLED.search(text):
        text = "\n".join(
            f"{one['start']} --> {one['end']}\n{_plain_styled(one['words'])}\n"
            for one in _STYLED.finditer(text)
        )
    paragraphs: list[list[str]] = [[]]
    until, before, speaker = 0.0, "", ""
    for start, end, words in _cues(text):
        if words == before:
            until = end
            continue
        if re.fullmatch(r"\[[^\[\]]*\]|\([^()]*\)|♪+|♪[^♪]*♪", words):
            paragraphs += [[f"[SFX: {words.strip('[]()')}]"], []]
            until = end
            continue
        voice, _, said = words.rpartition(f"{SPEAKS}: ")
        if voice and voice == speaker and start - until <= _PAUSE and paragraphs[-1]:
            words = said
        speaker = voice or speaker
        if _MADE_BY.match(words):
            paragraphs += [[f"~~~ {BUTTON}\n{words}\n~~~"], []]
            continue
        speaks_anew = re.match(r"\s*[-–—]\s+\S|[A-ZÄÖÜ][\w .\u2063]{0,20}:\s", words)
        if paragraphs[-1] and (start - until > _PAUSE or speaks_anew):
            paragraphs.append([])
        paragraphs[-1].append(re.sub(r"^\s*[-–—]\s+", "", words))
        until, before = end, words
    return "\n\n".join(
        words[0] if words[0].startswith("~~~") else " ".join(" ".join(words).split())
        for words in paragraphs
        if words
    )


def _plain_styled(words: str) -> str:
    return re.sub(r"\\[Nnh]", " ", re.sub(r"\{[^{}]*\}", "", words))


def _cues(text: str) -> Iterator[tuple[float, float, str]]:
    """Yield each subtitle: its start and end in seconds, and its words."""
    start = end = 0.0
    words: list[str] = []
    lines = text.split("\n")
    for index, line in enumerate(lines):
        timing = _TIMING.match(line) or _CLOCK.match(line)
        one = None if timing else _ONE_LINE.match(line)
        if one:
            timing, line = _TIMING.match(one["timing"]), one["words"]
        if timing:
            if words:
                yield start, end, " ".join(words)
                words = []
            start = _seconds(timing["start"])
            # A time alone tells no end: nothing is known of silence then.
            end = _seconds(timing["end"]) if "end" in timing.groupdict() else float("inf")
            if not one:
                continue
        if not index and _HEAD_OF_TRANSCRIPT.match(line):
            continue
        if _is_mark(line, lines[index + 1 : index + 2], lines[max(0, index - 1) : index]):
            continue
        # What two speakers say in one subtitle stands on two lines.
        if words and (
            re.match(r"\s*[-–—]\s", line) or _NOTE_LINE.fullmatch(line) or _NOTE_LINE.fullmatch(words[-1])
        ):
            yield start, end, " ".join(words)
            words = []
        words += _plain(line, words)
    if words:
        yield start, end, " ".join(words)


def _is_mark(line: str, following: list[str], before: list[str]) -> bool:
    """Return whether a line is no subtitle: empty, a head, or the number or name of the next one."""
    is_followed = bool(following) and bool(_TIMING.match(following[0])) and "-->" in following[0]
    is_number = is_followed and (line.strip().isdecimal() or not "".join(before).strip())
    return not line.strip() or is_number or bool(_HEADS.match(line))


def _plain(line: str, before: list[str]) -> list[str]:
    voiced = _VOICE.sub(lambda voice: f"{voice[1].strip()}{SPEAKS}: ", line)
    plain = " ".join(_ARROWS.sub("", _MARKS.sub("", voiced)).split())
    if (who := _WHO.match(plain)) and who[1].isupper() and role_of(who[1]) is None:
        plain = f"{who[1]}{SPEAKS}: {plain[who.end() :]}"
    return [plain] if plain and plain not in before else []


def _seconds(clock: str) -> float:
    parts = re.split(r":", clock.replace(",", "."))
    seconds = 0.0
    for part in parts[:3]:
        seconds = seconds * 60 + float(part)
    return seconds
