"""Written words that are read together: "10 000", "€ 20", "(555) 010-4477", "5 - 10", "a $20 bill"."""

# ruff: noqa: RUF001, SIM905 (the signs that writers use look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studio.speech.words.counting import cardinal, digits
from studio.speech.words.moments import is_month
from studio.speech.words.money import read_magnitude_in_compound
from studio.speech.words.named.streets import mark_street
from studio.speech.words.named.things import mark_thing
from studio.speech.words.numerals import RAISED, plain_figure
from studio.speech.words.quantities import is_figure, is_number
from studio.speech.words.sums.formulas import is_sum, mark_sum
from studio.speech.words.tables import lexical
from studio.speech.words.tables.units import CURRENCIES, UNITS
from studio.speech.words.written import Written

_HEAD = re.compile(r"(?P<sign>[-−~$€£¥₹]?)[1-9]\d{0,2}")
_GROUP, _LAST_GROUP = (
    re.compile(r"\d{3}"),
    re.compile(r"\d{3}(?:[.,]\d{1,2})?(?:[a-z°%€$£¥]{1,4}[²³]?)?", re.IGNORECASE),
)
_SIGNLESS = re.compile(r"\d[\d.,]*")
_WHERE_FEET_STOP = {"ft", "foot", "feet", "'"}
_DETERMINERS = frozenset(
    "a an another each every this that the his her my our their its your one any per".split()
)
_SHORT_FOR_IS = frozenset(
    "it's he's she's that's there's what's who's here's where's how's let's one's".split()
)
# What follows an amount that stands by itself, although a determiner stands before it.
_NO_NOUNS = frozenset(
    "for in on and or but of from at to by with was is were are has had have he she it they we i you that which who will would "
    "can could more less off as if than after before when while because per into over under went came goes until since up "
    "down not so just only also too then now here there be been may might must should shall do did does yesterday today "
    "plus minus less always sometimes perhaps besides towards across this thus costs yours hers theirs makes gets buys".split()
)
# Things that are priced, whatever stands before their price.
_PRICED = frozenset(
    "bill bills note notes fee fees fine fines ticket tickets deposit gift coupon coupons voucher vouchers budget loan loans "
    "investment donation donations reward grant bonus coin coins banknote banknotes deal contract prize tip discount cheque "
    "house home lawsuit mansion fund bet".split()
)
_PRICED_MANY = frozenset(
    "houses homes shoes sneakers laptops phones dresses jeans headphones watches cars meals prizes cards cheques deals contracts "
    "items products plans subscriptions tips gifts mansions grants wines dinners salaries rewards".split()
)
_CLOCK_TIME = re.compile(r"\d{1,2}:\d\d|\d{1,2}(?::\d\d)?[ap]\.?m\.?|[ap]\.?m\.?")


def join_parts(parts: Sequence[Written]) -> list[Written]:
    """Join what is read together, and mark what can only be read by its neighbours."""
    parts = _mark_feet(parts)
    joined: list[Written] = []
    index = 0
    while index < len(parts):
        part = _telephone(parts, index) or _spaced(parts, index)
        part = part or _square(parts, index) or _priced(parts, index) or parts[index]
        joined.append(part)
        index += part.span
    joined = [
        replace(part, core=plain_figure(part.core, before.lower, after.lower))
        if any(sign in part.core for sign in ".,'")
        else part
        for before, part, after in _between(joined)
    ]
    joined = _join_money(joined)
    return [_in_row(joined, index) for index in range(len(joined))]


def _at(row: Sequence[Written], index: int) -> Written:
    return row[index] if 0 <= index < len(row) else Written()


def _between(parts: Sequence[Written]) -> list[tuple[Written, Written, Written]]:
    row = [Written(), *parts, Written()]
    return list(zip(row, parts, row[2:], strict=False))


def _mark_feet(parts: Sequence[Written]) -> list[Written]:
    """Take the signs of feet and inches for units, unless a quotation is open that they may close."""
    marked: list[Written] = []
    opened = {"'": 0, '"': 0}
    for part in parts:
        sign = part.closing[:1]
        for quote in opened:
            opened[quote] += part.opening.count(quote)
        if (
            sign in opened
            and sign
            and not opened[sign]
            and re.fullmatch(r"\d+(?:\.\d+)?(?:'\d{1,2})?|(?:\d+-)?\d+/\d+", part.core)
        ):
            part = replace(part, core=part.core + sign, closing=part.closing[1:])
        for quote in opened:
            opened[quote] = max(0, opened[quote] - part.closing.count(quote))
        marked.append(part)
    return marked


def _row(parts: Sequence[Written], start: int) -> list[Written]:
    """Return the words from here on that nothing but space divides, ten at most."""
    row: list[Written] = []
    for part in parts[start : start + 10]:
        if row and part.opening:
            break
        row.append(part)
        if part.closing:
            break
    return row


def _merge(row: Sequence[Written], *, core: str = "", words: Sequence[str] = ()) -> Written:
    return Written(
        row[0].opening, core, row[-1].closing, span=sum(part.span for part in row), words=tuple(words)
    )


def _spaced(parts: Sequence[Written], start: int) -> Written | None:
    """Join figures that are grouped by spaces ("1 250 000")."""
    if not _HEAD.fullmatch(parts[start].core) or (start and is_month(parts[start - 1].lower)):
        return None
    row = _row(parts, start)
    count = 1
    while count < len(row) and _GROUP.fullmatch(row[count].core):
        count += 1
    if count < len(row) and _LAST_GROUP.fullmatch(row[count].core):
        count += 1
    if count == 1 or (count < len(row) and row[count].core[:1].isdecimal()):
        return None
    tail = row[count - 1].core.replace(",", ".")
    return _merge(row[:count], core="".join([*(part.core for part in row[: count - 1]), tail]))


def _telephone(parts: Sequence[Written], start: int) -> Written | None:
    """Join the groups of a telephone number: "(555) 010-4477", "555 123 4567", "+44 20 7946 0958"."""
    first = parts[start]
    is_area = first.opening.endswith("(") and first.closing == ")" and re.fullmatch(r"\d{2,5}", first.core)
    if not (is_area or re.fullmatch(r"\+?\d{1,5}", first.core)):
        return None
    row = [first, *_row(parts, start + 1)] if is_area else _row(parts, start)
    groups = [first]
    for part in row[1:]:
        if not re.fullmatch(r"\d{2,8}(?:-\d{2,8})*", part.core):
            break
        groups.append(part)
    said = digits("".join(part.core for part in groups))
    lengths = [len(part.core) for part in groups]
    is_called = (
        is_area or first.core.startswith(("+", "0")) or lengths == [3, 3, 4] or lengths == [1, 3, 3, 4]
    )
    if len(groups) < 2 or not 7 <= len(said) <= 15 or not is_called:
        return None
    plus = ["plus"] if first.core.startswith("+") else []
    whole = _merge(groups, words=[*plus, *said])
    return replace(whole, opening=whole.opening.rstrip("(")) if is_area else whole


def _square(parts: Sequence[Written], start: int) -> Written | None:
    """Join a unit of two words: "sq ft", "fl. oz"."""
    row = parts[start : start + 2]
    if len(row) < 2 or row[0].lower not in {"sq", "cu", "fl"} or row[0].closing not in {"", "."}:
        return None
    unit = row[0].lower + row[1].lower
    return _merge(row, core=unit) if unit in UNITS else None


def _priced(parts: Sequence[Written], start: int) -> Written | None:
    """Join a currency with the amount behind it: "€ 20", "CHF 900", "Rs. 500"."""
    row = parts[start : start + 2]
    sign = row[0].lower
    if len(row) < 2 or sign not in CURRENCIES or not _SIGNLESS.fullmatch(row[1].core) or row[1].opening:
        return None
    before = parts[start - 1].lower if start else ""
    is_sure = not sign.isalpha() or row[0].core.isupper() or sign in {"rs", "kr"}
    if not is_sure or row[0].closing not in {"", "."} or is_number(before):
        return None
    return _merge(row, core=sign + plain_figure(row[1].core, sign, ""))


def _join_money(parts: Sequence[Written]) -> list[Written]:
    """Join an amount with cents and the currency behind it: "1250.50 €"."""
    joined: list[Written] = []
    for part in parts:
        last = joined[-1] if joined else Written()
        currency, slash, counted = part.lower.partition("/")
        if (
            currency in CURRENCIES
            and not last.closing
            and (counted or not slash)
            and re.fullmatch(r"\d[\d,]*(?:\.\d\d)?", last.core)
        ):
            joined[-1] = _merge([last, part], core=last.core + part.lower)
        else:
            joined.append(part)
    return joined


def _in_row(row: Sequence[Written], index: int) -> Written:
    """Read a word by its neighbours: a dash between amounts, minutes, inches, what measures a noun."""
    before, part, after = _at(row, index - 1), row[index], _at(row, index + 1)
    if _is_plain(part) and _is_plain(before) and _is_plain(after):
        return part
    marked = mark_sum(row, index) or mark_street(row, index) or mark_thing(row, index)
    if marked:
        return marked
    if magnitude := read_magnitude_in_compound(part.lower, before.lower):
        return replace(part, words=tuple(magnitude))
    if not part.core and part.closing in {"-", "–", "—"} and not part.opening and _spans(before, after):
        return replace(part, closing="", words=("minus" if is_sum(row, index) else "to",))
    if not part.core and part.closing in {"-", "−"} and set(before.core) & set(RAISED):
        return replace(part, closing="", words=("minus",))
    if part.lower in {"x", "×"} and is_figure(before.lower) and is_figure(after.lower):
        return replace(part, words=("times" if is_sum(row, index) else "by",))
    if re.fullmatch(r"\d+m", part.core) and (
        re.fullmatch(r"\d+[hd]", before.core) or re.fullmatch(r"\d+s", after.core)
    ):
        return replace(part, core=f"{part.core}in")
    if re.fullmatch(r"\d+d", part.core) and re.fullmatch(r"\d+h", after.core):
        return replace(part, words=(*cardinal(int(part.core[:-1])), "day" if part.core == "1d" else "days"))
    is_inch = _at(row, index - 2).lower in _WHERE_FEET_STOP or (
        part.closing == "." and after.core[:1].islower()
    )
    if part.lower == "in" and is_number(before.lower) and is_inch:
        return replace(
            part, closing=part.closing.lstrip("."), words=("inch" if before.core == "1" else "inches",)
        )
    return replace(part, measures=True) if _measures(row, index) else part


def _is_plain(part: Written) -> bool:
    """Return whether a word is in small letters only, as most are: among such words nothing is marked."""
    return len(part.core) > 1 and part.core.islower() and part.core.isalpha()


def _spans(before: Written, after: Written) -> bool:
    """Return whether a dash between two words means "to"."""
    if before.closing.strip(".") or after.opening or not (before.core and after.core):
        return False
    return all(
        is_figure(word.lower) or _CLOCK_TIME.fullmatch(word.lower) or word.lower in UNITS
        for word in (before, after)
    ) or all(
        is_month(word.lower) or word.lower in lexical.DAYS or word.lower.endswith("day")
        for word in (before, after)
    )


def _measures(row: Sequence[Written], index: int) -> bool:
    """Return whether an amount or its last word stands before the noun that it measures."""
    part = row[index]
    after = _at(row, index + 1)
    is_short = part.closing == "." and part.lower in UNITS and after.core[:1].islower()
    if (
        (part.closing and not is_short)
        or not after.core.isalpha()
        or after.opening
        or after.lower in lexical.MAGNITUDES
    ):
        return False
    start = index
    if index and not any(sign.isdecimal() for sign in part.core):
        is_tail = part.lower in lexical.MAGNITUDES or part.lower in UNITS or part.lower in CURRENCIES
        if not is_tail or not is_figure(row[index - 1].lower):
            return False
        start = index - 1
    if (
        after.lower in UNITS
        or after.lower in CURRENCIES
        or not any(sign.isdecimal() for sign in row[start].core)
    ):
        return False
    is_money = any(sign in row[start].lower for sign in "$€£¥₹¢") or part.lower in CURRENCIES
    before = row[start - 1].lower if start else ""
    is_determined = before in _DETERMINERS or (before.endswith("'s") and before not in _SHORT_FOR_IS)
    if is_money and "/" not in row[start].core and (after.lower in _PRICED or after.lower in _PRICED_MANY):
        return True
    return "/" not in row[start].core and is_determined and after.lower not in _NO_NOUNS
