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
    """How one database is asked: the generations in which something is found, anywhere or in the title."""

    everywhere: str
    in_title: str
    write: Callable[[Phrase], str]
    both: str
    either: str

    def all_of(self, terms: Iterable[Term]) -> str:
        return self.both.join(f"({self.either.join(map(self.write, term))})" for term in terms)

    def any_of(self, terms: Iterable[Term]) -> str:
        return self.either.join(self.write(phrase) for term in terms for phrase in term)


def _for_sqlite(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.tokens)}"{" *" if phrase.is_open else ""}'


def _for_postgresql(phrase: Phrase) -> str:
    *tokens, last = (f"'{token}'" for token in phrase.tokens)
    return " <-> ".join([*tokens, f"{last}:*" if phrase.is_open else last])


# SQLite is held to the index first: a plain join it may take the other way round, entry by entry.
_IN_SQLITE = (
    "SELECT entry.generation_id FROM generator_searchindex AS found "
    "CROSS JOIN generator_searchentry AS entry ON entry.id = found.rowid WHERE {} MATCH %s"
)
LANGUAGES = {
    "sqlite": Language(
        everywhere=_IN_SQLITE.format("generator_searchindex"),
        in_title=_IN_SQLITE.format("found.title"),
        write=_for_sqlite,
        both=" AND ",
        either=" OR ",
    ),
    "postgresql": Language(
        everywhere="SELECT * FROM generator_said(%s::tsquery)",
        in_title="SELECT * FROM generator_titled(%s::tsquery)",
        write=_for_postgresql,
        both=" & ",
        either=" | ",
    ),
}


def has_all(terms: list[Term], vendor: str) -> models.Case:
    """Tell of each generation whether each of the terms is found in it.

    It is a case and not a plain condition so that PostgreSQL goes through one owner's rows: a join of its own with as
    many rows as the words have on the whole site takes five times as long.
    """
    language = LANGUAGES[vendor]
    found = RawSQL(language.everywhere, [language.all_of(terms)])
    return models.Case(models.When(pk__in=found, then=True), output_field=models.BooleanField())


def rank(terms: list[Term], vendor: str) -> models.Case:
    """Return how far back a generation stands: first those with all terms in the title, then those with some of them."""
    language = LANGUAGES[vendor]
    wanted = [language.all_of(terms), language.any_of(terms)][: len(terms)]
    found = [RawSQL(language.in_title, [query]) for query in wanted]
    return models.Case(
        *(models.When(pk__in=generations, then=place) for place, generations in enumerate(found)),
        default=len(found),
        output_field=models.SmallIntegerField(),
    )
