"""The page of an owner's folders: make one, rename it, delete it and keep its films."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from generator.forms.library.names import FolderForm
from generator.models import Folder
from generator.views.library.library import shelves_of
from generator.web.requests import UserRequest


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def folders(request: UserRequest) -> HttpResponse:
    """Show the folders, and make one."""
    return _folders(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def folder(request: UserRequest, pk: int) -> HttpResponse:
    """Rename a folder."""
    return _folders(request, get_object_or_404(Folder.objects.owned_by(request.user), pk=pk))


def _folders(request: UserRequest, changed: Folder | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = FolderForm(data, owner=request.user, folder=changed)
    if form.is_bound and form.is_valid() and form.store():
        named = form.folder.name
        messages.success(
            request, f"The folder is called “{named}” now." if changed else f"“{named}” is there, and empty."
        )
        return redirect("folders") if changed else redirect(f"{reverse('library')}?folder={form.folder.pk}")
    context = {"form": form, "changed": changed, **shelves_of(request.user)}
    return render(request, "generator/folders.html", context)


@require_POST
def delete_folder(request: UserRequest, pk: int) -> HttpResponse:
    gone = get_object_or_404(Folder.objects.owned_by(request.user), pk=pk)
    count = gone.films.filter(binned_at=None).count()
    gone.delete()
    kept = f" Its {count} video{'s are' if count > 1 else ' is'} still in your library." if count else ""
    messages.success(request, f"The folder “{gone.name}” is deleted.{kept}")
    return redirect("folders")
