"""The admin pages for staff."""

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
from generator.admin.usage import usage

admin.site.site_header = "Video Generator"
admin.site.site_title = "Video Generator"
admin.site.index_title = "Staff"
# The list of films needs the width of the side bar.
admin.site.enable_nav_sidebar = False
# Staff sign in on the same page as everyone: the same limits on guessing, the same second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # As allauth asks for.


def _password(request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
    """Redirect to the ordinary page for a new password, which notifies the owner by mail."""
    return redirect("account_change_password")


admin.site.password_change = _password  # type: ignore[assignment]  # See below on why it is not a site of our own.

_model_pages = admin.site.get_urls
# A schedule can run any Python function, so a stolen superuser session would give control of the host. The other tables
# of the queue add nothing to the films' own rows.
KEPT_AWAY = ("schedule", "success", "failure", "ormq")


def _urls() -> list[URLResolver | URLPattern]:
    """Tidy up the models registered by other applications, complete only now, and add our own pages."""
    for name in KEPT_AWAY:
        if admin.site.is_registered(model := apps.get_model("django_q", name)):
            admin.site.unregister(model)
    authenticator = apps.get_model("mfa", "Authenticator")
    if admin.site.is_registered(authenticator):
        admin.site.unregister(authenticator)
    admin.site.register(authenticator, AuthenticatorAdmin)
    guard(admin.site)
    # Before the others, whose last pattern is a catch-all.
    return [
        path("services/", admin.site.admin_view(services), name="services"),
        path("usage/", admin.site.admin_view(usage), name="usage"),
        *_model_pages(),
    ]


admin.site.get_urls = _urls  # type: ignore[method-assign]  # A site of our own would lose what others register.
