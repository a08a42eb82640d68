"""How long a search takes in a library of 10,000 films, on SQLite and on PostgreSQL: `python -m tests.bench.search`."""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.support.servers import start_postgres

SCENES, WORDS_A_SCENE, WORDS_A_TITLE = 12, 18, 4
ROUNDS = 15
MOST_MILLISECONDS = 50
DATABASES = ("SQLite", "PostgreSQL")
SYLLABLES = ("ba", "co", "di", "fu", "ge", "ho", "ki", "lu", "ma", "ne", "po", "ri", "sa", "te", "vu", "zö")
HAN = "山川湖海风雨雪云天地日月星光花草树木鸟鱼人家门路桥城市春夏秋冬早晚"
# What is looked for, by what is special about it.
SEARCHES = {
    "a rare word": "{rare}",
    "a word of every film": "{common}",
    "two words": "{common} {rare}",
    "five words": "{common} {often} {often2} {often3} {rare}",
    "a word of one title in twenty": "{often}",
    "one letter": "b",
    "two letters": "ba",
    "the beginning of a second word": "{often} ba",
    "other case, other accents": "{accents}",
    "two Chinese characters": "山川",
    "one Chinese character": "海",
    "what no film has": "qqq",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument(
        "--films", type=int, default=10_000, help="films of the one whose library it is (10000)"
    )
    parser.add_argument("--others", type=int, default=2_000, help="films of other people (2000)")
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES, help="which to try")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        return measure(options.films, options.others)
    again = [sys.executable, "-m", "tests.bench.search", "--here"]
    again += [f"--films={options.films}", f"--others={options.others}"]
    with tempfile.TemporaryDirectory(prefix="search-") as folder:
        settings = {
            "DATA_DIR": folder,
            "SECRET_KEY": "only-for-benchmarks-0123456789abcdefghijklmnopqrstuvw",
            "DJANGO_SETTINGS_MODULE": "videogen_site.settings",
        }
        for database in options.databases:
            print(f"\n{database}, {options.films} films of {SCENES} scenes\n", flush=True)
            if database == "SQLite":
                url = f"sqlite:///{Path(folder, 'db.sqlite3')}"
                subprocess.run(again, env={**os.environ, **settings, "DATABASE_URL": url}, check=True)
                continue
            with start_postgres() as server:
                subprocess.run(again, env={**os.environ, **settings, **server.environment}, check=True)


def measure(films: int, others: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from generator.models import Generation, User
    from generator.views.library.cards import page_of

    call_command("migrate", verbosity=0)
    vocabulary = make_vocabulary()
    owner, other = (User.objects.create_user(f"{name}@example.org", "x") for name in ("alice", "bob"))
    began = time.perf_counter()
    make_films(owner, films, vocabulary)
    make_films(other, others, vocabulary)
    filled = time.perf_counter() - began
    began = time.perf_counter()
    Generation.objects.all().index_words()
    print(f"rows made in {filled:.0f} s, indexed in {time.perf_counter() - began:.0f} s\n", flush=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    words = {
        "common": vocabulary[0], "often": vocabulary[40], "often2": vocabulary[60], "often3": vocabulary[80],
        "rare": vocabulary[-50], "accents": vocabulary[40].upper().replace("Ö", "O"),
    }  # fmt: skip
    print("| search | found | median ms | best ms |\n|---|---|---|---|")
    slowest, own = 0.0, Generation.objects.owned_by(owner)
    for what, pattern in SEARCHES.items():
        taken = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            page = page_of(own.search(pattern.format_map(words)), "1", is_search=True)
            found = page.paginator.count
            taken.append((time.perf_counter() - began) * 1000)
        median = statistics.median(taken)
        slowest = max(slowest, median)
        print(f"| {what} | {found} | {median:.1f} | {min(taken):.1f} |", flush=True)
    print(f"\nslowest median {slowest:.1f} ms, wanted <= {MOST_MILLISECONDS}")


def make_vocabulary() -> list[str]:
    """Return 20,000 words, the commonest first."""
    chance = random.Random(7)
    words = dict.fromkeys(
        "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(40_000)
    )
    return list(words)[:20_000]


def make_films(owner: Any, count: int, vocabulary: list[str]) -> None:
    """Write films whose words are as frequent as in speech (Zipf), every tenth in Chinese."""
    from generator.models import Film, Generation

    chance = random.Random(owner.pk)
    weights = [1 / (place + 2) for place in range(len(vocabulary))]
    # Drawn from once, because choosing by weight is slow.
    stream = iter(chance.choices(vocabulary, weights, k=count * (SCENES * WORDS_A_SCENE + WORDS_A_TITLE)))

    def words(number: int, is_chinese: bool) -> str:
        if is_chinese:
            return "".join(chance.choices(HAN, k=2 * number))
        return " ".join(next(stream) for _ in range(number))

    for start in range(0, count, 500):
        numbers = range(start, min(count, start + 500))
        rows = [
            Generation(
                owner=owner,
                status=Generation.Status.SUCCEEDED,
                title=words(WORDS_A_TITLE, number % 10 == 0),
                input_text=words(20, number % 10 == 0),
            )
            for number in numbers
        ]
        Generation.objects.bulk_create(rows)
        films = [
            Film(
                generation=row,
                number=1,
                scenes=[
                    {"position": place, "narration": words(WORDS_A_SCENE, number % 10 == 0)}
                    for place in range(SCENES)
                ],
            )
            for number, row in zip(numbers, rows, strict=True)
        ]
        Film.objects.bulk_create(films)
        for row, film in zip(rows, films, strict=True):
            row.film = film
        Generation.objects.bulk_update(rows, ["film"])


if __name__ == "__main__":
    main()
