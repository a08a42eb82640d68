"""Time stamps and lengths beside the words of a script: "[0:05-0:10]", "(5-10s)", "00:01:04,000"."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re

_CLOCK = r"\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?"
_LENGTH = (
    r"\d+(?:[.,]\d+)?\s*(?:(?:-|–|—|〜|～|~|to|bis|à|a|до)\s*\d+(?:[.,]\d+)?\s*)?"
    r"(?:s|secs?|seconds?|sek|sekunden?|secondes?|segundos?|secondi|min|mins|minutes?|minuten?|minutos?|minuti|segs?|с|сек|секунд[аы]?|мин|秒|분|초|分|ثوانٍ?|ثواني|ثانية|שניות|saniye|sn|giây|detik|सेकंड|วินาที|sekuntia|másodperc|mp|vteřin\w?|sekund\w{0,2}|δευτ\w*)(?!\w)\.?"
)
_RANGE = rf"{_CLOCK}\s*(?:-|–|—|〜|～|~|to|bis|à|al?|até|до|-->)\s*{_CLOCK}"
_BETWEEN = rf"(?:{_RANGE}|{_CLOCK}|{_LENGTH}|(?:time(?:stamp)?|at|approx\.?|ca\.?|~)\s*:?\s*(?:{_RANGE}|{_CLOCK}|{_LENGTH}))"
# In brackets at an end of a line or before a label's colon, or bare as a range at its start: "MIRA (30s) waits." tells an age.
_INNER = rf"[(\[（【]\s*~?{_BETWEEN}\s*[)\]）】]"
_BRACKETED = re.compile(rf"^\W*{_INNER}|{_INNER}(?=[\s*_]*(?:[:：|–—-]|$))", re.IGNORECASE)
_TIME_ALONE = re.compile(rf"^\W*{_BETWEEN}\W*$", re.IGNORECASE)
_RANGE_FIRST = re.compile(rf"^\s*{_RANGE}\s*(?:[|:–—-]\s*)?", re.IGNORECASE)
_LENGTH_RANGE_FIRST = re.compile(
    r"^\s*\d{1,3}\s*(?:-|–|—)\s*\d{1,3}\s*(?:s|sec|secs|seconds|sek|sekunden)\b\s*[|:–—-]*\s*", re.IGNORECASE
)
_RANGE_LAST = re.compile(rf"\s*(?:[|–—-]\s*)?{_RANGE}\s*$", re.IGNORECASE)
_CLOCK_FIRST = re.compile(rf"^\s*({_CLOCK})(?:\s*[|–—-])?(?:\s+|$)")
_FIRST_SECONDS = re.compile(r"0{1,2}(?::0{2})?:0\d(?:[.,]\d+)?")


def without_times(line: str, *, clocks: bool = False) -> str:
    """Return a line without its time stamps and lengths; with `clocks`, a bare one at its start goes as well."""
    if not re.search(r"\d", line):
        return line
    bare = _BRACKETED.sub(" ", line)
    bare = _RANGE_FIRST.sub("", bare)
    bare = _LENGTH_RANGE_FIRST.sub("", bare)
    bare = _RANGE_LAST.sub("", bare)
    bare = _CLOCK_FIRST.sub("", bare) if clocks else bare
    if bare == line:
        return line
    return " ".join(bare.split()).strip(" |–—-") if bare.strip(" |–—-:") else ""


def is_time(cell: str) -> bool:
    """Return whether words are only a time or a length: "0:05-0:10", "8 sec"."""
    return bool(_TIME_ALONE.match(cell))


def has_times(line: str) -> bool:
    """Return whether a line has a time stamp that only scripts and recordings have."""
    return bool(_BRACKETED.search(line) or (_RANGE_FIRST.match(line) and re.search(_CLOCK, line) is not None))


def is_in_minutes(line: str) -> bool:
    """Return whether the only times of a line are minutes in brackets, as of a lesson's parts: "Activity (25 min)"."""
    found = re.findall(rf"{_INNER}", line, re.IGNORECASE)
    return bool(found) and all(re.search(r"\d\s*(?:min|minut\w+)\b", one, re.IGNORECASE) for one in found)


def counts_from_start(lines: list[str]) -> bool:
    """Return whether lines begin with bare times that count from a recording's start, unlike a day's hours."""
    times = [found[1] for line in lines if (found := _CLOCK_FIRST.match(line))]
    return len(times) > 1 and bool(_FIRST_SECONDS.fullmatch(times[0]))
