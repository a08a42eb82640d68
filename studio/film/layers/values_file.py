"""What a shot shows beside its picture as JSON values: only what differs from the defaults is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.film.layers.motion import EASES, Key, Motion, Track, Wave
from studio.film.layers.values import ENDINGS, FLAT, MOVES, Clip, Counter, Fall, Ground, Layer, Reveal

if TYPE_CHECKING:
    from studio.film.plan import Cutaway, Shot

Locate = Callable[[str], Path]
# What lies in a shot, by the name that is written as its "type".
_TYPES: dict[str, type[Any]] = {"layer": Layer, "counter": Counter, "fall": Fall}
_NAMES = {kind: name for name, kind in _TYPES.items()}
_OVER = ("layer", "counter")


def pack_layers(shot: Shot | Cutaway) -> dict[str, Any]:
    """Return what a shot shows beside its picture as lists, dicts, numbers, texts and paths."""
    return {
        "ground": _packed(shot.ground),
        "layers": [{"type": _NAMES[type(one)], **_packed(one)} for one in shot.layers],
        "over": pack_over(shot.over),
        "clip": _packed(shot.clip) if shot.clip else None,
    }


def pack_over(layers: Sequence[Layer | Counter]) -> list[dict[str, Any]]:
    """Return what lies on the screen in the same way."""
    return [{"type": _NAMES[type(one)], **_packed(one)} for one in layers]


def unpack_over(content: Sequence[dict[str, Any]], locate: Locate) -> tuple[Any, ...]:
    """Return what `pack_over` returned as values. Raises as `unpack_layers`."""
    return tuple(_part(one, locate, _OVER) for one in content)


def unpack_layers(content: dict[str, Any], locate: Locate) -> dict[str, Any]:
    """Take what `pack_layers` returned out of a shot's content, and return it as values.

    Raises TypeError, ValueError or KeyError for what cannot be drawn.
    """
    clip, move = content.pop("clip", None), content.pop("move", "")
    if move not in MOVES or (clip and clip.get("ending", ENDINGS[0]) not in ENDINGS):
        raise ValueError(move)
    ground = content.pop("ground", None)
    return {
        "ground": Ground(**ground) if ground else FLAT,
        "layers": tuple(_part(one, locate, tuple(_TYPES)) for one in content.pop("layers", ())),
        "over": unpack_over(content.pop("over", ()), locate),
        "clip": Clip(file=locate(clip.pop("file")), **clip) if clip else None,
        "move": move,
    }


def _packed(value: Any) -> dict[str, Any]:
    written = {}
    for field in dataclasses.fields(value):
        part = getattr(value, field.name)
        if part != field.default:
            written[field.name] = _plain(part)
    return written


def _plain(part: Any) -> Any:
    if isinstance(part, Track):
        return _track(part)
    if isinstance(part, (Motion, Reveal)):
        return _packed(part)
    return list(part) if isinstance(part, tuple) else part


def _track(track: Track) -> Any:
    """Return a value alone as a number, keys as [at, value, ease], waves as [reach, seconds, phase]."""
    if not track.keys and not track.waves:
        return track.rest
    return {
        "rest": track.rest,
        "keys": [[key.at, key.value, key.ease] for key in track.keys],
        "waves": [[wave.reach, wave.seconds, wave.phase] for wave in track.waves],
    }


def _part(content: dict[str, Any], locate: Locate, allowed: tuple[str, ...]) -> Any:
    name = content.pop("type")
    if name not in allowed:
        raise ValueError(name)
    for field in ("picture", "glyphs"):
        if field in content:
            content[field] = locate(content[field])
    if "motion" in content:
        content["motion"] = Motion(**_tracks(content["motion"]))
    if "reveal" in content:
        content["reveal"] = Reveal(**_tracks(content["reveal"]))
    if "value" in content:
        content["value"] = _read_track(content["value"])
    for field in ("anchor", "between", "cells", "sizes"):
        if content.get(field) is not None:
            content[field] = tuple(content[field])
    return _TYPES[name](**content)


def _tracks(content: dict[str, Any]) -> dict[str, Any]:
    return {name: part if name == "softness" else _read_track(part) for name, part in content.items()}


def _read_track(content: Any) -> Track:
    if not isinstance(content, dict):
        return Track(float(content))
    keys = tuple(Key(float(at), float(value), str(ease)) for at, value, ease in content.get("keys", ()))
    if any(key.ease not in EASES for key in keys):
        raise ValueError("ease")
    waves = tuple(Wave(*map(float, wave)) for wave in content.get("waves", ()))
    return Track(float(content.get("rest", 0.0)), keys, waves)
