"""The page of licences: the works and programs that the site and its films are made with."""

from __future__ import annotations

import importlib.metadata
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from generator.providers.factory import get_cards
from studio.assets.licences import Licence
from studio.assets.licences import licences as works
from studio.speech.piper.installed import fetched_voices
from studio.speech.voices import name_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A software package: its purpose, its SPDX licence and its installed version."""

    package: str
    purpose: str
    licence: str
    version: str


# Package, purpose, licence. Packages of art, voices or models are listed among the works instead.
_PROGRAMS = (
    ("Django", "the site", "BSD-3-Clause"),
    ("django-allauth", "accounts, sign-in, passkeys", "MIT"),
    (
        "cryptography",
        "seals the secrets of second factors and stored keys of services",
        "Apache-2.0 OR BSD-3-Clause",
    ),
    ("django-csp", "the content security policy", "BSD-3-Clause"),
    ("django-htmx", "live progress and search; brings htmx (0BSD)", "MIT"),
    ("django-q2", "the queue", "MIT"),
    ("django-storages", "files on S3", "BSD-3-Clause"),
    ("psycopg", "the client for PostgreSQL", "LGPL-3.0-only"),
    ("redis", "the client for Redis", "MIT"),
    ("dj-database-url", "settings from the environment", "BSD-3-Clause"),
    ("environs", "settings from the environment", "MIT"),
    ("gunicorn", "the web server", "MIT"),
    ("whitenoise", "the site's own files", "MIT"),
    ("moviepy", "the composition of films", "MIT"),
    (
        "imageio-ffmpeg",
        "comes with MoviePy; brings the program ffmpeg (GPL), which only tests run",
        "BSD-2-Clause",
    ),
    (
        "av",
        "encodes and joins films, reads sound files; brings FFmpeg's libraries with x264 (GPL)",
        "BSD-3-Clause",
    ),
    ("numpy", "pixels and samples", "BSD-3-Clause"),
    ("markdown-it-py", "texts that are pasted as Markdown", "MIT"),
    ("pypdf", "the words of PDFs", "BSD-3-Clause"),
    ("python-docx", "the words of Word files; brings lxml (BSD-3-Clause)", "MIT"),
    ("python-pptx", "the words of presentations; brings lxml and XlsxWriter (BSD-2-Clause)", "MIT"),
    ("charset-normalizer", "the encoding of plain texts", "MIT"),
    ("fonttools", "makes small files of the pages' font", "MIT"),
    ("brotli", "packs them", "MIT"),
    ("opencv-python-headless", "the camera and the painted pictures", "Apache-2.0"),
    ("pillow", "pictures", "MIT-CMU"),
    ("pillow-heif", "pictures of phones; brings libheif and libde265 (LGPL)", "BSD-3-Clause"),
    ("resvg-py", "draws the art of painted pictures", "MIT"),
    ("onnx", "converts models", "Apache-2.0"),
    ("onnxruntime", "runs models", "MIT"),
    ("python-crfsuite", "how English words are pronounced", "MIT"),
    ("sentencex", "finds sentences", "MIT"),
    ("icu4py", "where lines may break, numbers in words; brings ICU (Unicode-3.0)", "MIT"),
    ("tqdm", "progress bars of commands", "MPL-2.0 AND MIT"),
)


def programs() -> tuple[Program, ...]:
    of_vendors = [
        (package.name, package.purpose, package.licence) for card in get_cards() for package in card.packages
    ]
    return tuple(
        Program(package=name, purpose=purpose, licence=licence, version=importlib.metadata.version(name))
        for name, purpose, licence in (*_PROGRAMS, *of_vendors)
    )


def voices() -> tuple[Licence, ...]:
    """Return the works behind the voices that were fetched for this site."""
    return tuple(
        Licence(
            title=f"{voice.name}, a Piper voice",
            author="",
            licence=voice.licence,
            purpose=f"a voice for {name_language(voice.language)}",
            package=voice.key,
            version="",
        )
        for voice in fetched_voices(settings.VOICES_DIR)
    )


@require_safe
@login_not_required
def licences(request: HttpRequest) -> HttpResponse:
    return render(
        request, "generator/licences.html", {"works": (*works(), *voices()), "programs": programs()}
    )
