"""The sections of a film's settings: which fields each has, and what is set in it, in a few words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from generator.forms.settings.film import FilmForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A section: the template with its fields, its icon, and what is set in it."""

    name: str
    label: str
    icon: str
    template: str
    told: str
    is_changed: bool
    is_open: bool


def _shown(form: FilmForm, name: str) -> str:
    """Return the chosen choice of a field in its words, as it stands in the form."""
    value = str(form[name].value() if form[name].value() is not None else "")
    field: Any = form.fields[name]
    for choice, label in field.choices:
        if isinstance(label, list | tuple):
            found = next((str(inner) for key, inner in label if str(key) == value), "")
            if found:
                return found
        elif str(choice) == value:
            return str(label)
    return ""


def _is_on(form: FilmForm, name: str) -> bool:
    return form[name].value() in (True, "on", "true", "True", "1")


def _title(form: FilmForm) -> list[str]:
    return [str(form["title"].value() or "")]


def _voice(form: FilmForm) -> list[str]:
    pace = _shown(form, "pace")
    return [_shown(form, "voice"), pace if pace != "Normal" else "", _shown(form, "chosen_language")]


def _sound(form: FilmForm) -> list[str]:
    volume = str(form["music_volume"].value() or "")
    is_usual = volume in ("", "100") or not form["music"].value()
    effects = "quiet effects" if _is_on(form, "effects") else "no effects"
    return [_shown(form, "music"), "" if is_usual else f"{volume} %", effects]


def _captions(form: FilmForm) -> list[str]:
    if form["caption_style"].value() == "none":
        return ["None"]
    letters = f"{_shown(form, 'caption_letters').lower()} letters"
    capitals = "capitals" if _is_on(form, "caption_capitals") else ""
    return [_shown(form, "caption_style"), _shown(form, "caption_position").lower(), letters, capitals]


def _pictures(form: FilmForm) -> list[str]:
    kind = _shown(form, "pictures") if form.offers_photos else ""
    return [kind, _shown(form, "style"), _shown(form, "shows").lower()]


def _shape(form: FilmForm) -> list[str]:
    return [_shown(form, "size"), str(form["quality"].value())]


def _motion(form: FilmForm) -> list[str]:
    still = "less motion" if _is_on(form, "less_motion") else ""
    camera = f"camera {_shown(form, 'camera').lower()}"
    return [_shown(form, "transition"), "" if still else camera, still]


def _cards(form: FilmForm) -> list[str]:
    told = ["Title card" if _is_on(form, "title_card") else "No title card"]
    told.append("end card" if form["end_card_text"].value() else "no end card")
    told.append("credits at the end" if _is_on(form, "credits_card") else "")
    return [*told, "names of people" if _is_on(form, "lower_thirds") else ""]


def _brand(form: FilmForm) -> list[str]:
    brand, known = form.brand, form.generation.brand
    has_logo = bool(known and known.logo and not brand["logo"].errors)
    font = _shown(form.brand, "font") if brand["font"].value() else ""  # type: ignore[arg-type]  # Both have fields.
    colours = "your own colours" if _is_on(form.brand, "own_colours") else ""  # type: ignore[arg-type]
    told = [part for part in ("your logo" if has_logo else "", colours, font) if part]
    return [told[0][0].upper() + told[0][1:], *told[1:]] if told else ["None"]


_TITLE, _VOICE = ("title", "description"), ("voice", "pace", "chosen_language")
_SOUND = ("music", "music_file", "music_volume", "effects")
_CAPTIONS = tuple(
    f"caption_{name}" for name in ("style", "position", "letters", "words", "stroke", "capitals")
)
_MOTION = ("camera", "transition", "cutting", "less_motion", "progress_line")
_CARDS = ("title_card", "title_card_text", "end_card_text", "credits_card", "lower_thirds")
GROUPS: Final[tuple[tuple[str, str, str, tuple[str, ...], Callable[[FilmForm], list[str]]], ...]] = (
    ("title", "Title and description", "type", _TITLE, _title),
    ("voice", "Voice and language", "mic", _VOICE, _voice),
    ("sound", "Music and effects", "music", _SOUND, _sound),
    ("captions", "Captions", "captions", _CAPTIONS, _captions),
    ("pictures", "Pictures", "image", ("pictures", "style", "shows", "palette"), _pictures),
    ("shape", "Shape and quality", "ratio", ("size", "quality"), _shape),
    ("motion", "Motion", "clapperboard", _MOTION, _motion),
    ("cards", "Cards and names", "sticky-note", _CARDS, _cards),
    ("brand", "Logo, colours and font", "palette", (), _brand),
)


def groups_of(form: FilmForm) -> list[Group]:
    """Return the sections of a film's form; those with an error are open."""
    changed = _changed_fields(form)
    found = []
    for name, label, icon, fields, told in GROUPS:
        wrong = any(form[field].errors for field in fields) if fields else bool(form.brand.errors)
        is_changed = bool(changed & set(fields)) if fields else "brand" in changed
        found.append(
            Group(
                name=name,
                label=label,
                icon=icon,
                template=f"generator/settings/_{name}.html",
                told=", ".join(part for part in told(form) if part),
                is_changed=is_changed,
                is_open=wrong,
            )
        )
    return found


def _changed_fields(form: FilmForm) -> set[str]:
    """Return the fields that differ from the film, and "brand" for all of its brand's."""
    if not form.is_bound:
        return set()
    changed = set(form.changed_data)
    return changed | ({"brand"} if form.brand.is_told and form.brand.has_changed() else set())
