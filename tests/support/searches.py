"""What a search has to find on every database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import django
from django.core.management import call_command
from django.db import transaction

if __name__ == "__main__":
    django.setup()

from generator.models import Film, Generation, SearchEntry, User
from tests.studio.corpora.corpus import Row, judge
from tests.support.factories import make_film, make_generation, make_scene

# A row or two below what was measured: all of them.
FLOORS = {"searches": 0.99, "searches_unseen": 0.98}


def titles(search: str, owner: User | None = None) -> list[str]:
    found = Generation.objects.search(search)
    return [generation.title for generation in (found.owned_by(owner) if owner else found)]


def mistake(owner: User, row: Row) -> str:
    """Return what is wrong about a row of the corpus: a film that says it is found, or is not."""
    said, typed, right = row
    generation = make_generation(owner, title="", input_text=said)
    came = "found" if Generation.objects.filter(pk=generation.pk).search(typed).exists() else "not"
    generation.delete()
    return "" if came == right else f"{typed}: {came}"


def corpora_are_found(owner: User) -> None:
    scores = {name: judge(name, partial(mistake, owner)) for name in FLOORS}
    assert {name: str(score) for name, score in scores.items() if score.share < FLOORS[name]} == {}


def words_in_the_title_come_first(owner: User) -> None:
    make_generation(owner, title="A boat", input_text="The harbour sleeps.")
    make_generation(owner, title="Old harbour", input_text="A boat.")
    make_generation(owner, title="Harbour boat", input_text="Nothing.")
    make_generation(owner, title="A walk", input_text="By boat to the harbour.")
    make_generation(owner, title="Harbour", input_text="No vessel.")
    assert titles("harbour boat") == ["Harbour boat", "Old harbour", "A boat", "A walk"]
    assert titles("HARBOUR") == ["Harbour", "Harbour boat", "Old harbour", "A walk", "A boat"]


def other_spellings_come_after_the_one_that_is_looked_for(owner: User) -> None:
    make_generation(owner, title="A baker", input_text="His name is Mueller.")
    make_generation(owner, title="Mueller", input_text="A name.")
    make_generation(owner, title="Müller", input_text="A name.")
    make_generation(owner, title="A miller", input_text="Sein Name ist Müller.")
    assert titles("mueller") == ["Mueller", "Müller", "A baker", "A miller"]
    assert titles("müller") == ["Müller", "Mueller", "A miller", "A baker"]
    assert titles("muell") == titles("mueller")
    make_generation(owner, title="ビルの窓", input_text="Ein Fenster.")
    make_generation(owner, title="ビールの泡", input_text="Schaum.")
    assert (titles("ビール"), titles("ビル")) == (["ビールの泡", "ビルの窓"], ["ビルの窓", "ビールの泡"])
    assert titles("びーる") == ["ビールの泡", "ビルの窓"]


def it_is_found_by_what_it_says_now(owner: User) -> None:
    """Go through the life of a film: its text, its scenes, the film that is shown, a change."""
    generation = make_generation(owner, title="One", input_text="Whales sing.", status="draft")
    assert (titles("whales"), titles("dolphins")) == (["One"], [])
    assert generation.edit(input_text="Dolphins sing.", keywords="sea")
    assert (titles("whales"), titles("dolphins sea")) == ([], ["One"])
    assert generation.submit(description="By night")
    claimed = Generation.objects.claim("host:1")
    assert titles("night dolphins") == ["One"]
    scene = make_scene(claimed, narration="Seals bark.")
    assert claimed.keep(title="Two", keywords="coast")
    assert (titles("seals coast"), titles("dolphins"), titles("one")) == (["Two"], [], [])
    make_film(claimed, scenes=[scene.snapshot(0, 3)], settings={"end_card_text": "The end"})
    assert claimed.publish()
    # What its owner writes into the scenes is not said before the next film is there.
    claimed.scenes.update(narration="Gulls cry.")
    claimed.index_words()
    assert (titles("seals"), titles("gulls"), titles("the end")) == (["Two"], [], ["Two"])
    assert claimed.revise()
    again = Generation.objects.claim("host:1")
    make_film(again, scenes=[claimed.scenes.get().snapshot(0, 3)])
    assert again.publish()
    assert (titles("seals"), titles("gulls"), titles("the end")) == ([], ["Two"], [])
    Film.objects.exclude(pk=again.film_id).delete()
    assert titles("gulls") == ["Two"]
    again.delete()
    assert titles("gulls") == []


def a_write_that_fails_changes_nothing(owner: User) -> None:
    generation = make_generation(owner, title="One", input_text="Whales.", status="draft")
    with refused() as refuse:
        generation.edit(input_text="Dolphins.")
        refuse()
    assert (titles("whales"), titles("dolphins")) == (["One"], [])
    stale = Generation.objects.get()
    Generation.objects.update(status="cancelled")
    assert not stale.edit(input_text="Dolphins.")
    assert titles("dolphins") == []


class RefusedError(Exception):
    pass


@contextmanager
def refused() -> Iterator[Callable[[], None]]:
    def refuse() -> None:
        raise RefusedError

    try:
        with transaction.atomic():
            yield refuse
    except RefusedError:
        pass


def nothing_that_is_typed_breaks_it(owner: User) -> None:
    make_generation(owner, title="One", input_text='A boat (old) and "new": it\'s 5 % * near - not or.')
    for typed in TYPED:
        titles(typed)
    assert titles('boat (old) and "new": it\'s 5 % * near - not or.') == ["One"]
    assert titles("***") == titles("-") == titles("\" '") == []
    assert titles("") == titles("  ") == ["One"]


# Words and signs of query languages, halves of what has two, and much of it.
TYPED = (
    *(
        "AND",
        "OR NOT",
        "a AND",
        "NEAR(a b, 5)",
        'title:"',
        "title : a",
        "^a",
        "a*b",
        "a:*",
        "+a -b",
        "{a b}",
        "a & b",
    ),
    *(
        "a | b",
        "!a",
        "a <-> b",
        "'",
        "''",
        '"',
        '""',
        '"a',
        "a'",
        "(",
        ")",
        "a)b(",
        "\\",
        "\\'",
        "a\\",
        "%",
        "_",
        "%s",
    ),
    *(
        "%(a)s",
        "{}",
        "{0}",
        "\u200b",
        "\ufeff",
        "\u202e",
        "\x00a",
        "\ud7ff",
        "\U0010ffff",
        "é" * 300,
        "a b " * 200,
    ),
    *(
        "山" * 200,
        "a-" * 100,
        "--",
        ";--",
        "a;b",
        "1e5",
        "0x1f",
        "-1",
        "1.5e-3",
        "http://a.b/c?d=e",
        "a@b.c",
        "ﷺ",
        "Ⅷ",
    ),
)


def the_index_can_be_made_anew(owner: User) -> None:
    for number in range(7):
        make_generation(owner, title=f"Film {number}")
    SearchEntry.objects.all().delete()
    assert titles("film") == []
    Generation.objects.all().index_words()
    Generation.objects.all().index_words()
    assert len(titles("film")) == SearchEntry.objects.count() == 7


CHECKS = (
    corpora_are_found,
    words_in_the_title_come_first,
    other_spellings_come_after_the_one_that_is_looked_for,
    it_is_found_by_what_it_says_now,
    a_write_that_fails_changes_nothing,
    nothing_that_is_typed_breaks_it,
    the_index_can_be_made_anew,
)


def main() -> None:
    """Run all checks on the database of the environment, which is empty: `python -m tests.support.searches`."""
    call_command("migrate", verbosity=0)
    for check in CHECKS:
        with refused() as refuse:
            check(User.objects.create_user("alice@example.org", "x"))
            refuse()
        print(check.__name__)


if __name__ == "__main__":
    main()
