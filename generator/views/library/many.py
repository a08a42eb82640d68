"""What an owner does with many films at once, and the emptying of the bin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from generator.forms.library.many import ManyForm
from generator.models import Generation
from generator.models.allowance import size_in_words
from generator.views.library.asked import Asked
from generator.views.library.download import download
from generator.views.library.one import tell_of_bin, told_back
from generator.web.requests import UserRequest, way_back


@require_POST
@never_cache
def many(request: UserRequest) -> HttpResponseBase:
    """Do with the chosen films what was asked; the address says where "all" of them are."""
    is_bin = "bin" in request.GET
    found = (
        Generation.objects.all_of(request.user).in_bin()
        if is_bin
        else Asked.by(request.user, request.GET.dict()).found
    )
    form = ManyForm(request.POST, owner=request.user, found=found)
    if not form.is_valid():
        messages.error(request, form.refusal)
        return _back(request, is_bin)
    answer: HttpResponseBase = WAYS[form.cleaned_data["do"]](request, form)
    return answer


def _back(request: UserRequest, is_bin: bool = False) -> HttpResponse:
    return redirect(way_back(request) or ("binned" if is_bin else "library"))


def _throw_away(request: UserRequest, form: ManyForm) -> HttpResponse:
    chosen = form.cleaned_data["chosen"].out_of_bin()
    # Named by their keys: what they are found by can change with what is done to them.
    keys = list(chosen.order_by().values_list("pk", flat=True))
    at = Generation.objects.filter(pk__in=keys).throw_away() if keys else None
    tell_of_bin(request, len(keys), at)
    return _back(request)


def _put_back(request: UserRequest, form: ManyForm) -> HttpResponse:
    messages.success(request, told_back(form.cleaned_data["chosen"].put_back()))
    return _back(request, is_bin=True)


def _delete(request: UserRequest, form: ManyForm) -> HttpResponse:
    chosen = form.cleaned_data["chosen"].in_bin()
    if not form.cleaned_data["sure"]:
        context = {
            "count": chosen.count(),
            "size": size_in_words(chosen.total_bytes()),
            "picked": [] if form.cleaned_data["everything"] else form.picked,
            "next": way_back(request),
        }
        return render(request, "generator/many.html", context)
    count = chosen.delete_by_and_by()
    messages.success(request, f"{count} video{'s are' if count != 1 else ' is'} deleted for good.")
    return _back(request, is_bin=True)


def _move(request: UserRequest, form: ManyForm) -> HttpResponse:
    folder = form.cleaned_data["folder"]
    keys = list(form.cleaned_data["chosen"].order_by().values_list("pk", flat=True))
    Generation.objects.filter(pk__in=keys).update(folder=folder)
    messages.success(request, f"{len(keys)} video{'s are' if len(keys) != 1 else ' is'} in “{folder}” now.")
    return _back(request)


def _take_out(request: UserRequest, form: ManyForm) -> HttpResponse:
    keys = list(form.cleaned_data["chosen"].order_by().values_list("pk", flat=True))
    Generation.objects.filter(pk__in=keys).update(folder=None)
    messages.success(request, f"{len(keys)} video{'s are' if len(keys) != 1 else ' is'} in no folder now.")
    return _back(request)


def _archive(request: UserRequest, form: ManyForm) -> HttpResponseBase:
    answer = download(
        request.user, form.cleaned_data["chosen"].out_of_bin(), form.cleaned_data["contents"] or "captions"
    )
    if isinstance(answer, str):
        messages.error(request, answer)
        return _back(request)
    return answer


WAYS: dict[str, Callable[[UserRequest, ManyForm], Any]] = {
    "bin": _throw_away,
    "put_back": _put_back,
    "delete": _delete,
    "folder": _move,
    "take_out": _take_out,
    "archive": _archive,
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def empty_bin(request: UserRequest) -> HttpResponse:
    """Ask, and then delete for good all that is in the bin."""
    found = Generation.objects.all_of(request.user).in_bin()
    if request.method != "POST":
        context = {"count": found.count(), "size": size_in_words(found.total_bytes())}
        return render(request, "generator/empty_bin.html", context)
    count = found.delete_by_and_by()
    messages.success(request, f"The bin is empty: {count} video{'' if count == 1 else 's'} deleted for good.")
    return redirect(reverse("binned"))
