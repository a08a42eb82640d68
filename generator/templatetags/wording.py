"""A template filter for words that are not ours."""

from __future__ import annotations

from django import template
from django.forms import BoundField

register = template.Library()


@register.filter
def in_sentence_case(field: BoundField) -> BoundField:
    """Return a field of allauth's whose label is written as ours are: "New password", not "New Password"."""
    first, *others = str(field.label).split(" ")
    field.label = " ".join([first, *(word.lower() if word.istitle() else word for word in others)])
    return field
