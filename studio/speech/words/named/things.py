"""Numbers that name a thing ("Flight 328", "RTX 4090"), verses, zones of time, days of the week, emergency calls."""

# ruff: noqa: RUF001, SIM905 (dashes look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studio.speech.words.acronyms import SPELLED
from studio.speech.words.counting import called, cardinal, digits, number, ordinal, plural
from studio.speech.words.numerals import roman_value
from studio.speech.words.quantities import MANY
from studio.speech.words.tables import lexical
from studio.speech.words.tables.gazette import BOOKS_SHORT, COMPASS, ZONES
from studio.speech.words.tables.units import CURRENCIES, UNITS
from studio.speech.words.written import Written

_NUMERAL = re.compile(r"[IVX]+(?:-[IVX]+)?")
_SMALL_NUMERAL = re.compile(r"[ivxl]+(?:[-–][ivxl]+)?")
_TITLES = frozenset(
    "king queen pope emperor empress tsar czar kaiser sultan prince princess duke shah pharaoh count".split()
)
_BEFORE_LETTERS = frozenset(
    "type grade vitamin plan hepatitis exhibit group section option team class point series part appendix figure level side influenza "
    "apartment block building hall room line note key schedule annex category unit an big string".split()
)
_CALLED = frozenset(
    "room rooms flight route routes highway hwy rte interstate boeing airbus exit suite apartment apt bus channel porsche peugeot xbox "
    "nokia radeon geforce office section volvo mazda cessna airliner locker form".split()
)
_NO_NAMES = frozenset("AD BC CE BCE ISBN PIN ID AM PM OK UTC GMT EST CO".split()) | {"I"}
_NUMBERED_BOOKS = frozenset(
    "samuel kings chronicles corinthians thessalonians timothy peter john maccabees sam chron cor thess tim pet jn".split()
)
_COUNTRIES = frozenset("UK EU UN CHINA RUSSIA CANADA MEXICO IRAN INDIA JAPAN FRANCE GERMANY ISRAEL".split())
_CALLS = frozenset("dial dialed dialled dialing call called calling phone phoned ring text".split())
_CALLED_IN_NEED = frozenset("911 112 999 000 988 411 311 211".split())
_CLOCK = re.compile(r"\d{1,2}:\d\d(?:-\d{1,2}:\d\d)?|\d{1,2}(?::\d\d)?[ap]\.?m|[ap]\.?m|noon|midnight")
_VERSE = re.compile(r"\d+:\d.*")
_HOURS = re.compile(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)")
_DAY_LINKS = frozenset({"and", "or", "&", "to", "through", "thru"})
_BEFORE_DAYS = frozenset("on next last every this until by since each from".split())
_TIMES = frozenset("at around by until from before after since to about".split())


def mark_thing(row: Sequence[Written], index: int) -> Written | None:
    """Read what names a thing, by its neighbours; None for any other word."""
    before, part, after = (
        row[place] if 0 <= place < len(row) else Written() for place in (index - 1, index, index + 1)
    )
    words = _read_emergency(row, index) or _read_number(before, part, after) or _read_name(row, index)
    return replace(part, words=tuple(words)) if words else None


def _read_number(before: Written, part: Written, after: Written) -> list[str]:
    core = part.core
    if re.fullmatch(r"7[0-8]7s", core):
        return plural(called(core[:-1]))
    if re.fullmatch(r"7[0-8]7-\d{1,3}", core):
        return [word for part in core.split("-") for word in called(part)]
    if re.fullmatch(r"\d+-\d{3,}", core) and before.lower == "no" and before.closing == ".":
        return [word for part in core.split("-") for word in called(part)]
    if not core.isdecimal() or before.closing.strip("."):
        return []
    hours = _HOURS.fullmatch(core)
    if hours and after.lower in {"hours", "hrs"} and (core[0] == "0" or before.lower in _TIMES):
        return _read_hours(int(hours["hour"]), int(hours["minute"]))
    is_thing = len(core) in {3, 4} and (before.lower in _CALLED or _is_model(before)) and not _counts(after)
    return called(core) if is_thing else []


def _read_emergency(row: Sequence[Written], index: int) -> list[str]:
    """Read a number that is called in need, digit by digit; "a 911" is a car."""
    before, part, after = (
        row[place] if 0 <= place < len(row) else Written() for place in (index - 1, index, index + 1)
    )
    if part.core not in _CALLED_IN_NEED:
        return []
    if after.lower in {"call", "calls", "operator", "dispatcher", "system"}:
        return digits(part.core)
    if part.core == "911" and before.lower in {"a", "the", "his", "her", "my", "porsche"}:
        return called(part.core)
    is_another = before.lower in {"or", "and"} and index > 1 and row[index - 2].core in _CALLED_IN_NEED
    return digits(part.core) if before.lower in _CALLS or is_another else []


def _read_hours(hour: int, minute: int) -> list[str]:
    """Read a time as soldiers give it: 0900 is "oh nine hundred"."""
    first = ["oh", *cardinal(hour)] if 0 < hour < 10 else ["zero", "zero"] if not hour else cardinal(hour)
    return [
        *first,
        *(["hundred"] if not minute else ["oh", *number(str(minute))] if minute < 10 else cardinal(minute)),
    ]


def _is_model(before: Written) -> bool:
    """Return whether letters stand here that name a maker, an airline or a series."""
    core = before.core
    if not core.isupper() or not core.isalpha() or not 2 <= len(core) <= 5 or core in _NO_NAMES:
        return False
    return core.lower() not in CURRENCIES and (
        core in SPELLED or not re.search("[AEIOUY]", core) or len(core) == 2
    )


def _counts(after: Written) -> bool:
    return after.lower in MANY or after.lower in UNITS or after.lower in lexical.MAGNITUDES


def _read_name(row: Sequence[Written], index: int) -> list[str]:
    before, part, after, beyond = (
        row[place] if 0 <= place < len(row) else Written() for place in range(index - 1, index + 3)
    )
    if part.lower in BOOKS_SHORT and part.core[:1].isupper() and _has_chapter(before, part, after):
        return [BOOKS_SHORT[part.lower]]
    if part.core in ZONES and not before.closing.strip(".") and _CLOCK.fullmatch(before.lower):
        return list(part.core)
    if part.core in COMPASS and (
        re.search(r"\d(?:°|['\"])$", before.core)
        or after.core.endswith("°")
        or (after.lower == "of" and before.lower in UNITS)
    ):
        return [COMPASS[part.core]]
    if arc := re.fullmatch(r"(\d+(?:\.\d+)?)(['\"])", part.core):
        return _read_arc(row, index, arc)
    far = row[index - 2] if index > 1 else Written()
    if (
        far.lower in _TITLES
        and before.core[:1].isupper()
        and not before.closing
        and set(part.core) <= set("IVX")
        and part.core
    ):
        return ["the", *ordinal(roman_value(part.core))]
    if numeral := _read_numeral_in_list(row, index):
        return numeral
    if before.lower in {"p", "pp", "page", "pages"} and _SMALL_NUMERAL.fullmatch(part.core):
        first, *last = (cardinal(roman_value(numeral.upper())) for numeral in re.split("[-–]", part.core))
        return [*first, *(["to", *last[0]] if last else [])]
    if part.core == "A" or (part.core == "a" and part.closing.startswith(")")):
        return _read_a(before, part, after)
    if part.core in {"1", "2", "3"} and after.lower in _NUMBERED_BOOKS and beyond.core[:1].isdecimal():
        return ordinal(int(part.core))
    if part.core in {"US", "WHO"} and _is_body(row, index):
        return list(part.core)
    if part.lower in lexical.DAYS and part.core.istitle() and _is_day(row, index):
        return [lexical.ABBREVIATIONS[part.lower]]
    return []


def _has_chapter(before: Written, part: Written, after: Written) -> bool:
    """Return whether the short name of a book stands before a verse, or before a chapter and is nothing else."""
    is_sure = part.lower == "ps" or (before.core in {"1", "2", "3"} and part.lower in _NUMBERED_BOOKS)
    return bool(_VERSE.fullmatch(after.core)) or (is_sure and after.core[:1].isdecimal())


def _read_arc(row: Sequence[Written], index: int, arc: re.Match[str]) -> list[str]:
    """Read minutes and seconds of arc behind degrees: 40° 26' 46"."""
    before = row[index - 1].core if index else ""
    far = row[index - 2].core if index > 1 else ""
    if not (before.endswith("°") or (before.endswith("'") and far.endswith("°"))):
        return []
    return [*number(arc[1]), "minutes" if arc[2] == "'" else "seconds"]


def _read_numeral_in_list(row: Sequence[Written], index: int) -> list[str]:
    """Read a Roman numeral among others behind a word that counts: "World Wars I and II"."""
    place = index
    while place >= 0 and (_NUMERAL.fullmatch(row[place].core) or row[place].lower in _DAY_LINKS):
        place -= 1
    counting = row[place].lower if place >= 0 else ""
    is_counted = counting in lexical.COUNTED or counting.removesuffix("s") in lexical.COUNTED
    numerals = row[index].core.split("-")
    if (
        not is_counted
        or not _NUMERAL.fullmatch(row[index].core)
        or (place + 1 == index and counting in lexical.COUNTED and len(numerals) < 2)
    ):
        return []
    first, *last = (cardinal(roman_value(numeral)) for numeral in numerals)
    return [*first, *(["to", *last[0]] if last else [])]


def _read_a(before: Written, part: Written, after: Written) -> list[str]:
    """Read a capital A that is no article: "vitamin A", "from A to Z", "16 A at 230 V"."""
    if (part.closing and ".." not in part.closing) or after.lower in {"is", "was", "and", "or", "to"}:
        is_amount = before.core.isdecimal() and not before.closing
        return ["amp" if before.core == "1" else "amps"] if is_amount else ["A"]
    if before.closing:
        return []
    if before.core.isdecimal() and (
        part.closing or after.lower in {"at", "current", "fuse", "charger", "of", "max"}
    ):
        return ["amp" if before.core == "1" else "amps"]
    is_letter = before.lower in _BEFORE_LETTERS or (
        before.lower in {"from", "to", "an", "or", "and"} and part.closing
    )
    return ["A"] if is_letter or (before.lower == "from" and after.lower == "to") else []


def _is_body(row: Sequence[Written], index: int) -> bool:
    """Return whether, in a line of capitals, US is the country and WHO the organization."""
    before, after, beyond = (
        row[place] if 0 <= place < len(row) else Written() for place in (index - 1, index + 1, index + 2)
    )
    if before.core == "THE" and not before.closing:
        return True
    begins = not before.core or before.closing[-1:] in {".", ":", "!", "?"}
    is_pair = after.core in {"AND", "&"} and beyond.core in _COUNTRIES
    return row[index].core == "US" and (is_pair or (begins and after.core.isupper()))


def _is_day(row: Sequence[Written], index: int) -> bool:
    """Return whether "Sat" or "Sun" is a day: behind a word of time, or in a list of days."""
    before, after = (
        row[index - 1] if index else Written(),
        row[index + 1] if index + 1 < len(row) else Written(),
    )
    if before.lower in _BEFORE_DAYS and not before.closing:
        return True
    far = row[index - 2] if index > 1 else Written()
    beyond = row[index + 2] if index + 2 < len(row) else Written()
    return any(
        joint.lower in _DAY_LINKS and other.lower in lexical.DAYS and other.core.istitle()
        for joint, other in ((before, far), (after, beyond))
    )
