"""A script about a topic, which lands in the text of a video that is about to be made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from generator.forms import TextForm
from generator.forms.typed import as_typed, is_empty
from generator.forms.writing.script import ScriptForm
from generator.models import Generation
from generator.pipeline.writing import scripts
from generator.pipeline.writing.asking import Told
from generator.pipeline.writing.scripts import ScriptOrder
from generator.views.writing.asking import begun, waited_for
from generator.web.requests import UserRequest


@require_POST
@never_cache
def write_script(request: UserRequest) -> JsonResponse:
    """Begin to write what a page's script asks for, or answer with what is "wrong" with it, by field."""
    form = ScriptForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"wrong": form.refusals})
    order = form.order()
    return begun(request, lambda: _written(order))


def _written(order: ScriptOrder) -> Told:
    made = scripts.write_script(order)
    return {"text": made.script.text, "title": made.script.title, "notes": made.told}


def with_script(request: UserRequest, draft: Generation | None, source: Generation | None) -> HttpResponse:
    """Put a script into the text of a form that was sent without scripts; it is a draft then."""
    wish = ScriptForm(request.POST)
    told: Told = {}
    if wish.is_valid():
        order = wish.order()
        told = waited_for(request, wish.token(), lambda: _written(order))
    options = {"owner": request.user, "source": source}
    if "text" not in told:
        form = TextForm(request.POST, request.FILES, draft=draft, **options)
        form.to_write, form.unwritten = wish, str(told.get("refusal", ""))
        if draft or not is_empty(as_typed(form, form.taken_over)):
            form.draft = form.keep() or draft
        # Nothing else was asked: what is missing for a video is not said.
        form.errors.clear()
        return render(request, "generator/text_to_video.html", {"form": form})
    data = request.POST.copy()
    before = data.get("input_text", "").strip()
    data["input_text"] = f"{before}\n\n{told['text']}" if before else told["text"]
    data["title"] = data.get("title", "").strip() or told["title"]
    kept = (
        TextForm(data, request.FILES, draft=draft, **options).keep()
        or TextForm(data, request.FILES, **options).keep()
    )
    messages.info(request, told["notes"])
    return redirect(kept or "text_to_video")
