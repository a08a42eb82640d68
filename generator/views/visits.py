"""The page of a member's visits. Ending one needs no new proof of identity, because it only makes things safer."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from generator.accounts.visits import VISIT
from generator.models import Visit
from generator.web.requests import UserRequest


@require_safe
@never_cache
def visits(request: UserRequest) -> HttpResponse:
    found = Visit.objects.open_of(request.user)
    this = request.session.get(VISIT)
    # The current visit first, because it is the one that people recognise.
    ordered = sorted(found, key=lambda visit: visit.pk != this)
    return render(request, "generator/visits.html", {"visits": ordered, "this": this})


@require_POST
def sign_out_visit(request: UserRequest, pk: int) -> HttpResponse:
    visit = get_object_or_404(Visit, pk=pk, user=request.user)
    if visit.pk == request.session.get(VISIT):
        logout(request)
        return redirect("home")
    visit.delete()
    messages.success(request, f"{visit.browser} is signed out.")
    return redirect("visits")


@require_POST
def sign_out_elsewhere(request: UserRequest) -> HttpResponse:
    user = request.user
    user.end_visits()
    update_session_auth_hash(request, user)
    user.visits.exclude(pk=request.session[VISIT]).delete()
    messages.success(request, "You are signed out everywhere else.")
    return redirect("visits")
