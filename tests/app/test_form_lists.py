"""Lists to choose from look as Django's own templates write them, without a template for each line."""

from __future__ import annotations

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from generator.forms.rendering import Renderer

CHOICES = [
    ("", "Automatic"),
    (None, "None at all"),
    ("a&b", 'Quotes " and <tags>'),
    ("safe", mark_safe("<i>kept</i>")),
    (7, "Seven"),
    ("A group & more", [("de", "German"), ("fr", "French")]),
]


@pytest.mark.parametrize("value", ["", None, "de", 7, ["fr", "a&b"], '"><script>'])
@pytest.mark.parametrize(
    "attrs", [{}, {"class": "a b", "disabled": True, "hidden": False, "data-x": '"1" & <2>'}]
)
@pytest.mark.parametrize("kind", [forms.Select, forms.SelectMultiple])
def test_a_list_is_written_as_django_writes_it(kind, attrs, value):
    widget = kind(attrs=attrs, choices=CHOICES)
    ours, theirs = (
        widget.render("voice", value, {"id": "id_voice"}, one()) for one in (Renderer, DjangoTemplates)
    )
    assert ours == theirs
    assert hasattr(ours, "__html__")


def test_a_list_with_lines_of_its_own_keeps_its_template():
    class Odd(forms.Select):
        option_template_name = "django/forms/widgets/radio_option.html"

    widget = Odd(choices=CHOICES)
    assert widget.render("voice", "de", renderer=Renderer()) == widget.render(
        "voice", "de", renderer=DjangoTemplates()
    )
