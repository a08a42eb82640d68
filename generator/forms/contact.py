"""The contact form."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from generator.forms.fields import LongTextField
from generator.forms.rendering import LongText
from generator.models import ContactMessage


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """A message, and a honeypot: a hidden field that only programs fill in."""

    website = forms.CharField(
        required=False,
        label="Leave this field empty",
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    message = LongTextField(
        label="Your message",
        max_length=5000,
        widget=LongText(attrs={"rows": 8, "dir": "auto", "data-count": 5000}),
        error_messages={"required": "Please write a message."},
    )

    class Meta:
        model = ContactMessage
        fields = ("email", "message")
        labels: ClassVar[dict[str, str]] = {"email": "Your email address"}
        help_texts: ClassVar[dict[str, str]] = {"email": "So that we can answer."}
        widgets: ClassVar[dict[str, Any]] = {
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = {
            "email": {"required": "Please tell us where to answer."},
        }

    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))
