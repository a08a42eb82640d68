"""Readings of quantities: money, times, dates, years, units, ranges, fractions."""

# ruff: noqa: RUF001, SIM905 (the signs that writers use look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Callable

from studio.speech.words.counting import called, cardinal, digits, number, ordinal, plural, year
from studio.speech.words.moments import (
    CLOCK,
    DATED,
    MONTH,
    is_month,
    is_of_an_age,
    is_year,
    read_clock,
    read_clock_range,
    read_date,
    read_decade,
    read_duration,
    read_long_clock,
    read_named_date,
    read_pointed_clock,
    read_ranks,
    read_season,
    read_short_year,
    read_verse,
)
from studio.speech.words.money import CURRENCY, NUMBER, read_bills, read_money
from studio.speech.words.named.streets import read_coordinate
from studio.speech.words.numerals import MARK, RAISED
from studio.speech.words.sums.powers import read_scientific
from studio.speech.words.tables.lexical import MAGNITUDES, MONTHS, SIGNS
from studio.speech.words.tables.units import CURRENCIES, PER, UNITS, per, unit_name

# A written word and its neighbours, all in lower case and without the punctuation around them; "" at the
# edges.
Rule = Callable[[re.Match[str], str, str], list[str] | None]

_NUMBER, _SIGN = NUMBER, CURRENCY
_NUMERIC = re.compile(rf"[-−~<>+±≈≤≥]?(?:{_SIGN})?(?:{_NUMBER})")
_FIGURE = re.compile(
    rf"[-−~<>+#±≈≤≥]?(?:{_SIGN})?(?:{_NUMBER})(?:st|nd|rd|th|[a-z]|[ap]m|['\"%]|°[cf]?)?(?:[-–]\d[\d.:]*[a-z]{{0,2}})?"
)
_CASED = re.compile(rf"(?P<amount>{_NUMBER})(?P<letter>[MBGDKPXSTE])")
# A letter behind the number of one of these is no size: "exit 164B", "version 2.0b".
_LETTERED = frozenset(
    "apartment apt room flat unit gate seat row suite block platform terminal exit route highway section form figure fig step "
    "question problem chapter page grade class version release build table line bus house building bldg part appendix".split()
)
_BEHIND_BILLIONS = frozenset(
    "in of on to for and or by from a an per this last next more less worth over at since is was are were".split()
)
MANY = frozenset(
    "people users views followers subscribers dollars euros pounds downloads copies inhabitants residents jobs homes tonnes tons "
    "barrels men women children workers customers visitors tourists fans members votes viewers players lives refugees students "
    "cars units streams likes listeners readers trees acres".split()
)
_DIGIT = re.compile(r"\d")
_DAY = re.compile(r"[1-9]|[12]\d|3[01]")
_COUNTED_WITHOUT_S = {"people", "men", "women", "children"}
_RATING = {
    "rated", "rate", "scored", "score", "gave", "it", "got", "a", "us", "rating", "him", "her", "them", "solid", "me", "scores",
}  # fmt: skip
# All that is shared out, in hundredths.
_WHOLE = 100
_PARTS = {2: "half", 3: "third", 4: "quarter", 8: "eighth"}
# Amounts that a unit may follow, beside plain numbers: a range, a power, two sides of a picture.
_AMOUNTS = re.compile(
    rf"(?:{_NUMBER})[-–](?:{_NUMBER})|[\d.×{MARK}]+[{RAISED}]+|\d+(?:\.\d+)?e[-+−]?\d+|(?:{_NUMBER})[x×](?:{_NUMBER})|\d+[/⁄]\d+"
)
_BELOW_ONE = re.compile(r"1/[2-9]|[23]/[3-58]|[57]/8|[1-9]/1[06]")
_BARE_RATE = re.compile(
    r"(?:[a-zμ]{2}|m|ft|mi|kwh|kcal)[²³]?/(?:h|s|hr|min|sec|kg|km|cm[²³]|m[²³]|day)", re.IGNORECASE
)
# Units that are nothing else when no number stands before them.
_WRITTEN_UNITS = {"kg", "km", "cm", "lb", "lbs", "ml", "mg", "tbsp", "tsp", "kwh", "sqft", "mph"}


def is_number(word: str) -> bool:
    """Return whether a lower-case word is an amount: "5", "1,250", "$3.5"."""
    return _NUMERIC.fullmatch(word) is not None


def is_figure(word: str) -> bool:
    """Return whether a lower-case word is an amount, a rank or a range: "5", "25th", "5-9", "2a"."""
    return _FIGURE.fullmatch(word) is not None


def read_cased(core: str, before: str, after: str) -> list[str] | None:
    """Read a number with a capital that would be another unit in lower case: "2.5M", "5G"."""
    match = _CASED.fullmatch(core)
    if match is None:
        return None
    size = {"M": "million", "B": "billion"}.get(match["letter"], "") if before not in _LETTERED else ""
    if match["letter"] == "B" and after.isalpha() and not (_is_counted(after) or after in _BEHIND_BILLIONS):
        size = ""  # "a 34B bra", "a 7B model"
    if match["letter"] == "K" and _is_counted(after):
        size = "thousand"
    return [*number(match["amount"]), size or match["letter"]]


def _is_counted(word: str) -> bool:
    return word in _COUNTED_WITHOUT_S or (len(word) > 3 and word.isalpha() and word.endswith("s"))


def read_quantity(core: str, before: str, after: str) -> list[str] | None:
    """Read a lower-case written word that is an amount; return None if it is not."""
    if not _DIGIT.search(core):
        return None
    for pattern, rule in _RULES:
        match = pattern.fullmatch(core)
        words = rule(match, before, after) if match else None
        if words is not None:
            return words
    return None


def read_unit(core: str, before: str) -> list[str] | None:
    """Read a unit that stands by itself after a number ("10 km"); return None for any other word."""
    lower = core.lower()
    # "1½" is one sign more than a number; more than one of anything is many.
    is_mixed = MARK in before and "⁄" in before
    before = before.rpartition(MARK)[2] if is_mixed else before
    if "/" in core and core[0].islower() and not before[-1:].isdecimal() and _BARE_RATE.fullmatch(core):
        return unit_name(core, one=False) or None
    if (
        lower in _WRITTEN_UNITS
        and not core.isupper()
        and (before in {"a", "per", "the", "each", "every"} or not before[-1:].isdecimal())
    ):
        return UNITS[lower][0 if before in {"a", "per", "the", "each", "every", "one"} else 1].split()
    if lower == "am" and re.fullmatch(r"\d{1,2}(?::\d\d)?(?:[-–]\d.*)?", before):
        return ["A", "M"]
    if before == "per" and lower in UNITS and len(lower) > 1:
        return UNITS[lower][0].split()
    if before in MAGNITUDES and lower in CURRENCIES and not core.islower():
        return CURRENCIES[lower][1].split()
    if before[:1].isdecimal() and lower in {"bn", "mn", "tn"} and is_number(before):
        return [MAGNITUDES[lower]]
    rate = re.fullmatch(r"([a-z]{2,}s)/([a-z]{3,}|wk|mo|yr|hr|d)", lower) if is_number(before) else None
    if rate and lower not in UNITS and rate[1] not in UNITS:
        return [rate[1], "per", *per(rate[2]).split()]
    if not (is_number(before) or _AMOUNTS.fullmatch(before)) or (
        lower == "s" and "." not in before and not re.fullmatch(r"\d{1,3}", before)
    ):
        return None
    if len(core) == 1 and "⁄" in before and not is_mixed:
        return None  # "½mv²" is a sum.
    if lower in CURRENCIES:
        return CURRENCIES[lower][0 if before == "1" else 1].split()
    return (
        unit_name(
            core,
            one=not is_mixed
            and (before == "1" or _BELOW_ONE.fullmatch(before.replace("⁄", "/")) is not None),
        )
        or None
    )


def _measure(match: re.Match[str], before: str, after: str) -> list[str] | None:
    unit, amount = match["unit"], match["amount"]
    one = amount == "1"
    if unit == "m" and after in MANY:
        return [*number(amount), "million"]
    if unit == "in" or (name := unit_name(unit, one=one)) == []:
        if unit in CURRENCIES:
            return [*number(amount), *CURRENCIES[unit][0 if one else 1].split()]
        if unit == "in":
            return [*number(amount), "inch" if one else "inches"]
        if unit == "k":
            return [*number(amount), "thousand" if _is_counted(after) else "K"]
        return [*number(amount), MAGNITUDES[unit]] if unit in MAGNITUDES and before not in _LETTERED else None
    return [*number(amount), *name]


def _rate(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read what is counted by something else: "$5/month", "60x/min"."""
    unit = match["unit"].rstrip(".")
    if not (unit in PER or unit in UNITS or len(unit) > 2):
        return None
    amount = read_quantity(match["amount"], before, "")
    if amount is None:
        return None
    return [*amount, *([] if unit == "ea" else ["per"]), *per(unit).split()]


def _height(match: re.Match[str], before: str, after: str) -> list[str] | None:
    feet, inches = match["feet"], match["inches"]
    if inches == "0":
        return [*number(feet), "feet"]
    return [
        *number(feet),
        "foot" if feet == "1" else "feet",
        *number(inches),
        "inch" if inches == "1" else "inches",
    ]


def _fraction(match: re.Match[str], before: str, after: str) -> list[str] | None:
    top, bottom = int(match["top"]), int(match["bottom"])
    if (before == "on" or after == "at") and 1 <= top <= 12 and bottom <= 31:
        return [MONTHS[top - 1], *ordinal(bottom)]
    if (top == bottom and top in {5, 10, 100}) or (
        bottom in {5, 10, 100}
        and (before in _RATING or after == "stars" or (bottom == 10 and _is_counted(after)))
    ):
        return [*cardinal(top), "out", "of", *cardinal(bottom)]
    if top + bottom == 100 or top == bottom == 20:
        return [*cardinal(top), *cardinal(bottom)]
    if not 0 < top < bottom <= 1000 or bottom == 1 or (bottom > 100 and not match["rank"]):
        return [*cardinal(top), "over", *cardinal(bottom)]
    name = [_PARTS[bottom]] if bottom in _PARTS else ordinal(bottom)
    if bottom in {100, 1000}:
        name = name[1:]
    # A fraction in one sign ("½") is used for cups and hours, one with a slash in sums.
    one = ["a"] if top == 1 and match["sign"] == "⁄" else cardinal(top)
    words = [*one, *(name if top == 1 else ["halves"] if bottom == 2 else plural(name))]
    return ["and", *words] if before.isdecimal() else words


def _range(match: re.Match[str], before: str, after: str) -> list[str] | None:
    first, last = match["first"], match["last"]
    if match["same"] and match["same"] != match["unit"]:
        return None
    if len(first) == len(last) == 4 and first.isdecimal() and last.isdecimal():
        return [*year(int(first)), "to", *year(int(last))]
    if re.fullmatch(r"(?:1[1-9]|20)\d\d", first) and re.fullmatch(r"\d\d", last):
        return [*year(int(first)), "to", *(["oh"] if last[0] == "0" else []), *cardinal(int(last))]
    unit, sign = match["unit"] or "", match["sign"]
    if not (unit or sign) and first.isdecimal() and last.isdecimal() and int(first) + int(last) == _WHOLE:
        # "50-50", "a 60-40 split": two parts of a hundred.
        return [*cardinal(int(first)), *cardinal(int(last))]
    if (
        (is_month(before) or is_month(after))
        and all(_DAY.fullmatch(end) for end in (first, last))
        and not unit
    ):
        return [*ordinal(int(first)), "to", *ordinal(int(last))]
    names = (
        unit_name(unit, one=False)
        or ["times"] * (unit in {"x", "×"})
        or [MAGNITUDES.get(unit, "")] * (unit in MAGNITUDES)
    )
    if unit in {"am", "pm"}:
        names = [unit[0].upper(), "M"]
    size = [MAGNITUDES[unit]] if sign and unit in MAGNITUDES else []
    names = size or names
    if unit and not names:
        return None
    # The currency of "$1-2 million" is said with the next word.
    money = CURRENCIES[sign][1].split() if sign and not (after in MAGNITUDES and len(after) > 2) else []
    return [*number(first), *(size if match["same"] else []), "to", *number(last), *names, *money]


def _telephone(match: re.Match[str], before: str, after: str) -> list[str] | None:
    groups = re.findall(r"\d+", match[0])
    words = [word for group in groups for word in (*digits(group), ",")]
    return [*(["plus"] if match[0].startswith("+") else []), *words[:-1]]


def _book_number(match: re.Match[str], before: str, after: str) -> list[str] | None:
    return digits(match[0])


def _lines(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read the size of a video as people say it: "ten eighty P"."""
    hundreds, rest = divmod(int(match["lines"]), 100)
    return [*cardinal(hundreds), *cardinal(rest), "P", *(number(match["rate"]) if match["rate"] else [])]


def _measured_fraction(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read feet or inches and their parts: 3/8", 1-1/2"."""
    part = read_quantity(match["part"], "", "")
    whole = [*number(match["whole"]), "and"] if match["whole"] else []
    return [*whole, *part, *unit_name(match["unit"], one=not whole)] if part else None


def _sides(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read the size of a thing with its unit: "30x40cm"."""
    sides, name = read_quantity(match["sides"], before, ""), unit_name(match["unit"], one=False)
    return [*sides, *name] if sides and name else None


def _at_least(match: re.Match[str], before: str, after: str) -> list[str] | None:
    rest = read_quantity(match["rest"], before, after)
    return [*rest, "plus"] if rest else None


def _plain(match: re.Match[str], before: str, after: str) -> list[str] | None:
    text = match[0]
    if text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31 and (is_month(before) or is_month(after)):
        return ordinal(int(text))
    if text.isdecimal() and len(text) == 4 and "1100" <= text <= "2099" and is_year(before, after):
        return year(int(text))
    if (
        text.isdecimal()
        and len(text) == 4
        and (is_of_an_age(before, after) or (text < "1100" and before in DATED and is_year(before, after)))
    ):
        return year(int(text)) if text >= "1000" else None
    is_code = before == "isbn" or (len(text) > 11 and not text.endswith("000"))
    return digits(text) if is_code and text.isdecimal() else number(text)


def _joined(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read the sign between two numbers in "2x4", "16:9" and "5x"."""
    word = {":": "to", "x": "by", "×": "by", "*": "times"}[match["sign"]]
    if not match["last"]:
        return [*number(match["first"]), "times"]
    ends = (match["first"], match["last"])
    is_screen = word == "by" and all(end.isdecimal() and len(end) > 2 for end in ends)
    first, last = map(called if is_screen else number, ends)
    return [*first, word, *last]


def _signed(match: re.Match[str], before: str, after: str) -> list[str] | None:
    sign = {"-": "minus"}.get(match["sign"]) or SIGNS[match["sign"]]
    rest = read_quantity(match["rest"], before, after)
    return [*sign.split(), *rest] if rest else None


def _signed_money(match: re.Match[str], before: str, after: str) -> list[str] | None:
    rest = read_quantity(match["sign"] + match["rest"], before, after)
    # Accountants put what is lost in brackets, and say so in words.
    return [*([] if match["minus"] == "(" else ["minus"]), *rest] if rest else None


def _compile(*rules: tuple[str, Rule]) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    return tuple((re.compile(pattern), rule) for pattern, rule in rules)


_RULES = _compile(
    (r"(?P<chapter>\d{1,3}):(?P<verse>\d{1,3})(?:[-–](?P<last>\d{1,3}))?", read_verse),
    (r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", read_date),
    (rf"(?P<day>\d{{1,2}})[-/](?P<month>{MONTH})[-/](?P<year>\d{{2}}(?:\d\d)?)", read_named_date),
    (rf"(?P<month>{MONTH})-(?P<day>\d{{1,2}})-(?P<year>\d{{2}}(?:\d\d)?)", read_named_date),
    (r"(?P<amount>\d+(?:\.\d+)?)e(?P<sign>[-+−]?)(?P<power>\d{1,3})", read_scientific),
    (
        r"(?P<degrees>\d+(?:\.\d+)?)°(?:(?P<minutes>\d+(?:\.\d+)?)')?(?:(?P<seconds>\d+(?:\.\d+)?)\")?(?P<side>[nsew])?",
        read_coordinate,
    ),
    (rf"(?P<sign>{_SIGN})(?P<minus>[-−(])(?P<rest>\d.*)", _signed_money),
    (r"[$€£](?P<amount>[1-9]\d?0?|5)s", read_bills),
    (r"(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[-/.](?P<year>\d{4})", read_date),
    (r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d\d)", read_date),
    (r"(?P<stones>\d*(?:1[1-3]|[02-9]))st", lambda match, before, after: [*number(match["stones"]), "stone"]),
    (
        rf"(?P<first>{_NUMBER})x(?P<last>\d+)s",
        lambda match, before, after: [*number(match["first"]), "by", *plural(number(match["last"]))],
    ),
    (
        r"(?P<score>\d+\.\d+)/(?P<most>4|5|10|20|100)",
        lambda match, before, after: [*number(match["score"]), "out", "of", *number(match["most"])],
    ),
    (r"(?:(?P<whole>\d+)-)?(?P<part>\d+/\d+)(?P<unit>['\"])", _measured_fraction),
    (rf"(?P<sides>(?:{_NUMBER})[x×](?:{_NUMBER}))(?P<unit>[a-z]{{1,2}})", _sides),
    (r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?P<half>[ap]\.?m)?", read_clock),
    (r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)(?:\.(?P<part>\d+))?", read_long_clock),
    (r"(?P<hour>\d{1,2})(?P<minute>)(?P<half>[ap]\.?m)", read_clock),
    (r"(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)(?P<half>[ap]\.?m)?", read_pointed_clock),
    (rf"(?P<first>{CLOCK})[-–](?P<last>{CLOCK})", read_clock_range),
    (r"\d+d\d+h|\d+h\d+(?:m|min)?(?:\d+s)?|\d+m(?:in)?\d+s", read_duration),
    (r"(?P<feet>\d+)'(?P<inches>\d{1,2})\"?", _height),
    (rf"(?P<sign>{_SIGN})(?P<amount>{_NUMBER})(?P<size>k|m|mn|bn|b|tn|t)?", read_money),
    (rf"(?P<amount>{_NUMBER})(?P<sign>{_SIGN})(?P<size>)", read_money),
    (
        r"(?:\+?\d{1,3}[-.])?\(?\d{3}\)?[-.]\d{3}[-.]\d{4}|\d{3}-\d{4}|\+\d[\d-]{7,15}|0\d{2,4}[-/]\d{5,8}",
        _telephone,
    ),
    (r"97[89]-(?:\d+-){3}\d|\d(?:-\d{2,7}){2}-\d", _book_number),
    (
        rf"(?P<sign>{_SIGN})?(?P<first>{_NUMBER})(?P<same>[a-z°%]{{1,3}})?[-–](?:{_SIGN})?(?P<last>{_NUMBER})(?P<unit>[a-z°%²³×]{{1,5}})?",
        _range,
    ),
    (r"(?P<year>(?:19|20)\d\d)/(?P<next>\d\d)", read_season),
    (r"(?P<top>\d{1,3})(?P<sign>[/⁄])(?P<bottom>\d{1,4})(?P<rank>ths?|rds?|nds?)?", _fraction),
    (r"(?P<first>\d+)(?:st|nd|rd|th)[-–](?P<last>\d+)(?:st|nd|rd|th)", read_ranks),
    (r"'(?P<value>\d\d)", read_short_year),
    (r"'?(?P<value>\d0|\d{3}0)'?s", read_decade),
    (r"(?P<value>\d+)(?:st|nd|rd|th|[ºª])", lambda match, before, after: ordinal(int(match["value"][:15]))),
    (rf"(?P<first>{_NUMBER})(?P<sign>[x×])(?P<last>{_NUMBER})?", _joined),
    (rf"(?P<first>{_NUMBER})(?P<sign>\*)(?P<last>{_NUMBER})", _joined),
    (r"(?P<first>\d+)(?P<sign>:)(?P<last>\d+)", _joined),
    (r"(?P<lines>480|720|1080|1440|2160)p(?P<rate>\d{2,3})?", _lines),
    (rf"(?P<amount>{_NUMBER})(?P<unit>[a-zμ°º%/²³\"']{{1,8}}|[$])", _measure),
    (r"(?P<amount>.*\d.*)/(?P<unit>[a-z]+\.?)", _rate),
    (_NUMBER, _plain),
    (r"(?P<sign>[-−~<>≤≥≈±+#√])(?P<rest>.*\d.*)", _signed),
    (r"(?P<rest>.*\d.*)\+", _at_least),
    (
        r"\d+(?:\.\d+){2,}",
        lambda match, before, after: [w for p in match[0].split(".") for w in (*number(p), "point")][:-1],
    ),
)
