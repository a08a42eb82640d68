"""The pages on which members enter keys of their own, for their own films."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from generator.forms.services.own import OwnKeyForm
from generator.models import ServiceSetup
from generator.providers.calling.tries import about_own_key
from generator.providers.card import Card
from generator.providers.factory import link_of, model_of, takes_own_keys
from generator.providers.setup.known import Known, note_change, read_now
from generator.providers.setup.lists import cards_by_name, own_entries
from generator.providers.setup.trial import CALLS, say_answer, try_within
from generator.views.services.listed import TITLES
from generator.web.requests import UserRequest
from studio.errors import ProviderFailure

OFF = "The staff of this site have switched this service off. Your key is kept and not used."
# What a member can do about a failure; the cards advise the site's operators.
ADVICE = {
    ProviderFailure.CONFIG: "look at your key, and at what it may do",
    ProviderFailure.QUOTA: "wait until your quota is renewed, or buy more",
    ProviderFailure.GONE: "name another model",
    ProviderFailure.BUSY: "try again later; until then the next service serves",
    ProviderFailure.RETRY: "try again later; until then the next service serves",
}
OTHERWISE = "try again; if it stays, name another model"
View = Callable[..., HttpResponse]


def where_own_keys_are(view: View) -> View:
    """Have a view be nowhere on a site whose members may have no keys of their own."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not takes_own_keys():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@never_cache
@where_own_keys_are
def own_services(request: UserRequest) -> HttpResponse:
    known = read_now()
    own = known.of(request.user.pk)
    listed = [
        {
            "name": name,
            "card": card,
            "kinds": [TITLES[kind][0] for kind in card.told],
            "is_set": name in own,
            "is_readable": name not in own or own[name].texts is not None,
            "is_off": _is_off(name, known),
        }
        for name, card in cards_by_name().items()
        if card.takes_own_keys
    ]
    return render(request, "generator/services/own_services.html", {"services": listed, "off": OFF})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables("form")
@where_own_keys_are
def own_service(request: UserRequest, name: str) -> HttpResponse:
    """Show what is stored of a member's own, and store what is entered."""
    card, known, row = _card(name), read_now(), _row(request, name)
    data = request.POST if request.method == "POST" else None
    form = OwnKeyForm(data, card=card, row=row, of_site=known.site.get(name))
    if not form.is_bound or not form.is_valid():
        return _shown(request, card, known, row, form)
    form.store()
    messages.success(request, f"Your key for {card.name} is stored. “Test” tells whether it serves.")
    return redirect("own_service", name)


@require_POST
@never_cache
@where_own_keys_are
def test_own_service(request: UserRequest, name: str) -> HttpResponse:
    """Call a service once with a member's own key, and show what came of it."""
    card, known, row = _card(name), read_now(), _row(request, name)
    links, place = _links(request, name, known), request.POST.get("place", "")
    if not (place.isdecimal() and int(place) < len(links)):
        return redirect("own_service", name)
    kind, link = links[int(place)]
    outcome = try_within(link, CALLS[kind])
    failure = about_own_key(outcome.failure) if outcome.failure else None
    tested = {
        "title": TITLES[kind][0],
        "seconds": f"{outcome.seconds:.1f}",
        "failure": str(failure) if failure else "",
        "advice": ADVICE.get(failure.kind, OTHERWISE) if failure else "",
        "answer": "" if failure else say_answer(outcome.answer),
        "by": outcome.by,
    }
    form = OwnKeyForm(card=card, row=row, of_site=known.site.get(name))
    return _shown(request, card, known, row, form, tested)


@require_POST
@where_own_keys_are
def forget_own_service(request: UserRequest, name: str) -> HttpResponse:
    """Delete a member's own key; films that are being made use it no more."""
    card, row = _card(name), _row(request, name)
    if row.pk:
        row.delete()
        note_change()
        messages.success(request, f"Your key for {card.name} is deleted.")
    return redirect("own_services")


def _card(name: str) -> Card:
    card = cards_by_name().get(name)
    if card is None or not card.takes_own_keys:
        raise Http404
    return card


def _row(request: UserRequest, name: str) -> ServiceSetup:
    row = ServiceSetup.objects.of(request.user.pk).filter(name=name).first()
    return row or ServiceSetup(name=name, owner=request.user)


def _is_off(name: str, known: Known) -> bool:
    of_site = known.site.get(name)
    return of_site is not None and not of_site.is_on


def _links(request: UserRequest, name: str, known: Known) -> list[tuple[Any, Any]]:
    own = {key: setup for key, setup in known.of(request.user.pk).items() if key == name}
    made = own_entries(own, known.site)
    return [(kind, link_of(kind, entry)) for kind, entries in made.items() for entry in entries]


def _shown(
    request: UserRequest,
    card: Card,
    known: Known,
    row: ServiceSetup,
    form: OwnKeyForm,
    tested: dict[str, Any] | None = None,
) -> HttpResponse:
    tests = [
        {"place": place, "title": TITLES[kind][0], "model": model_of(link)}
        for place, (kind, link) in enumerate(_links(request, row.name, known))
    ]
    context = {
        "card": card,
        "name": row.name,
        "kinds": [TITLES[kind][0] for kind in card.told],
        "form": form,
        "is_set": bool(row.pk),
        "is_readable": row.texts() is not None,
        "off": OFF if _is_off(row.name, known) else "",
        "tests": tests,
        "tested": tested,
    }
    return render(request, "generator/services/own_service.html", context)
