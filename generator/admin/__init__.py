"""What staff see and may do."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path

# The imports register the pages.
from generator.admin import contact, generations, users  # noqa: F401  # Registering is all.
from generator.admin.authenticators import AuthenticatorAdmin
from generator.admin.guard import guard
from generator.admin.health import services

admin.site.site_header = "Video Generator"
admin.site.site_title = "Video Generator"
admin.site.index_title = "Staff"
# The list of films needs the width that the side bar would take.
admin.site.enable_nav_sidebar = False
# Staff sign in where everybody does: the same limits on guessing, the same second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # As allauth asks for.


def _password(request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
    """Change the own password where everybody does, which tells its owner by mail."""
    return redirect("account_change_password")


admin.site.password_change = _password  # type: ignore[assignment]  # A site of our own, as below, would lose much.

_model_pages = admin.site.get_urls
# A schedule runs whatever Python function it names: whoever got hold of a superuser's visit would own the host. The
# rest of the queue's tables says nothing that the films' own rows do not say.
KEPT_AWAY = ("schedule", "success", "failure", "ormq")


def _urls() -> list[URLResolver | URLPattern]:
    """Tidy up what other applications have registered, which is complete only now, and add our own pages."""
    for name in KEPT_AWAY:
        if admin.site.is_registered(model := apps.get_model("django_q", name)):
            admin.site.unregister(model)
    authenticator = apps.get_model("mfa", "Authenticator")
    if admin.site.is_registered(authenticator):
        admin.site.unregister(authenticator)
    admin.site.register(authenticator, AuthenticatorAdmin)
    guard(admin.site)
    # Before the others, which end in one that takes every address.
    return [path("services/", admin.site.admin_view(services), name="services"), *_model_pages()]


admin.site.get_urls = _urls  # type: ignore[method-assign]  # A site of our own would lose what others register.
