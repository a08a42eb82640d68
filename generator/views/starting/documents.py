"""Reading of a document into the text of a video that is about to be made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from generator.forms import TextForm
from generator.forms.starting.documents import DocumentForm
from generator.models import Generation
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
    return JsonResponse({"text": form.text, "notes": form.notes})


def with_document(request: UserRequest, draft: Generation | None, source: Generation | None) -> HttpResponse:
    """Put the words of a document that was sent with the form into its text, which is a draft then."""
    document = DocumentForm(request.POST, request.FILES)
    if document.refusal:
        form = TextForm(request.POST, request.FILES, owner=request.user, source=source, draft=draft)
        form.document = document
        form.draft = form.keep() or draft
        return render(request, "generator/text_to_video.html", {"form": form})
    data, files = request.POST.copy(), request.FILES.copy()
    data["input_text"] = document.in_text(data.get("input_text", ""))
    del files["document"]
    options = {"owner": request.user, "source": source}
    kept = TextForm(data, files, draft=draft, **options).keep() or TextForm(data, files, **options).keep()
    for note in document.notes:
        messages.info(request, note)
    # A draft of its own is kept in any case.
    return redirect(kept or "text_to_video")
