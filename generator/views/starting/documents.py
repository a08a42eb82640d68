"""Reading of a document into the text of a video that is about to be made."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from generator.forms import TextForm
from generator.forms.starting.documents import DocumentForm
from generator.models import Generation
from generator.models.allowance import allowance_of
from generator.models.generation_queryset import GenerationQuerySet
from generator.web.requests import UserRequest

NO_DOCUMENT = "Please choose a document."


@require_POST
def read_document(request: UserRequest) -> JsonResponse:
    """Answer a page's script with the "text" of a document and "notes" on it, or with a "refusal", a sentence."""
    form = DocumentForm(request.POST, request.FILES)
    if "document" not in request.FILES:
        return JsonResponse({"refusal": NO_DOCUMENT})
    if form.refusal:
        return JsonResponse({"refusal": form.refusal})
    told: dict[str, Any] = {}
    # Only a form has fields besides: what asks for the words alone gets no draft.
    if form.pictures and "input_text" in request.POST:
        if refusal := allowance_of(request.user).storage_refusal():
            return JsonResponse({"refusal": refusal})
        draft, told = _draft_for(request, form)
        form.keep_pictures(draft)
    else:
        form.numbers = {}
    return JsonResponse({"text": form.text, "notes": form.notes, **told})


def _draft_for(request: UserRequest, document: DocumentForm) -> tuple[Generation, dict[str, Any]]:
    """Return the draft that the pictures of a document belong to, and what the page's script is told of a new one."""
    mine = Generation.objects.owned_by(request.user)
    drafts = mine.drafts().of_kind(Generation.Kind.TEXT)
    draft = _named(drafts, request.POST.get("draft"))
    document.number_for(draft, str(request.POST.get("input_text", "")))
    if draft:
        return draft, {}
    data = request.POST.copy()
    data["input_text"] = document.in_text(data.get("input_text", ""))
    kept = TextForm(data, {}, owner=request.user, source=_named(mine, request.GET.get("from"))).keep()
    assert kept, "A form without a draft makes one."
    return kept, {"draft": str(kept.pk), "revision": kept.revision, "address": kept.get_absolute_url()}


def _named(films: GenerationQuerySet, key: str | None) -> Generation | None:
    try:
        return films.filter(pk=UUID(key or "")).first()
    except ValueError:
        return None


def with_document(request: UserRequest, draft: Generation | None, source: Generation | None) -> HttpResponse:
    """Put the words of a document that was sent with the form into its text, which is a draft then."""
    document = DocumentForm(request.POST, request.FILES)
    if document.refusal:
        form = TextForm(request.POST, request.FILES, owner=request.user, source=source, draft=draft)
        form.document = document
        form.draft = form.keep() or draft
        return render(request, "generator/text_to_video.html", {"form": form})
    data, files = request.POST.copy(), request.FILES.copy()
    document.number_for(draft, data.get("input_text", ""))
    data["input_text"] = document.in_text(data.get("input_text", ""))
    del files["document"]
    options = {"owner": request.user, "source": source}
    kept = TextForm(data, files, draft=draft, **options).keep() or TextForm(data, files, **options).keep()
    if kept and document.pictures:
        document.keep_pictures(kept)
    for note in document.notes:
        messages.info(request, note)
    # A draft of its own is kept in any case.
    return redirect(kept or "text_to_video")
