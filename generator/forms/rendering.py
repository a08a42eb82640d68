"""Django's form rendering with our markup, also on the account pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class Field(BoundField):
    """A bound field that gives its kind to the style sheet, so that one template can lay out every field."""

    def css_classes(self, extra_classes: Any = None) -> str:
        return super().css_classes(f"field field--{self.widget_type} {extra_classes or ''}".strip())


class Renderer(TemplatesSetting):
    """A renderer that uses the templates in `templates/forms`."""

    field_template_name = "forms/field.html"
    bound_field_class = Field


class Cards(forms.RadioSelect):
    """Choices as cards, each with a small picture of its effect."""

    template_name = "forms/cards.html"


class Faces(forms.RadioSelect):
    """Fonts as their names, each set in itself."""

    template_name = "forms/faces.html"


class Toggle(forms.CheckboxInput):
    """A check box in the shape of a switch."""

    template_name = "django/forms/widgets/checkbox.html"


class Slider(forms.NumberInput):
    """A number that is chosen on a line."""

    input_type = "range"
    template_name = "django/forms/widgets/number.html"


class SeveralFiles(forms.FileInput):
    """A file field in which several can be chosen; all but the last are asked of what was sent."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**(attrs or {}), "multiple": True})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.get(name)


class Drop(SeveralFiles):
    """A place where files can be dropped; without scripts it is a plain file field."""

    template_name = "django/forms/widgets/file.html"


class Chips(forms.TextInput):
    """Words separated by commas; with scripts each word is a chip that can be removed."""

    template_name = "django/forms/widgets/text.html"


class LongText(forms.Textarea):
    """A large field that shows its limit but does not enforce it: pasted text must not be cut off silently."""

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {
            name: value for name, value in attrs.items() if name not in ("maxlength", "minlength", "cols")
        }
