"""What every request passes before it reaches a view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from generator import rates


class RequestLimitMiddleware:
    """Answer 413 at once to a request that announces more than the limit, before a byte of its body is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > settings.MAX_REQUEST_BYTES:
            return render(request, "413.html", status=413)
        return self.get_response(request)


class RateMiddleware:
    """Answer 429 to a form that is sent too often, before its view does anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        match = request.resolver_match
        action = rates.ACTIONS.get(match.view_name) if match and request.method == "POST" else None
        if action is None:
            return None
        if action == "submit" and "look" in request.POST:
            action = "look"
        wait = rates.consume(action, rates.visitor_of(request))
        return rates.too_many_requests(request, action, wait) if wait else None
