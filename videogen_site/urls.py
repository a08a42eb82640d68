"""All addresses of the site."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("generator.urls")),
]
# What the account pages answer with where they are asked too often.
handler429 = "generator.web.rates.too_many_requests"
handler500 = "generator.views.faults.server_error"
