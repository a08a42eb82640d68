"""The pages for making a video: from a text, and from a picture."""

from __future__ import annotations

from contextlib import closing
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, replace_url

from generator import tasks
from generator.forms import ImageForm, TextForm
from generator.forms.creation import GenerationForm
from generator.forms.typed import TOO_LONG, as_typed, is_empty, is_too_long, kept_files
from generator.models import Generation
from generator.models.allowance import OverQuotaError, allowance_of
from generator.views.starting import presets
from generator.views.starting.documents import with_document
from generator.views.writing.scripts import with_script
from generator.web import unsent
from generator.web.requests import UserRequest

SENT_ELSEWHERE = (
    "This draft was sent or deleted in another window since you opened this page. What you wrote here is a draft of its "
    "own now: send it once more to make a video of it."
)
BROUGHT_BACK = "What you typed is back. A file that was not kept with a draft has to be chosen again."


def earlier_version(request: UserRequest) -> Generation | None:
    """Return the film of the same owner that a new version starts from, if one is named."""
    named = request.GET.get("from", "")
    try:
        pk = UUID(named)
    except ValueError:
        return None
    return get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def text_to_video(request: UserRequest) -> HttpResponse:
    if request.method == "GET" and (brought_back := take_back(request)):
        return redirect(brought_back)
    return from_text(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def text_draft(request: UserRequest, pk: Any) -> HttpResponse:
    """Go on with a text that was typed before."""
    brought_back = take_back(request) if request.method == "GET" else None
    if brought_back and brought_back.pk != pk:
        return redirect(brought_back)
    draft = draft_named(request, str(pk), Generation.Kind.TEXT)
    if draft:
        return from_text(request, draft)
    return (request.method == "POST" and from_lost_draft(request, pk)) or redirect(
        get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    )


def from_lost_draft(request: UserRequest, pk: Any) -> HttpResponse | None:
    """Keep what was typed into a draft that another window has sent or deleted; None if nothing is lost."""
    form = TextForm(request.POST, request.FILES, owner=request.user)
    words = as_typed(form, form.taken_over)
    sent = Generation.objects.owned_by(request.user).filter(pk=pk).values_list("input_text", flat=True)
    # A second click sends the same once more.
    if is_empty(words) or words["input_text"].strip() in (text.strip() for text in sent):
        return None
    form.draft = form.keep()
    form.add_error(None, SENT_ELSEWHERE)
    return render(request, "generator/text_to_video.html", {"form": form})


@require_POST
def understood(request: UserRequest) -> HttpResponse:
    """Say what is understood of a text while it is being written."""
    form = TextForm(request.POST, None, owner=request.user)
    return render(request, "generator/_understood.html", {"form": form})


def from_text(request: UserRequest, draft: Generation | None) -> HttpResponse:
    if "document" in request.FILES:
        return with_document(request, draft, earlier_version(request))
    if "write" in request.POST:
        return with_script(request, draft, earlier_version(request))
    if presets.is_about_preset(request):
        return text_with_preset(request, draft)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    preset = presets.asked_preset(request)
    form = TextForm(*sent, owner=request.user, source=earlier_version(request), draft=draft, preset=preset)
    is_sent = form.is_bound and "keep" not in request.POST
    if is_sent and form.is_valid() and (generation := queued(form)):
        return redirect(generation)
    if form.is_bound and "keep" in request.POST and (kept := form.keep()):
        return redirect(kept)
    if form.is_bound and draft:
        # What cannot be sent can be gone on with later as it stands; words of another window are not overwritten.
        form.draft = form.keep() or TextForm(*sent, owner=request.user).keep()
    return render(request, "generator/text_to_video.html", {"form": form})


def text_with_preset(request: UserRequest, draft: Generation | None) -> HttpResponse:
    """Use or save a preset; what is written stays, as a draft."""
    source = earlier_version(request)
    form = TextForm(request.POST, request.FILES, owner=request.user, source=source, draft=draft)
    choices = presets.chosen(request, form)
    data = presets.data_with(request, form, choices)
    form = TextForm(data, request.FILES, owner=request.user, source=source, draft=draft)
    if not draft and is_empty(as_typed(form, form.taken_over)):
        return presets.start_with("text_to_video", choices, source)
    kept = form.keep() or TextForm(data, request.FILES, owner=request.user).keep()
    presets.with_brand(kept, choices, request)
    return redirect(kept or "text_to_video")


@require_POST
def typed(request: UserRequest) -> HttpResponse:
    """Keep what is being typed as a draft, and answer with where it is; no words are no draft."""
    if unsent.is_somebody_elses(request):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    named = request.POST.get("draft", "")
    draft = draft_named(request, named)
    if named and draft is None:
        return HttpResponse(status=HTTPStatus.GONE)
    is_picture = draft is not None and draft.kind == Generation.Kind.IMAGE
    form_class = ImageForm if is_picture else TextForm
    no_room = allowance_of(request.user).storage_refusal() if request.FILES else ""
    files = None if no_room else request.FILES
    form = form_class(request.POST, files, owner=request.user, source=earlier_version(request), draft=draft)
    words = as_typed(form, form.taken_over)
    if is_too_long(words):
        return HttpResponse(TOO_LONG, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, content_type="text/plain")
    if is_empty(words) and not is_picture:
        if draft and form.known_revision(draft) == draft.revision:
            draft.delete()
        return JsonResponse({"address": reverse("text_to_video"), "draft": "", "revision": ""})
    kept = form.keep()
    if kept is None:
        return HttpResponse(status=HTTPStatus.CONFLICT)
    refused = dict.fromkeys(request.FILES, no_room) if no_room else form.refused_files
    return JsonResponse(
        {
            "address": kept.get_absolute_url(),
            "draft": str(kept.pk),
            "revision": kept.revision,
            "kept": kept_files(kept),
            "refused": refused,
        }
    )


def draft_named(request: UserRequest, named: str, kind: str = "") -> Generation | None:
    try:
        pk = UUID(named)
    except ValueError:
        return None
    return Generation.objects.drafts().owned_by(request.user).of_kind(kind).filter(pk=pk).first()


def take_back(request: UserRequest) -> Generation | None:
    """Make drafts of the texts that were sent while their owner was not signed in; return the last of them."""
    kept = None
    for sent in unsent.take(request, "text_to_video", "text_draft"):
        draft = draft_named(request, sent.get("draft", ""), Generation.Kind.TEXT)
        form = TextForm(sent, None, owner=request.user, draft=draft)
        if is_empty(as_typed(form, form.taken_over)):
            continue
        # A draft that was changed elsewhere meanwhile stays as it is, and what was typed here is another.
        kept = form.keep() or TextForm(sent, None, owner=request.user).keep()
    if kept:
        messages.success(request, BROUGHT_BACK)
    return kept


@require_http_methods(["GET", "HEAD", "POST"])
def image_to_video(request: UserRequest) -> HttpResponse:
    return from_picture(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def draft(request: UserRequest, pk: Any) -> HttpResponse:
    """Go on with a picture that was sent to be described."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if not (generation.is_draft and generation.kind == Generation.Kind.IMAGE):
        return redirect(generation)
    return from_picture(request, generation)


def from_picture(request: UserRequest, draft: Generation | None) -> HttpResponse:
    """Show the form, make a video of what was sent, or have the picture described first."""
    if request.method == "GET" and (typed_before := unsent.kept(request)):
        messages.success(request, BROUGHT_BACK)
        form = ImageForm(typed_before, {}, owner=request.user, source=earlier_version(request), draft=draft)
        return render_picture_form(request, form)
    if request.method == "POST":
        unsent.forget(request)
    data: QueryDict | None = request.POST if request.method == "POST" else None
    source, preset, choices = earlier_version(request), presets.asked_preset(request), None
    if presets.is_about_preset(request):
        form = ImageForm(request.POST, None, owner=request.user, source=source, draft=draft)
        choices = presets.chosen(request, form)
        changed = presets.data_with(request, form, choices)
        has_files = "upload" in request.FILES or "more" in request.FILES
        if not (draft or source or has_files or changed.get("sent_clip")):
            return presets.start_with("image_to_video", choices, source)
        # The picture is kept with all that stands in the form.
        changed["look"] = "1"
        data = changed
    files = request.FILES if request.method == "POST" else None
    with closing(
        ImageForm(data, files, owner=request.user, source=source, draft=draft, preset=preset)
    ) as form:
        answer = answer_picture(request, form, draft)
        presets.with_brand(form.draft, choices, request)
        return answer


def answer_picture(request: UserRequest, form: ImageForm, draft: Generation | None) -> HttpResponse:
    if form.is_bound and form.is_valid() and not form.only_describes and (generation := queued(form)):
        return redirect(generation)
    has_picture = form.is_bound and "upload" not in form.errors
    has_new = form.new_picture or form.good
    is_first_refused = form.takes_several and not (has_new or draft or form.source)
    if is_first_refused or not (has_picture and (form.only_describes or has_new or draft)):
        return render_picture_form(request, form)
    # Whatever else is wrong in the form, files need not be chosen again.
    form.draft = form.save_draft()
    tasks.wake_worker_on_commit()
    if form.is_valid() and not request.htmx:
        return redirect(form.draft)
    return render_picture_form(request, form)


def queued(form: GenerationForm) -> Generation | None:
    """Queue what a valid form asks for, or have the form say why that cannot be."""
    try:
        if generation := form.queue(tasks.enqueue):
            form.owner.note_scenes_first(generation.shows_scenes_first)
        return generation
    except OverQuotaError as error:
        form.add_error(None, str(error))
        return None


def render_picture_form(request: UserRequest, form: ImageForm) -> HttpResponse:
    context = {"form": form, "worker": tasks.worker_is_alive()}
    if not request.htmx:
        return render(request, "generator/image_to_video.html", context)
    response = render(request, "generator/_seen.html", context)
    return replace_url(response, form.draft.get_absolute_url()) if form.draft else response


@require_safe
@never_cache
def seen(request: UserRequest, pk: Any) -> HttpResponse:
    """Answer the form's question whether the picture was described."""
    draft = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if not request.htmx:
        return redirect(draft)
    if not (draft.is_draft and draft.kind == Generation.Kind.IMAGE):
        return HttpResponseClientRedirect(draft.get_absolute_url())
    worker = tasks.worker_is_alive()
    if worker and not draft.description_fingerprint and not draft.error:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    form = ImageForm(None, None, owner=request.user, draft=draft)
    return render(request, "generator/_seen.html", {"form": form, "worker": worker})
