"""The admin page on the usage of outside services: sums of a month by service, day and person, and all of it as CSV."""

from __future__ import annotations

import csv
import re
from datetime import date
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from generator.models import Usage
from generator.models.usage.usage import FIGURES, Figures, UsageQuerySet
from generator.models.usage.words import WORK, cost_in_words, used_in_words

NOBODY = "nobody, or deleted since"
# The columns of the file that are not figures.
TOLD = ("day", "service", "kind", "model", "person__email", "generation", "by_own_key")
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
# What programs for tables would read as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def usage(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("generator.view_usage"):
        raise PermissionDenied
    month = _month(request.GET.get("month", ""))
    rows = Usage.objects.filter(day__year=month.year, day__month=month.month)
    if "csv" in request.GET:
        return _as_csv(rows, month)
    context = {
        **admin.site.each_context(request),
        "title": "Usage of services",
        "month": month,
        "months": list(Usage.objects.dates("day", "month", order="DESC")),
        "sum": _told(rows.figures()),
        "tables": _tables(rows),
    }
    return TemplateResponse(request, "admin/usage.html", context)


def _month(asked: str) -> date:
    """Return the first day of the month that was asked for, else of this one."""
    found = _MONTH.fullmatch(asked)
    return date(int(found[1]), int(found[2]), 1) if found else timezone.localdate().replace(day=1)


def _tables(rows: UsageQuerySet) -> list[tuple[str, str, list[dict[str, str]]]]:
    """Return title, heading and rows of each table."""
    return [
        (
            "By service",
            "Service, model",
            [
                _row(
                    f"{about['service']}, {WORK.get(about['kind'], about['kind']).lower()}",
                    figures,
                    about["model"],
                    "by people's own keys" if about["by_own_key"] else "",
                )
                for about, figures in rows.by("service", "kind", "model", "by_own_key")
            ],
        ),
        ("By day", "Day", [_row(f"{about['day']:%Y-%m-%d}", figures) for about, figures in rows.by("day")]),
        (
            "By person",
            "Person",
            [
                _row(about["person__email"] or NOBODY, figures, about["service"])
                for about, figures in rows.by("person__email", "service")
            ],
        ),
    ]


def _row(name: str, figures: Figures, *small: str) -> dict[str, Any]:
    return {"name": name, "small": [one for one in small if one], **_told(figures)}


def _told(figures: Figures) -> dict[str, str]:
    return {"used": used_in_words(figures), "cost": cost_in_words(figures)}


def _as_csv(rows: UsageQuerySet, month: date) -> HttpResponse:
    name = f"attachment; filename=usage-{month:%Y-%m}.csv"
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})
    writer = csv.writer(response)
    writer.writerow([name.removesuffix("__email") for name in (*TOLD, *FIGURES)])
    for row in rows.order_by("day", "service", "kind", "pk").values_list(*TOLD, *FIGURES):
        writer.writerow([_harmless(cell) for cell in row])
    return response


def _harmless(cell: Any) -> Any:
    """Return a cell that no program takes for a formula: services and models are named by others."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
