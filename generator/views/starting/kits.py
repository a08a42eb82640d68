"""Brand kits: the list, and the form to make or change one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from generator.forms.starting.kits import KitForm
from generator.models import Brand
from generator.models.allowance import allowance_of
from generator.web.requests import UserRequest


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def kits(request: UserRequest) -> HttpResponse:
    """Show the kits, and make another one."""
    return _page(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change_kit(request: UserRequest, pk: Any) -> HttpResponse:
    return _page(request, get_object_or_404(Brand.objects.owned_by(request.user).kits(), pk=pk))


def _page(request: UserRequest, kit: Brand | None) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = KitForm(*sent, owner=request.user, kit=kit)
    if form.is_bound and (refusal := allowance_of(request.user).storage_refusal()) and request.FILES:
        form.add_error(None, refusal)
    if form.is_bound and form.is_valid() and (stored := form.store()):
        told = (
            "is changed: your next videos with it look so."
            if kit
            else "is made. Choose it under Look in the form."
        )
        messages.success(request, f"The kit “{stored.name}” {told}")
        return redirect("kits")
    context = {"form": form, "kit": kit, "kits": Brand.objects.owned_by(request.user).kits()}
    return render(request, "generator/kits.html", context)


@require_POST
def delete_kit(request: UserRequest, pk: Any) -> HttpResponse:
    """Let go of a kit's name; what films look like stays theirs."""
    kit = get_object_or_404(Brand.objects.owned_by(request.user).kits(), pk=pk)
    name = kit.name
    kit.let_go()
    messages.success(request, f"The kit “{name}” is deleted. Videos that were made with it stay as they are.")
    return redirect("kits")
