"""Two versions of a video side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from generator.models import Film
from generator.models.versions.changes import Kind, changes, pair_scenes
from generator.views.versions.listing import owned_with_film, shown_films
from generator.views.versions.wording import told_changes
from generator.web.requests import UserRequest
from studio.text.marks.told import as_read

# What a scene is marked with, by the kind of change; one that was left out or added is marked by itself.
MARKS = {
    Kind.WORDS: "Words",
    Kind.PICTURES: "Picture",
    Kind.SENTENCES: "Words and figures",
    Kind.SPEECH: "Voice",
    Kind.SCENE: "Settings",
    Kind.ORDER: "Moved",
}
# Words with what follows them; scripts without spaces are compared sign by sign.
_WORD = re.compile(r"\s+|[^\W\d_]+|\d+|.", re.DOTALL)
# Letters of a stretch between changes that is told as having stayed.
_SHORTEST = 6
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of words; `how` is "same", "gone" or "new"."""

    how: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenePair:
    """A scene in both versions, or in one of them: then the other side is None."""

    left: dict[str, Any] | None
    right: dict[str, Any] | None
    words: list[Piece]
    marks: list[str]


def compare_words(before: str, after: str) -> list[Piece]:
    """Return the words of both, in order, with what went and what came.

    Words that stayed between others that did not are told with these where they are few: nobody reads confetti.
    """
    was, now = _parts(before), _parts(after)
    found: list[tuple[str, str, str]] = []
    for how, a, b, c, d in SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes():
        gone, new = "".join(was[a:b]), "".join(now[c:d])
        if how == "equal" and not (found and len(gone.strip()) < _SHORTEST and a and b < len(was)):
            found.append(("same", gone, gone))
        elif found and found[-1][0] == "other":
            found[-1] = ("other", found[-1][1] + gone, found[-1][2] + new)
        else:
            found.append(("other", gone, new))
    pieces = [
        Piece(how=kind, text=text)
        for how, gone, new in found
        for kind, text in ((("same", gone),) if how == "same" else (("gone", gone), ("new", new)))
    ]
    return [piece for piece in pieces if piece.text]


def _parts(text: str) -> list[str]:
    return list(text) if _UNSPACED.search(text) else _WORD.findall(text)


def scene_pairs(left: Film, right: Film) -> list[ScenePair]:
    """Return all scenes of two films in the later one's order; those that it has no more stand where they were."""
    pairs = {id(now): was for was, now in pair_scenes(left.scenes, right.scenes)}
    kept = {id(was) for was in pairs.values()}
    gone = [was for was in left.scenes if id(was) not in kept]
    marks: dict[int, list[str]] = {}
    for change in changes(left, right):
        for number in change.scenes if change.kind in MARKS else ():
            marks.setdefault(number, []).append(MARKS[change.kind])
    rows: list[ScenePair] = []
    for now in right.scenes:
        while gone and gone[0]["position"] <= now["position"]:
            rows.append(_alone(left, gone.pop(0), is_new=False))
        was = pairs.get(id(now))
        if was is None:
            rows.append(_alone(right, now, is_new=True))
            continue
        words = compare_words(_read(left, was), _read(right, now))
        told = list(dict.fromkeys(marks.get(now["position"] + 1, [])))
        rows.append(ScenePair(left=_side(left, was), right=_side(right, now), words=words, marks=told))
    return rows + [_alone(left, was, is_new=False) for was in gone]


def _alone(film: Film, told: dict[str, Any], *, is_new: bool) -> ScenePair:
    words = [Piece(how="new" if is_new else "gone", text=_read(film, told))]
    side = _side(film, told)
    if is_new:
        return ScenePair(left=None, right=side, words=words, marks=["Added"])
    return ScenePair(left=side, right=None, words=words, marks=["Left out"])


def _side(film: Film, told: dict[str, Any]) -> dict[str, Any]:
    """Return what the page needs of a scene on one side."""
    return {
        "number": told["position"] + 1,
        "start": told["start"],
        "end": told["end"],
        "has_picture": film.has_picture_of(told),
        "mark": str(told.get("image_fingerprint", ""))[:8],
    }


def _read(film: Film, told: dict[str, Any]) -> str:
    return as_read(told.get("narration", ""), verbatim=film.generation.verbatim)


@require_safe
@never_cache
@gzip_page
def compare(request: UserRequest, pk: Any) -> HttpResponse:
    generation = owned_with_film(request, pk)
    films = {film.number: film for film in shown_films(generation)}
    asked = [films.get(_number(request.GET.get(name))) for name in ("left", "right")]
    newest = list(films.values())
    # Unasked, the last two.
    left, right = asked[0] or next(iter(newest[1:]), None), asked[1] or next(iter(newest), None)
    if left is None or right is None or left is right:
        return redirect("versions", generation.pk)
    context = {
        "generation": generation,
        "films": newest,
        "left": left,
        "right": right,
        "sides": [(left, "left"), (right, "right")],
        "pairs": scene_pairs(left, right),
        "changes": told_changes(left, right),
        "size": right.settings.get("size", generation.size),
    }
    return render(request, "generator/compare.html", context)


def _number(given: str | None) -> int:
    return int(given) if given and given.isdecimal() and len(given) < 6 else 0
