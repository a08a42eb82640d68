"""The pages that anybody may read and that do nothing."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

# Module of the provider, name of the service, what it is told.
SERVICES = (
    (
        "gemini",
        "Google Gemini",
        "your text, or your cleaned picture, to write a storyboard or to describe the picture",
    ),
    (
        "huggingface",
        "Hugging Face",
        "the description of each scene, which is taken from your text, to paint its picture",
    ),
    ("google_tts", "Google's text-to-speech service", "the words that the narrator says"),
)


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "generator/home.html")


@require_safe
@login_not_required
def help(request: HttpRequest) -> HttpResponse:
    return render(request, "generator/help.html")


@require_safe
@login_not_required
def terms(request: HttpRequest) -> HttpResponse:
    return render(request, "generator/terms.html")


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "generator/privacy.html",
        {"services": services_in_use(), "reuse_days": settings.GENERATOR_REUSE_DAYS},
    )


def services_in_use() -> list[tuple[str, str]]:
    """Name the outside services that this site may call, each with what it is told."""
    backends = " ".join(entry["BACKEND"] for kind in settings.GENERATOR_PROVIDERS.values() for entry in kind)
    return [(name, told) for module, name, told in SERVICES if f".{module}." in backends]
