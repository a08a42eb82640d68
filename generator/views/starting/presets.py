"""Presets: used and saved from the forms for videos, and listed on a page of their own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from generator.forms.creation import GenerationForm
from generator.forms.starting.presets import (
    OWN_MUSIC,
    PRESET_FIELDS,
    PresetNameForm,
    checked_name,
    valid_values,
    with_values,
)
from generator.forms.typed import as_typed
from generator.models import Brand, Generation, Preset
from generator.models.presets.preset import Choices
from generator.web.requests import UserRequest
from studio.text.words.writing import tidy_line

GONE = "This preset is no longer there. Please choose another one."
# The buttons of the forms that are about presets.
BUTTONS = ("use_preset", "save_preset", "remember")


def is_about_preset(request: HttpRequest) -> bool:
    return any(name in request.POST for name in BUTTONS)


def chosen(request: UserRequest, form: GenerationForm) -> Choices | None:
    """Save the choices of a form as a preset, or find the one that it asks for; None, with a message, if that cannot be."""
    if "use_preset" in request.POST:
        found = Preset.objects.named(request.user, request.POST.get("preset", ""))
        if found is None:
            messages.error(request, GONE)
        else:
            _tell(request, f"“{found.name}” is used.", valid_values(form, found.values)[1])
        return found
    name = "" if "remember" in request.POST else tidy_line(request.POST.get("preset_name", ""))[:60]
    try:
        if "remember" not in request.POST:
            checked_name(request.user, name)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return None
    return _saved(request, form, name)


def _saved(request: UserRequest, form: GenerationForm, name: str) -> Choices:
    values = as_typed(form, tuple(name for name in PRESET_FIELDS if name in form.fields))
    # A switch that is off is not sent.
    values |= {
        field: False
        for field in PRESET_FIELDS
        if field in form.fields and field not in values and _is_switch(field)
    }
    notes = [OWN_MUSIC] if values.get("music") == Generation.OWN_MUSIC else []
    brand = Brand.objects.filter(pk=form.chosen_brand(form.draft)["brand_id"]).first()
    was_there = Preset.objects.owned_by(request.user).filter(name__iexact=name).exists()
    preset = Preset.objects.keep(request.user, name, values, brand)
    if not name:
        told = "These choices are remembered: your next videos begin with them."
    else:
        told = f"The preset “{name}” is {'replaced' if was_there else 'saved'}."
    _tell(request, told, notes)
    return preset.as_choices(request.user.preset)


def _is_switch(name: str) -> bool:
    column: Any = Generation._meta.get_field(name)
    return isinstance(column.get_default(), bool)


def _tell(request: UserRequest, told: str, notes: list[str]) -> None:
    messages.success(request, " ".join([told, *notes]))


def data_with(request: UserRequest, form: GenerationForm, choices: Choices | None) -> QueryDict:
    """Return what the page has sent, with the choices of the preset that it asks for."""
    if choices is None or "use_preset" not in request.POST:
        return request.POST.copy()
    data = with_values(request.POST, valid_values(form, choices.values)[0])
    # The preset's brand counts, and not what stood in the fields for one.
    for name in ("logo_corner", "kit"):
        data.pop(name, None)
    data["begun_with"] = choices.key
    return data


def with_brand(kept: Generation | None, choices: Choices | None, request: UserRequest) -> None:
    """Give a draft the brand of the preset that was used."""
    if (
        kept
        and choices
        and "use_preset" in request.POST
        and kept.brand_id != (choices.brand and choices.brand.pk)
    ):
        kept.type_in(brand=choices.brand)


def start_with(page: str, choices: Choices | None, source: Generation | None) -> HttpResponse:
    """Lead to an empty form that begins with a preset."""
    asked = QueryDict(mutable=True)
    if source:
        asked["from"] = str(source.pk)
    if choices:
        asked["preset"] = choices.key
    return redirect(f"{reverse(page)}?{asked.urlencode()}" if asked else reverse(page))


@require_safe
@never_cache
def presets(request: UserRequest) -> HttpResponse:
    """Show all presets, and what can be done with each."""
    return _page(request)


def _page(request: UserRequest, renamed: PresetNameForm | None = None) -> HttpResponse:
    own = list(Preset.objects.owned_by(request.user).select_related("brand"))
    offered = Preset.objects.offered_to(request.user)
    context = {
        "own": own,
        "ready": [choices for choices in offered if not choices.key.startswith("own-")],
        "default": next((choices for choices in offered if choices.is_default), None),
        "renamed": renamed,
    }
    return render(request, "generator/presets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rename_preset(request: UserRequest, pk: int) -> HttpResponse:
    preset = get_object_or_404(Preset.objects.owned_by(request.user), pk=pk)
    form = PresetNameForm(request.POST if request.method == "POST" else None, instance=preset)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, f"The preset is called “{preset.name}” now.")
        return redirect("presets")
    return _page(request, form)


@require_POST
def delete_preset(request: UserRequest, pk: int) -> HttpResponse:
    preset = get_object_or_404(Preset.objects.owned_by(request.user).select_related("owner"), pk=pk)
    name = str(preset)
    preset.delete()
    messages.success(request, f"“{name}” is deleted. Videos that were made with it stay as they are.")
    return redirect("presets")


@require_POST
def choose_default_preset(request: UserRequest) -> HttpResponse:
    """Have the forms begin with a preset, or with the usual choices if none is named."""
    key = request.POST.get("preset", "")
    found = Preset.objects.named(request.user, key)
    if key and found is None:
        raise Http404(GONE)
    request.user.choose_preset(key)
    begins = f"“{found.name}”" if found else "the usual choices"
    messages.success(request, f"New videos begin with {begins} from now on.")
    return redirect("presets")


def asked_preset(request: HttpRequest) -> str:
    """Return the key of the preset that an address names."""
    value: Any = request.GET.get("preset", "")
    return str(value)
