"""Second factors of users: listed, and removable if a device is lost."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class AuthenticatorAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's admin takes no parameter at run time.
    """A page that never shows the secret, with which anyone could make the owner's codes."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type", "created_at", "last_used_at")
    search_fields = ("user__email",)
    fields = ("user", "type", "created_at", "last_used_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
