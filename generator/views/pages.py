"""The pages that anybody may read and that do nothing."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


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
    return render(request, "generator/privacy.html")
