"""The page "Services": all vendors by their kind of work, in the order in which they are asked."""

from __future__ import annotations

from typing import get_args

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from generator.forms.services.setup import switched_on
from generator.models import ServiceOrder, ServiceSetup
from generator.providers.calling.breaker import REMEMBERED_CALLS
from generator.providers.card import Kind
from generator.providers.setup.known import note_change, read_now
from generator.views.services.history import note_in_history
from generator.views.services.listed import chains, service
from generator.views.services.rights import for_operators
from generator.web.requests import UserRequest, way_back


@require_safe
@never_cache
@for_operators
def services(request: UserRequest) -> HttpResponse:
    context = {"chains": chains(read_now()), "remembered": REMEMBERED_CALLS}
    return render(request, "generator/services/services.html", context)


@require_POST
@for_operators
def order_services(request: UserRequest) -> HttpResponse:
    """Move a service one place up or down among those of its kind."""
    kind, name = request.POST.get("kind", ""), request.POST.get("name", "")
    if kind not in get_args(Kind):
        return redirect("services")
    chained = next(one for one in chains(read_now()) if one.kind == kind)
    names = [one.name for one in chained.services]
    if name in names:
        place = names.index(name)
        other = place + (-1 if request.POST.get("move") == "up" else 1)
        if 0 <= other < len(names):
            names[place], names[other] = names[other], names[place]
            ServiceOrder.objects.update_or_create(kind=kind, defaults={"names": names})
            note_change()
            messages.success(request, f"{chained.title}: now asked in this order.")
    return redirect(f"{reverse('services')}#{kind}")


@require_POST
@for_operators
def switch_service(request: UserRequest, name: str) -> HttpResponse:
    """Switch a service on or off, for films that are being made too."""
    found = service(name, read_now())
    if found is None or (found.is_further and not ServiceSetup.objects.of_site().filter(name=name).exists()):
        raise Http404
    is_on = request.POST.get("on") == "1"
    row, _ = ServiceSetup.objects.get_or_create(name=name, owner=None)
    row.is_on = is_on
    if is_on and row.texts() is not None and (needed := switched_on(found.card, row)):
        row.take_texts({**(row.texts() or {}), **needed})
    row.save()
    note_change()
    note_in_history(request, row, "switched on" if is_on else "switched off")
    told = "is switched on" if is_on else "is switched off: nothing is sent to it from now on"
    messages.success(request, f"{found.title} {told}.")
    return redirect(way_back(request) or reverse("service", args=[name]))
