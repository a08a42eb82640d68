"""What a language model wrote for a film's owner: checked, and cleared of what no narrator says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from generator.providers.language.answers import LONGEST_TITLE, dicts
from generator.providers.language.questions import LANGUAGES
from studio.contracts import is_speakable
from studio.contracts.wishes import Publication, SceneWish, Script, ScriptWish
from studio.errors import ProviderError, ProviderFailure
from studio.text.marks.syntax import marks_in, raw_marks
from studio.text.marks.told import as_read
from studio.text.words.language import may_be_in
from studio.text.words.writing import tidy, tidy_line

MOST_SCRIPT, MOST_PARAGRAPHS = 6000, 60
LONGEST_DESCRIPTION, LONGEST_HASHTAG, MOST_HASHTAGS = 2000, 40, 12
_LONGEST_HEADING = 60
# How much longer than what was asked for an answer may be: beyond that it is something else.
_MOST_TIMES, _MOST_MORE = 3, 300
# Letters from which on words that stayed as they were count as not translated.
_TELLING = 24
# Signs of markup that some models write anyhow.
_MARKUP = re.compile(r"\*\*|__|`|^#{1,6}\s+|^>\s+|^[-*•]\s+", re.MULTILINE)
# "Narrator:", "Scene 2 -", "Voice-over:" before the words.
_LABEL = re.compile(
    r"^(?:narrator|narration|voice[- ]?over|vo|scene\s*\d+|paragraph\s*\d+)\s*[:\-\u2013\u2014]\s*",
    re.IGNORECASE,
)
# Nothing that is said: "[soft music]", "(cut to the harbour)" on its own or at the edge of a paragraph.
_DIRECTION = re.compile(r"^\s*[\[(][^\[\]()]{1,120}[\])]\s*|\s*\[[^\[\]]{1,120}\]\s*$")


def read_script(answer: dict[str, Any], wish: ScriptWish) -> Script:
    """Return a script as plain paragraphs. Raises ProviderError."""
    told = answer.get("paragraphs")
    if not isinstance(told, list) or len(told) > MOST_PARAGRAPHS:
        raise bad()
    text = _spoken([one for one in told if isinstance(one, str)])
    _check_length(text, wish.letters)
    if len(text) > MOST_SCRIPT:
        raise bad()
    found = re.split("[-_]", _line(answer.get("language")).lower())[0]
    code = wish.language or (found if found in LANGUAGES else "")
    if not code or not may_be_in(text, code):
        raise bad()
    return Script(title=_line(answer.get("title"))[:LONGEST_TITLE].rstrip(), text=text, language=code)


def _spoken(paragraphs: Sequence[str]) -> str:
    """Return paragraphs without headings, stage directions and markup, an empty line between them."""
    said = [_said(one) for paragraph in paragraphs for one in paragraph.split("\n\n")]
    told = [words for words in said if is_speakable(words)]
    # A few words without a full stop between sentences are a heading; some languages have no full stop at all.
    if sentences := [words for words in told if len(words) > _LONGEST_HEADING or _is_sentence(words)]:
        told = sentences
    if not told:
        raise bad()
    return "\n\n".join(told)


def _said(paragraph: str) -> str:
    words, before = _MARKUP.sub("", tidy(paragraph)).strip(), ""
    if re.match(r"#{1,6}\s", paragraph.strip()):
        return ""
    while words != before:
        before, words = words, _LABEL.sub("", _DIRECTION.sub("", words)).strip()
    # Marks are the owner's to set.
    return " ".join("".join(part for part in marks_in(words) if isinstance(part, str)).split())


def _is_sentence(words: str) -> bool:
    return words.rstrip("\"'”’»)」』")[-1:] in ".!?…。！？।؟۔"  # noqa: RUF001


def read_reworded(answer: dict[str, Any], wish: SceneWish) -> str:
    """Return new words of a scene, with no mark that it did not have. Raises ProviderError."""
    words = _narration(answer.get("narration"))
    _check_length(words, max(wish.letters, len(wish.narration) if not wish.letters else 0))
    had = Counter(marks_of(wish.narration))
    parts: list[str] = []
    for part in raw_marks(words):
        if part in marks_of(words):
            had[part] -= 1
            # A pause or a way of saying that nobody asked for goes, and its written word stays.
            parts.append(part if had[part] >= 0 else part[1:-1].partition("|")[0] if "|" in part else "")
        else:
            parts.append(part)
    spoken = with_names(tidy("".join(parts)).strip(), marks_of(wish.narration))
    if not is_speakable(spoken):
        raise bad()
    return spoken


def read_publication(answer: dict[str, Any]) -> Publication:
    """Return title, description and hashtags. Raises ProviderError."""
    title = _line(answer.get("title"))[:LONGEST_TITLE].rstrip()
    description = answer.get("description")
    told = (
        tidy(_MARKUP.sub("", description)).strip()[:LONGEST_DESCRIPTION].rstrip()
        if isinstance(description, str)
        else ""
    )
    listed = answer.get("hashtags")
    tags = [_hashtag(tag) for tag in listed if isinstance(tag, str)] if isinstance(listed, list) else []
    unique = {tag.casefold(): tag for tag in reversed(tags) if tag}
    if not is_speakable(title) or not is_speakable(told) or not unique:
        raise bad()
    return Publication(
        title=title, description=told, hashtags=tuple(reversed(unique.values()))[:MOST_HASHTAGS]
    )


def _hashtag(words: str) -> str:
    """Return a tag as services take it: letters, marks of letters and numbers, of which not all are numbers."""
    parts = re.findall(r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff]+[^\W_]*)*", _line(words))
    tag = "".join(part[:1].upper() + part[1:] if len(parts) > 1 else part for part in parts)
    return tag if len(tag) <= LONGEST_HASHTAG and not tag.isdecimal() else ""


def read_translation(answer: dict[str, Any], asked: Sequence[tuple[int, str]], into: str) -> list[str]:
    """Return the narrations of numbered scenes in their order: all of them, with their marks. Raises ProviderError."""
    told = dicts(answer.get("scenes"))
    numbers = [one.get("number") for one in told]
    if any(isinstance(number, bool) for number in numbers) or sorted(map(str, numbers)) != sorted(
        str(number) for number, _ in asked
    ):
        raise bad()
    by_number = {int(one["number"]): one.get("narration") for one in told}
    made = [_translated(by_number[number], words) for number, words in asked]
    long = [(new, old) for new, (_, old) in zip(made, asked, strict=True) if len(old) >= _TELLING]
    if long and sum(new.casefold() == old.casefold() for new, old in long) * 2 > len(long):
        raise bad()
    if not may_be_in(" ".join(as_read(words) for words in made), into):
        raise bad()
    return made


def _translated(value: Any, source: str) -> str:
    if not is_speakable(
        "".join(part for part in marks_in(source) if isinstance(part, str))
    ) and not re.search(r"\|", source):
        # Nothing but pauses.
        return source
    words = with_names(_narration(value), marks_of(source))
    _check_length(words, len(source))
    asked, found = Counter(marks_of(source)), Counter(marks_of(words))
    if missing := asked - found:
        words = _with_edges(words, source, missing)
        found = Counter(marks_of(words))
    if asked != found:
        raise bad()
    return words


def marks_of(narration: str) -> list[str]:
    """Return the marks of a narration as they are written, in order."""
    return [raw for raw in raw_marks(narration) if not all(isinstance(part, str) for part in marks_in(raw))]


def with_names(words: str, marks: Sequence[str]) -> str:
    """Put {Nguyen|win} back where an answer has the name alone."""
    for mark, count in Counter(mark for mark in marks if "|" in mark).items():
        name = mark[1:-1].partition("|")[0].strip()
        for _ in range(count - marks_of(words).count(mark)):
            plain = re.compile(rf"(?<![\w{{|]){re.escape(name)}(?![\w|}}])")
            words = plain.sub(lambda _, mark=mark: mark, words, count=1)  # type: ignore[misc]
    return words


def _with_edges(words: str, source: str, missing: Counter[str]) -> str:
    """Put pauses back that stood before the first word or after the last: there is no doubt where they belong."""
    raw = [part for part in raw_marks(source) if part.strip()]
    edges = set(marks_of(source))
    if raw and raw[0] in edges and missing[raw[0]] and "|" not in raw[0]:
        words, missing = f"{raw[0]} {words}", missing - Counter([raw[0]])
    if raw and raw[-1] in edges and missing[raw[-1]] and "|" not in raw[-1]:
        words = f"{words} {raw[-1]}"
    return words


def read_title(answer: dict[str, Any]) -> str:
    return _line(answer.get("title"))[:LONGEST_TITLE].rstrip()


def _narration(value: Any) -> str:
    """Return words with their lines. Raises ProviderError if there are none."""
    words = tidy(value).strip() if isinstance(value, str) else ""
    if not is_speakable(words):
        raise bad()
    return words


def _check_length(words: str, wanted: int) -> None:
    if len(words) > _MOST_TIMES * wanted + _MOST_MORE:
        raise bad()


def _line(value: Any) -> str:
    return tidy_line(value) if isinstance(value, str) else ""


def bad() -> ProviderError:
    message = "The language model answered in a form that we cannot use."
    return ProviderError(message, ProviderFailure.BAD_ANSWER)
