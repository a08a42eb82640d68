"""Font choice for each character: Inter first, then fonts of other scripts; characters without a font are dropped."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

import fontpkg
from PIL import ImageFont, features

from studio.film.text.emoji import EMOJI, emoji_files, emoji_name, in_letters, is_rather_text
from studio.text.lines.clusters import split_clusters

# All are free (SIL Open Font License) and come in Python packages.
_FAMILIES = (
    "Inter",
    "Heebo",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Hind Siliguri",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Thai",
)
_WEIGHT = 600
# Suffix of a family's name for its regular weight: Noto Sans Arabic has characters ("﷽") whose semi-bold form the
# font library cannot draw.
_REGULAR = " as it is"
# Families from added files, which are already semi-bold; see `add_font`.
_files: dict[str, Path] = {}
# The font that words are set in before all others, by its family: the file of an owner's font, or None; see
# `choose_font`.
_chosen: dict[str, Path | None] = {}
# What forgets words that were set or drawn in other fonts.
_forgetting: list[Callable[[], None]] = []
# Fonts of the packages that a film's words can be set in instead of the first.
READY_FONTS = (
    *("Source Sans 3", "Montserrat", "Nunito", "Fredoka", "Oswald", "Anton"),
    *("Bitter", "EB Garamond", "Playfair Display", "Caveat", "Pacifico", "JetBrains Mono"),
    *("Heebo", "Hind Siliguri"),
)
# Chinese, Japanese and Korean share characters but not their forms. Letters that only one of them has show which it
# is; without any a line is taken for Chinese.
_TELLING_LETTERS = {"Noto Sans JP": ("HIRAGANA", "KATAKANA"), "Noto Sans KR": ("HANGUL",)}
# A noncharacter: every font draws it as its "no such character" box.
_MISSING = "\U0010ffff"
_PROBE_SIZE = 24
_MOST_MARKS = 12


@cache
def is_shaped() -> bool:
    """Return whether text can be shaped: Pillow includes raqm, which needs the system's FriBiDi library."""
    return bool(features.check("raqm"))


@cache
def load_font(
    family: str, size: int, scale: int = 1, *, weight: int = _WEIGHT, optical: float | None = None
) -> ImageFont.FreeTypeFont:
    """Return a family at `size` pixels, semi-bold, shaped by raqm if Pillow has it.

    `scale` enlarges the letters while keeping the shapes that they have at `size`. `weight` is from 100 to 900: files
    of one weight give the nearest that there is. `optical` is the size in pixels whose shapes are wanted instead.
    """
    engine = ImageFont.Layout.RAQM if is_shaped() else ImageFont.Layout.BASIC
    font = ImageFont.truetype(_file(family, weight), size * scale, layout_engine=engine)
    if not family.endswith(_REGULAR):
        _set_weight(font, size if optical is None else optical, weight)
    return font


def add_font(family: str, file: Path) -> None:
    """Add a font file to this process, for characters that the packages' fonts lack."""
    if _files.get(family) != file:
        _files[family] = file
        load_font.cache_clear()
        _probe.cache_clear()
        _has_glyph.cache_clear()
        _runs.cache_clear()


def choose_font(family: str = "", file: Path | None = None) -> None:
    """Set words in this process in a font of an owner's, or a family of the packages; without either as usual.

    Letters that it lacks are set in the usual fonts.
    """
    wanted: dict[str, Path | None] = {}
    if file is not None:
        # Named after its content: what is kept of words is kept by the family's name.
        wanted[f"own {hashlib.sha256(file.read_bytes()).hexdigest()[:16]}"] = file
    elif family and _is_installed(family):
        wanted[family] = None
    if list(wanted) != list(_chosen):
        for forget in _forgetting:
            forget()
    _chosen.clear()
    _chosen.update(wanted)


def ready_fonts() -> list[str]:
    """Return the families of the packages, besides the usual one, that a film's words can be set in."""
    return [family for family in READY_FONTS if _is_installed(family)]


def chosen_font() -> str:
    """Return the family that words are set in first, if it was chosen; a file's is named after its content."""
    return next(iter(_chosen), "")


def forget_with_font(forget: Callable[[], None]) -> None:
    """Call `forget` whenever words are to be set in another font."""
    _forgetting.append(forget)


def added_sources() -> list[str]:
    """Return the names of the added files of fonts and emoji."""
    return sorted(file.name for file in (*_files.values(), *emoji_files()))


def font_runs(text: str, context: str = "") -> list[tuple[str, str]]:
    """Split a word into (family, text) runs in reading order; characters that no font covers are left out.

    An emoji that has a drawing is a run of its own, with the family EMOJI. `context` is the text around the word: it
    decides between Chinese, Japanese and Korean forms.
    """
    families = [*_families(), *_added_families(context or text, tuple(_files))]
    if _chosen:
        families = [*_chosen, *(family for family in families if family not in _chosen)]
    return list(_runs(text, tuple(families), emoji_files()))


@lru_cache(maxsize=8192)
def _runs(text: str, families: Sequence[str], drawings: tuple[Path, ...]) -> tuple[tuple[str, str], ...]:
    """Return a word's runs; a word is asked about in each size in which its line may fit."""
    runs: list[tuple[str, str]] = []
    families = [*families, *(family + _REGULAR for family in families)]
    clusters = list(split_clusters(text))
    first = next((cluster for cluster in clusters if cluster[0].isalpha()), "")
    main = next((name for name in families if first and _covers(name, first)), None)
    for cluster in clusters:
        is_drawn = emoji_name(cluster) is not None
        letters = _with_few_marks(in_letters(cluster))
        # Signs take the font of the letters before them, or of the first ones: longer runs are shaped better.
        last = runs[-1][0] if runs and runs[-1][0] != EMOJI else main
        preferred = [last] if last and not letters.isalpha() else []
        family = next((name for name in (*preferred, *families) if _covers(name, letters)), None)
        if is_drawn and not (family and is_rather_text(cluster)):
            runs.append((EMOJI, cluster))
        elif family and runs and runs[-1][0] == family:
            runs[-1] = (family, runs[-1][1] + letters)
        elif family:
            runs.append((family, letters))
    return tuple(runs)


def missing_letters(text: str) -> set[str]:
    """Return the letters of a text that no font covers."""
    return {
        sign
        for sign in set(text)
        if (sign.isalpha() or unicodedata.category(sign) == "Co") and not font_runs(sign)
    }


def _with_few_marks(letters: str) -> str:
    """Return text without excess combining marks on a letter, which are illegible and pile up over the picture."""
    if len(letters) <= _MOST_MARKS:
        return letters
    counts = accumulate(unicodedata.category(letter)[0] == "M" for letter in letters)
    return "".join(letter for letter, count in zip(letters, counts, strict=True) if count <= _MOST_MARKS)


@cache
def _families() -> tuple[str, ...]:
    """Return the installed families; a missing package only reduces the scripts that can be burned in."""
    return tuple(name for name in _FAMILIES if _is_installed(name))


@lru_cache(maxsize=4096)
def _added_families(text: str, added: tuple[str, ...]) -> tuple[str, ...]:
    """Return the added families, those first whose telling letters are in the text, then those without any."""
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in text}

    def rank(family: str) -> int:
        telling = _TELLING_LETTERS.get(family)
        return 1 if telling is None else 0 if scripts.intersection(telling) else 2

    return tuple(sorted(added, key=rank))


def _file(family: str, weight: int = _WEIGHT) -> str:
    family = family.removesuffix(_REGULAR)
    own = _chosen.get(family) or _files.get(family)
    return str(own or fontpkg.path(family, weight=weight, nearest=True))


def _is_installed(name: str) -> bool:
    try:
        # Some have one weight only.
        fontpkg.path(name, weight=_WEIGHT, nearest=True)
    except fontpkg.FontpkgError:
        return False
    return True


def _covers(family: str, cluster: str) -> bool:
    return all(_has_glyph(family, character) for character in cluster)


@cache
def _has_glyph(family: str, character: str) -> bool:
    """Return whether a font has a glyph for a character: whether it draws anything but its missing-glyph box."""
    # Joiners and direction marks are never drawn: they only steer the shaping.
    if unicodedata.category(character) == "Cf":
        return True
    if unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs"):
        return False
    try:
        return _drawn(family, character) != _drawn(family, _MISSING)
    except OSError:
        # The outline is too complex for the font library.
        return False


@cache
def _probe(family: str) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_file(family), _PROBE_SIZE, layout_engine=ImageFont.Layout.BASIC)
    if not family.endswith(_REGULAR):
        _set_weight(font, _PROBE_SIZE)
    return font


def _drawn(family: str, character: str) -> tuple[tuple[int, int], bytes]:
    mask = _probe(family).getmask(character)
    return mask.size, bytes(mask)


def _set_weight(font: ImageFont.FreeTypeFont, size: float, weight: int = _WEIGHT) -> None:
    try:
        axes = font.get_variation_axes()
    except OSError:
        return
    wanted = {b"Weight": weight, b"Optical size": size, b"Optical Size": size}
    font.set_variation_by_axes([_axis_value(axis, wanted.get(bytes(axis["name"] or b""))) for axis in axes])


def _axis_value(axis: ImageFont.Axis, wanted: float | None) -> float:
    if wanted is None:
        return axis["default"] or 0
    return min(axis["maximum"] or wanted, max(axis["minimum"] or wanted, wanted))
