"""The account page: a member's data, pronunciation list and export, and deletion of the account."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import Prefetch
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from generator.accounts.notices import addresses_of, tell
from generator.forms import SayingForm
from generator.forms.sayings import MOST_SAYINGS
from generator.models import Film, Generation, Saying, Scene, Usage, User
from generator.models.allowance import allowance_of
from generator.models.usage.usage import FIGURES
from generator.models.usage.words import spent
from generator.providers.factory import takes_own_keys
from generator.web.requests import UserRequest

# Fields of films and scenes in the export; the others are internal.
FILM = (
    *(
        "title",
        "kind",
        "status",
        "created_at",
        "input_text",
        "description",
        "publication",
        "keywords",
        "language",
        "style",
    ),
    *("size", "voice", "pace", "music", "effects", "caption_style", "error"),
)
BRAND = (
    *("name", "made_at", "logo_corner", "logo_size", "letters_colour", "plate_colour", "accent_colour"),
    *("font", "font_name"),
)
USAGE = ("day", "service", "kind", "model", "generation", "by_own_key", *FIGURES)
SCENE = ("narration", "prompt", "style", "start", "end", "credit")


@require_safe
@never_cache
def account(request: UserRequest) -> HttpResponse:
    films = Generation.objects.owned_by(request.user)
    context = {
        "allowance": allowance_of(request.user),
        "films": films.count(),
        "binned": Generation.objects.all_of(request.user).in_bin().count(),
        "sayings": request.user.sayings.count(),
        "has_own_keys": takes_own_keys(),
        "spent": spent(Usage.objects.filter(person=request.user).since(timezone.localdate().replace(day=1))),
    }
    return render(request, "generator/account.html", context)


@require_safe
@never_cache
def export(request: UserRequest) -> HttpResponse:
    """Return all data about a member as a download, with the URLs of the files."""
    user = request.user
    versions = Prefetch("films", Film.objects.exclude(shown_at=None).order_by("number").defer("scenes"))
    generations = (
        Generation.objects.all_of(user)
        .select_related("film", "folder")
        .prefetch_related("scenes", "start_pictures", versions)
    )
    if request.method == "GET":
        tell("exported", addresses_of(user), request)
    known = {
        "email": user.email,
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "second_factors": list(
            Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")
        ),
        "joined": user.date_joined,
        "last_signed_in": user.last_login,
        "visits": list(user.visits.values("browser", "network", "began_at", "last_used_at")),
        "films": [_film(request, generation) for generation in generations],
        "folders": list(user.folders.values("name", "made_at")),
        "library_shown_as": "list" if user.library_as_list else "grid",
        "brands": list(user.brands.values(*BRAND)),
        "presets": list(user.presets.values("name", "values", "brand__name", "changed_at")),
        # That a key is there, and never the key.
        "own_keys": [
            {"service": setup.name, "key": "set", "changed": setup.changed_at}
            for setup in user.service_setups.all()
        ],
        "pronunciation": list(user.sayings.values("written", "said", "language")),
        "usage_of_services": list(user.usage.order_by("day", "pk").values(*USAGE)),
        "messages": list(user.contact_messages.values("created_at", "email", "message")),
    }
    name = "attachment; filename=video-generator.json"
    options = {"indent": 2, "ensure_ascii": False}
    return JsonResponse(known, json_dumps_params=options, headers={"Content-Disposition": name})


def _film(request: UserRequest, generation: Generation) -> dict[str, Any]:
    film = generation.film
    routes = [
        product.name
        for product in Film.products()
        if film and getattr(film, product.name) and not product.is_for_player
    ]
    if generation.input_image:
        routes.append("picture")
    return {
        **{name: getattr(generation, name) for name in FILM},
        "folder": generation.folder and generation.folder.name,
        "in_bin_since": generation.binned_at,
        "duration": film and film.duration,
        "files": {name: request.build_absolute_uri(reverse(name, args=[generation.pk])) for name in routes},
        "start_pictures": [
            {
                **{name: getattr(picture, name) for name in ("name", "words", "description", "taken_at")},
                "picture": picture.image
                and request.build_absolute_uri(reverse("start_miniature", args=[generation.pk, picture.pk])),
            }
            for picture in generation.start_pictures.all()
        ],
        "scenes": [_scene(request, generation, scene) for scene in generation.scenes.all()],
        "versions": [_version(request, generation, film) for film in generation.films.all()],
    }


def _scene(request: UserRequest, generation: Generation, scene: Scene) -> dict[str, Any]:
    told = {name: getattr(scene, name) for name in SCENE}
    if not (scene.recording and scene.speech):
        return told
    address = reverse("scene_recording", args=[generation.pk, scene.number])
    return {**told, "own_voice": request.build_absolute_uri(address)}


def _version(request: UserRequest, generation: Generation, film: Film) -> dict[str, Any]:
    address = reverse("version_video", args=[generation.pk, film.number])
    told = {name: getattr(film, name) for name in ("number", "made_at", "duration")}
    return {**told, "video": request.build_absolute_uri(address)}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pronunciation(request: UserRequest) -> HttpResponse:
    """Show the list of how words are said, and add an entry to it."""
    return _pronunciation(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change_saying(request: UserRequest, pk: int) -> HttpResponse:
    return _pronunciation(request, get_object_or_404(Saying, pk=pk, owner=request.user))


def _pronunciation(request: UserRequest, changed: Saying | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = SayingForm(data, instance=changed, owner=request.user)
    if form.is_bound and form.is_valid() and form.store():
        said = form.instance
        messages.success(request, f"From now on “{said.written}” is said “{said.said}”.")
        return redirect("pronunciation")
    # A form that was refused has changed its own row only.
    context = {"form": form, "changed": changed, "sayings": request.user.sayings.all(), "most": MOST_SAYINGS}
    return render(request, "generator/pronunciation.html", context)


@require_POST
def delete_saying(request: UserRequest, pk: int) -> HttpResponse:
    saying = get_object_or_404(Saying, pk=pk, owner=request.user)
    saying.delete()
    request.user.note("sayings_changed_at")
    messages.success(request, f"“{saying.written}” is read as it is written again.")
    return redirect("pronunciation")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete_account(request: UserRequest) -> HttpResponse:
    user = request.user
    # So that a team cannot lose its last administrator by accident, staff are removed in the admin, by others.
    if user.is_staff:
        messages.info(request, "Accounts of the staff are deleted in the admin, by somebody else.")
        return redirect("account")
    if request.method != "POST":
        films = Generation.objects.all_of(user).count()
        return render(request, "generator/delete_account.html", {"films": films})
    pk, addresses = user.pk, addresses_of(user)
    logout(request)
    User.objects.get(pk=pk).delete()
    tell("deleted", addresses, request)
    messages.success(request, "Your account and all that was in it are deleted.")
    return redirect("home")
