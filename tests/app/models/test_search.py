"""The search in the words of films, on SQLite; tests/cluster does the same on PostgreSQL."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from generator.models import Generation, SearchEntry
from generator.models.search.words import tokenize
from tests.support.factories import make_generation
from tests.support.old_films import migrate, old_database
from tests.support.searches import CHECKS, titles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_it_finds(check, alice):
    check(alice)


def test_only_an_owners_films_are_found(alice, bob):
    make_generation(bob, title="Harbour of Bob")
    make_generation(alice, title="Harbour of Alice")
    assert titles("harbour", alice) == ["Harbour of Alice"]


def test_it_can_be_filtered_counted_and_cut(alice):
    for kind in ("text", "image", "text"):
        make_generation(alice, title=f"Harbour, {kind}", kind=kind)
    found = Generation.objects.owned_by(alice).search("harbour").of_kind("text")
    assert found.count() == len(found) == 2
    assert found[1].title == "Harbour, text"


def test_whichever_way_a_film_is_deleted_its_words_are_too(alice, bob):
    for owner in (alice, bob):
        make_generation(owner, title="Harbour")
    make_generation(alice, title="Harbour").delete()
    Generation.objects.owned_by(alice).delete()
    bob.delete()
    assert titles("harbour") == []
    assert not SearchEntry.objects.exists()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Raises an error if the index and its table do not say the same.
            cursor.execute(
                "INSERT INTO generator_searchindex(generator_searchindex) VALUES ('integrity-check')"
            )


def test_a_damaged_index_is_made_anew(alice):
    make_generation(alice, title="Harbour")
    Generation.objects.update(title="Forest")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO generator_searchindex(generator_searchindex) VALUES ('delete-all')")
    assert titles("forest") == titles("harbour") == []
    call_command("reindex", stdout=(said := io.StringIO()))
    assert said.getvalue() == "1 videos can be found.\n"
    assert (titles("forest"), titles("harbour")) == (["Forest"], [])


def test_films_of_before_are_found_after_the_upgrade(tmp_path, django_db_blocker):
    database = {**settings.DATABASES["default"], "NAME": tmp_path / "old.sqlite3"}
    with django_db_blocker.unblock(), old_database(database) as connection:
        old = migrate(connection, "0030_drafts")
        made = make_old_films(old, connection.alias)
        new = migrate(connection, "0032_fill_search")
        entries = new.get_model("generator", "SearchEntry").objects.using(connection.alias)
        assert {
            entry.generation_id: (entry.title, entry.said, entry.about) for entry in entries.all()
        } == made
        migrate(connection, "0031_search_entry")
        migrate(connection, "0032_fill_search")
        assert entries.count() == len(made)


def make_old_films(apps: Any, database: str) -> dict[Any, tuple[str, ...]]:
    """Make one film that is made, one with scenes alone, and one with its text alone; return what is to be found."""

    def make(name: str, **fields: Any) -> Any:
        return apps.get_model("generator", name).objects.using(database).create(**fields)

    owner = make("User", email="alice@example.org")
    films = [
        make("Generation", owner=owner, title="Ää", input_text="text", keywords="sea", description="Dusk.")
        for _ in range(3)
    ]
    make("Scene", generation=films[0], position=0, narration="Changed")
    film = make(
        "Film",
        generation=films[0],
        number=1,
        scenes=[{"narration": "Told"}],
        settings={"title_card": True, "title_card_text": "Card", "end_card_text": "Bye"},
    )
    films[0].film = film
    films[0].save()
    for position, narration in enumerate(("Later", "Even later")):
        make("Scene", generation=films[1], position=position, narration=narration)
    said = ("told card bye", "later even later", "text")
    # The second word is how it is written without umlauts.
    return {made.pk: ("aa zzaeae", words, "sea dusk") for made, words in zip(films, said, strict=True)}


@pytest.mark.long
def test_films_of_before_are_found_in_other_spellings_after_the_upgrade(tmp_path, django_db_blocker):
    database = {**settings.DATABASES["default"], "NAME": tmp_path / "old.sqlite3"}
    with django_db_blocker.unblock(), old_database(database) as connection:
        old = migrate(connection, "0054_scenes_first")
        owner = (
            old.get_model("generator", "User").objects.using(connection.alias).create(email="a@example.org")
        )
        rows = old.get_model("generator", "Generation").objects.using(connection.alias)
        made = rows.create(
            owner=owner, title="Köln", input_text="{Nguyen|win} sieht コーヒー.", verbatim=False
        )
        entries = old.get_model("generator", "SearchEntry").objects.using(connection.alias)
        entries.create(generation=made, title="koln", said="old", about="")
        migrate(connection, "0055_search_spellings")
        entry = entries.get()
        assert entry.title == "koln zzkoeln"
        assert entry.said == tokenize("Nguyen sieht コーヒー.")
        migrate(connection, "0054_scenes_first")
