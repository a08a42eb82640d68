"""The index of the search: what each generation says now, as tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connections, models

from generator.models.search.words import tokenize

if TYPE_CHECKING:
    from generator.models.generation import Generation


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def write(self, generations: list[Generation]) -> None:
        """Write the entries of these generations anew."""
        self.bulk_create(
            map(SearchEntry.of, generations),
            update_conflicts=True,
            unique_fields=["generation"],
            update_fields=["title", "said", "about"],
        )

    def rebuild(self) -> None:
        """Have SQLite read its index from these rows again; PostgreSQL's is a part of them."""
        if connections[self.db].vendor == "sqlite":
            with connections[self.db].cursor() as cursor:
                cursor.execute("INSERT INTO generator_searchindex(generator_searchindex) VALUES ('rebuild')")


class SearchEntry(models.Model):
    """The words of one generation as they are searched, in three columns of tokens.

    The database keeps its own index of this table: a table of FTS5 and triggers on SQLite, two columns of vectors and
    a GIN index on PostgreSQL (migration 0031). Django rebuilds SQLite's table when a migration changes it, and would
    forget the triggers: such a migration has to make them again.
    """

    generation = models.OneToOneField(
        "generator.Generation", on_delete=models.CASCADE, related_name="search_entry"
    )
    title = models.TextField(blank=True)
    said = models.TextField(blank=True, help_text="Narration and the words of cards.")
    about = models.TextField(blank=True, help_text="Keywords and description.")

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return f"Words of {self.generation}"

    @classmethod
    def of(cls, generation: Generation) -> SearchEntry:
        """Return the entry of a generation as it is now, unsaved."""
        return cls(
            generation=generation,
            title=tokenize(generation.title),
            said=tokenize("\n".join(generation.words_now)),
            about=tokenize(f"{generation.keywords}\n{generation.description}"),
        )
