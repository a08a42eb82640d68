"""Django's form rendering with our markup, also on the account pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe


class Field(BoundField):
    """A bound field that gives its kind to the style sheet, so that one template can lay out every field."""

    def css_classes(self, extra_classes: Any = None) -> str:
        return super().css_classes(f"field field--{self.widget_type} {extra_classes or ''}".strip())


class Renderer(TemplatesSetting):
    """A renderer that uses the templates in `templates/forms`."""

    field_template_name = "forms/field.html"
    bound_field_class = Field

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Render a template; lists to choose from without one.

        Django renders a template for each of their lines, and the lists of voices and languages have hundreds: they
        were half of the time of a form.
        """
        widget = context.get("widget", {})
        if template_name == _SELECT and all(
            line["template_name"] == _OPTION for _, lines, _ in widget["optgroups"] for line in lines
        ):
            return _select(widget)
        return super().render(template_name, context, request)


_SELECT, _OPTION = "django/forms/widgets/select.html", "django/forms/widgets/select_option.html"


def _select(widget: dict[str, Any]) -> SafeString:
    """Return what the two templates of Django's return for a list to choose from."""
    pieces = [f'<select name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, lines, _ in widget["optgroups"]:
        pieces += [f'\n  <optgroup label="{escape(group)}">'] if group else []
        pieces += [
            f'\n  <option value="{escape(str(line["value"]))}"{_attributes(line["attrs"])}>'
            f"{conditional_escape(line['label'])}</option>\n"
            for line in lines
        ]
        pieces += ["\n  </optgroup>"] if group else []
    return mark_safe("".join([*pieces, "\n</select>"]))


def _attributes(attributes: dict[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False
    )


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
