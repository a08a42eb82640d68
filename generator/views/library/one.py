"""What an owner does with one film of the library: rename, duplicate, put it into a folder or the bin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from generator.forms.library.names import RenameForm
from generator.models import Folder, Generation, User
from generator.models.allowance import allowance_of, size_in_words
from generator.models.library.duplicate import duplicate as make_duplicate
from generator.views.library.asked import Asked
from generator.web.requests import UserRequest, way_back

# Marks the message that offers to undo; the moment by which the films are found in the bin follows.
PUT_BACK = "at="


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rename(request: UserRequest, pk: Any) -> HttpResponse:
    """Give a film another title; a script gets the form and then the title alone, in their place."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user).select_related("film"), pk=pk)
    form = RenameForm(request.POST if request.method == "POST" else None, film=generation)
    is_stored = form.is_bound and form.is_valid() and form.store()
    context = {"generation": generation, "form": form, "next": request.POST.get("next", "")}
    if request.htmx:
        # The link that comes back leads the same way as before.
        way = Asked.by(request.user, request.GET.dict()).way
        context["card"] = {
            "key": pk,
            "href": f"{generation.get_absolute_url()}{way}",
            "called": str(generation),
            "copy_number": generation.copy_number,
        }
        as_title = is_stored or "title" in request.GET
        return render(request, f"generator/_{'title' if as_title else 'rename'}.html", context)
    if is_stored:
        messages.success(request, f"The {noun(generation)} is called “{generation.title}” now.")
        return redirect(way_back(request) or generation)
    return render(request, "generator/rename.html", context)


@require_POST
def duplicate(request: UserRequest, pk: Any) -> HttpResponse:
    """Make a film once more as it is, which takes storage and nothing else."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user).select_related("film"), pk=pk)
    if generation.is_active:
        messages.info(request, "This video is being made just now. Please duplicate it when it is ready.")
        return redirect(way_back(request) or generation)
    with transaction.atomic():
        # One after the other, so that several at once do not share the same room.
        owner = User.objects.select_for_update().get(pk=request.user.pk)
        allowance = allowance_of(owner)
        limit, needed = allowance.storage_limit, generation.stored_bytes
        if limit is not None and allowance.stored + needed > limit:
            messages.error(
                request,
                f"The duplicate would take {size_in_words(needed)}, and your videos take "
                f"{size_in_words(allowance.stored)} of {size_in_words(limit)} already. Please delete something "
                "for good first.",
            )
            return redirect(way_back(request) or generation)
        made = make_duplicate(generation)
    messages.success(request, f"“{generation}” is there twice now. Each can be changed on its own.")
    return redirect(way_back(request) or made)


@require_POST
def move(request: UserRequest, pk: Any) -> HttpResponse:
    """Put a film into a folder, or take it out of its folder."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    said = request.POST.get("folder", "")
    folder = get_object_or_404(Folder.objects.owned_by(request.user), pk=said) if said.isdecimal() else None
    Generation.objects.filter(pk=generation.pk).update(folder=folder)
    told = f"is in “{folder}” now" if folder else "is in no folder now"
    messages.success(request, f"The {noun(generation)} {told}.")
    return redirect(way_back(request) or generation)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete(request: UserRequest, pk: Any) -> HttpResponse:
    """Put a film into the bin; delete one that is there for good. A link alone only asks."""
    generation = get_object_or_404(Generation.objects.all_of(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "generator/delete.html", {"generation": generation})
    if generation.binned_at:
        generation.delete()
        messages.success(request, f"The {noun(generation)} is deleted for good.")
        return redirect(way_back(request) or "binned")
    at = Generation.objects.filter(pk=generation.pk).throw_away()
    tell_of_bin(request, 1, at, noun(generation))
    return redirect(way_back(request) or "library")


@require_POST
def put_back(request: UserRequest) -> HttpResponse:
    """Take out of the bin what was put there at one moment."""
    at = _moment(request.POST.get("at", ""))
    found = Generation.objects.all_of(request.user).filter(binned_at=at) if at else Generation.objects.none()
    one = list(found[:2])
    if count := found.put_back():
        messages.success(request, told_back(count))
    else:
        messages.info(request, "That is not in the bin any more.")
    if back := way_back(request):
        return redirect(back)
    return redirect(Generation.objects.get(pk=one[0].pk)) if count == 1 else redirect("library")


def _moment(said: str) -> datetime | None:
    """Return a moment that a form names; None for what is none."""
    try:
        moment = parse_datetime(said.strip()[:40])
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def noun(generation: Generation) -> str:
    return "draft" if generation.is_draft else "video"


def told_back(count: int) -> str:
    return "It is back in your library." if count == 1 else f"{count} videos are back in your library."


def tell_of_bin(request: HttpRequest, count: int, at: datetime | None, what: str = "video") -> None:
    """Say that films are in the bin, with the way to put them back."""
    subject = f"The {what} is" if count == 1 else f"{count} videos are"
    tags = f"{PUT_BACK}{at.isoformat()}" if at else ""
    messages.success(request, f"{subject} in the bin.", extra_tags=tags)
