"""What is different in one film of a generation from another, found in their snapshots."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from generator.models.film import Film

Told = dict[str, Any]


class Kind(Enum):
    """What a change is about."""

    ADDED = "added"
    REMOVED = "removed"
    ORDER = "order"
    WORDS = "words"
    PICTURES = "pictures"
    # What sentences show besides: words and figures, or the scene's picture.
    SENTENCES = "sentences"
    # The same words in the same voice, recorded anew.
    SPEECH = "speech"
    # A choice for one scene alone, or for the whole film.
    SCENE = "scene"
    SETTING = "setting"
    BRAND = "brand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference; `scenes` are numbers in the later film, of those that were removed in the earlier one.

    Of a setting, `name` is its column, with the values of then and now.
    """

    kind: Kind
    scenes: tuple[int, ...] = ()
    name: str = ""
    before: Any = None
    after: Any = None


# Of a scene, what makes its picture: where nothing of it is different, another size of it is the same picture.
_OF_PICTURE = (
    "prompt",
    "style",
    "variant",
    "image_variant",
    "image_origin",
    "is_own_picture",
    "is_painted",
    "pictures",
    "picked",
    "clip_upload",
)
_OF_CLIP = ("clip_start", "clip_end", "clip_fit", "clip_ending", "clip_sound")
# Settings of a film that make all pictures anew, and those that make all recordings anew.
_SIZES, _VOICES = ("size", "quality", "style", "pictures"), ("voice", "pace", "language")
# Not said: what follows from others, or says nothing to people.
_UNSAID = {"seed", "music_seconds", "is_scored"}
# Of a scene, what is said otherwise, or not at all: products, and how they were made.
_TOLD = {
    *(
        "position",
        "narration",
        "wishes",
        "focus",
        "error",
        "cuts_away",
        "layers",
        "credit",
        "cutaway_fingerprint",
    ),
    *("sentences", "sentences_fingerprint", "cutaways", "row", "start", "end", "stood_in", "unspoken"),
    *("captions_missing", "clip", "clip_sound_file", "clip_filmstrip", "clip_seconds", "clip_length"),
    *("clip_has_sound", "recording_error", *_OF_PICTURE, *_OF_CLIP),
    # Where another part of a recording is heard, it is read otherwise.
    *("recording_start", "recording_end"),
}


def changes(before: Film, after: Film) -> list[Change]:
    """Return what is different in a film from an earlier one of the same generation."""
    pairs = pair_scenes(before.scenes, after.scenes)
    kept = {id(one) for pair in pairs for one in pair}
    added = [told for told in after.scenes if id(told) not in kept]
    removed = [told for told in before.scenes if id(told) not in kept]
    found = [
        Change(kind=Kind.ADDED, scenes=_numbers(added)),
        Change(kind=Kind.REMOVED, scenes=_numbers(removed)),
        Change(kind=Kind.ORDER, scenes=_numbers(_moved(pairs))),
    ]
    is_sized = _differ(before.settings, after.settings, _SIZES)
    is_voiced = _differ(before.settings, after.settings, _VOICES)
    signs: tuple[tuple[Kind, Callable[[Told, Told], bool]], ...] = (
        (Kind.WORDS, lambda was, now: was["narration"] != now["narration"]),
        (Kind.PICTURES, lambda was, now: _is_other_picture(was, now, is_sized)),
        (Kind.SENTENCES, _shows_otherwise),
        (Kind.SPEECH, lambda was, now: not is_voiced and _is_other_recording(was, now)),
    )
    for kind, differs in signs:
        found.append(Change(kind=kind, scenes=_numbers([now for was, now in pairs if differs(was, now)])))
    found = [change for change in found if change.scenes]
    return [*found, *_of_scenes(pairs), *_of_settings(before, after)]


def pair_scenes(before: Sequence[Told], after: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Return the scenes that both films have, in the later one's order: by row, or words, or picture, or place."""
    left, found = list(before), dict[int, Told]()
    signs: tuple[Callable[[Told, Told], bool], ...] = (
        lambda was, now: was.get("row") is not None and was.get("row") == now.get("row"),
        lambda was, now: bool(now["narration"]) and was["narration"] == now["narration"],
        lambda was, now: bool(now.get("image")) and was.get("image") == now.get("image"),
        lambda was, now: was["position"] == now["position"] and len(before) == len(after),
    )
    for is_same in signs:
        for index, now in enumerate(after):
            was = next((one for one in left if is_same(one, now)), None)
            if index not in found and was is not None:
                found[index] = was
                left = [one for one in left if one is not was]
    return [(found[index], now) for index, now in enumerate(after) if index in found]


def _numbers(scenes: Sequence[Told]) -> tuple[int, ...]:
    return tuple(sorted(told["position"] + 1 for told in scenes))


def _moved(pairs: Sequence[tuple[Told, Told]]) -> list[Told]:
    """Return the fewest scenes that have to be moved to get from one order to the other."""
    places = [was["position"] for was, _ in pairs]
    # The longest row of scenes that still follow each other: for each length, the place that ends it earliest.
    ends, lasts, before = list[int](), list[int](), dict[int, int]()
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        ends[length:], lasts[length:] = (
            [place, *ends[length + 1 :]],
            [index, *lasts[length + 1 :]],
        )
        before[index] = lasts[length - 1] if length else -1
    stays, index = set[int](), lasts[-1] if lasts else -1
    while index >= 0:
        stays.add(index)
        index = before[index]
    return [now for index, (_, now) in enumerate(pairs) if index not in stays]


def _differ(was: Told, now: Told, names: Sequence[str]) -> bool:
    """Return whether any of these is told by both and not the same."""
    return any(was[name] != now[name] for name in names if name in was and name in now)


def _is_other_picture(was: Told, now: Told, is_sized: bool) -> bool:
    if _differ(was, now, _OF_PICTURE) or (now.get("clip_upload") and _differ(was, now, _OF_CLIP)):
        return True
    # In another size, or another style, all are made anew of the same.
    return not is_sized and _differ(was, now, ("image_fingerprint", "image"))


def _shows_otherwise(was: Told, now: Told) -> bool:
    """Return whether the same words are shown as something else."""
    if was["narration"] != now["narration"]:
        return False
    return [one["graphic"] for one in was.get("sentences", [])] != [
        one["graphic"] for one in now.get("sentences", [])
    ]


def _is_other_recording(was: Told, now: Told) -> bool:
    return was["narration"] == now["narration"] and bool(now["narration"]) and _differ(was, now, ("speech",))


def _of_scenes(pairs: Sequence[tuple[Told, Told]]) -> list[Change]:
    """Return the choices for single scenes that no other kind tells of, by their columns."""
    names = {name for _, now in pairs for name in now if not name.startswith(("image", "speech"))} - _TOLD
    found = [
        Change(
            kind=Kind.SCENE,
            name=name,
            scenes=_numbers([now for was, now in pairs if _differ(was, now, (name,))]),
        )
        for name in sorted(names)
    ]
    return [change for change in found if change.scenes]


def _of_settings(before: Film, after: Film) -> list[Change]:
    was, now = before.settings, after.settings
    unsaid = set(_UNSAID)
    if now.get("music") != "auto":
        # The mood says nothing where no music follows it.
        unsaid.add("mood")
    found = [
        Change(kind=Kind.SETTING, name=name, before=was[name], after=now[name])
        for name in now
        if name in was and was[name] != now[name] and name not in unsaid
    ]
    is_branded = before.brand_id != after.brand_id
    return [*found, Change(kind=Kind.BRAND)] if is_branded else found
