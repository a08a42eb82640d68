"""The query languages of the index: FTS5 on SQLite, tsquery on PostgreSQL.

All that a person types has become tokens of small letters and digits before, so nothing in it can be taken for a sign
of these languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models.expressions import RawSQL

from generator.models.search.words import Phrase, Term


@dataclass(frozen=True, slots=True)
class Language:
    """How one database is asked: what it finds something in, and how that is found anywhere or in the title."""

    of: str
    everywhere: str
    in_title: str
    write: Callable[[Phrase], str]
    both: str
    either: str

    def all_of(self, terms: Iterable[Term]) -> str:
        return self.both.join(f"({self.any_of([term])})" for term in terms)

    def any_of(self, terms: Iterable[Term]) -> str:
        return self.either.join(self.write(phrase) for term in terms for phrase in term)


def _for_sqlite(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.tokens)}"{" *" if phrase.is_open else ""}'


def _for_postgresql(phrase: Phrase) -> str:
    *tokens, last = (f"'{token}'" for token in phrase.tokens)
    return " <-> ".join([*tokens, f"{last}:*" if phrase.is_open else last])


# SQLite's index answers with the entries' own numbers, which are looked up several times as fast as generations' keys.
_IN_SQLITE = "SELECT rowid FROM generator_searchindex WHERE generator_searchindex MATCH %s"
_IN_SQLITE_TITLES = "SELECT rowid FROM generator_searchindex WHERE title MATCH %s"
LANGUAGES = {
    "sqlite": Language(
        of="search_entry__in",
        everywhere=_IN_SQLITE,
        in_title=_IN_SQLITE_TITLES,
        write=_for_sqlite,
        both=" AND ",
        either=" OR ",
    ),
    "postgresql": Language(
        of="pk__in",
        everywhere="SELECT * FROM generator_said(%s::tsquery)",
        in_title="SELECT * FROM generator_titled(%s::tsquery)",
        write=_for_postgresql,
        both=" & ",
        either=" | ",
    ),
}


def has_all(terms: list[Term], vendor: str) -> models.Case:
    """Tell of each generation whether each of the terms is found in it.

    It is a case and not a plain condition so that the database goes through one owner's rows: a join with as many rows
    as the words have on the whole site takes PostgreSQL five times as long.
    """
    language = LANGUAGES[vendor]
    found = RawSQL(language.everywhere, [language.all_of(terms)])
    return models.Case(models.When(**{language.of: found}, then=True), output_field=models.BooleanField())


def rank(terms: list[Term], vendor: str) -> models.Case:
    """Return how far back a generation stands: first those with all terms in the title, then those with some of them.

    Of words with other spellings those come first that are written as they are looked for.
    """
    language = LANGUAGES[vendor]
    exact = [tuple(phrase for phrase in term if not phrase.is_other) for term in terms]
    titles = [language.all_of(exact), language.all_of(terms), language.any_of(exact), language.any_of(terms)]
    wanted = [(language.in_title, query) for query in titles[: 2 * len(terms)]]
    if exact != terms:
        wanted.append((language.everywhere, language.all_of(exact)))
    # Most words have one spelling, and one word is all of them and any.
    found = [RawSQL(asked, [query]) for asked, query in dict.fromkeys(wanted)]
    return models.Case(
        *(models.When(**{language.of: entries}, then=place) for place, entries in enumerate(found)),
        default=len(found),
        output_field=models.SmallIntegerField(),
    )
