"""Passages of an encyclopedia as they are copied: its sources, its notes on where else to look."""

# ruff: noqa: RUF001 (Cyrillic letters look like Latin ones)

from __future__ import annotations

import re

from studio.text.reader.notes.page_signs import BUTTON, FOOTNOTE, LOOK_ALSO, OTHERS, SOURCES

# The link behind a heading by which what stands below it is changed.
_EDIT = r"\[ ?(?:edit|edit source|bearbeiten(?: \| quelltext bearbeiten)?|modifier(?: \| modifier le code)?|editar(?: \| editar (?:código|código-fonte|la fuente))?|modifica(?: \| modifica wikitesto)?|bewerken(?: \| brontekst bewerken)?|redigera(?: \| redigera wikitext)?|edytuj(?: \| edytuj kod)?|править(?: \| править код)?|düzenle(?: \| kaynağı değiştir)?|編集|编辑|編輯|편집) ?\]"
EDITED = re.compile(
    rf"^[ \t]*(?![#>*-])([^\W\d_][^\n\[\].!?]{{0,60}}?)[ \t]*{_EDIT}[ \t]*$", re.MULTILINE | re.IGNORECASE
)
# Right below a heading: "Main article: Lake Xochimilco".
_ELSEWHERE = re.compile(
    r"^[ \t]*(?:main articles?|further information|see also|for other uses|hauptartikel|siehe auch|article(?:s)? (?:détaillé|connexe|principal)(?:s)?|artículos? principal(?:es)?|véase también|lo stesso argomento in dettaglio|voce principale|artigos? principa(?:l|is)|ver também|hoofdartikel|zie ook|huvudartikel|osobny artykuł|основная статья|ana madde|詳細は|主条目|主条目|详见|주 문서)\s*[:：] ?\S[^\n]{0,120}$",
    re.MULTILINE | re.IGNORECASE,
)
# "^ Smith, H. (1969)…", "↑ Hans Meier: …" below an article.
_SOURCE = re.compile(r"^[ \t]*(?:\d{1,3}\. )?[\^↑] ?\S[^\n]*$", re.MULTILINE)
# The name of the encyclopedia over that of an article, and below that the name again.
_NAMED = re.compile(
    r"\s*(?:wikip[eé]dia|википедия|ウィキペディア|维基百科|위키백과)[ \t]*\n(?=(?:[^\n]*\n){1,3}[^\n]*(?:wikip|википед|ウィキ|维基|위키))",
    re.IGNORECASE,
)
# "References" over "[1] Lind, A. et al. …".
_REFERENCES = re.compile(
    r"^[ \t#*]*(?P<name>[^\W\d_][^\n\[\].]{3,40}?)[ \t*]*\n\s*(?:\[\d{1,3}\] [^\n]+(?:\n+|\Z)){1,200}\Z",
    re.MULTILINE,
)
_CITED = re.compile(r"[^\W\d_.,;:]?[.,;:]?\[\d{1,3}\](?=[\s\[\w]|$)")


def read_wiki(text: str) -> str:
    """Return a passage of an encyclopedia without what is no part of its words, if its marks show it as one."""
    if named := _NAMED.match(text):
        text = f"{_apart([named[0]], BUTTON)}\n{text[named.end() :].lstrip()}"
    text = _set_references_apart(text)
    edited = list(EDITED.finditer(text))
    sources = len(_SOURCE.findall(text))
    if not edited and not (sources and _CITED.search(text)):
        return text
    for number, heading in reversed(list(enumerate(edited))):
        end = edited[number + 1].start() if number + 1 < len(edited) else len(text)
        is_source, is_other = SOURCES.match(heading[1].strip()), LOOK_ALSO.match(heading[1].strip())
        if is_source or is_other:
            reason = FOOTNOTE if is_source else OTHERS
            told = [line for line in text[heading.start() : end].split("\n") if line.strip()]
            text = f"{text[: heading.start()]}\n{_apart(told, reason)}\n{text[end:]}"
    text = _ELSEWHERE.sub(lambda found: _apart([found[0]], OTHERS), text)
    return _SOURCE.sub(
        lambda found: _apart([found[0]], FOOTNOTE) if "```" not in found[0] else found[0], text
    )


def _set_references_apart(text: str) -> str:
    """Set the works apart that an article names at its end by the numbers that its text has in brackets."""
    found = _REFERENCES.search(text)
    if not (found and SOURCES.match(found["name"].strip()) and re.search(r"\[\d", text[: found.start()])):
        return text
    told = [line for line in found[0].split("\n") if line.strip()]
    return f"{text[: found.start()]}\n{_apart(told, FOOTNOTE)}\n{text[found.end() :]}"


def _apart(lines: list[str], reason: str) -> str:
    """Write lines so that each is set apart."""
    # The sign of a source would be found again.
    plain = [line.strip().lstrip("^↑ ") for line in lines]
    return "".join(f"\n```{reason}\n{line}\n```\n" for line in plain if line)
