"""Messages from the contact page."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator

from generator.models import ContactMessage


@admin.register(ContactMessage)
class ContactMessageAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's admin takes no parameter at run time.
    list_display = ("email", "beginning", "answered", "created_at")
    list_editable = ("answered",)
    list_filter = ("answered", "created_at")
    search_fields = ("email", "message")
    fields = ("email", "sender", "message", "created_at", "answered")
    readonly_fields = ("email", "sender", "message", "created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="message")
    def beginning(self, message: ContactMessage) -> str:
        return Truncator(message.message).chars(80)
