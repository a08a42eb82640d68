"""Conversion of the fetched tarballs into the few compact files that the site reads."""

from __future__ import annotations

import io
import json
import re
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from studio.assets.detector import convert_detector
from studio.assets.fonts import FONTS
from studio.assets.manifest import DETECTOR, FLAGS, FLUENT, NOTO, TAGS

# Icons that differ from another icon only in the tone of the skin.
_TONES = re.compile(r"(-(medium-dark|medium-light|medium|dark|light)(-skin-tone)?)+$|-skin-tone|-tone\d")
# Pictures whose names only look like those of skin tones.
_LIGHTS = frozenset(("police-car-light",))
# Country codes (ISO 3166-1), and the subdivisions (ISO 3166-2) that have an emoji.
_FLAG = re.compile(r"[a-z]{2}|gb-(eng|sct|wls)")
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{body}</svg>'
# A fixed time stamp, so that the same input gives the same archive.
_EPOCH = (1980, 1, 1, 0, 0, 0)
# Groups of Emojibase whose entries are parts of other pictures.
_COMPONENTS = 2


def convert(key: str, tarball: tarfile.TarFile) -> bytes:
    """Return the content of the file that is made of an asset's tarball.

    Raises KeyError or ValueError if the tarball does not hold what it should.
    """
    return _CONVERTERS[key](tarball)


def _read(tarball: tarfile.TarFile, name: str) -> bytes:
    """Read one file in memory; nothing is ever unpacked to a path that a tarball names."""
    member = tarball.extractfile(f"package/{name}")
    if member is None:
        raise ValueError(f"{name} is not a file.")
    return member.read()


def _icons(tarball: tarfile.TarFile) -> bytes:
    """Return an archive of icons, one SVG each, without skin tones and without withdrawn icons."""
    collection = json.loads(_read(tarball, "icons.json"))
    icons: dict[str, dict[str, Any]] = collection["icons"]
    names = [name for name in icons if not (icons[name].get("hidden") or _is_tone(name, icons))]
    return _archived(collection, {name: name for name in names})


def _flags(tarball: tarfile.TarFile) -> bytes:
    """Return an archive of the flags of countries, parts of the United Kingdom and unions, as "flag-de"."""
    collection = json.loads(_read(tarball, "icons.json"))
    names = {*collection["icons"], *collection.get("aliases", {})}
    return _archived(collection, {f"flag-{name}": name for name in names if _FLAG.fullmatch(name)})


def _archived(collection: Mapping[str, Any], names: Mapping[str, str]) -> bytes:
    """Return an archive of SVG pictures; `names` maps each new name to the icon's name in the collection."""
    size = {side: collection.get(side, 16) for side in ("width", "height")}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(names):
            icon = names[name]
            while icon not in collection["icons"]:
                icon = collection["aliases"][icon]["parent"]
            svg = _SVG.format_map({**size, **collection["icons"][icon]})
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), svg, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _is_tone(name: str, icons: Mapping[str, object]) -> bool:
    stem = _TONES.sub("", name)
    return name not in _LIGHTS and stem != name and (stem in icons or "tone" in name)


def _tags(tarball: tarfile.TarFile) -> bytes:
    """Return the label, tags and group of each emoji as JSON: {label: [group, tag, …]}."""
    rows = json.loads(_read(tarball, "en/data.json"))
    known = {
        row["label"]: [row["group"], *row.get("tags", [])]
        for row in rows
        if row.get("group", _COMPONENTS) != _COMPONENTS
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()


def _font(file: str) -> Callable[[tarfile.TarFile], bytes]:
    return lambda tarball: _read(tarball, file)


def _detector(tarball: tarfile.TarFile) -> bytes:
    folder = "models/coco-ssd"
    model = json.loads(_read(tarball, f"{folder}/model.json"))
    paths = [path for group in model["weightsManifest"] for path in group["paths"]]
    shards = {path: _read(tarball, f"{folder}/{path}") for path in paths}
    return convert_detector(model, shards)


_CONVERTERS: Mapping[str, Callable[[tarfile.TarFile], bytes]] = {
    FLUENT: _icons,
    NOTO: _icons,
    FLAGS: _flags,
    TAGS: _tags,
    DETECTOR: _detector,
    **{font.key: _font(font.file) for font in FONTS},
}
