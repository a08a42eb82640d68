"""Further pictures of a scene: asked for, looked at side by side, chosen, and let go of."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from zlib import crc32

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from generator import tasks
from generator.forms.scenes.take_choice import ChoiceForm
from generator.forms.scenes.takes import AskForm
from generator.forms.storyboard import BUSY
from generator.models import Generation, Scene, Take, TakeOrder
from generator.models.allowance import OverQuotaError
from generator.pipeline.takes.making import still_fits
from generator.providers.factory import get_health
from generator.views.files import JPEG, deliver_small, viewable
from generator.web.delivery import deliver
from generator.web.requests import UserRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A picture to choose: what the scene shows now, which has no take, or one of its takes."""

    take: Take | None
    prompt: str
    number: int
    fits: bool = True

    @property
    def key(self) -> str:
        return str(self.take.pk) if self.take else ""


def _scene(request: UserRequest, pk: Any, scene: int) -> Scene:
    films = Generation.objects.owned_by(request.user).select_related("owner")
    generation = get_object_or_404(films, pk=pk)
    found = get_object_or_404(generation.scenes, pk=scene)
    found.generation = generation
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def takes(request: UserRequest, pk: Any, scene: int) -> HttpResponse:
    """The pictures of a scene; the page "Edit" asks for a fragment, and asks again while some are on their way."""
    found = _scene(request, pk, scene)
    if not found.offers_takes:
        return redirect("storyboard", pk)
    choice = ChoiceForm(request.POST, scene=found) if "choose" in request.POST else None
    if choice and choice.is_valid():
        try:
            if choice.save_changes(tasks.enqueue):
                messages.success(
                    request, f"Scene {found.number} gets its picture. All others stay as they are."
                )
                return redirect(found.generation)
            choice.add_error(None, BUSY)
        except OverQuotaError as error:
            choice.add_error(None, str(error))
    ask = AskForm(
        request.POST if "ask" in request.POST else None,
        scene=found,
        at=_place(request),
        service=painter()[0],
    )
    if ask.is_bound and ask.is_valid():
        tasks.order(ask.save)
        if not request.htmx:
            return redirect("takes", pk, scene)
        ask = AskForm(scene=found, at=_place(request), service=painter()[0])
    return _page(request, found, ask, choice)


def _place(request: UserRequest) -> str:
    """Return the prefix of the scene's form on the page "Edit", from which the words come."""
    return request.GET.get("at", "")[:40]


def painter() -> tuple[str, str]:
    """Return the service that is asked first for pictures, and what it costs; empty if none is."""
    found = next((report for report in get_health() if report.kind == "image"), None)
    return (found.service, found.cost) if found else ("", "")


def _page(
    request: UserRequest, scene: Scene, ask: AskForm | None = None, choice: ChoiceForm | None = None
) -> HttpResponse:
    kept, orders = list(scene.takes.all()), list(scene.take_orders.all())
    state = f"{scene.image.name}-{len(kept)}-{max((take.pk for take in kept), default=0)}"
    state += "".join(f"-{order.pk}{'x' if order.error else ''}" for order in orders)
    known = f"{crc32(state.encode()):x}"
    if request.htmx and request.method != "POST" and request.GET.get("known") == known:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    for take in kept:
        take.scene = scene
    others = [take for take in kept if take.image.name != scene.image.name]
    cards = [Card(take=None, prompt=scene.prompt, number=1)]
    for number, take in enumerate(others, start=2):
        cards.append(Card(take=take, prompt=take.prompt, number=number, fits=still_fits(take)))
    service, cost = painter()
    generation = scene.generation
    context = {
        "generation": generation,
        "scene": scene,
        "cards": cards,
        "who": f"scene {scene.number}",
        "coming": [order for order in orders if not order.error],
        "failed": [order for order in orders if order.error],
        "ask": ask or AskForm(scene=scene, at=_place(request), service=service),
        "choice": choice,
        "service": service,
        "cost": cost,
        "known": known,
        "at": _place(request),
        "is_page": not request.htmx or not _place(request),
        "state": f"{generation.lease}.{generation.revision}",
    }
    return render(
        request, "generator/takes/_takes.html" if request.htmx else "generator/takes/takes.html", context
    )


def _after(request: UserRequest, pk: Any, scene: int) -> HttpResponse:
    if request.htmx:
        return _page(request, _scene(request, pk, scene))
    return redirect("takes", pk, scene)


@require_POST
def cancel_takes(request: UserRequest, pk: Any, scene: int) -> HttpResponse:
    """Let go of what is still on its way for a scene, and of what came to nothing; a worker hears of it at once."""
    TakeOrder.objects.filter(scene=_scene(request, pk, scene)).delete()
    return _after(request, pk, scene)


@require_POST
def delete_take(request: UserRequest, pk: Any, scene: int, take: int) -> HttpResponse:
    found = _scene(request, pk, scene)
    if Take.objects.filter(scene=found, pk=take).drop():
        found.generation.measure_storage()
    return _after(request, pk, scene)


@require_safe
def take_picture(request: UserRequest, pk: Any, take: int) -> HttpResponseBase:
    return deliver(request, _take(request, pk, take).image, JPEG)


@require_safe
def take_miniature(request: UserRequest, pk: Any, take: int) -> HttpResponseBase:
    return deliver_small(request, _take(request, pk, take))


def _take(request: UserRequest, pk: Any, take: int) -> Take:
    generation = viewable(request, pk)
    takes = Take.objects.select_related("scene__generation")
    return get_object_or_404(takes, pk=take, scene__generation=generation)
