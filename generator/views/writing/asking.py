"""Beginning to have something written, and looking whether it is there."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from generator.pipeline.writing import asking
from generator.pipeline.writing.asking import Told, UnwrittenError
from generator.web.requests import UserRequest

LONGEST_TOKEN = 64


@require_safe
@never_cache
def written(request: UserRequest, token: str) -> JsonResponse:
    """Answer a page's script with what was written, with a "refusal", or that it is not "done" yet."""
    if len(token) > LONGEST_TOKEN:
        raise Http404("There is no such text.")
    return JsonResponse(asking.look(_owner(request), token))


def begun(request: HttpRequest, work: Callable[[], Told]) -> JsonResponse:
    """Begin, and answer a page's script where to "look" for it, or with a "refusal"."""
    try:
        token = asking.start(_owner(request), work)
    except UnwrittenError as error:
        return JsonResponse({"refusal": str(error)})
    return JsonResponse({"look": reverse("written", args=[token])})


def waited_for(request: HttpRequest, token: str, work: Callable[[], Told]) -> Told:
    """Return what was written for a page without scripts, which waits for it; what takes longer is gone on with."""
    owner = _owner(request)
    try:
        asking.start(owner, work, token)
    except UnwrittenError as error:
        return {"refusal": str(error)}
    told = asking.look(owner, token, seconds=asking.PAGE_WAITS)
    if not told:
        return {"refusal": asking.UNFINISHED}
    # The same wish once more is another text.
    asking.forget(owner, token)
    return told


def _owner(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
