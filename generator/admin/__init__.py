"""What staff see and may do."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import path

# The imports register the pages.
from generator.admin import contact, generations, users  # noqa: F401
from generator.admin.health import services

admin.site.site_header = "Video Generator"
admin.site.site_title = "Video Generator"
admin.site.index_title = "Staff"
# The list of films needs the width that the side bar would take.
admin.site.enable_nav_sidebar = False
# Staff sign in where everybody does: the same limits on guessing, the same second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

_model_pages = admin.site.get_urls
# Before the others, which end in one that takes every address.
admin.site.get_urls = lambda: [  # type: ignore[method-assign]
    path("services/", admin.site.admin_view(services), name="services"),
    *_model_pages(),
]
