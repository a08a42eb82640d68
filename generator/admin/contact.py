"""Messages from the contact page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator

from generator.models import ContactMessage


class AnsweredForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """The one field of a message that can be changed in the list, where no label stands beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered"].widget.attrs["aria-label"] = f"Answered: {self.instance}"


@admin.register(ContactMessage)
class ContactMessageAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's admin takes no parameter at run time.
    list_display = ("email", "beginning", "answered", "created_at")
    list_editable = ("answered",)
    list_filter = ("answered", "created_at")
    search_fields = ("email", "message")
    fields = ("email", "sender", "message", "created_at", "answered")
    readonly_fields = ("email", "sender", "message", "created_at")

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, **{"form": AnsweredForm, **kwargs})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="message")
    def beginning(self, message: ContactMessage) -> str:
        return Truncator(message.message).chars(80)
