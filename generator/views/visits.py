"""Where a member is signed in, and how to end it. Ending is open at once: it is the safe direction."""

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
    # This one first: it is the one that people know.
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
