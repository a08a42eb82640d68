"""The structure of the code, measured from its imports: what ARCHITECTURE.md promises, counted."""

from __future__ import annotations

import ast
import subprocess
from collections import Counter
from collections.abc import Iterable
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from django.conf import settings

from generator.models import Generation

MOST_ROOMS, MOST_FLOORS, MOST_FILES, MOST_LINES, LONGEST_FUNCTION = 26, 8, 15, 400, 40
ROOTS = ("generator", "studio", "videogen_site")
# Where tests are held to the same size of folders and files as the code.
TEST_ROOTS = ("tests",)


def python_files(*roots: str) -> list[Path]:
    """Return the files below these folders that are under version control or will be, as paths from the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(
        [*command, *(f"{root}/*.py" for root in roots)],
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
    ).stdout.split()
    return [Path(name) for name in listed if (settings.BASE_DIR / name).exists()]


def texts() -> dict[str, str]:
    """Return the text of each module by its dotted name; migrations are history and left out."""
    return {
        ".".join(file.with_suffix("").parts).removesuffix(".__init__"): (settings.BASE_DIR / file).read_text()
        for file in python_files(*ROOTS)
        if "migrations" not in file.parts
    }


@cache
def sources() -> dict[str, ast.Module]:
    """Return the syntax tree of each module by its dotted name."""
    return {module: ast.parse(text) for module, text in texts().items()}


def sources_with(words: Iterable[str], count: int) -> dict[str, ast.Module]:
    """Return the syntax trees of those modules only that have so many of the words somewhere in their text."""
    words = set(words)
    return {
        module: ast.parse(text)
        for module, text in texts().items()
        if sum(word in text for word in words) >= count
    }


@cache
def imports(module: str) -> set[str]:
    """Return the modules of the house that a module imports, but for those that only a type checker sees."""
    tree = sources()[module]
    unseen = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in unseen:
            for name in node.names:
                full = f"{node.module}.{name.name}"
                found.add(full if full in sources() else node.module)
    return {name for name in found if name in sources()} - {module}


def room(module: str) -> str:
    """Return the folder, or the file that stands beside the folders, in which a module lies."""
    return "videogen_site" if module.startswith("videogen_site") else ".".join(module.split(".")[:2])


def arrows_between_rooms() -> dict[str, set[str]]:
    # A command is imported by nobody: it stands above the rooms that it shows.
    modules = [module for module in sources() if "." in module and not module.endswith(".__main__")]
    arrows: dict[str, set[str]] = {room(module): set() for module in modules}
    for module in modules:
        arrows[room(module)] |= {room(other) for other in imports(module)} - {room(module)}
    return arrows


def floor_of(place: str, arrows: dict[str, set[str]]) -> int:
    return 1 + max((floor_of(below, arrows) for below in arrows[place]), default=0)


def circle(arrows: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_the_house_has_few_rooms_on_few_floors_and_no_circle():
    arrows = arrows_between_rooms()
    assert circle(arrows) == []
    assert len(arrows) <= MOST_ROOMS, sorted(arrows)
    assert max(floor_of(place, arrows) for place in arrows) <= MOST_FLOORS


def test_no_files_import_each_other_in_a_circle():
    assert circle({module: imports(module) for module in sources()}) == []


def test_folders_and_files_and_functions_are_small():
    folders = Counter(module if is_package(module) else module.rpartition(".")[0] for module in sources())
    assert {name: count for name, count in folders.items() if count > MOST_FILES} == {}
    lines = {module: tree.body[-1].end_lineno for module, tree in sources().items() if tree.body}
    assert {module: count for module, count in lines.items() if count > MOST_LINES} == {}
    assert {name: count for name, count in function_lengths() if count > LONGEST_FUNCTION} == {}


def test_folders_and_files_of_tests_are_small():
    files = python_files(*TEST_ROOTS)
    folders = Counter(str(file.parent) for file in files)
    assert set(TEST_ROOTS) <= set(folders)
    assert {name: count for name, count in folders.items() if count > MOST_FILES} == {}
    lines = {str(file): len((settings.BASE_DIR / file).read_text().splitlines()) for file in files}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def is_package(module: str) -> bool:
    return (settings.BASE_DIR / module.replace(".", "/") / "__init__.py").exists()


def function_lengths():
    """Yield the lines of each function's statements: neither its list of arguments nor its docstring."""
    for module, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
                yield f"{module}.{node.name}", node.end_lineno - body[0].lineno + 1


SEAM = "generator.tasks"
SEAMS_OWN = {"reserve", "wake_worker", "async_task"}


def queues_by_itself(module: str) -> set[str]:
    """Return what a module does of what only the seam is to do: reserve, call an owner's move, send a message."""
    status = Generation.Status
    verbs = {
        verb
        for verb, (starts, target) in Generation.MOVES.items()
        if target == status.QUEUED and status.RUNNING not in starts
    }
    found = set()
    for node in ast.walk(sources()[module]):
        if isinstance(node, ast.ImportFrom):
            found |= {name.name for name in node.names} & SEAMS_OWN
        elif isinstance(node, ast.Attribute) and node.attr in SEAMS_OWN:
            found.add(node.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in verbs:
            # Threads of a pool are sent work with the same verb.
            found |= {node.func.attr} - ({"submit"} if ast.unparse(node.func.value) == "pool" else set())
    return found


def test_only_the_seam_queues_a_film():
    # The studio knows no films of people.
    others = {module for module in sources() if not module.startswith("studio")} - {SEAM}
    assert {module: found for module in others if (found := queues_by_itself(module))} == {}
    # Describing a draft makes no film: it costs nothing, and its row was a draft before.
    waking = {
        module
        for module in others
        for node in ast.walk(sources()[module])
        if isinstance(node, ast.Attribute) and node.attr == "wake_worker_on_commit"
    }
    assert waking == {"generator.views.create", "generator.views.starting.pictures"}
