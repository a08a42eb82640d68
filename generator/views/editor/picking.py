"""The picture of a scene, chosen among all there is: takes, free photos, what its owner uploaded before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from generator import tasks
from generator.forms.picking.asking import MineForm, SearchForm
from generator.forms.picking.choice import PickForm
from generator.forms.scenes.takes import AskForm
from generator.forms.storyboard import BUSY
from generator.models import Generation, Scene
from generator.models.allowance import OverQuotaError
from generator.models.files import mine
from generator.models.scene import MAX_PROMPT
from generator.pipeline.jobs import picture_size
from generator.pipeline.photos.browsing import browse, offered, words_for
from generator.pipeline.photos.previews import thumbnail_of
from generator.pipeline.takes.making import still_fits
from generator.providers.factory import services_in_use
from generator.views.editor.takes import painter
from generator.views.files import WEBP, deliver_small
from generator.web.requests import UserRequest

# For how long a browser keeps a thumbnail of what was found.
HOUR: Final = 3600
# The forms of the fragment that stand for fields of the page "Edit".
AT: Final = "picking"


@dataclass(frozen=True, slots=True)
class Tab:
    """A place to choose from."""

    name: str
    label: str
    icon: str


PAINTED, PHOTOS, MINE = (
    Tab("painted", "Pictures of this scene", "images"),
    Tab("photos", "Free photos", "search"),
    Tab("mine", "My uploads", "folder"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def choose_picture(request: UserRequest, pk: Any, scene: int) -> HttpResponse:
    """All there is to choose from; 0 is a new scene, which has no row yet. The page "Edit" asks for a fragment."""
    films = Generation.objects.owned_by(request.user).select_related("owner")
    generation = get_object_or_404(films, pk=pk)
    # A scene without a row has its page's script, which chooses for it.
    row = get_object_or_404(generation.scenes, pk=scene) if scene else Scene(generation=generation)
    row.generation = generation
    tabs = tabs_for(row)
    wanted = request.POST.get("tab") or request.GET.get("tab")
    tab = next((one for one in tabs if one.name == wanted), tabs[0])
    context: dict[str, Any] = {
        "generation": generation,
        "scene": row,
        "who": f"scene {row.number}" if row.pk else "the new scene",
        "tabs": tabs,
        "tab": tab,
        "prompt": _prompt(request, row),
        "state": f"{generation.lease}.{generation.revision}",
        "at": AT,
        "key": row.pk or 0,
    }
    if "choose" in request.POST and row.pk:
        choice = PickForm(request.POST, scene=row)
        if _choose(request, choice):
            return redirect(generation)
        context["choice"] = choice
    context |= {PAINTED: _painted, PHOTOS: _photos, MINE: _mine}[tab](request, row, context)
    name = "_picker" if request.htmx else "picker"
    return render(request, f"generator/picking/{name}.html", context)


def tabs_for(scene: Scene) -> list[Tab]:
    """Return the places that there are for a scene; the first one is open."""
    tabs = [PHOTOS] if photo_services() else []
    tabs += [MINE]
    return [*tabs, PAINTED] if scene.pk and scene.offers_takes else tabs


def photo_services() -> list[str]:
    """Return the names of the collections of photos that this site asks."""
    return list(dict.fromkeys(one.name for one in services_in_use() if "photo" in one.kinds))


def _prompt(request: UserRequest, scene: Scene) -> str:
    """Return what the scene shall show: as it stands in its field, or as it is stored."""
    sent = request.POST if request.method == "POST" else request.GET
    typed = str(sent.get(f"{AT}-prompt", "")).replace("\0", "").strip()
    return typed[:MAX_PROMPT] or scene.prompt


def _choose(request: UserRequest, choice: PickForm) -> bool:
    """Have the scene show what was chosen; say so, or why not."""
    if not choice.is_valid():
        return False
    try:
        if choice.save_changes(tasks.enqueue):
            told = f"Scene {choice.scene.number} gets its picture. All others stay as they are."
            messages.success(request, told)
            return True
        choice.add_error(None, BUSY)
    except OverQuotaError as error:
        choice.add_error(None, str(error))
    return False


def _photos(request: UserRequest, scene: Scene, context: dict[str, Any]) -> dict[str, Any]:
    services = photo_services()
    told: dict[str, Any] = {"services": services}
    if "search" not in request.POST:
        words = request.POST.get("q") or words_for(context["prompt"] or scene.narration)
        return {**told, "form": SearchForm(initial={"q": words})}
    form = SearchForm(request.POST)
    if not form.is_valid():
        return {**told, "form": form}
    page = form.cleaned_data["page"] or 1
    film = scene.generation
    words, size = form.cleaned_data["q"], picture_size(film.size, film.quality)
    found = browse(request.user.pk, words, size, page)
    return {**told, "form": form, "words": words, "found": found, "page": found.page}


def _mine(request: UserRequest, scene: Scene, context: dict[str, Any]) -> dict[str, Any]:
    form = MineForm(request.GET)
    words, page = form.wanted
    shown, has_more = mine.shelf(request.user, words, page)
    return {
        "form": MineForm(initial={"q": words}),
        "words": words,
        "shown": shown,
        "page": page,
        "next_page": page + 1 if has_more else 0,
    }


def _painted(request: UserRequest, scene: Scene, context: dict[str, Any]) -> dict[str, Any]:
    service, cost = painter()
    asks = "ask" in request.POST
    ask = AskForm(request.POST if asks else None, scene=scene, at=AT, service=service)
    if asks and ask.is_valid():
        tasks.order(ask.save)
        ask = AskForm(scene=scene, at=AT, service=service)
    takes, orders = list(scene.takes.all()), list(scene.take_orders.all())
    for take in takes:
        take.scene = scene
    others = [take for take in takes if take.image.name != scene.image.name]
    return {
        "ask": ask,
        "service": service,
        "cost": cost,
        "cards": [(take, still_fits(take)) for take in others],
        "coming": [order for order in orders if not order.error],
        "failed": [order for order in orders if order.error],
    }


@require_safe
def pick_miniature(request: UserRequest, ref: str) -> HttpResponseBase:
    """A small copy of what can be chosen: of something of the visitor's own, or of a photo that they were offered."""
    if "-" in ref:
        found = mine.find(request.user, ref)
        if found is None:
            raise Http404("There is no such upload.")
        return deliver_small(request, found.row)
    pick = offered(request.user.pk, ref)
    picture = thumbnail_of(pick) if pick else None
    if picture is None:
        raise Http404("There is no thumbnail.")
    headers = {"Cache-Control": f"private, max-age={HOUR}", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(picture, content_type=WEBP, headers=headers)
