"""The page of one service: its settings, its limits, a test, and how it has served."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from generator.forms.services.setup import SetupForm, is_plain_switch
from generator.forms.services.words import label_of
from generator.models import ServiceSetup
from generator.models.services.setup import FURTHER
from generator.providers.calling.breaker import REMEMBERED_CALLS
from generator.providers.card import Card
from generator.providers.factory import model_of
from generator.providers.setup.known import Known, note_change, read_now
from generator.providers.setup.lists import set_by_environment
from generator.providers.setup.reading import SECRET
from generator.providers.setup.trial import CALLS, say_answer, small_copy, try_within
from generator.views.services.history import note_in_history
from generator.views.services.listed import TITLES, Service, next_name
from generator.views.services.listed import service as find_service
from generator.views.services.rights import for_operators
from generator.web.requests import UserRequest

MOST_NAMED = 60
ASKED = {
    "text": "It is to plan the scenes of two sentences.",
    "vision": "It is to describe a grey picture.",
    "image": "It is to paint a lighthouse by the sea.",
    "speech": "It is to say two sentences in English.",
    "photo": "It is to find photos of a lighthouse.",
    "clip": "It is to find clips of a lighthouse.",
    "motion": "It is to set a grey picture in motion for two seconds. Most take longer for that than this test waits.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables("form")
@for_operators
def service(request: UserRequest, name: str) -> HttpResponse:
    """Show how a service is set up, and store what is entered."""
    found, known = _found(name)
    row = _row(name)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SetupForm(*data, card=found.card, row=row)
    if not form.is_bound or not form.is_valid():
        return _shown(request, found, known, form)
    changed = form.store()
    for warning in form.warnings:
        messages.warning(request, warning)
    note_in_history(request, row, f"set up ({', '.join(changed)})" if changed else "saved without a change")
    messages.success(request, f"{found.title} is stored. “Test” below tells whether it serves.")
    return redirect("service", name)


@require_POST
@never_cache
@for_operators
def test_service(request: UserRequest, name: str) -> HttpResponse:
    """Call a service once, on or off, and show what came of it."""
    found, known = _found(name)
    place = request.POST.get("place", "")
    if not (place.isdecimal() and int(place) < len(found.links)):
        return redirect("service", name)
    kind, link = found.links[int(place)]
    outcome = try_within(link, CALLS[kind])
    failure = outcome.failure
    tested: dict[str, Any] = {
        "title": TITLES[kind][0],
        "seconds": f"{outcome.seconds:.1f}",
        "failure": str(failure) if failure else "",
        "advice": found.card.advise(failure.kind).replace(" in .env", "") if failure else "",
        "offers": ", ".join(outcome.offers[:MOST_NAMED]),
        "answer": "" if failure else say_answer(outcome.answer),
        "by": outcome.by,
        "picture": base64.b64encode(small_copy(outcome.answer)).decode(),
    }
    return _shown(request, found, known, SetupForm(card=found.card, row=_row(name)), tested)


@require_POST
@for_operators
def forget_service(request: UserRequest, name: str) -> HttpResponse:
    """Delete all that is stored about a service; what the environment says is left."""
    found, _ = _found(name)
    row = _row(name)
    if row.pk:
        note_in_history(request, row, "forgotten")
        row.delete()
        note_change()
        messages.success(request, f"What was stored about {found.title} is deleted.")
    return redirect("services")


def _found(name: str) -> tuple[Service, Known]:
    known = read_now()
    found = find_service(name, known)
    if found is None or (found.is_further and not _may_be_further(found.card, name, known)):
        raise Http404
    return found, known


def _may_be_further(card: Card, name: str, known: Known) -> bool:
    """Tell whether a vendor is set up under this name, or could be: whose address is of one's own choice."""
    return not card.firm and (name in known.site or name == next_name(name.partition(FURTHER)[0], known))


def _row(name: str) -> ServiceSetup:
    row = ServiceSetup.objects.of_site().filter(name=name).first()
    return row or ServiceSetup(name=name)


def _shown(
    request: UserRequest,
    found: Service,
    known: Known,
    form: SetupForm,
    tested: dict[str, Any] | None = None,
) -> HttpResponse:
    tests = [
        {"place": place, "title": TITLES[kind][0], "model": model_of(link), "asked": ASKED[kind]}
        for place, (kind, link) in enumerate(found.links)
    ]
    context = {
        "service": found,
        "figures": found.figures,
        "remembered": REMEMBERED_CALLS,
        "form": form,
        "fixed": [] if found.is_further else _fixed(found.card),
        "tests": tests,
        "tested": tested,
        "is_plain": any(is_plain_switch(found.card, setting) for setting in found.card.settings),
        "kinds": [TITLES[kind][0] for kind in found.card.told],
        "another": "" if found.card.firm else next_name(found.name.partition(FURTHER)[0], known),
    }
    return render(request, "generator/services/service.html", context)


def _fixed(card: Card) -> list[tuple[str, str, str]]:
    """Return (label, name, value) of what the environment has set; of what is secret, only that it is set."""
    values = set_by_environment(card)
    return [
        (label_of(setting), setting.name, _told(setting.form, values[setting.name]))
        for setting in card.settings
        if setting.name in values
    ]


def _told(form: str, value: Any) -> str:
    if form in SECRET:
        return "is set"
    if form == "file":
        return f"{len(value):,} letters"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
