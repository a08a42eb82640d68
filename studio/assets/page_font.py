"""The font of the pages: Inter cut into small WOFF2 files by script, of which a page loads the ones that it needs.

`python -m studio.assets.page_font FOLDER FAMILY …` makes them, as `manage.py setup` does, and previews of these families.
Without fontTools and Brotli nothing is made, and pages are shown in the system's own font.
"""

from __future__ import annotations

import hashlib
import sys
from io import BytesIO
from pathlib import Path

import fontpkg

from studio.assets.font_previews import prepare_previews
from studio.assets.whole import write_whole

# The file that pages link: it names the others, and is written last.
STYLESHEET = "page.css"
# Changes with the way in which the files are made.
_RECIPE = 1
_FAMILY = "Inter"
# What the stylesheets ask for; the optical size stays as it is.
_LIGHTEST, _BOLDEST = 400, 800
# Kerning, composed letters, the letters of some languages, marks; figures of one width; the letters that app.css chooses.
_FEATURES = ("calt", "ccmp", "cv11", "kern", "locl", "mark", "mkmk", "rvrn", "ss03", "tnum")
# First and last code points of each file. Nearly every page gets by with the first.
_FILES: dict[str, tuple[tuple[int, int], ...]] = {
    "latin": (
        *((0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2C6, 0x2C6), (0x2DA, 0x2DA)),
        *((0x2DC, 0x2DC), (0x2010, 0x2027), (0x2030, 0x203A), (0x20AC, 0x20AC), (0x2122, 0x2122)),
        *((0x2190, 0x2193), (0x2212, 0x2212)),
    ),
    "more-latin": (
        *((0x100, 0x130), (0x132, 0x151), (0x154, 0x2C5), (0x2C7, 0x2D9), (0x2DB, 0x2DB), (0x2DD, 0x2FF)),
        *((0x300, 0x36F), (0x1E00, 0x1EFF), (0x2028, 0x202F), (0x203B, 0x20AB), (0x20AD, 0x20CF)),
        *((0x2100, 0x2121), (0x2123, 0x218F), (0x2194, 0x2211), (0x2213, 0x27BF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF)),
    ),
    "cyrillic": ((0x400, 0x52F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)),
    "greek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
}  # fmt: skip


def prepare_page_font(folder: Path | str) -> bool:
    """Make the files that are missing in a folder; return whether they are there. It can be repeated safely."""
    folder = Path(folder)
    if is_prepared(folder):
        return True
    try:
        import brotli  # noqa: F401  # fontTools needs it to write WOFF2.
        import fontTools  # noqa: F401
    except ImportError:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    faces = []
    for name, ranges in _FILES.items():
        packed = _pack(_source(), ranges)
        # Named after its content, so that browsers may keep it for ever.
        file = f"inter-{name}-{hashlib.sha256(packed).hexdigest()[:12]}.woff2"
        write_whole(folder / file, packed)
        faces.append(_face(file, ranges))
    write_whole(folder / STYLESHEET, (_mark() + "".join(faces)).encode())
    return True


def is_prepared(folder: Path | str) -> bool:
    """Tell whether the folder has the files as they would be made now."""
    stylesheet = Path(folder, STYLESHEET)
    return stylesheet.is_file() and stylesheet.read_text(encoding="utf-8").startswith(_mark())


def _source() -> Path:
    return Path(fontpkg.path(_FAMILY))


def _mark() -> str:
    """Return the first line of the stylesheet, which says what the files were made from."""
    return f"/* {_FAMILY}, {_RECIPE}, {_source().stat().st_size} */\n"


def _pack(source: Path, ranges: tuple[tuple[int, int], ...]) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source, recalcTimestamp=False)
    # All names stay: to find the few that are no longer wanted, fontTools walks through every table for seconds.
    names = font["name"]
    del font["name"]
    options = Options()
    options.layout_features = list(_FEATURES)
    # No browser that knows variable fonts reads instructions for pixels.
    options.hinting = False
    cut = Subsetter(options)
    cut.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    cut.subset(font)
    font["name"] = names
    # In place, because copying a font takes as long as all of this.
    font = instantiateVariableFont(font, {"wght": (_LIGHTEST, _BOLDEST)}, inplace=True)
    font.flavor = "woff2"
    packed = BytesIO()
    font.save(packed)
    return packed.getvalue()


def _face(file: str, ranges: tuple[tuple[int, int], ...]) -> str:
    letters = ", ".join(f"U+{first:X}-{last:X}" if last > first else f"U+{first:X}" for first, last in ranges)
    return (
        f'@font-face {{\n  font-family: "{_FAMILY}";\n  src: url("{file}") format("woff2");\n'
        f"  font-weight: {_LIGHTEST} {_BOLDEST};\n  font-display: swap;\n  unicode-range: {letters};\n}}\n"
    )


def main(folder: str, *families: str) -> str | int:
    """Make the font of the pages, then the previews; return what an operator is told if that cannot be done."""
    is_made = prepare_page_font(folder) and prepare_previews(Path(folder), families)
    return 0 if is_made else "The font was not made: fontTools and Brotli are missing."


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
