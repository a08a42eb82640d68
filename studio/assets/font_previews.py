"""Previews of fonts to choose among: each family cut down to the letters of its own name, for the page that offers it.

They are made with the font of the pages (`page_font`), and a browser loads one only where its name is seen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import fontpkg

from studio.assets.whole import write_whole

# The file that a page links. It has a class for each family, by `class_of`.
PREVIEWS = "previews.css"
# Changes with the way in which they are made.
_RECIPE = 1
# As words of films are set.
_WEIGHT = 600


def prepare_previews(folder: Path, families: Sequence[str]) -> bool:
    """Make what is missing in a folder; return whether it is there. Without fontTools and Brotli nothing is made."""
    if are_prepared(folder, families):
        return True
    try:
        import brotli  # noqa: F401  # fontTools needs it to write WOFF2.
        import fontTools  # noqa: F401
    except ImportError:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    rules = []
    for family in families:
        packed = _pack(_source(family), family)
        file = f"{class_of(family)}-{hashlib.sha256(packed).hexdigest()[:12]}.woff2"
        write_whole(folder / file, packed)
        rules.append(_rule(family, file))
    write_whole(folder / PREVIEWS, (_mark(families) + "".join(rules)).encode())
    return True


def are_prepared(folder: Path, families: Sequence[str]) -> bool:
    """Tell whether the folder has the previews of these families as they would be made now."""
    stylesheet = folder / PREVIEWS
    return stylesheet.is_file() and stylesheet.read_text(encoding="utf-8").startswith(_mark(families))


def class_of(family: str) -> str:
    """Return the class in which a family's name is shown: small letters and hyphens only, as the file's name has them."""
    return f"preview-{re.sub(r'[^a-z]+', '-', family.lower()).strip('-')}"


def _source(family: str) -> Path:
    return Path(fontpkg.path(family, weight=_WEIGHT, nearest=True))


def _mark(families: Sequence[str]) -> str:
    sizes = " ".join(f"{family} {_source(family).stat().st_size}" for family in families)
    return f"/* {_RECIPE}: {sizes} */\n"


def _pack(source: Path, letters: str) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source, recalcTimestamp=False)
    # A name is read without them, and fontTools would walk through them for seconds.
    for table in {"GSUB", "GPOS", "GDEF", "STAT"} & set(font.keys()):
        del font[table]
    font["name"].names = []
    options = Options()
    options.hinting = False
    cut = Subsetter(options)
    cut.populate(text=letters)
    cut.subset(font)
    if "fvar" in font:
        axes = {axis.axisTag: axis for axis in font["fvar"].axes}
        weight = (
            {"wght": min(max(_WEIGHT, axes["wght"].minValue), axes["wght"].maxValue)}
            if "wght" in axes
            else {}
        )
        others = {tag: axis.defaultValue for tag, axis in axes.items()}
        font = instantiateVariableFont(font, others | weight, inplace=True)
    font.flavor = "woff2"
    packed = BytesIO()
    font.save(packed)
    return packed.getvalue()


def _rule(family: str, file: str) -> str:
    name = f"{family} preview"
    return (
        f'@font-face {{\n  font-family: "{name}";\n  src: url("{file}") format("woff2");\n  font-display: swap;\n}}\n'
        f'.{class_of(family)} {{\n  font-family: "{name}", sans-serif;\n}}\n'
    )
